"""When must something have happened? Counted a second time, day by day, from the rows of the calendar alone.

Slow and simple on purpose: it shares nothing with the domain's way of counting that it is there to check.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from domain.business_calendar import ISTANBUL, CalendarDay, DayKind
from domain.legal_regime import LegalRegime

DAY = timedelta(days=1)
MORNING = time(9)


class Recount:
    """The days that the law names, for one table of special days; half days are worked."""

    def __init__(self, days: Iterable[CalendarDay]) -> None:
        self._closed = {day.on for day in days if day.kind is DayKind.FULL}
        self.due_on = cache(self._due_on)
        self.deemed_refusal_on = cache(self._deemed_refusal_on)
        self.rung_at = cache(self._rung_at)

    def _due_on(self, regime: LegalRegime, received_on: date) -> date:
        """Count 15 working days, 30 days or three months from the day after receipt."""
        if regime is LegalRegime.RIGHT_TO_INFORMATION:
            return self._working_days_after(received_on, 15)
        if regime is LegalRegime.ETHICS:
            month = received_on.month + 3
            first = date(received_on.year + (month > 12), (month - 1) % 12 + 1, 1)
            nominal = min(first + timedelta(days=received_on.day - 1), _last_of(first))
            return self._rolled(nominal)
        return self._rolled(received_on + timedelta(days=30))

    def _deemed_refusal_on(self, received_on: date) -> date:
        """Count the thirty days of silence (Law 2577, art. 10 since 14.07.2021)."""
        return self._rolled(received_on + timedelta(days=30))

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


def _last_of(first: date) -> date:
    day = first + timedelta(days=31)
    return day - timedelta(days=day.day)
