"""How does an officer act from a page? Post, redirect, get; what was refused comes back with all that was written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import TypeAdapter, ValidationError

from domain.identifiers import ApplicationId
from runtime.errors import TransientFault
from runtime.web.problem import FieldError
from schemas.input_events import DOMAIN_ACTIONS
from services.desk.acting import Sent, prepared
from services.desk.asked import NO_VERSION
from services.desk.asking import ActionOutcome, IdempotencyKeyReused
from services.desk.caution import TextTooLong
from services.desk.field_wordings import field_errors, too_long
from services.desk.filters import AmongInstitutions, InstitutionFilter
from services.desk.folder import TARGETED, Attempt, Folder
from services.desk.page_words import fresh_key
from services.desk.problems import refusal_status
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.requests import ActionRequest
from services.desk.screen import ACTION_SHOWN, APPLICATION, MASKED_SHOWN, OnScreen, Screen

_REQUEST: Final[TypeAdapter[ActionRequest]] = TypeAdapter(ActionRequest)
MANY: Final = ("also_to", "inform")
"""Fields of which several may be ticked."""

ActionName = Annotated[str, Path(pattern=f"^({'|'.join(DOMAIN_ACTIONS)})$")]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in and sent."""

    action: str
    values: Mapping[str, str]
    chosen: Mapping[str, Sequence[str]]
    task_version: int
    form_key: str

    def sent(self) -> Sent:
        """Read it as the API would; raises pydantic.ValidationError. A sub-subject names its subject, too."""
        given: dict[str, object] = {name: text for name, text in self.values.items() if text}
        if "sub_subject_code" in given:
            given["subject_code"] = str(given["sub_subject_code"])[:2]
        request = _REQUEST.validate_python({**given, **self.chosen, "action": self.action})
        return Sent(request, self.task_version, self.form_key)


@dataclass(frozen=True, slots=True)
class Done:
    """What was asked for and not refused; `masked` tells that something was hidden in its text."""

    outcome: ActionOutcome
    masked: bool

    def led_to(self, screen: Screen, path: str) -> str:
        """Write where the officer reads what became of it."""
        shown = {ACTION_SHOWN: self.outcome.action_id, MASKED_SHOWN: "1" if self.masked else None}
        return screen.words.link(path, **shown)


@router.get(f"{APPLICATION}/{{application_id}}/{{action}}")
async def choose_target(
    request: Request, screen: OnScreen, application_id: str, action: ActionName, wanted: AmongInstitutions
) -> Response:
    """Show the page on which institutions are found and chosen; what was chosen before a search stays chosen.

    Every other action has its form on the application's own page, and who opens its address is led there.
    """
    if action not in TARGETED:
        return RedirectResponse(screen.words.link(f"{APPLICATION}/{application_id}"), 303)
    values, chosen = _given(request.query_params.multi_items())
    attempt = Attempt(action, values, chosen)
    return (await Folder.open(screen, ApplicationId(application_id))).show_target(action, wanted, attempt)


@router.post(f"{APPLICATION}/{{application_id}}/{{action}}")
async def act(
    request: Request, screen: OnScreen, application_id: str, action: ActionName, wanted: AmongInstitutions
) -> Response:
    """Ask for an action; then lead back to the application, or show the form again with what was wrong."""
    folder = await Folder.open(screen, ApplicationId(application_id))
    filled = await filled_in(request, action)
    attempt = await attempted(screen, ApplicationId(application_id), filled)
    if isinstance(attempt, Done):
        return RedirectResponse(attempt.led_to(screen, f"{APPLICATION}/{application_id}"), 303)
    return await _again(folder, attempt, wanted)


async def _again(folder: Folder, attempt: Attempt, wanted: InstitutionFilter) -> Response:
    """Show the application as it stands now, not as it stood when the form was filled in."""
    now = await Folder.open(folder.screen, ApplicationId(folder.view.application_id))
    if attempt.action in TARGETED:
        return now.show_target(attempt.action, wanted, attempt)
    return await now.show(attempt=attempt)


async def filled_in(request: Request, action: str) -> Filled:
    """Read what was sent of one action's form."""
    form = await request.form()
    values, chosen = _given((name, text) for name, text in form.multi_items() if isinstance(text, str))
    version = values.pop("task_version", "")
    return Filled(
        action=action,
        values=values,
        chosen=chosen,
        task_version=int(version) if version.isdecimal() and len(version) < 10 else NO_VERSION,
        form_key=values.pop("form_key", "") or fresh_key(),
    )


def _given(items: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Part the fields that have one value from those that may have several."""
    texts = [(name, text.replace("\r\n", "\n").strip()) for name, text in items]
    chosen = {name: tuple(dict.fromkeys(text for key, text in texts if key == name and text)) for name in MANY}
    return {name: text for name, text in texts if name not in MANY}, {name: ids for name, ids in chosen.items() if ids}


async def attempted(screen: Screen, application_id: ApplicationId, filled: Filled) -> Done | Attempt:
    """Ask, and say what happened: what was done, or the attempt with what stands against it."""

    def failed(status: int, notice: str = "", errors: Sequence[FieldError] = (), **said: str) -> Attempt:
        return Attempt(filled.action, filled.values, filled.chosen, errors, notice, status, **said)

    caller, say = screen.caller, screen.words.say
    try:
        ready = await prepared(screen.office, caller, application_id, filled.sent())
        outcome = await screen.office.asking.ask(ready.wish)
    except ValidationError as wrong:
        return failed(422, errors=field_errors(wrong.errors(), caller.language, tuple(DOMAIN_ACTIONS)))
    except TextTooLong as wrong:
        return failed(422, errors=(too_long(wrong.field, caller.language),))
    except IdempotencyKeyReused:
        return failed(409, say("act.sent_already"))
    except TransientFault:
        return failed(503, say("act.unavailable"), form_key=filled.form_key)
    if outcome.refusal is None:
        return Done(outcome, ready.masked)
    return failed(refusal_status(outcome.refusal), REFUSAL_WORDINGS[outcome.refusal].say(caller.language))
