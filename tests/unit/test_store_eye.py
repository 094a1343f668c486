"""Does the second eye see exactly the stages that should have been told?"""

from datetime import date, timedelta

import pytest

from domain.identifiers import ApplicationId
from domain.inputs import IssueResponse, ResponseOutcome
from domain.ladder import Stage
from services.deadline_watcher.store_eye import Pace, stages_missed
from tests.support.builders import Story, noon

ID = ApplicationId("application")
DUE = date(2026, 4, 1)


def seen(story: Story, days_after_due: int) -> list[Stage]:
    cutoff = noon(DUE + timedelta(days=days_after_due))
    return [missed.stage for missed in stages_missed(ID, story.now, cutoff)]


def test_nothing_is_missed_before_its_moment() -> None:
    assert seen(Story().submitted(), -29) == []


def test_what_is_due_and_not_reached_is_missed_earliest_first() -> None:
    assert seen(Story().submitted(), 1)[-3:] == [Stage.DUE_DAY, Stage.COORDINATOR, Stage.DEEMED_REFUSAL]


def test_what_was_reached_is_not_missed() -> None:
    story = Story().submitted()
    story.falls_due(Stage.COORDINATOR, noon(DUE + timedelta(days=1)))

    assert Stage.COORDINATOR not in seen(story, 1)


def test_an_answered_application_misses_nothing() -> None:
    story = Story().submitted()
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Yapıldı."))

    assert seen(story, 30) == []


def test_a_missed_stage_carries_the_clock_it_belongs_to() -> None:
    story = Story().submitted()
    holder = story.now.holder
    assert holder is not None
    (missed, *_) = stages_missed(ID, story.now, noon(DUE))

    assert (missed.application_id, missed.task_id, missed.clock_version) == (ID, holder.task_id, 1)


@pytest.mark.parametrize(
    ("scale", "grace"),
    [
        pytest.param(1.0, 60, id="in real time a minute"),
        pytest.param(21_600.0, 4, id="thirty days in two minutes: four seconds"),
        pytest.param(10.0, 6, id="in between: a legal minute"),
    ],
)
def test_the_second_eye_leaves_the_first_one_time(scale: float, grace: float) -> None:
    pace = Pace.of(scale)

    assert pace.grace.total_seconds() == grace
    assert pace.every < pace.grace
