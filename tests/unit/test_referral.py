"""May an application change hands only as the hierarchy allows, and does every chain of hands end?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.facts import RefusalCode
from domain.identifiers import InstitutionId
from domain.inputs import Role
from domain.institution import Branch, InstitutionKind, Registry
from domain.place import Place
from domain.referral import (
    HOP_LIMIT,
    NotPermitted,
    Permission,
    Permitted,
    ReferralCode,
    hops,
    may_place,
    may_refer,
    screening_queue_for_return,
)
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    small_registry,
)
from tests.unit.routes import the
from tests.unit.state import REGISTRY, TODAY

UNKNOWN = InstitutionId("99999999")

kind = InstitutionKind
ANKARA, KONYA, CANKAYA = Place("06"), Place("42"), Place("06", "Çankaya")
HEALTH_IN_ANKARA = the(kind.PROVINCIAL_DIRECTORATE, Branch.HEALTH, ANKARA)
HEALTH_IN_KONYA = the(kind.PROVINCIAL_DIRECTORATE, Branch.HEALTH, KONYA)
SCHOOLS_IN_CANKAYA = the(kind.DISTRICT_DIRECTORATE, Branch.NATIONAL_EDUCATION, CANKAYA)
SCHOOLS_IN_ANKARA = the(kind.PROVINCIAL_DIRECTORATE, Branch.NATIONAL_EDUCATION, ANKARA)
KAYMAKAM = the(kind.DISTRICT_GOVERNORATE, place=CANKAYA)
GOVERNOR = the(kind.GOVERNORATE, place=ANKARA)
GOVERNOR_OF_KONYA = the(kind.GOVERNORATE, place=KONYA)
MINISTRY_OF_EDUCATION = the(kind.MINISTRY, Branch.NATIONAL_EDUCATION)
MINISTRY_OF_HEALTH = the(kind.MINISTRY, Branch.HEALTH)
TEACHERS = the(kind.MINISTRY_UNIT, Branch.TEACHER_PERSONNEL)
HOUSING = the(kind.AFFILIATED_BODY, Branch.HOUSING)
CITY = the(kind.MUNICIPALITY, Branch.MUNICIPAL_SERVICES, CANKAYA)
UNIVERSITY = next(each for each in REGISTRY.find(kind.UNIVERSITY, on=TODAY) if each.province == "06")
ROADS = REGISTRY.regional(Branch.ROADS, "06", TODAY)
ROADS_ELSEWHERE = REGISTRY.regional(Branch.ROADS, "63", TODAY)
THE_CENTRE = REGISTRY.centre


def referral(from_id: InstitutionId, to_id: InstitutionId, **said: Any) -> Permission:
    """A referral for action by an officer of the first holder."""
    defaults: dict[str, Any] = {
        "held_by": (from_id,),
        "has_open_task": (from_id,),
        "for_action": True,
        "role": Role.OFFICER,
        "registry": small_registry(),
        "on": date(2026, 3, 2),
    }
    return may_refer(from_id, to_id, **(defaults | said))


@pytest.mark.parametrize(
    ("sender", "target"),
    [
        pytest.param(HEALTH_IN_ANKARA, CITY, id="inside the province"),
        pytest.param(SCHOOLS_IN_CANKAYA, SCHOOLS_IN_ANKARA, id="up its line"),
        pytest.param(SCHOOLS_IN_CANKAYA, KAYMAKAM, id="up to its coordinator", marks=pytest.mark.requirement("R-G9")),
        pytest.param(SCHOOLS_IN_CANKAYA, MINISTRY_OF_EDUCATION, id="up to its ministry"),
        pytest.param(
            GOVERNOR,
            SCHOOLS_IN_CANKAYA,
            id="a governorate, down in its province",
            marks=pytest.mark.requirement("R-G2", "R-G9"),
        ),
        pytest.param(
            GOVERNOR,
            MINISTRY_OF_HEALTH,
            id="a governorate, up to any ministry",
            marks=[pytest.mark.requirement("R-G4"), pytest.mark.conflict(10)],
        ),
        pytest.param(
            GOVERNOR, HOUSING, id="a governorate, up to an affiliated body", marks=pytest.mark.requirement("R-G4")
        ),
        pytest.param(
            GOVERNOR,
            ROADS,
            id="a governorate, to the region that covers it",
            marks=pytest.mark.requirement("R-G2", "R-G9"),
        ),
        pytest.param(ROADS, HEALTH_IN_ANKARA, id="a region, into a province it covers"),
        pytest.param(
            MINISTRY_OF_EDUCATION,
            TEACHERS,
            id="a ministry, to its unit",
            marks=pytest.mark.requirement("R-G5", "R-G10"),
        ),
        pytest.param(
            MINISTRY_OF_EDUCATION,
            SCHOOLS_IN_CANKAYA,
            id="a ministry, down its line",
            marks=pytest.mark.requirement("R-G10"),
        ),
        pytest.param(
            TEACHERS, SCHOOLS_IN_ANKARA, id="a unit, inside its ministry", marks=pytest.mark.requirement("R-G10")
        ),
        pytest.param(
            HEALTH_IN_ANKARA,
            THE_CENTRE,
            id="anybody, to the centre",
            marks=[pytest.mark.requirement("R-G4"), pytest.mark.conflict(10)],
        ),
        pytest.param(
            THE_CENTRE, HEALTH_IN_KONYA, id="the centre, to anybody", marks=pytest.mark.requirement("R-G8", "R-G11")
        ),
    ],
)
def test_a_referral_inside_what_the_sender_coordinates_is_permitted(sender: Any, target: Any):
    permission = referral(sender.institution_id, target.institution_id, registry=REGISTRY)
    assert permission == Permitted(target.institution_id)


@pytest.mark.parametrize(
    ("sender", "target"),
    [
        pytest.param(HEALTH_IN_ANKARA, HEALTH_IN_KONYA, id="its like in another province"),
        pytest.param(GOVERNOR, GOVERNOR_OF_KONYA, id="another governorate", marks=pytest.mark.requirement("R-G9")),
        pytest.param(
            GOVERNOR, HEALTH_IN_KONYA, id="a governorate into another province", marks=pytest.mark.requirement("R-G9")
        ),
        pytest.param(GOVERNOR, ROADS_ELSEWHERE, id="a region that does not cover it"),
        pytest.param(GOVERNOR, UNIVERSITY, id="a university that only sits in the province"),
        pytest.param(HEALTH_IN_ANKARA, HOUSING, id="a body that only sits in the province"),
        pytest.param(
            MINISTRY_OF_EDUCATION,
            HEALTH_IN_ANKARA,
            id="another ministry's line",
            marks=pytest.mark.requirement("R-G10"),
        ),
        pytest.param(
            MINISTRY_OF_EDUCATION, MINISTRY_OF_HEALTH, id="another ministry", marks=pytest.mark.requirement("R-G10")
        ),
    ],
)
def test_a_referral_outside_it_is_not(sender: Any, target: Any):
    permission = referral(sender.institution_id, target.institution_id, registry=REGISTRY)
    assert permission == NotPermitted(ReferralCode.OUTSIDE_COORDINATION)


@pytest.mark.requirement("R-G8", "R-G11")
def test_an_officer_of_the_centre_may_refer_to_anybody_from_any_queue():
    ids = (HEALTH_IN_ANKARA.institution_id, HEALTH_IN_KONYA.institution_id)
    assert isinstance(referral(*ids, registry=REGISTRY, role=Role.CENTRE), Permitted)


@pytest.mark.parametrize(
    ("to", "said", "code"),
    [
        pytest.param(UNKNOWN, {}, ReferralCode.UNKNOWN_INSTITUTION, id="nobody knows it"),
        pytest.param(HEALTH_DIRECTORATE, {}, ReferralCode.SAME_INSTITUTION, id="to itself"),
        pytest.param(
            MUNICIPALITY,
            {"has_open_task": (HEALTH_DIRECTORATE, MUNICIPALITY)},
            ReferralCode.ALREADY_HAS_IT,
            id="it has a task already",
        ),
        pytest.param(
            MUNICIPALITY,
            {"held_by": (MUNICIPALITY, HEALTH_DIRECTORATE)},
            ReferralCode.HELD_BEFORE,
            id="back to whom it came from",
        ),
        pytest.param(
            MUNICIPALITY,
            {"held_by": (*(f"2000000{n}" for n in range(HOP_LIMIT)), HEALTH_DIRECTORATE)},
            ReferralCode.HOP_LIMIT,
            id="a sixth change of hands",
        ),
        pytest.param(OTHER_GOVERNORATE, {}, ReferralCode.OUTSIDE_COORDINATION, id="another province"),
        pytest.param(
            MUNICIPALITY,
            {"accused_institution_id": MUNICIPALITY},
            ReferralCode.ACCUSED_INSTITUTION,
            id="where the official complained of sits",
        ),
    ],
)
def test_a_referral_that_breaks_a_rule_says_which(to: InstitutionId, said: dict[str, Any], code: ReferralCode):
    assert referral(HEALTH_DIRECTORATE, to, **said) == NotPermitted(code)


def test_the_fifth_change_of_hands_is_the_last():
    four = (*(InstitutionId(f"2000000{n}") for n in range(HOP_LIMIT - 1)), HEALTH_DIRECTORATE)
    assert hops(four) == HOP_LIMIT - 1
    assert isinstance(referral(HEALTH_DIRECTORATE, MUNICIPALITY, held_by=four), Permitted)


def test_a_closed_institution_gets_nothing_from_its_last_day_on():
    registry = small_registry()
    registry.apply([replace(registry[MUNICIPALITY], valid_to=date(2026, 3, 2))])
    assert referral(HEALTH_DIRECTORATE, MUNICIPALITY, registry=registry) == NotPermitted(
        ReferralCode.INSTITUTION_CLOSED
    )
    on_its_last_day = referral(HEALTH_DIRECTORATE, MUNICIPALITY, registry=registry, on=date(2026, 3, 1))
    assert isinstance(on_its_last_day, Permitted)


def test_a_copy_for_information_goes_to_a_former_holder_and_past_the_hop_limit():
    many = (*(InstitutionId(f"2000000{n}") for n in range(9)), MUNICIPALITY, HEALTH_DIRECTORATE)
    assert isinstance(referral(HEALTH_DIRECTORATE, MUNICIPALITY, held_by=many, for_action=False), Permitted)


def test_a_person_in_screening_may_send_it_where_it_has_been():
    permission = may_place(
        GOVERNORATE, HEALTH_DIRECTORATE, role=Role.COORDINATOR, registry=small_registry(), on=date(2026, 3, 2)
    )
    assert permission == Permitted(HEALTH_DIRECTORATE)


@pytest.mark.requirement("R-G2")
@pytest.mark.parametrize(
    ("to", "role", "expected"),
    [
        pytest.param(GOVERNORATE, Role.COORDINATOR, Permitted(GOVERNORATE), id="the queue's own institution"),
        pytest.param(
            OTHER_GOVERNORATE,
            Role.COORDINATOR,
            NotPermitted(ReferralCode.OUTSIDE_COORDINATION),
            id="not another province",
        ),
        pytest.param(OTHER_GOVERNORATE, Role.CENTRE, Permitted(OTHER_GOVERNORATE), id="the centre, anywhere"),
        pytest.param(UNKNOWN, Role.CENTRE, NotPermitted(ReferralCode.UNKNOWN_INSTITUTION), id="nowhere"),
    ],
)
def test_a_person_places_inside_what_the_queue_coordinates(to: InstitutionId, role: Role, expected: Permission):
    assert may_place(GOVERNORATE, to, role=role, registry=small_registry(), on=date(2026, 3, 2)) == expected


def test_a_person_does_not_place_it_before_the_official_complained_of():
    permission = may_place(
        GOVERNORATE,
        MUNICIPALITY,
        role=Role.COORDINATOR,
        registry=small_registry(),
        on=date(2026, 3, 2),
        accused_institution_id=MUNICIPALITY,
    )
    assert permission == NotPermitted(ReferralCode.ACCUSED_INSTITUTION)


@pytest.mark.requirement("R-G9")
@pytest.mark.parametrize(
    ("holder", "held_by", "accused", "queue"),
    [
        pytest.param(HEALTH_DIRECTORATE, (HEALTH_DIRECTORATE,), None, GOVERNORATE, id="to its coordinator"),
        pytest.param(
            HEALTH_DIRECTORATE, (HEALTH_DIRECTORATE,) * 6, None, CENTRE, id="past the hop limit to the centre"
        ),
        pytest.param(HEALTH_DIRECTORATE, (HEALTH_DIRECTORATE,), GOVERNORATE, CENTRE, id="past the accused coordinator"),
        pytest.param(CENTRE, (CENTRE,), None, CENTRE, id="the centre screens for the Prime Ministry"),
    ],
)
def test_a_return_goes_to_the_screening_queue_above(
    holder: InstitutionId, held_by: tuple[InstitutionId, ...], accused: InstitutionId | None, queue: InstitutionId
):
    assert screening_queue_for_return(holder, held_by, small_registry(), accused, on=TODAY) == queue


def test_a_districts_return_goes_to_its_kaymakam():
    holder = SCHOOLS_IN_CANKAYA.institution_id
    assert screening_queue_for_return(holder, (holder,), REGISTRY, on=TODAY) == KAYMAKAM.institution_id


def test_every_code_is_a_code_the_officer_may_be_refused_with():
    assert {code.value for code in ReferralCode} <= {code.value for code in RefusalCode}


def neighbours(registry: Registry) -> list[InstitutionId]:
    return sorted(each.institution_id for each in registry)


@given(st.data())
def test_a_chain_of_referrals_ends(data: st.DataObject):
    registry = small_registry()
    held_by = [HEALTH_DIRECTORATE]
    while True:
        permitted = [
            to
            for to in neighbours(registry)
            if isinstance(referral(held_by[-1], to, held_by=held_by, registry=registry, role=Role.CENTRE), Permitted)
        ]
        if not permitted:
            break
        held_by.append(data.draw(st.sampled_from(permitted)))
    assert hops(held_by) <= HOP_LIMIT
    assert len(set(held_by)) == len(held_by)


@given(st.lists(st.sampled_from(["refer", "return"]), max_size=40), st.data())
def test_without_a_person_nobody_ever_gets_it_twice(moves: list[str], data: st.DataObject):
    """A return ends a holder's turn; only a person's placing begins another."""
    registry = small_registry()
    held_by, since_a_person, queue = [EDUCATION_DIRECTORATE], [EDUCATION_DIRECTORATE], None
    for move in moves:
        if queue is not None:
            to = data.draw(st.sampled_from(neighbours(registry)))
            if isinstance(
                may_place(queue, to, role=Role.COORDINATOR, registry=registry, on=date(2026, 3, 2)), Permitted
            ):
                held_by, since_a_person, queue = [*held_by, to], [to], None
        elif move == "return":
            queue = screening_queue_for_return(held_by[-1], held_by, registry, on=TODAY)
            assert queue in registry
        else:
            to = data.draw(st.sampled_from(neighbours(registry)))
            if isinstance(referral(held_by[-1], to, held_by=held_by, registry=registry), Permitted):
                assert to not in held_by
                held_by, since_a_person = [*held_by, to], [*since_a_person, to]
        assert len(set(since_a_person)) == len(since_a_person) <= HOP_LIMIT + 1
