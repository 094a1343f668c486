"""Is an appeal to the Board of Review taken as the law wants it: written, with its copies, and decided in time?"""

from datetime import date, timedelta

import pytest

from domain.decide import decide
from domain.decision import Applied, OtherApplication, World
from domain.facts import ClockCleared, ClockClearedBecause, NotProcessed, Registered
from domain.grounds import NotProcessedReason
from domain.identifiers import FactId
from domain.inputs import (
    AppealReported,
    AppealStep,
    Enclosure,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    ResponseOutcome,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from tests.support.builders import Story, a_submission, input_id, noon, small_registry, turkey

APPEALED = a_submission()
COPIES = (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY)
ANSWERED_ON = date(2026, 3, 9)


def lodged(
    channel: Channel = Channel.LETTER,
    enclosures: tuple[Enclosure, ...] = COPIES,
    outcome: ResponseOutcome | None = ResponseOutcome.NEGATIVE,
    received_on: date = date(2026, 5, 11),
) -> tuple[object, ...]:
    """What follows from an appeal against the answer to a request for information, or against silence."""
    against = OtherApplication(
        application_id=APPEALED.application_id,
        tracking_number=APPEALED.tracking_number,
        same_applicant=True,
        kind=ApplicationKind.INFORMATION_REQUEST,
        legal_regime=LegalRegime.RIGHT_TO_INFORMATION,
        channel=Channel.WEB,
        received_on=date(2026, 3, 2),
        open=False,
        outcome=outcome,
        deemed_refused=outcome is None,
    )
    appeal = a_submission(
        "appeal",
        kind=ApplicationKind.INFORMATION_REQUEST,
        channel=channel,
        received_at=noon(received_on),
        appeal_of=APPEALED.application_id,
        enclosures=enclosures,
    )
    world = World(small_registry(), turkey(), noon(received_on), {APPEALED.application_id: against})
    decision = decide(None, appeal, world)
    assert isinstance(decision, Applied)
    return decision.facts


def reasons(facts: tuple[object, ...]) -> list[NotProcessedReason]:
    return [fact.reason for fact in facts if isinstance(fact, NotProcessed)]


@pytest.mark.requirement("R-I5", "R-I11")
@pytest.mark.parametrize("channel", list(Channel))
def test_an_appeal_is_made_on_paper_by_letter_or_in_person(channel: Channel) -> None:
    written = channel in (Channel.LETTER, Channel.IN_PERSON)
    assert reasons(lodged(channel)) == ([] if written else [NotProcessedReason.APPEAL_NOT_WRITTEN])


@pytest.mark.requirement("R-I10", "R-I11")
@pytest.mark.parametrize(
    ("enclosures", "outcome", "taken"),
    [
        pytest.param(COPIES, ResponseOutcome.NEGATIVE, True, id="both copies"),
        pytest.param((Enclosure.APPLICATION_COPY,), ResponseOutcome.NEGATIVE, False, id="no copy of the answer"),
        pytest.param((Enclosure.ANSWER_COPY,), ResponseOutcome.NEGATIVE, False, id="no copy of the application"),
        pytest.param((), None, False, id="after silence no copy at all"),
        pytest.param((Enclosure.APPLICATION_COPY,), None, True, id="after silence there is no answer to copy"),
    ],
)
def test_an_appeal_holds_the_application_and_the_answer_if_there_was_one(
    enclosures: tuple[Enclosure, ...], outcome: ResponseOutcome | None, taken: bool
) -> None:
    missing = reasons(lodged(enclosures=enclosures, outcome=outcome))
    assert missing == ([] if taken else [NotProcessedReason.APPEAL_COPIES_MISSING])


@pytest.mark.requirement("R-I8")
@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        pytest.param(date(2026, 5, 11), date(2026, 6, 26), id="over Kurban Bayramı"),
        pytest.param(date(2026, 1, 5), date(2026, 2, 16), id="without a holiday"),
    ],
)
def test_the_board_decides_within_thirty_working_days(received_on: date, due_on: date) -> None:
    (registered,) = (fact for fact in lodged(received_on=received_on) if isinstance(fact, Registered))
    assert registered.due_on == due_on


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
