"""Has everything an officer can be told its words, in Turkish and in English?"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import pytest
from pydantic import TypeAdapter

from domain.facts import ActionRefused, RefusalCode
from domain.identifiers import InstitutionId
from schemas.catalogue import FACT_EVENTS
from schemas.input_events import DOMAIN_ACTIONS
from services.desk.labels import LABELS
from services.desk.ledger_sentences import sentence_of
from services.desk.page_texts import TEXTS
from services.desk.problems import PROBLEMS, ProblemCode, refusal_status
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from services.desk.requests import ActionRequest
from services.desk.wording import Language, Wording, language_named
from tests.support.desk_facts import one_of_each_fact

TURKISH_ONLY = set("çğışöüÇĞİŞÖÜ")


def without_words(values: Iterable[Any], wordings: Mapping[Any, Wording]) -> list[Any]:
    """List the values that lack words in a language, or have the same in both."""
    missing = []
    for value in values:
        wording = wordings.get(value)
        if wording is None or not wording.turkish.strip() or not wording.english.strip():
            missing.append(value)
    return missing


def test_every_refusal_is_told_in_turkish_and_english():
    assert without_words(RefusalCode, REFUSAL_WORDINGS) == []


@pytest.mark.parametrize("code", RefusalCode)
def test_a_refusal_that_lost_its_words_is_found(code: RefusalCode):
    left = {known: wording for known, wording in REFUSAL_WORDINGS.items() if known is not code}
    assert without_words(RefusalCode, left) == [code]
    half = {**REFUSAL_WORDINGS, code: Wording(REFUSAL_WORDINGS[code].turkish, " ")}
    assert without_words(RefusalCode, half) == [code]


@pytest.mark.parametrize("code", RefusalCode)
def test_a_refusal_says_something_else_in_each_language(code: RefusalCode):
    wording = REFUSAL_WORDINGS[code]
    assert wording.turkish != wording.english
    assert not TURKISH_ONLY & set(wording.english)


@pytest.mark.parametrize("code", RefusalCode)
def test_a_version_passed_by_is_412_and_every_other_refusal_409(code: RefusalCode):
    assert refusal_status(code) == (412 if code is RefusalCode.STALE_TASK_VERSION else 409)


def test_every_problem_has_its_words():
    assert without_words(ProblemCode, {code: wording for code, (_, wording) in PROBLEMS.items()}) == []


@pytest.mark.parametrize("of", LABELS, ids=lambda of: of.__name__)
def test_every_value_of_a_closed_list_has_a_label(of: type[StrEnum]):
    assert without_words(of, LABELS[of]) == []
    assert set(LABELS[of]) == set(of)


def test_every_text_of_the_pages_is_there_in_both_languages():
    assert without_words(TEXTS, TEXTS) == []


@pytest.mark.parametrize("name", DOMAIN_ACTIONS)
def test_every_action_has_a_name_on_the_pages(name: str):
    assert f"act.{name}" in TEXTS


def test_every_field_of_an_action_has_a_name_where_its_error_is_told():
    schema = TypeAdapter(ActionRequest).json_schema(by_alias=True)
    shapes = (schema["$defs"][each["$ref"].rsplit("/", 1)[1]] for each in schema["oneOf"])
    fields = {name for shape in shapes for name in shape["properties"]}
    assert {"outcome", "for", "to_institution_id"} <= fields
    assert {f"field.{name}" for name in fields} <= set(TEXTS)


def test_every_fact_of_a_ledger_is_told_in_both_languages():
    facts = one_of_each_fact()
    assert {type(fact) for fact in facts} == set(FACT_EVENTS.values()) - {ActionRefused}
    for fact in facts:
        told = sentence_of(fact, lambda institution_id: f"Kurum {institution_id}")
        assert told.turkish.endswith(".")
        assert told.english.endswith(".")
        assert told.turkish != told.english


def test_an_institution_is_named_and_not_numbered():
    facts = one_of_each_fact()
    named = [sentence_of(fact, lambda _: "Ankara Valiliği") for fact in facts]
    assert not [told.turkish for told in named if "1000" in told.turkish]
    assert InstitutionId("10000040") in {getattr(fact, "institution_id", None) for fact in facts}


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        pytest.param(None, Language.TURKISH, id="nothing asked"),
        pytest.param("tr", Language.TURKISH, id="Turkish"),
        pytest.param("en", Language.ENGLISH, id="English"),
        pytest.param("de", Language.TURKISH, id="a language not spoken here"),
    ],
)
def test_whoever_asks_for_nothing_else_is_answered_in_turkish(asked: str | None, spoken: Language):
    assert language_named(asked) is spoken
