"""What was refused, when did each refusal reach the applicant, and which appeals came after it?

One answer for all who ask: the rights (`rights`), the reminders (`right_clocks`), the letters, and who answers anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.application import Appeal, Application, Response, Task
from domain.business_calendar import local_date
from domain.facts import ClockPurpose
from domain.grounds import AppealOutcome
from domain.identifiers import InstitutionId, TaskId
from domain.inputs import ResponseOutcome, TaskPurpose
from domain.status import ApplicationStatus

_NOT_REFUSED = frozenset({ApplicationStatus.WITHDRAWN, ApplicationStatus.INVALID})
"""What the applicant gave up, and what counts as never made, was not refused."""


class RefusedBy(StrEnum):
    """In which of the three ways it was refused."""

    ANSWER = "answer"
    NOT_PROCESSED = "not_processed"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal; `day_zero` is None while it has not reached the applicant, `answer` its place among the answers.

    `task_id` is None for what the rules alone refused, which was nobody's task. `appeals` are those that came after it,
    and so are against it.
    """

    by: RefusedBy
    institution_id: InstitutionId | None
    day_zero: date | None
    arose_at: datetime | None = None
    answer: int | None = None
    task_id: TaskId | None = None
    appeals: tuple[Appeal, ...] = ()

    @property
    def annulled(self) -> bool:
        """Tell whether the Board annulled it: the institution answers anew, and nothing is left to sue against."""
        return any(appeal.decision is AppealOutcome.UPHELD for appeal in self.appeals)

    @property
    def before_the_board(self) -> bool:
        """Tell whether the Board still has to decide about it."""
        return any(appeal.decision is None for appeal in self.appeals)


def refusals_of(application: Application, today: date) -> tuple[Refusal, ...]:
    """List what was refused and not answered anew since, be it annulled by now.

    A refusal stands, and its rights run, until its institution answers the same anew: that the matter was taken up
    again takes nothing from the applicant. What was not processed is no refusal any more once it is being processed.
    """
    if application.status in _NOT_REFUSED:
        return ()
    if application.status is ApplicationStatus.NOT_PROCESSED:
        return (_not_processed(application),)
    return (*_refusing_answers(application), *_refusing_silence(application, today))


def served_on(application: Application, response: Response) -> date | None:
    """Tell on which day an answer first reached the applicant.

    Where no service was noted in the state, the clock tells that was set for the rights against it.
    """
    task = None if response.task_id is None else application.task(response.task_id)
    clock = None if task is None else task.clock
    if response.served_on is not None or clock is None or clock.purpose is not ClockPurpose.RIGHT:
        return response.served_on
    return clock.started_on


def came_after(appeal: Appeal, refusal: Refusal) -> bool:
    """Tell whether an appeal is against a refusal."""
    if refusal.by is RefusedBy.SILENCE and refusal.day_zero is not None:
        return local_date(appeal.lodged_at) > refusal.day_zero
    return refusal.arose_at is None or appeal.lodged_at >= refusal.arose_at


def _not_processed(application: Application) -> Refusal:
    ended, task = application.ended_unanswered, _task_not_processed(application)
    return _with_appeals(
        application,
        Refusal(
            RefusedBy.NOT_PROCESSED,
            None if ended is None else ended.institution_id,
            None if ended is None else ended.served_on,
            None if ended is None else ended.ended_at,
            task_id=None if task is None else task.task_id,
        ),
    )


def _task_not_processed(application: Application) -> Task | None:
    """Find whose task it was; what was answered and then treated as never made was that of who had it last."""
    ended = application.ended_unanswered
    task_id = None if ended is None else ended.task_id
    acting = (task for task in reversed(application.tasks) if task.purpose is not TaskPurpose.INFORMATION)
    return next((task for task in acting if task_id in (None, task.task_id)), None)


def _refusing_answers(application: Application) -> Iterator[Refusal]:
    for place, response in application.standing_responses():
        if response.outcome is not ResponseOutcome.POSITIVE:
            day_zero, arose_at = served_on(application, response), response.issued_at
            refusal = Refusal(RefusedBy.ANSWER, response.institution_id, day_zero, arose_at, place, response.task_id)
            yield _with_appeals(application, refusal)


def _refusing_silence(application: Application, today: date) -> Iterator[Refusal]:
    """Silence refuses until who is silent answers; who answers anew while others act has a day of his own."""
    alone = (task for task in application.tasks_to_act_on if task.silence is not None)
    for task in (*application.silent_together[:1], *alone):
        silent = application.as_to(task)
        last_day = silent.deemed_refusal_on
        if silent.deemed_refused and today > last_day:
            refusal = Refusal(RefusedBy.SILENCE, task.institution_id, last_day, task_id=task.task_id)
            yield _with_appeals(application, refusal)


def silence_ended_on(application: Application, last_day: date) -> Refusal:
    """Say what silence until a day refuses, once that day has passed, with the appeals against it."""
    return _with_appeals(application, Refusal(RefusedBy.SILENCE, None, last_day))


def silent_tasks(application: Application, refusal: Refusal) -> tuple[Task, ...]:
    """List whose silence refused: of all who still have to answer, or of the one that must answer anew."""
    task = None if refusal.task_id is None else application.task(refusal.task_id)
    if refusal.by is not RefusedBy.SILENCE or task is None:
        return ()
    return application.silent_together if task.silence is None else (task,)


def _with_appeals(application: Application, refusal: Refusal) -> Refusal:
    against = tuple(appeal for appeal in application.appeals if came_after(appeal, refusal))
    return replace(refusal, appeals=against) if against else refusal
