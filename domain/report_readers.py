"""Who may read whose report?

An institution its own; a coordinator and an auditor also those of whom it coordinates: a governorate its province, a
ministry its own, the coordination office of the Interior Ministry all governorates (R-G9, R-G10, R-G13). The nation's
goes to the Prime Ministry, every ministry and every governorate (R-J9). Reports are figures only.
"""

from domain.identifiers import InstitutionId
from domain.inputs import Role
from domain.institution import Registry
from domain.institution_kind import Branch, InstitutionKind
from domain.visibility import WATCHING_ROLES, Viewer, sees_everything

READERS_OF_THE_NATION = frozenset(
    {InstitutionKind.PRIME_MINISTRY, InstitutionKind.MINISTRY, InstitutionKind.GOVERNORATE}
)


def may_read_report(viewer: Viewer, institution_id: InstitutionId | None, registry: Registry) -> bool:
    """Tell whether the viewer may read the report of an institution, None for the nation's."""
    if viewer.institution_id not in registry:
        return False
    if sees_everything(viewer, registry) or viewer.role is Role.AUDITOR:
        return True
    if institution_id is None:
        return _may_read_of_the_nation(viewer, registry)
    if institution_id == viewer.institution_id:
        return True
    return viewer.role in WATCHING_ROLES and any(
        above.institution_id == viewer.institution_id for above in registry.coordinators_of(institution_id)
    )


def _may_read_of_the_nation(viewer: Viewer, registry: Registry) -> bool:
    """Tell whether the viewer is among those whom the nation's report goes to; at the centre it is everybody's own."""
    institution = registry[viewer.institution_id]
    if institution.institution_id == registry.centre.institution_id:
        return True
    gets_it = institution.kind in READERS_OF_THE_NATION or institution.branch is Branch.PROVINCIAL_ADMINISTRATION
    return gets_it and viewer.role in WATCHING_ROLES
