"""When is a task due, and what follows when a stage of its clock falls due?"""

from datetime import date

from domain.accused import is_involved
from domain.application import Application, Task
from domain.deadline import due_on
from domain.decision import Applied, Decision, Ignored, IgnoredBecause, World, task_id_of
from domain.facts import ClockCleared, ClockClearedBecause, ClockSet, DeadlineMissed, DeemedRefused, Escalated, Reminded
from domain.identifiers import InstitutionId, TaskId
from domain.inputs import ClockFellDue
from domain.ladder import RUNGS, ScheduledStage, Stage, schedule
from domain.legal_regime import LegalRegime, answer_period

SILENCE_REFUSES = frozenset({LegalRegime.PETITION, LegalRegime.RIGHT_TO_INFORMATION})
"""Where an unanswered application counts as refused (Law 2577, art. 10); boards decide in their own time."""


def clock_on_arrival(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Set the citizen's clock for a task given by registration, screening or placing: it never restarts."""
    return _clock(application, task_id, institution_id, application.received_on, world)


def clock_after_transfer(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Set the clock of the institution an application was referred to.

    Under Law 4982, art. 7/3 the holder's period starts when the application reaches it; a petition's never restarts
    (Law 3071 is silent, so the citizen's clock goes on).
    """
    restarts = application.legal_regime is LegalRegime.RIGHT_TO_INFORMATION
    started_on = world.today if restarts else application.received_on
    return _clock(application, task_id, institution_id, started_on, world)


def _clock(
    application: Application, task_id: TaskId, institution_id: InstitutionId, started_on: date, world: World
) -> ClockSet:
    due = due_on(started_on, answer_period(application.legal_regime), world.calendar)
    stages = schedule(started_on, due.on, application.deemed_refusal_on, world.calendar)
    return ClockSet(
        task_id=task_id,
        institution_id=institution_id,
        clock_version=1,
        received_on=started_on,
        due_on=due.on,
        due_rule=due.rule,
        due_derivation=due.derivation,
        stages=tuple(stage for stage in stages if _still_to_come(application, stage, due.on, world)),
    )


def _still_to_come(application: Application, stage: ScheduledStage, due: date, world: World) -> bool:
    """Leave out what the application went through already: past reminders, and rungs climbed for the same due date."""
    if stage.stage is Stage.DEEMED_REFUSAL:
        return application.legal_regime in SILENCE_REFUSES and not application.deemed_refused
    if stage.stage in RUNGS:
        return not any(
            task.clock is not None and task.clock.due_on == due and stage.stage in task.clock.reached
            for task in application.tasks
        )
    return stage.at > world.now


def clear_clock(task: Task, because: ClockClearedBecause) -> tuple[ClockCleared, ...]:
    """Stop the clock of a task; nothing where none runs."""
    if task.clock is None or not task.clock.running:
        return ()
    return (ClockCleared(task.task_id, task.institution_id, task.clock.version, because),)


def decide_clock(application: Application | None, fell_due: ClockFellDue, world: World) -> Decision:
    """Judge a stage that the watcher saw fall due: only a running clock's own, unreached, truly due stage counts."""
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    task = application.task(fell_due.task_id)
    if task is None or task.clock is None or not task.clock.running or task.clock.version != fell_due.clock_version:
        return Ignored(IgnoredBecause.STALE_CLOCK)
    stage = next((stage for stage in task.clock.stages if stage.stage is fell_due.stage), None)
    if stage is None:
        return Ignored(IgnoredBecause.STALE_CLOCK)
    if stage.stage in task.clock.reached:
        return Ignored(IgnoredBecause.STAGE_ALREADY_REACHED)
    if world.now < stage.at:
        return Ignored(IgnoredBecause.EARLY)
    return _stage_reached(application, task, stage, fell_due, world)


def _stage_reached(
    application: Application, task: Task, stage: ScheduledStage, fell_due: ClockFellDue, world: World
) -> Decision:
    assert task.clock is not None  # noqa: S101
    where = (task.task_id, task.institution_id, task.clock.version)
    due = task.clock.due_on
    if stage.stage is Stage.DEEMED_REFUSAL:
        if application.deemed_refused:
            return Ignored(IgnoredBecause.STAGE_ALREADY_REACHED)
        return Applied((DeemedRefused(*where, stage.at, application.deemed_refusal_on),))
    if stage.stage not in RUNGS:
        return Applied((Reminded(*where, stage.stage, stage.at, due),))
    target = _rung_target(application, task.institution_id, stage.stage, world)
    escalated = Escalated(*where, stage.stage, stage.at, target, task_id_of(fell_due.input_id), due)
    missed = () if task.overdue else (DeadlineMissed(*where, due),)
    return Applied((*missed, escalated))


def _rung_target(application: Application, holder: InstitutionId, stage: Stage, world: World) -> InstitutionId:
    """Name who is told: the holder's coordinator, then the centre; above the centre stands the Prime Ministry.

    A coordinator whose head is complained of is passed over: nobody is told of a complaint about himself.
    """
    registry = world.registry
    if stage is Stage.CENTRE and holder != registry.centre.institution_id:
        return registry.centre.institution_id
    coordinator = registry.coordinator_of(holder)
    if is_involved(coordinator, application.accused_institution_id, registry):
        return registry.centre.institution_id
    return coordinator.institution_id
