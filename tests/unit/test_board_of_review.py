"""Do the days for an appeal run from the service of the refusal, and does the appeal stop the days for the suit?"""

from datetime import date, timedelta

import pytest

from domain.facts import ClockCleared, ClockClearedBecause
from domain.identifiers import FactId
from domain.inputs import (
    AppealReported,
    AppealStep,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    ResponseOutcome,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from tests.support.builders import Story, a_submission, input_id, noon

APPEALED = a_submission()
ANSWERED_ON = date(2026, 3, 9)


def refused_and_served() -> Story:
    """A request for information that was refused; its applicant has read so."""
    story = Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Bu bilgi verilemez."), at=noon(ANSWERED_ON))
    served = NoticeConcluded(
        input_id=input_id("served"),
        application_id=APPEALED.application_id,
        notice_id=input_id("notice"),
        fact_id=FactId(input_id("fact")),
        kind=NoticeKind.RESPONSE,
        channel=NoticeChannel.EMAIL,
        outcome=NoticeOutcome.SERVED,
        concluded_at=noon(ANSWERED_ON),
    )
    story.happens(served, noon(ANSWERED_ON))
    return story


@pytest.mark.requirement("R-I4")
def test_the_fifteen_days_run_from_the_service_of_the_refusal() -> None:
    (task,) = refused_and_served().now.tasks
    assert task.clock is not None
    assert task.clock.due_on == ANSWERED_ON + timedelta(days=15)
    assert [each.stage for each in task.clock.stages] == [Stage.APPEAL_RIGHT_ENDING, Stage.SUIT_RIGHT_ENDING]


@pytest.mark.requirement("R-I9")
def test_an_appeal_stops_the_period_for_the_suit() -> None:
    story = refused_and_served()
    assert story.now.next_stage_at is not None
    appeal = a_submission("appeal").application_id
    reported = AppealReported(input_id("lodged"), APPEALED.application_id, appeal, AppealStep.LODGED)
    story.happens(reported, noon(date(2026, 3, 12)))
    assert story.now.appealed
    assert story.facts_of(ClockCleared)[-1].because is ClockClearedBecause.APPEALED
    assert story.now.next_stage_at is None
