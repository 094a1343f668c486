"""Where do hospitals, tax offices, social security centres, courthouses and recruiting offices stand?

They are the balance that brings the registry to its sum (rulebook 5.3). Where each one really stands is not known: a
district that needs one has one, and the rest follow the population (Sainte-Laguë), so that the busy districts are busy.
"""

from collections.abc import Callable, Iterator
from functools import cache
from heapq import heapify, heapreplace
from typing import NamedTuple

from data.composition import parents, tables
from data.composition.draft import draft
from data.composition.serials import local_office_id
from data.composition.tables import DistrictRow
from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind

RECRUITING_NUMBER = 90
WHOLE_PROVINCE = 0


class OfficeKind(NamedTuple):
    """One kind of local office: how many in all, which districts surely have one, and what it is called.

    `first_number` opens its numbers in a district, `first_ordinal` is 2 where a district directorate is the first.
    """

    branch: Branch
    total: int
    sure: Callable[[], frozenset[DistrictRow]]
    name: str
    first_number: int
    line: Callable[[str], InstitutionId]
    first_ordinal: Callable[[DistrictRow], int] = lambda _: 1
    one_a_district: bool = False


def local_offices() -> Iterator[Institution]:
    """Compose the local offices of all districts, then one recruiting office a province."""
    for kind in OFFICE_KINDS:
        for district, count in apportion(kind).items():
            for index in range(count):
                yield _office(kind, district, index)
    for province in tables.provinces():
        defence = parents.ministry(Branch.DEFENCE)
        yield draft(
            local_office_id(province.plate, WHOLE_PROVINCE, RECRUITING_NUMBER), InstitutionKind.LOCAL_OFFICE,
            f"{province.name} Askerlik Şubesi Başkanlığı", Branch.MILITARY_SERVICE,
            parents.regional_directorate(Branch.MILITARY_SERVICE, province.plate), defence, province.plate,
        )  # fmt: skip


def apportion(kind: OfficeKind) -> dict[DistrictRow, int]:
    """Give each district its number of offices: the sure ones first, the rest by population."""
    sure = kind.sure()
    counts = {district: int(district in sure) for district in tables.districts()}
    rest = kind.total - len(sure)
    if kind.one_a_district:
        others = sorted((district for district in counts if district not in sure), key=_by_population)
        return counts | dict.fromkeys(others[:rest], 1)
    queue = [(_quotient(district, count), district) for district, count in counts.items()]
    heapify(queue)
    for _ in range(rest):
        _, district = queue[0]
        counts[district] += 1
        heapreplace(queue, (_quotient(district, counts[district]), district))
    return counts


def _office(kind: OfficeKind, district: DistrictRow, index: int) -> Institution:
    ordinal = kind.first_ordinal(district) + index
    place = _province_names()[district.province] if district.central else district.name
    numbered = place if ordinal == 1 else f"{place} {ordinal}."
    line = kind.line(district.province)
    coordinator = line if kind.branch is Branch.COURTHOUSE else parents.governor_of(district)
    return draft(
        local_office_id(district.province, district.number, kind.first_number + index), InstitutionKind.LOCAL_OFFICE,
        kind.name.format(place=numbered), kind.branch, line, coordinator, district.province, district.name,
    )  # fmt: skip


def _quotient(district: DistrictRow, count: int) -> float:
    return -district.population / (2 * count + 1)


def _by_population(district: DistrictRow) -> tuple[int, DistrictRow]:
    return -district.population, district


@cache
def _province_names() -> dict[str, str]:
    return {province.plate: province.name for province in tables.provinces()}


def _all_districts() -> frozenset[DistrictRow]:
    return frozenset(tables.districts())


def _central_districts() -> frozenset[DistrictRow]:
    return frozenset(district for district in tables.districts() if district.central)


def _urban_districts() -> frozenset[DistrictRow]:
    metropolitan = {province.plate for province in tables.provinces() if province.metropolitan}
    return frozenset(row for row in tables.districts() if row.central or row.province in metropolitan)


def _under(branch: Branch) -> Callable[[str], InstitutionId]:
    return lambda plate: parents.provincial_directorate(branch, plate)


OFFICE_KINDS = (
    OfficeKind(Branch.HOSPITAL, 1150, _all_districts, "{place} Devlet Hastanesi", 10, _under(Branch.PUBLIC_HOSPITALS)),
    OfficeKind(Branch.TAX, 1035, _urban_districts, "{place} Vergi Dairesi Müdürlüğü", 40, _under(Branch.TAX)),
    OfficeKind(
        Branch.SOCIAL_SECURITY,
        500,
        _central_districts,
        "{place} Sosyal Güvenlik Merkezi",
        60,
        _under(Branch.SOCIAL_SECURITY),
        first_ordinal=lambda district: 1 if district.central else 2,
    ),
    OfficeKind(
        Branch.COURTHOUSE,
        650,
        _central_districts,
        "{place} Cumhuriyet Başsavcılığı",
        80,
        lambda _: parents.ministry(Branch.JUSTICE),
        one_a_district=True,
    ),
)
