"""What can become true of an application, as it stands on `bimer.routings` and on the institutions' own topics?

The fact's id is the record's `ce_id`, the application's id its `ce_subject` and key, the input that caused it
`ce_causationid`, its place in the ledger `ce_sequence`. `application` and `text` are filled in on an institution's own
topic alone.
"""

from datetime import date
from typing import ClassVar

from domain.facts import ClockClearedBecause, ClosedBecause, RefusalCode
from domain.inputs import AnswerBy, NoticeChannel, NoticeKind, NoticeOutcome, ResponseOutcome, TaskPurpose
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from schemas.base import Event
from schemas.parts import (
    ApplicationSummaryV1,
    InstitutionNumber,
    Moment,
    PlaceV1,
    ProposalV1,
    ReasonV1,
    RemedyV1,
    Sha256,
    StageV1,
    SubjectCode,
    TextRefV1,
    TrackingDigits,
    Uuid,
)


class RegisteredV1(Event):
    """The application has a number and a legal date."""

    event_type: ClassVar[str] = "application.registered.v1"
    tracking_number: TrackingDigits
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    subject_code: SubjectCode | None
    place: PlaceV1 | None
    received_at: Moment
    received_on: date
    due_on: date
    due_rule: str
    due_derivation: tuple[str, ...]
    deemed_refusal_on: date
    identity_confidential: bool
    anonymous: bool
    answer_by: AnswerBy
    about_an_official: bool
    content: TextRefV1
    content_hash: Sha256
    key_reuse_unchecked: bool
    accused_institution_id: InstitutionNumber | None = None


class TaskFact(Event):
    """A fact about one institution's task."""

    task_id: Uuid
    institution_id: InstitutionNumber


class GivenTask(TaskFact):
    """A fact that puts the application before an institution."""

    content: TextRefV1
    application: ApplicationSummaryV1 | None = None


class RoutedV1(GivenTask):
    """An institution has the application before it, with the reasons."""

    event_type: ClassVar[str] = "application.routed.v1"
    purpose: TaskPurpose
    subject_code: SubjectCode | None
    because: tuple[ReasonV1, ...]
    placed_from_task_id: Uuid | None = None


class ScreeningRequestedV1(GivenTask):
    """A person must place the application."""

    event_type: ClassVar[str] = "application.screening_requested.v1"
    because: str
    explanation: tuple[ReasonV1, ...]
    proposals: tuple[ProposalV1, ...]
    returned_from_task_id: Uuid | None = None


class ReferredV1(GivenTask):
    """The holder sent the application on."""

    event_type: ClassVar[str] = "application.referred.v1"
    from_task_id: Uuid
    from_institution_id: InstitutionNumber
    purpose: TaskPurpose
    reason: TextRefV1


class ReturnedV1(TaskFact):
    """The holder gave the application back as not its own."""

    event_type: ClassVar[str] = "application.returned.v1"
    reason: TextRefV1


class TaskOpenedV1(TaskFact):
    """The holder read the application."""

    event_type: ClassVar[str] = "task.opened.v1"
    officer: str


class TaskAssignedV1(TaskFact):
    """The holder gave the task to an officer of its own."""

    event_type: ClassVar[str] = "task.assigned.v1"
    officer: str


class ClockFact(TaskFact):
    """A fact about the clock of one task."""

    clock_version: int


class ClockSetV1(ClockFact):
    """A legal period runs for one task."""

    event_type: ClassVar[str] = "clock.set.v1"
    received_on: date
    due_on: date
    due_rule: str
    due_derivation: tuple[str, ...]
    stages: tuple[StageV1, ...]


class ClockClearedV1(ClockFact):
    """The period of one task no longer runs."""

    event_type: ClassVar[str] = "clock.cleared.v1"
    because: ClockClearedBecause


class RemindedV1(ClockFact):
    """The holder was reminded before the due date passed."""

    event_type: ClassVar[str] = "clock.reminded.v1"
    stage: Stage
    scheduled_at: Moment
    due_on: date


class DeadlineMissedV1(ClockFact):
    """The due date passed without an answer."""

    event_type: ClassVar[str] = "deadline.missed.v1"
    due_on: date


class EscalatedV1(ClockFact):
    """The delay climbed one rung of the hierarchy."""

    event_type: ClassVar[str] = "application.escalated.v1"
    stage: Stage
    scheduled_at: Moment
    to_institution_id: InstitutionNumber
    to_task_id: Uuid
    due_on: date
    application: ApplicationSummaryV1 | None = None


class DeemedRefusedV1(ClockFact):
    """Silence counts as refusal from this day."""

    event_type: ClassVar[str] = "application.deemed_refused.v1"
    scheduled_at: Moment
    deemed_refusal_on: date


class InterimResponseIssuedV1(TaskFact):
    """The applicant is told the state of the work."""

    event_type: ClassVar[str] = "interim_response.issued.v1"
    text: TextRefV1


class ResponseIssuedV1(TaskFact):
    """The holder answered."""

    event_type: ClassVar[str] = "response.issued.v1"
    outcome: ResponseOutcome
    text: TextRefV1
    remedies: tuple[RemedyV1, ...]


class ClosedV1(Event):
    """Nothing more will happen."""

    event_type: ClassVar[str] = "application.closed.v1"
    because: ClosedBecause
    reason: TextRefV1 | None = None


class NoticeRecordedV1(Event):
    """A notice to the applicant was served or failed for good."""

    event_type: ClassVar[str] = "notice.recorded.v1"
    notice_id: Uuid
    fact_id: Uuid
    kind: NoticeKind
    channel: NoticeChannel
    outcome: NoticeOutcome
    concluded_at: Moment
    cause: str | None = None


class ActionRefusedV1(Event):
    """An officer's wish was not applied, and why."""

    event_type: ClassVar[str] = "action.refused.v1"
    action_id: Uuid
    institution_id: InstitutionNumber
    code: RefusalCode
