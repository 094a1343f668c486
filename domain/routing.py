"""To whom does a new application go, and why?

The rulebook's routing order: kinds with a board of their own, then the institution the applicant chose, then the
subject and the place. What cannot be decided well goes to a person in a screening queue (R-G2, R-G8), never nowhere.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.accused import first_uninvolved, is_involved, superior_of
from domain.identifiers import InstitutionId
from domain.inputs import OfficialRank
from domain.institution import Branch, Institution, InstitutionKind, Registry
from domain.jurisdiction import Competent, deciding_place, find_competent, find_for_target
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.routing_reason import (
    ReasonCode,
    RoutingReason,
    competent,
    fixed,
    institution_chosen,
    institution_closed,
    matter_recognised,
    subject_chosen,
    subject_recognised,
)
from domain.subject import Classification, Subject, classify, subject_of
from domain.subject_table import HUMAN_RIGHTS, OFFICIAL_COMPLAINED_OF, OVERLAYS, Target

__all__ = [
    "NeedsScreening",
    "Routed",
    "RoutingDecision",
    "RoutingQuestion",
    "RoutingReason",
    "ScreeningReason",
    "decide_route",
]


@dataclass(frozen=True, slots=True)
class RoutingQuestion:
    """All that may decide where an application goes."""

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
    received_on: date


class ScreeningReason(StrEnum):
    """Why a person must place the application."""

    SUBJECT_UNCLEAR = "subject_unclear"
    PLACE_UNKNOWN = "place_unknown"
    INSTITUTION_NOT_FOUND = "institution_not_found"
    ACCUSED_UNKNOWN = "accused_unknown"
    ALL_INVOLVED = "all_involved"
    RETURNED = "returned"


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

_QUEUED_AT_THE_CENTRE = frozenset({Channel.WEB, Channel.EMAIL})
"""What comes to the Prime Ministry; calls, letters and visits come to the governorate (rulebook 7, order 6)."""

_SCREENING_OF: dict[ReasonCode, ScreeningReason] = {
    ReasonCode.PLACE_UNKNOWN: ScreeningReason.PLACE_UNKNOWN,
    ReasonCode.DISTRICT_UNKNOWN: ScreeningReason.PLACE_UNKNOWN,
    ReasonCode.NO_SUCH_INSTITUTION: ScreeningReason.INSTITUTION_NOT_FOUND,
}


def decide_route(question: RoutingQuestion, registry: Registry) -> RoutingDecision:
    """Route an application, or say which queue must place it and what the rules would propose."""
    return _Router(question, registry).decide()
