"""What does one application make true of another, and what must the other be told?

The router writes inputs of its own for that: an appeal reports to the application appealed against, a merged one to the
one it joins, and an answered one to all that joined it. The same fact always gives the same inputs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from domain.application import Application, combined, last_round
from domain.clocks import clear_clock, clock_after_reopening, clock_of_rights
from domain.decision import (
    Applied,
    Decision,
    Ignored,
    IgnoredBecause,
    World,
    folded,
    standing_or_centre,
    task_id_of,
)
from domain.facts import (
    AppealRecorded,
    ClockCleared,
    ClockClearedBecause,
    ClockPurpose,
    ClockSet,
    Closed,
    ClosedBecause,
    Fact,
    FoundInvalid,
    Joined,
    Merged,
    NotProcessed,
    ResponseIssued,
    Routed,
    ScreeningRequested,
)
from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, FactId, InstitutionId, TrackingNumber, related_input_id
from domain.inputs import (
    AnsweredTogether,
    AppealReported,
    AppealStep,
    ApplicationJoined,
    Input,
    ResponseOutcome,
    TaskPurpose,
)
from domain.routing_decision import ScreeningReason
from domain.routing_reason import ReasonCode, fixed
from domain.status import ENDED_UNANSWERED, ApplicationStatus, may_become

LONGEST_TOGETHER = 80_000
MOST_BYTES = 200_000
"""Characters, and bytes as JSON, of all answers that a joined application gets; more does not go into one input."""

_THE_REST = "Cevapların tamamı {number} numaralı başvurunuzun takip sayfasındadır."
_BETWEEN = "\n\n"

_TO_BE_ANSWERED_ANEW = frozenset({AppealOutcome.UPHELD, AppealOutcome.PARTLY_UPHELD})
_WHOSE_IS_UNCLEAR = frozenset({ScreeningReason.APPEAL_UNCLEAR, ScreeningReason.IDENTITY_UNCLEAR})
"""What waits for a person because nobody knows yet whether the appeal is the applicant's: it stops nobody's period."""


def inputs_for_others(
    application_id: ApplicationId, fact: Fact, fact_id: FactId, after: Application, texts: Mapping[str, str]
) -> Iterator[Input]:
    """Say what other applications are told because of a fact; `after` is the state it left, `texts` its texts."""
    if after.appeal_of is not None:
        yield from _reports_of_appeal(application_id, after.appeal_of, fact, fact_id, after)
    match fact:
        case Merged(into_application_id=into):
            yield ApplicationJoined(related_input_id(fact_id, into), into, application_id)
        case Joined(joined_application_id=joined) if _was_answered(after):
            yield _answered_together(application_id, joined, fact_id, after, texts)
        case ResponseIssued(completes=True):
            for joined in after.joined:
                yield _answered_together(application_id, joined, fact_id, after, texts)
        case _:
            return


def _reports_of_appeal(
    appeal_id: ApplicationId, appealed: ApplicationId, fact: Fact, fact_id: FactId, after: Application
) -> Iterator[AppealReported]:
    """Report an appeal as soon as it is known to be the applicant's, its end, and that it was none after all."""
    report = partial(AppealReported, related_input_id(fact_id, appealed), appealed, appeal_id)
    match fact:
        case ScreeningRequested(because=because) if len(after.tasks) == 1 and because not in _WHOSE_IS_UNCLEAR:
            yield report(AppealStep.LODGED, lodged_at=after.received_at)
        case Routed() if len(after.held_by()) == 1:
            yield report(AppealStep.LODGED, lodged_at=after.received_at)
        case ResponseIssued(decision=decision) if decision is not None:
            yield report(AppealStep.DECIDED, AppealOutcome(decision.value))
        case Closed(because=ClosedBecause.WITHDRAWN):
            yield report(AppealStep.DECIDED, AppealOutcome.WITHDRAWN)
        case NotProcessed() | FoundInvalid() if after.held_by():
            yield report(AppealStep.DECIDED, AppealOutcome.DISMISSED)
        case NotProcessed() | FoundInvalid() if after.tasks:
            yield report(AppealStep.VOID)


def _was_answered(application: Application) -> bool:
    ended = not application.open and application.status not in ENDED_UNANSWERED
    return ended and application.response is not None


def _answered_together(
    application_id: ApplicationId, joined: ApplicationId, fact_id: FactId, after: Application, texts: Mapping[str, str]
) -> AnsweredTogether:
    answers = last_round(after.responses)
    last = answers[-1]
    return AnsweredTogether(
        input_id=related_input_id(fact_id, joined),
        application_id=joined,
        into_application_id=application_id,
        institution_id=last.institution_id,
        outcome=combined(answers) or last.outcome,
        body=_together(tuple(texts[response.text.text_id] for response in answers), after.tracking_number),
        remedies=last.remedies,
    )


def _together(answers: Sequence[str], number: TrackingNumber) -> str:
    """Join the answers; where one input does not hold the older ones, say where they stand."""
    body = _BETWEEN.join(answers)
    for newer in range(1, len(answers)):
        if _is_carried(body):
            break
        body = _BETWEEN.join((*answers[newer:], _THE_REST.format(number=number)))
    return body


def _is_carried(text: str) -> bool:
    return len(text) <= LONGEST_TOGETHER and len(json.dumps(text, ensure_ascii=False).encode()) <= MOST_BYTES


def decide_joined(application: Application | None, joined: ApplicationJoined, world: World) -> Decision:
    """Remember who is to be answered together with this application.

    Two may have been merged into each other by officers who did not see each other. Then the one with the smaller id
    stands, and its own merging no longer counts; the other stays merged.
    """
    del world
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    if joined.joined_application_id in application.joined:
        return Ignored(IgnoredBecause.ALREADY_KNOWN)
    mutual = application.merged_into == joined.joined_application_id
    if mutual and joined.joined_application_id < joined.application_id:
        return Ignored(IgnoredBecause.MERGED_INTO_IT)
    return Applied((Joined(joined.joined_application_id),))


def decide_appeal_reported(application: Application | None, reported: AppealReported, world: World) -> Decision:
    """Record an appeal: it stops the period for the suit (R-I9); its outcome returns to the institution.

    Where the Board upheld it, whoever refused answers anew within the law's period from that day, unless the applicant
    had given up meanwhile. The Board may take its decision up again: the newest holds. One that was none stopped
    nothing: the applicant is reminded of his rights as before.
    """
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    if _is_known(application, reported):
        return Ignored(IgnoredBecause.ALREADY_KNOWN)
    recorded = AppealRecorded(
        appeal_id=reported.appeal_id,
        step=reported.step,
        decision=reported.decision,
        to_institutions=_appealed_against(application),
        lodged_at=reported.lodged_at,
    )
    if reported.step is AppealStep.LODGED:
        return Applied((*_rights_no_longer_watched(application), recorded))
    if reported.step is AppealStep.VOID:
        return Applied((recorded, *_rights_watched_again(folded(application, (recorded,), world), world)))
    open_again = not application.open and may_become(application.status, ApplicationStatus.ROUTED)
    if reported.decision not in _TO_BE_ANSWERED_ANEW or not open_again:
        return Applied((recorded,))
    decided = folded(application, (recorded,), world)
    return Applied((recorded, *_answered_anew(decided, reported, world)))


def _is_known(application: Application, reported: AppealReported) -> bool:
    """Tell whether a report says nothing new, or speaks of an appeal that was never lodged."""
    known = next((appeal for appeal in application.appeals if appeal.appeal_id == reported.appeal_id), None)
    if known is None:
        return reported.step is not AppealStep.LODGED
    return reported.step is AppealStep.LODGED or (reported.decision is not None and known.decision == reported.decision)


def _rights_no_longer_watched(application: Application) -> Iterator[ClockCleared]:
    for task in application.tasks:
        if task.clock is not None and task.clock.purpose is ClockPurpose.RIGHT:
            yield from clear_clock(task, ClockClearedBecause.APPEALED)


def _rights_watched_again(application: Application, world: World) -> Iterator[ClockSet]:
    """Watch from the same service on what the appeal had stopped of this round."""
    for task in application.tasks:
        clock = task.clock
        if clock is None or clock.running or clock.purpose is not ClockPurpose.RIGHT or clock.started_on is None:
            continue
        if clock.started_on >= application.counted_from:
            yield from clock_of_rights(application, task, clock.started_on, world)


def _answered_anew(application: Application, reported: AppealReported, world: World) -> Iterator[Fact]:
    standing = (standing_or_centre(each, application, world) for each in _who_refused(application, world))
    for ordinal, to in enumerate(dict.fromkeys(standing)):
        given = task_id_of(reported.input_id, ordinal)
        yield Routed(
            task_id=given,
            institution_id=to,
            purpose=TaskPurpose.ACTION,
            subject_code=application.subject_code,
            because=(fixed(ReasonCode.APPEAL_UPHELD),),
            content=application.content,
        )
        yield clock_after_reopening(application, given, to, world)


def _who_refused(application: Application, world: World) -> tuple[InstitutionId, ...]:
    """Name who declined, else whose newest answer did not grant all, else who had it last.

    What the rules alone declined comes before the centre.
    """
    ended = application.ended_unanswered
    if ended is not None:
        return (ended.institution_id or world.registry.centre.institution_id,)
    newest = {response.institution_id: response.outcome for response in last_round(application.responses)}
    refusing = tuple(each for each, outcome in newest.items() if outcome is not ResponseOutcome.POSITIVE)
    return refusing or application.held_by()[-1:]


def _appealed_against(application: Application) -> tuple[InstitutionId, ...]:
    """Name whose answer or silence is appealed against."""
    answered = tuple(response.institution_id for response in application.responses)
    return tuple(dict.fromkeys(answered or application.held_by()[-1:]))
