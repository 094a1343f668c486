"""Which pages has a citizen who applies? The form and the receipt: complete without a script, each safe to reload."""

import secrets
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from domain.field_refusal import FieldCode
from runtime.web.problem import FieldError, Problem
from services.intake import cookies
from services.intake.api import Counter
from services.intake.content import content_of
from services.intake.counting import counted
from services.intake.error_texts import PROBLEM_TEXTS, ProblemCode
from services.intake.form import request_of, values_of
from services.intake.page_words import Choices, PageWords
from services.intake.registrar import Receipt
from services.intake.showing import Showing, errors_of, words_of

APPLY: Final = "/basvuru"
RECEIPT: Final = "/basvuru/alindi"

_WARNINGS: Final = frozenset({ProblemCode.IDENTITY_MISMATCHED, ProblemCode.LEGAL_PERSON_MISMATCHED})
_CODE_IS_WANTED: Final = frozenset({FieldCode.VERIFICATION_REQUIRED, FieldCode.VERIFICATION_WRONG})


class CitizenPages:
    """The pages; every one asks what the API asks."""

    def __init__(self, counter: Counter, showing: Showing) -> None:
        self._counter = counter
        self._showing = showing
        self._choices = Choices(counter.registrar.places.gazetteer)

    def routes(self) -> APIRouter:
        """Make the routes of the pages."""
        router = APIRouter(include_in_schema=False)
        for path, read, write in (
            ("/", self.home, None),
            (APPLY, self.form, self.apply),
            (RECEIPT, self.receipt, None),
        ):
            if read is not None:
                router.add_api_route(path, read, methods=["GET"])
            if write is not None:
                router.add_api_route(path, write, methods=["POST"])
        return router

    async def home(self, request: Request) -> Response:
        """Show what can be done here."""
        return self._showing.show(request, "home.html")

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
            return self._showing.show(request, "receipt.html", 201, receipt=receipt)
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
            return self._showing.message(request, 404, words.say("receipt.title"), words.say("receipt.gone"))
        return self._showing.show(request, "receipt.html", receipt=receipt)

    def not_here(self, request: Request, status: int) -> Response:
        """Say that there is no such page."""
        words = PageWords.of(request)
        code = ProblemCode.METHOD_NOT_ALLOWED if status == 405 else ProblemCode.NOT_FOUND
        return self._showing.message(request, status, PROBLEM_TEXTS[code].in_language(words.language), "")

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
        errors, notice, ask_code = errors_of(refused, words), "", False
        if refused.errors and all(error.code in _CODE_IS_WANTED for error in refused.errors):
            errors, ask_code = [], True
            try:
                await self._counter.verifier.send(values.get("applicant.mobile"))
            except Problem as unsent:
                errors, notice = errors_of(unsent, words), "" if unsent.errors else words_of(unsent, words)
        elif refused.code == ProblemCode.IDEMPOTENCY_KEY_REUSED:
            notice, form_key = words.say("form.sent_already"), _fresh_key()
        elif not errors:
            notice = words_of(refused, words)
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
        return self._showing.show(request, "apply.html", status, refused, form_key=form_key, **said)


def _fresh_key() -> str:
    return secrets.token_urlsafe(18)
