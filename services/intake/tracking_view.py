"""What does the applicant see of his application? First of all: where is it, who holds it, by when must they answer.

Pure: from the stored document to what the API returns (`tracking_json`) and the page shows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.application import Application
from domain.business_calendar import BusinessCalendar
from domain.facts import TextRef
from domain.identifiers import InstitutionId
from domain.inputs import RemedyOffered
from domain.institution import Registry
from domain.rights import Right, appeal_pending, board_decides_by, rights_of, with_service_days
from domain.status import ApplicationStatus
from runtime.application_documents import ledger_of, state_of, text_of
from services.intake.steps import Step, step_of
from services.intake.tracking_parts import (
    EndView,
    ExtensionView,
    FeeView,
    HolderView,
    QuestionView,
    ResponseView,
    RightView,
    Source,
)
from services.intake.words import Words, label

_NOT_YET_ROUTED = frozenset({ApplicationStatus.REGISTERED, ApplicationStatus.SCREENING})
_UNKNOWN_INSTITUTION = Words("ilgili kurum", "the institution")


@dataclass(frozen=True, slots=True)
class Around:
    """What reading an application needs besides it: names, the calendar, the legal day and the language."""

    registry: Registry
    calendar: BusinessCalendar
    today: date
    language: str

    def name_of(self, institution_id: InstitutionId) -> str:
        """Name an institution for people."""
        known = self.registry.get(institution_id)
        return _UNKNOWN_INSTITUTION.in_language(self.language) if known is None else known.name


@dataclass(frozen=True, slots=True)
class TrackingView:
    """An application as its applicant sees it."""

    application: Application
    status_text: str
    body: str
    holders: tuple[HolderView, ...]
    steps: tuple[Step, ...]
    interim_responses: tuple[str, ...]
    responses: tuple[ResponseView, ...]
    questions: tuple[QuestionView, ...]
    fees: tuple[FeeView, ...]
    extensions: tuple[ExtensionView, ...]
    end: EndView | None
    rights: tuple[RightView, ...]
    board_decides_by: date | None

    @property
    def routed(self) -> bool:
        """Tell whether an institution has it for action: until then nobody owes an answer by a date."""
        return self.application.status not in _NOT_YET_ROUTED

    @property
    def holder(self) -> HolderView | None:
        """Name the first in whose hands it is, or was last."""
        return self.holders[0] if self.holders else None

    @property
    def due_on(self) -> date:
        """Tell by when an answer is due at the latest, as promised on the receipt or moved since."""
        return self.application.due_on

    @property
    def open(self) -> bool:
        """Tell whether somebody must still act, so that it can be withdrawn."""
        return self.application.open

    @property
    def waits_for_payment(self) -> bool:
        """Tell whether the answer's period is interrupted: it begins anew with the payment, so nothing is due."""
        return self.application.status is ApplicationStatus.AWAITING_PAYMENT

    @property
    def response(self) -> ResponseView | None:
        """Give the answer as one: of several institutions the combined outcome, and each one's words under its name."""
        if len(self.responses) < 2:
            return self.responses[0] if self.responses else None
        last = self.responses[-1]
        remedies: dict[RemedyOffered, None] = dict.fromkeys(
            remedy for response in self.responses for remedy in response.remedies
        )
        return ResponseView(
            outcome=self.application.outcome or last.outcome,
            body="\n\n".join(f"{response.institution}:\n{response.body}" for response in self.responses),
            institution=last.institution,
            issued_at=last.issued_at,
            remedies=tuple(remedies),
            served_on=last.served_on,
        )

    @property
    def appeal_is_open(self) -> bool:
        """Tell whether an appeal to the Review Board can be made today."""
        return any(right.held.right is Right.APPEAL and right.held.usable for right in self.rights)


def tracking_view(document: Mapping[str, Any], around: Around) -> TrackingView:
    """Read a stored application for its applicant."""
    ledger, language = ledger_of(document), around.language
    ids = (entry["fact_id"] for entry in document["ledger"])
    application = with_service_days(state_of(document), zip(ids, (fact for fact, _ in ledger), strict=True))

    def written(reference: TextRef) -> str:
        return text_of(document, reference.text_id) or ""

    source = Source(application, ledger, written, around.name_of, language)
    held = rights_of(application, around.today, around.calendar)
    pending = appeal_pending(application)
    steps = (step_of(fact, at, around.name_of, language) for fact, at in ledger)
    return TrackingView(
        application=application,
        status_text=label(application.status, language),
        body=written(application.content),
        holders=source.holders(),
        steps=tuple(step for step in steps if step is not None),
        interim_responses=tuple(written(reference) for reference in application.interim_responses),
        responses=source.responses(held),
        questions=source.questions(),
        fees=source.fees(),
        extensions=source.extensions(),
        end=source.end(),
        rights=source.rights(held),
        board_decides_by=None if pending is None else board_decides_by(pending, around.calendar),
    )
