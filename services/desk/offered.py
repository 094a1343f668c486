"""Which actions may a page offer to this viewer about this application? Those that nothing seen here forbids.

The router decides; what is left out here it would refuse. What only it can see (another application, the hops) it
refuses with a code.
"""

from datetime import date

from domain.accused import is_known_involved
from domain.actions import ACTING_ROLES, ROLES_OF, obstacle_of_task
from domain.answering import BOARDS, reason_fits, waits_for_payment
from domain.application import Application, Task, TaskStatus
from domain.grounds import NotProcessedReason
from domain.identifiers import InstitutionId
from domain.inputs import (
    Action,
    ApproveDraft,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    OpenTask,
    RecordDecision,
    RecordPayment,
    Reopen,
    RequestFee,
    Role,
    WithdrawOnBehalf,
)
from domain.institution import Registry
from domain.legal_regime import LegalRegime
from domain.status import ApplicationStatus
from domain.visibility import Viewer
from schemas.input_events import DOMAIN_ACTIONS

REOPENABLE = frozenset(
    {
        ApplicationStatus.ANSWERED,
        ApplicationStatus.CLOSED,
        ApplicationStatus.INVALID,
        ApplicationStatus.NOT_PROCESSED,
    }
)


def actions_for(
    application: Application, task: Task | None, viewer: Viewer, registry: Registry, today: date
) -> tuple[str, ...]:
    """Name the actions to offer, in the order of the contract; `task` is the viewer's own."""
    return tuple(
        name
        for name, action in DOMAIN_ACTIONS.items()
        if viewer.role in ROLES_OF.get(action, ACTING_ROLES)
        and _is_possible(application, task, viewer, action, registry, today)
    )


def reasons_for(application: Application) -> tuple[NotProcessedReason, ...]:
    """List the reasons not to process that fit: once answered, only a false statement found afterwards is left."""
    if application.answered_meanwhile:
        return (NotProcessedReason.FALSE_STATEMENT,)
    return tuple(reason for reason in NotProcessedReason if reason_fits(application, reason))


def is_board(institution_id: InstitutionId, registry: Registry) -> bool:
    """Tell whether an institution decides as a board."""
    institution = registry.get(institution_id)
    return institution is not None and institution.branch in BOARDS


def _is_possible(
    application: Application,
    task: Task | None,
    viewer: Viewer,
    action: type[Action],
    registry: Registry,
    today: date,
) -> bool:
    if action is WithdrawOnBehalf:
        accused = application.accused_institution_id
        return application.open and not is_known_involved(viewer.institution_id, accused, registry)
    if action is Reopen:
        return application.status in REOPENABLE and _had_or_coordinates(application, viewer, registry)
    if action is DeclineToProcess and _may_be_voided(application, viewer):
        return True
    if task is None or not task.open or obstacle_of_task(task, action) is not None:
        return False
    if action in (ExtendTask, RequestFee):
        return _period_may_change(application, task, action, today)
    if action in (IssueResponse, DraftResponse):
        return application.appeal_of is None
    if action is RecordDecision:
        return is_board(task.institution_id, registry)
    if action in (DeclineToProcess, MarkInvalid):
        return not application.answered_meanwhile
    return _stands_so_that(application, task, action)


def _stands_so_that(application: Application, task: Task, action: type[Action]) -> bool:
    if action is OpenTask:
        return task.status is not TaskStatus.OPENED
    if action is ApproveDraft:
        sendable = task.draft is not None and not waits_for_payment(task, task.draft.outcome)
        return sendable and application.appeal_of is None
    if action is RecordPayment:
        return task.owes_a_fee
    if action is MergeTask:
        linkable = not (application.anonymous or application.identity_confidential or application.appeal_of)
        return linkable and application.merged_into is None and not application.joined
    return True


def _period_may_change(application: Application, task: Task, action: type[Action], today: date) -> bool:
    if application.legal_regime is not LegalRegime.RIGHT_TO_INFORMATION or application.appeal_of is not None:
        return False
    if task.clock is None or not task.clock.running or today > task.clock.due_on:
        return False
    return not task.extended if action is ExtendTask else task.fee is None


def _may_be_voided(application: Application, viewer: Viewer) -> bool:
    """Say whether an answered application may be treated as never made, for a false statement found afterwards."""
    ended = application.status in (ApplicationStatus.ANSWERED, ApplicationStatus.CLOSED)
    return ended and (viewer.role is Role.CENTRE or viewer.institution_id in application.held_by())


def _had_or_coordinates(application: Application, viewer: Viewer, registry: Registry) -> bool:
    held = application.held_by()
    if viewer.role is Role.CENTRE or viewer.institution_id in held:
        return True
    known = (holder for holder in held if holder in registry)
    return any(
        above.institution_id == viewer.institution_id for holder in known for above in registry.coordinators_of(holder)
    )
