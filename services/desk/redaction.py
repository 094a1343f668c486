"""What of a ledger is not for every reader who may see the application?

`redact_for` decides about the person; here its answer is carried into the facts. Besides, an officer's name is for the
officer's own institution, and what a mail server said may quote an address.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.application import Application
from domain.business_calendar import local_date
from domain.facts import Fact, NoteAdded, NoticeRecorded, Registered, ResponseDrafted, TaskAssigned, TaskOpened
from domain.identifiers import InstitutionId

NOT_SHOWN = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """What one reader may not see of one application's history."""

    reader: InstitutionId
    shown: Application
    received_at: datetime
    decides: bool
    """Whether the reader has, or had, to decide about it: only then it learns who is complained of."""

    def fact(self, fact: Fact) -> Fact:
        """Return the fact as the reader may read it."""
        match fact:
            case Registered():
                accused = fact.accused_institution_id if self.decides else None
                shown = self.shown
                return replace(
                    fact, received_at=shown.received_at, answer_by=shown.answer_by, accused_institution_id=accused
                )
            case TaskOpened() | TaskAssigned() | NoteAdded() | ResponseDrafted() if fact.institution_id != self.reader:
                return replace(fact, officer=NOT_SHOWN)
            case NoticeRecorded():
                return replace(fact, cause=None, concluded_at=self.moment(fact.concluded_at))
            case _:
                return fact

    def moment(self, at: datetime) -> datetime:
        """Withhold the hour of what happened on the day of receipt where the hour of receipt is withheld."""
        if self.shown.received_at == self.received_at or local_date(at) != self.shown.received_on:
            return at
        return self.shown.received_at

    def officer(self, institution_id: InstitutionId, officer: str | None) -> str | None:
        """Name an officer to his own institution alone."""
        return officer if institution_id == self.reader else None
