"""What does docs/requirements.md say? Every requirement with its proof, then the conflicts with what holds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tests.traceability.markers import CONFLICT, REQUIREMENT, Mark, Proof
from tests.traceability.table import PARTS, Conflict, Requirement

MISSING = "**no proof yet**"


def requirements_page(
    requirements: tuple[Requirement, ...], conflicts: tuple[Conflict, ...], marks: Iterable[Mark]
) -> str:
    """Write docs/requirements.md."""
    proofs = proofs_of(marks)
    tested = sum(bool(proofs[REQUIREMENT, each.id]) for each in requirements)
    stated = sum(each.page is not None for each in requirements)
    lines = [
        "# Requirements",
        "",
        "Made from `tests/traceability/` and the markers on the tests by `make docs`.",
        f"Of {len(requirements)} requirements {tested} are proven by tests and {stated} are facts of history, which a",
        "page states. `make mutations` breaks the rule of each and demands that a named test notices.",
    ]
    for part, title in PARTS.items():
        lines += ["", f"## {part}. {title}"]
        for each in (each for each in requirements if each.id[2] == part):
            lines += ["", f"**{each.id}** {each.sentence} *({each.source.in_words})*", ""]
            lines += _proven(proofs[REQUIREMENT, each.id], each.page)
    lines += ["", "## Where the sources differ"]
    for conflict in conflicts:
        lines += ["", f"**{conflict.number}.** {conflict.sentence} *{conflict.resolution}*", ""]
        lines += _proven(proofs[CONFLICT, conflict.number], None)
    return "\n".join(lines) + "\n"


def proofs_of(marks: Iterable[Mark]) -> defaultdict[tuple[str, str | int], list[Proof]]:
    """Sort marks by what they are about; what has none has an empty list."""
    proofs: defaultdict[tuple[str, str | int], list[Proof]] = defaultdict(list)
    for mark in marks:
        proofs[mark.kind, mark.value].append(mark.proof)
    return proofs


def _proven(proofs: list[Proof], page: str | None) -> Iterator[str]:
    if page is not None:
        yield f"- stated in [{page}]({page.removeprefix('docs/')})"
    for proof in sorted(proofs, key=str):
        yield f"- [{proof.file.removeprefix('tests/')}](../{proof.file}): {proof.sentence}"
    if page is None and not proofs:
        yield f"- {MISSING}"
