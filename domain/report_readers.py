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
    institution = registry.get(viewer.institution_id)
    if institution is None:
        return False
    if sees_everything(viewer, registry) or viewer.role is Role.AUDITOR:
        return True
    if institution_id is None:
        office = institution.branch is Branch.PROVINCIAL_ADMINISTRATION
        return viewer.role in WATCHING_ROLES and (office or institution.kind in READERS_OF_THE_NATION)
    if institution_id == viewer.institution_id:
        return True
    return viewer.role in WATCHING_ROLES and any(
        above.institution_id == viewer.institution_id for above in registry.coordinators_of(institution_id)
    )
