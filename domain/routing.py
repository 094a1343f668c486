"""To whom does a new application go, and why?

The rulebook's routing order: kinds with a board of their own, then the institution the applicant chose, then the
subject and the place. What cannot be decided well goes to a person in a screening queue (R-G2, R-G8), never nowhere.
"""

from dataclasses import dataclass

from domain.accused import (
    acting_for_the_centre,
    disciplinary_instance_of,
    first_uninvolved,
    inspectors_for,
    is_involved,
    superior_of,
)
from domain.inputs import OfficialRank
from domain.institution import Branch, Institution, InstitutionKind, Registry
from domain.jurisdiction import Competent, NoneCompetent, deciding_place, find_competent, find_for_target
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.routing_decision import NeedsScreening, Routed, RoutingDecision, RoutingQuestion, ScreeningReason
from domain.routing_reason import (
    ReasonCode,
    RoutingReason,
    about_institution,
    fixed,
    matter_recognised,
    subject_chosen,
    subject_recognised,
)
from domain.subject import Classification, Subject, classify, subject_of
from domain.subject_table import (
    HUMAN_RIGHTS,
    HUMAN_RIGHTS_BOARDS,
    INFORMATION_REQUESTED,
    OFFICIAL_COMPLAINED_OF,
    Target,
)

__all__ = [
    "NeedsScreening",
    "Routed",
    "RoutingDecision",
    "RoutingQuestion",
    "RoutingReason",
    "ScreeningReason",
    "decide_route",
]

_QUEUED_AT_THE_CENTRE = frozenset({Channel.WEB, Channel.EMAIL})
"""What comes to the Prime Ministry; calls, letters and visits come to the governorate (rulebook 7, order 6)."""

_SCREENING_OF: dict[ReasonCode, ScreeningReason] = {
    ReasonCode.PLACE_UNKNOWN: ScreeningReason.PLACE_UNKNOWN,
    ReasonCode.DISTRICT_UNKNOWN: ScreeningReason.PLACE_UNKNOWN,
    ReasonCode.NO_SUCH_INSTITUTION: ScreeningReason.INSTITUTION_NOT_FOUND,
    ReasonCode.SUBJECT_UNCLEAR: ScreeningReason.SUBJECT_UNCLEAR,
    ReasonCode.ACCUSED_UNKNOWN: ScreeningReason.ACCUSED_UNKNOWN,
    ReasonCode.ALL_INVOLVED: ScreeningReason.ALL_INVOLVED,
}

_Said = tuple[RoutingReason, ...]


@dataclass(frozen=True, slots=True)
class _Case:
    """The question with what every rule needs: the registry and the place that decides."""

    question: RoutingQuestion
    registry: Registry
    place: Place | None
    place_said: _Said


def decide_route(question: RoutingQuestion, registry: Registry) -> RoutingDecision:
    """Route an application, or say which queue must place it and what the rules would propose."""
    case = _case(question, registry)
    if question.appeal_of is not None:
        return _route_appeal(case)
    accused_id = question.accused_institution_id
    if accused_id is not None and accused_id not in registry:
        return _screening(case, ReasonCode.ACCUSED_UNKNOWN)
    if question.kind is ApplicationKind.ETHICS_COMPLAINT:
        return _route_ethics(case)
    if question.kind is ApplicationKind.HUMAN_RIGHTS_COMPLAINT:
        return _route_human_rights(case)
    return _route_chosen(case)


def screening_for(question: RoutingQuestion, because: ScreeningReason, registry: Registry) -> NeedsScreening:
    """Give an application to a person for a reason that lies outside its route; the route is what is proposed."""
    route = decide_route(question, registry)
    proposals = route.proposals if isinstance(route, NeedsScreening) else (route,)
    queue = _queue(_case(question, registry))
    explanation = (fixed(ReasonCode(because)), about_institution(ReasonCode.SCREENING, queue))
    return NeedsScreening(queue.institution_id, because, explanation, proposals)


def _case(question: RoutingQuestion, registry: Registry) -> _Case:
    deciding = deciding_place(question.event_place, question.residence, question.call_province)
    place, said = (None, ()) if deciding is None else (deciding[0], (deciding[1],))
    return _Case(question, registry, place, said)


def _route_appeal(case: _Case) -> RoutingDecision:
    """An appeal is decided by the Review Board (Law 4982, art. 13)."""
    on = case.question.on
    boards = case.registry.find(InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.INFORMATION_REVIEW_BOARD, on=on)
    if not boards:
        return _screening(case, ReasonCode.NO_SUCH_INSTITUTION)
    reason = about_institution(ReasonCode.REVIEW_BOARD, boards[0])
    return Routed(boards[0].institution_id, INFORMATION_REQUESTED, (reason,))


def _route_ethics(case: _Case) -> RoutingDecision:
    """From general director upward the Ethics Board (R-H1), below the disciplinary path of the institution (R-H2).

    The board's own members go the disciplinary path, too.
    """
    question, registry = case.question, case.registry
    if question.accused_rank == OfficialRank.GENERAL_DIRECTOR_OR_ABOVE:
        boards = registry.find(InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.ETHICS_BOARD, on=question.on)
        if not boards:
            return _screening(case, ReasonCode.NO_SUCH_INSTITUTION)
        if boards[0].institution_id != question.accused_institution_id:
            reason = about_institution(ReasonCode.ETHICS_BOARD, boards[0])
            return Routed(boards[0].institution_id, question.subject_code, (reason,))
    institution_id = question.accused_institution_id or question.institution_id
    institution = None if institution_id is None else registry.get(institution_id)
    if institution is None:
        return _route_official(case, classify(question.text, ApplicationKind.COMPLAINT).matter, ())
    instance = disciplinary_instance_of(institution, registry)
    if instance is None:
        return _last_resort(case, OFFICIAL_COMPLAINED_OF, ())
    reason = about_institution(ReasonCode.DISCIPLINARY_PATH, instance)
    return Routed(instance.institution_id, question.subject_code or OFFICIAL_COMPLAINED_OF, (reason,))


def _route_human_rights(case: _Case) -> RoutingDecision:
    """The board of the district, in a central one of the province; past those under the accused the national one."""
    missing = ReasonCode.ALL_INVOLVED
    for first in range(len(HUMAN_RIGHTS_BOARDS.steps)):
        steps = Target(HUMAN_RIGHTS_BOARDS.steps[first:])
        found = find_for_target(steps, case.place, case.registry, case.question.on)
        if isinstance(found, NoneCompetent):
            missing = found.because
        elif not is_involved(found.institution, case.question.accused_institution_id, case.registry):
            return _at_board(found.institution, case.place_said)
    national = case.registry.find(InstitutionKind.AFFILIATED_BODY, branch=Branch.HUMAN_RIGHTS, on=case.question.on)
    if missing is ReasonCode.ALL_INVOLVED and national:
        return _at_board(national[0], case.place_said)
    return _screening(case, missing)


def _at_board(board: Institution, said: _Said) -> Routed:
    reason = about_institution(ReasonCode.HUMAN_RIGHTS_BOARD, board)
    return Routed(board.institution_id, HUMAN_RIGHTS, (*said, reason))


def _route_chosen(case: _Case) -> RoutingDecision:
    """Take the institution the applicant chose, or its successor; where it is unknown or has none, go by subject."""
    question = case.question
    if question.institution_id is None:
        return _route_by_subject(case, ())
    chosen = case.registry.get(question.institution_id)
    if chosen is None:
        return _route_by_subject(case, (fixed(ReasonCode.CHOSEN_INSTITUTION_UNKNOWN),))
    standing = case.registry.standing_for(chosen.institution_id, question.on)
    if standing is None:
        return _route_by_subject(case, (about_institution(ReasonCode.CHOSEN_INSTITUTION_CLOSED, chosen),))
    itself = standing.institution_id == chosen.institution_id
    code = ReasonCode.INSTITUTION_CHOSEN if itself else ReasonCode.CHOSEN_INSTITUTION_SUCCEEDED
    return _routed(case, standing, question.subject_code, (about_institution(code, standing),))


def _route_by_subject(case: _Case, said: _Said) -> RoutingDecision:
    """Go by the subject the applicant chose, else by the one recognised in the text."""
    question = case.question
    seen = classify(question.text, question.kind)
    subject = None if question.subject_code is None else subject_of(question.subject_code)
    if subject is not None:
        return _route_subject(case, subject, seen, (*said, subject_chosen(subject)))
    subject = None if seen.subject_code is None else subject_of(seen.subject_code)
    if subject is None or not seen.confident:
        return _screening(case, ReasonCode.SUBJECT_UNCLEAR, said, _proposals(case, seen))
    return _route_subject(case, subject, seen, (*said, subject_recognised(subject, seen)))


def _route_subject(case: _Case, subject: Subject, seen: Classification, said: _Said) -> RoutingDecision:
    if subject.code == OFFICIAL_COMPLAINED_OF:
        return _route_official(case, seen.matter, said)
    if subject.code == INFORMATION_REQUESTED:
        return _route_information_request(case, seen, said)
    return _route_matter(case, subject, subject.code, said)


def _route_official(case: _Case, matter_code: str | None, said: _Said) -> RoutingDecision:
    """Go to the superior of the official's institution, known or found through the service it gives (subject 39)."""
    question = case.question
    accused = None if question.accused_institution_id is None else case.registry.get(question.accused_institution_id)
    if accused is None:
        matter = None if matter_code is None else subject_of(matter_code)
        if matter is None:
            return _screening(case, ReasonCode.ACCUSED_UNKNOWN, said)
        found = find_competent(matter, question.text, case.place, case.registry, question.on)
        if isinstance(found, NoneCompetent):
            return _screening(case, found.because, said)
        accused, said = found.institution, (*said, matter_recognised(matter), *case.place_said)
    superior = superior_of(accused, case.registry)
    if superior is None:
        return _last_resort(case, OFFICIAL_COMPLAINED_OF, said)
    because = (*said, about_institution(ReasonCode.SUPERIOR_OF_OFFICIAL, superior))
    return Routed(superior.institution_id, OFFICIAL_COMPLAINED_OF, because)


def _route_information_request(case: _Case, seen: Classification, said: _Said) -> RoutingDecision:
    """Go to whoever holds the information: the institution of the matter (subject 41, Law 4982)."""
    matter = None if seen.matter is None else subject_of(seen.matter)
    if matter is None:
        return _screening(case, ReasonCode.SUBJECT_UNCLEAR, said, _proposals(case, seen))
    return _route_matter(case, matter, INFORMATION_REQUESTED, (*said, matter_recognised(matter)))


def _route_matter(case: _Case, matter: Subject, subject_code: str, said: _Said) -> RoutingDecision:
    found = find_competent(matter, case.question.text, case.place, case.registry, case.question.on)
    if isinstance(found, Competent):
        local = () if found.needs_no_place else case.place_said
        return _routed(case, found.institution, subject_code, (*said, *local, *found.because))
    return _screening(case, found.because, said)


def _routed(case: _Case, institution: Institution, subject_code: str | None, said: _Said) -> RoutingDecision:
    """Route there, or past everybody the accused sits in or above (rulebook 1.7)."""
    to = first_uninvolved(institution, case.question.accused_institution_id, case.registry)
    if to is None:
        return _last_resort(case, subject_code, said)
    avoided = () if to is institution else (about_institution(ReasonCode.ACCUSED_AVOIDED, to),)
    return Routed(to.institution_id, subject_code, (*said, *avoided))


def _last_resort(case: _Case, subject_code: str | None, said: _Said) -> RoutingDecision:
    """Where everybody above is involved, the inspectors of the Prime Ministry examine it (rulebook 1.7)."""
    inspectors = inspectors_for(case.question.accused_institution_id, case.registry, case.question.on)
    if inspectors is None:
        return _screening(case, ReasonCode.ALL_INVOLVED, said)
    because = (*said, about_institution(ReasonCode.INSPECTION, inspectors))
    return Routed(inspectors.institution_id, subject_code, because)


def _proposals(case: _Case, seen: Classification) -> tuple[Routed, ...]:
    """Say where each of the likeliest subjects would have led."""
    codes = (seen.subject_code, *seen.runners_up)
    subjects = (subject_of(code) for code in codes if code is not None)
    routes = (_route_matter(case, subject, subject.code, ()) for subject in subjects if subject is not None)
    return tuple(route for route in routes if isinstance(route, Routed))


def _screening(
    case: _Case, because: ReasonCode, said: _Said = (), proposals: tuple[Routed, ...] = ()
) -> NeedsScreening:
    queue = _queue(case)
    explanation = (*said, fixed(because), about_institution(ReasonCode.SCREENING, queue))
    return NeedsScreening(queue.institution_id, _SCREENING_OF[because], explanation, proposals)


def _queue(case: _Case) -> Institution:
    """Name the governorate for calls, letters, faxes and visits from a known province, else the centre."""
    question, registry = case.question, case.registry
    centre = acting_for_the_centre(question.accused_institution_id, registry, question.on)
    if case.place is None or question.channel in _QUEUED_AT_THE_CENTRE:
        return centre
    governorates = registry.find(InstitutionKind.GOVERNORATE, province=case.place.province, on=question.on)
    uninvolved = (each for each in governorates if not is_involved(each, question.accused_institution_id, registry))
    return next(uninvolved, centre)
