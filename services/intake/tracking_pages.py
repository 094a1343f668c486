"""Which pages has an applicant after registration? Look up, status, withdraw, answer a question, print an appeal.

What opens the application is kept by the browser for half an hour (`cookies`); no page needs a script.
"""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from runtime.web.problem import Problem
from services.intake import cookies
from services.intake.api import Counter
from services.intake.appeals import FILING, HEADING, REQUEST, SUBJECT, TO_BE_FILLED_IN
from services.intake.content import content_of
from services.intake.counting import counted
from services.intake.form import values_of
from services.intake.page_words import PageWords
from services.intake.sent import AnswerSent, AppealSent, TrackingSent, WithdrawalSent
from services.intake.showing import HOME, Showing, errors_of, words_of
from services.intake.tracking_view import TrackingView

TRACK: Final = "/takip"
STATUS: Final = "/takip/durum"
WITHDRAW: Final = "/takip/geri-cek"
ANSWER: Final = "/takip/cevapla"
APPEAL: Final = "/takip/itiraz"
LEAVE: Final = "/takip/cik"


class TrackingPages:
    """The pages behind number and second factor; every one asks what the API asks."""

    def __init__(self, counter: Counter, showing: Showing) -> None:
        self._tracker = counter.tracker
        self._showing = showing

    def routes(self) -> APIRouter:
        """Make the routes of the pages."""
        router = APIRouter(include_in_schema=False)
        for path, read, write in (
            (TRACK, self.tracking_form, self.track),
            (STATUS, self.status, None),
            (WITHDRAW, self.to_status, self.withdraw),
            (ANSWER, self.to_status, self.answer),
            (APPEAL, self.appeal_form, self.appeal),
            (LEAVE, self.to_status, self.leave),
        ):
            router.add_api_route(path, read, methods=["GET"])
            if write is not None:
                router.add_api_route(path, write, methods=["POST"])
        return router

    async def tracking_form(self, request: Request) -> Response:
        """Ask for the number and the second factor."""
        return self._showing.show(request, "track.html", values={}, errors=[], notice="", mendable=False)

    async def track(self, request: Request) -> Response:
        """Open the status page for who gives the number and the second factor."""
        values: dict[str, str] = {}
        words = PageWords.of(request)
        try:
            values = values_of(await content_of(request))
            with counted("tracked"):
                view = await self._tracker.find(_tracking_of(values), words.language)
        except Problem as refused:
            said: dict[str, Any] = {"values": values, "errors": [], "notice": words_of(refused, words)}
            mendable = refused.status == 404
            return self._showing.show(request, "track.html", refused.status, refused, mendable=mendable, **said)
        number = view.application.tracking_number
        answer = RedirectResponse(words.link(STATUS), 303)
        value = cookies.tracking_value(number, self._tracker.secret_of(number))
        cookies.keep(answer, request, cookies.TRACKING, value, TRACK)
        return answer

    async def status(self, request: Request, done: str = "") -> Response:
        """Show where the application is, who holds it, and by when they must answer."""
        words = PageWords.of(request)
        view = await self._view(request, words)
        if isinstance(view, Response):
            return view
        told = {"withdrawal": words.say("withdraw.done"), "answer": words.say("question.done")}
        return self._status(request, view, notice=told.get(done, "") if view.open else "")

    async def to_status(self, request: Request) -> Response:
        """Lead who opens the address of a form, say by changing the language after it was refused, to the status."""
        return RedirectResponse(PageWords.of(request).link(STATUS), 303)

    async def withdraw(self, request: Request) -> Response:
        """Pass the wish to withdraw on, then show the status again."""
        words, kept = PageWords.of(request), _kept(request)
        try:
            reason = values_of(await content_of(request)).get("reason")
            with counted("withdrawal_requested"):
                await self._tracker.withdraw(WithdrawalSent(**_pair(kept), reason=reason))
        except Problem as refused:
            return self._message(request, words.say("withdraw.title"), refused, STATUS)
        return _back_to_status(words, "withdrawal")

    async def answer(self, request: Request) -> Response:
        """Pass the answer to a question on, then show the status again; what was written is not lost."""
        words, kept = PageWords.of(request), _kept(request)
        values: dict[str, str] = {}
        try:
            values = values_of(await content_of(request))
            sent = AnswerSent(
                **_pair(kept), question_id=values.get("question_id", "")[:40], body=values.get("body", "")
            )
            with counted("question_answered"):
                await self._tracker.answer(sent)
        except Problem as refused:
            view = await self._view(request, words)
            if isinstance(view, Response):
                return view
            return self._status(request, view, refused, values=values)
        return _back_to_status(words, "answer")

    async def appeal_form(self, request: Request) -> Response:
        """Ask for the grounds of an appeal; say what is possible instead where there is none to make."""
        try:
            await self._tracker.appeal(AppealSent(**_pair(_kept(request))))
        except Problem as refused:
            return self._no_appeal(request, refused)
        return self._showing.show(request, "appeal.html", values={}, errors=[], filing=FILING)

    async def appeal(self, request: Request) -> Response:
        """Show the appeal ready to be printed: nothing is registered, so it may be made as often as one likes."""
        words, kept = PageWords.of(request), _kept(request)
        values: dict[str, str] = {}
        try:
            values = values_of(await content_of(request))
            with counted("appeal_prepared"):
                paper = await self._tracker.appeal(AppealSent(**_pair(kept), grounds=values.get("grounds", "")))
        except Problem as refused:
            if refused.errors:
                said = {"values": values, "errors": errors_of(refused, words), "filing": FILING}
                return self._showing.show(request, "appeal.html", refused.status, refused, **said)
            return self._no_appeal(request, refused)
        fixed: dict[str, Any] = {
            "heading": HEADING,
            "subject": SUBJECT,
            "wish": REQUEST,
            "lines": TO_BE_FILLED_IN,
            "filing": FILING,
        }
        return self._showing.show(request, "appeal_paper.html", paper=paper, **fixed)

    async def leave(self, request: Request) -> Response:
        """Have the browser forget the application."""
        answer = RedirectResponse(PageWords.of(request).link(TRACK), 303)
        answer.delete_cookie(cookies.TRACKING, path=TRACK)
        return answer

    async def _view(self, request: Request, words: PageWords) -> TrackingView | Response:
        """Read the application that the browser has open; who has none is led to the look-up."""
        try:
            return await self._tracker.find(_kept(request), words.language)
        except Problem as refused:
            if refused.status == 404:
                return RedirectResponse(words.link(TRACK), 303)
            return self._message(request, words.say("status.title"), refused)

    def _status(
        self,
        request: Request,
        view: TrackingView,
        refused: Problem | None = None,
        *,
        notice: str = "",
        values: dict[str, str] | None = None,
    ) -> Response:
        words = PageWords.of(request)
        if refused is None:
            return self._showing.show(request, "status.html", view=view, notice=notice, values={}, errors=[])
        errors = errors_of(refused, words)
        notice = "" if errors else words_of(refused, words)
        said = {"values": values or {}, "errors": errors, "notice": notice, "alert": True}
        return self._showing.show(request, "status.html", refused.status, refused, view=view, **said)

    def _no_appeal(self, request: Request, refused: Problem) -> Response:
        words = PageWords.of(request)
        if refused.status == 404:
            return RedirectResponse(words.link(TRACK), 303)
        return self._message(request, words.say("appeal.title"), refused, STATUS)

    def _message(self, request: Request, title: str, refused: Problem, back: str = HOME) -> Response:
        words = PageWords.of(request)
        return self._showing.message(request, refused.status, title, words_of(refused, words), refused, back)


def _kept(request: Request) -> TrackingSent:
    return cookies.read_tracking(request.cookies.get(cookies.TRACKING, ""))


def _pair(kept: TrackingSent) -> dict[str, str | None]:
    return {"tracking_number": kept.tracking_number, "tracking_secret": kept.tracking_secret}


def _back_to_status(words: PageWords, done: str) -> Response:
    link = words.link(STATUS)
    return RedirectResponse(f"{link}{'&' if '?' in link else '?'}done={done}", 303)


def _tracking_of(values: dict[str, str]) -> TrackingSent:
    number, person, secret = (values.get(name) for name in ("tracking_number", "national_id", "tracking_secret"))
    return TrackingSent(
        tracking_number=(number or "")[:40], national_id=(person or "")[:40], tracking_secret=(secret or "")[:40]
    )
