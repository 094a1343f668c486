"""What does one application make true of another, and what must the other be told?

The router writes inputs of its own for that: an appeal reports to the application appealed against, a merged one to the
one it joins, and an answered one to all that joined it. The same fact always gives the same inputs.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from domain.application import Appeal, Application, Task, combined
from domain.clocks import clock_of_answer_anew
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
    Closed,
    ClosedBecause,
    Fact,
    FoundInvalid,
    Joined,
    Merged,
    NotProcessed,
    Reopened,
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
    TaskPurpose,
)
from domain.refusals import came_after, refusals_of, silent_tasks
from domain.right_clocks import clocks_after_appeal
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
        case Reopened() if after.held_by():
            taken_up_at = after.tasks[-1].given_at
            yield report(AppealStep.LODGED, lodged_at=after.received_at, reopened_at=taken_up_at)
        case ResponseIssued(decision=decision) if decision is not None:
            yield report(AppealStep.DECIDED, AppealOutcome(decision.value), ended_at=_ended_at(after))
        case Closed(because=ClosedBecause.WITHDRAWN):
            yield report(AppealStep.DECIDED, AppealOutcome.WITHDRAWN, ended_at=_ended_at(after))
        case NotProcessed() | FoundInvalid() if after.held_by():
            yield report(AppealStep.DECIDED, AppealOutcome.DISMISSED, ended_at=_ended_at(after))
        case NotProcessed() | FoundInvalid() if after.tasks:
            yield report(AppealStep.VOID)


def _was_answered(application: Application) -> bool:
    ended = not application.open and application.status not in ENDED_UNANSWERED
    return ended and application.response is not None


def _ended_at(appeal: Application) -> datetime | None:
    return max((task.ended_at for task in appeal.tasks if task.ended_at is not None), default=None)


def _answered_together(
    application_id: ApplicationId, joined: ApplicationId, fact_id: FactId, after: Application, texts: Mapping[str, str]
) -> AnsweredTogether:
    answers = after.told_together(after.responses)
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

    Where the Board upheld it, whoever refused answers anew within the law's period from that day, be it while others
    still have to answer, unless the applicant had given up meanwhile. The Board may take its decision up again: the
    newest holds. One that was none stopped nothing, and after one that was withdrawn the suit runs on: the applicant is
    reminded of what he may still do.
    """
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    known = _known(application, reported)
    if _says_nothing_new(known, reported):
        return Ignored(IgnoredBecause.ALREADY_KNOWN)
    recorded = AppealRecorded(
        appeal_id=reported.appeal_id,
        step=reported.step,
        decision=reported.decision,
        to_institutions=_appealed_against(application),
        lodged_at=reported.lodged_at,
        ended_at=reported.ended_at,
    )
    after = folded(application, (recorded,), world)
    appeal = _known(after, reported) or known
    clocks = () if appeal is None else clocks_after_appeal(after, appeal, task_id_of(reported.input_id), world)
    anew = reported.decision in _TO_BE_ANSWERED_ANEW and may_become(application.status, ApplicationStatus.ROUTED)
    if not anew or appeal is None:
        return Applied((recorded, *clocks))
    return Applied((recorded, *clocks, *_answered_anew(after, appeal, reported, world)))


def _known(application: Application, reported: AppealReported) -> Appeal | None:
    return next((appeal for appeal in application.appeals if appeal.appeal_id == reported.appeal_id), None)


def _says_nothing_new(known: Appeal | None, reported: AppealReported) -> bool:
    """Tell whether a report says nothing new, or speaks of an appeal that was never lodged.

    One that had ended is lodged again only by being taken up since.
    """
    if known is None:
        return reported.step is not AppealStep.LODGED
    if reported.step is AppealStep.LODGED:
        return known.decision is None or not _taken_up_since(known, reported)
    return reported.decision is not None and known.decision == reported.decision


def _taken_up_since(known: Appeal, reported: AppealReported) -> bool:
    reopened_at = reported.reopened_at
    return reopened_at is not None and (known.ended_at is None or reopened_at >= known.ended_at)


def _answered_anew(application: Application, appeal: Appeal, reported: AppealReported, world: World) -> Iterator[Fact]:
    """Give the task to who refused; whose silence was refusal has it, and does it anew."""
    refused = _who_refused(application, appeal, world)
    busy = {task.institution_id for task in application.tasks_to_act_on}
    standing = dict.fromkeys(standing_or_centre(each, application, world) for each in refused)
    given = (each for each in standing if each not in busy)
    tasks = [(task_id_of(reported.input_id, n), to, TaskPurpose.ACTION) for n, to in enumerate(given)]
    silent = _silent_before(application, appeal, world)
    routed = tuple(
        Routed(
            task_id=task_id,
            institution_id=to,
            purpose=purpose,
            subject_code=application.subject_code,
            because=(fixed(ReasonCode.APPEAL_UPHELD),),
            content=application.content,
            sub_subject_code=application.sub_subject_code,
        )
        for task_id, to, purpose in (*tasks, *((each.task_id, each.institution_id, each.purpose) for each in silent))
    )
    yield from routed
    after = folded(application, routed, world)
    for each in routed:
        yield clock_of_answer_anew(after, each.task_id, each.institution_id, world)


def _silent_before(application: Application, appeal: Appeal, world: World) -> tuple[Task, ...]:
    """List who was silent when the appeal came."""
    against = (each for each in refusals_of(application, world.today) if came_after(appeal, each))
    return tuple(task for each in against for task in silent_tasks(application, each))


def _who_refused(application: Application, appeal: Appeal, world: World) -> tuple[InstitutionId, ...]:
    """Name who refused what the appeal came after; what the rules alone declined comes before the centre.

    Where nobody still has to act, what the Board upheld is answered anew in any case: by all who refused meanwhile,
    else by who had it last.
    """
    centre = world.registry.centre.institution_id
    refusals = refusals_of(application, world.today)
    against = tuple(each.institution_id or centre for each in refusals if came_after(appeal, each))
    if against or application.open:
        return against
    ended = () if application.ended_unanswered is None else (application.ended_unanswered.institution_id or centre,)
    return ended or tuple(each.institution_id or centre for each in refusals) or application.held_by()[-1:]


def _appealed_against(application: Application) -> tuple[InstitutionId, ...]:
    """Name whose answer or silence is appealed against."""
    answered = tuple(response.institution_id for response in application.responses)
    return tuple(dict.fromkeys(answered or application.held_by()[-1:]))
