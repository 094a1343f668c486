"""Who must not see a complaint about an official, and who above them may?

A complaint never reaches the person complained about (rulebook 1.7): neither the official's institution nor any that
answers to it or is coordinated by it, but the first above that is not involved.
"""

from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, Registry


def is_involved(institution: Institution, accused_institution_id: InstitutionId | None, registry: Registry) -> bool:
    """Tell whether the accused sits in this institution or above it."""
    if accused_institution_id is None:
        return False
    above = (*registry.line_of(institution.institution_id), *registry.coordinators_of(institution.institution_id))
    return accused_institution_id in (institution.institution_id, *(each.institution_id for each in above))


def first_uninvolved(
    institution: Institution, accused_institution_id: InstitutionId | None, registry: Registry
) -> Institution | None:
    """Give the institution itself, else the nearest coordinator above it that is not involved; None when all are."""
    upward = (institution, *registry.coordinators_of(institution.institution_id))
    return next((each for each in upward if not is_involved(each, accused_institution_id, registry)), None)


def superior_of(institution: Institution, registry: Registry) -> Institution | None:
    """Give the nearest coordinator of an official's institution that is not involved itself."""
    return first_uninvolved(institution, institution.institution_id, registry)


def disciplinary_instance_of(institution: Institution, registry: Registry) -> Institution | None:
    """Give the disciplinary board of the superior, else the superior itself (R-H2)."""
    superior = superior_of(institution, registry)
    if superior is None:
        return None
    boards = (
        each for each in registry.children_of(superior.institution_id) if each.branch is Branch.DISCIPLINARY_BOARD
    )
    return next(boards, superior)
