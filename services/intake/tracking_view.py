"""What does the applicant see of his application? First of all: where is it, who holds it, by when must they answer.

Pure: from the stored document to what the API returns and the page shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.application import Application
from domain.facts import TextRef
from domain.identifiers import InstitutionId
from domain.inputs import RemedyOffered, ResponseOutcome, TaskPurpose
from domain.institution import Registry
from domain.remedy import remedies_after_response
from domain.status import ApplicationStatus
from runtime.application_documents import ledger_of, state_of, text_of
from services.intake.steps import Step, step_of
from services.intake.words import Words, label

_NOT_YET_ROUTED = frozenset({ApplicationStatus.REGISTERED, ApplicationStatus.SCREENING})
_UNKNOWN_INSTITUTION = Words("ilgili kurum", "the institution")


@dataclass(frozen=True, slots=True)
class HolderView:
    """The institution in whose hands the application is, or was last."""

    institution_id: InstitutionId
    name: str


@dataclass(frozen=True, slots=True)
class ResponseView:
    """The answer."""

    outcome: ResponseOutcome
    body: str
    institution: str
    issued_at: datetime
    remedies: tuple[RemedyOffered, ...]


@dataclass(frozen=True, slots=True)
class TrackingView:
    """An application as its applicant sees it."""

    application: Application
    status_text: str
    body: str
    holder: HolderView | None
    steps: tuple[Step, ...]
    interim_responses: tuple[str, ...]
    response: ResponseView | None

    @property
    def routed(self) -> bool:
        """Tell whether an institution has it for action: until then nobody owes an answer by a date."""
        return self.application.status not in _NOT_YET_ROUTED

    @property
    def due_on(self) -> date:
        """Tell by when an answer is due at the latest, as promised on the receipt or moved since."""
        return self.application.due_on

    @property
    def open(self) -> bool:
        """Tell whether somebody must still act, so that it can be withdrawn."""
        return self.application.open


def tracking_view(document: Mapping[str, Any], registry: Registry, language: str) -> TrackingView:
    """Read a stored application for its applicant."""
    application = state_of(document)

    def name_of(institution_id: InstitutionId) -> str:
        known = registry.get(institution_id)
        return _UNKNOWN_INSTITUTION.in_language(language) if known is None else known.name

    def written(reference: TextRef) -> str:
        return text_of(document, reference.text_id) or ""

    steps = (step_of(fact, at, name_of, language) for fact, at in ledger_of(document))
    holder_id = _holder_of(application)
    return TrackingView(
        application=application,
        status_text=label(application.status, language),
        body=written(application.content),
        holder=None if holder_id is None else HolderView(holder_id, name_of(holder_id)),
        steps=tuple(step for step in steps if step is not None),
        interim_responses=tuple(written(reference) for reference in application.interim_responses),
        response=_response(application, written, name_of),
    )


def _holder_of(application: Application) -> InstitutionId | None:
    """Name who has it now, who answered it, or who had it last."""
    if application.holder is not None:
        return application.holder.institution_id
    if application.response is not None:
        return application.response.institution_id
    acted = [task for task in application.tasks if task.purpose is not TaskPurpose.INFORMATION]
    return acted[-1].institution_id if acted else None


def _response(application: Application, written: Any, name_of: Any) -> ResponseView | None:
    response = application.response
    if response is None:
        return None
    return ResponseView(
        outcome=response.outcome,
        body=written(response.text),
        institution=name_of(response.institution_id),
        issued_at=response.issued_at,
        remedies=remedies_after_response(application.legal_regime, response.outcome, response.remedies),
    )


def tracking_json(view: TrackingView) -> dict[str, Any]:
    """Write the view as the API returns it; institution and due date are null until it is routed (http-api.md)."""
    application, holder, response = view.application, view.holder, view.response
    return {
        "tracking_number": application.tracking_number,
        "kind": application.kind,
        "status": application.status,
        "status_text": view.status_text,
        "institution": {"id": holder.institution_id, "name": holder.name} if view.routed and holder else None,
        "received_at": application.received_at,
        "due_on": application.due_on if view.routed else None,
        "due_derivation": list(application.due_derivation) if view.routed else [],
        "overdue": application.overdue,
        "steps": [
            {
                "at": step.at,
                "event": step.event,
                "text": step.text,
                "institution_id": step.institution_id,
                "because": list(step.because),
            }
            for step in view.steps
        ],
        "response": None
        if response is None
        else {
            "outcome": response.outcome,
            "body": response.body,
            "issued_at": response.issued_at,
            "remedies": [{"to": remedy.to, "until_on": remedy.until_on} for remedy in response.remedies],
        },
        "interim_responses": list(view.interim_responses),
        "questions": [],
        "identity_views": [],
    }
