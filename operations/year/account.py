"""Does the account of a year balance? Counted as the lives told it, and again as the finished applications read."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.legal_regime import ApplicationKind
from operations.year.faults import faults_of
from operations.year.life import Lived
from operations.year.outcome import End, Outcome, read, told
from operations.year.recount import Recount

RECEIVED = "received"
MOST_FAULTS_KEPT = 30

Cells = Counter[tuple[ApplicationKind, str]]


@dataclass(slots=True)
class Tally:
    """One way of counting: how many of a kind stand in a column."""

    cells: Cells = field(default_factory=Counter)

    def add(self, kind: ApplicationKind, outcome: Outcome) -> None:
        """Count one life: received once, ended once, marked as often as it has marks."""
        self.cells[kind, RECEIVED] += 1
        self.cells[kind, outcome.end] += 1
        for mark in outcome.marks:
            self.cells[kind, mark] += 1

    def of(self, column: str, kind: ApplicationKind | None = None) -> int:
        """Say how many stand in a column, of one kind or of all."""
        kinds = ApplicationKind if kind is None else (kind,)
        return sum(self.cells[each, column] for each in kinds)


@dataclass(slots=True)
class YearAccount:
    """Everything counted of some lives; accounts of different lives can be added up."""

    told: Tally = field(default_factory=Tally)
    read: Tally = field(default_factory=Tally)
    numbers: int = 0
    squares: int = 0
    """Sums of the lives' numbers, counted from 1, and of their squares: a life lost and another counted twice do not cancel out."""
    facts: int = 0
    answer_time: timedelta = timedelta()
    asked_in_vain: Counter[str] = field(default_factory=Counter)
    """Wishes that were refused or ignored, by the reason."""
    faults: int = 0
    faults_kept: list[str] = field(default_factory=list)

    def add(self, number: int, lived: Lived, until: datetime, recount: Recount) -> None:
        """Count one life both ways and look for broken promises."""
        kind = lived.submitted.kind
        self.numbers += number + 1
        self.squares += (number + 1) ** 2
        self.facts += len(lived.ledger)
        self.asked_in_vain.update(lived.refused)
        self.asked_in_vain.update(lived.ignored)
        first = told(lived.ledger)
        self.told.add(kind, first)
        faults = list(faults_of(lived.ledger, until, recount))
        if lived.application is not None:
            second = read(lived.application)
            self.read.add(kind, second)
            if first != second:
                faults.append(f"told as {_words(first)}, reads as {_words(second)}")
            if lived.application.response is not None:
                self.answer_time += lived.application.response.issued_at - lived.application.received_at
        self._note(f"{number}: {fault}" for fault in faults)

    def __len__(self) -> int:
        """Say how many lives were counted."""
        return self.told.of(RECEIVED)

    def merge(self, other: "YearAccount") -> None:
        """Add the account of other lives."""
        self.told.cells.update(other.told.cells)
        self.read.cells.update(other.read.cells)
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
        return self.told.of(End.ANSWERED_IN_TIME) + self.told.of(End.ANSWERED_OVERDUE)


def differences(account: YearAccount, expected: Mapping[ApplicationKind, int]) -> list[str]:
    """Say in words where the account does not balance; `expected` is how many of each kind were to come."""
    return [*_lives_kept(account, expected), *_sums(account, expected), *account.faults_kept]


def _lives_kept(account: YearAccount, expected: Mapping[ApplicationKind, int]) -> Iterator[str]:
    """Every number came once: their sum and the sum of their squares are known beforehand."""
    most = sum(expected.values())
    if account.numbers != most * (most + 1) // 2 or account.squares != most * (most + 1) * (2 * most + 1) // 6:
        yield "a life is missing or was counted twice"


def _sums(account: YearAccount, expected: Mapping[ApplicationKind, int]) -> Iterator[str]:
    for kind in ApplicationKind:
        for name, tally in (("told", account.told), ("read", account.read)):
            received, ended = tally.of(RECEIVED, kind), sum(tally.of(end, kind) for end in End)
            if received != expected.get(kind, 0):
                yield f"{kind}: {received} {name}, {expected.get(kind, 0)} were to come"
            if received != ended:
                yield f"{kind}: {received} received and {ended} ended, as {name}"
    for kind, column in sorted(account.told.cells.keys() | account.read.cells.keys()):
        one, other = account.told.cells[kind, column], account.read.cells[kind, column]
        if one != other:
            yield f"{kind}, {column}: {one} told, {other} read"


def _words(outcome: Outcome) -> str:
    marks: list[StrEnum] = sorted(outcome.marks)
    return ", ".join([outcome.end, *marks])
