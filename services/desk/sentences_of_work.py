"""How is it told what an institution did about its task, what the applicant sent back, and how it ended?"""

from typing import TypeAlias

from domain.facts import (
    AppealRecorded,
    Closed,
    ClosedBecause,
    FeePaid,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    NoteAdded,
    NotProcessed,
    QuestionAnswered,
    QuestionAsked,
    ResponseDrafted,
    ResponseIssued,
    TaskAssigned,
    TaskOpened,
)
from domain.inputs import AppealStep
from services.desk.labels import label
from services.desk.ledger_words import Dates, NameOf, lira
from services.desk.wording import Wording

_CLOSED = {
    ClosedBecause.ANSWER_SERVED: Wording(
        "Cevap başvuru sahibine ulaştı; başvuru sonuçlandı.", "The answer reached the applicant; closed."
    ),
    ClosedBecause.ANSWER_CANNOT_BE_SERVED: Wording(
        "Başvuru sahibine bildirim yapılamadığı için başvuru cevapla birlikte sonuçlandı.",
        "Closed with the answer: the applicant left no way to be notified.",
    ),
    ClosedBecause.WITHDRAWN: Wording(
        "Başvuru sahibi başvurusunu geri çekti.", "The applicant withdrew the application."
    ),
    ClosedBecause.UNPAID: Wording(
        "Ücret ödenmediği için başvuru geri çekilmiş sayıldı.",
        "The fee was not paid, so the application counts as withdrawn.",
    ),
}

Done: TypeAlias = (
    TaskOpened | TaskAssigned | NoteAdded | ResponseDrafted | FeeRequested | FeePaid | QuestionAsked | QuestionAnswered
)
Answer: TypeAlias = InterimResponseIssued | ResponseIssued
Ending: TypeAlias = Closed | NotProcessed | FoundInvalid | AppealRecorded


def sentence_of_work(fact: Done, name_of: NameOf) -> Wording:
    """Tell what a holder did without giving the application away or answering it."""
    name = name_of(fact.institution_id)
    match fact:
        case TaskOpened():
            return Wording(f"{name} incelemeye aldı.", f"{name} opened it.")
        case TaskAssigned():
            return _by(Wording(f"{name} içinde havale edildi", f"Assigned inside {name}"), fact.officer)
        case NoteAdded():
            return _by(Wording(f"{name} not yazdı", f"{name} wrote a note"), fact.officer)
        case ResponseDrafted():
            return _by(
                Wording(f"{name} onay için cevap taslağı hazırladı", f"{name} drafted an answer to be approved"),
                fact.officer,
            )
        case FeeRequested():
            pay_by, amount = Dates(fact.pay_by), lira(fact.amount)
            return Wording(
                f"{name} {fact.pages} sayfa için {amount} lira erişim ücreti istedi; son ödeme günü {pay_by.turkish}.",
                f"{name} asked {amount} lira for {fact.pages} pages, to be paid by {pay_by.english}.",
            )
        case FeePaid():
            paid_on = Dates(fact.paid_on)
            return Wording(
                f"Erişim ücreti ödendi ({paid_on.turkish}); ödemeyi bekleyen cevap süresi yeniden başlar.",
                f"The fee was paid on {paid_on.english}; a period that waited for it runs anew.",
            )
        case QuestionAsked():
            return Wording(f"{name} başvuru sahibine soru sordu.", f"{name} asked the applicant a question.")
        case QuestionAnswered():
            return Wording(
                f"Başvuru sahibi soruyu cevapladı: {name}.", f"The applicant answered the question of {name}."
            )


def sentence_of_answer(fact: Answer, name_of: NameOf) -> Wording:
    """Tell that an answer was given, and which."""
    name = name_of(fact.institution_id)
    match fact:
        case InterimResponseIssued():
            return Wording(f"{name} ara cevap verdi.", f"{name} told the state of work.")
        case ResponseIssued(decision=decision) if decision is not None:
            said = label(decision)
            return Wording(f"{name} karar verdi: {said.turkish}.", f"{name} decided: {said.english}.")
        case ResponseIssued():
            outcome = label(fact.outcome)
            return Wording(
                f"{name} cevapladı: {outcome.turkish.lower()}.", f"{name} answered: {outcome.english.lower()}."
            )


def sentence_of_ending(fact: Ending, name_of: NameOf) -> Wording:
    """Tell how the application ended, or that its end is disputed."""
    match fact:
        case Closed(institution_id=str() as institution_id):
            name = name_of(institution_id)
            return Wording(
                f"{name} başvuruyu, başvuru sahibinin isteği üzerine geri çekti.",
                f"{name} withdrew the application for its applicant.",
            )
        case Closed():
            return _CLOSED[fact.because]
        case NotProcessed():
            why = label(fact.reason)
            return Wording(f"İşleme konulmadı: {why.turkish}.", f"Not processed: {why.english}.")
        case FoundInvalid():
            why = label(fact.reason)
            return Wording(f"Geçersiz sayıldı: {why.turkish}.", f"Found invalid: {why.english}.")
        case AppealRecorded(step=AppealStep.LODGED):
            return Wording("Bu başvurunun sonucuna itiraz edildi.", "An appeal was lodged against its outcome.")
        case AppealRecorded(step=AppealStep.VOID):
            return Wording(
                "İtiraz, Kurula gitmeden işleme konulmadı ya da geçersiz sayıldı.",
                "The appeal was not processed or found invalid before it came to the Board.",
            )
        case AppealRecorded():
            decided = Wording("karara bağlandı", "decided") if fact.decision is None else label(fact.decision)
            return Wording(f"İtirazın sonucu: {decided.turkish}.", f"The appeal was decided: {decided.english}.")


def _by(done: Wording, officer: str) -> Wording:
    """Name the officer where he may be named, else only the institution."""
    if not officer:
        return Wording(f"{done.turkish}.", f"{done.english}.")
    return Wording(f"{done.turkish}: {officer}.", f"{done.english}: {officer}.")
