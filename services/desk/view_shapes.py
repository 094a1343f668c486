"""Of which parts is the open folder of an application made? The shapes that `application_view` fills."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.application import TaskStatus
from domain.confidentiality import IdentityAccess
from domain.grounds import NotProcessedReason
from domain.inputs import AnswerBy, IdentityCheck, ResponseOutcome, TaskPurpose
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.place import Place
from domain.routing import RoutingReason
from domain.status import ApplicationStatus
from services.desk.related_view import RelatedView
from services.desk.work_view import DraftView, EndedView, FeeView, NoteView, QuestionView, ResponseView, WhoseDate


@dataclass(frozen=True, slots=True)
class TaskView:
    """What one institution has, or had, to do; its officer is named to that institution alone."""

    task_id: str
    institution_id: str
    institution_name: str
    purpose: TaskPurpose
    status: TaskStatus
    open: bool
    task_version: int
    given_at: datetime
    due_on: date | None
    overdue: bool
    officer: str | None
    other_due_on: date | None
    other_date_is: WhoseDate | None
    extended: bool
    fee: FeeView | None
    draft: DraftView | None


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One fact: as the contract writes it, and in a sentence."""

    seq: int
    fact_id: str
    type: str
    at: datetime
    data: dict[str, Any]
    text: str
    text_id: str | None
    """The text that belongs to it, in `texts`; the citizen's own stands above the ledger."""


@dataclass(frozen=True, slots=True)
class OfficialView:
    """The official complained of, for those who decide about the complaint."""

    name: str
    title: str
    institution_id: str | None
    rank: str


@dataclass(frozen=True, slots=True)
class ProposalView:
    """An institution that the rules would have chosen for what waits in screening."""

    institution_id: str
    institution_name: str
    subject_code: str | None


@dataclass(frozen=True, slots=True)
class ApplicationView:
    """One application as one viewer may see it; `task` and `task_version` are the viewer's own."""

    application_id: str
    tracking_number: str
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    subject_code: str | None
    status: ApplicationStatus
    summary: str
    place: Place | None
    received_at: datetime
    received_on: date
    due_on: date
    days_left: int
    overdue: bool
    due_derivation: tuple[str, ...]
    deemed_refused: bool
    deemed_refusal_on: date
    identity_confidential: bool
    anonymous: bool
    applicant: str
    identity_access: IdentityAccess
    answer_by: AnswerBy
    about_official: OfficialView | None
    body: str
    response: ResponseView | None
    task: TaskView | None
    task_version: int | None
    tasks: tuple[TaskView, ...]
    actions: tuple[str, ...]
    proposals: tuple[ProposalView, ...]
    route_explanation: tuple[RoutingReason, ...]
    ledger: tuple[LedgerLine, ...]
    texts: Mapping[str, str]
    sub_subject_code: str | None
    filed_as: ApplicationKind | None
    identity_check: IdentityCheck
    identity_check_text: str
    elements_missing: tuple[str, ...]
    elements_missing_text: tuple[str, ...]
    outcome: ResponseOutcome | None
    responses: tuple[ResponseView, ...]
    questions: tuple[QuestionView, ...]
    notes: tuple[NoteView, ...]
    related: RelatedView
    ended_unanswered: EndedView | None
    reasons_not_to_process: tuple[NotProcessedReason, ...]
    """Those that its law knows, for a person who finds that it must not be processed."""
