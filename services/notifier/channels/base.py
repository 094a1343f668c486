"""What must a road to the applicant be able to do?"""

from typing import Protocol

from services.notifier.attempts import Attempt
from services.notifier.composition import Parcel


class Channel(Protocol):
    """Hands notices over; one that the provider took twice carries the same id twice."""

    at_once: int
    """How many notices it takes at the same time."""

    async def hand_over(self, parcel: Parcel) -> Attempt:
        """Try once; every expected failure is an outcome, not an exception. Raises TransientFault for the store's."""

    async def close(self) -> None:
        """Let go of connections."""
