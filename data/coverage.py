"""Is every place served by every local service it should have?

What one province or district has, every one of its sort must have. The exceptions are the law's: a central district has
neither kaymakam nor directorates (rulebook 5.1), but a tax office, a social security centre and a courthouse; only
metropolitan provinces have departments, a water authority and a monitoring unit.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from domain.institution import Branch, InstitutionKind, Registry
from domain.place import District, Gazetteer, Place, Province

EVERY_PROVINCE = (
    InstitutionKind.GOVERNORATE,
    InstitutionKind.GOVERNORATE_UNIT,
    InstitutionKind.PROVINCIAL_DIRECTORATE,
    InstitutionKind.PROVINCIAL_HUMAN_RIGHTS_BOARD,
)
METROPOLITAN_PROVINCE = (
    InstitutionKind.METROPOLITAN_MUNICIPALITY,
    InstitutionKind.METROPOLITAN_DEPARTMENT,
    InstitutionKind.WATER_AUTHORITY,
    InstitutionKind.INVESTMENT_MONITORING_UNIT,
)
OTHER_PROVINCE = (InstitutionKind.SPECIAL_PROVINCIAL_ADMINISTRATION,)
GOVERNED_DISTRICT = (
    InstitutionKind.DISTRICT_GOVERNORATE,
    InstitutionKind.DISTRICT_GOVERNORATE_UNIT,
    InstitutionKind.DISTRICT_DIRECTORATE,
    InstitutionKind.DISTRICT_HUMAN_RIGHTS_BOARD,
)
EVERY_DISTRICT = (
    (InstitutionKind.SOCIAL_AID_FOUNDATION, Branch.SOCIAL_AID),
    (InstitutionKind.MUNICIPALITY, Branch.MUNICIPAL_SERVICES),
    (InstitutionKind.LOCAL_OFFICE, Branch.HOSPITAL),
)
CENTRAL_DISTRICT = (
    (InstitutionKind.LOCAL_OFFICE, Branch.TAX),
    (InstitutionKind.LOCAL_OFFICE, Branch.SOCIAL_SECURITY),
    (InstitutionKind.LOCAL_OFFICE, Branch.COURTHOUSE),
)


class Gap(NamedTuple):
    """A service that a place should have, and has not."""

    place: Place
    kind: InstitutionKind
    branch: Branch | None


def gaps(registry: Registry, gazetteer: Gazetteer, on: date) -> Iterator[Gap]:
    """List what is missing on a day, place by place."""
    branches = {kind: _branches_of(kind, registry, on) for kind in InstitutionKind}
    for province in gazetteer.provinces():
        yield from _gaps_of_province(province, registry, branches, on)
        for district in gazetteer.districts_of(province.plate):
            yield from _gaps_of_district(district, registry, branches, on)


Branches = dict[InstitutionKind, frozenset[Branch | None]]


def _gaps_of_province(province: Province, registry: Registry, branches: Branches, on: date) -> Iterator[Gap]:
    kinds = EVERY_PROVINCE + (METROPOLITAN_PROVINCE if province.metropolitan else OTHER_PROVINCE)
    services = [(kind, branch) for kind in kinds for branch in branches[kind] or {None}]
    services.append((InstitutionKind.LOCAL_OFFICE, Branch.MILITARY_SERVICE))
    place = Place(province.plate)
    for kind, branch in services:
        if not registry.find(kind, branch=branch, province=province.plate, on=on):
            yield Gap(place, kind, branch)
    for branch in branches[InstitutionKind.REGIONAL_DIRECTORATE]:
        if branch is not None and registry.regional(branch, province.plate, on) is None:
            yield Gap(place, InstitutionKind.REGIONAL_DIRECTORATE, branch)


def _gaps_of_district(district: District, registry: Registry, branches: Branches, on: date) -> Iterator[Gap]:
    services: list[tuple[InstitutionKind, Branch | None]] = list(EVERY_DISTRICT)
    if district.central:
        services += CENTRAL_DISTRICT
    else:
        services += [(kind, branch) for kind in GOVERNED_DISTRICT for branch in branches[kind] or {None}]
    for kind, branch in services:
        if not registry.find(kind, branch=branch, province=district.province, district=district.name, on=on):
            yield Gap(Place(district.province, district.name), kind, branch)


def _branches_of(kind: InstitutionKind, registry: Registry, on: date) -> frozenset[Branch | None]:
    return frozenset(institution.branch for institution in registry.find(kind, on=on))
