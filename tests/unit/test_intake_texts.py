"""Is there a word for everything, in both languages?"""

import re
from pathlib import Path

import pytest

from domain.field_refusal import FieldCode
from domain.legal_regime import ApplicationKind
from services.intake.error_texts import FIELD_TEXTS, PROBLEM_TEXTS, ProblemCode
from services.intake.page_texts import KIND_HINTS, TEXTS
from services.intake.words import LABELS, Words, language_named

TEMPLATES = Path(__file__).parents[2] / "services" / "intake" / "templates"
PYTHON = TEMPLATES.parent


def wanting(words: Words) -> bool:
    return any(not text or text != text.strip() for text in words)


@pytest.mark.parametrize("code", list(FieldCode))
def test_every_refused_field_says_what_to_do(code: FieldCode):
    assert not wanting(FIELD_TEXTS[code])


@pytest.mark.parametrize("code", list(ProblemCode))
def test_every_problem_has_words(code: ProblemCode):
    assert not wanting(PROBLEM_TEXTS[code])


@pytest.mark.parametrize("kind", list(LABELS))
def test_every_value_of_a_list_has_a_label(kind: type):
    assert set(LABELS[kind]) == {value.value for value in kind}  # type: ignore[attr-defined]


def test_every_kind_is_explained():
    assert set(KIND_HINTS) == {kind.value for kind in ApplicationKind}


def texts_asked_for() -> set[str]:
    sources = [*TEMPLATES.glob("*.html"), *PYTHON.glob("*.py")]
    return {name for source in sources for name in re.findall(r"""say\(["']([a-z_.0-9]+)["']\)""", source.read_text())}


def test_every_text_that_a_page_asks_for_is_there_and_every_one_that_is_there_is_asked_for():
    assert texts_asked_for() == set(TEXTS)


def test_no_text_is_left_untranslated():
    same = {name for name, words in TEXTS.items() if words.tr == words.en}
    assert same == set()
    assert not any(wanting(words) for words in TEXTS.values())


@pytest.mark.parametrize(("asked", "spoken"), [("en", "en"), ("tr", "tr"), ("de", "tr"), (None, "tr"), ("EN", "tr")])
def test_whatever_is_not_spoken_is_answered_in_turkish(asked: str | None, spoken: str):
    assert language_named(asked) == spoken
