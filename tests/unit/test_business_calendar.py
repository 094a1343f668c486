"""On which days do public offices work, and are they counted right?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.business_calendar import (
    ISTANBUL,
    BusinessCalendar,
    CalendarDay,
    CalendarHorizonPassed,
    CalendarIncomplete,
    ClosedDay,
    DayKind,
    HalfDayPolicy,
    local_date,
)
from tests.unit.turkey import TABLE, TURKEY, TURKEY_HALF_DAYS_OFF, calendars, dates

d = date
lengths = st.integers(1, 90)


def days_from(first: date, last: date) -> list[date]:
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def feasts(year: int, kind: DayKind, name: str) -> list[date]:
    return [day.on for day in TABLE if day.on.year == year and day.kind is kind and name in day.name]


@pytest.mark.parametrize(
    ("year", "eve", "first", "last"),
    [
        pytest.param(2024, d(2024, 4, 9), d(2024, 4, 10), d(2024, 4, 12), id="2024, where workalendar errs"),
        pytest.param(2025, d(2025, 3, 29), d(2025, 3, 30), d(2025, 4, 1), id="2025, the eve is a Saturday"),
        pytest.param(2026, d(2026, 3, 19), d(2026, 3, 20), d(2026, 3, 22), id="2026, where workalendar errs"),
        pytest.param(2027, d(2027, 3, 8), d(2027, 3, 9), d(2027, 3, 11), id="2027"),
        pytest.param(2028, d(2028, 2, 25), d(2028, 2, 26), d(2028, 2, 28), id="2028"),
    ],
)
def test_ramazan_bayrami_is_half_an_eve_and_three_days(year: int, eve: date, first: date, last: date) -> None:
    assert feasts(year, DayKind.HALF, "Ramazan") == [eve]
    assert feasts(year, DayKind.FULL, "Ramazan") == days_from(first, last)


@pytest.mark.parametrize(
    ("year", "eve", "first", "last"),
    [
        pytest.param(2024, d(2024, 6, 15), d(2024, 6, 16), d(2024, 6, 19), id="2024, the eve is a Saturday"),
        pytest.param(2025, d(2025, 6, 5), d(2025, 6, 6), d(2025, 6, 9), id="2025"),
        pytest.param(2026, d(2026, 5, 26), d(2026, 5, 27), d(2026, 5, 30), id="2026, where workalendar errs"),
        pytest.param(2027, d(2027, 5, 15), d(2027, 5, 16), d(2027, 5, 19), id="2027, its last day is 19 May too"),
        pytest.param(2028, d(2028, 5, 4), d(2028, 5, 5), d(2028, 5, 8), id="2028, where workalendar errs"),
    ],
)
def test_kurban_bayrami_is_half_an_eve_and_four_days(year: int, eve: date, first: date, last: date) -> None:
    assert feasts(year, DayKind.HALF, "Kurban") == [eve]
    assert feasts(year, DayKind.FULL, "Kurban") == days_from(first, last)


@pytest.mark.parametrize("year", range(2024, 2029))
def test_the_fixed_holidays_of_law_2429_stand_in_every_year(year: int) -> None:
    full = {day.on for day in TABLE if day.kind is DayKind.FULL}
    assert {d(year, m, n) for m, n in [(1, 1), (4, 23), (5, 1), (5, 19), (7, 15), (8, 30), (10, 29)]} <= full
    assert feasts(year, DayKind.HALF, "Cumhuriyet") == [d(year, 10, 28)]


@pytest.mark.parametrize(
    ("on", "is_working_day"),
    [
        pytest.param(d(2008, 5, 1), True, id="1 May was no holiday in 2008"),
        pytest.param(d(2009, 5, 1), False, id="1 May is a holiday from 2009 on"),
        pytest.param(d(2015, 7, 15), True, id="15 July was no holiday in 2015"),
        pytest.param(d(2020, 7, 15), False, id="15 July is a holiday from 2017 on"),
        pytest.param(d(2026, 12, 31), True, id="New Year's Eve is a working day"),
        pytest.param(d(2026, 8, 31), True, id="no day in lieu for a holiday on a Sunday"),
    ],
)
def test_a_day_is_judged_by_the_law_of_its_year(on: date, is_working_day: bool) -> None:
    assert TURKEY.is_working_day(on) is is_working_day


@pytest.mark.parametrize(
    ("year", "working_days", "half_days"),
    [(2024, 250, 2), (2025, 251, 2), (2026, 251, 3), (2027, 250, 2), (2028, 254, 2)],
)
def test_a_year_has_this_many_working_days_half_days_included(year: int, working_days: int, half_days: int) -> None:
    new_year_before, last_day = d(year - 1, 12, 31), d(year, 12, 31)
    assert TURKEY.working_days_between(new_year_before, last_day) == working_days
    assert TURKEY_HALF_DAYS_OFF.working_days_between(new_year_before, last_day) == working_days - half_days


def test_a_half_day_is_a_working_day_unless_the_policy_says_otherwise() -> None:
    eve = d(2026, 5, 26)
    assert TURKEY.is_working_day(eve)
    assert not TURKEY_HALF_DAYS_OFF.is_working_day(eve)


def test_a_half_day_is_named_on_a_working_day_only() -> None:
    named = TURKEY.half_day_on(d(2026, 10, 28))
    assert named is not None
    assert named.name == "Cumhuriyet Bayramı (saat 13.00'ten)"
    assert TURKEY.half_day_on(d(2026, 10, 27)) is None
    assert TURKEY.half_day_on(d(2025, 3, 29)) is None, "a Saturday"
    assert TURKEY_HALF_DAYS_OFF.half_day_on(d(2026, 10, 28)) is None


BRIDGE = CalendarDay(d(2026, 5, 25), DayKind.ADMINISTRATIVE_LEAVE, "İdari izin", "Cumhurbaşkanlığı genelgesi")


def test_administrative_leave_is_a_working_day_unless_the_calendar_says_otherwise() -> None:
    counting = BusinessCalendar.from_table((*TABLE, BRIDGE))
    not_counting = BusinessCalendar.from_table((*TABLE, BRIDGE), administrative_leave_counts=False)
    assert counting.is_working_day(BRIDGE.on)
    assert not not_counting.is_working_day(BRIDGE.on)
    assert not_counting.closed_days(BRIDGE.on, d(2026, 5, 26)) == (ClosedDay(BRIDGE.on, "İdari izin"),)


def test_administrative_leave_on_an_eve_closes_it_although_half_days_are_worked() -> None:
    eve = CalendarDay(d(2026, 5, 26), DayKind.ADMINISTRATIVE_LEAVE, "İdari izin", "Cumhurbaşkanlığı genelgesi")
    calendar = BusinessCalendar.from_table((eve, *TABLE), administrative_leave_counts=False)
    assert not calendar.is_working_day(eve.on)


def test_closed_days_are_named_by_their_holiday_first_and_by_the_weekend_otherwise() -> None:
    assert TURKEY.closed_days(d(2026, 3, 20), d(2026, 3, 29)) == (
        ClosedDay(d(2026, 3, 20), "Ramazan Bayramı"),
        ClosedDay(d(2026, 3, 21), "Ramazan Bayramı"),
        ClosedDay(d(2026, 3, 22), "Ramazan Bayramı"),
        ClosedDay(d(2026, 3, 28), "hafta sonu"),
    )


def test_days_left_are_negative_once_the_day_has_passed() -> None:
    friday, tuesday = d(2026, 11, 20), d(2026, 11, 24)
    assert TURKEY.working_days_between(friday, tuesday) == 2
    assert TURKEY.working_days_between(tuesday, friday) == -2
    assert TURKEY.working_days_between(friday, friday) == 0


@given(calendars, dates, lengths)
def test_working_days_are_counted_as_by_a_finger_on_a_wall_calendar(
    calendar: BusinessCalendar, start: date, n: int
) -> None:
    day, counted, skipped = start, 0, []
    while counted < n:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            counted += 1
        else:
            skipped.append(day)
    reached, passed_over = calendar.add_working_days(start, n)
    assert (reached, [closed.on for closed in passed_over]) == (day, skipped)


@given(calendars, dates, dates, lengths)
def test_adding_working_days_is_monotonic(calendar: BusinessCalendar, one: date, other: date, n: int) -> None:
    earlier, later = sorted((one, other))
    assert calendar.nth_working_day_after(earlier, n) <= calendar.nth_working_day_after(later, n)
    assert calendar.nth_working_day_after(earlier, n) < calendar.nth_working_day_after(earlier, n + 1)


@given(calendars, dates, lengths)
def test_adding_working_days_and_counting_them_are_inverse(calendar: BusinessCalendar, start: date, n: int) -> None:
    assert calendar.working_days_between(start, calendar.nth_working_day_after(start, n)) == n


@given(calendars, dates, dates, dates)
def test_counting_in_two_parts_is_counting_at_once(calendar: BusinessCalendar, a: date, b: date, c: date) -> None:
    assert calendar.working_days_between(a, b) + calendar.working_days_between(b, c) == calendar.working_days_between(
        a, c
    )


@given(calendars, dates)
def test_the_next_working_day_is_a_working_day_with_only_closed_days_before_it(
    calendar: BusinessCalendar, on: date
) -> None:
    found = calendar.next_working_day_from(on)
    assert calendar.is_working_day(found)
    assert len(calendar.closed_days(on, found)) == (found - on).days


@given(dates, lengths)
def test_taking_half_days_off_never_brings_a_day_nearer(start: date, n: int) -> None:
    assert TURKEY.nth_working_day_after(start, n) <= TURKEY_HALF_DAYS_OFF.nth_working_day_after(start, n)


@pytest.mark.parametrize("n", [0, -1])
def test_working_days_are_counted_from_one(n: int) -> None:
    with pytest.raises(ValueError, match="from 1"):
        TURKEY.nth_working_day_after(d(2026, 5, 11), n)


def test_no_day_outside_the_table_is_guessed() -> None:
    first, last = TURKEY.first_day, TURKEY.last_day
    for outside in (first - timedelta(days=1), last + timedelta(days=1)):
        with pytest.raises(CalendarHorizonPassed):
            TURKEY.is_working_day(outside)
        with pytest.raises(CalendarHorizonPassed):
            TURKEY.working_days_between(outside, d(2026, 1, 1))
    with pytest.raises(CalendarHorizonPassed):
        TURKEY.add_working_days(last, 1)
    with pytest.raises(CalendarHorizonPassed):
        TURKEY.next_working_day_from(d(2031, 1, 1))


def test_a_table_that_ends_on_a_closed_day_has_no_next_working_day() -> None:
    calendar = BusinessCalendar((), 2027, 2028)  # 31.12.2028 is a Sunday
    with pytest.raises(CalendarHorizonPassed):
        calendar.next_working_day_from(d(2028, 12, 30))


def test_a_table_with_a_year_missing_is_refused() -> None:
    with pytest.raises(CalendarIncomplete, match="2025, 2027"):
        BusinessCalendar.from_table(day for day in TABLE if day.on.year in (2025, 2027))
    with pytest.raises(CalendarIncomplete):
        BusinessCalendar.from_table(())


def test_two_calendars_have_one_version_if_and_only_if_they_count_alike() -> None:
    again = BusinessCalendar.from_table(reversed(TABLE))
    with_leave_that_counts = BusinessCalendar.from_table((*TABLE, BRIDGE))
    with_leave = BusinessCalendar.from_table((*TABLE, BRIDGE), administrative_leave_counts=False)
    assert TURKEY.version == again.version == with_leave_that_counts.version
    assert len({TURKEY.version, TURKEY_HALF_DAYS_OFF.version, with_leave.version}) == 3


def test_the_default_policy_works_half_days() -> None:
    assert BusinessCalendar.from_table(TABLE, half_day_policy=HalfDayPolicy.WORK).version == TURKEY.version


@pytest.mark.parametrize(
    ("at", "on"),
    [
        pytest.param(datetime(2026, 11, 22, 20, 59, 59, tzinfo=UTC), d(2026, 11, 22), id="a second before midnight"),
        pytest.param(datetime(2026, 11, 22, 21, 0, tzinfo=UTC), d(2026, 11, 23), id="midnight in Istanbul"),
        pytest.param(datetime(2016, 1, 10, 21, 59, tzinfo=UTC), d(2016, 1, 10), id="winter time until 2016: UTC+2"),
        pytest.param(datetime(2016, 7, 10, 21, 0, tzinfo=UTC), d(2016, 7, 11), id="summer time in 2016: UTC+3"),
        pytest.param(datetime(2026, 11, 22, 0, 0, tzinfo=ISTANBUL), d(2026, 11, 22), id="already local"),
    ],
)
def test_a_moment_falls_on_the_day_it_has_in_istanbul(at: datetime, on: date) -> None:
    assert local_date(at) == on


def test_a_moment_without_time_zone_has_no_date() -> None:
    with pytest.raises(ValueError, match="time zone"):
        local_date(datetime(2026, 11, 22, 12, 0))  # noqa: DTZ001
