"""What do applicants do after they applied? A few withdraw while nobody has answered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from domain.facts import Registered
from domain.identifiers import withdrawal_id_of
from domain.inputs import ApplicationWithdrawn
from operations.year.intents import Happened, Sent

NO_LONGER_NEEDED = "Sorun çözüldü."


@dataclass(frozen=True, slots=True)
class ApplicantHabits:
    """How applicants behave, as shares of those who could (assumptions), and how long they take, in days."""

    withdraws: float = 0.02
    withdraws_within_days: float = 20.0


class Applicants:
    """All applicants: what they send because of what became true."""

    def __init__(self, habits: ApplicantHabits) -> None:
        self._habits = habits

    def plans_after(self, happened: Happened) -> Iterator[Sent]:
        """Plan what an applicant does because of a fact."""
        match happened.fact:
            case Registered():
                yield from self._withdraws(happened)

    def _withdraws(self, happened: Happened) -> Iterator[Sent]:
        scene = happened.scene
        if scene.rng.random() < self._habits.withdraws:
            at = scene.at + timedelta(days=scene.rng.uniform(0.01, self._habits.withdraws_within_days))
            wish = withdrawal_id_of(scene.application_id)
            yield Sent(at, ApplicationWithdrawn(wish, scene.application_id, NO_LONGER_NEEDED))
