"""How is it told to the applicant what an institution does about his application: asks, extends, answers, declines?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.facts import (
    Closed,
    ClosedBecause,
    FeePaid,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    Joined,
    Merged,
    NotProcessed,
    PaymentMissed,
    PeriodExtended,
    QuestionAnswered,
    QuestionAsked,
    Reopened,
    ResponseIssued,
)
from domain.identifiers import InstitutionId
from services.intake.reason_words import BOARD_DECISIONS, EXTENSION_GROUNDS, INVALID, NOT_PROCESSED
from services.intake.words import ENGLISH, TURKISH, Words, long_date_in

NameOf = Callable[[InstitutionId], str]

_CLOSED = {
    ClosedBecause.ANSWER_SERVED: Words("Cevap size iletildi; başvuru sonuçlandı.", "The answer reached you; closed."),
    ClosedBecause.ANSWER_CANNOT_BE_SERVED: Words(
        "Başvuru sonuçlandı. İletişim bilgisi bırakmadığınız için cevabı yalnızca burada görebilirsiniz.",
        "Closed. You left no way to reach you, so the answer can be read here only.",
    ),
    ClosedBecause.WITHDRAWN: Words("Başvurunuzu geri çektiniz.", "You withdrew your application."),
    ClosedBecause.UNPAID: Words(
        "Ücret ödenmediği için başvurudan vazgeçmiş sayıldınız; başvuru kapandı (4982 sayılı Kanun, m. 11).",
        "The fee was not paid, so you count as having given up; closed (Law 4982, art. 11).",
    ),
}


@dataclass(frozen=True, slots=True)
class Day:
    """One day, written in both languages."""

    on: date

    @property
    def tr(self) -> str:
        """The Turkish way."""
        return long_date_in(TURKISH, self.on)

    @property
    def en(self) -> str:
        """The English way."""
        return long_date_in(ENGLISH, self.on)


WorkFact = (
    InterimResponseIssued
    | ResponseIssued
    | Closed
    | PeriodExtended
    | FeeRequested
    | FeePaid
    | PaymentMissed
    | QuestionAsked
    | QuestionAnswered
    | NotProcessed
    | FoundInvalid
    | Merged
    | Joined
    | Reopened
)


def told_of_work(fact: WorkFact, name_of: NameOf) -> tuple[str, Words]:
    """Tell what was done about the application; return the event's stable name and the sentence."""
    match fact:
        case InterimResponseIssued():
            name = name_of(fact.institution_id)
            return "interim_response", Words(f"{name} ara cevap verdi.", f"{name} told the state of its work.")
        case ResponseIssued():
            return "response", _response(fact, name_of(fact.institution_id))
        case Closed():
            return "closed", _CLOSED[fact.because]
        case PeriodExtended():
            return "extended", _extension(fact, name_of(fact.institution_id))
        case FeeRequested() | FeePaid() | PaymentMissed():
            return _told_of_fee(fact, name_of(fact.institution_id))
        case QuestionAsked():
            name = name_of(fact.institution_id)
            return "question_asked", Words(
                f"{name} size bir soru sordu; cevap süresi işlemeye devam ediyor.",
                f"{name} asked you something; its period runs on meanwhile.",
            )
        case QuestionAnswered():
            return "question_answered", Words("Soruya verdiğiniz cevap iletildi.", "Your answer was passed on.")
        case NotProcessed() | FoundInvalid():
            return _told_of_refusal(fact)
        case Merged() | Joined() | Reopened():
            return _told_of_another_turn(fact, name_of)


def lira(kurus: int, language: str) -> str:
    """Write a sum: 1.234,50 TL; in English 1,234.50 TL."""
    written = f"{kurus / 100:,.2f}"
    if language != ENGLISH:
        written = written.translate(str.maketrans(",.", ".,"))
    return f"{written} TL"


def _response(fact: ResponseIssued, name: str) -> Words:
    if fact.decision is not None:
        decided = BOARD_DECISIONS[fact.decision]
        return Words(f"{name} karar verdi: {decided.tr}.", f"{name} decided: {decided.en}.")
    if fact.together_with is not None:
        return Words(
            f"{name}, başvurunuzu birleştirildiği başvuruyla birlikte cevapladı.",
            f"{name} answered it together with the application it was joined to.",
        )
    if not fact.completes:
        return Words(
            f"{name} başvurunuzu cevapladı; diğer kurumların cevabı bekleniyor.",
            f"{name} answered your application; the other institutions’ answers are awaited.",
        )
    return Words(f"{name} başvurunuzu cevapladı.", f"{name} answered your application.")


def _extension(fact: PeriodExtended, name: str) -> Words:
    before, after, ground = Day(fact.due_on_before), Day(fact.due_on), EXTENSION_GROUNDS[fact.ground]
    return Words(
        f"{name} cevap süresini uzattı: {ground.tr}. Son gün {before.tr} iken {after.tr} oldu (4982 sayılı Kanun, "
        "m. 11).",
        f"{name} extended its period: {ground.en}. The last day was {before.en} and is now {after.en} (Law 4982, "
        "art. 11).",
    )


def _told_of_fee(fact: FeeRequested | FeePaid | PaymentMissed, name: str) -> tuple[str, Words]:
    match fact:
        case FeeRequested():
            pay_by, pages = Day(fact.pay_by), fact.pages
            return "fee_requested", Words(
                f"{name} erişim ücreti istedi: {pages} sayfa için {lira(fact.amount, TURKISH)}. Son ödeme günü "
                f"{pay_by.tr}. Ödemeniz belgelenince cevap süresi yeniden başlar.",
                f"{name} asked a fee for access: {lira(fact.amount, ENGLISH)} for {pages} pages, to be paid by "
                f"{pay_by.en}. Its period begins anew once the payment is proved.",
            )
        case FeePaid():
            paid = Day(fact.paid_on)
            return "fee_paid", Words(
                f"Ödemeniz kaydedildi ({paid.tr}); ödemeyi bekleyen cevap süresi yeniden başlar.",
                f"Your payment was recorded ({paid.en}); a period that waited for it begins anew.",
            )
        case PaymentMissed():
            missed = Day(fact.pay_by)
            return "payment_missed", Words(
                f"Ücretin son ödeme günü geçti: {missed.tr}.", f"The last day to pay has passed: {missed.en}."
            )


def _told_of_refusal(fact: NotProcessed | FoundInvalid) -> tuple[str, Words]:
    if isinstance(fact, FoundInvalid):
        why, what_to_do = INVALID[fact.reason]
        return "invalid", Words(
            f"Başvuru geçersiz sayıldı. {why.tr} {what_to_do.tr}", f"It counts as invalid. {why.en} {what_to_do.en}"
        )
    why, what_to_do = NOT_PROCESSED[fact.reason]
    return "not_processed", Words(
        f"Başvuru işleme konulmadı. {why.tr} {what_to_do.tr}", f"It was not processed. {why.en} {what_to_do.en}"
    )


def _told_of_another_turn(fact: Merged | Joined | Reopened, name_of: NameOf) -> tuple[str, Words]:
    match fact:
        case Merged():
            number = fact.into_tracking_number
            return "merged", Words(
                f"Başvurunuz, aynı konudaki {number} numaralı başvurunuzla birlikte cevaplanacak.",
                f"It will be answered together with your application {number} about the same matter.",
            )
        case Joined():
            return "joined", Words(
                "Aynı konudaki bir başka başvurunuz bununla birlikte cevaplanacak.",
                "Another application of yours about the same matter will be answered together with this one.",
            )
        case Reopened():
            name = name_of(fact.institution_id)
            return "reopened", Words(
                f"Başvurunuz yeniden ele alındı; {name} görevlendirildi.", f"It was taken up again and sent to {name}."
            )
