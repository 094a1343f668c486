"""May an application change hands, and whose queue takes it back?

A referral (sevk) stays inside what its sender coordinates, goes on at most five times and never back to one that held
it. What is returned (iade) goes to a person, and only a person's placing may send it where it has been before.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from domain.accused import acting_for_the_centre, is_involved
from domain.identifiers import InstitutionId
from domain.inputs import Role
from domain.institution import Branch, Institution, InstitutionKind, Registry

HOP_LIMIT = 5
"""How often an application may change hands before whoever holds it must answer it (rulebook 7, order 8)."""

_SENT_UP_TO = frozenset({InstitutionKind.MINISTRY, InstitutionKind.MINISTRY_UNIT, InstitutionKind.AFFILIATED_BODY})
_COUNTRYWIDE = _SENT_UP_TO | {
    InstitutionKind.PRIME_MINISTRY,
    InstitutionKind.PRIME_MINISTRY_UNIT,
    InstitutionKind.AFFILIATED_BODY_UNIT,
    InstitutionKind.UNIVERSITY,
    InstitutionKind.UNIVERSITY_UNIT,
}


class ReferralCode(StrEnum):
    """Why an application does not change hands."""

    UNKNOWN_INSTITUTION = "unknown_institution"
    INSTITUTION_CLOSED = "institution_closed"
    SAME_INSTITUTION = "same_institution"
    ALREADY_HAS_IT = "already_has_it"
    HELD_BEFORE = "held_before"
    HOP_LIMIT = "hop_limit"
    OUTSIDE_COORDINATION = "outside_coordination"
    ACCUSED_INSTITUTION = "accused_institution"
    NOT_WHERE_APPEALS_GO = "not_where_appeals_go"


@dataclass(frozen=True, slots=True)
class Permitted:
    """The application may go there."""

    to: InstitutionId


@dataclass(frozen=True, slots=True)
class NotPermitted:
    """The application stays, and why."""

    code: ReferralCode


Permission: TypeAlias = Permitted | NotPermitted


def may_refer(
    from_id: InstitutionId,
    to_id: InstitutionId,
    *,
    held_by: Iterable[InstitutionId],
    has_open_task: Iterable[InstitutionId],
    for_action: bool,
    role: Role,
    registry: Registry,
    on: date,
    accused_institution_id: InstitutionId | None = None,
    is_appeal: bool = False,
) -> Permission:
    """Judge a referral by the holder; `held_by` are all that had the application for action, the holder included.

    A copy for information leaves it where it is: only the target itself and the sender's reach are looked at. An appeal
    is for the Review Board to act on and for nobody else, whoever is complained of in it.
    """
    kept_from = None if is_appeal and for_action else accused_institution_id
    obstacle = _obstacle_of_target(to_id, kept_from, registry, on)
    if obstacle is not None:
        return NotPermitted(obstacle)
    if from_id == to_id:
        return NotPermitted(ReferralCode.SAME_INSTITUTION)
    if to_id in has_open_task:
        return NotPermitted(ReferralCode.ALREADY_HAS_IT)
    if for_action:
        hands = tuple(held_by)
        if to_id in hands:
            return NotPermitted(ReferralCode.HELD_BEFORE)
        if hops(hands) >= HOP_LIMIT:
            return NotPermitted(ReferralCode.HOP_LIMIT)
        if is_appeal:
            return _where_appeals_go(to_id, registry)
    return _within_reach(from_id, to_id, role, registry)


def may_place(
    queue_id: InstitutionId,
    to_id: InstitutionId,
    *,
    role: Role,
    registry: Registry,
    on: date,
    accused_institution_id: InstitutionId | None = None,
    is_appeal: bool = False,
) -> Permission:
    """Judge a placing by a person of a screening queue: neither hops nor former holders bind a person.

    An appeal goes from every queue to the Review Board and nowhere else, whoever is complained of in it: the law names
    no other (Law 4982, art. 13).
    """
    obstacle = _obstacle_of_target(to_id, None if is_appeal else accused_institution_id, registry, on)
    if obstacle is not None:
        return NotPermitted(obstacle)
    if is_appeal:
        return _where_appeals_go(to_id, registry)
    return Permitted(to_id) if queue_id == to_id else _within_reach(queue_id, to_id, role, registry)


def screening_queue_for_return(
    holder_id: InstitutionId,
    held_by: Iterable[InstitutionId],
    registry: Registry,
    accused_institution_id: InstitutionId | None = None,
    *,
    on: date,
) -> InstitutionId:
    """Name the queue that places a returned application: the holder's coordinator, past the hop limit the centre.

    What the Prime Ministry itself coordinates returns to the centre, which screens for it (R-G8), and so does what
    would come before the official complained of. For a centre that is complained of itself another acts.
    """
    coordinator = registry.coordinator_of(holder_id)
    passed_over = coordinator.kind is InstitutionKind.PRIME_MINISTRY or hops(held_by) >= HOP_LIMIT
    if passed_over or is_involved(coordinator, accused_institution_id, registry):
        return acting_for_the_centre(accused_institution_id, registry, on).institution_id
    return coordinator.institution_id


def common_queue(
    returned_by: Iterable[InstitutionId],
    registry: Registry,
    accused_institution_id: InstitutionId | None = None,
    *,
    on: date,
) -> InstitutionId:
    """Name the nearest coordinator above all of these institutions, else the centre or who acts for it."""
    chains = [tuple(each.institution_id for each in registry.coordinators_of(one)) for one in returned_by]
    common = (each for each in chains[0] if all(each in chain for chain in chains))
    for institution_id in common:
        coordinator = registry[institution_id]
        if coordinator.kind is InstitutionKind.PRIME_MINISTRY:
            break
        if not is_involved(coordinator, accused_institution_id, registry):
            return institution_id
    return acting_for_the_centre(accused_institution_id, registry, on).institution_id


def hops(held_by: Iterable[InstitutionId]) -> int:
    """Count how often an application changed hands after it was first routed."""
    return max(0, len(tuple(held_by)) - 1)


def _obstacle_of_target(
    to_id: InstitutionId, accused_institution_id: InstitutionId | None, registry: Registry, on: date
) -> ReferralCode | None:
    target = registry.get(to_id)
    if target is None:
        return ReferralCode.UNKNOWN_INSTITUTION
    if not target.is_valid_on(on):
        return ReferralCode.INSTITUTION_CLOSED
    return ReferralCode.ACCUSED_INSTITUTION if is_involved(target, accused_institution_id, registry) else None


def _where_appeals_go(to_id: InstitutionId, registry: Registry) -> Permission:
    hears_appeals = registry[to_id].branch is Branch.INFORMATION_REVIEW_BOARD
    return Permitted(to_id) if hears_appeals else NotPermitted(ReferralCode.NOT_WHERE_APPEALS_GO)


def _within_reach(from_id: InstitutionId, to_id: InstitutionId, role: Role, registry: Registry) -> Permission:
    """Permit the centre everything, others what lies above them, in their province or in their ministry (R-G9..G11)."""
    sender, target = registry[from_id], registry[to_id]
    reaches = (
        role is Role.CENTRE
        or from_id == registry.centre.institution_id
        or _stands_above(target, sender, registry)
        or _stands_above(sender, target, registry)
        or _shares_province(sender, target)
        or _shares_ministry(sender, target, registry)
    )
    return Permitted(to_id) if reaches else NotPermitted(ReferralCode.OUTSIDE_COORDINATION)


def _stands_above(upper: Institution, lower: Institution, registry: Registry) -> bool:
    """Tell whether one is in the line or among the coordinators of the other; the centre stands above all.

    A governorate sends up to every ministry and its bodies (R-G4).
    """
    if upper == registry.centre or (lower.kind is InstitutionKind.GOVERNORATE and upper.kind in _SENT_UP_TO):
        return True
    above = (*registry.line_of(lower.institution_id), *registry.coordinators_of(lower.institution_id))
    return upper.institution_id in (each.institution_id for each in above)


def _shares_province(sender: Institution, target: Institution) -> bool:
    """Tell whether both serve one province; what serves the whole country shares none, wherever it sits."""
    if sender.kind in _COUNTRYWIDE or target.kind in _COUNTRYWIDE:
        return False
    return not _provinces_of(sender).isdisjoint(_provinces_of(target))


def _provinces_of(institution: Institution) -> frozenset[str]:
    if institution.covers:
        return frozenset(institution.covers)
    return frozenset() if institution.province is None else frozenset({institution.province})


def _shares_ministry(sender: Institution, target: Institution, registry: Registry) -> bool:
    """Tell whether a ministry, its units or its bodies send inside the ministry."""
    if sender.kind not in _COUNTRYWIDE:
        return False
    ministry = _ministry_of(sender, registry)
    return ministry is not None and _ministry_of(target, registry) == ministry


def _ministry_of(institution: Institution, registry: Registry) -> Institution | None:
    upward = (institution, *registry.line_of(institution.institution_id))
    return next((each for each in upward if each.kind is InstitutionKind.MINISTRY), None)
