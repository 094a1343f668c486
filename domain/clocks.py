"""When is a task due, and how is its clock set?

Each clock remembers the day it started and the name of its period, so that it can be counted again. What falls due on
it: `stages`; what moves it: `period_changes`. Nothing else does. Of a right against a refusal: `right_clocks`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from domain.application import Application, Task
from domain.business_calendar import BusinessCalendar, local_date
from domain.deadline import DueDate, due_on
from domain.decision import World
from domain.facts import ClockCleared, ClockClearedBecause, ClockPurpose, ClockSet
from domain.identifiers import InstitutionId, TaskId
from domain.inputs import AnswerBy
from domain.ladder import RUNGS, ScheduledStage, Stage, opening, schedule
from domain.legal_regime import LegalRegime, answer_period_name, deemed_refusal_on
from domain.periods import PERIODS, PeriodName, wait_after_interim_period
from domain.refusals import silence_ended_on
from domain.rights import Right, counted_rights

SILENCE_REFUSES = frozenset({LegalRegime.PETITION, LegalRegime.RIGHT_TO_INFORMATION})
"""Where an unanswered application counts as refused (Law 2577, art. 10); boards decide in their own time."""

INTERIM_SUFFICES = frozenset({LegalRegime.PETITION, LegalRegime.HUMAN_RIGHTS})
"""Where telling the state of the work keeps the period (Law 3071, art. 7); information must be given or refused."""

STAGE_OF = {Right.APPEAL: Stage.APPEAL_RIGHT_ENDING, Right.SUIT: Stage.SUIT_RIGHT_ENDING}
APPEAL_REMINDER = timedelta(days=3)
SUIT_REMINDER = timedelta(days=10)
PAYMENT_REMINDER_WORKING_DAYS = 3


@dataclass(frozen=True, slots=True)
class Running:
    """Which clock is to run: whose task, as which version, from which day, for which period."""

    task_id: TaskId
    institution_id: InstitutionId
    started_on: date
    period: PeriodName
    version: int = 1
    purpose: ClockPurpose = ClockPurpose.ANSWER
    extended_or_paid: bool = False
    recounts_silence: bool = False
    """Whether the day from which silence refuses is counted anew; a change of hands leaves it as it is."""

    @classmethod
    def again(cls, task: Task, started_on: date, period: PeriodName, **changed: object) -> "Running":
        """Say how the clock of a task runs from now on, as the next version of it."""
        version = 1 if task.clock is None else task.clock.version + 1
        told: dict[str, object] = {"extended_or_paid": task.given_more_time, **changed}
        return cls(task.task_id, task.institution_id, started_on, period, version, **told)  # type: ignore[arg-type]


def answer_period_of(application: Application) -> PeriodName:
    """Name the period an application gives its institution."""
    return answer_period_name(application.legal_regime, of_an_appeal=application.appeal_of is not None)


def counts_silence(application: Application) -> bool:
    """Tell whether silence about this application counts as refusal; the Board's about an appeal does not."""
    return application.legal_regime in SILENCE_REFUSES and application.appeal_of is None


def clock_on_arrival(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Set the citizen's clock for a task given by registration, screening or placing: it never restarts.

    What moved it once, an extension, a fee, an interim answer or being taken up again, holds for the next holder, too.
    """
    period = application.period or answer_period_of(application)
    running = Running(task_id, institution_id, application.period_began_on or application.counted_from, period)
    return clock(application, running, world, other_started_on=world.today)


def clock_after_transfer(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Set the clock of the institution an application was referred to.

    Under Law 4982, art. 7/3 the holder's period starts when the application reaches it, and the citizen's date is the
    warning; a petition's never restarts (Law 3071 is silent, so the citizen's clock goes on).
    """
    if application.legal_regime is not LegalRegime.RIGHT_TO_INFORMATION or application.appeal_of is not None:
        return clock_on_arrival(application, task_id, institution_id, world)
    period = answer_period_of(application)
    running = Running(task_id, institution_id, world.today, period)
    return clock(application, running, world, other_started_on=application.counted_from)


def clock_after_reopening(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Give what was taken up again, or must be answered anew, a whole period from that day: its own has ended.

    Silence is counted from that day, too, whatever had moved its end before.
    """
    anew = replace(application.taken_up_again(world.today), tasks=())
    running = Running(task_id, institution_id, world.today, answer_period_of(application), recounts_silence=True)
    return clock(anew, running, world)


def clock_of_answer_anew(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Give who must answer anew, since the Board upheld an appeal, a whole period and a whole time of silence.

    `application` is what it is once the task was given: whether silence counts for this task alone is known there.
    """
    task, period = application.task(task_id), answer_period_of(application)
    if task is None:
        return clock_after_reopening(application, task_id, institution_id, world)
    running = Running.again(task, world.today, period, extended_or_paid=False, recounts_silence=True)
    return clock(application, running, world)


def clock_of_successor(
    application: Application, task: Task, task_id: TaskId, to: InstitutionId, world: World
) -> ClockSet:
    """Let the clock of a closed institution's task go on, on the same day, at its successor."""
    application = application.as_to(task)
    if task.clock is None or task.clock.started_on is None or task.clock.period is None:
        return clock_on_arrival(application, task_id, to, world)
    started_on, period, purpose = task.clock.started_on, task.clock.period, task.clock.purpose
    kept = Running(task_id, to, started_on, period, 1, purpose, task.given_more_time)
    return clock(application, kept, world, other_started_on=other_start(application, task))


def clock_of_dispute(
    application: Application, task_id: TaskId, institution_id: InstitutionId, world: World
) -> ClockSet:
    """Set the short clock of a person who must end a dispute about who is competent."""
    running = Running(task_id, institution_id, world.today, PeriodName.DISPUTE, purpose=ClockPurpose.PLACING)
    return clock(application, running, world)


def clock(
    application: Application, running: Running, world: World, *, other_started_on: date | None = None
) -> ClockSet:
    """Count a clock and lay out what is still to come of it.

    `other_started_on` is where the one of the two clocks that does not bind (rulebook 2.2) began, where there is one.
    Raises CalendarHorizonPassed.
    """
    application = application.as_to(application.task(running.task_id))
    due = counted(application, running, world.calendar)
    silence_ends_on = _silence_ends_on(application, running, due.on, world.calendar)
    other = None
    if other_started_on is not None:
        other = due_on(other_started_on, PERIODS[running.period], world.calendar).on
    stages = _stages(application, running, due.on, silence_ends_on, other, world)
    return ClockSet(
        task_id=running.task_id,
        institution_id=running.institution_id,
        clock_version=running.version,
        received_on=running.started_on,
        due_on=due.on,
        due_rule=due.rule,
        due_derivation=due.derivation,
        stages=stages,
        purpose=running.purpose,
        period=running.period,
        other_due_on=None if other == due.on else other,
        deemed_refusal_on=None if silence_ends_on == application.deemed_refusal_on else silence_ends_on,
    )


def counted(application: Application, running: Running, calendar: BusinessCalendar) -> DueDate:
    """Count the period of a clock; what follows an interim answer ends with the longest wait the law allows (D10)."""
    due = due_on(running.started_on, PERIODS[running.period], calendar)
    if running.period is not PeriodName.FOLLOW_UP:
        return due
    longest = longest_wait(application, calendar)
    return due if due.on <= longest.on else longest


def longest_wait(application: Application, calendar: BusinessCalendar) -> DueDate:
    """Count how long an applicant may wait for a final answer after an interim one (Law 2577, art. 10)."""
    return due_on(application.counted_from, wait_after_interim_period(application.counted_from), calendar)


def other_start(application: Application, task: Task) -> date | None:
    """Tell where the clock of a task that does not bind began: the citizen's, or the institution's own.

    None where one clock alone runs: a payment, a dispute, and what an interim answer or a payment set anew.
    """
    application = application.as_to(task)
    sole = task.clock is not None and (
        task.clock.purpose is not ClockPurpose.ANSWER or task.clock.period is PeriodName.FOLLOW_UP
    )
    if sole or any(fee.period_ran_anew for fee in task.fees):
        return None
    started_on = None if task.clock is None else task.clock.started_on
    from_day = application.counted_from
    return max(local_date(task.given_at), from_day) if started_on == from_day else from_day


def clear_clock(task: Task, because: ClockClearedBecause) -> tuple[ClockCleared, ...]:
    """Stop the clock of a task; nothing where none runs."""
    if task.clock is None or not task.clock.running:
        return ()
    return (ClockCleared(task.task_id, task.institution_id, task.clock.version, because),)


def clear_all_clocks(application: Application, because: ClockClearedBecause) -> tuple[ClockCleared, ...]:
    """Stop every clock of an application."""
    return tuple(cleared for task in application.tasks for cleared in clear_clock(task, because))


def right_stages(application: Application, rights: Mapping[Right, DueDate]) -> tuple[ScheduledStage, ...]:
    """Lay out when the applicant is told that a right is about to run out; nothing for whom nobody can tell."""
    if application.answer_by is AnswerBy.NONE:
        return ()
    return tuple(
        ScheduledStage(STAGE_OF[right], reminded_of_right_at(STAGE_OF[right], due.on)) for right, due in rights.items()
    )


def reminded_of_right_at(stage: Stage, until_on: date) -> datetime:
    """Find when the applicant is reminded of a right that may be used until a day."""
    return opening(until_on - (APPEAL_REMINDER if stage is Stage.APPEAL_RIGHT_ENDING else SUIT_REMINDER))


def _silence_ends_on(application: Application, running: Running, due: date, calendar: BusinessCalendar) -> date:
    """Find the last day of silence: it is the citizen's, and no transfer moves it.

    A written notice breaks the silence: after an interim answer the longest wait ends it, after an extension or a fee
    the period they gave, if that comes later.
    """
    if not running.recounts_silence:
        return application.deemed_refusal_on
    if application.told_meanwhile and application.legal_regime in INTERIM_SUFFICES:
        return longest_wait(application, calendar).on
    standard = deemed_refusal_on(application.counted_from, calendar).on
    if running.extended_or_paid:
        return max(standard, due, *_ends_of_other_extensions(application, running))
    moved_by_another_task = any(
        task.given_more_time and local_date(task.given_at) >= application.counted_from for task in application.tasks
    )
    return application.deemed_refusal_on if moved_by_another_task else standard


def _ends_of_other_extensions(application: Application, running: Running) -> Iterator[date]:
    """List until when the other institutions, who act as well, were given more time."""
    for task in application.tasks_to_act_on:
        moved = task.task_id != running.task_id and task.given_more_time
        if moved and task.clock is not None and task.clock.purpose is ClockPurpose.ANSWER:
            yield task.clock.due_on


def _stages(
    application: Application, running: Running, due: date, silence: date, other: date | None, world: World
) -> tuple[ScheduledStage, ...]:
    if running.purpose is ClockPurpose.PAYMENT:
        return tuple(_payment_stages(due, world))
    if running.purpose is ClockPurpose.RIGHT:
        return ()
    stages = [*schedule(running.started_on, due, silence, world.calendar)]
    if other is not None and other < due:
        stages.append(ScheduledStage(Stage.SECOND_CLOCK, opening(other)))
    if counts_silence(application):
        refusal = silence_ended_on(application, silence)
        stages += right_stages(application, counted_rights(application, refusal, world.calendar))
    kept = (stage for stage in stages if _still_to_come(application, stage, due, world))
    return tuple(sorted(kept, key=lambda stage: stage.at))


def _payment_stages(pay_by: date, world: World) -> Iterator[ScheduledStage]:
    calendar = world.calendar
    reminder = opening(calendar.nth_working_day_before(pay_by, PAYMENT_REMINDER_WORKING_DAYS))
    if reminder > world.now:
        yield ScheduledStage(Stage.PAYMENT_ENDING, reminder)
    yield ScheduledStage(Stage.PAYMENT_MISSED, opening(pay_by + timedelta(days=1)))


def _still_to_come(application: Application, stage: ScheduledStage, due: date, world: World) -> bool:
    """Leave out what the application went through already: past reminders, and rungs climbed for the same due date."""
    if stage.stage is Stage.DEEMED_REFUSAL:
        return counts_silence(application) and not application.deemed_refused
    if stage.stage in RUNGS:
        return not any(
            task.clock is not None and task.clock.due_on == due and stage.stage in task.clock.reached
            for task in application.tasks
        )
    return stage.at > world.now
