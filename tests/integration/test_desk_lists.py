"""Do inbox, search, screening and the institutions' pages list what they should, in the right order?"""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import Role
from domain.legal_regime import ApplicationKind
from tests.support.builders import (
    ANKARA,
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    noon,
)
from tests.support.desk import DeskUnderTest, Officer

pytestmark = pytest.mark.integration

LEGAL_TODAY = date(2026, 3, 2)
REASON = {"reason": "Görev alanımız değil."}


def with_application(desk: DeskUnderTest, received_on: date = LEGAL_TODAY, **changes: Any) -> ApplicationId:
    """Give Adana's governorate, which no other test uses, an application received on that day."""
    return desk.submitted(institution_id=OTHER_GOVERNORATE, received_at=noon(received_on), **changes)


def adana(desk: DeskUnderTest, role: Role = Role.OFFICER) -> Officer:
    return desk.officer(OTHER_GOVERNORATE, role)


def test_the_earliest_due_comes_first_on_every_page(desk: DeskUnderTest):
    days = [LEGAL_TODAY - timedelta(days=back) for back in (3, 40, 12, 0, 25, 12, 60)]
    for day in days:
        with_application(desk, day)
    officer = adana(desk)
    whole = officer.get("/v1/inbox", limit=200).json()["items"]
    assert [item["due_on"] for item in whole] == sorted(item["due_on"] for item in whole)
    assert officer.ids("/v1/inbox", limit=2) == [item["application_id"] for item in whole]


def test_an_inbox_says_how_many_days_are_left_and_what_is_overdue(desk: DeskUnderTest):
    overdue = with_application(desk, LEGAL_TODAY - timedelta(days=45))
    in_time = with_application(desk)
    items = {item["application_id"]: item for item in adana(desk).get("/v1/inbox", limit=200).json()["items"]}
    assert items[overdue]["overdue"]
    assert items[overdue]["days_left"] < 0
    assert (items[in_time]["overdue"], items[in_time]["due_on"], items[in_time]["days_left"]) == (
        False,
        "2026-04-01",
        30,
    )
    assert {"tracking_number", "kind", "subject_code", "status", "task_version", "received_at", "summary"} <= set(
        items[in_time]
    )


def test_an_inbox_is_filtered(desk: DeskUnderTest):
    overdue = with_application(desk, LEGAL_TODAY - timedelta(days=45), subject_code="10")
    in_time = with_application(desk, subject_code="22")
    officer = adana(desk)
    assert overdue in officer.ids("/v1/inbox", overdue="true")
    assert in_time not in officer.ids("/v1/inbox", overdue="true")
    assert in_time in officer.ids("/v1/inbox", overdue="false")
    assert in_time in officer.ids("/v1/inbox", subject_code="22")
    assert overdue not in officer.ids("/v1/inbox", subject_code="22")


def test_empty_parameters_are_as_none(desk: DeskUnderTest):
    officer = adana(desk)
    assert officer.ids("/v1/inbox", status="", overdue="", subject_code="", cursor="") == officer.ids("/v1/inbox")


def test_what_is_answered_leaves_the_inbox_and_is_found_by_its_status(desk: DeskUnderTest):
    application_id = with_application(desk)
    officer = adana(desk)
    officer.asks(application_id, "respond", outcome="positive", body="Yapıldı.")
    assert application_id not in officer.ids("/v1/inbox")
    assert application_id in officer.ids("/v1/inbox", status="answered")
    assert application_id not in officer.ids("/v1/inbox", status="routed")


def test_a_task_for_information_stands_in_the_inbox_with_its_purpose(desk: DeskUnderTest):
    application_id = desk.submitted()
    desk.officer().asks(application_id, "refer", to_institution_id=MUNICIPALITY, **REASON, **{"for": "information"})
    items = {item["application_id"]: item for item in desk.officer(MUNICIPALITY).get("/v1/inbox").json()["items"]}
    assert (items[application_id]["purpose"], items[application_id]["due_on"]) == ("information", "2026-04-01")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        pytest.param("/v1/inbox", {"cursor": "%%%"}, id="a cursor that is none"),
        pytest.param("/v1/inbox", {"status": "nowhere"}, id="no such status"),
        pytest.param("/v1/inbox", {"limit": "0"}, id="no rows wanted"),
        pytest.param("/v1/inbox", {"overdue": "perhaps"}, id="neither yes nor no"),
        pytest.param("/v1/search", {"from_on": "02.03.2026"}, id="a date in another form"),
        pytest.param("/v1/search", {"province": "99"}, id="no such plate"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_refused(desk: DeskUnderTest, path: str, query: dict[str, str]):
    answer = desk.officer().get(path, **query)
    assert answer.status_code in (400, 422)
    assert answer.json()["code"]


@pytest.mark.parametrize("typed", ["ÇİĞDEM", "çiğdem", "cigdem", "Çiğ"])
def test_words_are_found_in_any_turkish_spelling(desk: DeskUnderTest, typed: str):
    application_id = desk.submitted(body="Çiğdem Mahallesi'nde IŞIK yok.")
    assert application_id in desk.officer().ids("/v1/search", q=typed)
    assert application_id in desk.officer().ids("/v1/search", q=f"{typed} ışık")
    assert application_id not in desk.officer().ids("/v1/search", q=f"{typed} karanlık")


def test_a_search_narrows_by_everything_it_is_given(desk: DeskUnderTest):
    word = f"kelime{uuid.uuid4().hex[:8]}"
    early, later = (
        with_application(desk, day, body=f"Bir {word} daha.") for day in (date(2026, 1, 5), date(2026, 2, 5))
    )
    officer = adana(desk)
    number = officer.application(early)["tracking_number"]
    for query, found in (
        ({"q": word}, [later, early]),
        ({"q": word, "from_on": "2026-01-06"}, [later]),
        ({"q": word, "to_on": "2026-01-05"}, [early]),
        ({"q": word, "status": "answered"}, []),
        ({"q": word, "province": ANKARA}, [later, early]),
        ({"q": word, "province": "34"}, []),
        ({"q": word, "institution_id": OTHER_GOVERNORATE}, [later, early]),
        ({"q": word, "institution_id": HEALTH_DIRECTORATE}, []),
        ({"tracking_number": number}, [early]),
        ({"tracking_number": "1"}, []),
    ):
        assert officer.ids("/v1/search", **query, limit=1) == found, query


def test_a_search_reaches_what_one_coordinates_and_no_further(desk: DeskUnderTest):
    word = f"kelime{uuid.uuid4().hex[:8]}"
    here, elsewhere = desk.submitted(body=f"Bir {word}"), with_application(desk, body=f"Bir {word}")
    assert desk.officer().ids("/v1/search", q=word) == [here]
    assert desk.officer(GOVERNORATE).ids("/v1/search", q=word) == []
    assert desk.officer(GOVERNORATE, Role.COORDINATOR).ids("/v1/search", q=word) == [here]
    assert desk.officer(INTERIOR, Role.COORDINATOR).ids("/v1/search", q=word) == []
    assert set(desk.officer(CENTRE, Role.CENTRE).ids("/v1/search", q=word)) == {here, elsewhere}
    assert desk.officer(CENTRE).ids("/v1/search", q=word) == []


def test_a_screening_queue_shows_why_it_waits_and_what_the_rules_propose(desk: DeskUnderTest):
    returned = desk.submitted()
    desk.officer().asks(returned, "return", **REASON)
    unclear = desk.submitted(
        institution_id=None, event_place=None, residence=None, kind=ApplicationKind.OPINION, body="Size selam olsun."
    )
    of_the_governorate = desk.officer(GOVERNORATE, Role.COORDINATOR).get("/v1/screening").json()["items"]
    of_the_centre = desk.officer(CENTRE, Role.CENTRE).get("/v1/screening").json()["items"]
    item = next(item for item in of_the_governorate if item["application_id"] == returned)
    assert (item["because"], item["status"], item["purpose"]) == ("returned", "screening", "screening")
    assert item["explanation"]
    assert item["proposals"] == []
    assert unclear in [item["application_id"] for item in of_the_centre]
    assert returned not in [item["application_id"] for item in of_the_centre]


def test_the_centre_looks_into_any_screening_queue(desk: DeskUnderTest):
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", **REASON)
    centre = desk.officer(CENTRE, Role.CENTRE)
    assert application_id in centre.ids("/v1/screening", institution_id=GOVERNORATE)
    assert centre.asks(application_id, "place", to_institution_id=EDUCATION_DIRECTORATE).json()["applied"]
    assert application_id not in centre.ids("/v1/screening", institution_id=GOVERNORATE)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.APPROVER, Role.AUDITOR, Role.OPERATOR, Role.VAULT])
def test_a_screening_queue_is_for_those_who_place(desk: DeskUnderTest, role: Role):
    answer = desk.officer(GOVERNORATE, role).get("/v1/screening")
    assert (answer.status_code, answer.json()["code"]) == (403, "screening_not_allowed")


def test_another_institutions_queue_is_empty_for_a_coordinator_who_is_not_above_it(desk: DeskUnderTest):
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", **REASON)
    stranger = desk.officer(OTHER_GOVERNORATE, Role.COORDINATOR)
    assert stranger.ids("/v1/screening", institution_id=GOVERNORATE) == []


def test_institutions_are_found_by_the_beginnings_of_words_by_province_and_kind(desk: DeskUnderTest):
    officer = desk.officer()
    assert officer.get("/v1/institutions", q="KURUM 1000004").json()["items"][0]["institution_id"] == HEALTH_DIRECTORATE
    in_ankara = officer.get("/v1/institutions", province=ANKARA, kind="governorate").json()["items"]
    assert [item["institution_id"] for item in in_ankara] == [GOVERNORATE]
    assert (in_ankara[0]["place"], in_ankara[0]["open"]) == ("Ankara", True)
    assert officer.get("/v1/institutions", kind="castle").status_code == 422


def test_an_institution_stands_between_its_two_parents_and_its_children(desk: DeskUnderTest):
    view = desk.officer().get(f"/v1/institutions/{GOVERNORATE}").json()
    assert view["line_parent"]["institution_id"] == INTERIOR
    assert view["coordinator"]["institution_id"] == CENTRE
    assert {HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY} <= {
        child["institution_id"] for child in view["children"]
    }
    unknown = desk.officer().get(f"/v1/institutions/{InstitutionId('99999999')}")
    assert (unknown.status_code, unknown.json()["code"]) == (404, "institution_not_found")
