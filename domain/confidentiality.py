"""What of the person may an institution see?

A page never decides that: it shows what `redact_for` returned. How the person is hidden in texts: `masking`. Whether
an institution may see the application at all: `visibility`.
"""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from enum import StrEnum

from domain.application import Application
from domain.business_calendar import ISTANBUL
from domain.identifiers import InstitutionId
from domain.inputs import AnswerBy, Role
from domain.turkish_text import fold

_SECRECY = re.compile(
    r"\bkimli[kg]\w*(?:\s+(?:bilgi\w*|ve|iletisim))*\s+(?:kesinlikle\s+)?(?:gizli|sakli)\s+(?:kal|tut)\w*"
    r"(?:\s+\w+){0,2}?\s+(?:ist|talep|rica|arz|dil)\w*"
)


def asks_for_secrecy(text: str) -> bool:
    """Find the wish that the identity stay hidden where it stands in the text itself (R-F4, R-F7)."""
    folded = fold(text)
    return "kimli" in folded and _SECRECY.search(folded) is not None


class IdentityAccess(StrEnum):
    """On which conditions may somebody learn who applied?"""

    NOBODY_SIGNED = "nobody_signed"
    WITH_A_REASON = "with_a_reason"
    WITH_A_REASON_AND_A_SECOND_APPROVER = "with_a_reason_and_a_second_approver"
    NEVER = "never"


_LABELS = {
    IdentityAccess.NOBODY_SIGNED: "Kimliğini bildirmedi",
    IdentityAccess.WITH_A_REASON: "Kimliği kayıtlı; gerekçe yazılarak görülebilir",
    IdentityAccess.WITH_A_REASON_AND_A_SECOND_APPROVER: "Kimliği gizli; gerekçe ve ikinci onay ile görülebilir",
    IdentityAccess.NEVER: "Kimliği gizli",
}


@dataclass(frozen=True, slots=True)
class RedactedApplication:
    """An application as one reader may see it; `applicant_label` stands where a name would."""

    application: Application
    identity_access: IdentityAccess
    applicant_label: str

    @property
    def answered_through_relay(self) -> bool:
        """Tell whether the answer goes by the blind relay, so that the institution learns no address (R-F6)."""
        return self.application.identity_confidential


def redact_for(role: Role, institution_id: InstitutionId, application: Application) -> RedactedApplication:
    """Show an application as this reader may see it; no identity is in it, for anybody.

    Of a hidden applicant even the hour is withheld: it could tell who stood at the one counter of a village.
    """
    access = _identity_access(role, institution_id, application)
    shown = application
    if application.identity_confidential and access is IdentityAccess.NEVER:
        shown = replace(application, received_at=_start_of_day(application), answer_by=AnswerBy.EMAIL)
    return RedactedApplication(shown, access, _LABELS[access])


def _identity_access(role: Role, institution_id: InstitutionId, application: Application) -> IdentityAccess:
    """Hidden identity is for officials of BİMER with that right (R-F5), an ordinary one for the holder too."""
    if application.anonymous:
        return IdentityAccess.NOBODY_SIGNED
    may_open_the_vault = role is Role.VAULT
    if application.identity_confidential:
        return IdentityAccess.WITH_A_REASON_AND_A_SECOND_APPROVER if may_open_the_vault else IdentityAccess.NEVER
    holds_it = any(task.institution_id == institution_id for task in application.open_tasks)
    return IdentityAccess.WITH_A_REASON if holds_it or may_open_the_vault else IdentityAccess.NEVER


def _start_of_day(application: Application) -> datetime:
    return datetime.combine(application.received_on, time.min, ISTANBUL).astimezone(UTC)
