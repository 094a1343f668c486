"""How is it told to the applicant what happens to his time and his rights: delays, silence, appeals, reminders?"""

from domain.facts import (
    AppealRecorded,
    ApplicantReminded,
    DeadlineMissed,
    DeemedRefused,
    DueDateChanged,
    Escalated,
    EscalationTakenBack,
)
from domain.grounds import AppealOutcome
from domain.inputs import AppealStep
from domain.ladder import Stage
from services.intake.steps_of_work import Day, NameOf
from services.intake.words import Words

RightsFact = (
    DeadlineMissed
    | Escalated
    | EscalationTakenBack
    | DueDateChanged
    | DeemedRefused
    | AppealRecorded
    | ApplicantReminded
)

_LODGED = Words(
    "Bilgi Edinme Değerlendirme Kuruluna itirazınız kayda alındı. Kurul 30 iş günü içinde karar verir; o zamana kadar "
    "dava açma süreniz durur. İtirazınız usulüne uygun bulunmazsa bu süre durmamış sayılır.",
    "Your appeal to the Review Board was registered. It decides within 30 working days; until then your time to sue "
    "stands still. Should it be found to be no proper appeal, that time has not stood still.",
)
_DECIDED = {
    AppealOutcome.UPHELD: Words(
        "Kurul itirazınızı haklı buldu; kurum yeniden cevap verecek.",
        "The Board upheld your appeal; the institution will answer anew.",
    ),
    AppealOutcome.PARTLY_UPHELD: Words(
        "Kurul itirazınızı kısmen haklı buldu; kurum bu bölümü yeniden cevaplayacak.",
        "The Board upheld your appeal in part; the institution will answer that part anew.",
    ),
    AppealOutcome.REJECTED: Words(
        "Kurul itirazınızı reddetti; duran dava açma süreniz kaldığı yerden işler.",
        "The Board rejected your appeal; your time to sue runs on from where it stood.",
    ),
    AppealOutcome.DISMISSED: Words(
        "Kurul itirazınızı esastan incelemedi; duran dava açma süreniz kaldığı yerden işler.",
        "The Board dismissed your appeal unexamined; your time to sue runs on from where it stood.",
    ),
    AppealOutcome.WITHDRAWN: Words(
        "İtirazınızı geri aldınız; duran dava açma süreniz ertesi günden başlayarak kaldığı yerden işler.",
        "You withdrew your appeal; your time to sue runs on from where it stood, beginning the next day.",
    ),
}
_VOID = Words(
    "İtirazınız Kurula gitmeden işleme konulmadı ya da geçersiz sayıldı; bu yüzden süreleri durdurmadı. Haklarınız ve "
    "son günleri bu sayfada yazılıdır.",
    "Your appeal was not processed or found invalid before it came to the Board, so it stopped no period. Your rights "
    "and their last days stand on this page.",
)
_ENDING = {
    Stage.PAYMENT_ENDING: Words("ücretin son ödeme günü", "the last day to pay the fee"),
    Stage.APPEAL_RIGHT_ENDING: Words("Kurula itirazın son günü", "the last day to appeal to the Board"),
    Stage.SUIT_RIGHT_ENDING: Words("dava açmanın son günü", "the last day to sue"),
}


def told_of_rights(fact: RightsFact, name_of: NameOf) -> tuple[str, Words]:
    """Tell what became of a period or a right; return the event's stable name and the sentence."""
    match fact:
        case DeadlineMissed():
            day = Day(fact.due_on)
            return "overdue", Words(
                f"Cevap süresi {day.tr} günü doldu, cevap verilmedi.", f"No answer came by {day.en}."
            )
        case Escalated():
            name = name_of(fact.to_institution_id)
            return "escalated", Words(f"Gecikme {name} kurumuna bildirildi.", f"The delay was told to {name}.")
        case EscalationTakenBack():
            name = name_of(fact.to_institution_id)
            return "escalation_taken_back", Words(
                f"Takvim değiştiği için {name} kurumuna yapılan gecikme bildirimi geri alındı.",
                f"The calendar changed, so the notice of delay to {name} was taken back.",
            )
        case DueDateChanged():
            before, after = Day(fact.due_on_before), Day(fact.due_on)
            return "due_date_changed", Words(
                f"Takvim değiştiği için son cevap günü {before.tr} yerine {after.tr} oldu.",
                f"The calendar changed: the answer is due by {after.en} instead of {before.en}.",
            )
        case DeemedRefused():
            return "deemed_refused", Words(
                "Süresinde cevap verilmediği için başvuru reddedilmiş sayılır; haklarınız ve son günleri bu sayfada "
                "yazılıdır. Kurum yine de cevap verebilir.",
                "Silence counts as refusal from now on; your rights and their last days stand on this page. An answer "
                "is still possible.",
            )
        case AppealRecorded(step=AppealStep.VOID):
            return "appeal_void", _VOID
        case AppealRecorded():
            if fact.decision is None:
                return "appeal_lodged", _LODGED
            return "appeal_decided", _DECIDED[fact.decision]
        case ApplicantReminded():
            ending, until = _ENDING[fact.stage], Day(fact.until_on)
            return "reminded", Words(f"Hatırlatma: {ending.tr} {until.tr}.", f"A reminder: {until.en} is {ending.en}.")
