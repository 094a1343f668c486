"""How does the API write what the applicant sees? The contract of http-api.md; fields may be added, none changes."""

from typing import Any

from services.intake.appeals import FILING, HEADING, AppealPaper
from services.intake.steps import Step
from services.intake.tracking_parts import ExtensionView, FeeView, QuestionView, ResponseView, RightView
from services.intake.tracking_view import TrackingView


def tracking_json(view: TrackingView) -> dict[str, Any]:
    """Write the view; institution and due date are null until it is routed, and no date is due before a fee is paid."""
    application = view.application
    due = view.routed and not view.waits_for_payment
    return {
        "tracking_number": application.tracking_number,
        "kind": application.kind,
        "status": application.status,
        "status_text": view.status_text,
        **_institutions(view),
        "received_at": application.received_at,
        "due_on": application.due_on if due else None,
        "due_derivation": list(application.due_derivation) if due else [],
        "overdue": application.overdue,
        "steps": [_step(step) for step in view.steps],
        "response": None if view.response is None else _response(view.response),
        "responses": [
            {"institution": response.institution, "served_on": response.served_on, **_response(response)}
            for response in view.responses
        ],
        "interim_responses": list(view.interim_responses),
        "questions": [_question(question) for question in view.questions],
        "fees": [_fee(fee) for fee in view.fees],
        "extensions": [_extension(extension) for extension in view.extensions],
        "ended_because": _end(view),
        "rights": [_right(right) for right in view.rights],
        "board_decides_by": view.board_decides_by,
        "identity_views": [],
    }


def appeal_json(paper: AppealPaper) -> dict[str, Any]:
    """Write an appeal that is ready to be printed; `registered` says that nothing was filed by it."""
    return {
        "tracking_number": paper.tracking_number,
        "to": HEADING,
        "text": paper.text,
        "until_on": paper.until_on,
        "enclosures": list(paper.enclosures),
        "filing": [*FILING, paper.last_day],
        "registered": False,
    }


def _institutions(view: TrackingView) -> dict[str, Any]:
    holders = [
        {
            "id": holder.institution_id,
            "name": holder.name,
            "due_on": None if view.waits_for_payment else holder.due_on,
            "other_due_on": holder.other_due_on,
        }
        for holder in view.holders
    ]
    first = view.holder
    return {
        "institution": {"id": first.institution_id, "name": first.name} if view.routed and first else None,
        "institutions": holders if view.routed else [],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "at": step.at,
        "event": step.event,
        "text": step.text,
        "institution_id": step.institution_id,
        "because": list(step.because),
    }


def _response(response: ResponseView) -> dict[str, Any]:
    return {
        "outcome": response.outcome,
        "body": response.body,
        "issued_at": response.issued_at,
        "remedies": [{"to": remedy.to, "until_on": remedy.until_on} for remedy in response.remedies],
    }


def _question(question: QuestionView) -> dict[str, Any]:
    return {
        "question_id": question.question_id,
        "body": question.body,
        "institution": question.institution,
        "asked_at": question.asked_at,
        "answered_at": question.answered_at,
        "answer": question.answer,
    }


def _fee(view: FeeView) -> dict[str, Any]:
    fee = view.fee
    return {
        "institution": view.institution,
        "pages": fee.pages,
        "amount_kurus": fee.amount,
        "pay_by": fee.pay_by,
        "paid_on": fee.paid_on,
        "how_to_pay": view.how_to_pay,
    }


def _extension(extension: ExtensionView) -> dict[str, Any]:
    return {
        "institution": extension.institution,
        "due_on_before": extension.due_on_before,
        "due_on": extension.due_on,
        "ground": extension.ground,
        "reason": extension.reason,
    }


def _end(view: TrackingView) -> dict[str, Any] | None:
    ended, end = view.application.ended_unanswered, view.end
    if ended is None or end is None:
        return None
    return {
        "reason": ended.reason,
        "why": end.why,
        "what_to_do": end.what_to_do,
        "body": end.body,
        "institution": end.institution,
    }


def _right(view: RightView) -> dict[str, Any]:
    held = view.held
    return {
        "right": held.right,
        "to": view.name,
        "text": view.told,
        "state": held.state,
        "until_on": held.until_on,
        "days_left": held.days_left,
        "against": held.against.by,
        "institution": view.institution,
    }
