"""How does an officer act from a page? Post, redirect, get; what was refused comes back with all that was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import TypeAdapter, ValidationError

from domain.identifiers import ApplicationId
from runtime.errors import TransientFault
from schemas.input_events import DOMAIN_ACTIONS
from services.desk.asking import ActionOutcome, IdempotencyKeyReused, Wish
from services.desk.field_wordings import field_errors
from services.desk.filters import AmongInstitutions, InstitutionFilter
from services.desk.folder import TARGETED, Attempt, Folder
from services.desk.page_words import fresh_key
from services.desk.problems import refusal_status
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.requests import ActionRequest
from services.desk.screen import ACTION_SHOWN, APPLICATION, OnScreen, Screen

_REQUEST: Final[TypeAdapter[ActionRequest]] = TypeAdapter(ActionRequest)
_NOT_OF_THE_ACTION: Final = ("task_version", "form_key")

ActionName = Annotated[str, Path(pattern=f"^({'|'.join(DOMAIN_ACTIONS)})$")]
TargetedName = Annotated[str, Path(pattern=f"^({'|'.join(sorted(TARGETED))})$")]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in and sent."""

    action: str
    values: Mapping[str, str]
    task_version: int
    form_key: str

    def request(self) -> ActionRequest:
        """Read it as the API would; raises pydantic.ValidationError."""
        given = {name: text for name, text in self.values.items() if text}
        return _REQUEST.validate_python({**given, "action": self.action})


@router.get(f"{APPLICATION}/{{application_id}}/{{action}}")
async def choose_target(
    screen: OnScreen, application_id: str, action: TargetedName, wanted: AmongInstitutions
) -> Response:
    """Show the page on which an institution is found and chosen."""
    return (await Folder.open(screen, ApplicationId(application_id))).show_target(action, wanted)


@router.post(f"{APPLICATION}/{{application_id}}/{{action}}")
async def act(
    request: Request, screen: OnScreen, application_id: str, action: ActionName, wanted: AmongInstitutions
) -> Response:
    """Ask for an action; then lead back to the application, or show the form again with what was wrong."""
    folder = await Folder.open(screen, ApplicationId(application_id))
    filled = await _filled(request, action)
    attempt = await _attempted(screen, ApplicationId(application_id), filled)
    if isinstance(attempt, ActionOutcome):
        path = f"{APPLICATION}/{application_id}"
        return RedirectResponse(screen.words.link(path, **{ACTION_SHOWN: attempt.action_id}), 303)
    return await _again(folder, attempt, wanted)


async def _again(folder: Folder, attempt: Attempt, wanted: InstitutionFilter) -> Response:
    """Show the application as it stands now, not as it stood when the form was filled in."""
    now = await Folder.open(folder.screen, ApplicationId(folder.view.application_id))
    if attempt.action in TARGETED:
        return now.show_target(attempt.action, wanted, attempt)
    return await now.show(attempt=attempt)


async def _filled(request: Request, action: str) -> Filled:
    form = await request.form()
    texts = {name: text.replace("\r\n", "\n").strip() for name, text in form.items() if isinstance(text, str)}
    version = texts.get("task_version", "")
    return Filled(
        action=action,
        values={name: text for name, text in texts.items() if name not in _NOT_OF_THE_ACTION},
        task_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        form_key=texts.get("form_key") or fresh_key(),
    )


async def _attempted(screen: Screen, application_id: ApplicationId, filled: Filled) -> ActionOutcome | Attempt:
    """Ask, and say what happened: the outcome, or the attempt with what stands against it."""

    def failed(status: int, notice: str, **said: str) -> Attempt:
        return Attempt(filled.action, filled.values, (), notice, status, **said)

    caller, say = screen.caller, screen.words.say
    try:
        asked = filled.request().wish()
        wish = Wish(caller.principal, application_id, filled.task_version, filled.form_key, asked)
        outcome = await screen.office.asking.ask(wish)
    except ValidationError as wrong:
        errors = field_errors(wrong.errors(), caller.language, tuple(DOMAIN_ACTIONS))
        return Attempt(filled.action, filled.values, errors, status=422)
    except IdempotencyKeyReused:
        return failed(409, say("act.sent_already"))
    except TransientFault:
        return failed(503, say("act.unavailable"), form_key=filled.form_key)
    if outcome.refusal is None:
        return outcome
    return failed(refusal_status(outcome.refusal), REFUSAL_WORDINGS[outcome.refusal].say(caller.language))
