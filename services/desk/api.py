"""What can programs ask about applications? The institutions' HTTP API (http-api.md)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response
from fastapi.responses import JSONResponse

from domain.identifiers import ApplicationId, InputId, InstitutionId
from domain.inputs import Role
from domain.status import ApplicationStatus
from services.desk.application_view import view_application
from services.desk.asked import (
    PAGE,
    EmptyIsAbsent,
    Limit,
    OptionalPlate,
    OptionalSubject,
    Words,
    cursor_in,
    expected_version,
    idempotency_key,
)
from services.desk.asking import ActionOutcome, IdempotencyKeyReused, Wish
from services.desk.callers import ByCaller, Caller, InOffice
from services.desk.office import Office
from services.desk.problems import ProblemCode, problem, refusal
from services.desk.queries import InboxFilter, SearchFilter
from services.desk.reading import Rows
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.requests import ActionRequest
from services.desk.screening_view import ScreeningItem, screening_item
from services.desk.view_models import Item, item_of
from services.desk.view_shapes import ApplicationView

SCREENING_ROLES = frozenset({Role.COORDINATOR, Role.CENTRE})

router = APIRouter(prefix="/v1")


@dataclass(frozen=True, slots=True)
class ItemPage:
    """One page of a list; `next_cursor` is null on the last."""

    items: list[Item]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class ScreeningPage:
    """One page of a screening queue."""

    items: list[ScreeningItem]
    next_cursor: str | None


@router.get("/inbox")
async def inbox(
    office: InOffice,
    caller: ByCaller,
    status: Annotated[ApplicationStatus | None, EmptyIsAbsent] = None,
    overdue: Annotated[bool | None, EmptyIsAbsent] = None,
    subject_code: OptionalSubject = None,
    cursor: str | None = None,
    limit: Limit = PAGE,
) -> ItemPage:
    """List the institution's tasks, the earliest due first; open ones unless `status` names an ended one."""
    after = cursor_in(cursor, caller.language)
    rows = await office.reading.inbox(caller.viewer, InboxFilter(status, overdue, subject_code), after, limit)
    return _item_page(office, caller, rows)


@router.get("/search")
async def search(
    office: InOffice,
    caller: ByCaller,
    tracking_number: Annotated[str | None, EmptyIsAbsent, Query(max_length=40)] = None,
    institution_id: Annotated[str | None, EmptyIsAbsent, Query(max_length=40)] = None,
    province: OptionalPlate = None,
    status: Annotated[ApplicationStatus | None, EmptyIsAbsent] = None,
    from_on: Annotated[date | None, EmptyIsAbsent] = None,
    to_on: Annotated[date | None, EmptyIsAbsent] = None,
    q: Words = None,
    cursor: str | None = None,
    limit: Limit = PAGE,
) -> ItemPage:
    """Find applications among all that the institution may see, the newest first; words in any Turkish spelling."""
    institution = None if institution_id is None else InstitutionId(institution_id)
    wanted = SearchFilter(tracking_number, institution, province, status, from_on, to_on, q)
    rows = await office.reading.search(caller.viewer, wanted, cursor_in(cursor, caller.language), limit)
    return _item_page(office, caller, rows)


@router.get("/screening")
async def screening(
    office: InOffice,
    caller: ByCaller,
    institution_id: Annotated[str | None, EmptyIsAbsent, Query(max_length=40)] = None,
    cursor: str | None = None,
    limit: Limit = PAGE,
) -> ScreeningPage:
    """List what waits to be placed, with proposals; the centre may look into any institution's queue."""
    if caller.viewer.role not in SCREENING_ROLES:
        raise problem(ProblemCode.SCREENING_NOT_ALLOWED, caller.language)
    queue = InstitutionId(institution_id or caller.viewer.institution_id)
    rows = await office.reading.screening(caller.viewer, queue, cursor_in(cursor, caller.language), limit)
    items = [screening_item(row, caller.viewer, office.around(caller.language)) for row in rows.rows]
    return ScreeningPage(items, _word(rows))


@router.get("/applications/{application_id}")
async def application(office: InOffice, caller: ByCaller, application_id: str, response: Response) -> ApplicationView:
    """Show an application as this institution may see it; the ETag is its own task's version. Reading opens nothing."""
    document = await office.reading.application(caller.viewer, ApplicationId(application_id))
    if document is None:
        raise problem(ProblemCode.APPLICATION_NOT_FOUND, caller.language)
    view = view_application(document, caller.viewer, office.around(caller.language))
    if view.task_version is not None:
        response.headers["ETag"] = f'"{view.task_version}"'
    return view


@router.post("/applications/{application_id}/actions")
async def act(
    request: Request,
    office: InOffice,
    caller: ByCaller,
    application_id: str,
    asked: Annotated[ActionRequest, Body()],
) -> JSONResponse:
    """Ask for an action: 200 when applied, 202 while undecided, 412 for a version passed by, 409 for other refusals."""
    key = idempotency_key(request, caller.language)
    version = expected_version(request, caller.language)
    if not await office.reading.may_see(caller.viewer, ApplicationId(application_id)):
        raise problem(ProblemCode.APPLICATION_NOT_FOUND, caller.language)
    wish = Wish(caller.principal, ApplicationId(application_id), version, key, asked.wish())
    try:
        outcome = await office.asking.ask(wish)
    except IdempotencyKeyReused:
        raise problem(ProblemCode.IDEMPOTENCY_KEY_REUSED, caller.language) from None
    if outcome.refusal is not None:
        raise refusal(outcome.refusal, caller.language)
    return JSONResponse(_outcome_json(outcome, caller), 202 if outcome.applied is None else 200)


@router.get("/actions/{action_id}")
async def action(office: InOffice, caller: ByCaller, action_id: str) -> dict[str, Any]:
    """Tell what became of an action that this institution asked for; `applied` is null while undecided."""
    outcome = await office.asking.outcome_of(caller.principal, InputId(action_id))
    if outcome is None:
        raise problem(ProblemCode.ACTION_NOT_FOUND, caller.language)
    return {**_outcome_json(outcome, caller), "application_id": outcome.application_id}


def _outcome_json(outcome: ActionOutcome, caller: Caller) -> dict[str, Any]:
    told: dict[str, Any] = {"action_id": outcome.action_id, "applied": outcome.applied}
    if outcome.applied:
        told |= {"task_version": outcome.task_version, "status": outcome.status}
    if outcome.refusal is not None:
        told |= {"code": outcome.refusal, "detail": REFUSAL_WORDINGS[outcome.refusal].say(caller.language)}
    return told


def _item_page(office: Office, caller: Caller, rows: Rows) -> ItemPage:
    today = office.reading.today
    items = [item_of(row.application_id, row.application, caller.viewer, today, office.gazetteer) for row in rows.rows]
    return ItemPage(items, _word(rows))


def _word(rows: Rows) -> str | None:
    return None if rows.following is None else rows.following.encode()
