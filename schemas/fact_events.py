"""What can become true of an application, as it stands on `bimer.routings` and on the institutions' own topics?

The fact's id is the record's `ce_id`, the application's id its `ce_subject` and key, the input that caused it
`ce_causationid`, its place in the ledger `ce_sequence`. `application` and `text` are filled in on an institution's own
topic alone.
"""

from datetime import date
from typing import ClassVar

from domain.facts import ClockClearedBecause, ClockPurpose, ClosedBecause, RefusalCode
from domain.grounds import (
    AppealOutcome,
    BoardDecision,
    ExtensionGround,
    InvalidReason,
    NotProcessedReason,
    ReturnReason,
)
from domain.inputs import (
    AnswerBy,
    AppealStep,
    IdentityCheck,
    NoticeChannel,
    NoticeKind,
    NoticeOutcome,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.periods import PeriodName
from schemas.base import Event
from schemas.parts import (
    ApplicationSummaryV1,
    ElementName,
    InstitutionNumber,
    Moment,
    PlaceV1,
    ProposalV1,
    ReasonV1,
    RemedyV1,
    Sha256,
    StageV1,
    SubjectCode,
    SubSubjectCode,
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
    filed_as: ApplicationKind | None = None
    appeal_of: Uuid | None = None
    identity_check: IdentityCheck = IdentityCheck.NOT_ASKED
    elements_missing: tuple[ElementName, ...] = ()
    bureau_institution_id: InstitutionNumber | None = None


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
    sub_subject_code: SubSubjectCode | None = None


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
    keep: bool = False
    subject_code: SubjectCode | None = None
    sub_subject_code: SubSubjectCode | None = None


class ReturnedV1(TaskFact):
    """The holder gave the application back as not its own."""

    event_type: ClassVar[str] = "application.returned.v1"
    reason: TextRefV1
    code: ReturnReason = ReturnReason.NOT_COMPETENT


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
    purpose: ClockPurpose = ClockPurpose.ANSWER
    period: PeriodName | None = None
    other_due_on: date | None = None
    deemed_refusal_on: date | None = None


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
    completes: bool = True
    decision: BoardDecision | None = None
    together_with: Uuid | None = None


class ClosedV1(Event):
    """Nothing more will happen."""

    event_type: ClassVar[str] = "application.closed.v1"
    because: ClosedBecause
    reason: TextRefV1 | None = None
    institution_id: InstitutionNumber | None = None


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
    task_id: Uuid | None = None


class ActionRefusedV1(Event):
    """An officer's wish was not applied, and why."""

    event_type: ClassVar[str] = "action.refused.v1"
    action_id: Uuid
    institution_id: InstitutionNumber
    code: RefusalCode


class ResponseDraftedV1(TaskFact):
    """An officer wrote an answer for a superior to approve."""

    event_type: ClassVar[str] = "response.drafted.v1"
    outcome: ResponseOutcome
    text: TextRefV1
    remedies: tuple[RemedyV1, ...]
    officer: str


class PeriodExtendedV1(TaskFact):
    """The holder took the long period."""

    event_type: ClassVar[str] = "period.extended.v1"
    ground: ExtensionGround
    reason: TextRefV1
    due_on_before: date
    due_on: date


class FeeRequestedV1(TaskFact):
    """The holder asked the cost of access; the amount is in kuruş."""

    event_type: ClassVar[str] = "fee.requested.v1"
    pages: int
    amount: int
    how_to_pay: TextRefV1
    pay_by: date


class FeePaidV1(TaskFact):
    """The fee was paid; the period runs anew where it waited for it."""

    event_type: ClassVar[str] = "fee.paid.v1"
    paid_on: date


class PaymentMissedV1(ClockFact):
    """The fee was not paid in time."""

    event_type: ClassVar[str] = "payment.missed.v1"
    stage: Stage
    scheduled_at: Moment
    pay_by: date


class QuestionAskedV1(TaskFact):
    """The holder asked the applicant something."""

    event_type: ClassVar[str] = "question.asked.v1"
    question_id: Uuid
    text: TextRefV1


class QuestionAnsweredV1(TaskFact):
    """The applicant answered a question."""

    event_type: ClassVar[str] = "question.answered.v1"
    question_id: Uuid
    text: TextRefV1


class NotProcessedV1(Event):
    """The application is registered and not processed."""

    event_type: ClassVar[str] = "application.not_processed.v1"
    reason: NotProcessedReason
    text: TextRefV1 | None = None
    task_id: Uuid | None = None
    institution_id: InstitutionNumber | None = None


class FoundInvalidV1(Event):
    """The application counts as invalid."""

    event_type: ClassVar[str] = "application.found_invalid.v1"
    reason: InvalidReason
    text: TextRefV1 | None = None
    task_id: Uuid | None = None
    institution_id: InstitutionNumber | None = None


class NoteAddedV1(TaskFact):
    """An officer wrote something down for colleagues."""

    event_type: ClassVar[str] = "note.added.v1"
    officer: str
    text: TextRefV1


class DuplicateProposedV1(Event):
    """The same applicant wrote nearly the same before."""

    event_type: ClassVar[str] = "duplicate.proposed.v1"
    other_application_id: Uuid
    other_tracking_number: TrackingDigits
    likeness: int


class MergedV1(TaskFact):
    """The application is answered together with another one."""

    event_type: ClassVar[str] = "application.merged.v1"
    into_application_id: Uuid
    into_tracking_number: TrackingDigits


class JoinedV1(Event):
    """Another application is answered together with this one."""

    event_type: ClassVar[str] = "application.joined_by.v1"
    joined_application_id: Uuid


class AppealRecordedV1(Event):
    """An appeal was lodged, ended, or found to be none."""

    event_type: ClassVar[str] = "appeal.recorded.v1"
    appeal_id: Uuid
    step: AppealStep
    decision: AppealOutcome | None
    to_institutions: tuple[InstitutionNumber, ...]
    lodged_at: Moment | None = None
    ended_at: Moment | None = None


class ApplicantRemindedV1(ClockFact):
    """The applicant was told that a right is about to run out."""

    event_type: ClassVar[str] = "applicant.reminded.v1"
    stage: Stage
    scheduled_at: Moment
    until_on: date


class StagePassedOverV1(ClockFact):
    """A stage fell due that no longer mattered."""

    event_type: ClassVar[str] = "clock.stage_passed_over.v1"
    stage: Stage
    scheduled_at: Moment


class DueDateChangedV1(TaskFact):
    """The calendar changed the due date."""

    event_type: ClassVar[str] = "due_date.changed.v1"
    due_on_before: date
    due_on: date


class EscalationTakenBackV1(TaskFact):
    """A rung that was climbed is no longer due."""

    event_type: ClassVar[str] = "escalation.taken_back.v1"
    stage: Stage
    to_institution_id: InstitutionNumber
    to_task_id: Uuid


class TaskSucceededV1(GivenTask):
    """The holder was closed; its successor has the task."""

    event_type: ClassVar[str] = "task.succeeded.v1"
    from_task_id: Uuid
    from_institution_id: InstitutionNumber
    purpose: TaskPurpose


class ReopenedV1(GivenTask):
    """What had ended was taken up again."""

    event_type: ClassVar[str] = "application.reopened.v1"
    purpose: TaskPurpose
    reason: TextRefV1
    asked_by_institution_id: InstitutionNumber | None = None
