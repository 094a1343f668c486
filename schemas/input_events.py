"""What can be asked or reported about an application, as it stands on `bimer.applications`?

The input's id is the record's `ce_id`, the application's id its `ce_subject` and key.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain import inputs
from domain.inputs import (
    AnswerBy,
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


class ReturnTaskV1(WireModel):
    """Give the application back as not ours."""

    action: Literal["return"] = "return"
    reason: ShortText


class PlaceTaskV1(WireModel):
    """Place an application that waits in screening."""

    action: Literal["place"] = "place"
    to_institution_id: InstitutionNumber
    subject_code: SubjectCode | None = None


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


ActionV1 = Annotated[
    OpenTaskV1 | AssignTaskV1 | ReferTaskV1 | ReturnTaskV1 | PlaceTaskV1 | IssueInterimResponseV1 | IssueResponseV1,
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
