"""What does a printed appeal to the Review Board say, and may it be printed at all?

An appeal is made in writing, by letter or in person, with copies (R-I5, R-I10, R-I11): here it is only made ready.
Nobody's identity is known here, so the applicant fills in his own by hand. It is a Turkish paper whatever the page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.business_calendar import local_date
from domain.identifiers import TrackingNumber
from domain.inputs import ResponseOutcome
from domain.legal_regime import LegalRegime
from domain.refusals import RefusedBy
from domain.rights import HeldRight, Right, RightState
from domain.turkish_dates import long_date
from services.intake.error_texts import ProblemCode
from services.intake.tracking_parts import ResponseView, RightView
from services.intake.tracking_view import TrackingView

HEADING = "BİLGİ EDİNME DEĞERLENDİRME KURULUNA"
SUBJECT = "Konu: 4982 sayılı Bilgi Edinme Hakkı Kanununun 13 üncü maddesine göre itiraz"
REQUEST = "İtirazımın kabulünü ve istediğim bilgi veya belgenin verilmesini arz ederim."
TO_BE_FILLED_IN = (
    "Ad, soyad (tüzel kişide unvan)",
    "T.C. kimlik numarası (tüzel kişide vergi kimlik numarası)",
    "Adres",
    "Telefon (bildirmeniz önerilir)",
    "Tarih",
    "İmza",
)
FILING = (
    "Dilekçeyi doldurup imzalayın; başvurunun ve varsa cevabın örneğini ekleyin. Örnekler dilekçenin arkasındadır.",
    "Mektupla Bilgi Edinme Değerlendirme Kuruluna gönderin ya da kaymakamlık, valilik veya bakanlıktaki bir Halkla "
    "İlişkiler Müracaat Bürosuna elden verin. İtirazınız ancak o zaman kayda alınır; bu sayfa hiçbir şey kaydetmez.",
    "E-posta veya faksla yapılan ya da eki eksik itiraz işleme konulmaz.",
)
_BLANK = "." * 40
_OUTCOMES = {ResponseOutcome.PARTIAL: "kısmen olumlu", ResponseOutcome.NEGATIVE: "olumsuz"}


@dataclass(frozen=True, slots=True)
class AppealPaper:
    """The appeal, ready to be printed and signed."""

    tracking_number: TrackingNumber
    received_on: date
    against: tuple[str, ...]
    until_on: date | None
    grounds: str
    body: str
    answers: tuple[ResponseView, ...]
    words_of_refusal: str

    @property
    def opening(self) -> str:
        """Say which application it is about."""
        return (
            f"{long_date(self.received_on)} günü {self.tracking_number} numarayla bilgi edinme başvurusunda bulundum."
        )

    @property
    def enclosures(self) -> tuple[str, ...]:
        """List what must lie in the envelope (R-I10)."""
        answers = [f"{answer.institution} cevabının örneği" for answer in self.answers]
        refusal = ["İşleme konulmama bildiriminin örneği"] if self.words_of_refusal else []
        return ("Başvurunun örneği", *answers, *refusal)

    @property
    def last_day(self) -> str:
        """Say until when it must be filed."""
        if self.until_on is None:
            return "Süre: cevabın size ulaştığı günü izleyen günden başlayarak 15 gün."
        return f"Son gün: {long_date(self.until_on)}. Son güne bırakmayın."

    @property
    def text(self) -> str:
        """Write the whole paper as plain text."""
        return "\n\n".join(
            (
                HEADING,
                SUBJECT,
                " ".join((self.opening, *self.against)),
                f"İtiraz gerekçelerim:\n{self.grounds or _BLANK}",
                REQUEST,
                "\n".join(f"{line}: {_BLANK}" for line in TO_BE_FILLED_IN),
                "\n".join(("Ekler:", *(f"{place}. {name}" for place, name in enumerate(self.enclosures, start=1)))),
            )
        )


def prepared_appeal(view: TrackingView, grounds: str) -> AppealPaper | ProblemCode:
    """Make the appeal ready against all that may be appealed against today, or say why there is none to make."""
    application = view.application
    if application.legal_regime is not LegalRegime.RIGHT_TO_INFORMATION or application.appeal_of is not None:
        return ProblemCode.APPEAL_NOT_PROVIDED
    appeals = [right for right in view.rights if right.held.right is Right.APPEAL]
    usable = [right for right in appeals if right.held.usable]
    if not usable:
        return _why_none([right.held for right in appeals])
    places = [right.held.against.answer for right in usable]
    days = [right.held.until_on for right in usable if right.held.until_on is not None]
    return AppealPaper(
        tracking_number=application.tracking_number,
        received_on=application.received_on,
        against=tuple(_against(usable, view)),
        until_on=min(days, default=None),
        grounds=grounds,
        body=view.body,
        answers=tuple(answer for place, answer in enumerate(view.responses) if place in places),
        words_of_refusal="" if view.end is None else view.end.body or view.end.why,
    )


def _why_none(appeals: list[HeldRight]) -> ProblemCode:
    if not appeals:
        return ProblemCode.NOTHING_TO_APPEAL
    used = any(appeal.state is RightState.USED for appeal in appeals)
    return ProblemCode.APPEAL_ALREADY_LODGED if used else ProblemCode.APPEAL_PERIOD_OVER


def _against(rights: list[RightView], view: TrackingView) -> Iterator[str]:
    for right in rights:
        against = right.held.against
        day = None if against.day_zero is None else long_date(against.day_zero)
        match against.by:
            case RefusedBy.ANSWER if against.answer is not None:
                yield _against_answer(view.responses[against.answer], day)
            case RefusedBy.SILENCE:
                yield (
                    f"{right.institution or 'İlgili kurum'} süresinde cevap vermedi; başvurum {day} günü reddedilmiş "
                    "sayıldı."
                )
            case _:
                reached = f"{day} günü" if day else f"{_BLANK} günü"
                yield f"Başvurum işleme konulmadı; bu bana {reached} bildirildi. Bu karara itiraz ediyorum."


def _against_answer(answer: ResponseView, day: str | None) -> str:
    outcome = _OUTCOMES.get(answer.outcome, "")
    issued = long_date(local_date(answer.issued_at))
    reached = f"bana {day} günü ulaştı" if day else f"bana ulaştığı gün: {_BLANK}"
    return f"{answer.institution} kurumunun {issued} tarihli {outcome} cevabı {reached}. Bu cevaba itiraz ediyorum."
