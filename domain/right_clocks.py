"""When is the applicant reminded that a right against a refusal is about to run out?

Everything follows from the refusals as they stand (`refusals`, `rights`): a clock is set where a right runs and nobody
watches it, and stopped where an appeal stopped or annulled what it ran against.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.accused import acting_for_the_centre
from domain.application import Appeal, Application, Task
from domain.clocks import STAGE_OF, Running, clear_clock, clock, counts_silence, other_start, right_stages
from domain.deadline import DueDate
from domain.decision import World, folded
from domain.facts import ClockCleared, ClockClearedBecause, ClockPurpose, ClockSet, Reopened
from domain.identifiers import TaskId
from domain.ladder import ScheduledStage, Stage
from domain.refusals import Refusal, RefusedBy, came_after, refusals_of, silent_tasks
from domain.rights import PERIOD_OF, Right, RightState, counted_rights, rights_against


@dataclass(frozen=True, slots=True)
class _Watch:
    """What is still to be told of one refusal: the first right that runs, its last day, and the moments to remind."""

    refusal: Refusal
    day_zero: date
    first: Right
    due: DueDate
    stages: tuple[ScheduledStage, ...]


def clocks_after_service(application: Application, task_id: TaskId, world: World) -> tuple[ClockSet, ...]:
    """Watch what was refused from the day it reached the applicant (R-I4); what fell due before is told at once.

    What one letter told has one clock. `task_id` is whose the clock is where it was nobody's task. Nothing where the
    law gives no right that is near, nobody can be told, or an appeal was lodged.
    """
    return tuple(_set(application, refusals_of(application, world.today), task_id, world))


def clocks_after_reopening(application: Application, reopened: Reopened, world: World) -> tuple[ClockCleared, ...]:
    """Stop the reminders of what is no refusal any more since it was taken up again; an answer stays one until then."""
    after = folded(application, (reopened,), world)
    standing = {each.task_id for each in refusals_of(after, world.today)}
    ended = (task for task in application.tasks if task.task_id not in standing)
    return tuple(cleared for task in ended for cleared in clear_clock(task, ClockClearedBecause.HANDED_OVER))


def clocks_after_appeal(
    application: Application, appeal: Appeal, task_id: TaskId, world: World
) -> tuple[ClockSet | ClockCleared, ...]:
    """Stop the reminders of what an appeal stopped or annulled, and watch again what runs on since it ended.

    A reminder that fell due while it stood before the Board is told now, while the right still runs.
    """
    against = [each for each in refusals_of(application, world.today) if came_after(appeal, each)]
    stopped = (each for each in against if each.annulled or each.before_the_board)
    return (
        *(cleared for each in stopped for cleared in _cleared(application, each)),
        *_set(application, against, task_id, world, missed_since=appeal.lodged_at),
    )


def right_ends_on(application: Application, task: Task, stage: Stage, world: World) -> date | None:
    """Find the last day of the right that a clock reminds of; None where it was used, stopped, ended or never arose."""
    silent = task.clock is None or task.clock.purpose is not ClockPurpose.RIGHT
    for refusal in refusals_of(application, world.today):
        if silent != (refusal.by is RefusedBy.SILENCE):
            continue
        if not _is_told_by(application, task, refusal):
            continue
        for held in rights_against(application, refusal, world.today, world.calendar):
            if STAGE_OF[held.right] is stage and held.state is RightState.OPEN:
                return held.until_on
    return None


def _is_told_by(application: Application, task: Task, refusal: Refusal) -> bool:
    """Tell whether the clock of this task reminds of a refusal: of one silence one clock alone does."""
    if refusal.by is RefusedBy.SILENCE:
        return _counting(application, refusal) == task
    return refusal.task_id in (None, task.task_id)


def _counting(application: Application, refusal: Refusal) -> Task | None:
    return next((each for each in silent_tasks(application, refusal) if _counts(each)), None)


def _cleared(application: Application, refusal: Refusal) -> tuple[ClockCleared, ...]:
    task = _task_watching(application, refusal, None)
    return () if task is None or not _is_watching(task) else clear_clock(task, ClockClearedBecause.APPEALED)


def _set(
    application: Application,
    refusals: Iterable[Refusal],
    task_id: TaskId,
    world: World,
    missed_since: datetime | None = None,
) -> Iterator[ClockSet]:
    """Set the clock of each refusal that is not watched as it should be; of those with the same days the last one's."""
    watches: dict[tuple[date, date, bool], _Watch] = {}
    for refusal in refusals:
        watch = _to_be_watched(application, refusal, world, missed_since)
        if watch is not None:
            watches[watch.day_zero, watch.due.on, refusal.by is RefusedBy.SILENCE] = watch
    for watch in watches.values():
        if watch.refusal.by is RefusedBy.SILENCE:
            yield from _of_silence(application, watch, world)
        else:
            yield from _of_refusal(application, watch, task_id, world)


def _to_be_watched(
    application: Application, refusal: Refusal, world: World, missed_since: datetime | None
) -> _Watch | None:
    """Lay out what is still to be told; nothing where nobody can be told or no right runs to a known day."""
    if not counts_silence(application) or refusal.day_zero is None:
        return None
    counted = counted_rights(application, refusal, world.calendar)
    running = {right: due for right, due in counted.items() if world.today <= due.on}
    since = world.now if missed_since is None and refusal.by is RefusedBy.SILENCE else missed_since
    stages = tuple(each for each in right_stages(application, running) if since is None or each.at > since)
    if not stages:
        return None
    first, due = next(iter(running.items()))
    return _Watch(refusal, refusal.day_zero, first, due, stages)


def _of_refusal(application: Application, watch: _Watch, task_id: TaskId, world: World) -> Iterator[ClockSet]:
    task, period = _task_watching(application, watch.refusal, task_id), PERIOD_OF[watch.first]
    if task is None:
        centre = acting_for_the_centre(application.accused_institution_id, world.registry, world.today)
        running = Running(task_id, centre.institution_id, watch.day_zero, period, purpose=ClockPurpose.RIGHT)
    else:
        if _is_watching(task) and _same(task, watch):
            return
        running = Running.again(task, watch.day_zero, period, purpose=ClockPurpose.RIGHT)
    counted = clock(application, running, world)
    due = watch.due
    yield replace(counted, due_on=due.on, due_rule=due.rule, due_derivation=due.derivation, stages=watch.stages)


def _of_silence(application: Application, watch: _Watch, world: World) -> Iterator[ClockSet]:
    """Add what is still to be told of silence to the clock of who still has to answer; what fell due stays due."""
    task = _counting(application, watch.refusal)
    old = None if task is None else task.clock
    if task is None or old is None or old.started_on is None or old.period is None:
        return
    to_come = tuple(each for each in old.stages if each.stage not in old.reached)
    anew = {each.stage for each in watch.stages}
    kept = tuple(
        each
        for each in to_come
        if each.stage not in STAGE_OF.values() or (each.at <= world.now and each.stage not in anew)
    )
    stages = tuple(sorted((*kept, *watch.stages), key=lambda each: each.at))
    if stages == to_come:
        return
    running = Running.again(task, old.started_on, old.period, purpose=old.purpose)
    yield replace(clock(application, running, world, other_started_on=other_start(application, task)), stages=stages)


def _counts(task: Task) -> bool:
    return task.clock is not None and task.clock.running and task.clock.purpose is ClockPurpose.ANSWER


def _task_watching(application: Application, refusal: Refusal, task_id: TaskId | None) -> Task | None:
    """Find the task whose clock watches a refusal: its own, or for what was nobody's the one that keeps its clock."""
    if refusal.task_id is not None:
        return application.task(refusal.task_id)
    of_nobody = next((task for task in application.tasks if _was_set_to_watch(task)), None)
    if of_nobody is not None:
        return of_nobody
    return None if task_id is None else application.task(task_id)


def _was_set_to_watch(task: Task) -> bool:
    return task.clock is not None and task.clock.purpose is ClockPurpose.RIGHT


def _is_watching(task: Task) -> bool:
    return _was_set_to_watch(task) and task.clock is not None and task.clock.running


def _same(task: Task, watch: _Watch) -> bool:
    clock_now = task.clock
    return clock_now is not None and (clock_now.started_on, clock_now.due_on) == (watch.day_zero, watch.due.on)
