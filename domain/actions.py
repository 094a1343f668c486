"""May this officer do this about this task, and which rule says what follows?"""

from domain.accused import is_known_involved
from domain.answering import (
    decide_approval,
    decide_board_decision,
    decide_draft,
    decide_interim_response,
    decide_invalid,
    decide_not_processed,
    decide_note,
    decide_question,
    decide_response,
    may_void,
    voided,
)
from domain.application import Application, Task, TaskStatus
from domain.decision import Applied, Asking, Decision, Ignored, Refused, World
from domain.facts import RefusalCode, TaskAssigned, TaskOpened
from domain.handing_over import decide_merge, decide_place, decide_referral, decide_reopening, decide_return
from domain.identifiers import InstitutionId
from domain.inputs import (
    Action,
    ActionRequested,
    AddNote,
    ApproveDraft,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    OpenTask,
    PlaceTask,
    RecordDecision,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ReturnTask,
    Role,
    TaskPurpose,
    WithdrawOnBehalf,
)
from domain.period_changes import decide_extension, decide_fee, decide_payment
from domain.registration import withdrawn_by_applicant
from domain.visibility import is_kept_from

ACTING_ROLES = frozenset({Role.OFFICER, Role.APPROVER, Role.COORDINATOR, Role.CENTRE})

ROLES_OF: dict[type[Action], frozenset[Role]] = {
    ApproveDraft: frozenset({Role.APPROVER, Role.COORDINATOR, Role.CENTRE}),
    WithdrawOnBehalf: frozenset({Role.OPERATOR, Role.COORDINATOR, Role.CENTRE}),
    Reopen: frozenset({Role.COORDINATOR, Role.CENTRE}),
}
"""Who may do what not every acting officer may."""

_ABOUT_ANY_TASK = frozenset({OpenTask, AssignTask, AddNote})
_WHILE_SCREENING = frozenset({PlaceTask, AskApplicant, DeclineToProcess, MarkInvalid, MergeTask})
_WHILE_UNPAID = frozenset(
    {
        RecordPayment,
        IssueResponse,
        DraftResponse,
        ApproveDraft,
        RecordDecision,
        AskApplicant,
        DeclineToProcess,
        MarkInvalid,
    }
)


def decide_action(application: Application | None, asked: ActionRequested, world: World) -> Decision:
    """Judge an officer's wish: may this role, holding this task at this version, do this?"""
    if application is None:
        return Refused(RefusalCode.UNKNOWN_APPLICATION)
    if asked.role not in ROLES_OF.get(type(asked.action), ACTING_ROLES):
        return Refused(RefusalCode.ROLE_NOT_ALLOWED)
    institution = world.registry.get(asked.institution_id)
    if institution is not None and is_kept_from(institution, application, world.registry):
        return Refused(RefusalCode.NOT_THE_HOLDER)
    without_a_task = _decided_without_a_task(application, asked, world)
    if without_a_task is not None:
        return without_a_task
    task = task_held(application, asked.institution_id, asked.role)
    if task is None:
        return Refused(RefusalCode.NOT_THE_HOLDER if application.open else RefusalCode.APPLICATION_CLOSED)
    if task.task_version != asked.expected_task_version:
        return Refused(RefusalCode.STALE_TASK_VERSION)
    obstacle = obstacle_of_task(task, type(asked.action))
    if obstacle is not None:
        return Refused(obstacle)
    return _applied(Asking(application, task, asked, world), asked.action)


def task_held(application: Application, institution_id: InstitutionId, role: Role) -> Task | None:
    """Find the open task an officer may act on; what waits in any screening queue is the centre's to place as well.

    What an institution must place comes before what it must answer, and that before what another must place.
    """
    purposes = (TaskPurpose.ACTION, TaskPurpose.SCREENING, TaskPurpose.INFORMATION)
    places_anywhere = role is Role.CENTRE
    held = [
        task
        for task in application.open_tasks
        if task.institution_id == institution_id or (places_anywhere and task.purpose is TaskPurpose.SCREENING)
    ]
    own = (task for task in held if task.institution_id == institution_id and task.purpose is TaskPurpose.SCREENING)
    return next(own, min(held, key=lambda task: purposes.index(task.purpose), default=None))


def obstacle_of_task(task: Task, action: type[Action]) -> RefusalCode | None:
    """Say why a task, for what it is and how it stands, does not allow such an action; None when it does."""
    if action in _ABOUT_ANY_TASK:
        return None
    if task.purpose is TaskPurpose.SCREENING:
        return None if action in _WHILE_SCREENING else RefusalCode.IN_SCREENING
    if action is PlaceTask:
        return RefusalCode.NOT_A_SCREENING_TASK
    if task.purpose is TaskPurpose.INFORMATION:
        return RefusalCode.NOT_THE_HOLDER
    return RefusalCode.AWAITING_PAYMENT if task.awaits_payment and action not in _WHILE_UNPAID else None


def _decided_without_a_task(application: Application, asked: ActionRequested, world: World) -> Decision | None:
    """Decide what may be asked about an application that nobody holds any more, or that somebody else holds."""
    match asked.action:
        case WithdrawOnBehalf() if is_known_involved(
            asked.institution_id, application.accused_institution_id, world.registry
        ):
            return Refused(RefusalCode.ACCUSED_INSTITUTION)
        case WithdrawOnBehalf(reason):
            withdrawn = withdrawn_by_applicant(application, asked.input_id, reason, asked.institution_id)
            return Refused(RefusalCode.NOTHING_TO_WITHDRAW) if isinstance(withdrawn, Ignored) else withdrawn
        case Reopen(reason):
            return decide_reopening(application, asked, reason, world)
        case DeclineToProcess() as declined if may_void(application, asked, declined):
            return voided(application, asked, declined)
        case _:
            return None


def _applied(asking: Asking, action: Action) -> Decision:
    match action:
        case OpenTask() | AssignTask() | AddNote():
            return _about_the_desk(asking, action)
        case ReferTask() | ReturnTask() | PlaceTask() | MergeTask():
            return _handed_over(asking, action)
        case ExtendTask():
            return decide_extension(asking, action)
        case RequestFee():
            return decide_fee(asking, action)
        case RecordPayment():
            return decide_payment(asking, action)
        case _:
            return _answered(asking, action)


def _about_the_desk(asking: Asking, action: OpenTask | AssignTask | AddNote) -> Decision:
    task = asking.task
    match action:
        case OpenTask():
            if task.status is TaskStatus.OPENED:
                return Refused(RefusalCode.ALREADY_OPEN)
            return Applied((TaskOpened(task.task_id, task.institution_id, asking.asked.officer),))
        case AssignTask(officer):
            return Applied((TaskAssigned(task.task_id, task.institution_id, officer),))
        case AddNote(body):
            return decide_note(asking, body)


def _handed_over(asking: Asking, action: ReferTask | ReturnTask | PlaceTask | MergeTask) -> Decision:
    match action:
        case ReferTask():
            return decide_referral(asking, action)
        case ReturnTask():
            return decide_return(asking, action)
        case PlaceTask():
            return decide_place(asking, action)
        case MergeTask(into):
            return decide_merge(asking, into)


def _answered(asking: Asking, action: Action) -> Decision:
    match action:
        case IssueInterimResponse(body):
            return decide_interim_response(asking, body)
        case IssueResponse():
            return decide_response(asking, action)
        case DraftResponse():
            return decide_draft(asking, action)
        case ApproveDraft():
            return decide_approval(asking)
        case RecordDecision():
            return decide_board_decision(asking, action)
        case AskApplicant(body):
            return decide_question(asking, body)
        case DeclineToProcess():
            return decide_not_processed(asking, action)
        case MarkInvalid():
            return decide_invalid(asking, action)
        case _:
            return Refused(RefusalCode.ROLE_NOT_ALLOWED)
