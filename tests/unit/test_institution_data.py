"""Is the state composed as the rulebook counts it, with ids that last?"""

from collections import Counter
from itertools import pairwise

import pytest

from data.composition import tables
from data.composition.draft import VALID_FROM
from data.composition.local_offices import OFFICE_KINDS, RECRUITING_NUMBER, apportion
from data.composition.municipal import WATER_NUMBER, town_municipalities
from data.composition.serials import local_office_id, provincial_id
from data.generate_institutions import BLOCKS, institutions
from data.institution_table import INSTITUTION_FILE, institutions_csv
from data.loaders import load_districts, load_populations, load_provinces
from domain.identifiers import InstitutionId, has_valid_check_digit
from domain.institution import InstitutionKind as Kind
from domain.place import Place
from tests.unit.state import REGISTRY, STATE, found


def test_the_checked_in_table_is_what_the_generator_makes() -> None:
    assert INSTITUTION_FILE.read_text(encoding="utf-8") == institutions_csv(institutions())


def test_reading_the_table_gives_back_what_was_written() -> None:
    assert list(STATE) == institutions()


def test_texts_that_repeat_are_held_once() -> None:
    """Five processes hold the whole registry: ids, plates, districts and days are shared, and no object has a dict."""
    governorate = REGISTRY[provincial_id("06")]
    directorate = REGISTRY[provincial_id("06", 10)]
    assert directorate.coordinator_id is governorate.institution_id
    assert directorate.province is governorate.province
    assert directorate.valid_from is governorate.valid_from
    assert not hasattr(directorate, "__dict__")


def test_the_registry_holds_from_one_day_on() -> None:
    assert {each.valid_from for each in STATE} == {VALID_FROM}
    assert {each.valid_to for each in STATE} == {None}


@pytest.mark.requirement("R-B3", "R-J11")
@pytest.mark.parametrize(
    ("block", "size"),
    [
        ("prime ministry and main units", 16),
        ("ministries", 21),
        ("ministry main units", 21 * 14),
        ("affiliated bodies", 130),
        ("affiliated bodies' main units", 130 * 6),
        ("state universities and their units", 109 * 5),
        ("governorates", 81),
        ("governorate units", 81 * 5),
        ("provincial directorates", 81 * 32),
        ("special provincial administrations and investment monitoring units", 81),
        ("provincial human-rights boards", 81),
        ("regional directorates", 430),
        ("district governorates", 922),
        ("district governorate bureaus", 922),
        ("district directorates", 922 * 14),
        ("district human-rights boards", 922),
        ("social aid foundations", 973),
        ("metropolitan municipalities", 30),
        ("municipalities of districts", 51 + 519 + 403),
        ("municipalities of towns", 387),
        ("metropolitan departments and water authorities", 390),
        ("local offices", 3416),
    ],
)
def test_each_block_has_the_size_the_rulebook_gives(block: str, size: int) -> None:
    assert len(list(BLOCKS[block]())) == size


@pytest.mark.requirement("R-J10", "R-J11")
def test_there_are_27299_institutions_and_33823_user_places() -> None:
    assert len(STATE) == len(REGISTRY) == 27_299
    assert sum(each.user_places for each in STATE) == 33_823


@pytest.mark.requirement("R-J5", "R-J10")
@pytest.mark.parametrize(
    ("kind", "more_places"),
    [
        pytest.param(Kind.PRIME_MINISTRY, 200, id="the Prime Ministry"),
        pytest.param(Kind.MINISTRY, 21 * 40, id="the ministries"),
        pytest.param(Kind.GOVERNORATE, 81 * 30, id="the governorates"),
        pytest.param(Kind.DISTRICT_GOVERNORATE, 922 * 2, id="the district governorates"),
        pytest.param(Kind.METROPOLITAN_MUNICIPALITY, 30 * 13, id="the metropolitan municipalities"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, 82 * 10, id="82 busy provincial directorates"),
    ],
)
def test_user_places_beyond_one_each_stand_where_the_rulebook_puts_them(kind: Kind, more_places: int) -> None:
    assert sum(each.user_places - 1 for each in found(kind)) == more_places


def test_no_other_institution_has_more_than_one_user_place() -> None:
    assert {each.kind for each in STATE if each.user_places != 1} == {
        Kind.PRIME_MINISTRY,
        Kind.MINISTRY,
        Kind.GOVERNORATE,
        Kind.DISTRICT_GOVERNORATE,
        Kind.METROPOLITAN_MUNICIPALITY,
        Kind.PROVINCIAL_DIRECTORATE,
    }


def test_there_are_81_provinces_30_of_them_metropolitan() -> None:
    provinces = load_provinces()
    assert [province.plate for province in provinces] == [f"{plate:02d}" for plate in range(1, 82)]
    metropolitan = {province.name for province in provinces if province.metropolitan}
    assert len(metropolitan) == 30
    assert "Kayseri" in metropolitan


def test_there_are_973_districts_and_each_province_is_either_metropolitan_or_has_one_central_district() -> None:
    districts = load_districts()
    assert len({(district.province, district.name) for district in districts}) == len(districts) == 973
    central = Counter(district.province for district in districts if district.central)
    assert central == Counter(province.plate for province in load_provinces() if not province.metropolitan)
    assert central.total() == 51


def test_the_districts_of_a_province_add_up_to_its_population() -> None:
    populations = load_populations()
    for province in load_provinces():
        inside = sum(
            count for place, count in populations.items() if place.province == province.plate and place.district
        )
        assert populations[Place(province.plate)] == inside
    assert sum(count for place, count in populations.items() if place.district) == 85_372_377


def test_the_three_smallest_towns_of_the_source_have_no_municipality() -> None:
    municipal = {(each.province, each.district, each.name.split(" Belediye")[0]) for each in town_municipalities()}
    left_out = {town.name for town in tables.towns() if (town.province, town.district, town.name) not in municipal}
    assert left_out == {"Dedefakılı", "Çardaklı", "Özükavak"}


def test_every_id_has_eight_digits_the_last_a_check_digit_and_stands_once() -> None:
    ids = [each.institution_id for each in STATE]
    assert all(len(institution_id) == 8 and has_valid_check_digit(institution_id) for institution_id in ids)
    assert all(before < after for before, after in pairwise(ids))


@pytest.mark.parametrize(
    ("institution_id", "name"),
    [
        ("10000004", "Başbakanlık"),
        ("10001007", "Başbakanlık Halkla İlişkiler Dairesi Başkanlığı"),
        ("11309006", "İçişleri Bakanlığı İller İdaresi Genel Müdürlüğü"),
        ("40600001", "Ankara Valiliği"),
        ("50104003", "Karayolları 4. Bölge Müdürlüğü"),
        ("60607000", "Çankaya Kaymakamlığı"),
        ("60607147", "Çankaya İlçe Millî Eğitim Müdürlüğü"),
        ("75007023", "Göreme Belediye Başkanlığı"),
        ("80103114", "Çukurova 2. Devlet Hastanesi"),
    ],
)
def test_an_id_once_given_is_never_given_to_another(institution_id: str, name: str) -> None:
    """An id stands on applications for years: if this fails, a table was renumbered."""
    assert REGISTRY[InstitutionId(institution_id)].name == name


def test_a_number_too_large_for_its_field_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        local_office_id("06", 7, 100)


def test_the_numbers_of_local_offices_and_towns_leave_each_other_room() -> None:
    highest: dict[int, int] = {}
    for kind in OFFICE_KINDS:
        highest[kind.first_number] = kind.first_number + max(apportion(kind).values()) - 1
    starts = sorted([*highest, RECRUITING_NUMBER])
    assert all(highest[start] < following for start, following in pairwise(starts))
    assert max(town.number for town in tables.towns()) < WATER_NUMBER


@pytest.mark.requirement("R-J5", "R-J6")
@pytest.mark.parametrize(
    "kind",
    [
        pytest.param(Kind.GOVERNORATE, id="governorates"),
        pytest.param(Kind.DISTRICT_GOVERNORATE, id="district governorates"),
        pytest.param(Kind.PROVINCIAL_DIRECTORATE, id="provincial directorates"),
        pytest.param(Kind.REGIONAL_DIRECTORATE, id="regional directorates"),
        pytest.param(Kind.MINISTRY_UNIT, id="general directorates and departments"),
        pytest.param(Kind.AFFILIATED_BODY, id="affiliated bodies"),
        pytest.param(Kind.DISTRICT_DIRECTORATE, id="district directorates"),
    ],
)
def test_every_institution_has_a_user_of_its_own(kind: Kind) -> None:
    assert found(kind)
    assert min(each.user_places for each in found(kind)) >= 1


@pytest.mark.requirement("R-B3")
@pytest.mark.parametrize(
    ("kind", "number"),
    [
        pytest.param(Kind.AFFILIATED_BODY, 130, id="bodies of the Prime Ministry and of the ministries"),
        pytest.param(Kind.MINISTRY, 21, id="ministries"),
        pytest.param(Kind.GOVERNORATE, 81, id="governorates"),
        pytest.param(Kind.MUNICIPALITY, 1_360, id="municipalities of districts and towns"),
        pytest.param(Kind.METROPOLITAN_MUNICIPALITY, 30, id="metropolitan municipalities"),
        pytest.param(Kind.DISTRICT_GOVERNORATE, 922, id="district governorates"),
    ],
)
def test_the_whole_state_takes_part(kind: Kind, number: int) -> None:
    assert len(found(kind)) == number
