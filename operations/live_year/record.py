"""What did the people of a year experience themselves? The account rests on it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class YearRecord:
    """What they hold in their hands besides the receipts of their cases."""

    numbers: dict[str, int] = field(default_factory=dict)
    """Numbers in the year of the applications that were sent first, by their ids."""
    confirmed: dict[str, str] = field(default_factory=dict)
    """Ids of the deeds that the desk confirmed as applied, with the applications they were done about."""
    withdrawn: list[str] = field(default_factory=list)
    """Applications whose withdrawal intake confirmed."""
    asked_in_vain: Counter[str] = field(default_factory=Counter)
    """Wishes that the rules refused, by the reason."""
    findings: list[str] = field(default_factory=list)
    """What must not happen, in words."""

    def find(self, sentence: str) -> None:
        """Note what must not happen."""
        self.findings.append(sentence)
