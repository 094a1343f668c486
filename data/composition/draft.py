"""How is one institution of the composition written down?"""

from datetime import date

from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind

VALID_FROM = date(2014, 3, 30)
"""The day on which the 30 metropolitan municipalities of Laws 5216 and 6360 were all in force."""


def draft(
    institution_id: InstitutionId,
    kind: InstitutionKind,
    name: str,
    branch: Branch | None,
    line: InstitutionId | None,
    coordinator: InstitutionId | None,
    province: str,
    district: str | None = None,
    *,
    covers: tuple[str, ...] = (),
    user_places: int = 1,
) -> Institution:
    """Write down an institution that holds from the registry's first day, by default with one user place."""
    return Institution(
        institution_id, kind, branch, name, line, coordinator, province, district, covers, VALID_FROM, None, user_places
    )
