"""What time is it: by law, and on the wall?

Legal time serves legal dates and `ce_time` alone; it may run faster and from another day, the same for the whole stack.
The wall clock serves Kafka's timestamps, lifetimes, back-off and lateness.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from runtime.settings import Settings


def wall_now() -> datetime:
    """Read the wall clock, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class LegalClock:
    """A straight line through (`origin_wall`, `origin_legal`) with the slope `scale`."""

    origin_wall: datetime
    origin_legal: datetime
    scale: float = 1.0
    wall: Callable[[], datetime] = wall_now

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Take the stack's clock; without origins legal time is the wall's."""
        if settings.clock_origin_wall is None or settings.clock_origin_legal is None:
            now = wall_now()
            return cls(now, now)
        return cls(settings.clock_origin_wall, settings.clock_origin_legal, settings.clock_scale)

    def now(self) -> datetime:
        """Tell the legal time, in UTC and whole milliseconds: what is decided with it can be written down exactly."""
        now = self.legal_at(self.wall())
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def legal_at(self, wall: datetime) -> datetime:
        """Tell which legal moment a moment on the wall is."""
        return (self.origin_legal + (wall - self.origin_wall) * self.scale).astimezone(UTC)

    def wall_at(self, legal: datetime) -> datetime:
        """Tell when on the wall a legal moment is reached."""
        return (self.origin_wall + (legal - self.origin_legal) / self.scale).astimezone(UTC)
