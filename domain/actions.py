"""What follows when an officer asks for something to be done about a task?"""

from domain.application import Application, Task, TaskStatus
from domain.clocks import clear_clock, clock_after_transfer, clock_on_arrival
from domain.decision import Applied, Decision, Refused, World, task_id_of, text_of
from domain.facts import (
    ClockClearedBecause,
    Closed,
    ClosedBecause,
    Fact,
    InterimResponseIssued,
    Referred,
    RefusalCode,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
    TaskAssigned,
    TaskOpened,
)
from domain.identifiers import InstitutionId
from domain.inputs import (
    Action,
    ActionRequested,
    AnswerBy,
    AssignTask,
    IssueInterimResponse,
    IssueResponse,
    OpenTask,
    PlaceTask,
    ReferTask,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.referral import NotPermitted, may_place, may_refer, screening_queue_for_return
from domain.routing_decision import ScreeningReason
from domain.routing_reason import ReasonCode, fixed
from domain.subject import subject_of

ACTING_ROLES = frozenset({Role.OFFICER, Role.APPROVER, Role.COORDINATOR, Role.CENTRE})


def decide_action(application: Application | None, asked: ActionRequested, world: World) -> Decision:
    """Judge an officer's wish: may this role, holding this task at this version, do this?"""
    if application is None:
        return Refused(RefusalCode.UNKNOWN_APPLICATION)
    if asked.role not in ACTING_ROLES:
        return Refused(RefusalCode.ROLE_NOT_ALLOWED)
    task = task_held(application, asked.institution_id, asked.role)
    if task is None:
        return Refused(RefusalCode.NOT_THE_HOLDER if application.open else RefusalCode.APPLICATION_CLOSED)
    if task.task_version != asked.expected_task_version:
        return Refused(RefusalCode.STALE_TASK_VERSION)
    obstacle = obstacle_of_purpose(task, type(asked.action))
    if obstacle is not None:
        return Refused(obstacle)
    return _applied(application, task, asked, world)


def task_held(application: Application, institution_id: InstitutionId, role: Role) -> Task | None:
    """Find the open task an officer may act on; what waits in any screening queue is the centre's to place as well."""
    purposes = (TaskPurpose.ACTION, TaskPurpose.SCREENING, TaskPurpose.INFORMATION)
    places_anywhere = role is Role.CENTRE
    held = [
        task
        for task in application.open_tasks
        if task.institution_id == institution_id or (places_anywhere and task.purpose is TaskPurpose.SCREENING)
    ]
    return min(held, key=lambda task: purposes.index(task.purpose), default=None)


def obstacle_of_purpose(task: Task, action: type[Action]) -> RefusalCode | None:
    """Say why a task of this purpose does not allow such an action; None when it does."""
    if action in (OpenTask, AssignTask):
        return None
    if action is PlaceTask:
        return None if task.purpose is TaskPurpose.SCREENING else RefusalCode.NOT_A_SCREENING_TASK
    if task.purpose is TaskPurpose.SCREENING:
        return RefusalCode.IN_SCREENING
    return None if task.purpose is TaskPurpose.ACTION else RefusalCode.NOT_THE_HOLDER


def _applied(application: Application, task: Task, asked: ActionRequested, world: World) -> Decision:
    match asked.action:
        case OpenTask():
            if task.status is TaskStatus.OPENED:
                return Refused(RefusalCode.ALREADY_OPEN)
            return Applied((TaskOpened(task.task_id, task.institution_id, asked.officer),))
        case AssignTask(officer):
            return Applied((TaskAssigned(task.task_id, task.institution_id, officer),))
        case ReferTask() as refer:
            return _referred(application, task, asked, refer, world)
        case ReturnTask(reason):
            return _returned(application, task, asked, reason, world)
        case PlaceTask() as place:
            return _placed(application, task, asked, place, world)
        case IssueInterimResponse(body):
            text, texts = text_of(asked.input_id, "interim_response", body)
            return Applied((InterimResponseIssued(task.task_id, task.institution_id, text),), texts)
        case IssueResponse() as response:
            return _responded(application, task, asked, response)


def _referred(application: Application, task: Task, asked: ActionRequested, refer: ReferTask, world: World) -> Decision:
    permission = may_refer(
        task.institution_id,
        refer.to_institution_id,
        held_by=application.held_by(),
        has_open_task=tuple(open_task.institution_id for open_task in application.open_tasks),
        for_action=refer.purpose is TaskPurpose.ACTION,
        role=asked.role,
        registry=world.registry,
        on=world.today,
        accused_institution_id=application.accused_institution_id,
    )
    if isinstance(permission, NotPermitted):
        return Refused(RefusalCode(permission.code.value))
    reason, texts = text_of(asked.input_id, "reason", refer.reason)
    given = task_id_of(asked.input_id)
    referred = Referred(
        from_task_id=task.task_id,
        from_institution_id=task.institution_id,
        task_id=given,
        institution_id=refer.to_institution_id,
        purpose=refer.purpose,
        reason=reason,
        content=application.content,
    )
    if refer.purpose is TaskPurpose.INFORMATION:
        return Applied((referred,), texts)
    cleared = clear_clock(task, ClockClearedBecause.HANDED_OVER)
    clock = clock_after_transfer(application, given, refer.to_institution_id, world)
    return Applied((*cleared, referred, clock), texts)


def _returned(application: Application, task: Task, asked: ActionRequested, reason_text: str, world: World) -> Decision:
    """Give the task to the screening queue above: only a person places a returned application again."""
    reason, texts = text_of(asked.input_id, "reason", reason_text)
    queue = screening_queue_for_return(
        task.institution_id, application.held_by(), world.registry, application.accused_institution_id
    )
    given = task_id_of(asked.input_id)
    screening = ScreeningRequested(
        task_id=given,
        institution_id=queue,
        because=ScreeningReason.RETURNED,
        explanation=(fixed(ReasonCode.RETURNED),),
        proposals=(),
        content=application.content,
        returned_from_task_id=task.task_id,
    )
    cleared = clear_clock(task, ClockClearedBecause.HANDED_OVER)
    returned = Returned(task.task_id, task.institution_id, reason)
    return Applied((*cleared, returned, screening, clock_on_arrival(application, given, queue, world)), texts)


def _placed(application: Application, task: Task, asked: ActionRequested, place: PlaceTask, world: World) -> Decision:
    if place.subject_code is not None and subject_of(place.subject_code) is None:
        return Refused(RefusalCode.UNKNOWN_SUBJECT)
    permission = may_place(
        task.institution_id,
        place.to_institution_id,
        role=asked.role,
        registry=world.registry,
        on=world.today,
        accused_institution_id=application.accused_institution_id,
    )
    if isinstance(permission, NotPermitted):
        return Refused(RefusalCode(permission.code.value))
    given = task_id_of(asked.input_id)
    routed = Routed(
        task_id=given,
        institution_id=place.to_institution_id,
        purpose=TaskPurpose.ACTION,
        subject_code=place.subject_code or application.subject_code,
        because=(fixed(ReasonCode.PLACED_BY_A_PERSON),),
        content=application.content,
        placed_from_task_id=task.task_id,
    )
    cleared = clear_clock(task, ClockClearedBecause.HANDED_OVER)
    clock = clock_on_arrival(application, given, place.to_institution_id, world)
    return Applied((*cleared, routed, clock))


def _responded(application: Application, task: Task, asked: ActionRequested, response: IssueResponse) -> Decision:
    """Answer and stop the clocks; where nobody can be told, the application closes with the answer (R-F2)."""
    text, texts = text_of(asked.input_id, "response", response.body)
    issued = ResponseIssued(task.task_id, task.institution_id, response.outcome, text, response.remedies)
    facts: list[Fact] = [*clear_clock(task, ClockClearedBecause.ANSWERED), issued]
    if application.answer_by is AnswerBy.NONE:
        facts.append(Closed(ClosedBecause.ANSWER_CANNOT_BE_SERVED))
    return Applied(tuple(facts), texts)
