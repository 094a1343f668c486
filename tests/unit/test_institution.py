"""Does the registry find the right institution, on the right day, and know who stands above it?"""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from domain.errors import UnknownInstitution
from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind, Registry
from tests.support.builders import institution

TODAY = date(2026, 3, 2)
REORGANISED_ON = date(2026, 7, 1)
UNKNOWN = InstitutionId("99999999")

PRIME_MINISTRY = institution(
    InstitutionId("1"), InstitutionKind.PRIME_MINISTRY, line_parent_id=None, coordinator_id=None
)
CENTRE = institution(
    InstitutionId("2"), InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.PUBLIC_RELATIONS,
    line_parent_id=PRIME_MINISTRY.institution_id, coordinator_id=PRIME_MINISTRY.institution_id,
)  # fmt: skip
HEALTH_MINISTRY = institution(
    InstitutionId("3"), InstitutionKind.MINISTRY, branch=Branch.HEALTH, name="Sağlık Bakanlığı",
    line_parent_id=PRIME_MINISTRY.institution_id, coordinator_id=CENTRE.institution_id,
)  # fmt: skip
GOVERNORATE = institution(
    InstitutionId("4"), InstitutionKind.GOVERNORATE, name="Iğdır Valiliği", province="76",
    line_parent_id=PRIME_MINISTRY.institution_id, coordinator_id=CENTRE.institution_id,
)  # fmt: skip
HEALTH_DIRECTORATE = institution(
    InstitutionId("5"), InstitutionKind.PROVINCIAL_DIRECTORATE, branch=Branch.HEALTH, name="Iğdır İl Sağlık Müdürlüğü",
    province="76", line_parent_id=HEALTH_MINISTRY.institution_id, coordinator_id=GOVERNORATE.institution_id,
)  # fmt: skip
ROADS_REGION = institution(
    InstitutionId("6"), InstitutionKind.REGIONAL_DIRECTORATE, branch=Branch.ROADS, province="36", covers=("36", "76"),
    line_parent_id=PRIME_MINISTRY.institution_id, coordinator_id=GOVERNORATE.institution_id,
)  # fmt: skip
TUZLUCA = institution(
    InstitutionId("7"), InstitutionKind.DISTRICT_DIRECTORATE, branch=Branch.HEALTH,
    name="Tuzluca İlçe Sağlık Müdürlüğü", province="76", district="Tuzluca",
    line_parent_id=HEALTH_DIRECTORATE.institution_id, coordinator_id=GOVERNORATE.institution_id,
)  # fmt: skip
STATE = (PRIME_MINISTRY, CENTRE, HEALTH_MINISTRY, GOVERNORATE, HEALTH_DIRECTORATE, ROADS_REGION, TUZLUCA)


def small_state() -> Registry:
    return Registry(STATE)


def ids(*found: Institution) -> list[str]:
    return [each.institution_id for each in found]


def test_an_institution_is_found_by_kind_branch_province_and_district() -> None:
    registry = small_state()
    kind = InstitutionKind.DISTRICT_DIRECTORATE
    found = registry.find(kind, branch=Branch.HEALTH, province="76", district="Tuzluca", on=TODAY)
    assert found == (TUZLUCA,)
    assert registry.find(kind, branch=Branch.HEALTH, province="76", district="Aralık", on=TODAY) == ()
    assert registry.find(kind, branch=Branch.POLICE, province="76", district="Tuzluca", on=TODAY) == ()
    assert registry.find(kind, branch=Branch.HEALTH, province="36", district="Tuzluca", on=TODAY) == ()


@pytest.mark.parametrize(
    "filters",
    [
        pytest.param({}, id="kind alone"),
        pytest.param({"branch": Branch.HEALTH}, id="kind and branch"),
        pytest.param({"province": "76"}, id="kind and province"),
        pytest.param({"district": "Tuzluca"}, id="kind and district"),
    ],
)
def test_a_filter_left_out_admits_all(filters: dict[str, str]) -> None:
    found = small_state().find(InstitutionKind.DISTRICT_DIRECTORATE, on=TODAY, **filters)  # type: ignore[arg-type]
    assert found == (TUZLUCA,)


def test_what_is_found_does_not_depend_on_the_order_in_which_institutions_came() -> None:
    offices = [
        institution(InstitutionId(str(number)), InstitutionKind.LOCAL_OFFICE, branch=branch, province=province)
        for number, branch, province in [(81, Branch.TAX, "06"), (82, Branch.HOSPITAL, "06"), (83, Branch.TAX, "01")]
    ]
    for shuffled in permutations(offices):
        assert ids(*Registry(shuffled).find(InstitutionKind.LOCAL_OFFICE, on=TODAY)) == ["81", "82", "83"]


def test_a_regional_directorate_is_found_through_the_provinces_it_covers() -> None:
    registry = small_state()
    assert registry.regional(Branch.ROADS, "76", TODAY) == ROADS_REGION
    assert registry.regional(Branch.ROADS, "06", TODAY) is None
    assert registry.regional(Branch.FORESTS, "76", TODAY) is None


def test_the_line_and_the_coordination_are_two_ways_up_to_the_prime_ministry() -> None:
    registry = small_state()
    tuzluca = TUZLUCA.institution_id
    assert registry.line_of(tuzluca) == (HEALTH_DIRECTORATE, HEALTH_MINISTRY, PRIME_MINISTRY)
    assert registry.coordinators_of(tuzluca) == (GOVERNORATE, CENTRE, PRIME_MINISTRY)


def test_the_coordinator_of_the_prime_ministry_is_the_centre() -> None:
    registry = small_state()
    assert registry.coordinator_of(PRIME_MINISTRY.institution_id) == registry.centre == CENTRE
    assert registry.coordinator_of(CENTRE.institution_id) == PRIME_MINISTRY
    assert registry.coordinators_of(PRIME_MINISTRY.institution_id) == ()


@pytest.mark.parametrize(
    ("one", "other", "common"),
    [
        pytest.param(HEALTH_DIRECTORATE, ROADS_REGION, GOVERNORATE, id="two of one province: its governorate"),
        pytest.param(HEALTH_DIRECTORATE, HEALTH_MINISTRY, CENTRE, id="province and ministry: the centre"),
        pytest.param(GOVERNORATE, TUZLUCA, GOVERNORATE, id="a coordinator and one it coordinates: the coordinator"),
        pytest.param(TUZLUCA, GOVERNORATE, GOVERNORATE, id="the same the other way round"),
        pytest.param(TUZLUCA, TUZLUCA, GOVERNORATE, id="one and itself: its coordinator"),
    ],
)
def test_the_common_coordinator_is_the_nearest_that_coordinates_both(
    one: Institution, other: Institution, common: Institution
) -> None:
    assert small_state().common_coordinator(one.institution_id, other.institution_id) == common


def test_children_are_those_directly_below_by_either_parent() -> None:
    registry = small_state()
    assert registry.children_of(GOVERNORATE.institution_id) == (HEALTH_DIRECTORATE, ROADS_REGION, TUZLUCA)
    assert registry.children_of(HEALTH_MINISTRY.institution_id) == (HEALTH_DIRECTORATE,)
    assert registry.children_of(TUZLUCA.institution_id) == ()


def test_an_unknown_id_is_a_domain_error_or_none() -> None:
    registry = small_state()
    assert registry.get(UNKNOWN) is None
    assert UNKNOWN not in registry
    with pytest.raises(UnknownInstitution, match=UNKNOWN):
        registry[UNKNOWN]
    with pytest.raises(UnknownInstitution):
        registry.line_of(UNKNOWN)


def test_a_registry_without_the_centre_says_so() -> None:
    with pytest.raises(UnknownInstitution, match="centre"):
        _ = Registry().centre


def test_a_changed_version_takes_effect_at_once() -> None:
    registry = small_state()
    moved = replace(TUZLUCA, district="Karakoyunlu", name="Karakoyunlu İlçe Sağlık Müdürlüğü")
    registry.apply([moved])
    kind = InstitutionKind.DISTRICT_DIRECTORATE
    assert registry.find(kind, branch=Branch.HEALTH, province="76", district="Karakoyunlu", on=TODAY) == (moved,)
    assert registry.find(kind, branch=Branch.HEALTH, province="76", district="Tuzluca", on=TODAY) == ()
    assert registry.search("karakoyunlu") == (moved,)
    assert registry.search("tuzluca") == ()
    assert len(registry) == len(STATE)


def test_a_version_holds_from_its_first_day_to_the_day_before_its_last() -> None:
    registry = small_state()
    before = replace(TUZLUCA, valid_to=REORGANISED_ON)
    after = replace(TUZLUCA, branch=Branch.PUBLIC_HEALTH, valid_from=REORGANISED_ON)
    registry.apply([after, before])
    kind = InstitutionKind.DISTRICT_DIRECTORATE
    day_before = date(2026, 6, 30)
    assert registry.find(kind, branch=Branch.HEALTH, province="76", on=day_before) == (before,)
    assert registry.find(kind, branch=Branch.HEALTH, province="76", on=REORGANISED_ON) == ()
    assert registry.find(kind, branch=Branch.PUBLIC_HEALTH, province="76", on=REORGANISED_ON) == (after,)
    assert registry.find(kind, on=day_before) == (before,)
    assert registry[TUZLUCA.institution_id] == after
    assert registry.versions_of(TUZLUCA.institution_id) == (before, after)


def test_a_region_that_moves_covers_its_old_provinces_until_that_day() -> None:
    registry = small_state()
    before = replace(ROADS_REGION, valid_to=REORGANISED_ON)
    after = replace(ROADS_REGION, valid_from=REORGANISED_ON, covers=("36",))
    registry.apply([before, after])
    assert registry.regional(Branch.ROADS, "76", TODAY) == before
    assert registry.regional(Branch.ROADS, "76", REORGANISED_ON) is None
    assert registry.regional(Branch.ROADS, "36", REORGANISED_ON) == after


def test_a_closed_institution_is_known_but_no_longer_found() -> None:
    registry = small_state()
    registry.apply([replace(TUZLUCA, valid_to=REORGANISED_ON)])
    assert registry.find(InstitutionKind.DISTRICT_DIRECTORATE, on=REORGANISED_ON) == ()
    assert TUZLUCA.institution_id in registry


def test_a_new_coordinator_takes_over_the_children() -> None:
    registry = small_state()
    registry.apply([replace(TUZLUCA, coordinator_id=HEALTH_DIRECTORATE.institution_id)])
    assert ids(*registry.children_of(GOVERNORATE.institution_id)) == ["5", "6"]
    assert ids(*registry.children_of(HEALTH_DIRECTORATE.institution_id)) == ["7"]
    assert registry.coordinator_of(TUZLUCA.institution_id) == HEALTH_DIRECTORATE


@pytest.mark.parametrize(
    "versions",
    [pytest.param([], id="none"), pytest.param([GOVERNORATE, TUZLUCA], id="of two institutions")],
)
def test_only_the_versions_of_one_institution_are_applied_at_a_time(versions: list[Institution]) -> None:
    with pytest.raises(ValueError, match="exactly one institution"):
        small_state().apply(versions)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        pytest.param("ığdır", ["4", "5"], id="lower case, short names first"),
        pytest.param("IĞDIR saĞ", ["5"], id="capitals and the beginning of a word"),
        pytest.param("igdir saglik mudurlugu", ["5"], id="typed without Turkish letters"),
        pytest.param("lık", [], id="the middle of a word is no match"),
    ],
)
def test_institutions_are_searched_by_words_of_their_names(query: str, found: list[str]) -> None:
    assert ids(*small_state().search(query)) == found


def test_a_search_keeps_to_the_province_the_kind_and_the_limit() -> None:
    registry = small_state()
    assert ids(*registry.search("sağlık", kind=InstitutionKind.MINISTRY)) == ["3"]
    assert ids(*registry.search("sağlık", province="76")) == ["5", "7"]
    assert ids(*registry.search("sağlık", limit=1)) == ["3"]
