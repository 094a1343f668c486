"""What does an officer see of the work on an application: questions, notes, drafts, fees, answers, and how it ended?

A draft is for the institution that wrote it; notes, questions and their answers for those who decide, or decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.application import Application, Fee, Question, Response, Task
from domain.facts import Fact, NoteAdded, QuestionAnswered, QuestionAsked, ResponseDrafted, ResponseIssued
from domain.grounds import BoardDecision, InvalidReason, NotProcessedReason
from domain.identifiers import InstitutionId
from domain.inputs import RemedyOffered, ResponseOutcome
from domain.legal_regime import LegalRegime
from domain.remedy import remedies_after_response
from services.desk.labels import label
from services.desk.ledger_words import NameOf
from services.desk.redaction import Redaction
from services.desk.wording import Language, Wording

Texts = Mapping[str, str]


class WhoseDate(StrEnum):
    """What the date is that does not bind (rulebook 2.2): the institution's own measure, or the citizen's date."""

    INSTITUTION = "institution"
    CITIZEN = "citizen"


@dataclass(frozen=True, slots=True)
class FeeView:
    """What access costs, in kuruş."""

    pages: int
    amount: int
    pay_by: date
    how_to_pay: str
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class DraftView:
    """An answer that waits for approval."""

    outcome: ResponseOutcome
    body: str
    remedies: tuple[RemedyOffered, ...]
    officer: str


@dataclass(frozen=True, slots=True)
class ResponseView:
    """One institution's answer, with the remedies the applicant is told."""

    outcome: ResponseOutcome
    text_id: str
    body: str
    issued_at: datetime
    institution_id: str
    remedies: tuple[RemedyOffered, ...]
    institution_name: str
    decision: BoardDecision | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What the applicant was asked, and what came back; texts are null for who does not decide."""

    question_id: str
    institution_id: str
    institution_name: str
    body: str | None
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoteView:
    """What an officer wrote down for colleagues; named to his own institution alone."""

    institution_id: str
    institution_name: str
    officer: str | None
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EndedView:
    """Why the application was not processed, or found invalid; `institution_id` is null where a rule did it alone."""

    reason: NotProcessedReason | InvalidReason
    reason_text: str
    body: str | None
    institution_id: str | None
    institution_name: str | None


def texts_shown(texts: Texts, facts: Iterable[Fact], redaction: Redaction) -> dict[str, str]:
    """Leave out what is not for this reader; a draft that was approved is the answer, and for everybody."""
    facts = tuple(facts)
    answers = {fact.text.text_id for fact in facts if isinstance(fact, ResponseIssued)}
    hidden = {text_id for fact in facts if (text_id := _not_for(fact, redaction)) is not None} - answers
    return {text_id: text for text_id, text in texts.items() if text_id not in hidden}


def _not_for(fact: Fact, redaction: Redaction) -> str | None:
    match fact:
        case ResponseDrafted() if fact.institution_id != redaction.reader:
            return fact.text.text_id
        case NoteAdded() | QuestionAsked() | QuestionAnswered() if not redaction.decides:
            return fact.text.text_id
        case _:
            return None


def whose_date(task: Task, received_on: date) -> WhoseDate | None:
    """Say what a task's other date is: the binding clock is the citizen's unless it began after the receipt."""
    if task.other_due_on is None or task.clock is None:
        return None
    return WhoseDate.INSTITUTION if task.clock.started_on == received_on else WhoseDate.CITIZEN


def fee_view(fee: Fee | None, texts: Texts) -> FeeView | None:
    """Show what was asked for access."""
    if fee is None:
        return None
    return FeeView(fee.pages, fee.amount, fee.pay_by, texts.get(fee.how_to_pay.text_id, ""), fee.paid_on)


def draft_view(task: Task, reader: InstitutionId, texts: Texts) -> DraftView | None:
    """Show a draft to the institution that wrote it, until it is sent."""
    draft = task.draft
    if draft is None or not task.open or task.institution_id != reader:
        return None
    return DraftView(draft.outcome, texts.get(draft.text.text_id, ""), draft.remedies, draft.officer)


def response_view(
    response: Response, regime: LegalRegime, texts: Texts, redaction: Redaction, name_of: NameOf
) -> ResponseView:
    """Show one answer."""
    return ResponseView(
        outcome=response.outcome,
        text_id=response.text.text_id,
        body=texts.get(response.text.text_id, ""),
        issued_at=redaction.moment(response.issued_at),
        institution_id=response.institution_id,
        remedies=remedies_after_response(
            regime, response.outcome, response.remedies, of_an_appeal=response.decision is not None
        ),
        institution_name=name_of(response.institution_id),
        decision=response.decision,
    )


def question_view(question: Question, texts: Texts, redaction: Redaction, name_of: NameOf) -> QuestionView:
    """Show a question and its answer; `texts` are those that the reader may read."""
    answered_at = None if question.answered_at is None else redaction.moment(question.answered_at)
    return QuestionView(
        question_id=question.question_id,
        institution_id=question.institution_id,
        institution_name=name_of(question.institution_id),
        body=texts.get(question.text.text_id),
        asked_at=redaction.moment(question.asked_at),
        answer=None if question.answer is None else texts.get(question.answer.text_id),
        answered_at=answered_at,
    )


def note_views(
    ledger: Iterable[tuple[Fact, datetime]], texts: Texts, redaction: Redaction, name_of: NameOf
) -> tuple[NoteView, ...]:
    """Show the notes that the reader may read."""
    return tuple(
        NoteView(
            institution_id=fact.institution_id,
            institution_name=name_of(fact.institution_id),
            officer=redaction.officer(fact.institution_id, fact.officer),
            body=texts[fact.text.text_id],
            at=redaction.moment(at),
        )
        for fact, at in ledger
        if isinstance(fact, NoteAdded) and fact.text.text_id in texts
    )


def ended_view(application: Application, texts: Texts, name_of: NameOf, language: Language) -> EndedView | None:
    """Show why an application ended without an answer."""
    ended = application.ended_unanswered
    if ended is None:
        return None
    return EndedView(
        reason=ended.reason,
        reason_text=label(ended.reason).say(language),
        body=None if ended.text is None else texts.get(ended.text.text_id),
        institution_id=ended.institution_id,
        institution_name=None if ended.institution_id is None else name_of(ended.institution_id),
    )


ELEMENTS: dict[str, Wording] = {
    "given_name": Wording("ad", "given name"),
    "family_name": Wording("soyadı", "family name"),
    "signature": Wording("imza", "signature"),
    "address": Wording("adres", "address"),
    "national_id": Wording("T.C. kimlik numarası", "national identity number"),
    "title": Wording("tüzel kişinin unvanı", "name of the legal person"),
    "signatory": Wording("yetkili kişi", "authorised person"),
    "authority_document": Wording("yetki belgesi", "document of authority"),
}
"""What a paper may lack, by the names that the submission uses."""


def elements_in_words(names: Iterable[str], language: Language) -> tuple[str, ...]:
    """Say what a paper lacks; a name without words is given as it is."""
    return tuple(ELEMENTS[name].say(language) if name in ELEMENTS else name for name in names)
