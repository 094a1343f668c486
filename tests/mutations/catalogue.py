"""Which changes break a rule of law, and which test must notice each of them?

One TOML file for each part of the rulebook; one `[[mutation]]` breaks one rule:

    [[mutation]]
    requirements = ["R-C9"]                  # the named test carries the marker of each
    says = "information may be asked for by telephone"
    file = "domain/submission.py"
    old = "channel is Channel.PHONE:"        # stands in the file exactly once
    new = "False:"
    test = "tests/unit/test_submission.py::test_information_is_never_asked_for_by_telephone"
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.traceability.markers import REQUIREMENT, Mark

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Mutation:
    """One change to one file that breaks a rule; `test` is the node id of the test that must fail then."""

    requirements: tuple[str, ...]
    says: str
    file: str
    old: str
    new: str
    test: str

    @property
    def test_file(self) -> str:
        """Name the module of the test."""
        return self.test.partition("::")[0]

    @property
    def test_name(self) -> str:
        """Name the test's function, without the row of its table."""
        return self.test.partition("::")[2].partition("[")[0]


def load_mutations(folder: Path = HERE) -> tuple[Mutation, ...]:
    """Read all mutations, file by file."""
    return tuple(
        Mutation(requirements=tuple(row.pop("requirements")), **row)
        for path in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["mutation"]
    )


def faults(mutations: Iterable[Mutation], marks: Iterable[Mark], root: Path) -> list[str]:
    """Say which mutations cannot be tried as they are written, or would be noticed by a test of something else."""
    marked = {(mark.value, mark.proof.file, mark.proof.test) for mark in marks if mark.kind == REQUIREMENT}
    return [f"{mutation.says}: {fault}" for mutation in mutations for fault in _faults(mutation, marked, root)]


def _faults(mutation: Mutation, marked: set[tuple[str | int, str, str]], root: Path) -> Iterator[str]:
    for requirement in mutation.requirements:
        if (requirement, mutation.test_file, mutation.test_name) not in marked:
            yield f"{mutation.test} does not say that it proves {requirement}"
    path = root / mutation.file
    found = path.read_text(encoding="utf-8").count(mutation.old) if path.exists() else 0
    if found != 1:
        yield f"its old text stands {found} times in {mutation.file}"
    elif mutation.old == mutation.new:
        yield "it changes nothing"
    elif path.suffix == ".py" and not _is_python(mutated(mutation, root)):
        yield f"it leaves {mutation.file} without a meaning"


def mutated(mutation: Mutation, root: Path) -> str:
    """Give the file's text with the rule broken."""
    return (root / mutation.file).read_text(encoding="utf-8").replace(mutation.old, mutation.new)


def _is_python(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True
