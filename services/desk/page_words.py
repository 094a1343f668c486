"""What does a template know besides its own page: the language, and how texts, labels, dates and links are written?"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from domain.business_calendar import ISTANBUL
from domain.sub_subject import sub_subject_of, sub_subjects_of
from domain.subject import SUBJECTS, subject_of
from domain.turkish_dates import long_date, month_name
from services.desk.asked import language_of
from services.desk.due import Due
from services.desk.labels import LABELS
from services.desk.ledger_words import lira
from services.desk.page_texts import TEXTS
from services.desk.wording import Language, Wording


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language, as the templates speak it."""

    language: Language
    path: str
    query: Mapping[str, str]

    @classmethod
    def of(cls, request: Request) -> "PageWords":
        """Take the language of a request: Turkish unless it asks for English."""
        return cls(language_of(request), request.url.path, dict(request.query_params))

    def say(self, name: str) -> str:
        """Write one of the pages' texts."""
        return TEXTS[name].say(self.language)

    def words(self, wording: Wording) -> str:
        """Write a sentence that stands in both languages."""
        return wording.say(self.language)

    def label(self, value: StrEnum) -> str:
        """Write one value of a closed list."""
        return LABELS[type(value)][value].say(self.language)

    def choices(self, of: type[StrEnum]) -> list[tuple[str, str]]:
        """List a closed list to choose from."""
        return [(value, self.label(value)) for value in of]

    def subject(self, code: str | None) -> str:
        """Name a subject by its code; empty for none."""
        subject = None if code is None else subject_of(code)
        return "" if subject is None else subject.name

    def subjects(self) -> list[tuple[str, str]]:
        """List the subjects to choose from."""
        return [(subject.code, subject.name) for subject in SUBJECTS]

    def sub_subject(self, code: str | None) -> str:
        """Name a sub-subject by its code; empty for none."""
        found = None if code is None else sub_subject_of(code)
        return "" if found is None else found.name

    def sub_subjects(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """List every subject with its sub-subjects to choose from."""
        return [
            (subject.name, [(each.code, each.name) for each in sub_subjects_of(subject.code)]) for subject in SUBJECTS
        ]

    def day(self, on: date) -> str:
        """Write a day with its weekday."""
        return f"{on.day} {on:%B %Y, %A}" if self.language is Language.ENGLISH else long_date(on)

    def month_words(self, on: date) -> str:
        """Write a month."""
        return f"{on:%B %Y}" if self.language is Language.ENGLISH else month_name(on)

    def short_day(self, on: date | datetime) -> str:
        """Write a day in a table, as a calendar in Türkiye shows it."""
        on = on.astimezone(ISTANBUL).date() if isinstance(on, datetime) else on
        return on.isoformat() if self.language is Language.ENGLISH else f"{on:%d.%m.%Y}"

    def moment(self, at: datetime) -> str:
        """Write a moment as clocks in Türkiye show it."""
        local = at.astimezone(ISTANBUL)
        return f"{self.short_day(local.date())} {local:%H:%M}"

    def lira(self, amount: int) -> str:
        """Write an amount in kuruş as lira."""
        return lira(amount)

    def due(self, on: date, days_left: int) -> Due:
        """Say how near a last day is."""
        return Due(on, days_left)

    def link(self, path: str, **query: str | None) -> str:
        """Link to another page in the same language."""
        wanted = {name: value for name, value in query.items() if value}
        if self.language is Language.ENGLISH:
            wanted["lang"] = Language.ENGLISH
        return f"{path}?{urlencode(wanted)}" if wanted else path

    def with_query(self, **changed: str) -> str:
        """Link to this very page with some of its query changed; for the next page of a list."""
        return f"{self.path}?{urlencode({**self.query, **changed})}"

    def everywhere(self) -> dict[str, Any]:
        """Return what every template may use."""
        other = Language.TURKISH if self.language is Language.ENGLISH else Language.ENGLISH
        return {
            "lang": self.language,
            "service_name": self.say("service"),
            "other_language": other,
            "other_language_link": self.with_query(lang=other),
            "fresh_key": fresh_key,
            **dict(self._functions()),
        }

    def _functions(self) -> Iterator[tuple[str, Any]]:
        for name in (
            *("say", "words", "label", "choices", "subject", "subjects", "day", "short_day", "moment", "due"),
            *("month_words", "link", "with_query", "sub_subject", "sub_subjects", "lira"),
        ):
            yield name, getattr(self, name)


def fresh_key() -> str:
    """Make an Idempotency-Key for a form: sent twice, it is one action."""
    return secrets.token_urlsafe(18)
