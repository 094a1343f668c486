"""What may decide where an application goes, and which answers are there?"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.identifiers import ApplicationId, InstitutionId
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.routing_reason import RoutingReason


@dataclass(frozen=True, slots=True)
class RoutingQuestion:
    """All that may decide where an application goes; `on` is the day on which the institutions must be there."""

    kind: ApplicationKind
    channel: Channel
    subject_code: str | None
    institution_id: InstitutionId | None
    text: str
    event_place: Place | None
    residence: Place | None
    call_province: str | None
    accused_institution_id: InstitutionId | None
    accused_rank: str | None
    on: date
    appeal_of: ApplicationId | None = None


class ScreeningReason(StrEnum):
    """Why a person must place the application."""

    SUBJECT_UNCLEAR = "subject_unclear"
    PLACE_UNKNOWN = "place_unknown"
    INSTITUTION_NOT_FOUND = "institution_not_found"
    ACCUSED_UNKNOWN = "accused_unknown"
    ALL_INVOLVED = "all_involved"
    RETURNED = "returned"
    JURISDICTION_DISPUTE = "jurisdiction_dispute"
    IDENTITY_UNCLEAR = "identity_unclear"
    ELEMENTS_MISSING = "elements_missing"
    DAILY_LIMIT = "daily_limit"
    APPEAL_UNCLEAR = "appeal_unclear"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Routed:
    """The institution that answers first, and the reasons in order."""

    to: InstitutionId
    subject_code: str | None
    because: tuple[RoutingReason, ...]


@dataclass(frozen=True, slots=True)
class NeedsScreening:
    """The queue where a person decides, with what the rules would propose, the best first."""

    queue: InstitutionId
    because: ScreeningReason
    explanation: tuple[RoutingReason, ...]
    proposals: tuple[Routed, ...] = ()


RoutingDecision: TypeAlias = Routed | NeedsScreening
