"""Questions to the router about the whole state, and what its answers say."""

from typing import Any

from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.routing import NeedsScreening, Routed, RoutingDecision, RoutingQuestion, decide_route
from tests.unit.state import REGISTRY, TODAY

CANKAYA = Place("06", "Çankaya")
RUBBISH = "Sokağımızda çöpler toplanmıyor, konteynerler taştı."
HOSPITAL = "Hastanede randevu bulunamıyor, acil serviste sıra bekliyoruz."
VAGUE = "Gereğinin yapılmasını arz ederim."
UNKNOWN = InstitutionId("99999999")


def question(**said: Any) -> RoutingQuestion:
    """A complaint on the web about rubbish in Çankaya."""
    defaults: dict[str, Any] = {
        "kind": ApplicationKind.COMPLAINT,
        "channel": Channel.WEB,
        "subject_code": None,
        "institution_id": None,
        "text": RUBBISH,
        "event_place": CANKAYA,
        "residence": None,
        "call_province": None,
        "accused_institution_id": None,
        "accused_rank": None,
        "on": TODAY,
    }
    return RoutingQuestion(**(defaults | said))


def the(kind: InstitutionKind, branch: Branch | None = None, place: Place | None = None) -> Institution:
    """The one institution of a kind, branch and place."""
    province, district = (None, None) if place is None else (place.province, place.district)
    return REGISTRY.find(kind, branch=branch, province=province, district=district, on=TODAY)[0]


def routed(**said: Any) -> Routed:
    decision = decide_route(question(**said), REGISTRY)
    assert isinstance(decision, Routed), decision
    return decision


def screened(**said: Any) -> NeedsScreening:
    decision = decide_route(question(**said), REGISTRY)
    assert isinstance(decision, NeedsScreening), decision
    return decision


def name_of(decision: RoutingDecision) -> str:
    return REGISTRY[decision.to if isinstance(decision, Routed) else decision.queue].name


def codes(decision: RoutingDecision) -> list[str]:
    return [reason.code for reason in (decision.because if isinstance(decision, Routed) else decision.explanation)]


HEALTH = the(InstitutionKind.PROVINCIAL_DIRECTORATE, Branch.HEALTH, Place("06"))
GOVERNOR = the(InstitutionKind.GOVERNORATE, place=Place("06"))
DISTRICT_GOVERNOR = the(InstitutionKind.DISTRICT_GOVERNORATE, place=CANKAYA)
DISTRICT_POLICE = the(InstitutionKind.DISTRICT_DIRECTORATE, Branch.POLICE, CANKAYA)
INTERIOR = the(InstitutionKind.MINISTRY, Branch.INTERIOR)
CENTRE_OF_STATE = REGISTRY.centre
