"""How often may somebody try? Guessing a second factor, flooding a mobile with codes, sending without end.

A token bucket for each purpose and each number, mailbox or person, within this process; network addresses are not
counted, since a whole town may share one. Who is refused is told when to come again.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from services.intake.error_texts import ProblemCode
from services.intake.problems import problem

REMEMBERED: Final = 50_000


class Purpose(StrEnum):
    """What is counted."""

    WRONG_FACTORS = "wrong_factors"
    CODES_SENT = "codes_sent"
    APPLICATIONS = "applications"
    IDENTITY_WARNINGS = "identity_warnings"
    WRONG_IDENTITIES = "wrong_identities"
    MAILS = "mails"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many at once, and one more after each `seconds`."""

    at_once: int
    seconds: float


ALLOWANCES: Final = {
    Purpose.WRONG_FACTORS: Allowance(10, 60),
    Purpose.CODES_SENT: Allowance(3, 1_200),
    Purpose.APPLICATIONS: Allowance(10, 360),
    Purpose.IDENTITY_WARNINGS: Allowance(4, 1_800),
    Purpose.WRONG_IDENTITIES: Allowance(5, 1_800),
    Purpose.MAILS: Allowance(10, 360),
}


@dataclass(slots=True)
class RateLimits:
    """Counts; with `enabled` off nobody is ever refused."""

    enabled: bool
    now: Callable[[], float] = time.monotonic
    _left: OrderedDict[tuple[Purpose, str], tuple[float, float]] = field(default_factory=OrderedDict, repr=False)

    def check(self, purpose: Purpose, who: str) -> None:
        """Refuse who has used up his allowance; raises Problem 429."""
        left = self._tokens(purpose, who)
        if self.enabled and left < 1:
            wait = (1 - left) * ALLOWANCES[purpose].seconds
            raise problem(ProblemCode.TOO_MANY_REQUESTS, retry_after=math.ceil(wait))

    def has_left(self, purpose: Purpose, who: str) -> bool:
        """Tell whether somebody may try once more."""
        return not self.enabled or self._tokens(purpose, who) >= 1

    def spend(self, purpose: Purpose, who: str) -> None:
        """Count one."""
        if self.enabled:
            self._left[purpose, who] = (self._tokens(purpose, who) - 1, self.now())
            self._left.move_to_end((purpose, who))
            while len(self._left) > REMEMBERED:
                self._left.popitem(last=False)

    @contextmanager
    def counting(self, purpose: Purpose, who: str) -> Iterator[None]:
        """Count one while it is done: a crowd that comes at once gets no more through; what fails is not counted.

        Raises Problem 429.
        """
        self.check(purpose, who)
        self.spend(purpose, who)
        try:
            yield
        except BaseException:
            self.give_back(purpose, who)
            raise

    def give_back(self, purpose: Purpose, who: str) -> None:
        """Take back one that was counted and came to nothing."""
        if (purpose, who) in self._left:
            left, at = self._left[purpose, who]
            self._left[purpose, who] = (left + 1, at)

    def _tokens(self, purpose: Purpose, who: str) -> float:
        allowance = ALLOWANCES[purpose]
        left, at = self._left.get((purpose, who), (float(allowance.at_once), self.now()))
        return min(float(allowance.at_once), left + (self.now() - at) / allowance.seconds)
