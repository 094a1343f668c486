"""What can be asked or reported about an application, as it stands on `bimer.applications`?

The input's id is the record's `ce_id`, the application's id its `ce_subject` and key.
"""

from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain import inputs
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
    Enclosure,
    Eye,
    IdentityCheck,
    NoticeChannel,
    NoticeKind,
    NoticeOutcome,
    ResponseOutcome,
    Role,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel
from schemas.base import Event, WireModel
from schemas.parts import (
    LONGEST_TEXT,
    AboutOfficialV1,
    ElementName,
    InstitutionNumber,
    Moment,
    PlaceV1,
    Plate,
    RemedyV1,
    SealedApplicantV1,
    Sha256,
    ShortText,
    SubjectCode,
    SubSubjectCode,
    Text,
    TrackingDigits,
    Uuid,
)


class ApplicationSubmittedV1(Event):
    """A citizen applied."""

    event_type: ClassVar[str] = "application.submitted.v1"
    tracking_number: TrackingDigits
    kind: ApplicationKind
    channel: Channel
    body: Text
    received_at: Moment
    answer_by: AnswerBy
    content_hash: Sha256
    tracking_factor: str | None = None
    subject_code: SubjectCode | None = None
    institution_id: InstitutionNumber | None = None
    event_place: PlaceV1 | None = None
    residence: PlaceV1 | None = None
    call_province: Plate | None = None
    about_official: AboutOfficialV1 | None = None
    identity_confidential: bool = False
    applicant: SealedApplicantV1 | None = None
    key_reuse_unchecked: bool = False
    identity_check: IdentityCheck = IdentityCheck.NOT_ASKED
    signed: bool | None = None
    elements_missing: tuple[ElementName, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    appeal_of: Uuid | None = None
    bureau_institution_id: InstitutionNumber | None = None


class ApplicationWithdrawnV1(Event):
    """The applicant wants the application no more."""

    event_type: ClassVar[str] = "application.withdrawn.v1"
    reason: ShortText | None = None


class OpenTaskV1(WireModel):
    """Mark the task as read."""

    action: Literal["open"] = "open"


class AssignTaskV1(WireModel):
    """Give the task to an officer of the institution."""

    action: Literal["assign"] = "assign"
    officer: ShortText


class ReferTaskV1(WireModel):
    """Send the application to another institution."""

    action: Literal["refer"] = "refer"
    to_institution_id: InstitutionNumber
    purpose: Literal[TaskPurpose.ACTION, TaskPurpose.INFORMATION]
    reason: ShortText
    keep: bool = False
    subject_code: SubjectCode | None = None
    sub_subject_code: SubSubjectCode | None = None


class ReturnTaskV1(WireModel):
    """Give the application back as not ours."""

    action: Literal["return"] = "return"
    reason: ShortText
    code: ReturnReason = ReturnReason.NOT_COMPETENT


class PlaceTaskV1(WireModel):
    """Place an application that waits in screening."""

    action: Literal["place"] = "place"
    to_institution_id: InstitutionNumber
    subject_code: SubjectCode | None = None
    sub_subject_code: SubSubjectCode | None = None
    also_to: tuple[InstitutionNumber, ...] = Field(default=(), max_length=10)
    inform: tuple[InstitutionNumber, ...] = Field(default=(), max_length=10)


class IssueInterimResponseV1(WireModel):
    """Tell the applicant the state of the work."""

    action: Literal["interim_response"] = "interim_response"
    body: Text


class IssueResponseV1(WireModel):
    """Answer the application."""

    action: Literal["respond"] = "respond"
    outcome: ResponseOutcome
    body: Text
    remedies: tuple[RemedyV1, ...] = ()


class DraftResponseV1(WireModel):
    """Write an answer for a superior to approve."""

    action: Literal["draft_response"] = "draft_response"
    outcome: ResponseOutcome
    body: Text
    remedies: tuple[RemedyV1, ...] = ()


class ApproveDraftV1(WireModel):
    """Send the drafted answer."""

    action: Literal["approve"] = "approve"


class ExtendTaskV1(WireModel):
    """Take the long period of Law 4982, art. 11."""

    action: Literal["extend"] = "extend"
    ground: ExtensionGround
    reason: ShortText


class RequestFeeV1(WireModel):
    """Ask the cost of access; the amount is in kuruş."""

    action: Literal["request_fee"] = "request_fee"
    pages: int = Field(ge=1, le=100_000)
    amount: int = Field(ge=1, le=100_000_000)
    how_to_pay: ShortText


class RecordPaymentV1(WireModel):
    """Record that the fee was paid."""

    action: Literal["record_payment"] = "record_payment"
    paid_on: date


class AskApplicantV1(WireModel):
    """Ask the applicant something."""

    action: Literal["ask_applicant"] = "ask_applicant"
    body: Text


class DeclineToProcessV1(WireModel):
    """Find that the application is not to be processed."""

    action: Literal["not_processed"] = "not_processed"
    reason: NotProcessedReason
    body: Text


class MarkInvalidV1(WireModel):
    """Find the application invalid."""

    action: Literal["mark_invalid"] = "mark_invalid"
    reason: InvalidReason
    body: Text


class AddNoteV1(WireModel):
    """Write something down for colleagues."""

    action: Literal["note"] = "note"
    body: Text


class RecordDecisionV1(WireModel):
    """Record what a board decided."""

    action: Literal["record_decision"] = "record_decision"
    decision: BoardDecision
    body: Text


class MergeTaskV1(WireModel):
    """Let the application be answered together with another one of the same applicant."""

    action: Literal["merge"] = "merge"
    into_application_id: Uuid


class WithdrawOnBehalfV1(WireModel):
    """Cancel for an applicant who asked for it in words."""

    action: Literal["withdraw_on_behalf"] = "withdraw_on_behalf"
    reason: ShortText


class ReopenV1(WireModel):
    """Take up again what had ended."""

    action: Literal["reopen"] = "reopen"
    reason: ShortText


ActionV1 = Annotated[
    OpenTaskV1
    | AssignTaskV1
    | ReferTaskV1
    | ReturnTaskV1
    | PlaceTaskV1
    | IssueInterimResponseV1
    | IssueResponseV1
    | DraftResponseV1
    | ApproveDraftV1
    | ExtendTaskV1
    | RequestFeeV1
    | RecordPaymentV1
    | AskApplicantV1
    | DeclineToProcessV1
    | MarkInvalidV1
    | AddNoteV1
    | RecordDecisionV1
    | MergeTaskV1
    | WithdrawOnBehalfV1
    | ReopenV1,
    Field(discriminator="action"),
]

DOMAIN_ACTIONS: dict[str, type[inputs.Action]] = {
    "open": inputs.OpenTask,
    "assign": inputs.AssignTask,
    "refer": inputs.ReferTask,
    "return": inputs.ReturnTask,
    "place": inputs.PlaceTask,
    "interim_response": inputs.IssueInterimResponse,
    "respond": inputs.IssueResponse,
    "draft_response": inputs.DraftResponse,
    "approve": inputs.ApproveDraft,
    "extend": inputs.ExtendTask,
    "request_fee": inputs.RequestFee,
    "record_payment": inputs.RecordPayment,
    "ask_applicant": inputs.AskApplicant,
    "not_processed": inputs.DeclineToProcess,
    "mark_invalid": inputs.MarkInvalid,
    "note": inputs.AddNote,
    "record_decision": inputs.RecordDecision,
    "merge": inputs.MergeTask,
    "withdraw_on_behalf": inputs.WithdrawOnBehalf,
    "reopen": inputs.Reopen,
}


class ActionRequestedV1(Event):
    """An officer asks for something to be done; `ce_id` is the action's id."""

    event_type: ClassVar[str] = "action.requested.v1"
    institution_id: InstitutionNumber
    role: Role
    officer: ShortText
    expected_task_version: int = Field(ge=0)
    action: ActionV1


class ClockFellDueV1(Event):
    """The deadline watcher saw that a stage of a clock is due."""

    event_type: ClassVar[str] = "clock.fell_due.v1"
    task_id: Uuid
    clock_version: int = Field(ge=1)
    stage: Stage
    eye: Eye


class NoticeConcludedV1(Event):
    """The notifier handed a notice over, or gave up."""

    event_type: ClassVar[str] = "notice.concluded.v1"
    notice_id: Uuid
    fact_id: Uuid
    kind: NoticeKind
    channel: NoticeChannel
    outcome: NoticeOutcome
    concluded_at: Moment
    cause: ShortText | None = None
    task_id: Uuid | None = None


class QuestionAnsweredByApplicantV1(Event):
    """The applicant answered a question."""

    event_type: ClassVar[str] = "question.answered_by_applicant.v1"
    question_id: Uuid
    body: Text


class CalendarChangedV1(Event):
    """The calendar changed: the dates of this application are to be counted again."""

    event_type: ClassVar[str] = "calendar.changed.v1"
    revision: int = Field(ge=1)


class InstitutionSucceededV1(Event):
    """An institution was closed; its tasks about this application are its successor's."""

    event_type: ClassVar[str] = "institution.succeeded.v1"
    institution_id: InstitutionNumber
    successor_id: InstitutionNumber


class AppealReportedV1(Event):
    """What became of an appeal against this application's answer, or against silence."""

    event_type: ClassVar[str] = "appeal.reported.v1"
    appeal_id: Uuid
    step: AppealStep
    decision: AppealOutcome | None = None
    lodged_at: Moment | None = None
    ended_at: Moment | None = None
    reopened_at: Moment | None = None


class ApplicationJoinedV1(Event):
    """Another application is to be answered together with this one."""

    event_type: ClassVar[str] = "application.joined.v1"
    joined_application_id: Uuid


class AnsweredTogetherV1(Event):
    """The application that this one was merged into was answered."""

    event_type: ClassVar[str] = "application.answered_together.v1"
    into_application_id: Uuid
    institution_id: InstitutionNumber
    outcome: ResponseOutcome
    body: str = Field(min_length=1, max_length=5 * LONGEST_TEXT)
    remedies: tuple[RemedyV1, ...] = ()
