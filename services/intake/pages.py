"""Which pages has a citizen who applies? The form and the receipt: complete without a script, each safe to reload."""

import secrets
from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.field_refusal import FieldCode, FieldRefusal
from runtime.web.problem import Problem
from services.intake import cookies
from services.intake.api import Counter
from services.intake.content import content_of
from services.intake.counting import counted
from services.intake.error_texts import PROBLEM_TEXTS, ProblemCode
from services.intake.form import request_of, values_of
from services.intake.form_page import APPLY, RECEIPT, FormPage
from services.intake.page_words import PageWords
from services.intake.problems import problem
from services.intake.registrar import Receipt
from services.intake.showing import Showing, errors_of, words_of

_CODE_FIELDS: Final[Mapping[str, str]] = {
    FieldCode.VERIFICATION_REQUIRED: "code",
    FieldCode.VERIFICATION_WRONG: "code",
    FieldCode.EMAIL_VERIFICATION_REQUIRED: "email_code",
    FieldCode.EMAIL_VERIFICATION_WRONG: "email_code",
}
"""What a refusal for want of a proof has the form ask for."""


class CitizenPages:
    """The pages; every one asks what the API asks."""

    def __init__(self, counter: Counter, showing: Showing) -> None:
        self._counter = counter
        self._showing = showing
        self._form_page = FormPage(showing, counter.registrar.places.gazetteer)

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
        return self._form_page.show(request, {}, form_key=_fresh_key())

    async def apply(self, request: Request) -> Response:
        """Register what the form says, then lead to the receipt; faults are shown beside their fields."""
        values: dict[str, str] = {}
        try:
            values = values_of(await content_of(request))
            self._take_codes(values)
            with counted("accepted"):
                receipt = await self._counter.registrar.register(
                    request_of(values), values.get("form_key"), None, warn_first=not values.get("as_it_is")
                )
        except Problem as refused:
            return await self._mend(request, values, refused)
        return self._form_page.lead_to_receipt(request, receipt)

    async def receipt(self, request: Request) -> Response:
        """Show the receipt, for half an hour as often as it is reloaded."""
        receipt = self._kept_receipt(request)
        if receipt is None:
            words = PageWords.of(request)
            return self._showing.message(request, 404, words.say("receipt.gone_title"), words.say("receipt.gone"))
        return self._showing.show(request, "receipt.html", receipt=receipt)

    def not_here(self, request: Request, status: int) -> Response:
        """Say that there is no such page, or that it cannot be shown."""
        words = PageWords.of(request)
        if status < 500:
            return self._showing.message(
                request, status, PROBLEM_TEXTS[ProblemCode.NOT_FOUND].in_language(words.language), ""
            )
        told = PROBLEM_TEXTS[ProblemCode.INTERNAL_ERROR].in_language(words.language)
        return self._showing.message(request, status, words.say("error_title"), told)

    def _kept_receipt(self, request: Request) -> Receipt | None:
        registrar = self._counter.registrar
        kept = cookies.read_receipt(request.cookies.get(cookies.RECEIPT, ""), registrar.macs)
        if kept is None or not registrar.feed.is_ready:
            return None
        number, _, kind, received_at = kept
        return registrar.receipt(number, kind, received_at)

    def _take_codes(self, values: dict[str, str]) -> None:
        """Turn the codes that came into the proofs that the request carries; raises Problem naming each wrong one."""
        verifier, wrong = self._counter.verifier, []
        for named, proof, address, confirm in (
            ("code", "verification", "applicant.mobile", verifier.confirm_mobile),
            ("email_code", "email_verification", "applicant.email", verifier.confirm_email),
        ):
            code = values.pop(named, "").strip()
            if code:
                try:
                    values[proof] = confirm(values.get(address), code)
                except Problem as refused:
                    wrong += [
                        FieldRefusal(named if error.field == "code" else error.field, FieldCode(error.code))
                        for error in refused.errors
                    ]
        if wrong:
            raise problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, wrong)

    async def _send_codes(self, values: dict[str, str], wanted: set[str]) -> None:
        """Send the code of each address that needs one; raises Problem."""
        verifier = self._counter.verifier
        if "code" in wanted:
            await verifier.send_to_mobile(values.get("applicant.mobile"))
        if "email_code" in wanted:
            await verifier.send_to_email(values.get("applicant.email"))

    async def _mend(self, request: Request, values: dict[str, str], refused: Problem) -> Response:
        """Show the form again as it was filled in, with what must be mended."""
        words = PageWords.of(request)
        form_key = values.get("form_key") or _fresh_key()
        errors, notice = [error for error in errors_of(refused, words) if error.code not in _CODE_FIELDS], ""
        asked: set[str] = set()
        if refused.errors and not errors:
            asked = {_CODE_FIELDS[error.code] for error in refused.errors}
            try:
                await self._send_codes(values, asked)
            except Problem as unsent:
                errors, notice = errors_of(unsent, words), "" if unsent.errors else words_of(unsent, words)
        elif refused.code == ProblemCode.IDEMPOTENCY_KEY_REUSED:
            notice, form_key = words.say("form.sent_already"), _fresh_key()
        elif not errors:
            notice = words_of(refused, words)
        asked |= {error.field for error in errors if error.code == FieldCode.VERIFICATION_CODE_WRONG}
        return self._form_page.show(
            request, values, refused, form_key=form_key, errors=errors, notice=notice, asked=asked
        )


def _fresh_key() -> str:
    return secrets.token_urlsafe(18)
