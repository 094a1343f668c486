"""How does the sender of a mail make an application of it? He opens the link, completes the form and sends it.

Opening confirms the address: only its mailbox got the link. It changes nothing, since programs open links too.
"""

from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.inputs import AnswerBy
from domain.legal_regime import Channel
from runtime.clock import wall_now
from runtime.errors import Fault
from runtime.log import logger
from runtime.web.problem import RETRY_AFTER_SECONDS, Problem
from services.intake.content import content_of
from services.intake.counting import counted
from services.intake.error_texts import ProblemCode
from services.intake.form import request_of, values_of
from services.intake.form_page import APPLY, FormPage, MailShown
from services.intake.mail_drafts import MailDrafts, Slip
from services.intake.mail_texts import remarks_on
from services.intake.page_words import PageWords
from services.intake.registrar import Registrar
from services.intake.showing import Showing, errors_of, words_of

PAGE: Final = f"{APPLY}/e-posta/"
"""Below the form's own path, so that the form's cookie is sent here too."""

_log = logger(__name__)


class MailPages:
    """The pages behind a link in an answering mail."""

    def __init__(self, registrar: Registrar, drafts: MailDrafts, showing: Showing) -> None:
        self._showing = showing
        self._form_page = FormPage(showing, registrar.places.gazetteer)
        self._registrar = registrar
        self._drafts = drafts

    def routes(self) -> APIRouter:
        """Make the routes of the pages."""
        router = APIRouter(include_in_schema=False)
        router.add_api_route(f"{PAGE}{{token}}", self.form, methods=["GET"])
        router.add_api_route(f"{PAGE}{{token}}", self.apply, methods=["POST"])
        return router

    async def form(self, request: Request, token: str) -> Response:
        """Show the form with what the mail said."""
        keys = self._drafts.keys
        draft_id = keys.id_in(token)
        try:
            draft = None if draft_id is None else await self._drafts.find(draft_id)
        except Fault as fault:
            return self._away(request, fault)
        if draft is None:
            return self._gone(request)
        slip = keys.slip_of(draft, wall_now())
        mail = MailShown(f"{PAGE}{token}", slip, draft.email, draft.received_at, remarks_on(draft))
        values = {"body": draft.body, "applicant.answer_by": AnswerBy.EMAIL}
        return self._form_page.show(request, values, mail=mail)

    async def apply(self, request: Request, token: str) -> Response:
        """Register what the form says as of the moment the mail came, then lead to the receipt.

        Needs the log alone: what must be known of the mail stands in the form's slip.
        """
        values: dict[str, str] = {}
        slip: Slip | None = None
        keys = self._drafts.keys
        draft_id = keys.id_in(token)
        try:
            values = values_of(await content_of(request))
            slip = None if draft_id is None else keys.slip_in(values.get("slip", ""), draft_id, wall_now())
            if slip is None:
                return self._gone(request)
            said = request_of({**values, "applicant.email": slip.email}, Channel.EMAIL)
            with counted("accepted"):
                receipt = await self._registrar.register_mail(
                    said, f"mail-{slip.draft_id}", slip.received_at, warn_first=not values.get("as_it_is")
                )
        except Problem as refused:
            return self._mend(request, token, values, slip, refused)
        await self._forget(slip)
        return self._form_page.lead_to_receipt(request, receipt)

    def _mend(
        self, request: Request, token: str, values: dict[str, str], slip: Slip | None, refused: Problem
    ) -> Response:
        """Show the form again as it was filled in, with what must be mended."""
        words = PageWords.of(request)
        if slip is None:
            return self._showing.message(
                request, refused.status, words.say("mail.title"), words_of(refused, words), refused
            )
        errors, notice = errors_of(refused, words), ""
        if refused.code == ProblemCode.IDEMPOTENCY_KEY_REUSED:
            notice = words.say("mail.sent_already")
        elif not errors:
            notice = words_of(refused, words)
        mail = MailShown(f"{PAGE}{token}", values["slip"], slip.email, slip.received_at)
        return self._form_page.show(request, values, refused, errors=errors, notice=notice, mail=mail)

    async def _forget(self, slip: Slip) -> None:
        """Take the registered mail away; where the store is away it runs out by itself."""
        try:
            await self._drafts.forget(slip.draft_id)
        except Fault as fault:
            _log.warning("a registered mail stays until it runs out", error=str(fault))

    def _gone(self, request: Request) -> Response:
        words = PageWords.of(request)
        return self._showing.message(request, 404, words.say("mail.gone_title"), words.say("mail.gone"))

    def _away(self, request: Request, fault: Fault) -> Response:
        _log.warning("a mail could not be shown", error=str(fault))
        words = PageWords.of(request)
        answer = self._showing.message(request, 503, words.say("mail.title"), words.say("mail.away"))
        answer.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return answer
