"""What of a ledger is not for every reader who may see the application?

`redact_for` decides about the person; here its answer is carried into the facts. Besides, an officer's name is for the
officer's own institution, and what a mail server said may quote an address.
"""

from dataclasses import replace
from datetime import datetime

from domain.business_calendar import local_date
from domain.confidentiality import RedactedApplication
from domain.facts import Fact, NoticeRecorded, Registered, TaskAssigned, TaskOpened
from domain.identifiers import InstitutionId

NOT_SHOWN = ""


def redact_fact(fact: Fact, reader: InstitutionId, redacted: RedactedApplication, *, decides: bool) -> Fact:
    """Return the fact as this institution may read it; who is complained of is told only to those who decide."""
    match fact:
        case Registered():
            shown = redacted.application
            accused = fact.accused_institution_id if decides else None
            return replace(
                fact, received_at=shown.received_at, answer_by=shown.answer_by, accused_institution_id=accused
            )
        case TaskOpened() | TaskAssigned() if fact.institution_id != reader:
            return replace(fact, officer=NOT_SHOWN)
        case NoticeRecorded():
            return replace(fact, cause=None)
        case _:
            return fact


def redact_moment(at: datetime, received_at: datetime, redacted: RedactedApplication) -> datetime:
    """Withhold the hour of what happened on the day of receipt where the hour of receipt is withheld."""
    shown = redacted.application.received_at
    if shown == received_at or local_date(at) != redacted.application.received_on:
        return at
    return shown
