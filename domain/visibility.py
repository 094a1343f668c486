"""Which applications may an institution see at all?

Its own tasks, past ones included; a coordinator also what the institutions below it have (R-G9, R-G10), the centre
everything (R-G11, R-G12). Whoever is involved in what is complained of sees only what it was given to decide
(rulebook 1.7): neither what it coordinates nor what it would merely be told.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from domain.accused import is_involved
from domain.application import Application, Task
from domain.identifiers import InstitutionId
from domain.inputs import Role, TaskPurpose
from domain.institution import Institution, Registry

WATCHING_ROLES = frozenset({Role.COORDINATOR, Role.CENTRE, Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: an institution in one of its roles."""

    institution_id: InstitutionId
    role: Role


def may_see(viewer: Viewer, application: Application, registry: Registry) -> bool:
    """Tell whether the viewer may see this application."""
    own = [task for task in application.tasks if task.institution_id == viewer.institution_id]
    institution = registry.get(viewer.institution_id)
    if institution is None:
        return False
    if is_kept_from(institution, application, registry):
        return False
    if own or sees_everything(viewer, registry):
        return True
    return viewer.role in WATCHING_ROLES and any(
        _is_coordinated_by(viewer, task, registry) for task in application.tasks
    )


def is_kept_from(institution: Institution, application: Application, registry: Registry) -> bool:
    """Tell whether an institution may have nothing to do with an application: it is involved, and decides nothing."""
    given = (
        task.institution_id == institution.institution_id and task.purpose is not TaskPurpose.INFORMATION
        for task in application.tasks
    )
    return is_involved(institution, application.accused_institution_id, registry) and not any(given)


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


def _is_coordinated_by(viewer: Viewer, task: Task, registry: Registry) -> bool:
    if task.institution_id not in registry:
        return False
    above = registry.coordinators_of(task.institution_id)
    return any(coordinator.institution_id == viewer.institution_id for coordinator in above)


def may_find_by_number(viewer: Viewer, application: Application, registry: Registry) -> bool:
    """Tell whether an operator, to whom an applicant quoted the number, may find what it names (R-J4).

    Whoever is involved in what is complained of finds nothing by it.
    """
    institution = registry.get(viewer.institution_id)
    if viewer.role is not Role.OPERATOR or institution is None:
        return False
    return not is_involved(institution, application.accused_institution_id, registry)
