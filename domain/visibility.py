"""Which applications may an institution see at all?

Its own tasks, past ones included; a coordinator also what the institutions below it have (R-G9, R-G10), the centre
everything (R-G11, R-G12). Never the institution of the official complained of (rulebook 1.7).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from domain.identifiers import InstitutionId
from domain.inputs import Role
from domain.institution import Registry

WATCHING_ROLES = frozenset({Role.COORDINATOR, Role.CENTRE, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: an institution in one of its roles."""

    institution_id: InstitutionId
    role: Role


def may_see(
    viewer: Viewer, given_to: Iterable[InstitutionId], accused: InstitutionId | None, registry: Registry
) -> bool:
    """Tell whether the viewer may see an application that was given to these institutions and accuses that one."""
    if viewer.institution_id == accused:
        return False
    if sees_everything(viewer, registry):
        return True
    return any(_is_before(viewer, institution_id, registry) for institution_id in given_to)


def sees_everything(viewer: Viewer, registry: Registry) -> bool:
    """Tell whether the viewer watches the whole nation: the role of the centre, held by the centre."""
    return viewer.role is Role.CENTRE and viewer.institution_id == registry.centre.institution_id


def institutions_seen(viewer: Viewer, registry: Registry) -> Iterator[InstitutionId]:
    """List the institutions whose tasks the viewer may see: its own first, then those it coordinates, however deep."""
    waiting, seen = [viewer.institution_id], {viewer.institution_id}
    while waiting:
        institution_id = waiting.pop()
        yield institution_id
        if viewer.role not in WATCHING_ROLES:
            return
        for child in registry.children_of(institution_id):
            if child.coordinator_id == institution_id and child.institution_id not in seen:
                seen.add(child.institution_id)
                waiting.append(child.institution_id)


def _is_before(viewer: Viewer, institution_id: InstitutionId, registry: Registry) -> bool:
    if institution_id == viewer.institution_id:
        return True
    if viewer.role not in WATCHING_ROLES or institution_id not in registry:
        return False
    return any(above.institution_id == viewer.institution_id for above in registry.coordinators_of(institution_id))
