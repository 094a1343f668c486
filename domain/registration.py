"""What follows when a citizen applies, withdraws, or was told something?"""

from datetime import date

from domain.application import Application, evolve
from domain.business_calendar import local_date
from domain.clocks import clear_clock, clock_on_arrival
from domain.deadline import due_on
from domain.decision import Applied, Decision, Ignored, IgnoredBecause, World, task_id_of, text_of
from domain.errors import ImpossibleInput
from domain.facts import (
    ClockClearedBecause,
    Closed,
    ClosedBecause,
    Fact,
    NoticeRecorded,
    Registered,
    Routed,
    RoutingProposal,
    ScreeningRequested,
    TextRef,
)
from domain.identifiers import InstitutionId
from domain.inputs import (
    ApplicationSubmitted,
    ApplicationWithdrawn,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    TaskPurpose,
)
from domain.legal_regime import answer_period, deemed_refusal_on, regime_of
from domain.place import Place
from domain.routing import decide_route
from domain.routing_decision import NeedsScreening, RoutingDecision, RoutingQuestion
from domain.status import ApplicationStatus


def decide_submission(application: Application | None, submitted: ApplicationSubmitted, world: World) -> Decision:
    """Register first, then place (TCK 121: no petition goes unrecorded).

    Raises ImpossibleInput when the number already stands for other content.
    """
    if application is not None:
        if application.content_hash != submitted.content_hash:
            raise ImpossibleInput("two contents under one application id")
        return Ignored(IgnoredBecause.ALREADY_REGISTERED)
    content, texts = text_of(submitted.input_id, "body", submitted.body)
    registered = _registered(submitted, content, world)
    route = decide_route(_question(submitted, registered.received_on), world.registry)
    placed = _placed(submitted, content, route)
    clock = clock_on_arrival(evolve(None, registered, world.now), placed.task_id, placed.institution_id, world)
    return Applied((registered, placed, clock), texts)


def _registered(submitted: ApplicationSubmitted, content: TextRef, world: World) -> Registered:
    regime = regime_of(submitted.kind)
    received_on = local_date(submitted.received_at)
    due = due_on(received_on, answer_period(regime), world.calendar)
    return Registered(
        tracking_number=submitted.tracking_number,
        kind=submitted.kind,
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
    )


def _place_told(submitted: ApplicationSubmitted) -> Place | None:
    """Say where it happened, else where the applicant lives: of a hidden or unnamed one the province at most."""
    home = submitted.residence
    if submitted.event_place is not None or home is None:
        return submitted.event_place
    return Place(home.province) if submitted.identity_confidential or submitted.anonymous else home


def _question(submitted: ApplicationSubmitted, received_on: date) -> RoutingQuestion:
    accused = submitted.about_official
    return RoutingQuestion(
        kind=submitted.kind,
        channel=submitted.channel,
        subject_code=submitted.subject_code,
        institution_id=submitted.institution_id,
        text=submitted.body,
        event_place=submitted.event_place,
        residence=submitted.residence,
        call_province=submitted.call_province,
        accused_institution_id=_accused_institution_of(submitted),
        accused_rank=None if accused is None else accused.rank,
        received_on=received_on,
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
    if not application.open:
        return Ignored(IgnoredBecause.NOTHING_TO_WITHDRAW)
    cleared = [fact for task in application.open_tasks for fact in clear_clock(task, ClockClearedBecause.WITHDRAWN)]
    if withdrawn.reason is None:
        return Applied((*cleared, Closed(ClosedBecause.WITHDRAWN)))
    reason, texts = text_of(withdrawn.input_id, "reason", withdrawn.reason)
    return Applied((*cleared, Closed(ClosedBecause.WITHDRAWN, reason)), texts)


def decide_notice(application: Application | None, concluded: NoticeConcluded, world: World) -> Decision:
    """Record that a notice was served or failed; a served answer closes the application (R-G14)."""
    del world
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
    )
    answer_served = concluded.kind is NoticeKind.RESPONSE and concluded.outcome is NoticeOutcome.SERVED
    facts: tuple[Fact, ...] = (recorded,)
    if answer_served and application.status is ApplicationStatus.ANSWERED:
        facts = (recorded, Closed(ClosedBecause.ANSWER_SERVED))
    return Applied(facts)
