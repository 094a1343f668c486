"""Where does each service stand in the hierarchy? Ids of parents, found by what they are."""

from functools import cache

from data.composition import tables
from data.composition.regions import region_of
from data.composition.serials import (
    PRIME_MINISTRY_NUMBER,
    affiliated_id,
    central_id,
    district_id,
    provincial_id,
    regional_id,
)
from data.composition.tables import Directorate, DistrictRow
from domain.identifiers import InstitutionId
from domain.institution_kind import Branch, InstitutionKind

PRIME_MINISTRY = central_id(PRIME_MINISTRY_NUMBER)


@cache
def centre() -> InstitutionId:
    """The unit of the Prime Ministry that runs the system and coordinates the ministries (R-G11)."""
    units = tables.units("prime_ministry_units")
    number = next(unit.number for unit in units if unit.branch is Branch.PUBLIC_RELATIONS)
    return central_id(PRIME_MINISTRY_NUMBER, number)


@cache
def ministry(branch: Branch) -> InstitutionId:
    """The ministry of a service."""
    return central_id(next(row.number for row in tables.units("ministries") if row.branch is branch))


@cache
def ministry_unit(branch: Branch) -> InstitutionId:
    """The one unit, of whichever ministry, that gives a service."""
    found = [
        central_id(row.number, unit.number)
        for row in tables.units("ministries")
        if row.branch is not None
        for unit in tables.units_of_ministry(row.branch)
        if unit.branch is branch
    ]
    (only,) = found
    return only


@cache
def affiliated(branch: Branch) -> InstitutionId:
    """The affiliated body of a service."""
    return affiliated_id(next(row.number for row in tables.affiliated_bodies() if row.branch is branch))


@cache
def provincial_directorate(branch: Branch, plate: str) -> InstitutionId:
    """The provincial directorate of a service."""
    return provincial_id(plate, next(row.number for row in tables.provincial_directorates() if row.branch is branch))


def regional_directorate(branch: Branch, plate: str) -> InstitutionId:
    """The regional directorate of a service that covers a province."""
    network, region = region_of(branch, plate)
    return regional_id(network.number, region.ordinal)


def governor_of(district: DistrictRow) -> InstitutionId:
    """Who governs a district: its kaymakam, or in a central district the governor."""
    return provincial_id(district.province) if district.central else district_id(district.province, district.number)


def line_of(directorate: Directorate, plate: str) -> InstitutionId:
    """Whom a directorate answers to in this province."""
    branch = directorate.line_branch
    if branch is None:
        return provincial_id(plate)
    match directorate.line_kind:
        case InstitutionKind.MINISTRY:
            return ministry(branch)
        case InstitutionKind.MINISTRY_UNIT:
            return ministry_unit(branch)
        case InstitutionKind.AFFILIATED_BODY:
            return affiliated(branch)
        case InstitutionKind.REGIONAL_DIRECTORATE:
            return regional_directorate(branch, plate)
        case _:
            return provincial_directorate(branch, plate)
