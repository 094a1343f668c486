"""How is one fact of a ledger told to an officer?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from domain.facts import (
    ClockCleared,
    ClockClearedBecause,
    ClockSet,
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
    Reminded,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
    TaskAssigned,
    TaskOpened,
)
from domain.identifiers import InstitutionId
from domain.inputs import NoticeChannel, NoticeKind, NoticeOutcome, TaskPurpose
from domain.ladder import Stage
from services.desk.labels import label
from services.desk.wording import Wording

NameOf = Callable[[InstitutionId], str]


@dataclass(frozen=True, slots=True)
class Dates:
    """One day, written the Turkish and the English way."""

    on: date

    @property
    def turkish(self) -> str:
        """Day, month, year with points."""
        return f"{self.on:%d.%m.%Y}"

    @property
    def english(self) -> str:
        """Year, month, day: no reader takes the month for the day."""
        return self.on.isoformat()


_STAGES = {
    Stage.HALF_OF_PERIOD: Wording("sürenin yarısı doldu", "half of the period has passed"),
    Stage.FOUR_FIFTHS_OF_PERIOD: Wording("sürenin beşte dördü doldu", "four fifths of the period have passed"),
    Stage.THREE_WORKING_DAYS_LEFT: Wording("son üç iş günü", "three working days are left"),
    Stage.DUE_DAY: Wording("bugün son gün", "today is the last day"),
    Stage.COORDINATOR: Wording("koordinatöre bildirildi", "the coordinator was told"),
    Stage.CENTRE: Wording("merkeze bildirildi", "the centre was told"),
    Stage.DEEMED_REFUSAL: Wording("zımni ret", "deemed refusal"),
}

_CLEARED = {
    ClockClearedBecause.ANSWERED: Wording("cevap verildi", "the answer was given"),
    ClockClearedBecause.HANDED_OVER: Wording("başvuru başka kuruma geçti", "the application passed on"),
    ClockClearedBecause.WITHDRAWN: Wording("başvuru geri çekildi", "the application was withdrawn"),
}

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
}

_NOTICES = {
    NoticeKind.RECEIPT: Wording("Alındı bildirimi", "The receipt"),
    NoticeKind.REFERRED: Wording("Sevk bildirimi", "The notice of referral"),
    NoticeKind.INTERIM_RESPONSE: Wording("Ara cevap", "The interim answer"),
    NoticeKind.RESPONSE: Wording("Cevap", "The answer"),
    NoticeKind.DEEMED_REFUSAL: Wording("Zımni ret bildirimi", "The notice of deemed refusal"),
    NoticeKind.WITHDRAWN: Wording("Geri çekme bildirimi", "The notice of withdrawal"),
}

_NOTICE_CHANNELS = {
    NoticeChannel.EMAIL: Wording("e-postayla", "by e-mail"),
    NoticeChannel.SMS: Wording("kısa mesajla", "by text message"),
    NoticeChannel.POST: Wording("postayla", "by post"),
    NoticeChannel.PHONE: Wording("telefonla", "by telephone"),
}


def sentence_of(fact: Fact, name_of: NameOf) -> Wording:
    """Tell a fact in one sentence, institutions by name; texts stay out, they are shown beside it."""
    match fact:
        case Registered():
            due = Dates(fact.due_on)
            return Wording(
                f"Başvuru kayda alındı; son cevap günü {due.turkish}.", f"Registered; to be answered by {due.english}."
            )
        case Routed() | ScreeningRequested() | Referred() | Returned():
            return _sentence_of_way(fact, name_of)
        case TaskOpened():
            return Wording(
                f"{name_of(fact.institution_id)} incelemeye aldı.", f"{name_of(fact.institution_id)} opened it."
            )
        case TaskAssigned():
            return _sentence_of_assignment(fact, name_of)
        case ClockSet() | ClockCleared() | Reminded() | DeadlineMissed() | Escalated() | DeemedRefused():
            return _sentence_of_clock(fact, name_of)
        case InterimResponseIssued():
            return Wording(
                f"{name_of(fact.institution_id)} ara cevap verdi.",
                f"{name_of(fact.institution_id)} told the state of work.",
            )
        case ResponseIssued():
            outcome = label(fact.outcome)
            name = name_of(fact.institution_id)
            return Wording(
                f"{name} cevapladı: {outcome.turkish.lower()}.", f"{name} answered: {outcome.english.lower()}."
            )
        case NoticeRecorded():
            return _sentence_of_notice(fact)
        case Closed():
            return _CLOSED[fact.because]


def _sentence_of_assignment(fact: TaskAssigned, name_of: NameOf) -> Wording:
    """Name the officer where he may be named, else only the institution."""
    name = name_of(fact.institution_id)
    if not fact.officer:
        return Wording(f"{name} içinde havale edildi.", f"Assigned inside {name}.")
    return Wording(f"{name} içinde havale edildi: {fact.officer}.", f"Assigned inside {name} to {fact.officer}.")


def _sentence_of_way(fact: Routed | ScreeningRequested | Referred | Returned, name_of: NameOf) -> Wording:
    name = name_of(fact.institution_id)
    match fact:
        case Routed():
            return Wording(f"{name} kurumuna gönderildi.", f"Sent to {name}.")
        case ScreeningRequested():
            return Wording(f"{name} ön incelemesine alındı.", f"Waits in the screening of {name}.")
        case Returned():
            return Wording(f"{name} iade etti.", f"{name} returned it.")
        case Referred():
            sender = name_of(fact.from_institution_id)
            if fact.purpose is TaskPurpose.INFORMATION:
                return Wording(f"{sender} bilgi için gönderdi: {name}.", f"{sender} sent it for information to {name}.")
            return Wording(f"{sender} gereği için sevk etti: {name}.", f"{sender} referred it for action to {name}.")


_ClockSentence = ClockSet | ClockCleared | Reminded | DeadlineMissed | Escalated | DeemedRefused


def _sentence_of_clock(fact: _ClockSentence, name_of: NameOf) -> Wording:
    match fact:
        case ClockSet():
            due = Dates(fact.due_on)
            return Wording(f"Süre işlemeye başladı; son gün {due.turkish}.", f"The period runs until {due.english}.")
        case ClockCleared():
            why = _CLEARED[fact.because]
            return Wording(f"Süre durdu: {why.turkish}.", f"The period ended: {why.english}.")
        case Reminded():
            stage = _STAGES[fact.stage]
            return Wording(f"Kurum uyarıldı: {stage.turkish}.", f"The holder was reminded: {stage.english}.")
        case DeadlineMissed():
            due = Dates(fact.due_on)
            return Wording(f"Son gün {due.turkish} cevapsız geçti.", f"{due.english} passed without an answer.")
        case Escalated():
            name = name_of(fact.to_institution_id)
            return Wording(f"Gecikme bir üst kuruma bildirildi: {name}.", f"The delay was told to {name}.")
        case DeemedRefused():
            return Wording(
                "Cevap süresi doldu; başvuru reddedilmiş sayıldı. Cevap yine de verilebilir.",
                "Silence counts as refusal now; an answer is still possible.",
            )


def _sentence_of_notice(fact: NoticeRecorded) -> Wording:
    what, how = _NOTICES[fact.kind], _NOTICE_CHANNELS[fact.channel]
    if fact.outcome is NoticeOutcome.SERVED:
        return Wording(
            f"{what.turkish} başvuru sahibine {how.turkish} iletildi.",
            f"{what.english} reached the applicant {how.english}.",
        )
    return Wording(
        f"{what.turkish} {how.turkish} iletilemedi.", f"{what.english} could not be delivered {how.english}."
    )
