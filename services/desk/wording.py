"""In which languages does the desk speak, and how is one sentence kept in all of them?"""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Turkish is the default; English is the second language."""

    TURKISH = "tr"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence or label in every language the desk speaks."""

    turkish: str
    english: str

    def say(self, language: Language) -> str:
        """Give the sentence in one language."""
        return self.english if language is Language.ENGLISH else self.turkish


def language_named(name: str | None) -> Language:
    """Read a language's two letters; whatever is not spoken here is answered in Turkish."""
    return Language.ENGLISH if name == Language.ENGLISH else Language.TURKISH
