"""Does the account of a year on the real services balance? Receipts, the log and the store against each other.

Computed from outside when all is over: what people hold, what a second client reads on `routings`, what the documents
say. Counted as the facts tell it and as the documents read, with the words and the judge of the pure year.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.application import Application
from domain.business_calendar import local_date
from domain.errors import DomainError
from domain.evolution import rebuild
from domain.facts import ClockPurpose, ClockSet, Escalated, Fact, Reopened, ResponseIssued, Routed
from domain.identifiers import TaskId
from domain.inputs import ApplicationSubmitted, TaskPurpose
from domain.legal_regime import ApplicationKind
from operations.account import MOST_LATENESS
from operations.live_year.cases import REFUSED, Case, read_fact
from operations.live_year.record import YearRecord
from operations.observed import ObservedFact
from operations.year.account import YearAccount, category_of, differences
from operations.year.faults import faults_of
from operations.year.outcome import End, Mark, Outcome, read, told
from operations.year.recount import Recount
from runtime.clock import LegalClock

DatedFact = tuple[Fact, datetime]


@dataclass(frozen=True, slots=True)
class StoredApplication:
    """One document: its state and the ledger it came from."""

    state: Application
    ledger: Sequence[DatedFact]


@dataclass(frozen=True, slots=True)
class YearEvidence:
    """Everything the account is computed from."""

    cases: Sequence[Case]
    record: YearRecord
    routings: Sequence[ObservedFact]
    documents: Mapping[str, StoredApplication]
    clock: LegalClock
    until: datetime
    planned: Mapping[ApplicationKind, int]


@dataclass(slots=True)
class LiveYearAccount:
    """The account as the pure year has it, and what only a real line can have."""

    year: YearAccount = field(default_factory=YearAccount)
    differences: list[str] = field(default_factory=list)
    lateness_seconds: list[float] = field(default_factory=list)
    """On the wall, of every report above after its moment."""

    def differ(self, sentence: str) -> None:
        """Note a broken promise."""
        self.differences.append(sentence)


def draw_up(evidence: YearEvidence, recount: Recount) -> LiveYearAccount:
    """Compare everything promised with everything kept."""
    account = LiveYearAccount(differences=list(evidence.record.findings))
    seen: defaultdict[str, list[ObservedFact]] = defaultdict(list)
    for fact in evidence.routings:
        if fact.event_type != REFUSED:
            seen[fact.application_id].append(fact)
    held = {case.receipt.application_id: case for case in evidence.cases}
    _nothing_twice(evidence, seen, account)
    for application_id in sorted({*seen, *evidence.documents} - held.keys()):
        account.differ(f"{application_id}: without a receipt")
    for application_id, case in held.items():
        faults = list(_judged(case, seen.get(application_id, []), evidence, recount, account))
        account.differences += [f"{application_id}: {fault}" for fault in faults]
    _deeds_kept(evidence, seen, account)
    account.year.asked_in_vain.update(evidence.record.asked_in_vain)
    account.differences += differences(account.year, evidence.planned)
    return account


def _nothing_twice(
    evidence: YearEvidence, seen: Mapping[str, Sequence[ObservedFact]], account: LiveYearAccount
) -> None:
    """Nobody shares a receipt, each fact stands on the log once, and ledgers have no gaps."""
    times = Counter(case.receipt.application_id for case in evidence.cases)
    for application_id, receipts in times.items():
        if receipts > 1:
            account.differ(f"{application_id}: {receipts} receipts")
    for application_id, facts in seen.items():
        numbers = [fact.sequence for fact in facts]
        if numbers != list(range(1, len(numbers) + 1)):
            account.differ(f"{application_id}: ledger numbers are {numbers}")
        if len({fact.fact_id for fact in facts}) != len(facts):
            account.differ(f"{application_id}: facts were seen more than once")


def _judged(
    case: Case,
    seen: Sequence[ObservedFact],
    evidence: YearEvidence,
    recount: Recount,
    account: LiveYearAccount,
) -> Iterator[str]:
    """Count one application both ways and name the promises broken about it."""
    facts = [read_fact(fact) for fact in seen]
    ledger = [(fact, at) for fact, at in facts if at < evidence.until]
    account.year.facts += len(ledger)
    _counted(case, evidence.record, account.year)
    category = category_of(case.filing.submitted)
    first = told_by_date(ledger)
    account.year.told.add(category, first)
    most = MOST_LATENESS * evidence.clock.scale
    yield from faults_of(ledger, evidence.until, recount, lateness=most)
    account.lateness_seconds += _lateness(seen, facts, evidence)
    stored = evidence.documents.get(case.receipt.application_id)
    if stored is None:
        yield "not in the store"
        return
    try:
        yield from _stored_right(case.filing.submitted, first, ledger, stored, evidence, account.year)
    except DomainError as broken:
        yield f"its ledger cannot be folded: {broken.code}"


def _stored_right(
    submitted: ApplicationSubmitted,
    first: Outcome,
    ledger: Sequence[DatedFact],
    stored: StoredApplication,
    evidence: YearEvidence,
    account: YearAccount,
) -> Iterator[str]:
    """The document says what the log says; read as it stood when the watching ended."""
    if rebuild(stored.ledger) != stored.state:
        yield "its state is not what its ledger makes of it"
    kept = [(fact, at) for fact, at in stored.ledger if at < evidence.until]
    if kept != list(ledger):
        yield f"{len(kept)} facts in the store, {len(ledger)} on the log, or others"
    application = rebuild(kept)
    if application is None:
        return
    second = read(application)
    account.read.add(category_of(submitted), second)
    if not first.agrees_with(second):
        yield f"told as {_words(first)}, reads as {_words(second)}"
    if application.response is not None:
        account.answer_time += application.responses[0].issued_at - application.received_at


def _counted(case: Case, record: YearRecord, account: YearAccount) -> None:
    number = record.numbers.get(case.receipt.application_id)
    if number is None:
        account.sent_later[category_of(case.filing.submitted)] += 1
        return
    account.lives += 1
    account.numbers += number + 1
    account.squares += (number + 1) ** 2


def never_occurred(account: YearAccount) -> list[str]:
    """Name the ways to end and the marks that nobody's application had: a year of few may have none of a rare one."""
    columns: list[StrEnum] = [*(end for end in End if end is not End.OPEN), *Mark]
    return [column.value for column in columns if not account.told.of(column)]


def told_by_date(ledger: Iterable[DatedFact]) -> Outcome:
    """Count what the facts say; an answer is overdue by its date, too, before anybody could report the missed one."""
    entries = list(ledger)
    outcome = told(entries)
    if outcome.end is End.ANSWERED_IN_TIME and _answered_after_its_date(entries):
        outcome.end = End.ANSWERED_OVERDUE
    return outcome


def _answered_after_its_date(entries: Iterable[DatedFact]) -> bool:
    due, overdue = dict[TaskId | None, date](), False
    for fact, at in entries:
        match fact:
            case ClockSet(task_id=task_id, due_on=due_on, purpose=ClockPurpose.ANSWER):
                due[task_id] = due_on
            case ResponseIssued(task_id=task_id) if task_id in due:
                overdue = overdue or local_date(at) > due[task_id]
            case Routed(task_id=task_id) if task_id in due:
                pass
            case Reopened() | Routed(purpose=TaskPurpose.ACTION):
                overdue = False
    return overdue


def _lateness(seen: Sequence[ObservedFact], facts: Sequence[DatedFact], evidence: YearEvidence) -> Iterator[float]:
    """Tell of each report above how long after its moment it stood on the log."""
    clocks: dict[tuple[TaskId, int], tuple[ClockSet, datetime]] = {}
    for observed, (fact, at) in zip(seen, facts, strict=True):
        if isinstance(fact, ClockSet):
            clocks[fact.task_id, fact.clock_version] = (fact, at)
        if isinstance(fact, Escalated) and at < evidence.until and (fact.task_id, fact.clock_version) in clocks:
            clock, set_at = clocks[fact.task_id, fact.clock_version]
            moments = [max(stage.at, set_at) for stage in clock.stages if stage.stage is fact.stage]
            yield from (
                (observed.wall_at - evidence.clock.wall_at(moment)) / timedelta(seconds=1) for moment in moments
            )


def _deeds_kept(evidence: YearEvidence, seen: Mapping[str, Sequence[ObservedFact]], account: LiveYearAccount) -> None:
    """Every deed that was confirmed stands on the log, and who was told that he withdrew waits no more."""
    for action_id, application_id in evidence.record.confirmed.items():
        if not any(fact.cause == action_id for fact in seen.get(application_id, ())):
            account.differ(f"{application_id}: a deed was confirmed and is not on the log")
    for application_id in evidence.record.withdrawn:
        stored = evidence.documents.get(application_id)
        if stored is not None and stored.state.open:
            account.differ(f"{application_id}: withdrawn, and still open")


def _words(outcome: Outcome) -> str:
    return ", ".join([outcome.end, *sorted(mark.value for mark in outcome.marks)])
