"""What is neither proven nor stated, and what is marked that nobody asked for?"""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from tests.traceability.markers import CONFLICT, REQUIREMENT, Mark
from tests.traceability.page import proofs_of
from tests.traceability.table import Conflict, Requirement


def gaps(
    requirements: Iterable[Requirement],
    conflicts: Iterable[Conflict],
    marks: Collection[Mark],
    broken_by_a_mutation: Collection[str],
    root: Path,
) -> dict[str, str]:
    """Say of each requirement and conflict what it lacks, and of each mark that names neither that it does."""
    proven = {about for about, proofs in proofs_of(marks).items() if proofs}
    found = {}
    for each in requirements:
        if each.page is not None:
            if not _states(root / each.page, each.id):
                found[each.id] = f"{each.id} is not stated in {each.page}"
        elif (REQUIREMENT, each.id) not in proven:
            found[each.id] = f"{each.id} has no test"
        elif each.id not in broken_by_a_mutation:
            found[each.id] = f"{each.id} is broken by no mutation"
    for conflict in conflicts:
        if (CONFLICT, conflict.number) not in proven:
            found[f"conflict {conflict.number}"] = f"conflict {conflict.number} has no test"
    known = {*((REQUIREMENT, each.id) for each in requirements), *((CONFLICT, each.number) for each in conflicts)}
    for kind, value in proven - known:
        found[str(value)] = f"{value} is no {kind}"
    return found


def _states(page: Path, requirement_id: str) -> bool:
    return page.exists() and re.search(rf"\b{requirement_id}\b", page.read_text(encoding="utf-8")) is not None
