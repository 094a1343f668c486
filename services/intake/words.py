"""How is one text kept in both languages, and how are the closed lists and dates written for people?"""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from domain.business_calendar import ISTANBUL
from domain.inputs import AnswerBy, OfficialRank, ResponseOutcome
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.status import ApplicationStatus
from domain.turkish_dates import long_date

TURKISH, ENGLISH = "tr", "en"


class Words(NamedTuple):
    """One text in both languages."""

    tr: str
    en: str

    def in_language(self, language: str) -> str:
        """Return the text; any language but English is Turkish."""
        return self.en if language == ENGLISH else self.tr


def language_named(name: str | None) -> str:
    """Read a language's two letters; whatever is not spoken here is answered in Turkish."""
    return ENGLISH if name == ENGLISH else TURKISH


def long_date_in(language: str, on: date) -> str:
    """Write a day with its weekday."""
    return f"{on:%A, {on.day} %B %Y}" if language == ENGLISH else long_date(on)


def local_time_in(language: str, at: datetime) -> str:
    """Write a moment as clocks in Türkiye show it."""
    local = at.astimezone(ISTANBUL)
    return f"{local:%Y-%m-%d %H:%M}" if language == ENGLISH else f"{local:%d.%m.%Y %H.%M}"


LABELS: dict[type[StrEnum], Mapping[str, Words]] = {
    ApplicationStatus: {
        "registered": Words("Kayda alındı", "Registered"),
        "screening": Words("Doğru kurum belirleniyor", "Being placed"),
        "routed": Words("Kuruma iletildi", "With the institution"),
        "in_progress": Words("İnceleniyor", "Being examined"),
        "awaiting_applicant": Words("Sizden bilgi bekleniyor", "Waiting for you"),
        "awaiting_payment": Words("Ödemeniz bekleniyor", "Waiting for your payment"),
        "answered": Words("Cevaplandı", "Answered"),
        "closed": Words("Sonuçlandı", "Closed"),
        "invalid": Words("Geçersiz", "Invalid"),
        "not_processed": Words("İşleme konulmadı", "Not processed"),
        "withdrawn": Words("Geri çekildi", "Withdrawn"),
    },
    ApplicationKind: {
        "service_request": Words("İstek", "Request"),
        "complaint": Words("Şikâyet", "Complaint"),
        "tip_off": Words("İhbar", "Tip-off"),
        "opinion": Words("Görüş", "Opinion"),
        "suggestion": Words("Öneri", "Suggestion"),
        "information_request": Words("Bilgi edinme", "Information request"),
        "ethics_complaint": Words("Etik başvurusu", "Ethics complaint"),
        "human_rights_complaint": Words("İnsan hakları başvurusu", "Human rights complaint"),
    },
    LegalRegime: {
        "petition": Words("3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun", "Law 3071 (right of petition)"),
        "right_to_information": Words("4982 sayılı Bilgi Edinme Hakkı Kanunu", "Law 4982 (right to information)"),
        "ethics": Words("5176 sayılı Kamu Görevlileri Etik Kurulu Kanunu", "Law 5176 (ethics board)"),
        "human_rights": Words("İnsan hakları kurulları yönetmeliği", "Regulation on the human rights boards"),
    },
    AnswerBy: {
        "email": Words("E-posta", "E-mail"),
        "sms": Words("Kısa mesaj (SMS)", "Text message"),
        "post": Words("Posta", "Post"),
        "phone": Words("Telefon", "Telephone"),
        "none": Words("Bildirim yapılmaz", "No notices"),
    },
    ResponseOutcome: {
        "positive": Words("Olumlu", "Positive"),
        "partial": Words("Kısmen olumlu", "Partly positive"),
        "negative": Words("Olumsuz", "Negative"),
    },
    OfficialRank: {
        "below": Words("Genel müdürün altında", "Below general director"),
        "general_director_or_above": Words("Genel müdür veya üstü", "General director or above"),
    },
}
"""Every value of every closed list that a page shows; a test fails when one is missing."""


def label(value: StrEnum, language: str) -> str:
    """Write one value of a closed list for people."""
    return LABELS[type(value)][value].in_language(language)
