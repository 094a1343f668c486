"""How is one fact of the ledger told to the applicant? In one plain sentence, or not at all.

What an institution does within its own walls (assignments, running clocks, reminders, drafts, notes) is not told: it
changes nothing that the applicant waits for. Every fact is in one of the two lists; a test holds that.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from domain.facts import (
    ClockCleared,
    ClockSet,
    DuplicateProposed,
    Escalated,
    EscalationTakenBack,
    Fact,
    NoteAdded,
    NoticeRecorded,
    Referred,
    Registered,
    Reminded,
    ResponseDrafted,
    Returned,
    Routed,
    ScreeningRequested,
    StagePassedOver,
    TaskAssigned,
    TaskOpened,
    TaskSucceeded,
)
from domain.identifiers import InstitutionId
from domain.inputs import NoticeChannel, NoticeKind, NoticeOutcome, TaskPurpose
from services.intake.reason_words import RETURNS
from services.intake.steps_of_rights import RightsFact, told_of_rights
from services.intake.steps_of_work import NameOf, WorkFact, told_of_work
from services.intake.words import Words

SILENT: Final = (
    TaskAssigned,
    ClockSet,
    ClockCleared,
    Reminded,
    StagePassedOver,
    ResponseDrafted,
    NoteAdded,
    DuplicateProposed,
)
"""What is never told to the applicant: it is the officers' own, or told by the fact that comes with it."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an application; `event` is stable, `text` is for people."""

    at: datetime
    event: str
    text: str
    institution_id: InstitutionId | None = None
    because: tuple[str, ...] = ()


_NOTICES = {
    NoticeKind.RECEIPT: Words("Alındı bildirimi", "The receipt"),
    NoticeKind.REFERRED: Words("Sevk bildirimi", "The notice of referral"),
    NoticeKind.INTERIM_RESPONSE: Words("Ara cevap", "The interim answer"),
    NoticeKind.RESPONSE: Words("Cevap", "The answer"),
    NoticeKind.PART_RESPONSE: Words("Kurumlardan birinin cevabı", "One institution’s answer"),
    NoticeKind.DEEMED_REFUSAL: Words("Zımni ret bildirimi", "The notice of deemed refusal"),
    NoticeKind.WITHDRAWN: Words("Geri çekme bildirimi", "The notice of withdrawal"),
    NoticeKind.INVALID: Words("Geçersizlik bildirimi", "The notice of invalidity"),
    NoticeKind.NOT_PROCESSED: Words("İşleme konulmama bildirimi", "The notice of not processing"),
    NoticeKind.EXTENDED: Words("Süre uzatımı bildirimi", "The notice of extension"),
    NoticeKind.FEE: Words("Ücret bildirimi", "The notice of the fee"),
    NoticeKind.QUESTION: Words("Kurumun sorusu", "The institution’s question"),
    NoticeKind.RIGHT_ENDING: Words("Hak hatırlatması", "The reminder of a right"),
    NoticeKind.DUE_DATE_CHANGED: Words("Yeni son gün bildirimi", "The notice of the new date"),
    NoticeKind.REOPENED: Words("Yeniden ele alma bildirimi", "The notice of reopening"),
    NoticeKind.MERGED: Words("Birleştirme bildirimi", "The notice of joining"),
}
_ROADS = {
    NoticeChannel.EMAIL: Words("e-posta ile", "by e-mail"),
    NoticeChannel.SMS: Words("kısa mesajla", "by text message"),
    NoticeChannel.POST: Words("postayla", "by post"),
    NoticeChannel.PHONE: Words("telefonla", "by telephone"),
}


def step_of(fact: Fact, at: datetime, name_of: NameOf, language: str) -> Step | None:
    """Tell a fact to the applicant; None for what is not his to be told."""
    if isinstance(fact, SILENT):
        return None
    event, words = _told(fact, name_of)
    because = tuple(reason.text for reason in fact.because) if isinstance(fact, Routed) else ()
    return Step(at, event, words.in_language(language), _told_about(fact), because)


_Way = Routed | ScreeningRequested | Referred | Returned | TaskOpened | TaskSucceeded


def _told(fact: Registered | _Way | RightsFact | WorkFact | NoticeRecorded, name_of: NameOf) -> tuple[str, Words]:
    match fact:
        case Registered():
            return "registered", Words("Başvurunuz kayda alındı.", "Your application was registered.")
        case Routed() | ScreeningRequested() | Referred() | Returned() | TaskOpened() | TaskSucceeded():
            return _told_of_way(fact, name_of)
        case NoticeRecorded():
            return "notice", _notice(fact)
        case _ if isinstance(fact, RightsFact):
            return told_of_rights(fact, name_of)
        case _:
            return told_of_work(fact, name_of)


def _told_about(fact: Fact) -> InstitutionId | None:
    """Name the institution a step is about: of a delay the one that was told."""
    if isinstance(fact, Escalated | EscalationTakenBack):
        return fact.to_institution_id
    return getattr(fact, "institution_id", None)


def _told_of_way(fact: _Way, name_of: NameOf) -> tuple[str, Words]:
    name = name_of(fact.institution_id)
    match fact:
        case Routed(purpose=TaskPurpose.INFORMATION):
            return "shared", Words(f"{name} kurumuna bilgi verildi.", f"{name} was informed.")
        case Routed():
            return "routed", Words(f"{name} görevlendirildi.", f"Sent to {name}.")
        case ScreeningRequested():
            return "screening", Words(
                f"Doğru kurumu bir görevli belirleyecek: {name}.", f"An officer will find the institution: {name}."
            )
        case Returned():
            why = RETURNS[fact.code]
            return "returned", Words(f"{name} {why.tr}.", f"{name} {why.en}.")
        case TaskOpened():
            return "opened", Words(f"{name} incelemeye başladı.", f"{name} began to examine it.")
        case TaskSucceeded():
            closed = name_of(fact.from_institution_id)
            return "succeeded", Words(
                f"{closed} kapandı; görevi {name} devraldı, cevap süresi aynı kaldı.",
                f"{closed} was closed; {name} took over, and the period stays the same.",
            )
        case Referred():
            sender = name_of(fact.from_institution_id)
            if fact.purpose is TaskPurpose.INFORMATION:
                return "shared", Words(f"{sender}, {name} kurumuna bilgi verdi.", f"{sender} informed {name}.")
            if fact.keep:
                return "referred", Words(
                    f"{sender}, {name} kurumunun da cevap vermesini istedi.", f"{sender} asked {name} to answer, too."
                )
            return "referred", Words(f"{sender} başvuruyu {name} kurumuna gönderdi.", f"{sender} sent it to {name}.")


def _notice(fact: NoticeRecorded) -> Words:
    what, road = _NOTICES[fact.kind], _ROADS[fact.channel]
    if fact.outcome is NoticeOutcome.SERVED:
        return Words(f"{what.tr} size {road.tr} iletildi.", f"{what.en} was sent to you {road.en}.")
    return Words(f"{what.tr} {road.tr} iletilemedi.", f"{what.en} could not be delivered {road.en}.")
