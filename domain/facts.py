"""What can become true of an application?

One dataclass a fact, in the past tense. The router decides them, stores them in the application's ledger and
publishes them. No fact carries a person or a text: texts are referred to by id and hash.
"""

import hashlib
from dataclasses import dataclass
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
from domain.inputs import (
    AnswerBy,
    AppealStep,
    IdentityCheck,
    NoticeChannel,
    NoticeKind,
    NoticeOutcome,
    RemedyOffered,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import ScheduledStage, Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.periods import PeriodName
from domain.place import Place
from domain.routing_reason import RoutingReason


@dataclass(frozen=True, slots=True)
class TextRef:
    """Names one text of the application without showing it: id, SHA-256 of its UTF-8 bytes, length in characters."""

    text_id: str
    sha256: str
    characters: int

    @classmethod
    def of(cls, text_id: str, text: str) -> "TextRef":
        """Refer to `text` under `text_id`."""
        return cls(text_id, hashlib.sha256(text.encode()).hexdigest(), len(text))


@dataclass(frozen=True, slots=True)
class Registered:
    """The application has a number and a legal date, before anybody judged it (TCK 121)."""

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
    key_reuse_unchecked: bool
    accused_institution_id: InstitutionId | None = None
    filed_as: ApplicationKind | None = None
    appeal_of: ApplicationId | None = None
    identity_check: IdentityCheck = IdentityCheck.NOT_ASKED
    elements_missing: tuple[str, ...] = ()
    bureau_institution_id: InstitutionId | None = None


@dataclass(frozen=True, slots=True)
class Routed:
    """An institution has the application before it, for action, with the reasons in words."""

    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    subject_code: str | None
    because: tuple[RoutingReason, ...]
    content: TextRef
    placed_from_task_id: TaskId | None = None
    sub_subject_code: str | None = None


@dataclass(frozen=True, slots=True)
class RoutingProposal:
    """Where the rules would have sent an application that waits in screening."""

    institution_id: InstitutionId
    subject_code: str | None


@dataclass(frozen=True, slots=True)
class ScreeningRequested:
    """No rule could place the application: a person of `institution_id` must."""

    task_id: TaskId
    institution_id: InstitutionId
    because: str
    explanation: tuple[RoutingReason, ...]
    proposals: tuple[RoutingProposal, ...]
    content: TextRef
    returned_from_task_id: TaskId | None = None


@dataclass(frozen=True, slots=True)
class TaskOpened:
    """The holder read the application."""

    task_id: TaskId
    institution_id: InstitutionId
    officer: str


@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """The holder gave the task to a unit or officer of its own (havale)."""

    task_id: TaskId
    institution_id: InstitutionId
    officer: str


@dataclass(frozen=True, slots=True)
class Referred:
    """The holder sent the application on (sevk): for action it passes on, for information it keeps the task."""

    from_task_id: TaskId
    from_institution_id: InstitutionId
    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    reason: TextRef
    content: TextRef
    keep: bool = False
    subject_code: str | None = None
    sub_subject_code: str | None = None


@dataclass(frozen=True, slots=True)
class Returned:
    """The holder gave the application back as not its own (iade)."""

    task_id: TaskId
    institution_id: InstitutionId
    reason: TextRef
    code: ReturnReason = ReturnReason.NOT_COMPETENT


class ClockClearedBecause(StrEnum):
    """Why a clock stopped running."""

    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"
    INTERRUPTED = "interrupted"
    NOT_PROCESSED = "not_processed"
    UNPAID = "unpaid"
    APPEALED = "appealed"


class ClockPurpose(StrEnum):
    """For what a clock runs: an answer, a payment, a person's placing, or a right of the applicant."""

    ANSWER = "answer"
    PAYMENT = "payment"
    PLACING = "placing"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class ClockSet:
    """A legal period runs for one task; its stages are due at the times told.

    `other_due_on` is the date of the clock that does not bind: the institution's own under Law 3071, the citizen's
    after a transfer under Law 4982. `deemed_refusal_on` stands where this clock moved that day.
    """

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    received_on: date
    due_on: date
    due_rule: str
    due_derivation: tuple[str, ...]
    stages: tuple[ScheduledStage, ...]
    purpose: ClockPurpose = ClockPurpose.ANSWER
    period: PeriodName | None = None
    other_due_on: date | None = None
    deemed_refusal_on: date | None = None


@dataclass(frozen=True, slots=True)
class ClockCleared:
    """The period of one task no longer runs."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    because: ClockClearedBecause


@dataclass(frozen=True, slots=True)
class Reminded:
    """The holder was reminded before the due date passed."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    stage: Stage
    scheduled_at: datetime
    due_on: date


@dataclass(frozen=True, slots=True)
class DeadlineMissed:
    """The due date passed without an answer (gecikme)."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    due_on: date


@dataclass(frozen=True, slots=True)
class Escalated:
    """The delay climbed one rung: `to_institution_id` got an information task, the holder keeps its own (R-A12)."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    stage: Stage
    scheduled_at: datetime
    to_institution_id: InstitutionId
    to_task_id: TaskId
    due_on: date


@dataclass(frozen=True, slots=True)
class DeemedRefused:
    """Silence counts as refusal from this day (Law 2577, art. 10); an answer is still possible."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    scheduled_at: datetime
    deemed_refusal_on: date


@dataclass(frozen=True, slots=True)
class InterimResponseIssued:
    """The applicant is told the state of the work (Law 3071, art. 7)."""

    task_id: TaskId
    institution_id: InstitutionId
    text: TextRef


@dataclass(frozen=True, slots=True)
class ResponseIssued:
    """The holder answered."""

    task_id: TaskId
    institution_id: InstitutionId
    outcome: ResponseOutcome
    text: TextRef
    remedies: tuple[RemedyOffered, ...]
    completes: bool = True
    """Whether no other institution still has to answer."""
    decision: BoardDecision | None = None
    together_with: ApplicationId | None = None


class ClosedBecause(StrEnum):
    """Why nothing more will happen to an application."""

    ANSWER_SERVED = "answer_served"
    ANSWER_CANNOT_BE_SERVED = "answer_cannot_be_served"
    WITHDRAWN = "withdrawn"
    UNPAID = "unpaid"


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more will happen unless somebody reopens it."""

    because: ClosedBecause
    reason: TextRef | None = None
    institution_id: InstitutionId | None = None
    """Who withdrew for the applicant; none where he did it himself, or nobody closed it but the law."""


@dataclass(frozen=True, slots=True)
class NoticeRecorded:
    """A notice to the applicant was served or failed for good."""

    notice_id: str
    fact_id: FactId
    kind: NoticeKind
    channel: NoticeChannel
    outcome: NoticeOutcome
    concluded_at: datetime
    cause: str | None = None
    task_id: TaskId | None = None
    """Whose answer, or refusal to process, it told."""


@dataclass(frozen=True, slots=True)
class ResponseDrafted:
    """An officer wrote an answer for a superior to approve."""

    task_id: TaskId
    institution_id: InstitutionId
    outcome: ResponseOutcome
    text: TextRef
    remedies: tuple[RemedyOffered, ...]
    officer: str


@dataclass(frozen=True, slots=True)
class PeriodExtended:
    """The holder took the long period (Law 4982, art. 11); the clock that follows carries the new date."""

    task_id: TaskId
    institution_id: InstitutionId
    ground: ExtensionGround
    reason: TextRef
    due_on_before: date
    due_on: date


@dataclass(frozen=True, slots=True)
class FeeRequested:
    """The holder asked the cost of access; the answer period is interrupted (Law 4982, art. 10-11)."""

    task_id: TaskId
    institution_id: InstitutionId
    pages: int
    amount: int
    how_to_pay: TextRef
    pay_by: date


@dataclass(frozen=True, slots=True)
class FeePaid:
    """The payment was proved; the answer period runs anew."""

    task_id: TaskId
    institution_id: InstitutionId
    paid_on: date


@dataclass(frozen=True, slots=True)
class PaymentMissed:
    """The fee was not paid in time: the applicant counts as having given up (Law 4982, art. 11)."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    stage: Stage
    scheduled_at: datetime
    pay_by: date


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """The holder asked the applicant something."""

    task_id: TaskId
    institution_id: InstitutionId
    question_id: str
    text: TextRef


@dataclass(frozen=True, slots=True)
class QuestionAnswered:
    """The applicant answered a question."""

    task_id: TaskId
    institution_id: InstitutionId
    question_id: str
    text: TextRef


@dataclass(frozen=True, slots=True)
class NotProcessed:
    """The application is registered and not processed; by the system alone where nobody's task it was."""

    reason: NotProcessedReason
    text: TextRef | None = None
    task_id: TaskId | None = None
    institution_id: InstitutionId | None = None


@dataclass(frozen=True, slots=True)
class FoundInvalid:
    """The application counts as invalid: it does not come from whom it names (R-D2)."""

    reason: InvalidReason
    text: TextRef | None = None
    task_id: TaskId | None = None
    institution_id: InstitutionId | None = None


@dataclass(frozen=True, slots=True)
class NoteAdded:
    """An officer wrote something down for colleagues."""

    task_id: TaskId
    institution_id: InstitutionId
    officer: str
    text: TextRef


@dataclass(frozen=True, slots=True)
class DuplicateProposed:
    """The same applicant wrote nearly the same before; a person decides whether it is one matter."""

    other_application_id: ApplicationId
    other_tracking_number: TrackingNumber
    likeness: int
    """In per cent."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A person found that it is one matter with another application; both are answered together."""

    task_id: TaskId
    institution_id: InstitutionId
    into_application_id: ApplicationId
    into_tracking_number: TrackingNumber


@dataclass(frozen=True, slots=True)
class Joined:
    """Another application is answered together with this one."""

    joined_application_id: ApplicationId


@dataclass(frozen=True, slots=True)
class AppealRecorded:
    """An appeal against this application's answer, or against silence, was lodged, ended, or was found to be none."""

    appeal_id: ApplicationId
    step: AppealStep
    decision: AppealOutcome | None
    to_institutions: tuple[InstitutionId, ...]
    """Whose answer, or silence, was appealed against: they get the outcome."""
    lodged_at: datetime | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApplicantReminded:
    """The applicant was told that a right is about to run out."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    stage: Stage
    scheduled_at: datetime
    until_on: date


@dataclass(frozen=True, slots=True)
class StagePassedOver:
    """A stage fell due that no longer mattered; it is reached and nobody was told."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    stage: Stage
    scheduled_at: datetime


@dataclass(frozen=True, slots=True)
class DueDateChanged:
    """The calendar changed, and with it the day until which the institution must answer."""

    task_id: TaskId
    institution_id: InstitutionId
    due_on_before: date
    due_on: date


@dataclass(frozen=True, slots=True)
class EscalationTakenBack:
    """A changed calendar made the due date come later: a rung that was climbed is no longer due."""

    task_id: TaskId
    institution_id: InstitutionId
    stage: Stage
    to_institution_id: InstitutionId
    to_task_id: TaskId


@dataclass(frozen=True, slots=True)
class TaskSucceeded:
    """The holder was closed; its successor has the task."""

    from_task_id: TaskId
    from_institution_id: InstitutionId
    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    content: TextRef


@dataclass(frozen=True, slots=True)
class Reopened:
    """What had ended was taken up again, because an institution that had it, or one above, asked for it."""

    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    reason: TextRef
    content: TextRef
    asked_by_institution_id: InstitutionId | None = None


class RefusalCode(StrEnum):
    """Why an officer's action was not applied."""

    UNKNOWN_APPLICATION = "unknown_application"
    NOT_THE_HOLDER = "not_the_holder"
    STALE_TASK_VERSION = "stale_task_version"
    APPLICATION_CLOSED = "application_closed"
    ROLE_NOT_ALLOWED = "role_not_allowed"
    NOT_A_SCREENING_TASK = "not_a_screening_task"
    IN_SCREENING = "in_screening"
    UNKNOWN_INSTITUTION = "unknown_institution"
    INSTITUTION_CLOSED = "institution_closed"
    SAME_INSTITUTION = "same_institution"
    ALREADY_HAS_IT = "already_has_it"
    HELD_BEFORE = "held_before"
    HOP_LIMIT = "hop_limit"
    OUTSIDE_COORDINATION = "outside_coordination"
    ACCUSED_INSTITUTION = "accused_institution"
    UNKNOWN_SUBJECT = "unknown_subject"
    ALREADY_OPEN = "already_open"
    LEDGER_FULL = "ledger_full"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    EXTENSION_NOT_PROVIDED = "extension_not_provided"
    PERIOD_PASSED = "period_passed"
    ALREADY_EXTENDED = "already_extended"
    FEE_NOT_PROVIDED = "fee_not_provided"
    FEE_ALREADY_REQUESTED = "fee_already_requested"
    FIRST_PAGES_ARE_FREE = "first_pages_are_free"
    AWAITING_PAYMENT = "awaiting_payment"
    NO_FEE_REQUESTED = "no_fee_requested"
    PAID_IN_THE_FUTURE = "paid_in_the_future"
    NO_DRAFT = "no_draft"
    NOT_A_BOARD = "not_a_board"
    BOARD_RECORDS_A_DECISION = "board_records_a_decision"
    REASON_NOT_FOR_THIS_KIND = "reason_not_for_this_kind"
    ANSWERED_IN_PART = "answered_in_part"
    NOT_THE_SAME_APPLICANT = "not_the_same_applicant"
    CANNOT_BE_MERGED = "cannot_be_merged"
    NOTHING_TO_REOPEN = "nothing_to_reopen"
    UNKNOWN_SUB_SUBJECT = "unknown_sub_subject"
    PAID_BEFORE_ASKED = "paid_before_asked"
    NOT_WHERE_APPEALS_GO = "not_where_appeals_go"


@dataclass(frozen=True, slots=True)
class ActionRefused:
    """An officer's wish was not applied, and why; it changes nothing and stands in no ledger."""

    action_id: InputId
    institution_id: InstitutionId
    code: RefusalCode


Fact: TypeAlias = (
    Registered
    | Routed
    | ScreeningRequested
    | TaskOpened
    | TaskAssigned
    | Referred
    | Returned
    | ClockSet
    | ClockCleared
    | Reminded
    | DeadlineMissed
    | Escalated
    | DeemedRefused
    | InterimResponseIssued
    | ResponseIssued
    | Closed
    | NoticeRecorded
    | ResponseDrafted
    | PeriodExtended
    | FeeRequested
    | FeePaid
    | PaymentMissed
    | QuestionAsked
    | QuestionAnswered
    | NotProcessed
    | FoundInvalid
    | NoteAdded
    | DuplicateProposed
    | Merged
    | Joined
    | AppealRecorded
    | ApplicantReminded
    | StagePassedOver
    | DueDateChanged
    | EscalationTakenBack
    | TaskSucceeded
    | Reopened
)
"""What stands in a ledger. `ActionRefused` is published too, but is no part of what an application is."""
