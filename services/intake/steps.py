"""How is one fact of the ledger told to the applicant? In one plain sentence, or not at all.

What an institution does within its own walls (assignments, running clocks, reminders) is not told: it changes nothing
that the applicant waits for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.facts import (
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    InterimResponseIssued,
    NoticeRecorded,
    Referred,
    Registered,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
    TaskOpened,
)
from domain.identifiers import InstitutionId
from domain.inputs import NoticeChannel, NoticeKind, NoticeOutcome, TaskPurpose
from services.intake.words import Words, long_date_in

NameOf = Callable[[InstitutionId], str]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that happened to an application; `event` is stable, `text` is for people."""

    at: datetime
    event: str
    text: str
    institution_id: InstitutionId | None = None
    because: tuple[str, ...] = ()


_CLOSED = {
    ClosedBecause.ANSWER_SERVED: Words("Cevap size iletildi; başvuru sonuçlandı.", "The answer reached you; closed."),
    ClosedBecause.ANSWER_CANNOT_BE_SERVED: Words(
        "Başvuru sonuçlandı. İletişim bilgisi bırakmadığınız için cevabı yalnızca burada görebilirsiniz.",
        "Closed. You left no way to reach you, so the answer can be read here only.",
    ),
    ClosedBecause.WITHDRAWN: Words("Başvurunuzu geri çektiniz.", "You withdrew your application."),
}
_NOTICES = {
    NoticeKind.RECEIPT: Words("Alındı bildirimi", "The receipt"),
    NoticeKind.REFERRED: Words("Sevk bildirimi", "The notice of referral"),
    NoticeKind.INTERIM_RESPONSE: Words("Ara cevap", "The interim answer"),
    NoticeKind.RESPONSE: Words("Cevap", "The answer"),
    NoticeKind.DEEMED_REFUSAL: Words("Zımni ret bildirimi", "The notice of deemed refusal"),
    NoticeKind.WITHDRAWN: Words("Geri çekme bildirimi", "The notice of withdrawal"),
}
_ROADS = {
    NoticeChannel.EMAIL: Words("e-posta ile", "by e-mail"),
    NoticeChannel.SMS: Words("kısa mesajla", "by text message"),
    NoticeChannel.POST: Words("postayla", "by post"),
    NoticeChannel.PHONE: Words("telefonla", "by telephone"),
}


def step_of(fact: Fact, at: datetime, name_of: NameOf, language: str) -> Step | None:
    """Tell a fact to the applicant; None for what is not his to be told."""
    told = _told(fact, name_of, language)
    if told is None:
        return None
    event, words = told
    because = tuple(reason.text for reason in fact.because) if isinstance(fact, Routed) else ()
    institution_id = fact.to_institution_id if isinstance(fact, Escalated) else getattr(fact, "institution_id", None)
    return Step(at, event, words.in_language(language), institution_id, because)


def _told(fact: Fact, name_of: NameOf, language: str) -> tuple[str, Words] | None:
    match fact:
        case Registered():
            return "registered", Words("Başvurunuz kayda alındı.", "Your application was registered.")
        case Routed() | ScreeningRequested() | Referred() | Returned() | TaskOpened():
            return _told_of_way(fact, name_of)
        case DeadlineMissed() | Escalated() | DeemedRefused():
            return _told_of_delay(fact, name_of, language)
        case InterimResponseIssued():
            name = name_of(fact.institution_id)
            return "interim_response", Words(f"{name} ara cevap verdi.", f"{name} told the state of its work.")
        case ResponseIssued():
            name = name_of(fact.institution_id)
            return "response", Words(f"{name} başvurunuzu cevapladı.", f"{name} answered your application.")
        case NoticeRecorded():
            return "notice", _notice(fact)
        case Closed():
            return "closed", _CLOSED[fact.because]
        case _:
            return None


_Way = Routed | ScreeningRequested | Referred | Returned | TaskOpened


def _told_of_way(fact: _Way, name_of: NameOf) -> tuple[str, Words]:
    name = name_of(fact.institution_id)
    match fact:
        case Routed():
            return "routed", Words(f"{name} görevlendirildi.", f"Sent to {name}.")
        case ScreeningRequested():
            return "screening", Words(
                f"Doğru kurumu bir görevli belirleyecek: {name}.", f"An officer will find the institution: {name}."
            )
        case Returned():
            return "returned", Words(f"{name} görev alanına girmediğini bildirdi.", f"{name} said it is not competent.")
        case TaskOpened():
            return "opened", Words(f"{name} incelemeye başladı.", f"{name} began to examine it.")
        case Referred():
            sender = name_of(fact.from_institution_id)
            if fact.purpose is TaskPurpose.INFORMATION:
                return "shared", Words(f"{sender}, {name} kurumuna bilgi verdi.", f"{sender} informed {name}.")
            return "referred", Words(f"{sender} başvuruyu {name} kurumuna gönderdi.", f"{sender} sent it to {name}.")


def _told_of_delay(
    fact: DeadlineMissed | Escalated | DeemedRefused, name_of: NameOf, language: str
) -> tuple[str, Words]:
    match fact:
        case DeadlineMissed():
            day = long_date_in(language, fact.due_on)
            return "overdue", Words(f"Cevap süresi {day} günü doldu, cevap verilmedi.", f"No answer came by {day}.")
        case Escalated():
            name = name_of(fact.to_institution_id)
            return "escalated", Words(f"Gecikme {name} kurumuna bildirildi.", f"The delay was told to {name}.")
        case DeemedRefused():
            return "deemed_refused", Words(
                "Süresinde cevap verilmediği için başvuru reddedilmiş sayılır; itiraz ve dava hakkınız doğdu. "
                "Kurum yine de cevap verebilir.",
                "Silence counts as refusal from now on; you may object or sue. An answer is still possible.",
            )


def _notice(fact: NoticeRecorded) -> Words:
    what, road = _NOTICES[fact.kind], _ROADS[fact.channel]
    if fact.outcome is NoticeOutcome.SERVED:
        return Words(f"{what.tr} size {road.tr} iletildi.", f"{what.en} was sent to you {road.en}.")
    return Words(f"{what.tr} {road.tr} iletilemedi.", f"{what.en} could not be delivered {road.en}.")
