"""Who must not see a complaint about an official, and who above them may?

A complaint never reaches the person complained about (rulebook 1.7): neither the official's institution nor any that
answers to it or is coordinated by it, but the first above that is not involved; the centre is no exception (ADR 12).
"""

from datetime import date

from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind, Registry

_NAMED_BY_LAW = frozenset(
    {
        (InstitutionKind.PRIME_MINISTRY_UNIT, Branch.ETHICS_BOARD),
        (InstitutionKind.PRIME_MINISTRY_UNIT, Branch.INSPECTION),
        (InstitutionKind.PRIME_MINISTRY_UNIT, Branch.INFORMATION_REVIEW_BOARD),
        (InstitutionKind.AFFILIATED_BODY, Branch.HUMAN_RIGHTS),
    }
)
"""Before whom the law itself brings complaints and appeals, whoever coordinates it (R-H1, R-H4, R-I4; rulebook 1.7)."""


def is_involved(institution: Institution, accused_institution_id: InstitutionId | None, registry: Registry) -> bool:
    """Tell whether the accused sits in this institution or above it; whom the law names is bound by no superior."""
    if accused_institution_id is None or accused_institution_id == institution.institution_id:
        return accused_institution_id is not None
    if (institution.kind, institution.branch) in _NAMED_BY_LAW:
        return False
    above = (*registry.line_of(institution.institution_id), *registry.coordinators_of(institution.institution_id))
    return accused_institution_id in (each.institution_id for each in above)


def is_known_involved(
    institution_id: InstitutionId, accused_institution_id: InstitutionId | None, registry: Registry
) -> bool:
    """Tell the same of an institution by its number; one that nobody knows is not involved."""
    institution = registry.get(institution_id)
    return institution is not None and is_involved(institution, accused_institution_id, registry)


def first_uninvolved(
    institution: Institution, accused_institution_id: InstitutionId | None, registry: Registry
) -> Institution | None:
    """Give the institution itself, else the nearest coordinator above it that is not involved; None when all are."""
    upward = (institution, *registry.coordinators_of(institution.institution_id))
    return next((each for each in upward if not is_involved(each, accused_institution_id, registry)), None)


def superior_of(institution: Institution, registry: Registry) -> Institution | None:
    """Give the nearest coordinator of an official's institution that is not involved itself."""
    return first_uninvolved(institution, institution.institution_id, registry)


def acting_for_the_centre(accused_institution_id: InstitutionId | None, registry: Registry, on: date) -> Institution:
    """Name who screens and decides at the very top: the centre, else the first above it that is not involved.

    Where nobody above is left, the inspectors; where there are none, the centre, for there is nobody else (ADR 12).
    """
    centre = registry.centre
    above = first_uninvolved(centre, accused_institution_id, registry)
    return above or inspectors_for(accused_institution_id, registry, on) or centre


def inspectors_for(accused_institution_id: InstitutionId | None, registry: Registry, on: date) -> Institution | None:
    """Give the inspectors of the Prime Ministry, the last resort (rulebook 1.7), unless they are complained of."""
    units = registry.find(InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.INSPECTION, on=on)
    return next((each for each in units if not is_involved(each, accused_institution_id, registry)), None)


def disciplinary_instance_of(institution: Institution, registry: Registry) -> Institution | None:
    """Give the disciplinary board of the superior, else the superior itself (R-H2)."""
    superior = superior_of(institution, registry)
    if superior is None:
        return None
    boards = (
        each for each in registry.children_of(superior.institution_id) if each.branch is Branch.DISCIPLINARY_BOARD
    )
    return next(boards, superior)
