"""Who may see an application, and what may he ask of it? Whoever holds its number and the second factor.

Malformed, unknown, wrong and not yet stored are one answer, after the same work: nobody learns which numbers exist.
"""

from dataclasses import dataclass
from typing import Final

from domain.application import Application, Question
from domain.business_calendar import local_date
from domain.field_refusal import FieldCode, FieldRefusal
from domain.identifiers import (
    ApplicationId,
    NationalId,
    TrackingNumber,
    answer_id_of,
    application_id_of,
    is_tracking_number,
    withdrawal_id_of,
)
from domain.inputs import ApplicationWithdrawn, QuestionAnsweredByApplicant
from domain.masking import clean_text, mask_all_numbers_and_emails
from domain.status import ApplicationStatus
from domain.submission import LONGEST_BODY
from runtime.application_documents import state_of, text_of
from runtime.clock import LegalClock
from runtime.errors import TransientFault
from runtime.registry_feed import RegistryFeed
from runtime.store import Document, Store
from runtime.vault import Macs, same
from schemas.catalogue import to_wire
from services.intake.appeals import AppealPaper, prepared_appeal
from services.intake.error_texts import ProblemCode
from services.intake.log_gate import LogGate
from services.intake.problems import problem
from services.intake.rate_limits import Purpose, RateLimits
from services.intake.sent import AnswerSent, AppealSent, TrackingSent, WithdrawalSent
from services.intake.tracking_view import Around, TrackingView, tracking_view
from services.intake.words import TURKISH

LONGEST_REASON: Final = 500
_NO_FACTOR: Final = "-" * 64
_WHAT_A_WITHDRAWAL_NEEDS: Final = {"state": 1}
_WHAT_AN_ANSWER_NEEDS: Final = {"state": 1, "texts": 1}


@dataclass(frozen=True, slots=True)
class Tracker:
    """Finds applications for their applicants."""

    store: Store
    macs: Macs
    feed: RegistryFeed
    gate: LogGate
    clock: LegalClock
    limits: RateLimits

    async def find(self, sent: TrackingSent, language: str) -> TrackingView:
        """Show an application; raises Problem 404 whatever was wrong."""
        if not self.feed.is_ready:
            raise problem(ProblemCode.NOT_READY)
        application_id = await self._opened(sent)
        today = local_date(self.clock.now())
        around = Around(self.feed.registry, self.feed.calendar, today, language)
        return tracking_view(await self._document(application_id), around)

    def secret_of(self, number: TrackingNumber) -> str:
        """Return the secret of an application that was opened by the other factor."""
        return self.macs.tracking_secret(application_id_of(number))

    async def withdraw(self, sent: WithdrawalSent) -> TrackingNumber:
        """Pass on that the applicant wants it no more (R-J4); asked twice it is one wish. Raises Problem."""
        application_id = await self._opened(sent)
        application = state_of(await self._document(application_id, show=_WHAT_A_WITHDRAWAL_NEEDS))
        if application.status is ApplicationStatus.WITHDRAWN:
            return application.tracking_number
        if not application.open:
            raise problem(ProblemCode.NOTHING_TO_WITHDRAW)
        reason = mask_all_numbers_and_emails(sent.reason or "") or None
        if reason is not None and len(reason) > LONGEST_REASON:
            raise problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, [FieldRefusal("reason", FieldCode.VALUE_TOO_LONG)])
        withdrawn = ApplicationWithdrawn(withdrawal_id_of(application_id), application_id, reason)
        await self.gate.publish(
            to_wire(withdrawn), input_id=withdrawn.input_id, application_id=application_id, at=self.clock.now()
        )
        return application.tracking_number

    async def answer(self, sent: AnswerSent) -> TrackingNumber:
        """Pass on what the applicant answered, masked by pattern: who he is stays unknown here (R-F3).

        The same answer sent again is the same answer; raises Problem 409 where the question waits for none.
        """
        application_id = await self._opened(sent)
        document = await self._document(application_id, show=_WHAT_AN_ANSWER_NEEDS)
        application = state_of(document)
        question = _question_of(application, sent.question_id)
        body = _checked_text("body", mask_all_numbers_and_emails(sent.body or ""))
        if not body:
            raise problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, [FieldRefusal("body", FieldCode.ANSWER_REQUIRED)])
        if question.answer is not None and text_of(document, question.answer.text_id) == body:
            return application.tracking_number
        if question.answer is not None or not application.open:
            raise problem(ProblemCode.QUESTION_NOT_OPEN)
        answered = QuestionAnsweredByApplicant(
            answer_id_of(question.question_id), application_id, question.question_id, body
        )
        await self.gate.publish(
            to_wire(answered), input_id=answered.input_id, application_id=application_id, at=self.clock.now()
        )
        return application.tracking_number

    async def appeal(self, sent: AppealSent) -> AppealPaper:
        """Make an appeal to the Review Board ready to be printed; registers nothing (R-I5). Raises Problem 409."""
        view = await self.find(sent, TURKISH)
        paper = prepared_appeal(view, _checked_text("grounds", clean_text(sent.grounds or "")))
        if isinstance(paper, ProblemCode):
            raise problem(paper)
        return paper

    async def _opened(self, sent: TrackingSent) -> ApplicationId:
        """Check number and second factor, every time by the same steps; raises Problem 404."""
        number = "".join((sent.tracking_number or "").split())
        self.limits.check(Purpose.WRONG_FACTORS, number)
        person = "".join((sent.national_id or "").split())
        application_id = application_id_of(TrackingNumber(number))
        factor = self.macs.tracking_factor(NationalId(person), application_id)
        secret = self.macs.tracking_secret(application_id)
        row = await self._document(application_id, show={"tracking_factor": 1}, missing={})
        opened_by_person = same(row.get("tracking_factor") or _NO_FACTOR, factor)
        opened_by_secret = same(secret, (sent.tracking_secret or "").strip())
        if not (is_tracking_number(number) and row and (opened_by_person or opened_by_secret)):
            self.limits.spend(Purpose.WRONG_FACTORS, number)
            raise problem(ProblemCode.APPLICATION_NOT_FOUND)
        return application_id

    async def _document(
        self, application_id: ApplicationId, *, show: dict[str, int] | None = None, missing: Document | None = None
    ) -> Document:
        try:
            document = await self.store.applications.get(application_id, show=show)
        except TransientFault as fault:
            raise problem(ProblemCode.STORE_UNAVAILABLE) from fault
        if document is not None:
            return document
        if missing is None:
            raise problem(ProblemCode.APPLICATION_NOT_FOUND)
        return missing


def _question_of(application: Application, question_id: str | None) -> Question:
    question = next((each for each in application.questions if each.question_id == question_id), None)
    if question is None:
        raise problem(ProblemCode.QUESTION_NOT_OPEN)
    return question


def _checked_text(field: str, text: str) -> str:
    if len(text) > LONGEST_BODY:
        raise problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, [FieldRefusal(field, FieldCode.VALUE_TOO_LONG)])
    return text
