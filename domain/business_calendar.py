"""On which days do public offices work?

A calendar is a table of special days over whole years, plus the weekend. It is kept as the sorted list of its working
days: every question about counting is then a binary search in that list.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from zoneinfo import ZoneInfo

from domain.errors import DomainError

ISTANBUL = ZoneInfo("Europe/Istanbul")

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class CalendarHorizonPassed(DomainError):
    """A date lies outside the years the calendar knows; load a longer table, never guess."""

    code = "calendar_horizon_passed"


class CalendarIncomplete(DomainError):
    """The table has a year without a single holiday, so a part of it is missing."""

    code = "calendar_incomplete"


class DayKind(StrEnum):
    """What makes a day special (Law 2429; administrative leave is a decision of the government)."""

    FULL = "full"
    HALF = "half"
    ADMINISTRATIVE_LEAVE = "administrative_leave"


class HalfDayPolicy(StrEnum):
    """Whether a day that is free from 13:00 counts as a working day; its morning is worked, so by default it does."""

    WORK = "work"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One row of the table: a special day and who says so."""

    on: date
    kind: DayKind
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class ClosedDay:
    """A day on which offices do not work, and why, in Turkish."""

    on: date
    why: str


class BusinessCalendar:
    """The working days of whole years; immutable, and `version` names what it counts."""

    def __init__(
        self,
        days: Iterable[CalendarDay],
        first_year: int,
        last_year: int,
        *,
        half_day_policy: HalfDayPolicy = HalfDayPolicy.WORK,
        administrative_leave_counts: bool = True,
    ) -> None:
        """Take the special days of these years; administrative leave that counts is a working day like any other."""
        closing_kinds = {DayKind.FULL}
        if half_day_policy is HalfDayPolicy.OFF:
            closing_kinds.add(DayKind.HALF)
        if not administrative_leave_counts:
            closing_kinds.add(DayKind.ADMINISTRATIVE_LEAVE)
        days = tuple(days)
        self.first_day = date(first_year, 1, 1)
        self.last_day = date(last_year, 12, 31)
        self._closing = {day.on: day.name for day in days if day.kind in closing_kinds}
        self._half_days = {day.on: day for day in days if day.kind is DayKind.HALF}
        self._working_days = [
            day for day in _days(self.first_day, self.last_day + _ONE_DAY) if self._why_closed(day) is None
        ]
        self.version = _fingerprint(self._working_days)

    @classmethod
    def from_table(
        cls,
        days: Iterable[CalendarDay],
        *,
        half_day_policy: HalfDayPolicy = HalfDayPolicy.WORK,
        administrative_leave_counts: bool = True,
    ) -> "BusinessCalendar":
        """Build the calendar of all years that the table covers.

        Raises CalendarIncomplete if the table is empty or skips a year.
        """
        days = tuple(days)
        years = {day.on.year for day in days if day.kind is DayKind.FULL}
        if not years or len(years) != max(years) - min(years) + 1:
            raise CalendarIncomplete(f"the table has holidays in these years only: {sorted(years)}")
        return cls(
            days,
            min(years),
            max(years),
            half_day_policy=half_day_policy,
            administrative_leave_counts=administrative_leave_counts,
        )

    def is_working_day(self, on: date) -> bool:
        """Tell whether offices work on this day, be it only its morning."""
        return self._why_closed(self._known(on)) is None

    def half_day_on(self, on: date) -> CalendarDay | None:
        """Return the half holiday that closes offices at 13:00 on this working day, if there is one."""
        return self._half_days.get(on) if self.is_working_day(on) else None

    def next_working_day_from(self, on: date) -> date:
        """Return this day if it is a working day, else the first one after it (Law 2577, art. 8/2)."""
        return self._working_day_at(bisect_left(self._working_days, self._known(on)))

    def nth_working_day_after(self, on: date, n: int) -> date:
        """Return the n-th working day after a day which itself does not count; n is at least 1."""
        if n < 1:
            raise ValueError("working days are counted from 1: the first one after the given day")
        return self._working_day_at(self._counted_by(on) + n - 1)

    def nth_working_day_before(self, on: date, n: int) -> date:
        """Return the n-th working day before a day which itself does not count; n is at least 1."""
        if n < 1:
            raise ValueError("working days are counted from 1: the first one before the given day")
        index = bisect_left(self._working_days, self._known(on)) - n
        if index < 0:
            raise CalendarHorizonPassed(f"the calendar begins on {self.first_day}")
        return self._working_days[index]

    def add_working_days(self, on: date, n: int) -> tuple[date, tuple[ClosedDay, ...]]:
        """Return the n-th working day after a day, and every closed day that was passed over on the way."""
        reached = self.nth_working_day_after(on, n)
        return reached, self.closed_days(on + _ONE_DAY, reached)

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; negative if `end` comes first."""
        return self._counted_by(end) - self._counted_by(start)

    def closed_days(self, start: date, end: date) -> tuple[ClosedDay, ...]:
        """List the closed days from `start` up to, but not including, `end`."""
        reasons = ((day, self._why_closed(day)) for day in _days(start, end))
        return tuple(ClosedDay(day, why) for day, why in reasons if why is not None)

    def _why_closed(self, on: date) -> str | None:
        return self._closing.get(on) or ("hafta sonu" if on.weekday() >= _SATURDAY else None)

    def _counted_by(self, on: date) -> int:
        return bisect_right(self._working_days, self._known(on))

    def _working_day_at(self, index: int) -> date:
        if index >= len(self._working_days):
            raise CalendarHorizonPassed(f"the calendar ends on {self.last_day}")
        return self._working_days[index]

    def _known(self, on: date) -> date:
        if not self.first_day <= on <= self.last_day:
            raise CalendarHorizonPassed(f"{on} lies outside the calendar, {self.first_day} to {self.last_day}")
        return on


def local_date(at: datetime) -> date:
    """Return the day in Türkiye on which this aware moment falls; raises ValueError without a time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment without its time zone has no date")
    return at.astimezone(ISTANBUL).date()


def _days(start: date, end: date) -> Iterator[date]:
    return (start + timedelta(days=offset) for offset in range((end - start).days))


def _fingerprint(working_days: list[date]) -> str:
    return sha256("\n".join(day.isoformat() for day in working_days).encode()).hexdigest()[:8]
