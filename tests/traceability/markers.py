"""Which tests say that they prove which requirement?

The tests are read, not run: a marker counts on a test, on its module (`pytestmark`) and on one row of its table
(`pytest.param(..., marks=...)`), also where the table or the marker has a name of its own in the module.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

REQUIREMENT, CONFLICT = "requirement", "conflict"

_Test: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


class UnreadableMarker(Exception):
    """A marker names its requirement by something else than a literal, so that nobody can look it up."""


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """A test that says it proves something; `row` is the id of the table's row that does."""

    file: str
    test: str
    row: str | None = None

    @property
    def sentence(self) -> str:
        """Say the test's name as the sentence it is."""
        said = self.test.removeprefix("test_").replace("_", " ")
        return said if self.row is None else f"{said} ({self.row})"


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One thing marked by one test: an id of a requirement, or a conflict's number."""

    kind: str
    value: str | int
    proof: Proof


def marks_in_folder(folder: Path, root: Path) -> list[Mark]:
    """Find every mark in the test modules below a folder; files are named from `root`."""
    return [
        mark
        for path in sorted(folder.rglob("test_*.py"))
        for mark in marks_in(path.read_text(encoding="utf-8"), str(path.relative_to(root)))
    ]


def marks_in(source: str, file: str) -> list[Mark]:
    """Find every mark in one test module. Raises UnreadableMarker for a mark without a literal."""
    if not any(f"mark.{kind}" in source for kind in (REQUIREMENT, CONFLICT)):
        return []
    module = ast.parse(source)
    names = {
        target.id: statement.value
        for statement in module.body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    }
    everywhere = [names["pytestmark"]] if "pytestmark" in names else []
    return sorted(
        {
            Mark(kind, value, Proof(file, test.name, row))
            for test in _tests(module)
            for where in (*everywhere, *test.decorator_list)
            for kind, value, row in _marks(where, names, file)
        },
        key=str,
    )


def _tests(module: ast.Module) -> Iterator[_Test]:
    for node in module.body:
        if isinstance(node, _Test) and node.name.startswith("test_"):
            yield node


def _marks(node: ast.AST, names: dict[str, ast.expr], file: str) -> Iterator[tuple[str, str | int, str | None]]:
    """Walk an expression and what its names stand for; a row's marks carry the row's id."""
    seen: set[str] = set()

    def walk(node: ast.AST, row: str | None) -> Iterator[tuple[str, str | int, str | None]]:
        if isinstance(node, ast.Name) and node.id in names and node.id not in seen:
            seen.add(node.id)
            yield from walk(names[node.id], row)
            seen.discard(node.id)
        if isinstance(node, ast.Call):
            row = _row_id(node) or row
            for kind, value in _marked(node, file):
                yield kind, value, row
        for child in ast.iter_child_nodes(node):
            yield from walk(child, row)

    yield from walk(node, None)


def _marked(call: ast.Call, file: str) -> Iterator[tuple[str, str | int]]:
    called = ast.unparse(call.func)
    kind = next((each for each in (REQUIREMENT, CONFLICT) if called == f"pytest.mark.{each}"), None)
    if kind is None:
        return
    for argument in call.args:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str | int):
            raise UnreadableMarker(f"{file}:{call.lineno}: {ast.unparse(argument)}")
        yield kind, argument.value


def _row_id(call: ast.Call) -> str | None:
    if ast.unparse(call.func) != "pytest.param":
        return None
    ids = (keyword.value for keyword in call.keywords if keyword.arg == "id")
    return next((each.value for each in ids if isinstance(each, ast.Constant) and isinstance(each.value, str)), None)
