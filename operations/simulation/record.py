"""What did citizens and officers of one run experience themselves?"""

from dataclasses import dataclass, field

from operations.observed import Receipt


@dataclass(slots=True)
class Record:
    """Receipts held, answers and withdrawals confirmed, and what went wrong on the spot; the account rests on it."""

    receipts: dict[str, Receipt] = field(default_factory=dict)
    applied_answers: list[str] = field(default_factory=list)
    confirmed_withdrawals: list[str] = field(default_factory=list)
    looked: int = 0
    """How many citizens found their answer on the tracking page."""
    findings: list[str] = field(default_factory=list)
    """What a citizen or officer found wrong, in words."""

    def find(self, sentence: str) -> None:
        """Note what must not happen."""
        self.findings.append(sentence)
