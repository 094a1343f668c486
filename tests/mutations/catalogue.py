"""Which changes break a rule of law, and which test must notice each of them?

One TOML file for each part of the rulebook; one `[[mutation]]` breaks one rule:

    [[mutation]]
    requirements = ["R-C9"]                  # the named test carries the marker of each
    says = "information may be asked for by telephone"
    file = "domain/submission.py"
    old = "channel is Channel.PHONE:"        # stands in the file exactly once
    new = "False:"
    test = "tests/unit/test_submission.py::test_information_is_never_asked_for_by_telephone"

Where a marker stands on one row of the test's table, that row is named: `...::test_name[id of the row]`.
"""

import ast
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.traceability.markers import REQUIREMENT, Mark, Proof

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

    @property
    def test_row(self) -> str | None:
        """Name the row of the test's table, None for the whole table."""
        return self.test.partition("[")[2].removesuffix("]") or None


def load_mutations(folder: Path = HERE) -> tuple[Mutation, ...]:
    """Read all mutations, file by file."""
    return tuple(
        Mutation(requirements=tuple(row.pop("requirements")), **row)
        for path in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["mutation"]
    )


def faults(mutations: Iterable[Mutation], marks: Iterable[Mark], root: Path) -> list[str]:
    """Say which mutations cannot be tried as they are written, or would be noticed by a test of something else."""
    proofs = {(mark.value, mark.proof) for mark in marks if mark.kind == REQUIREMENT}
    return [f"{mutation.says}: {fault}" for mutation in mutations for fault in _faults(mutation, proofs, root)]


def _faults(mutation: Mutation, proofs: set[tuple[str | int, Proof]], root: Path) -> Iterator[str]:
    whole, row = (Proof(mutation.test_file, mutation.test_name, row) for row in (None, mutation.test_row))
    for requirement in mutation.requirements:
        if not {(requirement, whole), (requirement, row)} & proofs:
            yield f"{mutation.test} does not say that it proves {requirement}"
    path = root / mutation.file
    found = path.read_text(encoding="utf-8").count(mutation.old) if path.exists() else 0
    if found != 1:
        yield f"its old text stands {found} times in {mutation.file}"
    elif mutation.old == mutation.new:
        yield "it changes nothing"
    elif mutation.file.startswith("tests/"):
        yield "it changes a test and no rule"
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
