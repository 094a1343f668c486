"""What does telling the state of the work do to the clock, and how long may it go on?"""

from datetime import date

import pytest

from domain.decision import Applied
from domain.facts import ClockSet, InterimResponseIssued
from domain.inputs import IssueInterimResponse
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from tests.support.builders import Story, noon, wider_registry

INTERIM = IssueInterimResponse("İnceleme sürüyor.")


@pytest.mark.requirement("R-I1")
@pytest.mark.parametrize(
    ("told_on", "follow_up"),
    [
        pytest.param(date(2026, 3, 4), date(2026, 4, 3), id="early"),
        pytest.param(date(2026, 4, 1), date(2026, 5, 4), id="on the last day, over 1 May and a weekend"),
        pytest.param(date(2026, 3, 27), date(2026, 4, 27), id="the thirtieth day is a Sunday"),
    ],
)
def test_a_petitions_interim_answer_keeps_the_period_and_wants_the_result_thirty_days_on(told_on, follow_up):
    story = Story().submitted()
    story.asks(INTERIM, at=noon(told_on))
    assert story.now.due_on == follow_up
    assert len(story.facts_of(InterimResponseIssued)) == 1


def test_after_an_interim_answer_silence_refuses_four_months_after_the_application():
    story = Story().submitted()
    story.asks(INTERIM, at=noon(date(2026, 4, 1)))
    assert story.now.deemed_refusal_on == date(2026, 7, 2)


def test_interim_answers_do_not_go_on_beyond_four_months():
    story = Story().submitted()
    for told_on in (date(2026, 4, 1), date(2026, 5, 4), date(2026, 6, 3), date(2026, 7, 1)):
        assert isinstance(story.asks(INTERIM, at=noon(told_on)), Applied)
    assert story.now.due_on == date(2026, 7, 2)
    before = len(story.facts_of(ClockSet))
    story.asks(INTERIM, at=noon(date(2026, 7, 2)))
    assert len(story.facts_of(ClockSet)) == before


def test_an_interim_answer_never_brings_the_day_nearer():
    story = Story().submitted()
    story.asks(INTERIM, at=noon(date(2026, 3, 2)))
    assert story.now.due_on == date(2026, 4, 1)


@pytest.mark.parametrize("kind", [ApplicationKind.INFORMATION_REQUEST, ApplicationKind.ETHICS_COMPLAINT])
def test_information_and_ethics_know_no_interim_answer_that_keeps_the_period(kind: ApplicationKind):
    story = Story(registry=wider_registry()).submitted(kind=kind)
    held = story.now.holder
    assert held is not None
    story.asks(INTERIM, by=held.institution_id)
    assert story.now.holder == held


def test_a_missed_follow_up_climbs_like_any_other():
    story = Story().submitted()
    story.asks(INTERIM, at=noon(date(2026, 3, 4)))
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 4, 6)))
    assert story.now.overdue
