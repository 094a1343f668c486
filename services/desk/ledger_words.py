"""What do all sentences about facts share: how a day is written and how an institution is named?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.identifiers import InstitutionId

NameOf = Callable[[InstitutionId], str]


@dataclass(frozen=True, slots=True)
class Dates:
    """One day, written the Turkish and the English way."""

    on: date

    @property
    def turkish(self) -> str:
        """Day, month, year with points."""
        return f"{self.on:%d.%m.%Y}"

    @property
    def english(self) -> str:
        """Year, month, day: no reader takes the month for the day."""
        return self.on.isoformat()


def lira(amount: int) -> str:
    """Write an amount in kuruş as lira: 1250 is 12,50."""
    return f"{amount // 100},{amount % 100:02d}"
