"""Does the account of a year balance? Counted as the lives told it, and again as the finished applications read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.inputs import ApplicationSubmitted
from domain.legal_regime import ApplicationKind
from operations.year.faults import faults_of
from operations.year.life import Life, Lived
from operations.year.load_shape import KINDS
from operations.year.outcome import TOLD_ALONE, End, Outcome, read, told
from operations.year.recount import Recount

RECEIVED = "received"
APPEAL = "appeal"
CATEGORIES = (*KINDS, APPEAL)
"""The columns' heads: each kind, and the appeals, which are applications of their own."""
MOST_FAULTS_KEPT = 30

Cells = Counter[tuple[str, str]]


def category_of(submitted: ApplicationSubmitted) -> str:
    """Name the category under which an application is counted."""
    return submitted.kind if submitted.appeal_of is None else APPEAL


@dataclass(slots=True)
class Tally:
    """One way of counting: how many of a kind stand in a column."""

    cells: Cells = field(default_factory=Counter)

    def add(self, category: str, outcome: Outcome) -> None:
        """Count one application: received once, ended once, marked as often as it has marks."""
        self.cells[category, RECEIVED] += 1
        self.cells[category, outcome.end] += 1
        for mark in outcome.marks:
            self.cells[category, mark] += 1

    def of(self, column: str, category: str | None = None) -> int:
        """Say how many stand in a column, of one category or of all."""
        categories = CATEGORIES if category is None else (category,)
        return sum(self.cells[each, column] for each in categories)


@dataclass(slots=True)
class YearAccount:
    """Everything counted of some lives; accounts of different lives can be added up."""

    told: Tally = field(default_factory=Tally)
    read: Tally = field(default_factory=Tally)
    sent_later: Counter[str] = field(default_factory=Counter)
    """What people sent because of their first application, by category: appeals, and the same once more."""
    lives: int = 0
    numbers: int = 0
    squares: int = 0
    """Sums of the lives' numbers, counted from 1, and of their squares: errors do not cancel each other out."""
    facts: int = 0
    answer_time: timedelta = timedelta()
    asked_in_vain: Counter[str] = field(default_factory=Counter)
    """Wishes that were refused or ignored, by the reason."""
    faults: int = 0
    faults_kept: list[str] = field(default_factory=list)

    def add(self, number: int, life: Life, until: datetime, recount: Recount) -> None:
        """Count everything of one life both ways and look for broken promises."""
        self.lives += 1
        self.numbers += number + 1
        self.squares += (number + 1) ** 2
        self.asked_in_vain.update(life.refused)
        self.asked_in_vain.update(life.ignored)
        self.sent_later.update(category_of(other.submitted) for other in life.others)
        self._note(f"{number}: {broken}" for broken in life.broken)
        for lived in life.all:
            self._note(f"{number}: {fault}" for fault in self._counted(lived, until, recount))

    def _counted(self, lived: Lived, until: datetime, recount: Recount) -> Iterator[str]:
        category, application = category_of(lived.submitted), lived.application
        self.facts += len(lived.ledger)
        first = told(lived.ledger)
        self.told.add(category, first)
        yield from faults_of(lived.ledger, until, recount)
        if application is None:
            return
        second = read(application)
        self.read.add(category, second)
        if not first.agrees_with(second):
            yield f"told as {_words(first)}, reads as {_words(second)}"
        if application.response is not None:
            self.answer_time += application.responses[0].issued_at - application.received_at

    def merge(self, other: "YearAccount") -> None:
        """Add the account of other lives."""
        self.told.cells.update(other.told.cells)
        self.read.cells.update(other.read.cells)
        self.sent_later.update(other.sent_later)
        self.lives += other.lives
        self.numbers += other.numbers
        self.squares += other.squares
        self.facts += other.facts
        self.answer_time += other.answer_time
        self.asked_in_vain.update(other.asked_in_vain)
        self.faults += other.faults
        self.faults_kept = sorted([*self.faults_kept, *other.faults_kept])[:MOST_FAULTS_KEPT]

    def _note(self, faults: Iterable[str]) -> None:
        for fault in faults:
            self.faults += 1
            if len(self.faults_kept) < MOST_FAULTS_KEPT:
                self.faults_kept.append(fault)

    @property
    def answered(self) -> int:
        """Say how many got an answer."""
        return sum(self.told.of(end) for end in (End.ANSWERED_IN_TIME, End.ANSWERED_OVERDUE, End.MERGED))


def differences(account: YearAccount, planned: Mapping[ApplicationKind, int]) -> list[str]:
    """Say in words where the account does not balance; `planned` is how many of each kind were to come."""
    return [*_lives_kept(account, sum(planned.values())), *_sums(account, planned), *account.faults_kept]


def _lives_kept(account: YearAccount, planned: int) -> Iterator[str]:
    """Every number came once: their sum and the sum of their squares are known beforehand."""
    sums = (planned, planned * (planned + 1) // 2, planned * (planned + 1) * (2 * planned + 1) // 6)
    if (account.lives, account.numbers, account.squares) != sums:
        yield "a life is missing or was counted twice"


def _sums(account: YearAccount, planned: Mapping[ApplicationKind, int]) -> Iterator[str]:
    for category in CATEGORIES:
        first = planned.get(ApplicationKind(category), 0) if category != APPEAL else 0
        expected = first + account.sent_later[category]
        for name, tally in (("told", account.told), ("read", account.read)):
            received, ended = tally.of(RECEIVED, category), sum(tally.of(end, category) for end in End)
            if received != expected:
                yield f"{category}: {received} {name}, {expected} were to come"
            if received != ended:
                yield f"{category}: {received} received and {ended} ended, as {name}"
    for category, column in sorted(account.told.cells.keys() | account.read.cells.keys()):
        one, other = account.told.cells[category, column], account.read.cells[category, column]
        if one != other and column not in TOLD_ALONE:
            yield f"{category}, {column}: {one} told, {other} read"


def _words(outcome: Outcome) -> str:
    marks: list[StrEnum] = sorted(outcome.marks)
    return ", ".join([outcome.end, *marks])
