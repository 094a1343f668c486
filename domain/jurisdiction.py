"""Which institution of the registry is competent for a subject at a place?

The subject gives kinds of institutions, nearest first (R-G7); the place gives the instance: a district's own, in a
central district the provincial directorate, in a metropolitan province its water authority, a region by its coverage.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.institution import Institution, InstitutionKind, Registry
from domain.place import Place
from domain.routing_reason import ReasonCode, RoutingReason, about_institution, fixed
from domain.subject import Subject, Target, target_of
from domain.subject_table import UNIVERSITIES, Step
from domain.turkish_text import fold, tokens


class Ground(StrEnum):
    """How far an institution's ground reaches: what of the place must be known to find it."""

    DISTRICT = "district"
    PROVINCE = "province"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Competent:
    """The institution found and why."""

    institution: Institution
    because: tuple[RoutingReason, ...]

    @property
    def needs_no_place(self) -> bool:
        """Tell whether the same institution is competent wherever it happened."""
        return ground_of(self.institution.kind) is Ground.COUNTRY


@dataclass(frozen=True, slots=True)
class NoneCompetent:
    """Nobody could be found; the code says what is missing: the place, its district, or the institution itself."""

    because: ReasonCode


Jurisdiction: TypeAlias = Competent | NoneCompetent

_METROPOLITAN_KINDS = frozenset(
    {
        InstitutionKind.METROPOLITAN_MUNICIPALITY,
        InstitutionKind.METROPOLITAN_DEPARTMENT,
        InstitutionKind.WATER_AUTHORITY,
    }
)
_GROUND: dict[InstitutionKind, Ground] = {
    InstitutionKind.DISTRICT_GOVERNORATE: Ground.DISTRICT,
    InstitutionKind.DISTRICT_DIRECTORATE: Ground.DISTRICT,
    InstitutionKind.DISTRICT_HUMAN_RIGHTS_BOARD: Ground.DISTRICT,
    InstitutionKind.SOCIAL_AID_FOUNDATION: Ground.DISTRICT,
    InstitutionKind.MUNICIPALITY: Ground.DISTRICT,
    InstitutionKind.PROVINCIAL_DIRECTORATE: Ground.PROVINCE,
    InstitutionKind.PROVINCIAL_HUMAN_RIGHTS_BOARD: Ground.PROVINCE,
    InstitutionKind.GOVERNORATE: Ground.PROVINCE,
    InstitutionKind.LOCAL_OFFICE: Ground.PROVINCE,
    InstitutionKind.METROPOLITAN_MUNICIPALITY: Ground.PROVINCE,
    InstitutionKind.METROPOLITAN_DEPARTMENT: Ground.PROVINCE,
    InstitutionKind.WATER_AUTHORITY: Ground.PROVINCE,
    InstitutionKind.REGIONAL_DIRECTORATE: Ground.REGION,
}
_REASON_OF_GROUND: dict[Ground, ReasonCode] = {
    Ground.DISTRICT: ReasonCode.IN_DISTRICT,
    Ground.PROVINCE: ReasonCode.IN_PROVINCE,
    Ground.REGION: ReasonCode.IN_REGION,
    Ground.COUNTRY: ReasonCode.COUNTRYWIDE,
}


def ground_of(kind: InstitutionKind) -> Ground:
    """Say how far institutions of a kind reach; ministries and affiliated bodies reach the whole country."""
    return _GROUND.get(kind, Ground.COUNTRY)


def deciding_place(
    event_place: Place | None, residence: Place | None, call_province: str | None
) -> tuple[Place, RoutingReason] | None:
    """Choose the place that decides: where it happened, else the residence, else where 150 was called from."""
    if event_place is not None:
        return event_place, fixed(ReasonCode.EVENT_PLACE)
    if residence is not None:
        return residence, fixed(ReasonCode.RESIDENCE)
    if call_province is not None:
        return Place(call_province), fixed(ReasonCode.CALL_PROVINCE)
    return None


def find_competent(subject: Subject, text: str, place: Place | None, registry: Registry, on: date) -> Jurisdiction:
    """Find the institution that answers first for a subject; the text tells its targets apart."""
    if subject.code == UNIVERSITIES:
        university = named_university(text, registry, on)
        if university is not None:
            return Competent(university, (about_institution(ReasonCode.NAMED_UNIVERSITY, university),))
    target = target_of(subject, text)
    if target is None:
        return NoneCompetent(ReasonCode.NO_SUCH_INSTITUTION)
    return find_for_target(target, place, registry, on)


def find_for_target(target: Target, place: Place | None, registry: Registry, on: date) -> Jurisdiction:
    """Find the first step of a target that has an institution at the place."""
    missing: ReasonCode | None = None
    for step in target.steps:
        lacks = _what_place_lacks(step, place)
        institution = None if lacks else _instance(step, place, registry, on)
        if institution is not None:
            return Competent(institution, _reasons(institution, target, place, registry, on))
        missing = missing or lacks
    return NoneCompetent(missing or ReasonCode.NO_SUCH_INSTITUTION)


def named_university(text: str, registry: Registry, on: date) -> Institution | None:
    """Find the university whose name stands in the text; the longest name wins."""
    words = " ".join(tokens(text))
    named = [
        university
        for university in registry.find(InstitutionKind.UNIVERSITY, on=on)
        if f" {fold(university.name)}" in f" {words}"
    ]
    return max(named, key=lambda university: len(university.name), default=None)


def _what_place_lacks(step: Step, place: Place | None) -> ReasonCode | None:
    """Say what must be known of the place before this step can be tried."""
    ground = ground_of(step[0])
    if ground is Ground.COUNTRY:
        return None
    if place is None:
        return ReasonCode.PLACE_UNKNOWN
    if ground is Ground.DISTRICT and place.district is None:
        return ReasonCode.DISTRICT_UNKNOWN
    return None


def _instance(step: Step, place: Place | None, registry: Registry, on: date) -> Institution | None:
    kind, branch = step
    ground = ground_of(kind)
    if ground is Ground.COUNTRY:
        return next(iter(registry.find(kind, branch=branch, on=on)), None)
    if place is None:
        return None
    if ground is Ground.REGION:
        return None if branch is None else registry.regional(branch, place.province, on)
    district = place.district if ground is Ground.DISTRICT else None
    return next(iter(registry.find(kind, branch=branch, province=place.province, district=district, on=on)), None)


def _reasons(
    institution: Institution, target: Target, place: Place | None, registry: Registry, on: date
) -> tuple[RoutingReason, ...]:
    ground = ground_of(institution.kind)
    code = ReasonCode.METROPOLITAN if institution.kind in _METROPOLITAN_KINDS else _REASON_OF_GROUND[ground]
    found = about_institution(code, institution)
    if ground is not Ground.PROVINCE or ground_of(target.steps[0][0]) is not Ground.DISTRICT or place is None:
        return (found,)
    if place.district is None:
        return (fixed(ReasonCode.WHOLE_PROVINCE), found)
    if not registry.find(InstitutionKind.DISTRICT_GOVERNORATE, province=place.province, district=place.district, on=on):
        return (fixed(ReasonCode.CENTRAL_DISTRICT), found)
    return (found,)
