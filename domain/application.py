"""What is true of an application now, and how does one fact change it?

`evolve` folds facts and decides nothing: rebuilding an application from its ledger gives the same state.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import reduce

from domain.business_calendar import local_date
from domain.errors import ImpossibleInput
from domain.facts import (
    ClockCleared,
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    InterimResponseIssued,
    NoticeRecorded,
    Referred,
    Registered,
    Reminded,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
    TaskAssigned,
    TaskOpened,
    TextRef,
)
from domain.identifiers import InstitutionId, TaskId, TrackingNumber
from domain.inputs import AnswerBy, RemedyOffered, ResponseOutcome, TaskPurpose
from domain.ladder import ScheduledStage, Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.place import Place
from domain.status import ApplicationStatus, assert_may_become


class TaskStatus(StrEnum):
    """What became of one institution's task."""

    WAITING = "waiting"
    OPENED = "opened"
    RESPONDED = "responded"
    REFERRED = "referred"
    RETURNED = "returned"
    PLACED = "placed"
    CLOSED = "closed"

    @property
    def open(self) -> bool:
        """Tell whether the institution still has something to do."""
        return self in (TaskStatus.WAITING, TaskStatus.OPENED)


@dataclass(frozen=True, slots=True)
class Clock:
    """The running period of one task: stages still to come and those reached."""

    version: int
    due_on: date
    stages: tuple[ScheduledStage, ...]
    reached: tuple[Stage, ...] = ()
    running: bool = True

    @property
    def next_stage(self) -> ScheduledStage | None:
        """Name the earliest stage not reached, None when the clock stands or all are reached."""
        if not self.running:
            return None
        return next((stage for stage in self.stages if stage.stage not in self.reached), None)


@dataclass(frozen=True, slots=True)
class Task:
    """What one institution has to do about the application; `task_version` is the ETag of its holder."""

    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    status: TaskStatus
    task_version: int
    given_at: datetime
    due_on: date | None = None
    officer: str | None = None
    clock: Clock | None = None
    overdue: bool = False

    @property
    def open(self) -> bool:
        """Tell whether the institution still has something to do."""
        return self.status.open


@dataclass(frozen=True, slots=True)
class Response:
    """The answer the applicant may read."""

    outcome: ResponseOutcome
    text: TextRef
    remedies: tuple[RemedyOffered, ...]
    institution_id: InstitutionId
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class Application:
    """One application as its ledger made it."""

    tracking_number: TrackingNumber
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    subject_code: str | None
    place: Place | None
    received_at: datetime
    received_on: date
    due_on: date
    due_rule: str
    due_derivation: tuple[str, ...]
    deemed_refusal_on: date
    identity_confidential: bool
    anonymous: bool
    answer_by: AnswerBy
    about_an_official: bool
    content: TextRef
    content_hash: str
    status: ApplicationStatus = ApplicationStatus.REGISTERED
    tasks: tuple[Task, ...] = ()
    accused_institution_id: InstitutionId | None = None
    deemed_refused: bool = False
    response: Response | None = None
    interim_responses: tuple[TextRef, ...] = field(default=())

    def task(self, task_id: TaskId) -> Task | None:
        """Find a task by its id."""
        return next((task for task in self.tasks if task.task_id == task_id), None)

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """List what is still to be done, in the order given."""
        return tuple(task for task in self.tasks if task.open)

    @property
    def open(self) -> bool:
        """Tell whether somebody must still act."""
        return any(task.purpose is not TaskPurpose.INFORMATION for task in self.open_tasks)

    @property
    def holder(self) -> Task | None:
        """Name the task that decides in whose hands the application is: for action first, else screening."""
        acting = [task for task in self.open_tasks if task.purpose is not TaskPurpose.INFORMATION]
        return min(acting, key=lambda task: task.purpose is not TaskPurpose.ACTION, default=None)

    @property
    def next_stage_at(self) -> datetime | None:
        """Tell when the next stage of any running clock is due."""
        stages = (task.clock.next_stage for task in self.tasks if task.clock is not None)
        return min((stage.at for stage in stages if stage is not None), default=None)

    @property
    def overdue(self) -> bool:
        """Tell whether a due date passed that was not answered since."""
        return any(task.overdue for task in self.open_tasks)

    def held_by(self) -> tuple[InstitutionId, ...]:
        """List the institutions that had it for action, in order: the hops of the application."""
        return tuple(task.institution_id for task in self.tasks if task.purpose is TaskPurpose.ACTION)


def rebuild(facts: Iterable[tuple[Fact, datetime]]) -> Application | None:
    """Fold a ledger into the application it describes."""
    start: Application | None = None
    return reduce(lambda state, entry: evolve(state, entry[0], entry[1]), facts, start)


def evolve(application: Application | None, fact: Fact, at: datetime) -> Application:
    """Say what is true after one more fact.

    Raises ImpossibleInput when a fact comes before the registration or a second registration comes.
    """
    if isinstance(fact, Registered):
        if application is not None:
            raise ImpossibleInput("an application is registered once")
        return _registered(fact)
    if application is None:
        raise ImpossibleInput(f"{type(fact).__name__} before the registration")
    changed = _after(application, fact, at)
    status = _status_after(changed, fact)
    assert_may_become(application.status, status)
    return replace(changed, status=status)


def _registered(fact: Registered) -> Application:
    return Application(
        tracking_number=fact.tracking_number,
        kind=fact.kind,
        legal_regime=fact.legal_regime,
        channel=fact.channel,
        subject_code=fact.subject_code,
        place=fact.place,
        received_at=fact.received_at,
        received_on=fact.received_on,
        due_on=fact.due_on,
        due_rule=fact.due_rule,
        due_derivation=fact.due_derivation,
        deemed_refusal_on=fact.deemed_refusal_on,
        identity_confidential=fact.identity_confidential,
        anonymous=fact.anonymous,
        answer_by=fact.answer_by,
        about_an_official=fact.about_an_official,
        content=fact.content,
        content_hash=fact.content_hash,
        accused_institution_id=fact.accused_institution_id,
    )


def _after(application: Application, fact: Fact, at: datetime) -> Application:
    match fact:
        case Routed():
            placed = _ended(application, fact.placed_from_task_id, TaskStatus.PLACED)
            return _with_task(replace(placed, subject_code=fact.subject_code), fact, fact.purpose, at)
        case ScreeningRequested():
            return _with_task(application, fact, TaskPurpose.SCREENING, at)
        case Referred():
            left = application
            if fact.purpose is TaskPurpose.ACTION:
                left = _ended(application, fact.from_task_id, TaskStatus.REFERRED)
            return _with_task(left, fact, fact.purpose, at)
        case Returned():
            return _ended(application, fact.task_id, TaskStatus.RETURNED)
        case TaskOpened():
            return _changed(application, fact.task_id, status=TaskStatus.OPENED, officer=fact.officer)
        case TaskAssigned():
            return _changed(application, fact.task_id, officer=fact.officer)
        case ClockSet():
            clock = Clock(fact.clock_version, fact.due_on, fact.stages)
            changed = _changed(
                application, fact.task_id, clock=clock, due_on=fact.due_on, overdue=fact.due_on < local_date(at)
            )
            return replace(changed, due_on=fact.due_on, due_rule=fact.due_rule, due_derivation=fact.due_derivation)
        case ClockCleared():
            return _with_clock(application, fact.task_id, running=False)
        case Reminded() | Escalated() | DeemedRefused():
            return _with_stage_reached(application, fact, at)
        case DeadlineMissed():
            return _changed(application, fact.task_id, overdue=True)
        case ResponseIssued():
            return _responded(application, fact, at)
        case InterimResponseIssued():
            return replace(application, interim_responses=(*application.interim_responses, fact.text))
        case Closed():
            return _all_closed(application)
        case NoticeRecorded():
            return application
        case Registered():  # pragma: no cover
            raise ImpossibleInput("an application is registered once")


def _with_task(
    application: Application, fact: Routed | ScreeningRequested | Referred, purpose: TaskPurpose, at: datetime
) -> Application:
    given = Task(fact.task_id, fact.institution_id, purpose, TaskStatus.WAITING, 1, at)
    return replace(application, tasks=(*application.tasks, given))


_HOLDER_MAY_DECIDE = frozenset({"status", "due_on", "institution_id"})
"""What moves a task's version: only what changes the holder's decision, never officers, clocks or reads (ADR 2)."""


def _changed(application: Application, task_id: TaskId, **changes: object) -> Application:
    def change(task: Task) -> Task:
        if task.task_id != task_id:
            return task
        moves = any(getattr(task, name) != value for name, value in changes.items() if name in _HOLDER_MAY_DECIDE)
        return replace(task, **changes, task_version=task.task_version + moves)  # type: ignore[arg-type]

    return replace(application, tasks=tuple(change(task) for task in application.tasks))


def _ended(application: Application, task_id: TaskId | None, status: TaskStatus) -> Application:
    return application if task_id is None else _changed(application, task_id, status=status, overdue=False)


def _with_clock(application: Application, task_id: TaskId, *, running: bool) -> Application:
    task = application.task(task_id)
    if task is None or task.clock is None:
        raise ImpossibleInput("a clock is cleared that was never set")
    return _changed(application, task_id, clock=replace(task.clock, running=running))


def _with_stage_reached(
    application: Application, fact: Reminded | Escalated | DeemedRefused, at: datetime
) -> Application:
    task = application.task(fact.task_id)
    if task is None or task.clock is None:
        raise ImpossibleInput("a stage is reached of a clock that was never set")
    stage = Stage.DEEMED_REFUSAL if isinstance(fact, DeemedRefused) else fact.stage
    clock = replace(task.clock, reached=(*task.clock.reached, stage))
    changed = _changed(application, fact.task_id, clock=clock)
    if isinstance(fact, DeemedRefused):
        return replace(changed, deemed_refused=True)
    if isinstance(fact, Escalated):
        told = Task(fact.to_task_id, fact.to_institution_id, TaskPurpose.INFORMATION, TaskStatus.WAITING, 1, at)
        return replace(changed, tasks=(*changed.tasks, told))
    return changed


def _responded(application: Application, fact: ResponseIssued, at: datetime) -> Application:
    response = Response(fact.outcome, fact.text, fact.remedies, fact.institution_id, at)
    return replace(_ended(application, fact.task_id, TaskStatus.RESPONDED), response=response)


def _all_closed(application: Application) -> Application:
    closed = application
    for task in application.open_tasks:
        closed = _ended(closed, task.task_id, TaskStatus.CLOSED)
    return closed


def _status_after(application: Application, fact: Fact) -> ApplicationStatus:
    """Derive the status from the tasks; only a closing says it outright."""
    if isinstance(fact, Closed):
        withdrawn = fact.because is ClosedBecause.WITHDRAWN
        return ApplicationStatus.WITHDRAWN if withdrawn else ApplicationStatus.CLOSED
    holder = application.holder
    if holder is None:
        answered_now = isinstance(fact, ResponseIssued)
        return ApplicationStatus.ANSWERED if answered_now else application.status
    if holder.purpose is TaskPurpose.SCREENING:
        return ApplicationStatus.SCREENING
    return ApplicationStatus.IN_PROGRESS if holder.status is TaskStatus.OPENED else ApplicationStatus.ROUTED
