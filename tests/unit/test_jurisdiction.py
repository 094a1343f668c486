"""Does a subject at a place find the institution that answers for it there?"""

from dataclasses import replace
from datetime import date

import pytest

from domain.identifiers import InstitutionId
from domain.institution import Branch, InstitutionKind, Registry
from domain.jurisdiction import Competent, NoneCompetent, deciding_place, find_competent, named_university
from domain.place import Place
from domain.routing_reason import ReasonCode
from domain.subject import SUBJECTS, Subject, subject_of
from domain.subject_table import OVERLAYS
from tests.support.builders import institution
from tests.unit.state import GAZETTEER, REGISTRY, TODAY

CANKAYA = Place("06", "Çankaya")
ORDINARY = [subject for subject in SUBJECTS if subject.code not in OVERLAYS]
EVERY_PLACE = [
    Place(province.plate, district.name)
    for province in GAZETTEER.provinces()
    for district in GAZETTEER.districts_of(province.plate)
]


def subject(code: str) -> Subject:
    found = subject_of(code)
    assert found is not None
    return found


def competent_for(code: str, place: Place | None, text: str = "", registry: Registry = REGISTRY) -> Competent:
    found = find_competent(subject(code), text, place, registry, TODAY)
    assert isinstance(found, Competent), found
    return found


def codes(found: Competent) -> list[str]:
    return [reason.code for reason in found.because]


@pytest.mark.requirement("R-G1", "R-G7")
@pytest.mark.parametrize(
    ("code", "place", "name"),
    [
        pytest.param("01", CANKAYA, "Çankaya İlçe Nüfus Müdürlüğü", id="population registry of the district"),
        pytest.param(
            "01", Place("50", "Merkez"), "Nevşehir İl Nüfus ve Vatandaşlık Müdürlüğü", id="of a central district"
        ),
        pytest.param("03", CANKAYA, "Ankara İl Emniyet Müdürlüğü", id="traffic is the province's police"),
        pytest.param(
            "06", Place("19", "Merkez"), "Çorum İl Millî Eğitim Müdürlüğü", id="schools of a central district"
        ),
        pytest.param(
            "14", Place("62", "Merkez"), "Tunceli Merkez Sosyal Yardımlaşma ve Dayanışma Vakfı", id="aid, centrally too"
        ),
        pytest.param("19", Place("34", "Beykoz"), "Beykoz Belediye Başkanlığı", id="zoning is the municipality's"),
        pytest.param("22", Place("64", "Merkez"), "Uşak Belediye Başkanlığı", id="rubbish of a central district"),
        pytest.param("24", Place("17", "Merkez"), "Çanakkale Belediye Başkanlığı", id="buses outside the metropolises"),
        pytest.param(
            "24", Place("01", "Seyhan"), "Adana Büyükşehir Belediyesi Ulaşım Dairesi Başkanlığı", id="buses inside"
        ),
        pytest.param("26", Place("63", "Harran"), "DSİ 15. Bölge Müdürlüğü", id="irrigation is the region's"),
        pytest.param("27", Place("74", "Ulus"), "Zonguldak Orman Bölge Müdürlüğü", id="a forest in another province"),
        pytest.param("29", Place("45", "Akhisar"), "Akhisar Kaymakamlığı", id="consumers of a district"),
        pytest.param("29", Place("11", "Merkez"), "Bilecik Ticaret İl Müdürlüğü", id="consumers of a central district"),
        pytest.param("35", Place("03", "Merkez"), "Afyonkarahisar Askerlik Şubesi Başkanlığı", id="military service"),
        pytest.param("36", Place("37", "Taşköprü"), "Taşköprü İlçe Müftülüğü", id="religion in the district"),
        pytest.param("40", Place("34", "Fatih"), "Fatih İlçe İnsan Hakları Kurulu", id="human rights in the district"),
        pytest.param("40", Place("04", "Merkez"), "Ağrı İl İnsan Hakları Kurulu", id="in a central district"),
        pytest.param("20", CANKAYA, "Toplu Konut İdaresi Başkanlığı", id="housing is one for all"),
        pytest.param(
            "07", CANKAYA, "Millî Eğitim Bakanlığı İnsan Kaynakları Genel Müdürlüğü", id="teachers are the ministry's"
        ),
    ],
)
def test_a_subject_at_a_place_finds_its_institution(code: str, place: Place, name: str):
    assert competent_for(code, place).institution.name == name


@pytest.mark.requirement("R-G1")
@pytest.mark.parametrize("ordinary", ORDINARY, ids=lambda each: each.code)
def test_every_subject_has_an_institution_in_every_district_of_the_country(ordinary: Subject):
    missing = [
        place
        for place in EVERY_PLACE
        if not isinstance(find_competent(ordinary, "", place, REGISTRY, TODAY), Competent)
    ]
    assert missing == []


@pytest.mark.parametrize("province", [province.plate for province in GAZETTEER.provinces()])
def test_what_is_found_serves_the_province_asked_for(province: str):
    place = Place(province, GAZETTEER.districts_of(province)[0].name)
    for ordinary in ORDINARY:
        found = competent_for(ordinary.code, place).institution
        is_there = province in (found.province, *found.covers)
        assert is_there or competent_for(ordinary.code, place).needs_no_place


@pytest.mark.parametrize("province", [province.plate for province in GAZETTEER.provinces() if province.metropolitan])
def test_water_in_a_metropolitan_province_is_its_water_authoritys(province: str):
    found = competent_for("23", Place(province))
    assert found.institution.kind is InstitutionKind.WATER_AUTHORITY
    assert found.institution.province == province
    assert codes(found) == [ReasonCode.METROPOLITAN]


def test_water_elsewhere_is_the_municipalitys():
    assert competent_for("23", Place("74", "Merkez")).institution.kind is InstitutionKind.MUNICIPALITY


def test_a_town_inside_a_district_does_not_take_its_place():
    besni = competent_for("22", Place("02", "Besni")).institution
    assert besni.branch is Branch.MUNICIPAL_SERVICES


def test_a_central_district_says_why_the_province_answers():
    assert codes(competent_for("01", Place("50", "Merkez"))) == [ReasonCode.CENTRAL_DISTRICT, ReasonCode.IN_PROVINCE]


def test_a_call_without_a_district_reaches_the_provincial_directorate_and_says_so():
    assert codes(competent_for("01", Place("06"))) == [ReasonCode.WHOLE_PROVINCE, ReasonCode.IN_PROVINCE]


@pytest.mark.parametrize(
    ("code", "place", "missing"),
    [
        pytest.param("22", Place("06"), ReasonCode.DISTRICT_UNKNOWN, id="a municipality needs its district"),
        pytest.param("14", Place("06"), ReasonCode.DISTRICT_UNKNOWN, id="so does a foundation"),
        pytest.param("10", None, ReasonCode.PLACE_UNKNOWN, id="a province is needed"),
        pytest.param("25", None, ReasonCode.PLACE_UNKNOWN, id="a region needs its province"),
        pytest.param("23", None, ReasonCode.PLACE_UNKNOWN, id="the first thing missing is told"),
        pytest.param("10", Place("99", "Yok"), ReasonCode.NO_SUCH_INSTITUTION, id="no such province"),
    ],
)
def test_what_cannot_be_found_says_what_is_missing(code: str, place: Place | None, missing: ReasonCode):
    assert find_competent(subject(code), "", place, REGISTRY, TODAY) == NoneCompetent(missing)


def test_a_whole_country_institution_needs_no_place():
    assert competent_for("31", None).needs_no_place
    assert not competent_for("10", CANKAYA).needs_no_place


def test_a_village_goes_to_the_gendarmerie_of_its_district():
    found = competent_for("02", Place("53", "Fındıklı"), "Köyümüzde hırsızlık oldu")
    assert found.institution.name == "Fındıklı İlçe Jandarma Komutanlığı"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Anadolu Üniversitesi mezunuyum", "Anadolu Üniversitesi", id="by its name"),
        pytest.param("İSTANBUL TEKNİK ÜNİVERSİTESİ'NDE", "İstanbul Teknik Üniversitesi", id="the longest name wins"),
        pytest.param("üniversitede okuyorum", None, id="no name, no university"),
    ],
)
def test_a_university_is_known_by_its_name(text: str, name: str | None):
    found = named_university(text, REGISTRY, TODAY)
    assert (found.name if found else None) == name


def test_a_named_university_answers_itself_wherever_it_is():
    found = competent_for("08", None, "Ege Üniversitesi diplomamı vermiyor")
    assert codes(found) == [ReasonCode.NAMED_UNIVERSITY]


def test_where_it_happened_goes_before_home_and_home_before_the_call():
    event, home = Place("06", "Çankaya"), Place("35", "Buca")
    order = [
        deciding_place(event, home, "01"),
        deciding_place(None, home, "01"),
        deciding_place(None, None, "01"),
        deciding_place(None, None, None),
    ]
    assert [found and found[0] for found in order] == [event, home, Place("01"), None]
    assert [found and found[1].code for found in order] == [
        ReasonCode.EVENT_PLACE,
        ReasonCode.RESIDENCE,
        ReasonCode.CALL_PROVINCE,
        None,
    ]


def test_the_version_of_the_day_of_receipt_is_competent():
    old = institution(InstitutionId("20000007"), InstitutionKind.AFFILIATED_BODY, branch=Branch.HOUSING, name="Eski")
    closed = replace(old, valid_to=date(2018, 7, 9))
    opened = replace(old, institution_id=InstitutionId("20000015"), name="Yeni", valid_from=date(2018, 7, 9))
    registry = Registry([closed, opened])
    before = find_competent(subject("20"), "", None, registry, date(2018, 7, 8))
    after = find_competent(subject("20"), "", None, registry, date(2018, 7, 9))
    assert [found.institution.name for found in (before, after) if isinstance(found, Competent)] == ["Eski", "Yeni"]
