"""When does somebody in an office do something? On a working day, between nine and half past five."""

import random
from datetime import UTC, datetime, time, timedelta

from domain.business_calendar import ISTANBUL, BusinessCalendar, local_date

OPENS, OPEN_HOURS = time(9), 8.5


class OfficeHours:
    """The hours of one calendar's offices."""

    def __init__(self, calendar: BusinessCalendar) -> None:
        self._calendar = calendar

    def after(self, earliest: datetime, days: float, rng: random.Random) -> datetime:
        """Name a moment about `days` after `earliest` at which an office is open, always after `earliest`."""
        day = self._calendar.next_working_day_from(local_date(earliest + timedelta(days=days)))
        into_the_day = timedelta(hours=OPEN_HOURS * max(rng.random(), 1e-6))
        at = datetime.combine(day, OPENS, ISTANBUL).astimezone(UTC) + into_the_day
        if at > earliest:
            return at
        next_day = self._calendar.nth_working_day_after(day, 1)
        return datetime.combine(next_day, OPENS, ISTANBUL).astimezone(UTC) + into_the_day
