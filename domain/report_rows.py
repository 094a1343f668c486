"""What does an application leave for the reports: one row of its own, and one for each task that somebody had to do?

A pure function of the application as it stands, so a row can be made anew at any time and is always the same. No row
holds a person, a text or a number that citizens know (R-J8, R-A14).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.application import Application, Task, TaskStatus
from domain.business_calendar import local_date
from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import ResponseOutcome, TaskPurpose
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.status import ApplicationStatus


class Ending(StrEnum):
    """How a task, or a whole application, came to its end."""

    ANSWERED = "answered"
    REFERRED = "referred"
    RETURNED = "returned"
    PLACED = "placed"
    SUCCEEDED = "succeeded"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"
    NOT_PROCESSED = "not_processed"
    INVALID = "invalid"


TASK_ENDINGS: Mapping[TaskStatus, Ending | None] = {
    TaskStatus.WAITING: None,
    TaskStatus.OPENED: None,
    TaskStatus.RESPONDED: Ending.ANSWERED,
    TaskStatus.REFERRED: Ending.REFERRED,
    TaskStatus.RETURNED: Ending.RETURNED,
    TaskStatus.PLACED: Ending.PLACED,
    TaskStatus.CLOSED: Ending.CLOSED,
    TaskStatus.SUCCEEDED: Ending.SUCCEEDED,
}
"""How a task ended by its status, None while it is open. One closed with its application ended as that one did."""

APPLICATION_ENDINGS: Mapping[ApplicationStatus, Ending | None] = {
    ApplicationStatus.REGISTERED: None,
    ApplicationStatus.SCREENING: None,
    ApplicationStatus.ROUTED: None,
    ApplicationStatus.IN_PROGRESS: None,
    ApplicationStatus.AWAITING_APPLICANT: None,
    ApplicationStatus.AWAITING_PAYMENT: None,
    ApplicationStatus.ANSWERED: Ending.ANSWERED,
    ApplicationStatus.CLOSED: Ending.CLOSED,
    ApplicationStatus.INVALID: Ending.INVALID,
    ApplicationStatus.NOT_PROCESSED: Ending.NOT_PROCESSED,
    ApplicationStatus.WITHDRAWN: Ending.WITHDRAWN,
}
"""How an application ended by its status; one that closed after an answer was answered."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One task, or one whole application where `institution_id` and `purpose` are None.

    `given_on` is when the institution got it, for an application the day it was received; `due_on` the legal last day,
    `other_due_on` that of the clock that does not bind, None where both agree. `reason` is why it was not processed or
    invalid. An appeal is told on the row of the application and of the task that held it then.
    """

    row_id: str
    application_id: ApplicationId
    institution_id: InstitutionId | None
    purpose: TaskPurpose | None
    first_hop: bool
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    subject_code: str | None
    province: str | None
    received_on: date
    given_on: date
    due_on: date | None
    ended_on: date | None
    ended_as: Ending | None
    outcome: ResponseOutcome | None
    deemed_refused_on: date | None
    other_due_on: date | None = None
    is_appeal: bool = False
    extended: bool = False
    with_fee: bool = False
    reason: str | None = None
    appealed_on: date | None = None
    appeal_decision: AppealOutcome | None = None

    @property
    def citizen_days(self) -> int:
        """Count the days from registration to the end; the citizen's clock never restarts (rulebook 2.2)."""
        return _days(self.received_on, self.ended_on)

    @property
    def institution_days(self) -> int:
        """Count the days in the institution's own hands."""
        return _days(self.given_on, self.ended_on)

    def days_overdue(self, as_of: date) -> int:
        """Count the days by which it ended after its last day, or has passed it on a day while it is open."""
        return 0 if self.due_on is None else max(0, _days(self.due_on, self.ended_on or as_of))


def report_rows(application_id: ApplicationId, application: Application) -> tuple[ReportRow, ...]:
    """List the rows of an application: its own first, then one for each task that was not merely for information."""
    return (_application_row(application_id, application), *_task_rows(application_id, application))


def _application_row(application_id: ApplicationId, application: Application) -> ReportRow:
    ending = _ending_of_application(application)
    ends = [task.ended_at for task in _acting(application) if task.ended_at is not None]
    last = local_date(max(ends)) if ends else application.received_on
    return _row(
        application_id,
        application,
        row_id=application_id,
        due_on=application.due_on,
        ended_on=None if ending is None else last,
        ended_as=ending,
        outcome=application.outcome if ending is Ending.ANSWERED else None,
        deemed_refused_on=application.deemed_refused_on,
        extended=any(task.extended for task in application.tasks),
        with_fee=any(task.fee is not None for task in application.tasks),
        reason=_reason(application, ending),
        **_appeal(application),
    )


def _task_rows(application_id: ApplicationId, application: Application) -> Iterator[ReportRow]:
    holders = [task for task in application.tasks if task.purpose is TaskPurpose.ACTION]
    for task in _acting(application):
        ending = _ending_of_task(application, task)
        yield _row(
            application_id,
            application,
            row_id=task.task_id,
            institution_id=task.institution_id,
            purpose=task.purpose,
            first_hop=task in holders[:1],
            given_on=local_date(task.given_at),
            due_on=task.due_on,
            ended_on=None if task.ended_at is None else local_date(task.ended_at),
            ended_as=ending,
            outcome=_outcome(application, task) if ending is Ending.ANSWERED else None,
            deemed_refused_on=application.deemed_refused_on if _was_silent(application, task) else None,
            other_due_on=task.other_due_on,
            extended=task.extended,
            with_fee=task.fee is not None,
            reason=_reason(application, ending),
            **(_appeal(application) if task is _appealed_against(application, holders) else {}),
        )


def _row(application_id: ApplicationId, application: Application, **said: object) -> ReportRow:
    common: dict[str, object] = {
        "application_id": application_id,
        "institution_id": None,
        "purpose": None,
        "first_hop": True,
        "kind": application.kind,
        "legal_regime": application.legal_regime,
        "channel": application.channel,
        "subject_code": application.subject_code,
        "province": None if application.place is None else application.place.province,
        "received_on": application.received_on,
        "given_on": application.received_on,
        "is_appeal": application.appeal_of is not None,
    }
    return ReportRow(**(common | said))  # type: ignore[arg-type]


def _acting(application: Application) -> list[Task]:
    return [task for task in application.tasks if task.purpose is not TaskPurpose.INFORMATION]


def _ending_of_application(application: Application) -> Ending | None:
    ending = APPLICATION_ENDINGS[application.status]
    return Ending.ANSWERED if ending is Ending.CLOSED and application.response is not None else ending


def _ending_of_task(application: Application, task: Task) -> Ending | None:
    ending = TASK_ENDINGS[task.status]
    whole = APPLICATION_ENDINGS[application.status]
    return whole if ending is Ending.CLOSED and whole not in (None, Ending.ANSWERED) else ending


def _outcome(application: Application, task: Task) -> ResponseOutcome | None:
    own = [response.outcome for response in application.responses if response.task_id == task.task_id]
    return own[-1] if own else None


def _reason(application: Application, ending: Ending | None) -> str | None:
    ended = application.ended_unanswered
    return ended.reason.value if ended is not None and ending in (Ending.NOT_PROCESSED, Ending.INVALID) else None


def _appeal(application: Application) -> dict[str, object]:
    """Tell of the appeals against an answer or silence: the day of the first, the decision on the newest decided."""
    if not application.appeals:
        return {}
    decisions = [appeal.decision for appeal in application.appeals if appeal.decision is not None]
    return {
        "appealed_on": local_date(application.appeals[0].lodged_at),
        "appeal_decision": decisions[-1] if decisions else None,
    }


def _appealed_against(application: Application, holders: Sequence[Task]) -> Task | None:
    """Name the task whose answer, or silence, was appealed against: the last one given before."""
    lodged = [appeal.lodged_at for appeal in application.appeals[:1]]
    return next((task for task in reversed(holders) for at in lodged if task.given_at <= at), None)


def _was_silent(application: Application, task: Task) -> bool:
    """Tell whether a task was in hand when silence became refusal: that is whose silence it was."""
    silent_until = application.deemed_refused_on
    if silent_until is None:
        return False
    in_hand = local_date(task.given_at) <= silent_until and (
        task.ended_at is None or local_date(task.ended_at) > silent_until
    )
    return in_hand and task.purpose is TaskPurpose.ACTION


def _days(start: date, end: date | None) -> int:
    return 0 if end is None else (end - start).days
