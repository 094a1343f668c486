"""How does an operator cancel for an applicant who called, wrote or came and quoted the number (R-J4)?

The number is looked up first, so that the operator reads to the caller what it names; then the reason is written down.
"""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from domain.identifiers import InputId, TrackingNumber, application_id_of, is_tracking_number
from services.desk.field_wordings import FIELD_WORDINGS
from services.desk.filters import OptionalWord, without_blanks
from services.desk.folder import Attempt
from services.desk.lists import items_of
from services.desk.page_actions import Done, attempted, filled_in
from services.desk.queries import SearchFilter
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.screen import WITHDRAWAL, OnScreen, Screen

WITHDRAW: Final = "withdraw_on_behalf"

router = APIRouter(include_in_schema=False)


@router.get(WITHDRAWAL)
async def withdrawal(screen: OnScreen, tracking_number: OptionalWord = None, action: OptionalWord = None) -> Response:
    """Show the form, what the number names, and what became of the withdrawal asked for just now."""
    return await _form(screen, without_blanks(tracking_number or ""), Attempt(WITHDRAW), action)


@router.post(WITHDRAWAL)
async def withdraw(request: Request, screen: OnScreen) -> Response:
    """Withdraw; show the form again with what was wrong."""
    filled = await filled_in(request, WITHDRAW)
    number = without_blanks(filled.values.get("tracking_number", ""))
    if not is_tracking_number(number):
        return await _form(screen, number, Attempt(WITHDRAW, filled.values, status=422))
    attempt = await attempted(screen, application_id_of(TrackingNumber(number)), filled)
    if isinstance(attempt, Done):
        return RedirectResponse(attempt.led_to(screen, WITHDRAWAL), 303)
    return await _form(screen, number, attempt)


async def _form(screen: Screen, number: str, attempt: Attempt, action_id: str | None = None) -> Response:
    office, caller = screen.office, screen.caller
    well_formed = is_tracking_number(number)
    items = []
    if well_formed:
        rows = await office.reading.search(caller.viewer, SearchFilter(tracking_number=number), None, 1)
        items = items_of(rows, office, caller)
    outcome = None
    if action_id is not None:
        outcome = await office.asking.outcome_of(caller.principal, InputId(action_id))
    malformed = FIELD_WORDINGS["string_pattern_mismatch"].say(caller.language)
    return screen.show(
        "withdrawal.html",
        attempt.status,
        number=number,
        wrong=malformed if number and not well_formed else "",
        item=items[0] if items else None,
        attempt=attempt,
        outcome=outcome,
        refusal_wordings=REFUSAL_WORDINGS,
    )
