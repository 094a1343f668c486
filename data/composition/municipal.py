"""Who serves a town or city as its municipality?"""

from collections.abc import Iterator

from data.composition import parents, tables
from data.composition.draft import draft
from data.composition.serials import municipal_id, provincial_id
from data.composition.tables import TownRow
from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind

METROPOLITAN_PLACES = 14
TOWN_MUNICIPALITIES = 387
"""The source lists 390 towns, rulebook 5.1 counts 387 municipalities of towns: the three smallest are left out."""

WATER_NUMBER = 90


def metropolitan_municipalities() -> Iterator[Institution]:
    """Compose the metropolitan municipalities."""
    for province in tables.provinces():
        if province.metropolitan:
            yield draft(
                municipal_id(province.plate), InstitutionKind.METROPOLITAN_MUNICIPALITY,
                f"{province.name} Büyükşehir Belediye Başkanlığı", Branch.MUNICIPAL_SERVICES,
                parents.ministry_unit(Branch.LOCAL_ADMINISTRATIONS), provincial_id(province.plate), province.plate,
                user_places=METROPOLITAN_PLACES,
            )  # fmt: skip


def metropolitan_departments() -> Iterator[Institution]:
    """Compose the departments of the metropolitan municipalities and their water authorities."""
    for province in tables.provinces():
        if not province.metropolitan:
            continue
        above = municipal_id(province.plate)
        for unit in tables.units("metropolitan_departments"):
            yield draft(
                municipal_id(province.plate, number=unit.number), InstitutionKind.METROPOLITAN_DEPARTMENT,
                f"{province.name} Büyükşehir Belediyesi {unit.name}", unit.branch, above, above, province.plate,
            )  # fmt: skip
        yield draft(
            municipal_id(province.plate, number=WATER_NUMBER), InstitutionKind.WATER_AUTHORITY,
            f"{tables.water_authority_names()[province.plate]} Genel Müdürlüğü", Branch.WATER, above, above,
            province.plate,
        )  # fmt: skip


def municipalities() -> Iterator[Institution]:
    """Compose the municipality of each district; in a metropolitan province it answers to the metropolitan one."""
    by_plate = {province.plate: province for province in tables.provinces()}
    for district in tables.districts():
        province = by_plate[district.province]
        line = municipal_id(province.plate) if province.metropolitan else _local_administrations()
        yield draft(
            municipal_id(province.plate, district.number), InstitutionKind.MUNICIPALITY,
            f"{province.name if district.central else district.name} Belediye Başkanlığı", Branch.MUNICIPAL_SERVICES,
            line, parents.governor_of(district), province.plate, district.name,
        )  # fmt: skip


def town_municipalities() -> Iterator[Institution]:
    """Compose the municipalities of the towns inside the districts."""
    districts = {(district.province, district.name): district for district in tables.districts()}
    for town in _municipal_towns():
        district = districts[town.province, town.district]
        yield draft(
            municipal_id(town.province, district.number, town.number), InstitutionKind.MUNICIPALITY,
            f"{town.name} Belediye Başkanlığı", Branch.TOWN, _local_administrations(), parents.governor_of(district),
            town.province, town.district,
        )  # fmt: skip


def _municipal_towns() -> list[TownRow]:
    by_size = sorted(tables.towns(), key=lambda town: (-town.population, town.province, town.district, town.number))
    return sorted(by_size[:TOWN_MUNICIPALITIES])


def _local_administrations() -> InstitutionId:
    return parents.ministry_unit(Branch.LOCAL_ADMINISTRATIONS)
