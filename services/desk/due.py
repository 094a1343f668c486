"""How near is the last day, in words that need no colour?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.desk.wording import Wording

SOON_DAYS = 3


class Urgency(StrEnum):
    """How an officer should read a due date; also the class of its mark on the page."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Due:
    """A last day as seen on one day; `days_left` is negative when it has passed."""

    on: date
    days_left: int

    @classmethod
    def seen(cls, on: date, today: date) -> "Due":
        """Count the calendar days from today to the last day."""
        return cls(on, (on - today).days)

    @property
    def urgency(self) -> Urgency:
        """Say how it should be read."""
        if self.days_left < 0:
            return Urgency.OVERDUE
        if self.days_left == 0:
            return Urgency.TODAY
        return Urgency.SOON if self.days_left <= SOON_DAYS else Urgency.LATER

    @property
    def in_words(self) -> Wording:
        """Say it as a person would."""
        if self.days_left == 0:
            return Wording("Bugün son gün", "Last day today")
        if self.days_left > 0:
            return Wording(f"{self.days_left} gün kaldı", f"{_days(self.days_left)} left")
        return Wording(f"{-self.days_left} gün gecikti", f"{_days(-self.days_left)} overdue")


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
