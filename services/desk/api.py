"""What can programs ask about applications? The institutions' HTTP API (http-api.md)."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from fastapi.responses import JSONResponse

from domain.identifiers import ApplicationId, InputId
from runtime.application_documents import state_of
from services.desk.acting import Sent, needs_no_task, prepared
from services.desk.application_view import view_application
from services.desk.asked import expected_version, idempotency_key
from services.desk.asking import ActionOutcome, IdempotencyKeyReused
from services.desk.callers import ByCaller, Caller, InOffice
from services.desk.caution import TextTooLong
from services.desk.field_wordings import too_long
from services.desk.filters import InInbox, InSearch, OnPage, OptionalWord
from services.desk.lists import items_of, screening_items_of, screening_rows_for, word_of
from services.desk.problems import ProblemCode, problem, refusal
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.requests import ActionRequest
from services.desk.screening_view import ScreeningItem
from services.desk.view_models import Item
from services.desk.view_shapes import ApplicationView

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
async def inbox(office: InOffice, caller: ByCaller, wanted: InInbox, page: OnPage) -> ItemPage:
    """List the institution's tasks, the earliest due first; open ones unless `status` names an ended one."""
    rows = await office.reading.inbox(caller.viewer, wanted, page.after, page.limit)
    return ItemPage(items_of(rows, office, caller), word_of(rows))


@router.get("/search")
async def search(office: InOffice, caller: ByCaller, wanted: InSearch, page: OnPage) -> ItemPage:
    """Find applications among all that the institution may see, the newest first; words in any Turkish spelling."""
    rows = await office.reading.search(caller.viewer, wanted, page.after, page.limit)
    return ItemPage(items_of(rows, office, caller), word_of(rows))


@router.get("/screening")
async def screening(
    office: InOffice, caller: ByCaller, page: OnPage, institution_id: OptionalWord = None
) -> ScreeningPage:
    """List what waits to be placed, with proposals; the centre may look into any institution's queue."""
    rows = await screening_rows_for(office, caller, page, institution_id)
    return ScreeningPage(screening_items_of(rows, office, caller), word_of(rows))


@router.get("/applications/{application_id}")
async def application(office: InOffice, caller: ByCaller, application_id: str, response: Response) -> ApplicationView:
    """Show an application as this institution may see it; the ETag is its own task's version. Reading opens nothing."""
    document = await office.reading.application(caller.viewer, ApplicationId(application_id))
    if document is None:
        raise problem(ProblemCode.APPLICATION_NOT_FOUND, caller.language)
    related = await office.reading.related(caller.viewer, state_of(document))
    view = view_application(document, caller.viewer, office.around(caller.language), related)
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
    """Ask for an action: 200 when applied, 202 while undecided, 412 for a version passed by, 409 for other refusals.

    `If-Match: *` will do for what needs no task of one's own: `withdraw_on_behalf`, `reopen`, and `not_processed` for a
    false statement found after the answer. `masked` tells that numbers or addresses were hidden in the text, since the
    applicant's identity is confidential.
    """
    key = idempotency_key(request, caller.language)
    version = expected_version(request, caller.language, any_will_do=needs_no_task(asked.wish()))
    try:
        ready = await prepared(office, caller, ApplicationId(application_id), Sent(asked, version, key))
        outcome = await office.asking.ask(ready.wish)
    except TextTooLong as wrong:
        errors = (too_long(wrong.field, caller.language),)
        raise problem(ProblemCode.NOT_ACCEPTABLE, caller.language, errors) from None
    except IdempotencyKeyReused:
        raise problem(ProblemCode.IDEMPOTENCY_KEY_REUSED, caller.language) from None
    if outcome.refusal is not None:
        raise refusal(outcome.refusal, caller.language)
    told = _outcome_json(outcome, caller) | ({"masked": True} if ready.masked else {})
    return JSONResponse(told, 202 if outcome.applied is None else 200)


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
