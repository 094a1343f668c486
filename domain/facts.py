"""What can become true of an application?

One dataclass a fact, in the past tense. The router decides them, stores them in the application's ledger and
publishes them. No fact carries a person or a text: texts are referred to by id and hash.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from domain.identifiers import FactId, InputId, InstitutionId, TaskId, TrackingNumber
from domain.inputs import (
    AnswerBy,
    NoticeChannel,
    NoticeKind,
    NoticeOutcome,
    RemedyOffered,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import ScheduledStage, Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
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


@dataclass(frozen=True, slots=True)
class Returned:
    """The holder gave the application back as not its own (iade)."""

    task_id: TaskId
    institution_id: InstitutionId
    reason: TextRef


class ClockClearedBecause(StrEnum):
    """Why a clock stopped running."""

    ANSWERED = "answered"
    HANDED_OVER = "handed_over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class ClockSet:
    """A legal period runs for one task; its stages are due at the times told."""

    task_id: TaskId
    institution_id: InstitutionId
    clock_version: int
    received_on: date
    due_on: date
    due_rule: str
    due_derivation: tuple[str, ...]
    stages: tuple[ScheduledStage, ...]


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


class ClosedBecause(StrEnum):
    """Why nothing more will happen to an application."""

    ANSWER_SERVED = "answer_served"
    ANSWER_CANNOT_BE_SERVED = "answer_cannot_be_served"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Closed:
    """Nothing more will happen unless somebody reopens it."""

    because: ClosedBecause
    reason: TextRef | None = None


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
)
"""What stands in a ledger. `ActionRefused` is published too, but is no part of what an application is."""
