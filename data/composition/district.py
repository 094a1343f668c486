"""Who serves a district? In a central one there is no kaymakam and no directorate: the province's serve it."""

from collections.abc import Iterator

from data.composition import parents, tables
from data.composition.draft import draft
from data.composition.provincial import HUMAN_RIGHTS_BOARD_NUMBER
from data.composition.serials import district_id, provincial_id
from data.composition.tables import DistrictRow
from domain.institution import Branch, Institution, InstitutionKind

DISTRICT_GOVERNORATE_PLACES = 3
BUREAU_NUMBER = 1
SOCIAL_AID_NUMBER = 60


def district_governorates() -> Iterator[Institution]:
    """Compose the district governorates under the governorate."""
    for district in _governed_districts():
        governorate = provincial_id(district.province)
        yield draft(
            district_id(district.province, district.number), InstitutionKind.DISTRICT_GOVERNORATE,
            f"{district.name} Kaymakamlığı", None, governorate, governorate, district.province, district.name,
            user_places=DISTRICT_GOVERNORATE_PLACES,
        )  # fmt: skip


def district_bureaus() -> Iterator[Institution]:
    """Compose the public relations bureaus of the district governorates (R-C1)."""
    for district in _governed_districts():
        above = parents.governor_of(district)
        yield draft(
            district_id(district.province, district.number, BUREAU_NUMBER), InstitutionKind.DISTRICT_GOVERNORATE_UNIT,
            f"{district.name} Kaymakamlığı Halkla İlişkiler Müracaat Bürosu", Branch.PUBLIC_RELATIONS, above, above,
            district.province, district.name,
        )  # fmt: skip


def district_directorates() -> Iterator[Institution]:
    """Compose the district directorates: in line under the provincial one, coordinated by the kaymakam."""
    for district in _governed_districts():
        for row in tables.district_directorates():
            yield draft(
                district_id(district.province, district.number, row.number), InstitutionKind.DISTRICT_DIRECTORATE,
                row.name.format(district=district.name), row.branch, parents.line_of(row, district.province),
                parents.governor_of(district), district.province, district.name,
            )  # fmt: skip


def district_human_rights_boards() -> Iterator[Institution]:
    """Compose the human-rights boards of the districts, in line under the board of the province."""
    for district in _governed_districts():
        yield draft(
            district_id(district.province, district.number, HUMAN_RIGHTS_BOARD_NUMBER),
            InstitutionKind.DISTRICT_HUMAN_RIGHTS_BOARD, f"{district.name} İlçe İnsan Hakları Kurulu",
            Branch.HUMAN_RIGHTS, provincial_id(district.province, HUMAN_RIGHTS_BOARD_NUMBER),
            parents.governor_of(district), district.province, district.name,
        )  # fmt: skip


def social_aid_foundations() -> Iterator[Institution]:
    """Compose the social aid foundations: every district has one, the central ones too."""
    names = {province.plate: province.name for province in tables.provinces()}
    for district in tables.districts():
        place = f"{names[district.province]} Merkez" if district.central else district.name
        yield draft(
            district_id(district.province, district.number, SOCIAL_AID_NUMBER), InstitutionKind.SOCIAL_AID_FOUNDATION,
            f"{place} Sosyal Yardımlaşma ve Dayanışma Vakfı", Branch.SOCIAL_AID,
            parents.ministry_unit(Branch.SOCIAL_AID), parents.governor_of(district), district.province, district.name,
        )  # fmt: skip


def _governed_districts() -> Iterator[DistrictRow]:
    return (district for district in tables.districts() if not district.central)
