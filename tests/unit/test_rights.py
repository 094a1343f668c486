"""Which rights has an applicant against a refusal, and until when? Dated tables over the real calendar."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from domain.application import Appeal, Application, EndedUnanswered, Response
from domain.facts import Fact, NoticeRecorded, NotProcessed, ResponseIssued, TextRef
from domain.grounds import AppealOutcome, NotProcessedReason
from domain.identifiers import ApplicationId, FactId, InstitutionId, TaskId
from domain.inputs import IssueResponse, NoticeChannel, NoticeKind, NoticeOutcome, ResponseOutcome
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from domain.refusals import RefusedBy, refusals_of
from domain.rights import (
    HeldRight,
    Right,
    RightState,
    appeal_pending,
    board_decides_by,
    rights_of,
    with_service_days,
)
from domain.status import ApplicationStatus
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, Story, noon, turkey

TEXT = TextRef.of("text", "metin")
ANSWERED_ON = date(2026, 3, 3)


def information(**changes: Any) -> Story:
    return Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST, **changes)


def answered(outcome: ResponseOutcome = ResponseOutcome.NEGATIVE, on: date = ANSWERED_ON, **changes: Any) -> Story:
    story = information(**changes)
    story.asks(IssueResponse(outcome, "Verilemez."), at=noon(on))
    return story


def held(application: Application, served: date | None, today: date) -> dict[Right, HeldRight]:
    rights = rights_of(told(application, served), today, turkey())
    return {right.right: right for right in rights}


def told(application: Application, *days: date | None) -> Application:
    """Say on which day each answer, or else the refusal to process, reached the applicant."""
    responses = tuple(replace(each, served_on=day) for each, day in zip(application.responses, days, strict=False))
    ended = application.ended_unanswered
    ended = None if ended is None else replace(ended, served_on=days[0])
    return replace(application, responses=responses, ended_unanswered=ended)


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    ("served", "appeal_until", "suit_until"),
    [
        pytest.param(date(2026, 3, 4), date(2026, 3, 19), date(2026, 5, 4), id="the 60th day a Sunday"),
        pytest.param(date(2026, 3, 5), date(2026, 3, 23), date(2026, 5, 4), id="the 15th day on Ramazan Bayramı"),
        pytest.param(date(2026, 3, 8), date(2026, 3, 23), date(2026, 5, 7), id="served on a Sunday"),
        pytest.param(date(2026, 4, 8), date(2026, 4, 24), date(2026, 6, 8), id="the 15th day on 23 April"),
        pytest.param(date(2026, 5, 12), date(2026, 6, 1), date(2026, 7, 13), id="the 15th day on Kurban Bayramı"),
        pytest.param(date(2026, 5, 11), date(2026, 5, 26), date(2026, 7, 10), id="the 15th day the eve of Kurban"),
        pytest.param(date(2026, 7, 1), date(2026, 7, 16), date(2026, 8, 31), id="the 60th day on 30 August, a Sunday"),
        pytest.param(date(2026, 10, 14), date(2026, 10, 30), date(2026, 12, 14), id="the 15th day on 29 October"),
        pytest.param(date(2026, 12, 17), date(2027, 1, 4), date(2027, 2, 15), id="the 15th day on New Year"),
    ],
)
def test_appeal_and_suit_run_from_the_day_of_service(served: date, appeal_until: date, suit_until: date):
    story = answered()
    rights = held(story.now, served, served)
    assert rights[Right.APPEAL].until_on == appeal_until
    assert rights[Right.SUIT].until_on == suit_until
    assert {right.state for right in rights.values()} == {RightState.OPEN}


@pytest.mark.requirement("R-I4")
def test_a_right_is_open_on_its_last_day_and_has_ended_on_the_next():
    story, served = answered(), date(2026, 3, 4)
    assert held(story.now, served, date(2026, 3, 19))[Right.APPEAL].state is RightState.OPEN
    ended = held(story.now, served, date(2026, 3, 20))
    assert ended[Right.APPEAL].state is RightState.ENDED
    assert ended[Right.SUIT].state is RightState.OPEN


def test_what_did_not_reach_the_applicant_has_no_last_day_yet():
    rights = held(answered().now, None, date(2026, 12, 1))
    assert {(right.state, right.until_on) for right in rights.values()} == {(RightState.OPEN, None)}


@pytest.mark.parametrize("outcome", [ResponseOutcome.NEGATIVE, ResponseOutcome.PARTIAL])
def test_whatever_was_not_granted_in_full_is_refused(outcome: ResponseOutcome):
    assert set(held(answered(outcome).now, ANSWERED_ON, ANSWERED_ON)) == {Right.APPEAL, Right.SUIT}


def test_against_a_positive_answer_there_is_nothing():
    assert held(answered(ResponseOutcome.POSITIVE).now, ANSWERED_ON, ANSWERED_ON) == {}


def test_a_petition_goes_to_court_and_to_no_board():
    story = Story().submitted()
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Olmaz."))
    assert set(held(story.now, ANSWERED_ON, ANSWERED_ON)) == {Right.SUIT}


def test_the_boards_own_decision_goes_to_court_alone():
    appealed = replace(answered().now, appeal_of=ApplicationId("original"))
    assert set(held(appealed, ANSWERED_ON, ANSWERED_ON)) == {Right.SUIT}


def silent(day: date = date(2026, 4, 2), **changes: Any) -> Story:
    story = information(**changes)
    story.falls_due(Stage.DEEMED_REFUSAL, noon(day))
    assert story.now.deemed_refused
    return story


@pytest.mark.requirement("R-I6", "R-I7")
@pytest.mark.parametrize(
    ("received", "silence_ends", "appeal_until", "suit_until"),
    [
        pytest.param(date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 16), date(2026, 6, 1), id="suit to a feast"),
        pytest.param(date(2026, 2, 18), date(2026, 3, 23), date(2026, 4, 7), date(2026, 5, 22), id="to Ramazan"),
        pytest.param(date(2026, 4, 27), date(2026, 6, 1), date(2026, 6, 16), date(2026, 7, 31), id="to Kurban"),
        pytest.param(date(2026, 4, 10), date(2026, 5, 11), date(2026, 5, 26), date(2026, 7, 10), id="to an eve"),
        pytest.param(date(2021, 7, 13), date(2021, 9, 13), date(2021, 9, 28), date(2021, 11, 12), id="60 days before"),
        pytest.param(
            date(2021, 7, 14), date(2021, 8, 13), date(2021, 8, 31), date(2021, 10, 12), id="30 days since 14.07.2021"
        ),
    ],
)
def test_against_silence_rights_run_from_its_last_day(
    received: date, silence_ends: date, appeal_until: date, suit_until: date
):
    story = silent(silence_ends + timedelta(days=1), received_at=noon(received))
    assert story.now.deemed_refusal_on == silence_ends
    rights = held(story.now, None, silence_ends + timedelta(days=1))
    assert (rights[Right.APPEAL].until_on, rights[Right.SUIT].until_on) == (appeal_until, suit_until)
    assert rights[Right.APPEAL].against.by is RefusedBy.SILENCE


def test_before_silence_counts_nothing_was_refused():
    assert held(information().now, None, date(2026, 4, 1)) == {}


@pytest.mark.requirement("R-I7")
def test_an_answer_after_silence_opens_its_own_rights_and_closes_those_of_silence():
    story = silent()
    story.asks(IssueResponse(ResponseOutcome.PARTIAL, "Bir kısmı."), at=noon(date(2026, 4, 20)))
    rights = held(story.now, date(2026, 4, 21), date(2026, 4, 22))
    assert rights[Right.APPEAL].against.by is RefusedBy.ANSWER
    assert rights[Right.APPEAL].until_on == date(2026, 5, 6)


def not_processed() -> Application:
    application = information().now
    ended = EndedUnanswered(NotProcessedReason.ALREADY_PUBLISHED, TEXT, HEALTH_DIRECTORATE, TaskId("task"))
    return replace(application, status=ApplicationStatus.NOT_PROCESSED, ended_unanswered=ended, tasks=())


def test_not_processing_is_a_refusal_too():
    rights = held(not_processed(), date(2026, 3, 4), date(2026, 3, 5))
    assert rights[Right.APPEAL].against.by is RefusedBy.NOT_PROCESSED
    assert rights[Right.APPEAL].against.institution_id == HEALTH_DIRECTORATE
    assert rights[Right.APPEAL].until_on == date(2026, 3, 19)


def test_what_was_withdrawn_was_not_refused():
    withdrawn = replace(answered().now, status=ApplicationStatus.WITHDRAWN)
    assert held(withdrawn, ANSWERED_ON, ANSWERED_ON) == {}


def appealed(decision: AppealOutcome | None = None, lodged: date = date(2026, 3, 14)) -> Application:
    appeal = Appeal(ApplicationId("appeal"), noon(lodged), decision)
    return replace(answered().now, appeals=(appeal,))


@pytest.mark.requirement("R-I9")
def test_while_the_board_decides_the_suit_waits_with_its_days_left():
    rights = held(appealed(), date(2026, 3, 4), date(2026, 6, 1))
    assert rights[Right.APPEAL].state is RightState.USED
    assert (rights[Right.SUIT].state, rights[Right.SUIT].until_on) == (RightState.STOPPED, None)
    assert rights[Right.SUIT].days_left == 50
    assert rights[Right.SUIT].usable


@pytest.mark.requirement("R-I9")
@pytest.mark.parametrize("decision", [AppealOutcome.REJECTED, AppealOutcome.DISMISSED, AppealOutcome.PARTLY_UPHELD])
def test_once_the_board_refused_the_suit_runs_on(decision: AppealOutcome):
    suit = held(appealed(decision), date(2026, 3, 4), date(2026, 6, 1))[Right.SUIT]
    assert (suit.state, suit.days_left) == (RightState.OPEN, 50)


def test_what_the_board_annulled_needs_no_suit():
    assert held(appealed(AppealOutcome.UPHELD), date(2026, 3, 4), date(2026, 6, 1)) == {}


def test_an_appeal_does_not_stand_against_an_answer_that_came_after_it():
    application = appealed(AppealOutcome.UPHELD)
    anew = replace(application.responses[0], issued_at=noon(date(2026, 6, 1)))
    application = replace(application, responses=(*application.responses, anew))
    rights = rights_of(told(application, date(2026, 3, 4), date(2026, 6, 2)), date(2026, 6, 3), turkey())
    assert [(right.right, right.state) for right in rights] == [
        (Right.APPEAL, RightState.OPEN),
        (Right.SUIT, RightState.OPEN),
    ]


@pytest.mark.requirement("R-I9")
def test_once_an_appeal_was_withdrawn_the_suit_runs_on_from_that_day_to_a_day_that_is_known():
    appeal = Appeal(ApplicationId("appeal"), noon(date(2026, 3, 14)), AppealOutcome.WITHDRAWN, noon(date(2026, 3, 25)))
    application = replace(answered().now, appeals=(appeal,))
    suit = held(application, date(2026, 3, 4), date(2026, 5, 14))[Right.SUIT]
    assert (suit.state, suit.until_on, suit.days_left) == (RightState.OPEN, date(2026, 5, 14), 50)
    assert held(application, date(2026, 3, 4), date(2026, 5, 15))[Right.SUIT].state is RightState.ENDED


def test_a_suit_whose_days_were_used_up_before_the_appeal_has_ended():
    application = appealed(lodged=date(2026, 5, 3))
    assert held(application, date(2026, 3, 4), date(2026, 6, 1))[Right.SUIT].state is RightState.ENDED


@pytest.mark.requirement("R-I8")
@pytest.mark.parametrize(
    ("lodged", "decides_by"),
    [
        pytest.param(date(2026, 5, 11), date(2026, 6, 26), id="over 19 May and Kurban Bayramı"),
        pytest.param(date(2026, 3, 2), date(2026, 4, 14), id="over Ramazan Bayramı"),
    ],
)
def test_the_board_decides_in_thirty_working_days(lodged: date, decides_by: date):
    appeal = appeal_pending(appealed(lodged=lodged))
    assert appeal is not None
    assert board_decides_by(appeal, turkey()) == decides_by


def test_a_decided_appeal_is_not_pending():
    assert appeal_pending(appealed(AppealOutcome.REJECTED)) is None


def response_of(institution_id: InstitutionId, outcome: ResponseOutcome, at: datetime) -> Response:
    return Response(outcome, TEXT, (), institution_id, at)


def test_each_of_several_answers_has_rights_of_its_own():
    first = response_of(HEALTH_DIRECTORATE, ResponseOutcome.NEGATIVE, noon(date(2026, 3, 3)))
    second = response_of(EDUCATION_DIRECTORATE, ResponseOutcome.PARTIAL, noon(date(2026, 3, 10)))
    application = replace(information().now, responses=(first, second))
    application = told(application, date(2026, 3, 4), date(2026, 3, 11))
    rights = rights_of(application, date(2026, 3, 12), turkey())
    appeals = {right.against.institution_id: right.until_on for right in rights if right.right is Right.APPEAL}
    assert appeals == {HEALTH_DIRECTORATE: date(2026, 3, 19), EDUCATION_DIRECTORATE: date(2026, 3, 26)}


def test_an_institutions_newer_answer_takes_the_place_of_its_older_one():
    refused = response_of(HEALTH_DIRECTORATE, ResponseOutcome.NEGATIVE, noon(date(2026, 3, 3)))
    granted = response_of(HEALTH_DIRECTORATE, ResponseOutcome.POSITIVE, noon(date(2026, 3, 10)))
    application = replace(information().now, responses=(refused, granted))
    assert refusals_of(application, ANSWERED_ON) == ()


def issued(**changes: Any) -> ResponseIssued:
    return ResponseIssued(TaskId("t"), HEALTH_DIRECTORATE, ResponseOutcome.NEGATIVE, TEXT, (), **changes)


def recorded(of: str, on: date, outcome: NoticeOutcome = NoticeOutcome.SERVED) -> NoticeRecorded:
    at = noon(on)
    return NoticeRecorded("notice", FactId(of), NoticeKind.RESPONSE, NoticeChannel.POST, outcome, at)


def test_what_the_state_does_not_tell_of_service_is_read_off_the_ledger_answer_by_answer():
    ledger: list[tuple[FactId, Fact]] = [
        (FactId("a"), issued(completes=False)),
        (FactId("b"), issued()),
        (FactId("1"), recorded("b", date(2026, 3, 9))),
        (FactId("2"), recorded("a", date(2026, 3, 10), NoticeOutcome.FAILED)),
        (FactId("3"), recorded("b", date(2026, 3, 6))),
        (FactId("c"), NotProcessed(NotProcessedReason.FALSE_STATEMENT)),
        (FactId("4"), recorded("c", date(2026, 4, 1))),
    ]
    first = response_of(EDUCATION_DIRECTORATE, ResponseOutcome.NEGATIVE, noon(date(2026, 3, 3)))
    second = response_of(HEALTH_DIRECTORATE, ResponseOutcome.NEGATIVE, noon(date(2026, 3, 4)))
    filled = with_service_days(replace(not_processed(), responses=(first, second)), ledger)
    assert [response.served_on for response in filled.responses] == [None, date(2026, 3, 6)]
    assert filled.ended_unanswered is not None
    assert filled.ended_unanswered.served_on == date(2026, 4, 1)


def test_what_the_state_tells_of_service_holds():
    application = told(answered().now, date(2026, 3, 4))
    ledger: list[tuple[FactId, Fact]] = [(FactId("a"), issued()), (FactId("1"), recorded("a", date(2026, 3, 9)))]
    assert with_service_days(application, ledger) == application


def test_what_arrives_at_night_was_served_on_the_day_in_istanbul():
    at_night = replace(recorded("a", date(2026, 3, 9)), concluded_at=noon(date(2026, 3, 9)) + timedelta(hours=13))
    filled = with_service_days(answered().now, [(FactId("a"), issued()), (FactId("1"), at_night)])
    assert [response.served_on for response in filled.responses] == [date(2026, 3, 10)]
