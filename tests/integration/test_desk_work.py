"""Does what officers do beyond answering and handing over take effect, and does everybody see what is for him?"""

from typing import Any

import pytest

from domain.identifiers import ApplicationId
from domain.inputs import Role
from domain.legal_regime import Channel
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
)
from tests.support.desk import DeskUnderTest, eventually
from tests.support.desk_refusals import ANSWER, EXTENSION, FEE, information, two_of_one_person

pytestmark = pytest.mark.integration

FALSE_STATEMENT = {"reason": "false_statement", "body": "Beyanın gerçeğe aykırı olduğu anlaşıldı."}


def applied(desk: DeskUnderTest, application_id: ApplicationId, action: str, **fields: Any) -> dict[str, Any]:
    """Let the holder do something, and read what the application is now."""
    answer = desk.officer().asks(application_id, action, **fields)
    assert answer.status_code == 200, answer.text
    return desk.officer().application(application_id)


@pytest.mark.requirement("R-G3", "R-G6", "R-I1")
def test_a_draft_is_approved_by_a_superior_and_is_the_answer(desk: DeskUnderTest):
    application_id = desk.submitted()
    drafted = applied(desk, application_id, "draft_response", **ANSWER)
    assert (drafted["status"], drafted["task"]["draft"]["body"]) == ("routed", ANSWER["body"])
    assert application_id in [
        item["application_id"]
        for item in desk.officer().get("/v1/inbox", limit=200).json()["items"]
        if item["awaits_approval"]
    ]

    refused = desk.officer().asks(application_id, "approve")
    assert (refused.status_code, refused.json()["code"]) == (409, "role_not_allowed")
    approved = desk.officer(role=Role.APPROVER).asks(application_id, "approve")

    assert approved.json()["status"] == "answered", approved.text
    read = desk.officer().application(application_id)
    assert [response["body"] for response in read["responses"]] == [ANSWER["body"]]
    assert read["task"]["draft"] is None


def test_the_long_period_is_taken_and_both_dates_are_shown(desk: DeskUnderTest):
    application_id = information(desk)
    before = desk.officer().application(application_id)
    after = applied(desk, application_id, "extend", **EXTENSION)
    assert (before["task"]["extended"], after["task"]["extended"]) == (False, True)
    assert after["due_on"] > before["due_on"]


def test_a_fee_stops_the_period_and_its_payment_starts_it_anew(desk: DeskUnderTest):
    application_id = information(desk)
    waiting = applied(desk, application_id, "request_fee", **FEE)
    assert (waiting["status"], waiting["task"]["fee"]["amount"]) == ("awaiting_payment", 1250)
    assert waiting["task"]["fee"]["how_to_pay"] == FEE["how_to_pay"]
    assert application_id in desk.officer().ids("/v1/inbox", status="awaiting_payment", limit=200)
    paid = applied(desk, application_id, "record_payment", paid_on="2026-03-02")
    assert (paid["status"], paid["task"]["fee"]["paid_on"]) == ("routed", "2026-03-02")


def test_a_question_waits_for_the_applicant_and_a_note_is_for_colleagues(desk: DeskUnderTest):
    application_id = desk.submitted()
    applied(desk, application_id, "note", body="Başhekime soruldu.")
    asked = applied(desk, application_id, "ask_applicant", body="Hangi hastane?")
    assert asked["status"] == "awaiting_applicant"
    assert [question["body"] for question in asked["questions"]] == ["Hangi hastane?"]
    assert [note["body"] for note in asked["notes"]] == ["Başhekime soruldu."]
    watching = desk.officer(GOVERNORATE, Role.COORDINATOR).get(f"/v1/applications/{application_id}").text
    assert "Başhekime soruldu." not in watching
    assert "Hangi hastane?" not in watching


REASONS = [
    pytest.param("no_definite_subject", marks=pytest.mark.requirement("R-E1"), id="no definite subject"),
    pytest.param("insult_or_unfounded", marks=pytest.mark.requirement("R-E2"), id="an insult"),
    pytest.param("only_a_court_can_solve", marks=pytest.mark.requirement("R-E3", "R-E4"), id="a court's matter"),
    pytest.param("court_decided", marks=pytest.mark.requirement("R-E5"), id="a court decided"),
    pytest.param("prosecution_under_way", marks=pytest.mark.requirement("R-E6"), id="a prosecution"),
    pytest.param("abstract", marks=pytest.mark.requirement("R-E7"), id="abstract"),
    pytest.param("person_or_event_not_named", marks=pytest.mark.requirement("R-E8"), id="nobody named"),
    pytest.param("no_serious_evidence", marks=pytest.mark.requirement("R-E9"), id="no evidence"),
    pytest.param("under_preliminary_examination", marks=pytest.mark.requirement("R-E10"), id="under examination"),
    pytest.param("already_concluded", marks=pytest.mark.requirement("R-E11"), id="concluded before"),
]


@pytest.mark.parametrize("reason", REASONS)
def test_a_person_finds_that_it_is_not_to_be_processed_and_says_why(desk: DeskUnderTest, reason: str):
    application_id = desk.submitted()
    read = applied(desk, application_id, "not_processed", reason=reason, body="Gerekçesi budur.")
    assert read["status"] == "not_processed"
    assert (read["ended_unanswered"]["reason"], read["ended_unanswered"]["body"]) == (reason, "Gerekçesi budur.")


def test_who_is_not_whom_the_application_names_makes_it_invalid(desk: DeskUnderTest):
    read = applied(desk, desk.submitted(), "mark_invalid", reason="contact_wrong", body="Numara başkasının.")
    assert (read["status"], read["ended_unanswered"]["reason_text"]) == ("invalid", "İletişim bilgileri doğru değil")


def test_a_false_statement_found_after_the_answer_voids_it_without_a_version(desk: DeskUnderTest):
    application_id = desk.submitted()
    applied(desk, application_id, "respond", **ANSWER)
    answer = desk.officer().asks(application_id, "not_processed", version="*", **FALSE_STATEMENT)
    assert (answer.status_code, answer.json()["status"]) == (200, "not_processed"), answer.text


def test_any_version_will_do_for_nothing_else(desk: DeskUnderTest):
    answer = desk.officer().asks(desk.submitted(), "respond", version="*", **ANSWER)
    assert (answer.status_code, answer.json()["code"]) == (400, "if_match_malformed")


def test_a_coordinator_takes_up_again_what_was_answered(desk: DeskUnderTest):
    application_id = desk.submitted()
    applied(desk, application_id, "respond", **ANSWER)
    answer = desk.officer(GOVERNORATE, Role.COORDINATOR).asks(application_id, "reopen", version="*", reason="Eksik.")
    assert (answer.status_code, answer.json()["status"]) == (200, "routed"), answer.text
    assert application_id in desk.officer().ids("/v1/inbox", limit=200)


@pytest.mark.requirement("R-J4")
def test_an_operator_withdraws_for_a_caller_who_quotes_the_number(desk: DeskUnderTest):
    application_id = desk.submitted()
    number = desk.officer().application(application_id)["tracking_number"]
    operator = desk.officer(OTHER_GOVERNORATE, Role.OPERATOR)
    assert operator.get(f"/v1/applications/{application_id}").status_code == 404
    assert operator.ids("/v1/search", tracking_number=number) == [application_id]
    assert desk.officer(OTHER_GOVERNORATE).ids("/v1/search", tracking_number=number) == []

    answer = operator.asks(application_id, "withdraw_on_behalf", version="*", reason="Telefonla istedi.")

    assert answer.json()["status"] == "withdrawn", answer.text
    assert operator.asks(application_id, "note", version=1, body="x").status_code == 404


@pytest.mark.requirement("R-G2", "R-G5")
def test_one_application_is_placed_with_several_institutions_and_copies(desk: DeskUnderTest):
    application_id = desk.submitted()
    applied(desk, application_id, "return", reason="Değil", code="other_level")
    coordinator = desk.officer(GOVERNORATE, Role.COORDINATOR)
    placed = coordinator.asks(
        application_id,
        "place",
        to_institution_id=MUNICIPALITY,
        also_to=[EDUCATION_DIRECTORATE],
        inform=[HEALTH_DIRECTORATE],
        subject_code="22",
        sub_subject_code="22.01",
    )
    assert placed.status_code == 200, placed.text
    first = desk.officer(MUNICIPALITY).asks(application_id, "respond", **ANSWER)
    assert first.json()["status"] == "routed", first.text
    second = desk.officer(EDUCATION_DIRECTORATE).asks(application_id, "respond", outcome="negative", body="Yok.")
    assert second.json()["status"] == "answered", second.text
    read = desk.officer().application(application_id)
    assert (read["outcome"], read["sub_subject_code"]) == ("partial", "22.01")
    assert [response["institution_id"] for response in read["responses"]] == [MUNICIPALITY, EDUCATION_DIRECTORATE]


@pytest.mark.requirement("R-E11")
def test_two_of_one_person_are_merged_and_each_gets_its_answer(desk: DeskUnderTest):
    first, second = two_of_one_person(desk)
    officer = desk.officer()
    number = officer.application(first)["tracking_number"]
    assert [one["application_id"] for one in officer.application(second)["related"]["duplicates"]] == [first]

    merged = applied(desk, second, "merge", into_tracking_number=number)

    assert merged["related"]["merged_into"] == {"application_id": first, "tracking_number": number}
    joined = eventually(lambda: officer.application(first)["related"]["joined"] or None)
    assert [one["application_id"] for one in joined] == [second]
    applied(desk, first, "respond", **ANSWER)
    both = eventually(lambda: officer.application(second)["response"])
    assert both["body"] == ANSWER["body"]


def test_an_institution_that_is_no_board_is_offered_no_decision(desk: DeskUnderTest):
    assert "record_decision" not in desk.officer().application(desk.submitted())["actions"]


def test_numbers_and_addresses_are_hidden_in_an_answer_to_a_hidden_applicant(desk: DeskUnderTest):
    application_id = desk.submitted(identity_confidential=True)
    telling = {"outcome": "positive", "body": "Sizi 0532 123 45 67 numarasından aradık."}
    answer = desk.officer().asks(application_id, "respond", **telling)
    assert answer.json()["masked"] is True
    assert desk.officer().application(application_id)["response"]["body"] == (
        "Sizi [numara gizli] numarasından aradık."
    )
    plain = desk.submitted()
    assert "masked" not in desk.officer().asks(plain, "respond", **telling).json()
    assert desk.officer().application(plain)["response"]["body"] == telling["body"]


@pytest.mark.requirement("R-J5", "R-J6")
@pytest.mark.parametrize("holder", [GOVERNORATE, HEALTH_DIRECTORATE, MUNICIPALITY, INTERIOR, CENTRE])
def test_every_kind_of_institution_has_its_own_desk(desk: DeskUnderTest, holder: Any):
    application_id = desk.submitted(institution_id=holder, channel=Channel.LETTER)
    assert application_id in desk.officer(holder).ids("/v1/inbox", limit=200)
    assert desk.officer(holder).asks(application_id, "open").json()["status"] == "in_progress"
