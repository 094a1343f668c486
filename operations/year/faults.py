"""Which promises did a life break? Judged from its facts and moments alone, with every date counted a second time."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import pairwise

from domain.business_calendar import local_date
from domain.facts import (
    ClockSet,
    Closed,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    NoticeRecorded,
    Registered,
    Reminded,
    ResponseIssued,
)
from domain.ladder import Stage
from domain.legal_regime import LegalRegime
from operations.year.intents import Ledger
from operations.year.recount import DAY, Recount, morning_of

WORKING_DAYS_AFTER = {Stage.COORDINATOR: 1, Stage.CENTRE: 5}
SILENCE_REFUSES = frozenset({LegalRegime.PETITION, LegalRegime.RIGHT_TO_INFORMATION})


def faults_of(ledger: Ledger, until: datetime, recount: Recount) -> Iterator[str]:
    """Name every broken promise of a life that was watched until a moment."""
    facts = [fact for fact, _ in ledger]
    if not facts or not isinstance(facts[0], Registered) or sum(isinstance(fact, Registered) for fact in facts) != 1:
        yield "not registered first and once"
        return
    registered = facts[0]
    yield from _order_kept(ledger)
    yield from _dates_right(registered, recount)
    yield from _stages_once(facts)
    yield from _stages_in_their_time(ledger, recount)
    yield from _nobody_forgotten(registered, ledger, until, recount)


def _order_kept(ledger: Ledger) -> Iterator[str]:
    """Time runs forward, and after the closing only notices are recorded."""
    if any(before > after for (_, before), (_, after) in pairwise(ledger)):
        yield "facts out of the order of time"
    closed = next((place for place, (fact, _) in enumerate(ledger) if isinstance(fact, Closed)), len(ledger))
    if not all(isinstance(fact, NoticeRecorded) for fact, _ in ledger[closed + 1 :]):
        yield "something happened after the closing"


def _dates_right(registered: Registered, recount: Recount) -> Iterator[str]:
    if registered.received_on != local_date(registered.received_at):
        yield f"received at {registered.received_at}, dated {registered.received_on}"
    due_on = recount.due_on(registered.legal_regime, registered.received_on)
    if registered.due_on != due_on:
        yield f"received on {registered.received_on}, due on {registered.due_on} instead of {due_on}"
    deemed_on = recount.deemed_refusal_on(registered.received_on)
    if registered.deemed_refusal_on != deemed_on:
        yield f"silence ends on {registered.deemed_refusal_on} instead of {deemed_on}"


def _stages_once(facts: Iterable[Fact]) -> Iterator[str]:
    """No clock reaches a stage twice, no delay is reported twice on one rung, silence refuses once."""
    seen: set[object] = set()
    for fact in facts:
        keys: tuple[object, ...] = ()
        match fact:
            case Reminded():
                keys = ((fact.task_id, fact.clock_version, fact.stage),)
            case Escalated():
                keys = ((fact.task_id, fact.clock_version, fact.stage), (fact.due_on, fact.stage))
            case DeemedRefused():
                keys = (Stage.DEEMED_REFUSAL,)
        if not seen.isdisjoint(keys):
            yield f"{type(fact).__name__} twice"
        seen.update(keys)


def _stages_in_their_time(ledger: Ledger, recount: Recount) -> Iterator[str]:
    for fact, at in ledger:
        match fact:
            case Escalated(stage=stage, due_on=due_on) if at < recount.rung_at(due_on, WORKING_DAYS_AFTER[stage]):
                yield f"{stage} told at {at}, before its day after {due_on}"
            case DeadlineMissed(due_on=due_on) if local_date(at) <= due_on:
                yield f"missed at {at}, due on {due_on}"
            case DeemedRefused(deemed_refusal_on=deemed_on) if at != morning_of(deemed_on + DAY):
                yield f"deemed refused at {at}, silence ended on {deemed_on}"


def _nobody_forgotten(registered: Registered, ledger: Ledger, until: datetime, recount: Recount) -> Iterator[str]:
    """Whoever waited past a stage's moment went through that stage."""
    ended_at = next((at for fact, at in ledger if isinstance(fact, ResponseIssued | Closed)), until)
    due_on = _last_due_on(ledger, ended_at)
    for stage, working_days in WORKING_DAYS_AFTER.items():
        if recount.rung_at(due_on, working_days) < ended_at and not _escalated(ledger, stage, due_on):
            yield f"waited past {due_on} and the {stage} was not told"
    silence_ends = morning_of(registered.deemed_refusal_on + DAY)
    refused = any(isinstance(fact, DeemedRefused) for fact, _ in ledger)
    if registered.legal_regime in SILENCE_REFUSES and silence_ends < ended_at and not refused:
        yield f"silence until {registered.deemed_refusal_on} did not refuse"


def _last_due_on(ledger: Ledger, before: datetime) -> date:
    """Name the due date that held last while somebody still waited."""
    return [fact.due_on for fact, at in ledger if isinstance(fact, ClockSet | Registered) and at < before][-1]


def _escalated(ledger: Ledger, stage: Stage, due_on: date) -> bool:
    return any(isinstance(fact, Escalated) and fact.stage is stage and fact.due_on == due_on for fact, _ in ledger)
