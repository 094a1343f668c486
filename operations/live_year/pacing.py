"""When on the wall does everything of a year happen? One scale for the stack, one pace for those who come."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.business_calendar import ISTANBUL
from operations.year.arrivals import FIRST_DAY, LAST_DAY

BEGINS_AT = datetime.combine(FIRST_DAY, time(8), ISTANBUL)
"""The legal moment at which the year begins; who would come in its first night comes at once."""
TAIL = timedelta(days=100)
"""How long the year's applications are watched afterwards: answers, rungs, appeals and their decisions."""
WATCHED_UNTIL = datetime.combine(LAST_DAY + timedelta(days=1), time(), ISTANBUL) + TAIL
LAST_TO_APPLY = WATCHED_UNTIL - timedelta(days=10)
"""Nobody applies so near to the end that it might be registered after it."""
STARTING = timedelta(seconds=60)
"""Wall time that a stack may take to start: legal time runs towards the year meanwhile."""
MOST_CROWDED = 4.0
"""How many times denser than on average people may come, whatever was held up."""


def scale_of(minutes: float) -> float:
    """Say how fast legal time runs when the year and its tail pass in so many minutes."""
    return (WATCHED_UNTIL - BEGINS_AT) / timedelta(minutes=minutes)


def legal_start_of(scale: float) -> datetime:
    """Say where legal time stands when the stack is planned, so that the year begins once it is ready."""
    return BEGINS_AT - STARTING * scale


def is_before_the_year(now: datetime) -> bool:
    """Tell whether the year is still to come on a clock."""
    return now <= BEGINS_AT


def least_gap_of(scale: float, applications: int) -> float:
    """Say how many seconds lie at least between two who apply."""
    year = datetime.combine(LAST_DAY, time(), ISTANBUL) - BEGINS_AT
    return year.total_seconds() / scale / applications / MOST_CROWDED


@dataclass(slots=True)
class Pace:
    """Lets each come at his moment; after a hold-up one after the other, never all at once."""

    least_gap: float
    _last: float = float("-inf")

    def wait(self, due: float, now: float) -> float:
        """Say how many seconds to wait until the next one, who is due at `due`, may come."""
        at = max(due, now, self._last + self.least_gap)
        self._last = at
        return at - now
