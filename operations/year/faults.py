"""Which promises were broken about an application? Judged from its facts and moments, every date counted again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypeAlias

from domain.business_calendar import local_date
from domain.facts import (
    AppealRecorded,
    ApplicantReminded,
    ClockCleared,
    ClockPurpose,
    ClockSet,
    Closed,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    FoundInvalid,
    Joined,
    NoticeRecorded,
    NotProcessed,
    PaymentMissed,
    Registered,
    Reminded,
    Reopened,
    Routed,
    StagePassedOver,
)
from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, TaskId
from domain.inputs import AppealStep
from domain.ladder import Stage
from domain.legal_regime import LegalRegime
from domain.periods import PeriodName
from domain.routing_reason import ReasonCode
from operations.year.intents import Ledger
from operations.year.recount import DAY, Recount, morning_of

WORKING_DAYS_AFTER = {Stage.COORDINATOR: 1, Stage.CENTRE: 5}
SILENCE_REFUSES = frozenset({LegalRegime.PETITION, LegalRegime.RIGHT_TO_INFORMATION})
PERIOD_OF = {
    LegalRegime.PETITION: PeriodName.PETITION,
    LegalRegime.RIGHT_TO_INFORMATION: PeriodName.INFORMATION,
    LegalRegime.ETHICS: PeriodName.ETHICS,
    LegalRegime.HUMAN_RIGHTS: PeriodName.HUMAN_RIGHTS,
}
MAY_FOLLOW_THE_END = (
    NoticeRecorded,
    ClockSet,
    ClockCleared,
    ApplicantReminded,
    StagePassedOver,
    AppealRecorded,
    Joined,
    NotProcessed,
)
"""Notices, what the law still gives who was refused, what others tell, and false statements found afterwards."""

STAGE_REACHED = (Reminded, Escalated, DeemedRefused, ApplicantReminded, PaymentMissed, StagePassedOver)
AWAITS_AN_INSTITUTION = frozenset({ClockPurpose.ANSWER, ClockPurpose.PLACING})
COUNTED_AGAIN = frozenset({Stage.DUE_DAY, Stage.COORDINATOR, Stage.CENTRE, Stage.DEEMED_REFUSAL, Stage.PAYMENT_MISSED})
Key: TypeAlias = tuple[TaskId, int, Stage]


@dataclass(slots=True)
class _Run:
    """A clock from the moment it was set until it was cleared, set anew, or watched no more."""

    clock: ClockSet
    since: datetime
    until: datetime


@dataclass(slots=True)
class _Round:
    """From which day the periods count and until when silence does; where some answer anew, for others the old one."""

    begun_on: date
    silence: date
    refused: bool = False


def faults_of(
    ledger: Ledger, until: datetime, recount: Recount, *, lateness: timedelta = timedelta(0)
) -> Iterator[str]:
    """Name every broken promise about an application that was watched until a moment.

    `lateness` is the legal time after its moment within which a stage counts as reached in time.
    """
    first = ledger[0][0] if ledger else None
    if not isinstance(first, Registered) or sum(isinstance(fact, Registered) for fact, _ in ledger) != 1:
        yield "not registered first and once"
        return
    yield from _order_kept(ledger)
    yield from _counted_right(first, recount)
    yield from _reported_right(ledger)
    yield from _clocks_right(first, ledger, recount)
    yield from _stages_right(ledger, until, lateness)


def _order_kept(ledger: Ledger) -> Iterator[str]:
    """Time runs forward, and nobody acts on what has ended, unless it was taken up again."""
    if any(before > after for (_, before), (_, after) in pairwise(ledger)):
        yield "facts out of the order of time"
    ended = False
    for fact, _ in ledger:
        if ended and isinstance(fact, Reopened | Routed):
            ended = False
        if ended and not isinstance(fact, MAY_FOLLOW_THE_END):
            yield f"{type(fact).__name__} after the end"
        ended = ended or isinstance(fact, Closed | NotProcessed | FoundInvalid)


def _counted_right(registered: Registered, recount: Recount) -> Iterator[str]:
    received_on = registered.received_on
    if received_on != local_date(registered.received_at):
        yield f"received at {registered.received_at}, dated {received_on}"
    appeal = registered.appeal_of is not None
    period = PeriodName.REVIEW_BOARD if appeal else PERIOD_OF[registered.legal_regime]
    due_on = recount.end_of(period, received_on)
    if registered.due_on != due_on:
        yield f"received on {received_on}, due on {registered.due_on} instead of {due_on}"
    silence = recount.silence_from(received_on)
    if registered.deemed_refusal_on != silence:
        yield f"silence ends on {registered.deemed_refusal_on} instead of {silence}"


def _reported_right(ledger: Ledger) -> Iterator[str]:
    """No due date is missed before it passed, none is reported above unless it was missed.

    Silence refuses once, and once more for each time the application was taken up again.
    """
    missed, told, refused, rounds = set(), set(), 0, 1
    for fact, at in ledger:
        rounds += _takes_up_again(fact)
        match fact:
            case DeadlineMissed(due_on=due_on):
                missed.add(due_on)
                if local_date(at) <= due_on:
                    yield f"missed at {at}, due on {due_on}"
            case Escalated(task_id=task_id, stage=stage, due_on=due_on):
                if due_on not in missed:
                    yield f"{stage} told of {due_on}, which nobody missed"
                if (task_id, stage, due_on) in told:
                    yield f"{stage} told twice of {due_on}"
                told.add((task_id, stage, due_on))
            case DeemedRefused():
                refused += 1
                if refused > rounds:
                    yield f"refused by silence {refused} times"


def _takes_up_again(fact: Fact) -> bool:
    upheld = isinstance(fact, Routed) and any(reason.code == ReasonCode.APPEAL_UPHELD for reason in fact.because)
    return upheld or isinstance(fact, Reopened)


def _clocks_right(registered: Registered, ledger: Ledger, recount: Recount) -> Iterator[str]:
    """Every clock ends on the day its period ends and has its stages on their days, those gone through left out."""
    rounds, climbed = [_Round(registered.received_on, registered.deemed_refusal_on)], set[tuple[Stage, date]]()
    appeals = dict[ApplicationId, tuple[date, date]]()
    for fact, at in ledger:
        if _takes_up_again(fact):
            standing = rounds if isinstance(fact, Routed) else []
            rounds = [_Round(local_date(at), rounds[0].silence), *standing]
        match fact:
            case Escalated(stage=stage, due_on=due_on):
                climbed.add((stage, due_on))
            case DeemedRefused():
                for each in rounds:
                    each.refused = each.refused or each.silence == fact.deemed_refusal_on
            case AppealRecorded(step=AppealStep.LODGED | AppealStep.VOID):
                lodged_on = local_date(fact.lodged_at or at)
                appeals |= {fact.appeal_id: (lodged_on, lodged_on)}
            case AppealRecorded(decision=AppealOutcome.WITHDRAWN):
                appeals |= {fact.appeal_id: (appeals[fact.appeal_id][0], local_date(fact.ended_at or at))}
            case ClockSet():
                silence = fact.deemed_refusal_on
                if silence is not None:
                    moved = [each for each in rounds if silence in _ends_of_silence(each.begun_on, fact, recount)]
                    if not moved:
                        yield f"silence moved to {silence}"
                    (moved or rounds)[0].silence = silence
                ends = {_end_of(each.begun_on, fact, recount) for each in rounds}
                if fact.due_on not in {*ends, _end_of_rest(fact, appeals.values(), recount)}:
                    yield f"{fact.period} from {fact.received_on} ends on {fact.due_on}"
                rungs = _rungs(fact, climbed, recount)
                wanted = [rungs | _other_stages(registered, fact, at, each) for each in rounds]
                planned = {stage.stage: stage.at for stage in fact.stages if stage.stage in COUNTED_AGAIN}
                if planned not in wanted:
                    yield f"stages of {fact.due_on} stand at {planned} instead of {wanted[0]}"


def _end_of(begun_on: date, clock: ClockSet, recount: Recount) -> date:
    """Count a clock's period; after an interim answer it ends with the longest wait at the latest."""
    assert clock.period is not None  # noqa: S101
    end = recount.end_of(clock.period, clock.received_on)
    if clock.period is PeriodName.FOLLOW_UP:
        return min(end, recount.longest_wait_from(begun_on))
    return end


def _end_of_rest(clock: ClockSet, appeals: Iterable[tuple[date, date]], recount: Recount) -> date | None:
    """Count the suit of a refusal on, where the appeals against it were withdrawn."""
    stood = [(lodged_on, ended_on) for lodged_on, ended_on in appeals if ended_on > lodged_on]
    of_the_suit = clock.purpose is ClockPurpose.RIGHT and clock.period is PeriodName.SUIT
    return recount.suit_ends_on(clock.received_on, stood) if of_the_suit and stood else None


def _ends_of_silence(begun_on: date, clock: ClockSet, recount: Recount) -> set[date]:
    """List the days to which a written notice, or being taken up again, may move the end of silence."""
    waits = {
        end
        for day in (begun_on, clock.received_on)
        for end in (recount.silence_from(day), recount.longest_wait_from(day))
    }
    return {*waits, clock.due_on}


def _rungs(clock: ClockSet, climbed: set[tuple[Stage, date]], recount: Recount) -> dict[Stage, datetime]:
    if clock.purpose not in AWAITS_AN_INSTITUTION:
        return {}
    rungs = {stage: recount.rung_at(clock.due_on, days) for stage, days in WORKING_DAYS_AFTER.items()}
    return {stage: at for stage, at in rungs.items() if (stage, clock.due_on) not in climbed}


def _other_stages(registered: Registered, clock: ClockSet, set_at: datetime, of: _Round) -> dict[Stage, datetime]:
    if clock.purpose is ClockPurpose.PAYMENT:
        return {Stage.PAYMENT_MISSED: morning_of(clock.due_on + DAY)}
    if clock.purpose not in AWAITS_AN_INSTITUTION:
        return {}
    due_day = morning_of(clock.due_on)
    stages = {Stage.DUE_DAY: due_day} if due_day > set_at else {}
    if registered.legal_regime in SILENCE_REFUSES and registered.appeal_of is None and not of.refused:
        stages[Stage.DEEMED_REFUSAL] = morning_of(of.silence + DAY)
    return stages


def _stages_right(ledger: Ledger, until: datetime, lateness: timedelta) -> Iterator[str]:
    """A stage is reached at its moment or, where it had passed, when its clock was set: once, and by no other clock."""
    reached = defaultdict[Key, list[datetime]](list)
    for fact, at in ledger:
        if isinstance(fact, STAGE_REACHED):
            reached_now = Stage.DEEMED_REFUSAL if isinstance(fact, DeemedRefused) else fact.stage
            reached[fact.task_id, fact.clock_version, reached_now].append(at)
    for run in _runs(ledger, until):
        for stage in run.clock.stages:
            moment = max(stage.at, run.since)
            times = reached.pop((run.clock.task_id, run.clock.clock_version, stage.stage), [])
            if not times and moment + lateness < run.until:
                yield f"{stage.stage} at {moment} was forgotten"
            elif len(times) > 1 or any(not moment <= at <= moment + lateness for at in times):
                yield f"{stage.stage} at {', '.join(map(str, times))} instead of {moment}"
    for _, _, stage_of_none in reached:
        yield f"{stage_of_none} belongs to no clock"


def _runs(ledger: Ledger, until: datetime) -> list[_Run]:
    """Reconstruct from when until when each clock ran."""
    runs, running = list[_Run](), dict[TaskId, _Run]()
    for fact, at in ledger:
        if isinstance(fact, ClockSet | ClockCleared) and fact.task_id in running:
            running.pop(fact.task_id).until = at
        if isinstance(fact, ClockSet):
            running[fact.task_id] = _Run(fact, at, until)
            runs.append(running[fact.task_id])
    return runs
