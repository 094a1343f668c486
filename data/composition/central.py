"""Who sits in the capital: the Prime Ministry, the ministries, affiliated bodies, and the universities?"""

from collections.abc import Iterator

from data.composition import parents, tables
from data.composition.draft import draft
from data.composition.serials import PRIME_MINISTRY_NUMBER, affiliated_id, central_id, university_id
from domain.institution import Branch, Institution, InstitutionKind

CAPITAL = "06"
PRIME_MINISTRY_PLACES = 201
MINISTRY_PLACES = 41


def prime_ministry() -> Iterator[Institution]:
    """Compose the Prime Ministry and its main units; the centre among them coordinates the others."""
    top, centre = parents.PRIME_MINISTRY, parents.centre()
    yield draft(
        top, InstitutionKind.PRIME_MINISTRY, "Başbakanlık", None, None, None, CAPITAL,
        user_places=PRIME_MINISTRY_PLACES,
    )  # fmt: skip
    for unit in tables.units("prime_ministry_units"):
        unit_id = central_id(PRIME_MINISTRY_NUMBER, unit.number)
        coordinator = top if unit_id == centre else centre
        yield draft(
            unit_id, InstitutionKind.PRIME_MINISTRY_UNIT, f"Başbakanlık {unit.name}", unit.branch, top, coordinator,
            CAPITAL,
        )  # fmt: skip


def ministries() -> Iterator[Institution]:
    """Compose the ministries, which the centre coordinates."""
    for ministry in tables.units("ministries"):
        yield draft(
            central_id(ministry.number), InstitutionKind.MINISTRY, ministry.name, ministry.branch,
            parents.PRIME_MINISTRY, parents.centre(), CAPITAL, user_places=MINISTRY_PLACES,
        )  # fmt: skip


def ministry_units() -> Iterator[Institution]:
    """Compose the main units of each ministry."""
    for ministry in tables.units("ministries"):
        above = central_id(ministry.number)
        for unit in tables.units_of_ministry(ministry.branch) if ministry.branch else ():
            yield draft(
                central_id(ministry.number, unit.number), InstitutionKind.MINISTRY_UNIT,
                f"{ministry.name} {unit.name}", unit.branch, above, above, CAPITAL,
            )  # fmt: skip


def affiliated_bodies() -> Iterator[Institution]:
    """Compose the affiliated bodies; their ministry coordinates them (R-G10), else the centre."""
    for row in tables.affiliated_bodies():
        line = parents.ministry(row.ministry) if row.ministry else parents.PRIME_MINISTRY
        coordinator = line if row.ministry else parents.centre()
        yield draft(
            affiliated_id(row.number), InstitutionKind.AFFILIATED_BODY, row.name, row.branch, line, coordinator, CAPITAL
        )


def affiliated_body_units() -> Iterator[Institution]:
    """Compose the main units of each affiliated body."""
    for row in tables.affiliated_bodies():
        above = affiliated_id(row.number)
        for unit in tables.units("affiliated_body_units"):
            yield draft(
                affiliated_id(row.number, unit.number), InstitutionKind.AFFILIATED_BODY_UNIT,
                f"{row.name} {unit.name}", unit.branch, above, above, CAPITAL,
            )  # fmt: skip


def universities() -> Iterator[Institution]:
    """Compose the state universities and their units, under the council of higher education."""
    council = parents.affiliated(Branch.HIGHER_EDUCATION)
    for number, plate, name in tables.universities():
        rectorate = university_id(number)
        yield draft(
            rectorate,
            InstitutionKind.UNIVERSITY,
            name,
            Branch.HIGHER_EDUCATION,
            council,
            council,
            plate,
        )
        for unit in tables.units("university_units"):
            yield draft(
                university_id(number, unit.number), InstitutionKind.UNIVERSITY_UNIT, f"{name} {unit.name}", unit.branch,
                rectorate, rectorate, plate,
            )  # fmt: skip
