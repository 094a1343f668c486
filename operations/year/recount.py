"""When must something have happened? Counted a second time, day by day, from the rows of the calendar alone.

Slow and simple on purpose: it shares nothing with the domain's way of counting that it is there to check.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from domain.business_calendar import ISTANBUL, CalendarDay, DayKind
from domain.periods import PeriodName

DAY = timedelta(days=1)
MORNING = time(9)

WORKING_DAYS = {
    PeriodName.INFORMATION: 15,
    PeriodName.INFORMATION_EXTENDED: 30,
    PeriodName.PAYMENT: 15,
    PeriodName.REVIEW_BOARD: 30,
    PeriodName.DISPUTE: 3,
}
CALENDAR_DAYS = {
    PeriodName.PETITION: 30,
    PeriodName.HUMAN_RIGHTS: 30,
    PeriodName.FOLLOW_UP: 30,
    PeriodName.APPEAL: 15,
    PeriodName.SUIT: 60,
}
ETHICS_MONTHS, LONGEST_WAIT_MONTHS, SILENCE_DAYS = 3, 4, 30


class Recount:
    """The days that the law names, for one table of special days; half days are worked."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._closed = {day.on for day in days if day.kind is DayKind.FULL}
        self.end_of = cache(self._end_of)
        self.silence_from = cache(self._silence_from)
        self.longest_wait_from = cache(self._longest_wait_from)
        self.rung_at = cache(self._rung_at)

    def _end_of(self, period: PeriodName, day_zero: date) -> date:
        """Count a period from the day after its day zero."""
        if period in WORKING_DAYS:
            return self._working_days_after(day_zero, WORKING_DAYS[period])
        if period in CALENDAR_DAYS:
            return self._rolled(day_zero + CALENDAR_DAYS[period] * DAY)
        return self._rolled(_months_after(day_zero, ETHICS_MONTHS))

    def suit_ends_on(self, day_zero: date, stood: Iterable[tuple[date, date]]) -> date:
        """Count the days of the suit one by one; those after an appeal was lodged, to its end, are none (R-I9)."""
        standing, day, left = tuple(stood), day_zero, CALENDAR_DAYS[PeriodName.SUIT]
        while left:
            day += DAY
            left -= not any(lodged_on < day <= ended_on for lodged_on, ended_on in standing)
        return self._rolled(day)

    def _silence_from(self, day_zero: date) -> date:
        """Count the silence that refuses (Law 2577, art. 10, as it stands since 14.07.2021)."""
        return self._rolled(day_zero + SILENCE_DAYS * DAY)

    def _longest_wait_from(self, received_on: date) -> date:
        """Count the longest wait after an interim answer (Law 2577, art. 10)."""
        return self._rolled(_months_after(received_on, LONGEST_WAIT_MONTHS))

    def _rung_at(self, due_on: date, working_days: int) -> datetime:
        """Name the morning of the nth working day after a due date."""
        return morning_of(self._working_days_after(due_on, working_days))

    def _working_days_after(self, day: date, count: int) -> date:
        while count:
            day += DAY
            count -= self._is_worked(day)
        return day

    def _rolled(self, day: date) -> date:
        while not self._is_worked(day):
            day += DAY
        return day

    def _is_worked(self, day: date) -> bool:
        return day.isoweekday() <= 5 and day not in self._closed


def morning_of(day: date) -> datetime:
    """Name the moment at which a stage of a day may be reached."""
    return datetime.combine(day, MORNING, ISTANBUL).astimezone(UTC)


def _months_after(day: date, months: int) -> date:
    """Take the same day of a later month, its last day where it has no such day."""
    month = day.month + months
    first = date(day.year + (month > 12), (month - 1) % 12 + 1, 1)
    in_next_month = first + 31 * DAY
    return min(first + (day.day - 1) * DAY, in_next_month - in_next_month.day * DAY)
