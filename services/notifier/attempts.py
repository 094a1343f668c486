"""When is a notice tried again, and when is it given up?

Waits double from attempt to attempt up to a longest one, each with a random share, so that after an outage not all
notices come back in the same second.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from domain.inputs import NoticeOutcome
from services.notifier.notice import Conclusion


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider took the notice over, in the words of this version of its template."""

    template: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """The notice waits for people who print or call; it is served on the day that they report (tebliğ)."""

    template: str | None = None


@dataclass(frozen=True, slots=True)
class Postponed:
    """The provider is away or busy; the same notice may succeed later."""

    cause: str
    provider_away: bool = False
    """Whether the next notice would fare no better."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This notice can never be handed over: a wrong address, a box that does not open."""

    cause: str


Attempt: TypeAlias = Accepted | Listed | Postponed | Refused


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often and how patiently a notice is tried; the defaults outlast an outage of two hours."""

    most_attempts: int = 60
    first_wait: timedelta = timedelta(seconds=2)
    longest_wait: timedelta = timedelta(minutes=5)

    def wait_after(self, attempts: int, draw: float) -> timedelta:
        """Tell how long to wait after this many attempts; `draw` is a random number from 0 to 1.

        The wait lies between half of the nominal one and the whole.
        """
        doublings = min(attempts - 1, 30)
        return min(self.first_wait * (1 << doublings), self.longest_wait) * (0.5 + draw / 2)


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The notice stays in the queue until `at` on the wall."""

    at: datetime
    cause: str


@dataclass(frozen=True, slots=True)
class AwaitsService:
    """The notice left the queue for people's hands; nobody tries it again."""

    template: str | None = None


def after_attempt(
    attempt: Attempt, attempts: int, policy: RetryPolicy, *, wall: datetime, legal: datetime, draw: float
) -> Conclusion | AwaitsService | TryAgain:
    """Say what an attempt means for its notice, which now had `attempts` of them."""
    match attempt:
        case Accepted(template=template):
            return Conclusion(NoticeOutcome.SERVED, legal, template=template)
        case Listed(template=template):
            return AwaitsService(template)
        case Postponed(cause=cause) if attempts < policy.most_attempts:
            return TryAgain(wall + policy.wait_after(attempts, draw), cause)
        case Postponed(cause=cause) | Refused(cause=cause):
            return Conclusion(NoticeOutcome.FAILED, legal, cause)
