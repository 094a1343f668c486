"""How is it told that a period runs, ends, moves, or was missed?"""

from typing import TypeAlias

from domain.facts import (
    ApplicantReminded,
    ClockCleared,
    ClockClearedBecause,
    ClockPurpose,
    ClockSet,
    DeadlineMissed,
    DeemedRefused,
    DueDateChanged,
    Escalated,
    EscalationTakenBack,
    PaymentMissed,
    PeriodExtended,
    Reminded,
    StagePassedOver,
)
from domain.ladder import Stage
from services.desk.labels import label
from services.desk.ledger_words import Dates, NameOf
from services.desk.wording import Wording

_STAGES = {
    Stage.HALF_OF_PERIOD: Wording("sürenin yarısı doldu", "half of the period has passed"),
    Stage.FOUR_FIFTHS_OF_PERIOD: Wording("sürenin beşte dördü doldu", "four fifths of the period have passed"),
    Stage.THREE_WORKING_DAYS_LEFT: Wording("son üç iş günü", "three working days are left"),
    Stage.DUE_DAY: Wording("bugün son gün", "today is the last day"),
    Stage.COORDINATOR: Wording("koordinatöre bildirildi", "the coordinator was told"),
    Stage.CENTRE: Wording("merkeze bildirildi", "the centre was told"),
    Stage.DEEMED_REFUSAL: Wording("zımni ret", "deemed refusal"),
    Stage.SECOND_CLOCK: Wording("öbür sürenin son günü geldi", "the other of the two clocks ends today"),
    Stage.PAYMENT_ENDING: Wording("ödeme süresi bitmek üzere", "the time to pay is about to end"),
    Stage.PAYMENT_MISSED: Wording("ödeme süresi bitti", "the time to pay has ended"),
    Stage.APPEAL_RIGHT_ENDING: Wording("itiraz süresi bitmek üzere", "the time to appeal is about to end"),
    Stage.SUIT_RIGHT_ENDING: Wording("dava açma süresi bitmek üzere", "the time to go to court is about to end"),
}

_CLEARED = {
    ClockClearedBecause.ANSWERED: Wording("cevap verildi", "the answer was given"),
    ClockClearedBecause.HANDED_OVER: Wording("başvuru başka kuruma geçti", "the application passed on"),
    ClockClearedBecause.WITHDRAWN: Wording("başvuru geri çekildi", "the application was withdrawn"),
    ClockClearedBecause.INTERRUPTED: Wording("süre yeniden başlamak üzere kesildi", "it was interrupted to run anew"),
    ClockClearedBecause.NOT_PROCESSED: Wording("başvuru işlemden kaldırıldı", "the application is not processed"),
    ClockClearedBecause.UNPAID: Wording("ücret ödenmedi", "the fee was not paid"),
    ClockClearedBecause.APPEALED: Wording("itiraz edildi", "an appeal was lodged"),
}

_SET = {
    ClockPurpose.ANSWER: Wording("Cevap süresi işlemeye başladı", "The period to answer runs"),
    ClockPurpose.PAYMENT: Wording("Ödeme süresi işlemeye başladı", "The time to pay runs"),
    ClockPurpose.PLACING: Wording("Yetkili kurumu belirleme süresi işlemeye başladı", "The time to place it runs"),
    ClockPurpose.RIGHT: Wording("Başvuru sahibinin hak arama süresi işliyor", "The applicant's time for a remedy runs"),
}

Moving: TypeAlias = ClockSet | ClockCleared | PeriodExtended | DueDateChanged
Reached: TypeAlias = (
    Reminded
    | DeadlineMissed
    | Escalated
    | EscalationTakenBack
    | DeemedRefused
    | ApplicantReminded
    | PaymentMissed
    | StagePassedOver
)


def sentence_of_moving(fact: Moving) -> Wording:
    """Tell until when a period runs, or why it runs no more."""
    match fact:
        case ClockSet():
            due, what = Dates(fact.due_on), _SET[fact.purpose]
            return Wording(f"{what.turkish}; son gün {due.turkish}.", f"{what.english} until {due.english}.")
        case ClockCleared():
            why = _CLEARED[fact.because]
            return Wording(f"Süre durdu: {why.turkish}.", f"The period ended: {why.english}.")
        case PeriodExtended():
            ground, due = label(fact.ground), Dates(fact.due_on)
            return Wording(
                f"Ek süre alındı ({ground.turkish}); yeni son gün {due.turkish}.",
                f"The period was extended ({ground.english}) until {due.english}.",
            )
        case DueDateChanged():
            before, due = Dates(fact.due_on_before), Dates(fact.due_on)
            return Wording(
                f"Takvim değişti; son gün {before.turkish} yerine {due.turkish} oldu.",
                f"The calendar changed; the last day is {due.english} instead of {before.english}.",
            )


def sentence_of_stage(fact: Reached, name_of: NameOf) -> Wording:
    """Tell which stage a clock reached, and who was told."""
    match fact:
        case Reminded():
            stage = _STAGES[fact.stage]
            return Wording(f"Kurum uyarıldı: {stage.turkish}.", f"The holder was reminded: {stage.english}.")
        case DeadlineMissed():
            due = Dates(fact.due_on)
            return Wording(f"Son gün {due.turkish} cevapsız geçti.", f"{due.english} passed without an answer.")
        case Escalated():
            name = name_of(fact.to_institution_id)
            return Wording(f"Gecikme bir üst kuruma bildirildi: {name}.", f"The delay was told to {name}.")
        case EscalationTakenBack():
            name = name_of(fact.to_institution_id)
            return Wording(
                f"Takvim değiştiği için gecikme bildirimi geri alındı: {name}.",
                f"The calendar changed; what {name} was told of a delay was taken back.",
            )
        case DeemedRefused():
            return Wording(
                "Cevap süresi doldu; başvuru reddedilmiş sayıldı. Cevap yine de verilebilir.",
                "Silence counts as refusal now; an answer is still possible.",
            )
        case ApplicantReminded():
            stage, until = _STAGES[fact.stage], Dates(fact.until_on)
            return Wording(
                f"Başvuru sahibi uyarıldı: {stage.turkish}, son gün {until.turkish}.",
                f"The applicant was reminded: {stage.english}, on {until.english}.",
            )
        case PaymentMissed():
            pay_by = Dates(fact.pay_by)
            return Wording(
                f"Ücret {pay_by.turkish} gününe kadar ödenmedi; başvurudan vazgeçilmiş sayıldı.",
                f"The fee was not paid by {pay_by.english}; the applicant counts as having given up.",
            )
        case StagePassedOver():
            stage = _STAGES[fact.stage]
            return Wording(
                f"Artık önemi kalmadığı için kimse uyarılmadı: {stage.turkish}.",
                f"Nobody was told, since it no longer mattered: {stage.english}.",
            )
