"""What does an officer see of one application, when its folder lies open?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.application import Application, Task
from domain.confidentiality import redact_for
from domain.facts import (
    Closed,
    Fact,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    NoteAdded,
    NotProcessed,
    PeriodExtended,
    QuestionAnswered,
    QuestionAsked,
    Referred,
    Reopened,
    ResponseDrafted,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
)
from domain.identifiers import InstitutionId
from domain.institution import Registry
from domain.place import Gazetteer
from domain.routing import RoutingReason
from domain.visibility import Viewer
from runtime.application_documents import ledger_of, state_of, text_of
from runtime.ledger import fact_of_entry, wire_of
from services.desk.labels import label
from services.desk.ledger_sentences import sentence_of
from services.desk.offered import actions_for, reasons_for
from services.desk.redaction import Redaction
from services.desk.related_view import Related, view_related
from services.desk.view_models import decides, due_of, is_overdue, own_task, summary_of
from services.desk.view_shapes import ApplicationView, LedgerLine, OfficialView, ProposalView, TaskView
from services.desk.wording import Language
from services.desk.work_view import (
    draft_view,
    elements_in_words,
    ended_view,
    fee_view,
    note_views,
    question_view,
    response_view,
    texts_shown,
    whose_date,
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a view needs besides the application: the day, the places, the institutions, the language."""

    today: date
    gazetteer: Gazetteer
    registry: Registry
    language: Language = Language.TURKISH

    def name_of(self, institution_id: InstitutionId) -> str:
        """Name an institution; one that the registry does not know is named by its number."""
        institution = self.registry.get(institution_id)
        return institution_id if institution is None else institution.name


def view_application(
    document: Mapping[str, Any], viewer: Viewer, around: Surroundings, related: Related
) -> ApplicationView:
    """Show an application that the viewer may see; whether it may is not asked here, nor which related ones it may."""
    application = state_of(document)
    redacted = redact_for(viewer.role, viewer.institution_id, application)
    shown = redacted.application
    task = own_task(application, viewer)
    due = due_of(application, task, around.today)
    redaction = Redaction(viewer.institution_id, shown, application.received_at, decides(application, viewer))
    ledger = ledger_of(document)
    facts = [fact for fact, _ in ledger]
    texts = texts_shown(document["texts"], facts, redaction)
    responses = tuple(
        response_view(each, shown.legal_regime, texts, redaction, around.name_of) for each in shown.responses
    )
    return ApplicationView(
        application_id=document["_id"],
        tracking_number=shown.tracking_number,
        kind=shown.kind,
        legal_regime=shown.legal_regime,
        channel=shown.channel,
        subject_code=shown.subject_code,
        status=shown.status,
        summary=summary_of(shown, around.gazetteer),
        place=shown.place,
        received_at=shown.received_at,
        received_on=shown.received_on,
        due_on=due.on,
        days_left=due.days_left,
        overdue=is_overdue(application, task, around.today),
        due_derivation=shown.due_derivation,
        deemed_refused=shown.deemed_refused,
        deemed_refusal_on=shown.deemed_refusal_on,
        identity_confidential=shown.identity_confidential,
        anonymous=shown.anonymous,
        applicant=redacted.applicant_label,
        identity_access=redacted.identity_access,
        answer_by=shown.answer_by,
        about_official=_official(document) if redaction.decides else None,
        body=text_of(document, shown.content.text_id) or "",
        response=responses[-1] if responses else None,
        task=None if task is None else _task(task, shown, texts, redaction, around),
        task_version=None if task is None else task.task_version,
        tasks=tuple(_task(each, shown, texts, redaction, around) for each in shown.tasks),
        actions=actions_for(application, task, viewer, around.registry, around.today),
        proposals=proposal_views(screening_request_for(task, facts), around),
        route_explanation=tuple(reason for fact in facts for reason in _reasons(fact)),
        ledger=tuple(_ledger_lines(document, redaction, around)),
        texts=texts,
        sub_subject_code=shown.sub_subject_code,
        filed_as=shown.filed_as,
        identity_check=shown.identity_check,
        identity_check_text=label(shown.identity_check).say(around.language),
        elements_missing=shown.elements_missing,
        elements_missing_text=elements_in_words(shown.elements_missing, around.language),
        outcome=shown.outcome,
        responses=responses,
        questions=tuple(question_view(each, texts, redaction, around.name_of) for each in shown.questions),
        notes=note_views(ledger, texts, redaction, around.name_of),
        related=view_related(shown, facts, related),
        ended_unanswered=ended_view(shown, texts, around.name_of, around.language),
        reasons_not_to_process=tuple(reasons_for(application)),
    )


def screening_request_for(task: Task | None, facts: list[Fact]) -> ScreeningRequested | None:
    """Find why a task waits in screening, None where it does not."""
    requested = (fact for fact in facts if isinstance(fact, ScreeningRequested))
    return next((fact for fact in requested if task is not None and fact.task_id == task.task_id), None)


def proposal_views(requested: ScreeningRequested | None, around: Surroundings) -> tuple[ProposalView, ...]:
    """Name the institutions that the rules would have chosen, the best first."""
    proposals = () if requested is None else requested.proposals
    return tuple(
        ProposalView(each.institution_id, around.name_of(each.institution_id), each.subject_code) for each in proposals
    )


def _reasons(fact: Fact) -> tuple[RoutingReason, ...]:
    match fact:
        case Routed():
            return fact.because
        case ScreeningRequested():
            return fact.explanation
        case _:
            return ()


def _task(
    task: Task, application: Application, texts: Mapping[str, str], redaction: Redaction, around: Surroundings
) -> TaskView:
    return TaskView(
        task_id=task.task_id,
        institution_id=task.institution_id,
        institution_name=around.name_of(task.institution_id),
        purpose=task.purpose,
        status=task.status,
        open=task.open,
        task_version=task.task_version,
        given_at=redaction.moment(task.given_at),
        due_on=task.due_on,
        overdue=task.overdue,
        officer=redaction.officer(task.institution_id, task.officer),
        other_due_on=task.other_due_on,
        other_date_is=whose_date(task, application.received_on),
        extended=task.extended,
        fee=fee_view(task.fee, texts),
        draft=draft_view(task, redaction.reader, texts),
    )


def _official(document: Mapping[str, Any]) -> OfficialView | None:
    official = document.get("about_official")
    if official is None:
        return None
    return OfficialView(official["name"], official["title"], official["institution_id"], official["rank"])


def _ledger_lines(document: Mapping[str, Any], redaction: Redaction, around: Surroundings) -> Iterator[LedgerLine]:
    for entry in document["ledger"]:
        fact, at = fact_of_entry(entry)
        shown = redaction.fact(fact)
        ce_type, data = wire_of(shown)
        data.pop("content_hash", None)
        yield LedgerLine(
            seq=entry["seq"],
            fact_id=entry["fact_id"],
            type=ce_type,
            at=redaction.moment(at),
            data=data,
            text=sentence_of(shown, around.name_of).say(around.language),
            text_id=_text_id(shown),
        )


def _text_id(fact: Fact) -> str | None:
    """Name the text an officer or the applicant wrote with this fact."""
    match fact:
        case Referred() | Returned() | Reopened() | PeriodExtended():
            return fact.reason.text_id
        case InterimResponseIssued() | ResponseIssued() | ResponseDrafted() | QuestionAsked() | QuestionAnswered():
            return fact.text.text_id
        case NoteAdded():
            return fact.text.text_id
        case FeeRequested():
            return fact.how_to_pay.text_id
        case NotProcessed() | FoundInvalid() if fact.text is not None:
            return fact.text.text_id
        case Closed() if fact.reason is not None:
            return fact.reason.text_id
        case _:
            return None
