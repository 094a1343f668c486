"""What can be asked or reported about an application?

One dataclass an input; the router reads them in order, one key an application. `input_id` is deterministic, so the
same wish sent twice is the same input.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from domain.grounds import (
    AppealOutcome,
    BoardDecision,
    ExtensionGround,
    InvalidReason,
    NotProcessedReason,
    ReturnReason,
)
from domain.identifiers import ApplicationId, FactId, InputId, InstitutionId, TaskId, TrackingNumber
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place


class AnswerBy(StrEnum):
    """How the applicant wants to be answered (R-I3); an anonymous applicant cannot be (R-F2)."""

    EMAIL = "email"
    SMS = "sms"
    POST = "post"
    PHONE = "phone"
    NONE = "none"


class OfficialRank(StrEnum):
    """Which board is competent for a complaint about an official (R-H1, R-H2)."""

    GENERAL_DIRECTOR_OR_ABOVE = "general_director_or_above"
    BELOW = "below"


class Role(StrEnum):
    """What a token or session may do for its institution."""

    OFFICER = "officer"
    APPROVER = "approver"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"
    CENTRE = "centre"
    AUDITOR = "auditor"
    VAULT = "vault"


class TaskPurpose(StrEnum):
    """Why an institution has an application before it: to act (gereği), to know (bilgi), or to place it."""

    ACTION = "action"
    INFORMATION = "information"
    SCREENING = "screening"


class ResponseOutcome(StrEnum):
    """How an application was answered (R-J8 counts them)."""

    POSITIVE = "positive"
    PARTIAL = "partial"
    NEGATIVE = "negative"


class IdentityCheck(StrEnum):
    """What the registry of persons said of the claimed identity; nothing else of the check is kept (R-D2)."""

    MATCHED = "matched"
    MISMATCHED = "mismatched"
    UNAVAILABLE = "unavailable"
    NOT_ASKED = "not_asked"


class Enclosure(StrEnum):
    """What lay in the envelope besides the letter, as the registering officer ticks it (R-I10, R-E9)."""

    APPLICATION_COPY = "application_copy"
    ANSWER_COPY = "answer_copy"
    EVIDENCE = "evidence"
    AUTHORITY_DOCUMENT = "authority_document"


@dataclass(frozen=True, slots=True)
class AboutOfficial:
    """The official complained of; the application never reaches the institution this person heads."""

    name: str
    title: str
    institution_id: InstitutionId | None
    rank: OfficialRank


@dataclass(frozen=True, slots=True)
class SealedApplicant:
    """The applicant, sealed by intake in two boxes which it cannot open again (base64).

    `contact` opens with the notifier's key, `identity` with the vault's; `person_mac` is the stable keyed hash of the
    national id and stands in the vault alone.
    """

    contact: str | None
    identity: str
    person_mac: str


@dataclass(frozen=True, slots=True)
class ApplicationSubmitted:
    """A citizen applied: everything the router needs, without the person."""

    input_id: InputId
    application_id: ApplicationId
    tracking_number: TrackingNumber
    kind: ApplicationKind
    channel: Channel
    body: str
    received_at: datetime
    answer_by: AnswerBy
    content_hash: str
    tracking_factor: str | None
    subject_code: str | None = None
    institution_id: InstitutionId | None = None
    event_place: Place | None = None
    residence: Place | None = None
    call_province: str | None = None
    about_official: AboutOfficial | None = None
    identity_confidential: bool = False
    applicant: SealedApplicant | None = None
    key_reuse_unchecked: bool = False
    identity_check: IdentityCheck = IdentityCheck.NOT_ASKED
    signed: bool | None = None
    elements_missing: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    appeal_of: ApplicationId | None = None
    bureau_institution_id: InstitutionId | None = None

    @property
    def anonymous(self) -> bool:
        """Tell whether nobody signed the application (R-F1)."""
        return self.applicant is None


@dataclass(frozen=True, slots=True)
class ApplicationWithdrawn:
    """The applicant cancelled by quoting the number (R-J4)."""

    input_id: InputId
    application_id: ApplicationId
    reason: str | None


@dataclass(frozen=True, slots=True)
class OpenTask:
    """Mark the task as read by its holder."""


@dataclass(frozen=True, slots=True)
class AssignTask:
    """Give the task to a unit or officer inside the institution (havale)."""

    officer: str


@dataclass(frozen=True, slots=True)
class ReferTask:
    """Send the application to another institution (sevk); `keep` leaves the sender's own task beside the new one."""

    to_institution_id: InstitutionId
    purpose: TaskPurpose
    reason: str
    keep: bool = False
    subject_code: str | None = None
    sub_subject_code: str | None = None


@dataclass(frozen=True, slots=True)
class ReturnTask:
    """Give the application back as not ours (iade); a person in screening places it anew."""

    reason: str
    code: ReturnReason = ReturnReason.NOT_COMPETENT


@dataclass(frozen=True, slots=True)
class PlaceTask:
    """Place an application that waits in screening: for action with one institution or several, copies with others."""

    to_institution_id: InstitutionId
    subject_code: str | None = None
    sub_subject_code: str | None = None
    also_to: tuple[InstitutionId, ...] = ()
    inform: tuple[InstitutionId, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueInterimResponse:
    """Tell the applicant the state of the work (Law 3071, art. 7); the final answer still follows."""

    body: str


@dataclass(frozen=True, slots=True)
class RemedyOffered:
    """Where the applicant may turn next, and until when."""

    to: str
    until_on: str | None = None


@dataclass(frozen=True, slots=True)
class IssueResponse:
    """Answer the application."""

    outcome: ResponseOutcome
    body: str
    remedies: tuple[RemedyOffered, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftResponse:
    """Write an answer for a superior to approve."""

    outcome: ResponseOutcome
    body: str
    remedies: tuple[RemedyOffered, ...] = ()


@dataclass(frozen=True, slots=True)
class ApproveDraft:
    """Send the drafted answer as it stands."""


@dataclass(frozen=True, slots=True)
class ExtendTask:
    """Take the long period of Law 4982, art. 11; the applicant is told the reason before the short one ends."""

    ground: ExtensionGround
    reason: str


@dataclass(frozen=True, slots=True)
class RequestFee:
    """Ask the cost of access (Law 4982, art. 10); `amount` is in kuruş."""

    pages: int
    amount: int
    how_to_pay: str


@dataclass(frozen=True, slots=True)
class RecordPayment:
    """Record that the applicant proved the payment."""

    paid_on: date


@dataclass(frozen=True, slots=True)
class AskApplicant:
    """Ask the applicant something; no clock stands still meanwhile."""

    body: str


@dataclass(frozen=True, slots=True)
class DeclineToProcess:
    """Find that the application is not to be processed; a person's judgement, with its reason."""

    reason: NotProcessedReason
    body: str


@dataclass(frozen=True, slots=True)
class MarkInvalid:
    """Find that the applicant is not who the application says, or cannot be reached."""

    reason: InvalidReason
    body: str


@dataclass(frozen=True, slots=True)
class AddNote:
    """Write something down for colleagues."""

    body: str


@dataclass(frozen=True, slots=True)
class RecordDecision:
    """Record what a board decided (R-H3); it is the answer to the applicant."""

    decision: BoardDecision
    body: str


@dataclass(frozen=True, slots=True)
class MergeTask:
    """Let the application be answered together with another one of the same applicant (mükerrer)."""

    into_application_id: ApplicationId


@dataclass(frozen=True, slots=True)
class WithdrawOnBehalf:
    """Cancel for an applicant who called, wrote or came and quoted the number (R-J4)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Take up again what had ended."""

    reason: str


Action: TypeAlias = (
    OpenTask
    | AssignTask
    | ReferTask
    | ReturnTask
    | PlaceTask
    | IssueInterimResponse
    | IssueResponse
    | DraftResponse
    | ApproveDraft
    | ExtendTask
    | RequestFee
    | RecordPayment
    | AskApplicant
    | DeclineToProcess
    | MarkInvalid
    | AddNote
    | RecordDecision
    | MergeTask
    | WithdrawOnBehalf
    | Reopen
)

LEADING_TO_AN_END = (
    IssueResponse,
    ApproveDraft,
    RecordDecision,
    DeclineToProcess,
    MarkInvalid,
    WithdrawOnBehalf,
    RecordPayment,
)
"""What ends an officer's task, and the payment that full access waits for: each comes once for each task."""


@dataclass(frozen=True, slots=True)
class ActionRequested:
    """An officer asks for something to be done about a task his institution holds."""

    input_id: InputId
    application_id: ApplicationId
    institution_id: InstitutionId
    role: Role
    officer: str
    expected_task_version: int
    action: Action

    @property
    def leads_to_an_end(self) -> bool:
        """Tell whether it ends a task, or is what an end waits for."""
        return isinstance(self.action, LEADING_TO_AN_END)


class Eye(StrEnum):
    """Which of the deadline watcher's two eyes saw that a clock fell due."""

    LOG = "log"
    STORE = "store"


@dataclass(frozen=True, slots=True)
class ClockFellDue:
    """A stage of a clock is due; the router judges whether that is still true."""

    input_id: InputId
    application_id: ApplicationId
    task_id: TaskId
    clock_version: int
    stage: Stage
    eye: Eye


class NoticeChannel(StrEnum):
    """By which road a notice reached, or should have reached, the applicant."""

    EMAIL = "email"
    SMS = "sms"
    POST = "post"
    PHONE = "phone"


class NoticeKind(StrEnum):
    """Which of the notices of the rulebook's table 1.8 this is."""

    RECEIPT = "receipt"
    REFERRED = "referred"
    INTERIM_RESPONSE = "interim_response"
    RESPONSE = "response"
    DEEMED_REFUSAL = "deemed_refusal"
    WITHDRAWN = "withdrawn"
    INVALID = "invalid"
    NOT_PROCESSED = "not_processed"
    EXTENDED = "extended"
    FEE = "fee"
    QUESTION = "question"
    PART_RESPONSE = "part_response"
    RIGHT_ENDING = "right_ending"
    DUE_DATE_CHANGED = "due_date_changed"
    REOPENED = "reopened"
    MERGED = "merged"


class NoticeOutcome(StrEnum):
    """How a notice ended."""

    SERVED = "served"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NoticeConcluded:
    """The notifier reports that a notice was handed over, or that it gave up."""

    input_id: InputId
    application_id: ApplicationId
    notice_id: str
    fact_id: FactId
    kind: NoticeKind
    channel: NoticeChannel
    outcome: NoticeOutcome
    concluded_at: datetime
    cause: str | None = field(default=None)
    task_id: TaskId | None = None
    """Of an answer, or a refusal to process, whose it is, so that it is known by its service."""


@dataclass(frozen=True, slots=True)
class QuestionAnsweredByApplicant:
    """The applicant answered a question, through number and secret (or national id)."""

    input_id: InputId
    application_id: ApplicationId
    question_id: str
    body: str


@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """Operations changed the calendar: the dates of this application may have moved; `revision` names the new one."""

    input_id: InputId
    application_id: ApplicationId
    revision: int


@dataclass(frozen=True, slots=True)
class InstitutionSucceeded:
    """An institution was closed; its open tasks are its successor's."""

    input_id: InputId
    application_id: ApplicationId
    institution_id: InstitutionId
    successor_id: InstitutionId


class AppealStep(StrEnum):
    """How far an appeal has come; void is one that was refused before the Board had it."""

    LODGED = "lodged"
    DECIDED = "decided"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class AppealReported:
    """The router tells the application that was appealed against what became of the appeal."""

    input_id: InputId
    application_id: ApplicationId
    appeal_id: ApplicationId
    step: AppealStep
    decision: AppealOutcome | None = None
    lodged_at: datetime | None = None
    """When the appeal itself was received: from that day the period for the suit stands still."""
    ended_at: datetime | None = None
    """When the appeal itself ended: from the day of a withdrawal the period for the suit runs on."""
    reopened_at: datetime | None = None
    """When an appeal that had ended was taken up again, and so stands before the Board as before."""


@dataclass(frozen=True, slots=True)
class ApplicationJoined:
    """The router tells an application that another one is to be answered together with it."""

    input_id: InputId
    application_id: ApplicationId
    joined_application_id: ApplicationId


@dataclass(frozen=True, slots=True)
class AnsweredTogether:
    """The router tells a merged application the answer of the one it was merged into."""

    input_id: InputId
    application_id: ApplicationId
    into_application_id: ApplicationId
    institution_id: InstitutionId
    outcome: ResponseOutcome
    body: str
    remedies: tuple[RemedyOffered, ...] = ()


Input: TypeAlias = (
    ApplicationSubmitted
    | ApplicationWithdrawn
    | ActionRequested
    | ClockFellDue
    | NoticeConcluded
    | QuestionAnsweredByApplicant
    | CalendarChanged
    | InstitutionSucceeded
    | AppealReported
    | ApplicationJoined
    | AnsweredTogether
)
