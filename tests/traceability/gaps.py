"""What is neither proven nor stated, and what is marked that nobody asked for?"""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.traceability.markers import CONFLICT, REQUIREMENT, Mark
from tests.traceability.not_yet import NOT_YET
from tests.traceability.page import proofs_of
from tests.traceability.table import Conflict, Requirement


def gaps(
    requirements: tuple[Requirement, ...], conflicts: tuple[Conflict, ...], marks: Iterable[Mark], root: Path
) -> dict[str, str]:
    """Say of each requirement or conflict what it lacks, and of each mark that names nothing that it does."""
    marks = list(marks)
    proofs = proofs_of(marks)
    known: set[tuple[str, str | int]] = {
        *((REQUIREMENT, each.id) for each in requirements),
        *((CONFLICT, each.number) for each in conflicts),
    }
    found = {
        str(mark.value): f"{mark.value} is no {mark.kind}" for mark in marks if (mark.kind, mark.value) not in known
    }
    for each in requirements:
        if each.page is None and not proofs[REQUIREMENT, each.id]:
            found[each.id] = f"{each.id} has no test"
        elif each.page is not None and not _states(root / each.page, each.id):
            found[each.id] = f"{each.id} is not stated in {each.page}"
    for conflict in conflicts:
        if not proofs[CONFLICT, conflict.number]:
            found[f"conflict {conflict.number}"] = f"conflict {conflict.number} has no test"
    return found


def _states(page: Path, requirement_id: str) -> bool:
    return page.exists() and re.search(rf"\b{requirement_id}\b", page.read_text(encoding="utf-8")) is not None
