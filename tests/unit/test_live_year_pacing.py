"""Does everybody of a year on the wall come at his moment, and never all at once?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from operations.live_year.pacing import (
    BEGINS_AT,
    STARTING,
    WATCHED_UNTIL,
    Pace,
    is_before_the_year,
    least_gap_of,
    legal_start_of,
    scale_of,
)
from runtime.clock import LegalClock

WALL = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.parametrize("minutes", [3.0, 20.0])
def test_the_year_begins_once_the_stack_is_ready_and_ends_in_its_minutes(minutes: float):
    scale = scale_of(minutes)
    clock = LegalClock(WALL, legal_start_of(scale), scale)
    ready = WALL + STARTING
    assert abs(clock.wall_at(BEGINS_AT) - ready) < timedelta(milliseconds=1)
    assert abs(clock.wall_at(WATCHED_UNTIL) - ready - timedelta(minutes=minutes)) < timedelta(milliseconds=1)
    assert WATCHED_UNTIL.date() == date(2027, 4, 11)


def test_a_year_is_to_come_until_it_begins():
    assert is_before_the_year(BEGINS_AT)
    assert not is_before_the_year(BEGINS_AT + timedelta(seconds=1))


def test_people_come_four_times_as_dense_as_on_average_at_most():
    gap = least_gap_of(scale_of(20.0), 5_500)
    assert 0.03 < gap < 0.05
    assert least_gap_of(scale_of(20.0), 11_000) == pytest.approx(gap / 2)


def test_who_comes_in_time_waits_for_his_moment():
    pace = Pace(least_gap=0.1)
    assert pace.wait(due=10.0, now=7.0) == 3.0
    assert pace.wait(due=12.0, now=10.0) == 2.0


def test_after_a_hold_up_they_come_one_after_the_other():
    pace, now, came = Pace(least_gap=0.5), 10.0, []
    for due in (7.0, 7.1, 7.2, 30.0):
        now += pace.wait(due, now)
        came.append(now)
    assert came == [10.0, 10.5, 11.0, 30.0]
