"""How is a right against a refusal told: what it is, until when, and what it waits for?"""

from domain.legal_regime import LegalRegime
from domain.periods import PERIODS, PeriodName
from domain.rights import HeldRight, Right, RightState
from services.intake.steps_of_work import Day
from services.intake.words import Words

_NAMES = {
    Right.APPEAL: Words(
        "Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz (4982 sayılı Kanun, m. 13)",
        "A written appeal to the Review Board (Law 4982, art. 13)",
    ),
    Right.SUIT: Words("İdare mahkemesinde dava (2577 sayılı Kanun, m. 7)", "A suit in court (Law 2577, art. 7)"),
}
_LENGTHS = {Right.APPEAL: PERIODS[PeriodName.APPEAL].length, Right.SUIT: PERIODS[PeriodName.SUIT].length}

OF_LAW: dict[LegalRegime, Words] = {
    LegalRegime.PETITION: Words(
        "Kurum 30 gün içinde gerekçeli cevap vermek zorundadır (3071 sayılı Kanun). Cevap gelmezse başvurunuz "
        "reddedilmiş sayılır; bundan sonra ya da olumsuz cevap size ulaştıktan sonra 60 gün içinde idare mahkemesinde "
        "dava açabilirsiniz.",
        "The institution must answer with reasons within 30 days (Law 3071). Without an answer your application "
        "counts as refused; from then, or once a refusal has reached you, you have 60 days to sue in court.",
    ),
    LegalRegime.RIGHT_TO_INFORMATION: Words(
        "Kurum 15 iş günü içinde bilgiyi vermek ya da gerekçesiyle reddetmek zorundadır; bu süreyi kanundaki üç "
        "nedenden biriyle 30 iş gününe uzatabilir ve size bildirir (4982 sayılı Kanun). Ret size ulaştıktan sonra 15 "
        "gün içinde Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz edebilir, 60 gün içinde idare mahkemesinde dava "
        "açabilirsiniz; cevap gelmezse bu süreler başvurunuzun reddedilmiş sayıldığı günden işler. İtiraz, dava açma "
        "süresini durdurur.",
        "The institution must give the information or refuse it with reasons within 15 working days; on one of three "
        "grounds it may take 30 and tells you (Law 4982). Once a refusal has reached you, or silence counts as one, "
        "you have 15 days to appeal in writing to the Review Board and 60 days to sue; an appeal stops that time.",
    ),
    LegalRegime.ETHICS: Words(
        "Genel müdür ve üstü için Etik Kurulu, diğer görevliler için kurumun disiplin kurulu inceler; sonuç size "
        "bildirilir (5176 sayılı Kanun).",
        "The Ethics Board examines general directors and above, the institution’s disciplinary board all others; you "
        "are told the result (Law 5176).",
    ),
    LegalRegime.HUMAN_RIGHTS: Words(
        "Başvurunuzu il veya ilçe insan hakları kurulu inceler; sonuç size bildirilir.",
        "The human rights board of the province or district examines it; you are told the result.",
    ),
}
"""What the law of an application gives its applicant; it stands on the receipt and under the status."""


def right_named(right: Right, language: str) -> str:
    """Name a right with its law."""
    return _NAMES[right].in_language(language)


def right_told(held: HeldRight, language: str) -> str:
    """Say how a right stands: its last day, what it waits for, or why it is over."""
    return _told(held).in_language(language)


def _told(held: HeldRight) -> Words:
    match held.state:
        case RightState.USED:
            return Words("bu hakkınızı kullandınız", "you have used this right")
        case RightState.STOPPED:
            return Words(
                f"süre Kurulun kararına kadar durdu; karar size ulaşınca kalan {held.days_left} gün işler",
                f"it stands still until the Board decides; the {held.days_left} days left run once you are told",
            )
        case RightState.ENDED:
            return _ended(held)
        case RightState.OPEN:
            return _open(held)


def _ended(held: HeldRight) -> Words:
    if held.until_on is None:
        return Words("süresi doldu", "its time is over")
    day = Day(held.until_on)
    return Words(f"süresi {day.tr} günü doldu", f"its time ended on {day.en}")


def _open(held: HeldRight) -> Words:
    if held.until_on is not None:
        day = Day(held.until_on)
        return Words(f"son gün {day.tr}", f"until {day.en}")
    if held.days_left is not None:
        return Words(
            f"Kurulun kararının size ulaştığı günü izleyen günden başlayarak kalan {held.days_left} gün",
            f"the {held.days_left} days left, from the day after the Board’s decision reached you",
        )
    length = _LENGTHS[held.right]
    return Words(
        f"cevabın size ulaştığı günü izleyen günden başlayarak {length} gün",
        f"{length} days from the day after the answer reached you",
    )
