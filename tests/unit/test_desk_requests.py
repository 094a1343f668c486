"""How are cursors, headers, forms and origins read?"""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from domain.identifiers import ApplicationId
from domain.inputs import IssueResponse, PlaceTask, ReferTask, ResponseOutcome, TaskPurpose
from runtime.web.problem import Problem
from schemas.input_events import DOMAIN_ACTIONS
from services.desk.asked import expected_version, idempotency_key, language_of
from services.desk.cursors import Cursor, MalformedCursor
from services.desk.field_wordings import field_errors
from services.desk.page_login import local_path
from services.desk.principals import comes_from_here
from services.desk.queries import search_words_of
from services.desk.requests import ActionRequest
from services.desk.wording import Language

REQUEST: TypeAdapter[ActionRequest] = TypeAdapter(ActionRequest)


def a_request(path: str = "/v1/inbox", query: str = "", **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()]
    return Request({"type": "http", "method": "POST", "path": path, "query_string": query.encode(), "headers": raw})


@given(st.text(), st.text())
def test_a_cursor_is_read_as_it_was_written(on: str, application_id: str):
    cursor = Cursor(on, ApplicationId(application_id))
    assert Cursor.decode(cursor.encode()) == cursor


@given(st.one_of(st.text(), st.binary().map(lambda raw: raw.hex())))
def test_a_word_that_is_no_cursor_is_refused_and_nothing_else_happens(word: str):
    with contextlib.suppress(MalformedCursor):
        Cursor.decode(word)


@pytest.mark.parametrize(
    ("header", "version"),
    [
        pytest.param('"3"', 3, id="quoted"),
        pytest.param("3", 3, id="bare"),
        pytest.param(' "12" ', 12, id="with spaces"),
    ],
)
def test_a_version_is_read_from_if_match(header: str, version: int):
    assert expected_version(a_request(if_match=header), Language.TURKISH) == version


@pytest.mark.parametrize("header", ["*", '"3", "4"', 'W/"3"', "", '"x"', '"-1"', '"99999999999"'])
def test_anything_but_one_version_is_refused(header: str):
    with pytest.raises(Problem) as refused:
        expected_version(a_request(if_match=header), Language.TURKISH)
    assert (refused.value.status, refused.value.code) == (400, "if_match_malformed")


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 129, "é", "a\x7f"])
def test_a_key_that_is_not_visible_or_too_long_is_refused(key: str):
    with pytest.raises(Problem) as refused:
        idempotency_key(a_request(idempotency_key=key), Language.TURKISH)
    assert (refused.value.status, refused.value.code) == (400, "idempotency_key_malformed")


def test_the_headers_that_an_action_needs_are_asked_for():
    with pytest.raises(Problem) as no_version:
        expected_version(a_request(), Language.TURKISH)
    with pytest.raises(Problem) as no_key:
        idempotency_key(a_request(), Language.TURKISH)
    assert (no_version.value.status, no_key.value.status) == (428, 400)


def test_the_contracts_for_is_the_domains_purpose():
    asked = REQUEST.validate_python(
        {"action": "refer", "to_institution_id": "10000040", "for": "information", "reason": " Bilginize "}
    )
    assert asked.wish() == ReferTask("10000040", TaskPurpose.INFORMATION, "Bilginize")  # type: ignore[arg-type]


def test_an_answer_is_read_with_its_remedies():
    asked = REQUEST.validate_python(
        {"action": "respond", "outcome": "partial", "body": "Kısmen.", "remedies": [{"to": "Dava", "until_on": None}]}
    )
    wish = asked.wish()
    assert isinstance(wish, IssueResponse)
    assert (wish.outcome, wish.remedies[0].to) == (ResponseOutcome.PARTIAL, "Dava")


def test_a_place_needs_no_subject():
    asked = REQUEST.validate_python({"action": "place", "to_institution_id": "10000040"})
    assert asked.wish() == PlaceTask("10000040", None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        pytest.param({"action": "respond", "body": "x"}, "outcome", "missing", id="no outcome"),
        pytest.param({"action": "respond", "outcome": "maybe", "body": "x"}, "outcome", "enum", id="no such outcome"),
        pytest.param(
            {"action": "respond", "outcome": "positive", "body": "  "}, "body", "string_too_short", id="a blank answer"
        ),
        pytest.param(
            {"action": "respond", "outcome": "positive", "body": "x" * 16_385}, "body", "string_too_long", id="too long"
        ),
        pytest.param({"action": "burn"}, "action", "union_tag_invalid", id="no such action"),
        pytest.param({}, "action", "union_tag_not_found", id="no action at all"),
        pytest.param(
            {"action": "refer", "to_institution_id": "1", "for": "action", "reason": "x"},
            "to_institution_id",
            "string_pattern_mismatch",
            id="no institution number",
        ),
        pytest.param(
            {"action": "refer", "to_institution_id": "10000040", "reason": "x"}, "for", "missing", id="no purpose"
        ),
    ],
)
def test_what_is_wrong_is_named_field_by_field(sent: dict[str, str], field: str, code: str):
    with pytest.raises(ValidationError) as wrong:
        REQUEST.validate_python(sent)
    errors = field_errors(wrong.value.errors(), Language.TURKISH, tuple(DOMAIN_ACTIONS))
    assert (errors[0].field, errors[0].code) == (field, code)
    assert errors[0].message


@pytest.mark.parametrize(
    ("headers", "here"),
    [
        pytest.param({"origin": "http://desk.example:8002"}, True, id="this very site"),
        pytest.param({"origin": "http://evil.example"}, False, id="another site"),
        pytest.param({"origin": "http://desk.example:9999"}, False, id="another port"),
        pytest.param({"origin": "null"}, False, id="a page that hides where it is from"),
        pytest.param({"origin": "null", "sec_fetch_site": "same-origin"}, True, id="hidden, but vouched for"),
        pytest.param({"sec_fetch_site": "cross-site"}, False, id="the browser says another site"),
        pytest.param({}, False, id="nothing is said"),
    ],
)
def test_a_form_counts_only_from_a_page_of_this_site(headers: dict[str, str], here: bool):
    assert comes_from_here(a_request(host="desk.example:8002", **headers)) is here


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        pytest.param("/basvuru/1", "/basvuru/1", id="a page of this site"),
        pytest.param("https://evil.example/", "/gelen", id="another site"),
        pytest.param("//evil.example/", "/gelen", id="another site without a scheme"),
        pytest.param("/\\evil.example", "/gelen", id="another site behind a backslash"),
        pytest.param("/\tx", "/gelen", id="a control character"),
        pytest.param("", "/gelen", id="nothing"),
    ],
)
def test_signing_in_never_leads_to_another_site(asked: str, led_to: str):
    assert local_path(asked) == led_to


@pytest.mark.parametrize(
    ("path", "query", "accept", "language"),
    [
        pytest.param("/gelen", "", "en-GB", Language.TURKISH, id="a page is Turkish whatever the browser prefers"),
        pytest.param("/gelen", "lang=en", "", Language.ENGLISH, id="a page in English when asked"),
        pytest.param("/v1/inbox", "", "en-GB,en;q=0.9", Language.ENGLISH, id="a program names its language"),
        pytest.param("/v1/inbox", "", "", Language.TURKISH, id="a program that names none"),
    ],
)
def test_the_language_is_turkish_unless_asked(path: str, query: str, accept: str, language: Language):
    assert language_of(a_request(path, query, accept_language=accept)) is language


@pytest.mark.parametrize("typed", ["Çöp KAMYONU", "cop kamyonu", "ÇÖP kamyonu'nun"])
def test_words_are_searched_in_any_turkish_spelling(typed: str):
    assert list(search_words_of(typed)) == ["cop", "kamyonu"]
