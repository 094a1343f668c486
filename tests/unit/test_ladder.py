"""When is the holder reminded, and when is somebody above told?"""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.business_calendar import ISTANBUL, BusinessCalendar, CalendarHorizonPassed, local_date
from domain.deadline import due_on
from domain.ladder import RUNGS, ScheduledStage, Stage, schedule
from domain.legal_regime import LegalRegime, answer_period, deemed_refusal_on
from tests.unit.turkey import TURKEY, calendars, dates

d = date
REMINDERS = (Stage.HALF_OF_PERIOD, Stage.FOUR_FIFTHS_OF_PERIOD, Stage.THREE_WORKING_DAYS_LEFT, Stage.DUE_DAY)

clocks = st.sampled_from(
    [
        (LegalRegime.PETITION, False),
        (LegalRegime.RIGHT_TO_INFORMATION, False),
        (LegalRegime.RIGHT_TO_INFORMATION, True),
        (LegalRegime.ETHICS, False),
    ]
)


def ladder_of(
    received_on: date, regime: LegalRegime, calendar: BusinessCalendar = TURKEY, *, extended: bool = False
) -> tuple[ScheduledStage, ...]:
    due = due_on(received_on, answer_period(regime, extended), calendar)
    return schedule(received_on, due.on, deemed_refusal_on(received_on, calendar).on, calendar)


def days_of(ladder: tuple[ScheduledStage, ...]) -> dict[Stage, date]:
    return {step.stage: local_date(step.at) for step in ladder}


def test_the_ladder_of_an_information_request_over_kurban_bayrami() -> None:
    """Fifteen working days from 11 May 2026: the eighth, the twelfth, the last three, then upward."""
    assert list(days_of(ladder_of(d(2026, 5, 11), LegalRegime.RIGHT_TO_INFORMATION)).items()) == [
        (Stage.HALF_OF_PERIOD, d(2026, 5, 22)),
        (Stage.FOUR_FIFTHS_OF_PERIOD, d(2026, 6, 2)),
        (Stage.THREE_WORKING_DAYS_LEFT, d(2026, 6, 3)),
        (Stage.DUE_DAY, d(2026, 6, 5)),
        (Stage.COORDINATOR, d(2026, 6, 8)),
        (Stage.DEEMED_REFUSAL, d(2026, 6, 11)),
        (Stage.CENTRE, d(2026, 6, 12)),
    ]


def test_the_ladder_of_a_petition_due_on_a_friday() -> None:
    """Received on 4 November 2026, due on 4 December: the citizen may act on Saturday, the coordinator on Monday."""
    assert list(days_of(ladder_of(d(2026, 11, 4), LegalRegime.PETITION)).items()) == [
        (Stage.HALF_OF_PERIOD, d(2026, 11, 19)),
        (Stage.FOUR_FIFTHS_OF_PERIOD, d(2026, 11, 30)),
        (Stage.THREE_WORKING_DAYS_LEFT, d(2026, 12, 2)),
        (Stage.DUE_DAY, d(2026, 12, 4)),
        (Stage.DEEMED_REFUSAL, d(2026, 12, 5)),
        (Stage.COORDINATOR, d(2026, 12, 7)),
        (Stage.CENTRE, d(2026, 12, 11)),
    ]


@pytest.mark.requirement("R-A12")
def test_the_rungs_stand_on_the_first_and_fifth_working_day_after_the_due_date() -> None:
    days = days_of(schedule(d(2026, 4, 26), d(2026, 5, 26), d(2026, 5, 26), TURKEY))
    assert days[Stage.COORDINATOR] == d(2026, 6, 1), "after Kurban Bayramı and the weekend"
    assert days[Stage.CENTRE] == d(2026, 6, 5)
    assert {Stage.COORDINATOR, Stage.CENTRE} == RUNGS


@pytest.mark.requirement("R-I6")
def test_silence_is_a_refusal_from_the_morning_after_even_on_a_holiday() -> None:
    days = days_of(ladder_of(d(2026, 9, 28), LegalRegime.PETITION))
    assert days[Stage.DEEMED_REFUSAL] == d(2026, 10, 29)
    assert not TURKEY.is_working_day(days[Stage.DEEMED_REFUSAL])


@pytest.mark.parametrize(
    ("received_on", "opening"),
    [
        pytest.param(d(2026, 1, 5), 6, id="UTC+3 all year since 2016"),
        pytest.param(d(2015, 1, 5), 7, id="UTC+2 in the winters before"),
        pytest.param(d(2015, 6, 1), 6, id="UTC+3 in the summers before"),
    ],
)
def test_every_step_stands_at_nine_in_istanbul(received_on: date, opening: int) -> None:
    ladder = ladder_of(received_on, LegalRegime.RIGHT_TO_INFORMATION)
    assert {step.at.hour for step in ladder} == {opening}
    assert all(step.at.tzinfo is UTC and step.at.astimezone(ISTANBUL).hour == 9 for step in ladder)


@pytest.mark.parametrize(
    ("due", "reminders"),
    [
        pytest.param(d(2026, 11, 24), [Stage.DUE_DAY], id="one working day: the due day alone"),
        pytest.param(d(2026, 11, 25), [Stage.HALF_OF_PERIOD, Stage.DUE_DAY], id="two: the first is half"),
        pytest.param(d(2026, 11, 26), [Stage.HALF_OF_PERIOD, Stage.DUE_DAY], id="three: nothing twice on one day"),
        pytest.param(
            d(2026, 11, 30),
            [Stage.HALF_OF_PERIOD, Stage.FOUR_FIFTHS_OF_PERIOD, Stage.DUE_DAY],
            id="five: the last three began before four fifths had passed",
        ),
        pytest.param(d(2026, 12, 15), list(REMINDERS), id="sixteen: all four"),
    ],
)
def test_a_short_period_has_fewer_reminders(due: date, reminders: list[Stage]) -> None:
    ladder = schedule(d(2026, 11, 23), due, d(2026, 12, 23), TURKEY)
    assert [step.stage for step in ladder if step.stage in REMINDERS] == reminders


def test_a_clock_set_on_its_last_day_still_climbs() -> None:
    ladder = schedule(d(2026, 11, 24), d(2026, 11, 24), d(2026, 12, 24), TURKEY)
    assert [step.stage for step in ladder] == [Stage.DUE_DAY, Stage.COORDINATOR, Stage.CENTRE, Stage.DEEMED_REFUSAL]


@given(calendars, dates, clocks)
def test_no_step_stands_on_or_before_the_day_of_receipt(
    calendar: BusinessCalendar, received_on: date, clock: tuple[LegalRegime, bool]
) -> None:
    ladder = ladder_of(received_on, clock[0], calendar, extended=clock[1])
    assert all(local_date(step.at) > received_on for step in ladder)


@given(calendars, dates, clocks)
def test_steps_are_sorted_reminders_come_on_distinct_working_days_and_rungs_after_the_due_day(
    calendar: BusinessCalendar, received_on: date, clock: tuple[LegalRegime, bool]
) -> None:
    ladder = ladder_of(received_on, clock[0], calendar, extended=clock[1])
    days = days_of(ladder)
    assert [step.at for step in ladder] == sorted(step.at for step in ladder)
    reminded = [days[stage] for stage in REMINDERS]
    assert all(calendar.is_working_day(day) for day in reminded)
    assert all(earlier < later for earlier, later in pairwise(reminded))
    assert days[Stage.DUE_DAY] < days[Stage.COORDINATOR] < days[Stage.CENTRE]


@given(dates, st.integers(0, 120), st.integers(30, 70))
def test_any_clock_has_a_ladder_without_a_stage_twice(received_on: date, length: int, silence: int) -> None:
    due, refusal = received_on + timedelta(days=length), received_on + timedelta(days=silence)
    stages = [step.stage for step in schedule(received_on, due, refusal, TURKEY)]
    assert len(stages) == len(set(stages))
    assert {Stage.DUE_DAY, Stage.COORDINATOR, Stage.CENTRE, Stage.DEEMED_REFUSAL} <= set(stages)


def test_a_ladder_beyond_the_calendar_is_not_guessed() -> None:
    with pytest.raises(CalendarHorizonPassed):
        schedule(d(2030, 12, 1), d(2030, 12, 30), d(2030, 12, 30), TURKEY)


def test_steps_of_one_moment_stand_in_the_order_of_the_ladder() -> None:
    ladder = ladder_of(d(2026, 11, 23), LegalRegime.PETITION)
    at = datetime(2026, 12, 24, 6, tzinfo=UTC)
    assert [step.stage for step in ladder if step.at == at] == [Stage.COORDINATOR, Stage.DEEMED_REFUSAL]
