"""What does a template know besides its page: the language, and how words, dates and links are written in it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from starlette.requests import Request

from domain.inputs import AnswerBy, OfficialRank
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.place import Gazetteer
from domain.subject_table import ABOUT_THE_SYSTEM, SUBJECTS
from services.intake.page_texts import KIND_HINTS, TEXTS
from services.intake.rights_words import OF_LAW
from services.intake.steps_of_work import lira
from services.intake.words import ENGLISH, TURKISH, label, language_named, local_time_in, long_date_in


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language, as the templates speak it."""

    language: str
    path: str

    @classmethod
    def of(cls, request: Request) -> "PageWords":
        """Take the language of a request: Turkish unless it asks for English."""
        return cls(language_named(request.query_params.get("lang")), request.url.path)

    def say(self, name: str) -> str:
        """Write one of the pages' texts."""
        return TEXTS[name].in_language(self.language)

    def link(self, path: str) -> str:
        """Link to another page in the same language."""
        return f"{path}?lang={ENGLISH}" if self.language == ENGLISH else path

    def day(self, on: date | str) -> str:
        """Write a day; what is no date, as an officer may have put it, stays as it is."""
        try:
            return long_date_in(self.language, date.fromisoformat(on) if isinstance(on, str) else on)
        except ValueError:
            return str(on)

    def moment(self, at: datetime) -> str:
        """Write a moment."""
        return local_time_in(self.language, at)

    def label(self, value: StrEnum) -> str:
        """Write one value of a closed list."""
        return label(value, self.language)

    def money(self, kurus: int) -> str:
        """Write a sum."""
        return lira(kurus, self.language)

    def rights_by_law(self, regime: LegalRegime) -> str:
        """Say what a law gives its applicant."""
        return OF_LAW[regime].in_language(self.language)

    def everywhere(self) -> dict[str, Any]:
        """Return what every template may use."""
        other = TURKISH if self.language == ENGLISH else ENGLISH
        return {
            "lang": self.language,
            "service_name": self.say("service"),
            "say": self.say,
            "link": self.link,
            "day": self.day,
            "moment": self.moment,
            "label": self.label,
            "money": self.money,
            "rights_by_law": self.rights_by_law,
            "other_language_link": f"{self.path}?lang={other}",
        }


@dataclass(frozen=True, slots=True)
class Choices:
    """What the form's lists offer."""

    gazetteer: Gazetteer

    def in_words(self, words: PageWords, values: Mapping[str, str]) -> dict[str, Any]:
        """Return the lists in one language, and which folded parts of the form hold something."""
        language = words.language
        return {
            "kinds": [(k, words.label(k), KIND_HINTS[k].in_language(language)) for k in ApplicationKind],
            "roads": [(road, words.label(road), "") for road in AnswerBy if road is not AnswerBy.NONE],
            "ranks": [(rank, words.label(rank)) for rank in OfficialRank],
            "subjects": [(subject.code, subject.name) for subject in SUBJECTS if subject.code != ABOUT_THE_SYSTEM],
            "provinces": [(province.plate, province.name) for province in self.gazetteer.provinces()],
            "districts_of": lambda plate: [(one.name, one.name) for one in self.gazetteer.districts_of(plate)],
            "opened": lambda group: any(text for name, text in values.items() if name.startswith(f"{group}.")),
        }
