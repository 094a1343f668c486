"""Who is told what, by which road, and which remedies stand in it?"""

from datetime import date
from typing import get_args

import pytest

from domain.facts import (
    ApplicantReminded,
    Closed,
    ClosedBecause,
    DeemedRefused,
    DueDateChanged,
    Fact,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    Merged,
    NotProcessed,
    PeriodExtended,
    QuestionAsked,
    Referred,
    Registered,
    Reopened,
    ResponseIssued,
    Routed,
    TaskSucceeded,
    TextRef,
)
from domain.identifiers import ApplicationId, InstitutionId, TaskId
from domain.inputs import AnswerBy, NoticeChannel, NoticeKind, RemedyOffered, ResponseOutcome, TaskPurpose
from domain.legal_regime import LegalRegime
from domain.notice import notice_channel_of, notice_kind_of
from domain.remedy import remedies_after_deemed_refusal, remedies_after_response, remedies_served_on
from domain.routing_reason import ReasonCode, fixed
from tests.support.builders import turkey

TEXT = TextRef.of("00000000-0000-0000-0000-000000000000", "metin")
TASK, OTHER_TASK = TaskId("task"), TaskId("other task")
OTHER = ApplicationId("other application")
HERE, THERE = InstitutionId("10000008"), InstitutionId("10000016")


def referred(purpose: TaskPurpose) -> Referred:
    return Referred(TASK, HERE, OTHER_TASK, THERE, purpose, TEXT, TEXT)


def succeeded(purpose: TaskPurpose) -> TaskSucceeded:
    return TaskSucceeded(TASK, HERE, OTHER_TASK, THERE, purpose, TEXT)


def answer(*, completes: bool, together_with: ApplicationId | None = None) -> ResponseIssued:
    return ResponseIssued(
        TASK, HERE, ResponseOutcome.POSITIVE, TEXT, (), completes=completes, together_with=together_with
    )


def routed(reason: ReasonCode) -> Routed:
    return Routed(TASK, HERE, TaskPurpose.ACTION, None, (fixed(reason),), TEXT)


@pytest.mark.requirement("R-G3", "R-G14")
@pytest.mark.parametrize(
    ("fact", "kind"),
    [
        pytest.param(referred(TaskPurpose.ACTION), NoticeKind.REFERRED, id="sent on for action"),
        pytest.param(referred(TaskPurpose.INFORMATION), None, id="a copy for information"),
        pytest.param(succeeded(TaskPurpose.ACTION), NoticeKind.REFERRED, id="taken over by a successor"),
        pytest.param(succeeded(TaskPurpose.INFORMATION), None, id="a successor's copy for information"),
        pytest.param(succeeded(TaskPurpose.SCREENING), None, id="a successor's screening"),
        pytest.param(answer(completes=True), NoticeKind.RESPONSE, id="the last answer"),
        pytest.param(answer(completes=False), NoticeKind.PART_RESPONSE, id="one answer of several"),
        pytest.param(answer(completes=False, together_with=OTHER), None, id="another's answer, for one of two"),
        pytest.param(answer(completes=True, together_with=OTHER), NoticeKind.RESPONSE, id="another's answer"),
        pytest.param(Closed(ClosedBecause.WITHDRAWN), NoticeKind.WITHDRAWN, id="withdrawn"),
        pytest.param(Closed(ClosedBecause.UNPAID), NoticeKind.WITHDRAWN, id="given up by not paying"),
        pytest.param(Closed(ClosedBecause.ANSWER_SERVED), None, id="closed because the answer was served"),
        pytest.param(Closed(ClosedBecause.ANSWER_CANNOT_BE_SERVED), None, id="closed: nobody to tell"),
        pytest.param(routed(ReasonCode.EVENT_PLACE), None, id="routed"),
        pytest.param(routed(ReasonCode.APPEAL_UPHELD), NoticeKind.REOPENED, id="routed since an appeal was upheld"),
        pytest.param(routed(ReasonCode.RETURNED), NoticeKind.REFERRED, id="placed anew after it was returned"),
        pytest.param(routed(ReasonCode.PLACED_BY_A_PERSON), None, id="placed first"),
    ],
)
def test_the_applicant_is_told_what_concerns_him_and_once(fact: Fact, kind: NoticeKind | None) -> None:
    assert notice_kind_of(fact) is kind


TOLD_WHATEVER_THEY_SAY: dict[type[Fact], NoticeKind] = {
    Registered: NoticeKind.RECEIPT,
    FoundInvalid: NoticeKind.INVALID,
    NotProcessed: NoticeKind.NOT_PROCESSED,
    PeriodExtended: NoticeKind.EXTENDED,
    FeeRequested: NoticeKind.FEE,
    QuestionAsked: NoticeKind.QUESTION,
    InterimResponseIssued: NoticeKind.INTERIM_RESPONSE,
    DeemedRefused: NoticeKind.DEEMED_REFUSAL,
    ApplicantReminded: NoticeKind.RIGHT_ENDING,
    DueDateChanged: NoticeKind.DUE_DATE_CHANGED,
    Reopened: NoticeKind.REOPENED,
    Merged: NoticeKind.MERGED,
}
JUDGED_BY_WHAT_THEY_SAY = {Referred, TaskSucceeded, ResponseIssued, Closed, Routed}


@pytest.mark.parametrize("fact", [fact for fact in get_args(Fact) if fact not in JUDGED_BY_WHAT_THEY_SAY])
def test_facts_inside_the_house_are_told_to_nobody_and_all_others_by_their_kind(fact: type[Fact]) -> None:
    """Made without content: which notice they cause depends on the class alone."""
    assert notice_kind_of(object.__new__(fact)) is TOLD_WHATEVER_THEY_SAY.get(fact)


@pytest.mark.requirement("R-I3", "R-F2")
@pytest.mark.parametrize("answer_by", list(AnswerBy))
def test_a_notice_goes_the_way_the_applicant_chose(answer_by: AnswerBy) -> None:
    channel = notice_channel_of(answer_by, identity_confidential=False)

    assert channel == (None if answer_by is AnswerBy.NONE else NoticeChannel(answer_by.value))


@pytest.mark.requirement("R-F6")
@pytest.mark.parametrize("answer_by", list(AnswerBy))
def test_who_asked_for_secrecy_is_told_by_mail_alone(answer_by: AnswerBy) -> None:
    channel = notice_channel_of(answer_by, identity_confidential=True)

    assert channel is (None if answer_by is AnswerBy.NONE else NoticeChannel.EMAIL)


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize("regime", list(LegalRegime))
@pytest.mark.parametrize("outcome", [ResponseOutcome.PARTIAL, ResponseOutcome.NEGATIVE])
def test_whoever_is_refused_is_told_of_the_suit_within_sixty_days(
    regime: LegalRegime, outcome: ResponseOutcome
) -> None:
    suit = remedies_after_response(regime, outcome, ())[-1].to

    assert "İdare mahkemesinde dava" in suit
    assert "60 gün" in suit


@pytest.mark.requirement("R-I4", "R-I5")
def test_a_refused_information_request_may_first_be_objected_to_in_writing_within_fifteen_days() -> None:
    objection, _ = remedies_after_response(LegalRegime.RIGHT_TO_INFORMATION, ResponseOutcome.NEGATIVE, ())

    assert "Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz" in objection.to
    assert "15 gün" in objection.to


def test_a_positive_answer_needs_no_remedy() -> None:
    assert remedies_after_response(LegalRegime.PETITION, ResponseOutcome.POSITIVE, ()) == ()


def test_the_remedies_an_institution_names_itself_stand_before_the_general_ones() -> None:
    named = (RemedyOffered("İl İdare Kuruluna itiraz", "2026-05-04"),)

    assert remedies_after_response(LegalRegime.PETITION, ResponseOutcome.NEGATIVE, named) == named


@pytest.mark.requirement("R-I7")
@pytest.mark.parametrize(
    ("regime", "last_days"),
    [
        pytest.param(LegalRegime.PETITION, ["2026-06-01"], id="60 days, the last a Sunday"),
        pytest.param(LegalRegime.RIGHT_TO_INFORMATION, ["2026-04-16", "2026-06-01"], id="15 days to object, 60 to sue"),
    ],
)
def test_after_silence_the_remedies_run_from_the_last_day_of_silence(regime: LegalRegime, last_days: list[str]) -> None:
    remedies = remedies_after_deemed_refusal(regime, date(2026, 4, 1), turkey())

    assert [remedy.until_on for remedy in remedies] == last_days


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    ("served_on", "last_days"),
    [
        pytest.param(date(2026, 3, 9), ["2026-03-24", "2026-05-08"], id="plain"),
        pytest.param(date(2026, 3, 5), ["2026-03-23", "2026-05-04"], id="the fifteenth day on the feast"),
        pytest.param(date(2026, 5, 12), ["2026-06-01", "2026-07-13"], id="both last days on closed days"),
    ],
)
def test_after_service_the_remedies_run_from_its_day(served_on: date, last_days: list[str]) -> None:
    remedies = remedies_served_on(LegalRegime.RIGHT_TO_INFORMATION, served_on, turkey())

    assert [remedy.until_on for remedy in remedies] == last_days


@pytest.mark.requirement("R-I9")
def test_against_the_review_board_the_suit_alone_is_left() -> None:
    regime, negative = LegalRegime.RIGHT_TO_INFORMATION, ResponseOutcome.NEGATIVE
    (suit,) = remedies_after_response(regime, negative, (), of_an_appeal=True)

    assert suit.to.startswith("İdare mahkemesinde dava: itirazınızla duran 60 günlük süre")
