"""What must be proven? The requirements and the conflicts between their sources, each one row of a table."""

import csv
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent

PARTS = {
    "A": "Purpose, law, ownership",
    "B": "Scope and applicant",
    "C": "Channels",
    "D": "Fields and their validation",
    "E": "What is processed and what is not",
    "F": "Anonymity and confidentiality",
    "G": "Routing",
    "H": "Boards",
    "I": "Periods, answers, appeals",
    "J": "Following, withdrawing, users, figures",
}


class Source(StrEnum):
    """Which of the five texts about BİMER a requirement was found in."""

    GUIDE = "guide"
    HOW_TO = "how_to"
    MAGAZINE = "magazine"
    FORUM = "forum"
    STANDARDS = "standards"

    @property
    def in_words(self) -> str:
        """Say for people which text that is."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Source.GUIDE: "a guide for citizens",
    Source.HOW_TO: "an article on how to reach BİMER",
    Source.MAGAZINE: "an article in a magazine of the Interior Ministry",
    Source.FORUM: "a forum thread on the Alo 150 line",
    Source.STANDARDS: "an article on the public service standards",
}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement of the rulebook; `page` states it where no test can (a fact of history)."""

    id: str
    source: Source
    page: str | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources, or a source and the law, that say different things, and what holds here."""

    number: int
    sentence: str
    resolution: str


def load_requirements(path: Path = HERE / "requirements.csv") -> tuple[Requirement, ...]:
    """Read the 113 requirements in their order."""
    return tuple(
        Requirement(row["id"], Source(row["source"]), row["page"] or None, row["requirement"]) for row in _rows(path)
    )


def load_conflicts(path: Path = HERE / "conflicts.csv") -> tuple[Conflict, ...]:
    """Read the ten conflicts in their order."""
    return tuple(Conflict(int(row["number"]), row["conflict"], row["resolution"]) for row in _rows(path))


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))
