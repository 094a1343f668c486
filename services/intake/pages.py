"""Which pages has a citizen? Apply, receipt, track, withdraw: complete without a script, each safe to reload."""

import secrets
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from domain.field_refusal import FieldCode
from runtime.web.pages import Pages
from runtime.web.problem import FieldError, Problem
from services.intake import cookies
from services.intake.api import Counter
from services.intake.content import content_of
from services.intake.counting import counted
from services.intake.error_texts import FIELD_TEXTS, PROBLEM_TEXTS, ProblemCode
from services.intake.form import request_of, shown_errors, values_of
from services.intake.page_words import Choices, PageWords
from services.intake.registrar import Receipt
from services.intake.sent import TrackingSent, WithdrawalSent

APPLY: Final = "/basvuru"
RECEIPT: Final = "/basvuru/alindi"
TRACK: Final = "/takip"
STATUS: Final = "/takip/durum"
WITHDRAW: Final = "/takip/geri-cek"
LEAVE: Final = "/takip/cik"

_WARNINGS: Final = frozenset({ProblemCode.IDENTITY_MISMATCHED, ProblemCode.LEGAL_PERSON_MISMATCHED})
_CODE_IS_WANTED: Final = frozenset({FieldCode.VERIFICATION_REQUIRED, FieldCode.VERIFICATION_WRONG})


class CitizenPages:
    """The pages; every one asks what the API asks."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self._pages = Pages(Path(__file__).parent / "templates")
        self._choices = Choices(counter.registrar.places.gazetteer)

    def routes(self) -> APIRouter:
        """Make the routes of the pages."""
        router = APIRouter(include_in_schema=False)
        for path, read, write in (
            ("/", self.home, None),
            (APPLY, self.form, self.apply),
            (RECEIPT, self.receipt, None),
            (TRACK, self.tracking_form, self.track),
            (STATUS, self.status, None),
            (WITHDRAW, None, self.withdraw),
            (LEAVE, None, self.leave),
        ):
            if read is not None:
                router.add_api_route(path, read, methods=["GET"])
            if write is not None:
                router.add_api_route(path, write, methods=["POST"])
        return router

    async def home(self, request: Request) -> Response:
        """Show what can be done here."""
        return self._show(request, "home.html")

    async def form(self, request: Request) -> Response:
        """Show the empty form."""
        answer = self._form(request, {}, form_key=_fresh_key())
        cookies.keep(answer, request, cookies.FORM, "1", APPLY)
        return answer

    async def apply(self, request: Request) -> Response:
        """Register what the form says, then lead to the receipt; faults are shown beside their fields."""
        values: dict[str, str] = {}
        try:
            values = values_of(await content_of(request))
            self._take_code(values)
            with counted("accepted"):
                receipt = await self._counter.registrar.register(
                    request_of(values), values.get("form_key"), None, warn_first=not values.get("as_it_is")
                )
        except Problem as refused:
            return await self._mend(request, values, refused)
        if cookies.FORM not in request.cookies:
            return self._show(request, "receipt.html", 201, receipt=receipt)
        answer = RedirectResponse(PageWords.of(request).link(RECEIPT), 303)
        value = cookies.receipt_value(
            receipt.tracking_number, receipt.tracking_secret, receipt.kind, receipt.received_at
        )
        cookies.keep(answer, request, cookies.RECEIPT, value, RECEIPT)
        return answer

    async def receipt(self, request: Request) -> Response:
        """Show the receipt, for half an hour as often as it is reloaded."""
        receipt = self._kept_receipt(request)
        if receipt is None:
            words = PageWords.of(request)
            return self._message(request, 404, words.say("receipt.title"), words.say("receipt.gone"))
        return self._show(request, "receipt.html", receipt=receipt)

    async def tracking_form(self, request: Request) -> Response:
        """Ask for the number and the second factor."""
        return self._show(request, "track.html", values={}, errors=[], notice="")

    async def track(self, request: Request) -> Response:
        """Open the status page for who gives the number and the second factor."""
        values: dict[str, str] = {}
        words = PageWords.of(request)
        try:
            values = values_of(await content_of(request))
            with counted("tracked"):
                view = await self._counter.tracker.find(_tracking_of(values), words.language)
        except Problem as refused:
            said = {"values": values, "errors": [], "notice": _words_of(refused, words)}
            return self._show(request, "track.html", refused.status, refused, **said)
        number = view.application.tracking_number
        answer = RedirectResponse(words.link(STATUS), 303)
        secret = self._counter.tracker.secret_of(number)
        cookies.keep(answer, request, cookies.TRACKING, cookies.tracking_value(number, secret), TRACK)
        return answer

    async def status(self, request: Request, done: str = "") -> Response:
        """Show where the application is, who holds it, and by when they must answer."""
        words = PageWords.of(request)
        kept = cookies.read_tracking(request.cookies.get(cookies.TRACKING, ""))
        try:
            view = await self._counter.tracker.find(kept, words.language)
        except Problem as refused:
            if refused.status == 404:
                return RedirectResponse(words.link(TRACK), 303)
            return self._message(request, refused.status, words.say("status.title"), _words_of(refused, words), refused)
        notice = words.say("withdraw.done") if done and view.open else ""
        return self._show(request, "status.html", view=view, notice=notice, values={}, errors=[])

    async def withdraw(self, request: Request) -> Response:
        """Pass the wish to withdraw on, then show the status again."""
        words = PageWords.of(request)
        kept = cookies.read_tracking(request.cookies.get(cookies.TRACKING, ""))
        try:
            reason = values_of(await content_of(request)).get("reason")
            sent = WithdrawalSent(
                tracking_number=kept.tracking_number, tracking_secret=kept.tracking_secret, reason=reason
            )
            with counted("withdrawal_requested"):
                await self._counter.tracker.withdraw(sent)
        except Problem as refused:
            title = words.say("withdraw.title")
            return self._message(request, refused.status, title, _words_of(refused, words), refused)
        link = words.link(STATUS)
        return RedirectResponse(f"{link}{'&' if '?' in link else '?'}done=1", 303)

    async def leave(self, request: Request) -> Response:
        """Have the browser forget the application."""
        answer = RedirectResponse(PageWords.of(request).link(TRACK), 303)
        answer.delete_cookie(cookies.TRACKING, path=TRACK)
        return answer

    def not_here(self, request: Request, status: int) -> Response:
        """Say that there is no such page."""
        words = PageWords.of(request)
        code = ProblemCode.METHOD_NOT_ALLOWED if status == 405 else ProblemCode.NOT_FOUND
        return self._message(request, status, PROBLEM_TEXTS[code].in_language(words.language), "")

    def _kept_receipt(self, request: Request) -> Receipt | None:
        registrar = self._counter.registrar
        kept = cookies.read_receipt(request.cookies.get(cookies.RECEIPT, ""), registrar.macs)
        if kept is None or not registrar.feed.is_ready:
            return None
        number, _, kind, received_at = kept
        return registrar.receipt(number, kind, received_at)

    def _take_code(self, values: dict[str, str]) -> None:
        """Turn the code that came by SMS into the proof that the request carries; raises Problem."""
        code = values.pop("code", "").strip()
        if code:
            values["verification"] = self._counter.verifier.confirm(values.get("applicant.mobile"), code)

    async def _mend(self, request: Request, values: dict[str, str], refused: Problem) -> Response:
        """Show the form again as it was filled in, with what must be mended."""
        words = PageWords.of(request)
        form_key = values.get("form_key") or _fresh_key()
        errors, notice, ask_code = _errors_of(refused, words), "", False
        if refused.errors and all(error.code in _CODE_IS_WANTED for error in refused.errors):
            errors, ask_code = [], True
            try:
                await self._counter.verifier.send(values.get("applicant.mobile"))
            except Problem as unsent:
                errors, notice = _errors_of(unsent, words), "" if unsent.errors else _words_of(unsent, words)
        elif refused.code == ProblemCode.IDEMPOTENCY_KEY_REUSED:
            notice, form_key = words.say("form.sent_already"), _fresh_key()
        elif not errors:
            notice = _words_of(refused, words)
        ask_code = ask_code or any(error.code == FieldCode.VERIFICATION_CODE_WRONG for error in errors)
        return self._form(request, values, refused, form_key=form_key, errors=errors, notice=notice, ask_code=ask_code)

    def _form(
        self,
        request: Request,
        values: dict[str, str],
        refused: Problem | None = None,
        *,
        form_key: str,
        errors: list[FieldError] | None = None,
        notice: str = "",
        ask_code: bool = False,
    ) -> Response:
        choices = self._choices.in_words(PageWords.of(request), values)
        status = 200 if refused is None else refused.status
        warned = refused is not None and refused.code in _WARNINGS
        told = {"errors": errors or [], "notice": notice, "ask_code": ask_code, "warned": warned}
        said = {"values": values, **told, **choices}
        return self._show(request, "apply.html", status, refused, form_key=form_key, **said)

    def _message(
        self, request: Request, status: int, title: str, message: str, refused: Problem | None = None
    ) -> Response:
        return self._show(request, "message.html", status, refused, title=title, message=message)

    def _show(
        self, request: Request, template: str, status: int = 200, refused: Problem | None = None, **said: Any
    ) -> Response:
        answer = self._pages.render(template, status, **PageWords.of(request).everywhere(), **said)
        if refused is not None:
            answer.headers.update(refused.headers)
        return answer


def _fresh_key() -> str:
    return secrets.token_urlsafe(18)


def _tracking_of(values: dict[str, str]) -> TrackingSent:
    number, person, secret = (values.get(name) for name in ("tracking_number", "national_id", "tracking_secret"))
    return TrackingSent(
        tracking_number=(number or "")[:40], national_id=(person or "")[:40], tracking_secret=(secret or "")[:40]
    )


def _errors_of(refused: Problem, words: PageWords) -> list[FieldError]:
    return shown_errors(
        FieldError(error.field, error.code, FIELD_TEXTS[FieldCode(error.code)].in_language(words.language))
        for error in refused.errors
    )


def _words_of(refused: Problem, words: PageWords) -> str:
    return PROBLEM_TEXTS[ProblemCode(refused.code)].in_language(words.language)
