"""Who is reminded, and who is told, while the time for an answer runs out?

Four reminders to the holder on working mornings inside the period, then two rungs upward, and the citizen's right to
treat silence as a refusal (rulebook 2.2, architecture decision 8.12).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.business_calendar import ISTANBUL, BusinessCalendar
from domain.deadline import PERIODS_REMEMBERED

OPENING_TIME = time(9)


class Stage(StrEnum):
    """The steps of the ladder in the order in which they are climbed."""

    HALF_OF_PERIOD = "half_of_period"
    FOUR_FIFTHS_OF_PERIOD = "four_fifths_of_period"
    THREE_WORKING_DAYS_LEFT = "three_working_days_left"
    DUE_DAY = "due_day"
    COORDINATOR = "coordinator"
    CENTRE = "centre"
    DEEMED_REFUSAL = "deemed_refusal"
    SECOND_CLOCK = "second_clock"
    PAYMENT_ENDING = "payment_ending"
    PAYMENT_MISSED = "payment_missed"
    APPEAL_RIGHT_ENDING = "appeal_right_ending"
    SUIT_RIGHT_ENDING = "suit_right_ending"


RUNGS = frozenset({Stage.COORDINATOR, Stage.CENTRE})  # the due date was missed: somebody above the holder is told


@dataclass(frozen=True, slots=True)
class ScheduledStage:
    """A step and the moment (UTC) from which it may be taken, never before."""

    stage: Stage
    at: datetime


@lru_cache(maxsize=PERIODS_REMEMBERED)
def schedule(
    received_on: date, due_on: date, deemed_refusal_on: date, calendar: BusinessCalendar
) -> tuple[ScheduledStage, ...]:
    """Lay out every step of one clock, earliest first; steps of one moment stand in the order of `Stage`.

    Coordinator: first working day after the due date; centre: the fifth; deemed refusal: the day after its last day of
    silence, be it a holiday. Raises CalendarHorizonPassed if the calendar does not reach that far.
    """
    steps = (
        *_reminders(received_on, due_on, calendar),
        (Stage.DUE_DAY, due_on),
        (Stage.COORDINATOR, calendar.nth_working_day_after(due_on, 1)),
        (Stage.CENTRE, calendar.nth_working_day_after(due_on, 5)),
        (Stage.DEEMED_REFUSAL, deemed_refusal_on + timedelta(days=1)),
    )
    return tuple(sorted((ScheduledStage(stage, opening(day)) for stage, day in steps), key=lambda step: step.at))


def _reminders(received_on: date, due_on: date, calendar: BusinessCalendar) -> Iterator[tuple[Stage, date]]:
    """Yield the reminders before the due day; shares are shares of the period's working days, when someone can act.

    In a short period a reminder that would not stand strictly between the one before it and the due day is left out.
    """
    working_days = calendar.working_days_between(received_on, due_on)
    previous = received_on
    for stage, ordinal in (
        (Stage.HALF_OF_PERIOD, _rounded_up(working_days, 2)),
        (Stage.FOUR_FIFTHS_OF_PERIOD, _rounded_up(working_days * 4, 5)),
        (Stage.THREE_WORKING_DAYS_LEFT, working_days - 2),  # that day, the next one and the due day
    ):
        if ordinal < 1:
            continue
        day = calendar.nth_working_day_after(received_on, ordinal)
        if previous < day < due_on:
            yield stage, day
            previous = day


def _rounded_up(dividend: int, divisor: int) -> int:
    return -(-dividend // divisor)


def opening(day: date) -> datetime:
    """Give the moment (UTC) at which offices open on a day."""
    return datetime.combine(day, OPENING_TIME, ISTANBUL).astimezone(UTC)
