"""What follows when an application changes hands, is taken up again, or joins another?"""

from dataclasses import replace

from domain.accused import is_involved
from domain.application import Application, Task, TaskStatus, bound_by
from domain.clocks import (
    clear_clock,
    clock_after_reopening,
    clock_after_transfer,
    clock_of_dispute,
    clock_of_successor,
    clock_on_arrival,
)
from domain.decision import (
    Applied,
    Asking,
    Decision,
    Ignored,
    IgnoredBecause,
    Refused,
    World,
    standing_or_centre,
    task_id_of,
    text_of,
)
from domain.facts import (
    ClockClearedBecause,
    ClockSet,
    Fact,
    Merged,
    Referred,
    RefusalCode,
    Reopened,
    Returned,
    Routed,
    ScreeningRequested,
    TaskSucceeded,
)
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import (
    ActionRequested,
    InstitutionSucceeded,
    PlaceTask,
    ReferTask,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.referral import NotPermitted, common_queue, may_place, may_refer, screening_queue_for_return
from domain.right_clocks import clocks_after_reopening
from domain.routing_decision import ScreeningReason
from domain.routing_reason import ReasonCode, fixed
from domain.status import ApplicationStatus
from domain.sub_subject import belongs_to
from domain.subject import subject_of

RETURNS_UNTIL_A_DISPUTE = 2
"""After so many institutions returned an application the one above them all decides (rulebook 7, order 8)."""

_MAY_BE_REOPENED = frozenset(
    {
        ApplicationStatus.ANSWERED,
        ApplicationStatus.CLOSED,
        ApplicationStatus.INVALID,
        ApplicationStatus.NOT_PROCESSED,
    }
)


def decide_referral(asking: Asking, refer: ReferTask) -> Decision:
    """Send the application on: for action it leaves, unless both are to act; a copy leaves it where it is."""
    application, task, world = asking.application, asking.task, asking.world
    obstacle = _obstacle_of_subject(refer.subject_code, refer.sub_subject_code)
    permission = may_refer(
        task.institution_id,
        refer.to_institution_id,
        held_by=application.held_by(),
        has_open_task=tuple(open_task.institution_id for open_task in application.open_tasks),
        for_action=refer.purpose is TaskPurpose.ACTION,
        role=asking.asked.role,
        registry=world.registry,
        on=world.today,
        accused_institution_id=application.accused_institution_id,
        is_appeal=application.appeal_of is not None,
    )
    if obstacle is not None or isinstance(permission, NotPermitted):
        return Refused(obstacle or RefusalCode(permission.code.value))  # type: ignore[union-attr]
    reason, texts = text_of(asking.input_id, "reason", refer.reason)
    given = task_id_of(asking.input_id)
    keeps = refer.keep and refer.purpose is TaskPurpose.ACTION
    referred = Referred(
        from_task_id=task.task_id,
        from_institution_id=task.institution_id,
        task_id=given,
        institution_id=refer.to_institution_id,
        purpose=refer.purpose,
        reason=reason,
        content=application.content,
        keep=keeps,
        subject_code=refer.subject_code,
        sub_subject_code=refer.sub_subject_code,
    )
    if refer.purpose is TaskPurpose.INFORMATION:
        return Applied((referred,), texts)
    cleared = () if keeps else clear_clock(task, ClockClearedBecause.HANDED_OVER)
    clock = clock_after_transfer(application.as_to(task), given, refer.to_institution_id, world)
    return Applied((*cleared, referred, clock), texts)


def decide_return(asking: Asking, returning: ReturnTask) -> Decision:
    """Give the task to the screening queue above: only a person places a returned application again.

    What several institutions returned is in dispute: the coordinator common to them decides, on a short clock.
    """
    application, task, world = asking.application, asking.task, asking.world
    reason, texts = text_of(asking.input_id, "reason", returning.reason)
    returned_by = tuple(dict.fromkeys((*_returned_by(application), task.institution_id)))
    accused = application.accused_institution_id
    in_dispute = len(returned_by) >= RETURNS_UNTIL_A_DISPUTE
    if in_dispute:
        queue = common_queue(returned_by, world.registry, accused, on=world.today)
        because, said = ScreeningReason.JURISDICTION_DISPUTE, fixed(ReasonCode.JURISDICTION_DISPUTE)
    else:
        queue = screening_queue_for_return(
            task.institution_id, application.held_by(), world.registry, accused, on=world.today
        )
        because, said = ScreeningReason.RETURNED, fixed(ReasonCode.RETURNED)
    given = task_id_of(asking.input_id)
    screening = ScreeningRequested(
        task_id=given,
        institution_id=queue,
        because=because,
        explanation=(said,),
        proposals=(),
        content=application.content,
        returned_from_task_id=task.task_id,
    )
    cleared = clear_clock(task, ClockClearedBecause.HANDED_OVER)
    returned = Returned(task.task_id, task.institution_id, reason, returning.code)
    set_clock = clock_of_dispute if in_dispute else clock_on_arrival
    clock = set_clock(application.as_to(task), given, queue, world)
    return Applied((*cleared, returned, screening, clock), texts)


def decide_place(asking: Asking, place: PlaceTask) -> Decision:
    """Give what waited in screening to the institutions a person found: several act on it, others get copies.

    Who acts on it already does both as one task.
    """
    application, task, world = asking.application, asking.task, asking.world
    obstacle = _obstacle_of_subject(place.subject_code, place.sub_subject_code) or _obstacle_of_places(asking, place)
    if obstacle is not None:
        return Refused(obstacle)
    facts: list[Fact] = [*clear_clock(task, ClockClearedBecause.HANDED_OVER)]
    acting = (place.to_institution_id, *place.also_to)
    returned = (fixed(ReasonCode.RETURNED),) if _returned_by(application) else ()
    because = (*returned, fixed(ReasonCode.PLACED_BY_A_PERSON))
    for ordinal, institution_id in enumerate((*acting, *place.inform)):
        purpose = TaskPurpose.ACTION if ordinal < len(acting) else TaskPurpose.INFORMATION
        standing = application.task_for_action_of(institution_id) if purpose is TaskPurpose.ACTION else None
        given = task_id_of(asking.input_id, ordinal) if standing is None else standing.task_id
        routed = Routed(
            task_id=given,
            institution_id=institution_id,
            purpose=purpose,
            subject_code=place.subject_code or application.subject_code,
            because=because,
            content=application.content,
            placed_from_task_id=task.task_id if ordinal == 0 else None,
            sub_subject_code=place.sub_subject_code,
        )
        facts.append(routed)
        if purpose is TaskPurpose.ACTION:
            arriving = clock_on_arrival(application.as_to(task), given, institution_id, world)
            facts += [arriving] if standing is None else _clock_of_both(standing, arriving)
    return Applied(tuple(facts))


def _clock_of_both(standing: Task, added: ClockSet) -> list[Fact]:
    """Let the added part's clock run for all that an institution has to do where its date comes first."""
    comes_first = standing.due_on is None or added.due_on < standing.due_on
    if standing.clock is None or not (standing.awaits_payment or comes_first):
        return []
    cleared = clear_clock(standing, ClockClearedBecause.HANDED_OVER)
    return [*cleared, replace(added, clock_version=standing.clock.version + 1)]


def decide_merge(asking: Asking, into_id: ApplicationId) -> Decision:
    """Let an application be answered with another one of the same applicant; its own clock runs on until then.

    Who asked for secrecy is never linked to anything, so nothing of his can be merged; nor is a complaint with what the
    one complained of has in hand, nor anything with what ended without an answer. What is known of the other may have
    changed meanwhile: `decide_joined` judges that.
    """
    application, into = asking.application, asking.world.others.get(into_id)
    if into is None or not into.same_applicant:
        return Refused(RefusalCode.NOT_THE_SAME_APPLICANT)
    appeals = application.appeal_of is not None or into.is_appeal
    holder = None if into.institution_id is None else asking.world.registry.get(into.institution_id)
    accused = holder is not None and is_involved(holder, application.accused_institution_id, asking.world.registry)
    in_one_already = application.merged_into is not None or application.joined or into.merged
    no_answer_to_come = into.ended_unanswered or into_id == asking.asked.application_id
    if in_one_already or no_answer_to_come or appeals or accused:
        return Refused(RefusalCode.CANNOT_BE_MERGED)
    task = asking.task
    return Applied((Merged(task.task_id, task.institution_id, into.application_id, into.tracking_number),))


def decide_reopening(application: Application, asked: ActionRequested, reason: str, world: World) -> Decision:
    """Take up again what had ended: by the institution that had it last, else in screening.

    What that institution had returned waits for a person above it, as every return does.
    """
    if application.status not in _MAY_BE_REOPENED:
        return Refused(RefusalCode.NOTHING_TO_REOPEN)
    held = application.held_by()
    allowed = asked.role is Role.CENTRE or asked.institution_id in _above_or_holding(held, world)
    if not allowed:
        return Refused(RefusalCode.NOT_THE_HOLDER)
    text, texts = text_of(asked.input_id, "reason", reason)
    to, purpose = _taken_up_by(application, asked, world)
    given = task_id_of(asked.input_id)
    reopened = Reopened(given, to, purpose, text, application.content, asked.institution_id)
    rights = clocks_after_reopening(application, reopened, world)
    return Applied((*rights, reopened, clock_after_reopening(application, given, to, world)), texts)


def _taken_up_by(application: Application, asked: ActionRequested, world: World) -> tuple[InstitutionId, TaskPurpose]:
    held = application.held_by()
    if not held:
        return standing_or_centre(asked.institution_id, application, world), TaskPurpose.SCREENING
    (*_, last) = (task for task in application.tasks if task.purpose is TaskPurpose.ACTION)
    if last.status is not TaskStatus.RETURNED:
        return standing_or_centre(held[-1], application, world), TaskPurpose.ACTION
    accused = application.accused_institution_id
    queue = screening_queue_for_return(held[-1], held, world.registry, accused, on=world.today)
    return queue, TaskPurpose.SCREENING


def decide_succession(application: Application | None, succeeded: InstitutionSucceeded, world: World) -> Decision:
    """Give every open task of a closed institution to its successor; the clocks go on as they stand.

    Where the successor acts on it already, its task takes in the other, and the earlier of both dates binds.
    """
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    orphans = [task for task in application.open_tasks if task.institution_id == succeeded.institution_id]
    if not orphans:
        return Ignored(IgnoredBecause.NOT_THE_HOLDER)
    facts: list[Fact] = []
    for ordinal, task in enumerate(orphans):
        facts += _succeeded(application, task, ordinal, succeeded, world)
    return Applied(tuple(facts))


def _succeeded(
    application: Application, task: Task, ordinal: int, succeeded: InstitutionSucceeded, world: World
) -> list[Fact]:
    to = standing_or_centre(succeeded.successor_id, application, world)
    standing = application.task_for_action_of(to) if task.purpose is TaskPurpose.ACTION else None
    if standing is not None:
        return _taken_in(application, task, standing, world)
    given = task_id_of(succeeded.input_id, ordinal)
    handed = TaskSucceeded(task.task_id, task.institution_id, given, to, task.purpose, application.content)
    if task.clock is None or not task.clock.running:
        return [handed]
    cleared = clear_clock(task, ClockClearedBecause.HANDED_OVER)
    return [*cleared, handed, clock_of_successor(application, task, given, to, world)]


def _taken_in(application: Application, task: Task, standing: Task, world: World) -> list[Fact]:
    to, purpose = standing.institution_id, task.purpose
    handed = TaskSucceeded(task.task_id, task.institution_id, standing.task_id, to, purpose, application.content)
    cleared = clear_clock(task, ClockClearedBecause.HANDED_OVER)
    if bound_by(standing, task) is standing:
        return [handed, *cleared]
    added = clock_of_successor(application, task, standing.task_id, to, world)
    return [handed, *cleared, *_clock_of_both(standing, added)]


def _returned_by(application: Application) -> tuple[InstitutionId, ...]:
    return tuple(task.institution_id for task in application.tasks if task.status is TaskStatus.RETURNED)


def _obstacle_of_subject(subject_code: str | None, sub_subject_code: str | None) -> RefusalCode | None:
    if subject_code is not None and subject_of(subject_code) is None:
        return RefusalCode.UNKNOWN_SUBJECT
    if sub_subject_code is not None and not belongs_to(sub_subject_code, subject_code):
        return RefusalCode.UNKNOWN_SUB_SUBJECT
    return None


def _obstacle_of_places(asking: Asking, place: PlaceTask) -> RefusalCode | None:
    application, task, world = asking.application, asking.task, asking.world
    targets = (place.to_institution_id, *place.also_to, *place.inform)
    if len(set(targets)) != len(targets):
        return RefusalCode.ALREADY_HAS_IT
    busy = {each.institution_id for each in application.open_tasks if each.task_id != task.task_id}
    if busy & {*place.also_to, *place.inform}:
        return RefusalCode.ALREADY_HAS_IT
    for to in targets:
        permission = may_place(
            task.institution_id,
            to,
            role=asking.asked.role,
            registry=world.registry,
            on=world.today,
            accused_institution_id=application.accused_institution_id,
            is_appeal=application.appeal_of is not None and to not in place.inform,
        )
        if isinstance(permission, NotPermitted):
            return RefusalCode(permission.code.value)
    return None


def _above_or_holding(held: tuple[InstitutionId, ...], world: World) -> frozenset[InstitutionId]:
    registry = world.registry
    above = (each.institution_id for holder in held for each in registry.coordinators_of(holder))
    return frozenset({*held, *above})
