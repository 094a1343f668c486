"""What does an applicant see: where is it, who holds it, by when must they answer, and what happened?"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.facts import NotProcessed, ResponseIssued
from domain.grounds import ExtensionGround, InvalidReason, NotProcessedReason
from domain.identifiers import ApplicationId
from domain.inputs import (
    AddNote,
    AppealReported,
    AppealStep,
    ApplicationWithdrawn,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    InstitutionSucceeded,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    NoticeKind,
    OpenTask,
    QuestionAnsweredByApplicant,
    RecordPayment,
    ReferTask,
    RequestFee,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from domain.status import ApplicationStatus
from services.intake.api import answer
from services.intake.tracking_json import tracking_json
from services.intake.tracking_view import TrackingView
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, input_id, noon
from tests.support.stored_story import StoredStory

APPEAL = ApplicationId(str(input_id("an appeal")))
MARCH = date(2026, 3, 3)


@pytest.fixture
def story() -> StoredStory:
    told = StoredStory()
    told.submitted()
    return told


def events(view: TrackingView) -> list[str]:
    return [step.event for step in view.steps]


@pytest.mark.requirement("R-A9", "R-J3")
def test_first_of_all_where_it_is_who_holds_it_and_by_when_they_must_answer(story: StoredStory):
    view = story.seen()
    assert view.status_text == "Kuruma iletildi"
    assert view.holder is not None
    assert view.holder.institution_id == HEALTH_DIRECTORATE
    assert view.due_on == date(2026, 4, 1)
    assert view.open
    assert tracking_json(view)["institution"] == {"id": HEALTH_DIRECTORATE, "name": view.holder.name}


def test_until_it_is_routed_the_api_names_neither_institution_nor_date_but_the_page_does():
    told = StoredStory()
    told.submitted(body="Ne olduğu belli olmayan bir şey.", institution_id=None, event_place=None)
    view = told.seen()
    content = tracking_json(view)
    assert view.application.status is ApplicationStatus.SCREENING
    assert (content["institution"], content["due_on"], content["due_derivation"]) == (None, None, [])
    assert view.holder is not None
    assert view.due_on == told.now.due_on


def test_each_step_is_told_in_order_and_what_happens_within_walls_is_not(story: StoredStory):
    story.asks(OpenTask())
    story.falls_due(Stage.HALF_OF_PERIOD, datetime(2026, 3, 17, 6, tzinfo=UTC))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Okul konusu"), at=noon(date(2026, 3, 18)))
    assert events(story.seen()) == ["registered", "routed", "opened", "referred"]
    assert story.seen().steps[1].because
    assert story.seen().holder.institution_id == EDUCATION_DIRECTORATE  # type: ignore[union-attr]


@pytest.mark.requirement("R-J3")
def test_an_answer_stands_with_its_words_and_what_can_be_done_against_it(story: StoredStory):
    story.asks(IssueInterimResponse("İnceleniyor."))
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Randevu verilemez."), at=noon(date(2026, 3, 10)))
    view = story.seen()
    content = tracking_json(view)
    assert content["status"] == "answered"
    assert content["response"]["body"] == "Randevu verilemez."
    assert content["response"]["outcome"] == "negative"
    assert "2577" in content["response"]["remedies"][0]["to"]
    assert view.interim_responses == ("İnceleniyor.",)
    assert content["institution"]["id"] == HEALTH_DIRECTORATE
    assert not view.open


def test_a_delay_is_told_with_whom_it_climbed_to(story: StoredStory):
    story.falls_due(Stage.COORDINATOR, datetime(2026, 4, 2, 6, tzinfo=UTC))
    view = story.seen()
    assert view.application.overdue
    assert tracking_json(view)["overdue"] is True
    assert events(view)[-2:] == ["overdue", "escalated"]
    assert view.steps[-2].text == "Cevap süresi 1 Nisan 2026 Çarşamba günü doldu, cevap verilmedi."


def test_a_withdrawn_application_is_with_whom_it_was(story: StoredStory):
    assert story.submission is not None
    story.happens(ApplicationWithdrawn(input_id("w"), story.submission.application_id, None), noon(MARCH))
    view = story.seen()
    assert view.status_text == "Geri çekildi"
    assert view.steps[-1].text == "Başvurunuzu geri çektiniz."
    assert view.holder is not None
    assert not view.open


def test_the_second_language_is_english_throughout(story: StoredStory):
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Oldu."))
    view = story.seen("en")
    assert view.status_text == "Answered"
    assert view.steps[0].text == "Your application was registered."


def test_the_api_writes_moments_in_utc_and_days_as_dates(story: StoredStory):
    written = answer(tracking_json(story.seen())).body
    assert b'"received_at":"2026-03-02T09:00:00.000Z"' in written
    assert b'"due_on":"2026-04-01"' in written
    assert b'"at":"2026-03-02T09:00:00.000Z"' in written


def test_the_view_carries_nothing_of_the_person(story: StoredStory):
    written = answer(tracking_json(story.seen())).body
    assert b"sealed" not in written
    assert b"mac" not in written


def test_silence_that_counts_as_refusal_is_said_with_the_rights_it_opens():
    told = StoredStory()
    told.submitted()
    told.falls_due(Stage.DEEMED_REFUSAL, datetime(2026, 4, 3, 6, tzinfo=UTC))
    assert "reddedilmiş sayılır" in told.seen().steps[-1].text


def information(**changes: Any) -> StoredStory:
    told = StoredStory()
    told.submitted(kind=ApplicationKind.INFORMATION_REQUEST, **changes)
    return told


def test_an_extension_stands_with_both_dates_and_its_reason():
    told = information()
    told.asks(ExtendTask(ExtensionGround.OTHER_UNIT, "Arşivden istendi."), at=noon(date(2026, 3, 10)))
    content = tracking_json(told.seen())
    assert content["extensions"] == [
        {
            "institution": "Kurum 10000040",
            "due_on_before": date(2026, 3, 24),
            "due_on": date(2026, 4, 14),
            "ground": "bilgi aynı kurumun başka bir biriminden sağlanacak",
            "reason": "Arşivden istendi.",
        }
    ]
    assert content["due_on"] == date(2026, 4, 14)
    assert "24 Mart 2026 Salı iken 14 Nisan 2026 Salı" in told.seen().steps[-1].text


def test_while_a_fee_is_due_nothing_else_is():
    told = information()
    told.asks(RequestFee(14, 3_824, "Hesap no 1."), at=noon(date(2026, 3, 5)))
    view = told.seen()
    content = tracking_json(view)
    assert content["status"] == "awaiting_payment"
    assert content["fees"][0] == {
        "institution": "Kurum 10000040",
        "pages": 14,
        "amount_kurus": 3_824,
        "pay_by": date(2026, 3, 27),
        "paid_on": None,
        "how_to_pay": "Hesap no 1.",
    }
    assert (content["due_on"], content["due_derivation"], content["institutions"][0]["due_on"]) == (None, [], None)
    told.asks(RecordPayment(date(2026, 3, 9)), at=noon(date(2026, 3, 9)))
    paid = tracking_json(told.seen())
    assert paid["fees"][0]["paid_on"] == date(2026, 3, 9)
    assert paid["due_on"] == date(2026, 3, 31)


def test_a_fee_goes_on_at_the_successor_and_is_shown_once():
    told = information()
    told.asks(RequestFee(14, 3_824, "Hesap no 1."), at=noon(date(2026, 3, 5)))
    on = noon(date(2026, 3, 9))
    closed = replace(told.registry[HEALTH_DIRECTORATE], valid_to=date(2026, 3, 8), successor_id=EDUCATION_DIRECTORATE)
    told.registry.apply([closed])
    told.hears(InstitutionSucceeded, on, institution_id=HEALTH_DIRECTORATE, successor_id=EDUCATION_DIRECTORATE)
    told.asks(RecordPayment(date(2026, 3, 9)), by=EDUCATION_DIRECTORATE, at=on)
    (fee,) = tracking_json(told.seen())["fees"]
    assert (fee["institution"], fee["paid_on"]) == ("Kurum 10000058", date(2026, 3, 9))


@pytest.mark.requirement("R-F3")
def test_a_question_can_be_read_and_so_can_its_answer(story: StoredStory):
    story.asks(AskApplicant("Hangi hastane?"))
    (asked,) = tracking_json(story.seen())["questions"]
    assert (asked["body"], asked["answered_at"], asked["answer"]) == ("Hangi hastane?", None, None)
    assert story.seen().status_text == "Sizden bilgi bekleniyor"
    answered_at = noon(date(2026, 3, 5))
    story.hears(QuestionAnsweredByApplicant, answered_at, question_id=asked["question_id"], body="Şehir hastanesi.")
    (answered,) = tracking_json(story.seen())["questions"]
    assert (answered["answered_at"], answered["answer"]) == (answered_at, "Şehir hastanesi.")
    assert events(story.seen())[-2:] == ["question_asked", "question_answered"]


def test_of_several_institutions_each_answer_stands_alone_and_all_as_one(story: StoredStory):
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Birlikte", keep=True))
    assert [holder.institution_id for holder in story.seen().holders] == [HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE]
    story.answers(ResponseOutcome.POSITIVE)
    half = tracking_json(story.seen())
    assert half["status"] != "answered"
    assert [holder["id"] for holder in half["institutions"]] == [EDUCATION_DIRECTORATE]
    assert "diğer kurumların cevabı bekleniyor" in story.seen().steps[-1].text
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE)
    whole = tracking_json(story.seen())
    assert [response["outcome"] for response in whole["responses"]] == ["positive", "negative"]
    assert whole["response"]["outcome"] == "partial"
    assert whole["response"]["body"] == (
        f"Kurum {HEALTH_DIRECTORATE}:\n{HEALTH_DIRECTORATE} cevap verdi.\n\n"
        f"Kurum {EDUCATION_DIRECTORATE}:\n{EDUCATION_DIRECTORATE} cevap verdi."
    )


@pytest.mark.requirement("R-I4")
def test_a_refusal_that_was_served_names_the_last_day_of_each_right():
    told = information()
    told.answers(ResponseOutcome.NEGATIVE)
    unserved = tracking_json(told.seen())["response"]["remedies"]
    assert [remedy["until_on"] for remedy in unserved] == [None, None]
    assert "15 gün" in unserved[0]["to"]
    told.reached(ResponseIssued, date(2026, 3, 5))
    content = tracking_json(told.seen())
    assert [remedy["until_on"] for remedy in content["response"]["remedies"]] == ["2026-03-23", "2026-05-04"]
    assert content["responses"][0]["served_on"] == date(2026, 3, 5)
    assert [(right["right"], right["state"]) for right in content["rights"]] == [("appeal", "open"), ("suit", "open")]
    assert told.seen().appeal_is_open
    assert not told.seen(today=date(2026, 3, 24)).appeal_is_open


@pytest.mark.requirement("R-I7")
def test_silence_opens_the_appeal_from_its_last_day():
    told = information()
    told.falls_due(Stage.DEEMED_REFUSAL, datetime(2026, 4, 2, 6, tzinfo=UTC))
    rights = tracking_json(told.seen(today=date(2026, 4, 2)))["rights"]
    assert [(right["right"], right["until_on"], right["against"]) for right in rights] == [
        ("appeal", date(2026, 4, 16), "silence"),
        ("suit", date(2026, 6, 1), "silence"),
    ]


@pytest.mark.requirement("R-I8", "R-I9")
def test_a_pending_appeal_stops_the_suit_and_names_the_boards_last_day():
    told = information()
    told.answers(ResponseOutcome.NEGATIVE)
    told.reached(ResponseIssued, date(2026, 3, 4))
    told.hears(AppealReported, noon(date(2026, 3, 14)), appeal_id=APPEAL, step=AppealStep.LODGED)
    content = tracking_json(told.seen(today=date(2026, 4, 1)))
    states = {right["right"]: (right["state"], right["until_on"]) for right in content["rights"]}
    assert states == {"appeal": ("used", None), "suit": ("stopped", None)}
    assert content["board_decides_by"] == date(2026, 4, 28)
    assert content["steps"][-1]["event"] == "appeal_lodged"


def test_what_was_not_processed_says_why_what_to_do_and_which_rights_there_are():
    told = information()
    told.asks(DeclineToProcess(NotProcessedReason.ALREADY_PUBLISHED, "Resmî Gazete 1 Mart 2026."))
    told.reached(NotProcessed, date(2026, 3, 5), NoticeKind.NOT_PROCESSED)
    content = tracking_json(told.seen())
    assert content["status"] == "not_processed"
    assert content["ended_because"]["reason"] == "already_published"
    assert content["ended_because"]["body"] == "Resmî Gazete 1 Mart 2026."
    assert {right["until_on"] for right in content["rights"]} == {date(2026, 3, 23), date(2026, 5, 4)}
    assert content["response"] is None


@pytest.mark.requirement("R-D2")
def test_what_is_invalid_says_what_to_mend(story: StoredStory):
    story.asks(MarkInvalid(InvalidReason.IDENTITY_WRONG, "Kayıt bulunamadı."))
    end = story.seen().end
    assert end is not None
    assert "kimlik kartınızdan" in end.what_to_do
    assert story.seen().rights == ()


def test_what_officers_write_for_themselves_is_not_in_what_the_applicant_gets(story: StoredStory):
    story.asks(AddNote("GİZLİ NOT"))
    story.asks(DraftResponse(ResponseOutcome.NEGATIVE, "GİZLİ TASLAK"))
    story.asks(AssignTask("GİZLİ MEMUR"))
    written = answer(tracking_json(story.seen())).body
    assert "GİZLİ" not in bytes(written).decode()


def test_after_a_transfer_both_dates_are_told():
    told = information(received_at=noon(date(2026, 3, 2)))
    told.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Belge onlarda"), at=noon(date(2026, 3, 10)))
    holder = told.seen().holder
    assert holder is not None
    assert holder.due_on == date(2026, 4, 1)
    assert holder.other_due_on == date(2026, 3, 24)
    assert told.seen().due_on - timedelta(days=8) == holder.other_due_on
