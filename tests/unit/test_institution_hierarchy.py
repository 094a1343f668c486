"""Does every institution stand under somebody, and does nobody fall between them?"""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest

from data.composition import tables
from data.composition.regions import regions
from data.composition.serials import provincial_id
from data.coverage import Gap, gaps
from data.loaders import load_districts, load_provinces
from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, Registry
from domain.institution import InstitutionKind as Kind
from domain.place import Place
from tests.unit.state import GAZETTEER, REGISTRY, STATE, TODAY, found


def reaches_the_top(registry: Registry, climb: Callable[[InstitutionId], tuple[Institution, ...]]) -> bool:
    """Whether every institution but the Prime Ministry comes, going up, to the Prime Ministry."""
    return all(
        climb(each.institution_id)[-1:] == registry.find(Kind.PRIME_MINISTRY, on=TODAY)
        for each in registry
        if each.kind is not Kind.PRIME_MINISTRY
    )


@pytest.mark.requirement("R-G11")
def test_every_institution_reaches_the_prime_ministry_through_either_parent() -> None:
    assert reaches_the_top(REGISTRY, REGISTRY.line_of)
    assert reaches_the_top(REGISTRY, REGISTRY.coordinators_of)


def test_a_planted_cycle_is_noticed() -> None:
    """The guard of the test above: a governorate coordinated by its own directorate never comes to the top."""
    registry = Registry(STATE)
    governorate = registry[provincial_id("06")]
    registry.apply([replace(governorate, coordinator_id=provincial_id("06", 10))])
    assert not reaches_the_top(registry, registry.coordinators_of)
    assert reaches_the_top(registry, registry.line_of)


@pytest.mark.parametrize(
    ("institution_id", "line", "coordination"),
    [
        pytest.param(
            "60607147",
            ["Ankara İl Millî Eğitim Müdürlüğü", "Millî Eğitim Bakanlığı"],
            ["Çankaya Kaymakamlığı", "Ankara Valiliği", "İçişleri Bakanlığı İller İdaresi Genel Müdürlüğü"],
            id="a district directorate: its service in line, the kaymakam and the governor in coordination (R-G9)",
            marks=pytest.mark.requirement("R-G9", "R-G13"),
        ),
        pytest.param(
            "50104003",
            ["Karayolları Genel Müdürlüğü", "Ulaştırma, Denizcilik ve Haberleşme Bakanlığı"],
            ["Ankara Valiliği", "İçişleri Bakanlığı İller İdaresi Genel Müdürlüğü"],
            id="a regional directorate: coordinated by the governorate of its seat (R-G9)",
            marks=pytest.mark.requirement("R-G9", "R-G13"),
        ),
        pytest.param(
            "11309006",
            ["İçişleri Bakanlığı", "Başbakanlık"],
            ["İçişleri Bakanlığı", "Başbakanlık Halkla İlişkiler Dairesi Başkanlığı", "Başbakanlık"],
            id="a unit of a ministry: the ministry coordinates it (R-G10), the centre the ministry (R-G11)",
            marks=pytest.mark.requirement("R-G10", "R-G11"),
        ),
    ],
)
def test_an_institution_stands_under_its_service_and_its_coordinator(
    institution_id: str, line: list[str], coordination: list[str]
) -> None:
    above = [each.name for each in REGISTRY.line_of(InstitutionId(institution_id))]
    assert above[: len(line)] == line
    coordinators = [each.name for each in REGISTRY.coordinators_of(InstitutionId(institution_id))]
    assert coordinators[: len(coordination)] == coordination


@pytest.mark.requirement("R-A1")
def test_the_centre_is_the_public_relations_unit_of_the_prime_ministry() -> None:
    assert REGISTRY.centre.name == "Başbakanlık Halkla İlişkiler Dairesi Başkanlığı"


def test_every_place_is_served_by_every_local_service_it_should_have() -> None:
    assert list(gaps(REGISTRY, GAZETTEER, TODAY)) == []


@pytest.mark.parametrize(
    ("kind", "branch", "place"),
    [
        pytest.param(Kind.DISTRICT_DIRECTORATE, Branch.POLICE, Place("06", "Çankaya"), id="a district directorate"),
        pytest.param(Kind.DISTRICT_GOVERNORATE, None, Place("76", "Tuzluca"), id="a district governorate"),
        pytest.param(
            Kind.SOCIAL_AID_FOUNDATION, Branch.SOCIAL_AID, Place("14", "Merkez"), id="aid in a central district"
        ),
        pytest.param(
            Kind.LOCAL_OFFICE, Branch.COURTHOUSE, Place("14", "Merkez"), id="a courthouse of a central district"
        ),
        pytest.param(Kind.MUNICIPALITY, Branch.MUNICIPAL_SERVICES, Place("50", "Ürgüp"), id="a municipality"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, Branch.TRADE, Place("76"), id="a provincial directorate"),
        pytest.param(Kind.WATER_AUTHORITY, Branch.WATER, Place("34"), id="a metropolitan water authority"),
        pytest.param(Kind.SPECIAL_PROVINCIAL_ADMINISTRATION, None, Place("14"), id="a special administration"),
        pytest.param(Kind.LOCAL_OFFICE, Branch.MILITARY_SERVICE, Place("62"), id="a recruiting office"),
    ],
)
def test_a_planted_gap_is_found(kind: Kind, branch: Branch | None, place: Place) -> None:
    (missing,) = REGISTRY.find(kind, branch=branch, province=place.province, district=place.district, on=TODAY)
    registry = Registry(each for each in STATE if each != missing)
    assert list(gaps(registry, GAZETTEER, TODAY)) == [Gap(place, kind, branch)]


def test_a_province_left_out_of_a_region_is_found() -> None:
    registry = Registry(STATE)
    region = registry.regional(Branch.ROADS, "76", TODAY)
    assert region is not None
    registry.apply([replace(region, covers=tuple(plate for plate in region.covers if plate != "76"))])
    assert list(gaps(registry, GAZETTEER, TODAY)) == [Gap(Place("76"), Kind.REGIONAL_DIRECTORATE, Branch.ROADS)]


def test_a_central_district_has_neither_kaymakam_nor_directorates() -> None:
    central = {(district.province, district.name) for district in load_districts() if district.central}
    governed = (
        Kind.DISTRICT_GOVERNORATE,
        Kind.DISTRICT_GOVERNORATE_UNIT,
        Kind.DISTRICT_DIRECTORATE,
        Kind.DISTRICT_HUMAN_RIGHTS_BOARD,
    )
    assert not [each for kind in governed for each in found(kind) if (each.province, each.district) in central]


def test_each_regional_network_divides_the_country_without_overlap() -> None:
    plates = [province.plate for province in load_provinces()]
    for network in tables.networks():
        covered = [plate for region in regions(network) for plate in region.covers]
        assert sorted(covered) == plates, network.branch


def test_a_regional_directorate_covers_its_own_seat_unless_the_table_names_its_provinces() -> None:
    elsewhere = {each.name for each in found(Kind.REGIONAL_DIRECTORATE) if each.province not in each.covers}
    assert elsewhere == {"Karayolları 17. Bölge Müdürlüğü", "Vakıflar İstanbul 2. Bölge Müdürlüğü"}


def test_local_offices_follow_the_population() -> None:
    offices = Counter(each.province for each in found(Kind.LOCAL_OFFICE))
    most = [plate for plate, _ in offices.most_common(3)]
    assert most[0] == "34"
    assert set(most) == {"34", "06", "35"}


@pytest.mark.requirement("R-C1", "R-C6")
@pytest.mark.parametrize(
    ("above", "bureau"),
    [
        pytest.param(Kind.PRIME_MINISTRY, Kind.PRIME_MINISTRY_UNIT, id="the Prime Ministry"),
        pytest.param(Kind.MINISTRY, Kind.MINISTRY_UNIT, id="every ministry"),
        pytest.param(Kind.GOVERNORATE, Kind.GOVERNORATE_UNIT, id="every governorate"),
        pytest.param(Kind.DISTRICT_GOVERNORATE, Kind.DISTRICT_GOVERNORATE_UNIT, id="every district governorate"),
    ],
)
def test_there_is_a_bureau_to_come_to_or_write_to(above: Kind, bureau: Kind) -> None:
    houses = {each.line_parent_id for each in found(bureau, Branch.PUBLIC_RELATIONS)}
    assert houses == {each.institution_id for each in found(above)}


@pytest.mark.requirement("R-C4")
def test_every_governorate_has_a_call_centre_and_nobody_else_has_one() -> None:
    centres = [each for each in STATE if each.branch is Branch.CALL_CENTRE]
    assert {each.line_parent_id for each in centres} == {each.institution_id for each in found(Kind.GOVERNORATE)}
    assert len(centres) == 81
