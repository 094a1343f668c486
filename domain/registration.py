"""What follows when a citizen applies, withdraws, or was told something?"""

from domain.admissibility import Admitted, Inadmissible, Invalid, NeedsAPerson, admit, kind_taken_as
from domain.application import Application
from domain.business_calendar import local_date
from domain.clocks import clear_all_clocks, clock_on_arrival
from domain.deadline import due_on
from domain.decision import Applied, Decision, Ignored, IgnoredBecause, World, folded, task_id_of, text_of
from domain.duplicates import proposals
from domain.errors import ImpossibleInput
from domain.evolution import evolve
from domain.facts import (
    ClockClearedBecause,
    Closed,
    ClosedBecause,
    DuplicateProposed,
    FoundInvalid,
    NoticeRecorded,
    NotProcessed,
    Registered,
    Routed,
    RoutingProposal,
    ScreeningRequested,
    TextRef,
)
from domain.identifiers import InputId, InstitutionId
from domain.inputs import (
    ApplicationSubmitted,
    ApplicationWithdrawn,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    TaskPurpose,
)
from domain.legal_regime import answer_period_name, deemed_refusal_on, regime_of
from domain.periods import PERIODS
from domain.place import Place
from domain.right_clocks import clocks_after_service
from domain.routing import decide_route, screening_for
from domain.routing_decision import NeedsScreening, RoutingDecision, RoutingQuestion
from domain.status import ApplicationStatus


def decide_submission(application: Application | None, submitted: ApplicationSubmitted, world: World) -> Decision:
    """Register first, then judge, then place (TCK 121: no petition goes unrecorded).

    Raises ImpossibleInput when the number already stands for other content.
    """
    if application is not None:
        if application.content_hash != submitted.content_hash:
            raise ImpossibleInput("two contents under one application id")
        return Ignored(IgnoredBecause.ALREADY_REGISTERED)
    content, texts = text_of(submitted.input_id, "body", submitted.body)
    registered = _registered(submitted, content, world)
    match admit(submitted, world):
        case Inadmissible(reason):
            return Applied((registered, NotProcessed(reason)), texts)
        case Invalid(reason):
            return Applied((registered, FoundInvalid(reason)), texts)
        case NeedsAPerson(because):
            route: RoutingDecision = screening_for(_question(submitted, registered, world), because, world.registry)
        case Admitted():
            route = decide_route(_question(submitted, registered, world), world.registry)
    placed = _placed(submitted, content, route)
    clock = clock_on_arrival(evolve(None, registered, world.now), placed.task_id, placed.institution_id, world)
    return Applied((registered, *_alike(submitted, world), placed, clock), texts)


def _alike(submitted: ApplicationSubmitted, world: World) -> tuple[DuplicateProposed, ...]:
    """Propose earlier ones that are alike; an appeal is like what it is against and is no duplicate of it."""
    return () if submitted.appeal_of is not None else proposals(submitted.body, world.others.values())


def _registered(submitted: ApplicationSubmitted, content: TextRef, world: World) -> Registered:
    kind = kind_taken_as(submitted)
    regime = regime_of(kind)
    received_on = local_date(submitted.received_at)
    period = answer_period_name(regime, of_an_appeal=submitted.appeal_of is not None)
    due = due_on(received_on, PERIODS[period], world.calendar)
    return Registered(
        tracking_number=submitted.tracking_number,
        kind=kind,
        legal_regime=regime,
        channel=submitted.channel,
        subject_code=submitted.subject_code,
        place=_place_told(submitted),
        received_at=submitted.received_at,
        received_on=received_on,
        due_on=due.on,
        due_rule=due.rule,
        due_derivation=due.derivation,
        deemed_refusal_on=deemed_refusal_on(received_on, world.calendar).on,
        identity_confidential=submitted.identity_confidential,
        anonymous=submitted.anonymous,
        answer_by=submitted.answer_by,
        about_an_official=submitted.about_official is not None,
        content=content,
        content_hash=submitted.content_hash,
        key_reuse_unchecked=submitted.key_reuse_unchecked,
        accused_institution_id=_accused_institution_of(submitted),
        filed_as=None if kind is submitted.kind else submitted.kind,
        appeal_of=submitted.appeal_of,
        identity_check=submitted.identity_check,
        elements_missing=submitted.elements_missing,
        bureau_institution_id=submitted.bureau_institution_id,
    )


def _place_told(submitted: ApplicationSubmitted) -> Place | None:
    """Say where it happened, else where the applicant lives: of a hidden or unnamed one the province at most."""
    home = submitted.residence
    if submitted.event_place is not None or home is None:
        return submitted.event_place
    return Place(home.province) if submitted.identity_confidential or submitted.anonymous else home


def _question(submitted: ApplicationSubmitted, registered: Registered, world: World) -> RoutingQuestion:
    accused = submitted.about_official
    return RoutingQuestion(
        kind=registered.kind,
        channel=submitted.channel,
        subject_code=submitted.subject_code,
        institution_id=submitted.institution_id,
        text=submitted.body,
        event_place=submitted.event_place,
        residence=submitted.residence,
        call_province=submitted.call_province,
        accused_institution_id=_accused_institution_of(submitted),
        accused_rank=None if accused is None else accused.rank,
        on=world.today,
        appeal_of=submitted.appeal_of,
    )


def _accused_institution_of(submitted: ApplicationSubmitted) -> InstitutionId | None:
    return None if submitted.about_official is None else submitted.about_official.institution_id


def _placed(submitted: ApplicationSubmitted, content: TextRef, route: RoutingDecision) -> Routed | ScreeningRequested:
    task_id = task_id_of(submitted.input_id)
    if isinstance(route, NeedsScreening):
        proposals = tuple(RoutingProposal(proposal.to, proposal.subject_code) for proposal in route.proposals)
        return ScreeningRequested(task_id, route.queue, route.because, route.explanation, proposals, content)
    return Routed(task_id, route.to, TaskPurpose.ACTION, route.subject_code, route.because, content)


def decide_withdrawal(application: Application | None, withdrawn: ApplicationWithdrawn, world: World) -> Decision:
    """Close an open application because its applicant wants it no more (R-J4)."""
    del world
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    return withdrawn_by_applicant(application, withdrawn.input_id, withdrawn.reason)


def withdrawn_by_applicant(
    application: Application, input_id: InputId, reason: str | None, brought_by: InstitutionId | None = None
) -> Applied | Ignored:
    """Say what follows when the applicant wants it no more; `brought_by` is who registered it for him."""
    if not application.open:
        return Ignored(IgnoredBecause.NOTHING_TO_WITHDRAW)
    cleared = clear_all_clocks(application, ClockClearedBecause.WITHDRAWN)
    if reason is None:
        return Applied((*cleared, Closed(ClosedBecause.WITHDRAWN, None, brought_by)))
    text, texts = text_of(input_id, "reason", reason)
    return Applied((*cleared, Closed(ClosedBecause.WITHDRAWN, text, brought_by)), texts)


_TELLS_AN_END = frozenset({NoticeKind.RESPONSE, NoticeKind.PART_RESPONSE, NoticeKind.NOT_PROCESSED})


def decide_notice(application: Application | None, concluded: NoticeConcluded, world: World) -> Decision:
    """Record that a notice was served or failed.

    A served answer closes the application (R-G14); from the day a refusal was served the periods of the remedies run,
    of one institution among several too.
    """
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    recorded = NoticeRecorded(
        notice_id=concluded.notice_id,
        fact_id=concluded.fact_id,
        kind=concluded.kind,
        channel=concluded.channel,
        outcome=concluded.outcome,
        concluded_at=concluded.concluded_at,
        cause=concluded.cause,
        task_id=concluded.task_id,
    )
    if concluded.outcome is not NoticeOutcome.SERVED or concluded.kind not in _TELLS_AN_END:
        return Applied((recorded,))
    after = folded(application, (recorded,), world)
    closed = (Closed(ClosedBecause.ANSWER_SERVED),) if _answer_is_served(after) else ()
    clocks = clocks_after_service(folded(after, closed, world), task_id_of(concluded.input_id), world)
    return Applied((recorded, *closed, *clocks))


def _answer_is_served(application: Application) -> bool:
    """Tell whether the last answer reached the applicant; a letter may tell one from before it was taken up again."""
    last = application.response
    answered = application.status is ApplicationStatus.ANSWERED
    return answered and last is not None and last.served_on is not None
