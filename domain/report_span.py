"""Which days does a report tell of?"""

from dataclasses import dataclass
from datetime import date, timedelta

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ReportSpan:
    """The days of a month or a year, both ends included."""

    first_on: date
    last_on: date

    def __contains__(self, on: date | None) -> bool:
        return on is not None and self.first_on <= on <= self.last_on

    def has_ended_by(self, today: date) -> bool:
        """Tell whether nothing more can happen in it."""
        return self.last_on < today

    def as_of(self, today: date) -> date:
        """Name the day on which what is open is looked at: the last one, or today while the span runs."""
        return min(self.last_on, today)


def month_span(year: int, month: int) -> ReportSpan:
    """Give the days of a month; raises ValueError for one that no calendar has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return ReportSpan(date(year, month, 1), following - _ONE_DAY)


def year_span(year: int) -> ReportSpan:
    """Give the days of a year; raises ValueError for one that no calendar has."""
    return ReportSpan(date(year, 1, 1), date(year, 12, 31))


def month_before(today: date) -> ReportSpan:
    """Give the month that a monthly report tells of: the one before (rulebook D15)."""
    last_on = today.replace(day=1) - _ONE_DAY
    return ReportSpan(last_on.replace(day=1), last_on)
