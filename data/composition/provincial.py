"""Who serves a province: its governorate, what stands beside it, and the regional directorates?"""

from collections.abc import Iterator

from data.composition import parents, tables
from data.composition.draft import draft
from data.composition.regions import regions
from data.composition.serials import provincial_id, regional_id
from data.composition.tables import Directorate
from domain.institution import Branch, Institution, InstitutionKind

GOVERNORATE_PLACES = 31
BUSY_DIRECTORATE_PLACES = 11
BUSY_BRANCHES = frozenset({Branch.NATIONAL_EDUCATION, Branch.HEALTH})
BUSY_PROVINCES = 41
"""The 82 busy provincial directorates: education and health in the 41 most populous provinces."""

ADMINISTRATION_NUMBER = 60
HUMAN_RIGHTS_BOARD_NUMBER = 61


def governorates() -> Iterator[Institution]:
    """Compose the governorates; the Interior Ministry's office coordinates them (R-G13)."""
    interior = parents.ministry(Branch.INTERIOR)
    office = parents.ministry_unit(Branch.PROVINCIAL_ADMINISTRATION)
    for province in tables.provinces():
        yield draft(
            provincial_id(province.plate), InstitutionKind.GOVERNORATE, f"{province.name} Valiliği", None, interior,
            office, province.plate, user_places=GOVERNORATE_PLACES,
        )  # fmt: skip


def governorate_units() -> Iterator[Institution]:
    """Compose the governor's own units, the call centre (R-C3) and the bureau (R-C1) among them."""
    for province in tables.provinces():
        governorate = provincial_id(province.plate)
        for unit in tables.units("governorate_units"):
            yield draft(
                provincial_id(province.plate, unit.number), InstitutionKind.GOVERNORATE_UNIT,
                f"{province.name} Valiliği {unit.name}", unit.branch, governorate, governorate, province.plate,
            )  # fmt: skip


def provincial_directorates() -> Iterator[Institution]:
    """Compose the provincial directorates: in line under their service, coordinated by the governorate (R-G9)."""
    by_population = sorted(tables.provinces(), key=lambda province: -province.population)
    busy_plates = {province.plate for province in by_population[:BUSY_PROVINCES]}
    for province in tables.provinces():
        for row in tables.provincial_directorates():
            busy = province.plate in busy_plates and row.branch in BUSY_BRANCHES
            yield draft(
                provincial_id(province.plate, row.number), InstitutionKind.PROVINCIAL_DIRECTORATE,
                row.name.format(province=province.name), row.branch, parents.line_of(row, province.plate),
                provincial_id(province.plate), province.plate, user_places=BUSY_DIRECTORATE_PLACES if busy else 1,
            )  # fmt: skip


def provincial_administrations() -> Iterator[Institution]:
    """Compose the special provincial administrations and, in metropolitan provinces, the units that replace them."""
    for province in tables.provinces():
        kind, title = (
            (InstitutionKind.INVESTMENT_MONITORING_UNIT, "Yatırım İzleme ve Koordinasyon Başkanlığı")
            if province.metropolitan
            else (InstitutionKind.SPECIAL_PROVINCIAL_ADMINISTRATION, "İl Özel İdaresi Genel Sekreterliği")
        )
        governorate = provincial_id(province.plate)
        yield draft(
            provincial_id(province.plate, ADMINISTRATION_NUMBER), kind, f"{province.name} {title}", None, governorate,
            governorate, province.plate,
        )  # fmt: skip


def provincial_human_rights_boards() -> Iterator[Institution]:
    """Compose the human-rights boards of the provinces, in line under the national institution."""
    for province in tables.provinces():
        yield draft(
            provincial_id(province.plate, HUMAN_RIGHTS_BOARD_NUMBER), InstitutionKind.PROVINCIAL_HUMAN_RIGHTS_BOARD,
            f"{province.name} İl İnsan Hakları Kurulu", Branch.HUMAN_RIGHTS, parents.affiliated(Branch.HUMAN_RIGHTS),
            provincial_id(province.plate), province.plate,
        )  # fmt: skip


def regional_directorates() -> Iterator[Institution]:
    """Compose the regional directorates; the governorate of their seat coordinates them (R-G9)."""
    for network in tables.networks():
        line = Directorate(network.number, network.branch, network.name, network.line_kind, network.line_branch)
        for region in regions(network):
            yield draft(
                regional_id(network.number, region.ordinal), InstitutionKind.REGIONAL_DIRECTORATE,
                network.name.format(seat=region.label, ordinal=region.ordinal), network.branch,
                parents.line_of(line, region.seat), provincial_id(region.seat), region.seat, covers=region.covers,
            )  # fmt: skip
