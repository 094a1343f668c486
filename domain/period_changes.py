"""What moves a clock besides a change of hands?

An extension, a fee, its payment, an interim answer (`answering`), a changed calendar: nothing else does.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.application import Application, Clock, Task
from domain.clocks import Running, clear_clock, clock, other_start
from domain.decision import Applied, Asking, Decision, Ignored, IgnoredBecause, Refused, World, folded, text_of
from domain.facts import (
    ClockClearedBecause,
    ClockPurpose,
    ClockSet,
    DeadlineMissed,
    DueDateChanged,
    EscalationTakenBack,
    Fact,
    FeePaid,
    FeeRequested,
    PeriodExtended,
    RefusalCode,
)
from domain.inputs import CalendarChanged, ExtendTask, RecordPayment, RequestFee
from domain.ladder import ScheduledStage, Stage, opening
from domain.legal_regime import LegalRegime
from domain.periods import PeriodName

FREE_PAGES = 10
"""The first pages cost nothing (Law 4982, art. 10)."""

_GIVEN_MORE_TIME = {"extended_or_paid": True, "recounts_silence": True}


def decide_extension(asking: Asking, extend: ExtendTask) -> Decision:
    """Give 30 working days from the same day zero, told before the 15th ends (Law 4982, art. 11)."""
    task, world = asking.task, asking.world
    obstacle = _obstacle(asking, RefusalCode.EXTENSION_NOT_PROVIDED)
    if obstacle is not None or task.clock is None or task.clock.started_on is None:
        return Refused(obstacle or RefusalCode.EXTENSION_NOT_PROVIDED)
    if task.extended:
        return Refused(RefusalCode.ALREADY_EXTENDED)
    reason, texts = text_of(asking.input_id, "reason", extend.reason)
    running = Running.again(task, task.clock.started_on, PeriodName.INFORMATION_EXTENDED, **_GIVEN_MORE_TIME)
    longer = clock(asking.application, running, world, other_started_on=other_start(asking.application, task))
    extended = PeriodExtended(
        task.task_id, task.institution_id, extend.ground, reason, task.clock.due_on, longer.due_on
    )
    return Applied(in_step(asking.application, (extended, longer), world), texts)


def decide_fee(asking: Asking, fee: RequestFee) -> Decision:
    """Interrupt the answer period until the cost of access is paid, 15 working days at most (Law 4982, art. 10-11)."""
    task, world = asking.task, asking.world
    obstacle = _obstacle(asking, RefusalCode.FEE_NOT_PROVIDED)
    if obstacle is not None:
        return Refused(obstacle)
    if task.fee is not None:
        return Refused(RefusalCode.FEE_ALREADY_REQUESTED)
    if fee.pages <= FREE_PAGES:
        return Refused(RefusalCode.FIRST_PAGES_ARE_FREE)
    how_to_pay, texts = text_of(asking.input_id, "how_to_pay", fee.how_to_pay)
    running = Running.again(task, world.today, PeriodName.PAYMENT, purpose=ClockPurpose.PAYMENT)
    paying = clock(asking.application, running, world)
    requested = FeeRequested(task.task_id, task.institution_id, fee.pages, fee.amount, how_to_pay, paying.due_on)
    return Applied((*clear_clock(task, ClockClearedBecause.INTERRUPTED), requested, paying), texts)


def decide_payment(asking: Asking, payment: RecordPayment) -> Decision:
    """Let the whole answer period run anew from the day of payment: it was interrupted, not paused (rulebook D8).

    Where it did not wait, since the clock of another part runs, the payment is noted and that clock runs on.
    """
    application, task, world = asking.application, asking.task, asking.world
    if not task.owes_a_fee:
        return Refused(RefusalCode.NO_FEE_REQUESTED)
    if payment.paid_on > world.today:
        return Refused(RefusalCode.PAID_IN_THE_FUTURE)
    waiting = task.clock if task.awaits_payment else None
    asked_from = None if waiting is None else waiting.started_on
    if payment.paid_on < (asked_from or application.counted_from):
        return Refused(RefusalCode.PAID_BEFORE_ASKED)
    paid = FeePaid(task.task_id, task.institution_id, payment.paid_on)
    if waiting is None:
        return Applied((paid,))
    period = PeriodName.INFORMATION_EXTENDED if task.extended else PeriodName.INFORMATION
    running = Running.again(task, payment.paid_on, period, **_GIVEN_MORE_TIME)
    anew = clock(application, running, world)
    cleared = clear_clock(task, ClockClearedBecause.INTERRUPTED)
    return Applied(in_step(application, (*cleared, paid, anew), world))


def decide_calendar_change(application: Application | None, changed: CalendarChanged, world: World) -> Decision:
    """Count every running clock again; tell old and new date, and take back a rung that is no longer due."""
    del changed
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    state, facts = application, list[Fact]()
    for task in application.tasks:
        if task.clock is not None and task.clock.running:
            moved = tuple(_counted_again(state, task, task.clock, world))
            state, facts = folded(state, moved, world), [*facts, *moved]
    return Applied(in_step(application, tuple(facts), world)) if facts else Ignored(IgnoredBecause.NOTHING_MOVED)


def in_step(application: Application, moved: tuple[Fact, ...], world: World) -> tuple[Fact, ...]:
    """Let the day on which silence refuses, where these facts moved it, be one day on the clocks of all who act."""
    after = folded(application, moved, world)
    followed = (
        _laid_out_again(after, task, task.clock, world)
        for task in after.tasks_to_act_on
        if task.clock is not None and _silence_moved(after.as_to(task), task.clock)
    )
    return (*moved, *(each for clocks in followed for each in clocks))


def _silence_moved(application: Application, clock: Clock) -> bool:
    silence = opening(application.deemed_refusal_on + timedelta(days=1))
    return any(each.stage is Stage.DEEMED_REFUSAL and each.at != silence for each in _still_to_come(clock))


def _laid_out_again(application: Application, task: Task, old: Clock, world: World) -> Iterator[ClockSet]:
    if old.started_on is None or old.period is None:
        return
    running = Running.again(task, old.started_on, old.period, purpose=old.purpose)
    counted = clock(application, running, world, other_started_on=other_start(application, task))
    yield replace(counted, stages=_stages_to_come(counted, old, world))


def _counted_again(application: Application, task: Task, old: Clock, world: World) -> Iterator[Fact]:
    if old.started_on is None or old.period is None or old.purpose is ClockPurpose.RIGHT:
        return
    recounts = old.purpose is not ClockPurpose.PAYMENT
    running = Running.again(task, old.started_on, old.period, purpose=old.purpose, recounts_silence=recounts)
    counted = clock(application, running, world, other_started_on=other_start(application, task))
    new = replace(counted, stages=_stages_to_come(counted, old, world))
    same_dates = (new.due_on, new.other_due_on, new.deemed_refusal_on) == (old.due_on, task.other_due_on, None)
    if same_dates and new.stages == _still_to_come(old):
        return
    yield new
    if new.due_on != old.due_on:
        yield DueDateChanged(task.task_id, task.institution_id, old.due_on, new.due_on)
    if recounts and new.due_on < world.today and not task.overdue:
        yield DeadlineMissed(task.task_id, task.institution_id, new.clock_version, new.due_on)
    yield from _taken_back(application, task, old, new)


def _stages_to_come(new: ClockSet, old: Clock, world: World) -> tuple[ScheduledStage, ...]:
    """Leave out what lies behind: a rung stays climbed unless its day now lies ahead.

    What fell due before the change and was not told yet is told all the same.
    """
    waiting = {stage.stage: stage for stage in _still_to_come(old)}
    ahead = [stage for stage in new.stages if stage.at > world.now or stage.stage in waiting]
    counted = {stage.stage for stage in ahead}
    fallen_due = [stage for stage in waiting.values() if stage.at <= world.now and stage.stage not in counted]
    return tuple(sorted((*ahead, *fallen_due), key=lambda stage: stage.at))


def _still_to_come(clock: Clock) -> tuple[ScheduledStage, ...]:
    return tuple(stage for stage in clock.stages if stage.stage not in clock.reached)


def _taken_back(application: Application, task: Task, old: Clock, new: ClockSet) -> Iterator[EscalationTakenBack]:
    """Take back the rungs whose day lies ahead again; whoever was told of the delay is told that, too.

    They may have been climbed before the task changed hands, for the same due date.
    """
    ahead = {stage.stage for stage in new.stages} - {stage.stage for stage in _still_to_come(old)}
    climbed_by = {task.task_id, *(each.task_id for each in application.tasks if not each.open)}
    for told in application.open_tasks:
        if told.escalation_of in climbed_by and told.escalation_stage in ahead:
            yield EscalationTakenBack(
                task.task_id, task.institution_id, told.escalation_stage, told.institution_id, told.task_id
            )


def _obstacle(asking: Asking, not_provided: RefusalCode) -> RefusalCode | None:
    """Say why the period cannot be changed: another law, no clock, or its last day has passed."""
    application, task, world = asking.application, asking.task, asking.world
    if application.legal_regime is not LegalRegime.RIGHT_TO_INFORMATION or application.appeal_of is not None:
        return not_provided
    if task.clock is None or not task.clock.running:
        return not_provided
    return RefusalCode.PERIOD_PASSED if world.today > task.clock.due_on else None
