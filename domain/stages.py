"""What follows when a stage of a clock falls due?"""

from domain.accused import acting_for_the_centre, is_involved
from domain.application import Application, Clock, Task
from domain.clocks import clear_clock
from domain.decision import Applied, Decision, Ignored, IgnoredBecause, World, task_id_of
from domain.facts import (
    ApplicantReminded,
    ClockClearedBecause,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    PaymentMissed,
    Reminded,
    StagePassedOver,
)
from domain.identifiers import InstitutionId
from domain.inputs import ClockFellDue
from domain.ladder import RUNGS, ScheduledStage, Stage
from domain.right_clocks import right_ends_on

_TOLD_TO_THE_APPLICANT = frozenset({Stage.PAYMENT_ENDING, Stage.APPEAL_RIGHT_ENDING, Stage.SUIT_RIGHT_ENDING})


def decide_clock(application: Application | None, fell_due: ClockFellDue, world: World) -> Decision:
    """Judge a stage that the watcher saw fall due: only a running clock's own, unreached, truly due stage counts."""
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    task = application.task(fell_due.task_id)
    clock = None if task is None else task.clock
    if task is None or clock is None or not clock.running or clock.version != fell_due.clock_version:
        return Ignored(IgnoredBecause.STALE_CLOCK)
    stage = next((stage for stage in clock.stages if stage.stage is fell_due.stage), None)
    if stage is None:
        return Ignored(IgnoredBecause.STALE_CLOCK)
    if stage.stage in clock.reached:
        return Ignored(IgnoredBecause.STAGE_ALREADY_REACHED)
    if world.now < stage.at:
        return Ignored(IgnoredBecause.EARLY)
    return _stage_reached(application, task, clock, stage, fell_due, world)


def _stage_reached(
    application: Application, task: Task, clock: Clock, stage: ScheduledStage, fell_due: ClockFellDue, world: World
) -> Decision:
    where = (task.task_id, task.institution_id, clock.version)
    if stage.stage is Stage.DEEMED_REFUSAL:
        silent = application.as_to(task)
        if silent.deemed_refused:
            return Applied((StagePassedOver(*where, stage.stage, stage.at),))
        return Applied((DeemedRefused(*where, stage.at, silent.deemed_refusal_on),))
    if stage.stage is Stage.PAYMENT_MISSED:
        return _payment_missed(application, task, clock, stage)
    if stage.stage in _TOLD_TO_THE_APPLICANT:
        return Applied((_applicant_reminded(application, task, clock, stage, world),))
    if stage.stage not in RUNGS:
        due = task.other_due_on if stage.stage is Stage.SECOND_CLOCK else None
        return Applied((Reminded(*where, stage.stage, stage.at, due or clock.due_on),))
    return _rung_climbed(application, task, clock, stage, fell_due, world)


def _payment_missed(application: Application, task: Task, clock: Clock, stage: ScheduledStage) -> Decision:
    """Let the applicant count as having given up what was to be paid for; what others still owe goes on."""
    cleared = clear_clock(task, ClockClearedBecause.UNPAID)
    missed = PaymentMissed(task.task_id, task.institution_id, clock.version, stage.stage, stage.at, clock.due_on)
    alone = all(each.task_id == task.task_id for each in application.tasks_to_act_on)
    return Applied((*cleared, missed, *((Closed(ClosedBecause.UNPAID),) if alone else ())))


def _rung_climbed(
    application: Application, task: Task, clock: Clock, stage: ScheduledStage, fell_due: ClockFellDue, world: World
) -> Decision:
    where = (task.task_id, task.institution_id, clock.version)
    target = _rung_target(application, task.institution_id, stage.stage, world)
    told = application.was_told_as_missed(clock.due_on, task)
    missed = () if told else (DeadlineMissed(*where, clock.due_on),)
    if target is None:
        return Applied((*missed, StagePassedOver(*where, stage.stage, stage.at)))
    escalated = Escalated(*where, stage.stage, stage.at, target, task_id_of(fell_due.input_id), clock.due_on)
    return Applied((*missed, escalated))


def _applicant_reminded(
    application: Application, task: Task, clock: Clock, stage: ScheduledStage, world: World
) -> ApplicantReminded | StagePassedOver:
    """Tell the applicant what is about to run out; a right that was used, or never arose, is passed over."""
    where = (task.task_id, task.institution_id, clock.version, stage.stage, stage.at)
    if stage.stage is Stage.PAYMENT_ENDING:
        return ApplicantReminded(*where, clock.due_on)
    until_on = right_ends_on(application, task, stage.stage, world)
    return StagePassedOver(*where) if until_on is None else ApplicantReminded(*where, until_on)


def _rung_target(application: Application, holder: InstitutionId, stage: Stage, world: World) -> InstitutionId | None:
    """Name who is told: the holder's coordinator, then the centre; above the centre stands the Prime Ministry.

    Who is complained of is passed over, the centre too: nobody is told of a complaint about himself. None where nobody
    is left but the holder.
    """
    registry, accused = world.registry, application.accused_institution_id
    coordinator, centre = registry.coordinator_of(holder), acting_for_the_centre(accused, registry, world.today)
    to_the_centre = stage is Stage.CENTRE and holder != centre.institution_id
    target = centre if to_the_centre or is_involved(coordinator, accused, registry) else coordinator
    nobody_left = target.institution_id == holder or is_involved(target, accused, registry)
    return None if nobody_left else target.institution_id
