"""Is every fact either told to the applicant in plain words, or left untold on purpose?"""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts import (
    AppealRecorded,
    ApplicantReminded,
    Closed,
    ClosedBecause,
    Fact,
    FoundInvalid,
    Merged,
    NoticeRecorded,
    NotProcessed,
    PeriodExtended,
    Referred,
    ResponseIssued,
    Returned,
    Routed,
    TextRef,
)
from domain.grounds import (
    AppealOutcome,
    BoardDecision,
    ExtensionGround,
    InvalidReason,
    NotProcessedReason,
    ReturnReason,
)
from domain.identifiers import ApplicationId, FactId, InstitutionId, TaskId, TrackingNumber
from domain.inputs import (
    AppealStep,
    NoticeChannel,
    NoticeKind,
    NoticeOutcome,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.place import Place
from services.intake.reason_words import BOARD_DECISIONS, EXTENSION_GROUNDS, INVALID, NOT_PROCESSED, RETURNS
from services.intake.steps import SILENT, step_of
from services.intake.steps_of_work import lira

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TASK, OTHER_TASK = TaskId("task"), TaskId("other task")
HERE, THERE = InstitutionId("10000008"), InstitutionId("10000016")
OFFICERS_WORDS = "SIR-MEMURUN-SOZLERI"
TEXT = TextRef.of(OFFICERS_WORDS, OFFICERS_WORDS)
TOLD_STAGES = (Stage.PAYMENT_ENDING, Stage.APPEAL_RIGHT_ENDING, Stage.SUIT_RIGHT_ENDING)


def told(fact: Fact, language: str = "tr") -> str:
    step = step_of(fact, AT, lambda institution_id: f"Kurum {institution_id}", language)
    assert step is not None
    return step.text


def any_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Make any fact of a kind that the rules could make."""
    known: dict[str, st.SearchStrategy[Any]] = {
        "place": st.just(Place("06", "Çankaya")),
        "officer": st.just(OFFICERS_WORDS),
        "text": st.just(TEXT),
        "reason": st.just(TEXT),
    }
    if kind is ApplicantReminded:
        known["stage"] = st.sampled_from(TOLD_STAGES)
    if kind in (NotProcessed, FoundInvalid):
        del known["reason"]
    return st.builds(kind, **{name: how for name, how in known.items() if name in {f.name for f in fields(kind)}})


@pytest.mark.parametrize("kind", get_args(Fact), ids=lambda kind: kind.__name__)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_every_fact_is_told_in_both_languages_or_deliberately_not(kind: type[Any], data: st.DataObject):
    fact = data.draw(any_of(kind))
    turkish, english = (step_of(fact, AT, lambda _: "Kurum", language) for language in ("tr", "en"))
    if kind in SILENT:
        assert (turkish, english) == (None, None)
        return
    assert turkish is not None
    assert english is not None
    assert turkish.event == english.event
    assert turkish.text != english.text
    for step in (turkish, english):
        assert step.text.endswith(".")
        assert "None" not in step.text
        assert OFFICERS_WORDS not in step.text


@pytest.mark.requirement("R-F2")
def test_officers_notes_and_drafts_are_never_told():
    assert {kind.__name__ for kind in SILENT} >= {"NoteAdded", "ResponseDrafted", "TaskAssigned", "DuplicateProposed"}


@pytest.mark.parametrize("kind", list(NoticeKind))
def test_every_notice_has_a_name(kind: NoticeKind):
    served = NoticeRecorded("notice", FactId("fact"), kind, NoticeChannel.EMAIL, NoticeOutcome.SERVED, AT)
    assert told(served).endswith("size e-posta ile iletildi.")
    assert told(replace(served, outcome=NoticeOutcome.FAILED)).endswith("e-posta ile iletilemedi.")


@pytest.mark.requirement("R-E1", "R-E3", "R-D14")
@pytest.mark.parametrize("reason", list(NotProcessedReason))
def test_not_processed_says_why_and_what_can_be_done(reason: NotProcessedReason):
    words = told(NotProcessed(reason))
    assert words.startswith("Başvuru işleme konulmadı. ")
    assert all(part.tr in words for part in NOT_PROCESSED[reason])


@pytest.mark.requirement("R-D2")
@pytest.mark.parametrize("reason", list(InvalidReason))
def test_invalid_says_what_to_mend(reason: InvalidReason):
    words = told(FoundInvalid(reason))
    assert words.startswith("Başvuru geçersiz sayıldı. ")
    assert "yeniden başvurun" in words


@pytest.mark.parametrize(
    ("listed", "worded"),
    [
        (NotProcessedReason, NOT_PROCESSED),
        (InvalidReason, INVALID),
        (ExtensionGround, EXTENSION_GROUNDS),
        (ReturnReason, RETURNS),
        (BoardDecision, BOARD_DECISIONS),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_no_reason_of_a_closed_list_goes_without_words(listed: Any, worded: dict[Any, Any]):
    assert set(worded) == set(listed)


def test_an_extension_tells_old_and_new_date_and_why():
    words = told(
        PeriodExtended(
            TASK, HERE, ExtensionGround.OPINION_NEEDED, TEXT, due_on_before=date(2026, 6, 5), due_on=date(2026, 6, 26)
        )
    )
    assert "başka bir kurumun görüşünün alınması gerekiyor" in words
    assert "5 Haziran 2026 Cuma iken 26 Haziran 2026 Cuma" in words


def test_a_referral_that_keeps_the_task_asks_another_to_answer_too():
    referred = Referred(TASK, HERE, OTHER_TASK, THERE, TaskPurpose.ACTION, TEXT, TEXT)
    assert told(referred) != told(replace(referred, keep=True))
    assert "da cevap vermesini istedi" in told(replace(referred, keep=True))


def test_a_copy_for_information_is_no_task():
    routed = Routed(TASK, HERE, TaskPurpose.ACTION, None, (), TEXT)
    assert told(routed) == "Kurum 10000008 görevlendirildi."
    assert told(replace(routed, purpose=TaskPurpose.INFORMATION)) == "Kurum 10000008 kurumuna bilgi verildi."


@pytest.mark.requirement("R-H3", "R-H4")
@pytest.mark.parametrize("decision", list(BoardDecision))
def test_a_boards_decision_is_told_as_one(decision: BoardDecision):
    issued = ResponseIssued(TASK, HERE, ResponseOutcome.NEGATIVE, TEXT, (), decision=decision)
    assert told(issued) == f"Kurum 10000008 karar verdi: {BOARD_DECISIONS[decision].tr}."


def test_one_answer_of_several_says_that_others_are_awaited():
    issued = ResponseIssued(TASK, HERE, ResponseOutcome.POSITIVE, TEXT, (), completes=False)
    assert "diğer kurumların cevabı bekleniyor" in told(issued)


@pytest.mark.requirement("R-I8", "R-I9")
def test_a_lodged_appeal_tells_when_the_board_decides_and_that_the_suit_waits():
    lodged = AppealRecorded(ApplicationId("appeal"), AppealStep.LODGED, None, (HERE,))
    assert "30 iş günü" in told(lodged)
    assert "dava açma süreniz durur" in told(lodged)


@pytest.mark.requirement("R-I8", "R-I9")
@pytest.mark.parametrize("outcome", list(AppealOutcome))
def test_how_an_appeal_ended_is_told(outcome: AppealOutcome):
    ended = told(AppealRecorded(ApplicationId("appeal"), AppealStep.DECIDED, outcome, (HERE,)))
    runs_on = outcome not in (AppealOutcome.UPHELD, AppealOutcome.PARTLY_UPHELD)
    assert ("dava açma süreniz" in ended) is runs_on
    assert ("geri aldınız" in ended) is (outcome is AppealOutcome.WITHDRAWN)


@pytest.mark.requirement("R-I9")
def test_of_an_appeal_that_was_none_it_is_told_that_no_period_stood_still():
    assert "süreleri durdurmadı" in told(AppealRecorded(ApplicationId("appeal"), AppealStep.VOID, None, (HERE,)))


def test_the_institution_complained_of_says_so_when_it_returns():
    returned = Returned(TASK, HERE, TEXT, ReturnReason.COMPLAINT_ABOUT_US)
    assert "kendisiyle ilgili olduğu için" in told(returned)


def test_an_unpaid_fee_closes_with_its_law():
    assert "4982" in told(Closed(ClosedBecause.UNPAID))


@pytest.mark.parametrize(
    ("kurus", "language", "written"),
    [(95, "tr", "0,95 TL"), (123_456, "tr", "1.234,56 TL"), (123_456, "en", "1,234.56 TL")],
)
def test_a_sum_is_written_the_way_people_write_it(kurus: int, language: str, written: str):
    assert lira(kurus, language) == written


def test_a_merged_application_names_the_one_it_is_answered_with():
    merged = Merged(TASK, HERE, ApplicationId("other"), TrackingNumber("123456789012345674"))
    assert "123456789012345674 numaralı başvurunuzla birlikte cevaplanacak" in told(merged)
