"""How are cursors, headers, forms and origins read?"""

import base64
import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request

from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason, ReturnReason
from domain.identifiers import ApplicationId
from domain.inputs import (
    Action,
    AddNote,
    ApproveDraft,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    OpenTask,
    PlaceTask,
    RecordDecision,
    RecordPayment,
    ReferTask,
    RemedyOffered,
    Reopen,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    TaskPurpose,
    WithdrawOnBehalf,
)
from runtime.web.problem import Problem
from schemas.input_events import DOMAIN_ACTIONS
from services.desk.acting import needs_no_task
from services.desk.asked import expected_version, idempotency_key, language_of
from services.desk.cursors import Cursor, MalformedCursor
from services.desk.field_wordings import field_errors
from services.desk.page_login import local_path
from services.desk.principals import comes_from_here
from services.desk.queries import search_words_of
from services.desk.requests import ActionRequest
from services.desk.wording import Language
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, MUNICIPALITY, a_submission

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


@pytest.mark.parametrize("written", ["1", "null", "true", '"ab"', "[]", '["a"]', '["a", 1]', '{"a": 1, "b": 2}'])
def test_a_cursor_that_holds_something_else_than_two_words_is_refused(written: str):
    with pytest.raises(MalformedCursor):
        Cursor.decode(base64.urlsafe_b64encode(written.encode()).decode())


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


OTHER_NUMBER = a_submission().tracking_number
OTHER_ID = a_submission().application_id


@pytest.mark.parametrize(
    ("sent", "wish"),
    [
        pytest.param({"action": "open"}, OpenTask(), id="open"),
        pytest.param({"action": "assign", "officer": "Dr. Kemal"}, AssignTask("Dr. Kemal"), id="assign"),
        pytest.param(
            {
                **{"action": "refer", "to_institution_id": "10000040", "for": "action", "reason": "Birlikte"},
                **{"keep": True, "subject_code": "22", "sub_subject_code": "22.01"},
            },
            ReferTask(HEALTH_DIRECTORATE, TaskPurpose.ACTION, "Birlikte", True, "22", "22.01"),
            id="refer and keep",
        ),
        pytest.param(
            {"action": "return", "reason": "Adana'da", "code": "other_place"},
            ReturnTask("Adana'da", ReturnReason.OTHER_PLACE),
            id="return with a code",
        ),
        pytest.param({"action": "return", "reason": "Değil"}, ReturnTask("Değil"), id="return as before"),
        pytest.param(
            {
                **{"action": "place", "to_institution_id": "10000040", "subject_code": "22"},
                **{"sub_subject_code": "22.01", "also_to": ["10000058"], "inform": ["10000066"]},
            },
            PlaceTask(HEALTH_DIRECTORATE, "22", "22.01", (EDUCATION_DIRECTORATE,), (MUNICIPALITY,)),
            id="place with several",
        ),
        pytest.param(
            {"action": "interim_response", "body": "Bakıyoruz."}, IssueInterimResponse("Bakıyoruz."), id="interim"
        ),
        pytest.param(
            {"action": "draft_response", "outcome": "negative", "body": "Yok.", "remedies": [{"to": "Dava"}]},
            DraftResponse(ResponseOutcome.NEGATIVE, "Yok.", (RemedyOffered("Dava"),)),
            id="draft",
        ),
        pytest.param({"action": "approve"}, ApproveDraft(), id="approve"),
        pytest.param(
            {"action": "extend", "ground": "opinion_needed", "reason": "Görüş"},
            ExtendTask(ExtensionGround.OPINION_NEEDED, "Görüş"),
            id="extend",
        ),
        pytest.param(
            {"action": "request_fee", "pages": 20, "amount": 1250, "how_to_pay": "TR00"},
            RequestFee(20, 1250, "TR00"),
            id="fee",
        ),
        pytest.param(
            {"action": "request_fee", "pages": "20", "amount": "1250", "how_to_pay": "TR00"},
            RequestFee(20, 1250, "TR00"),
            id="fee from a form",
        ),
        pytest.param(
            {"action": "record_payment", "paid_on": "2026-03-05"}, RecordPayment(date(2026, 3, 5)), id="payment"
        ),
        pytest.param({"action": "ask_applicant", "body": "Hangi okul?"}, AskApplicant("Hangi okul?"), id="ask"),
        pytest.param(
            {"action": "not_processed", "reason": "no_definite_subject", "body": "Konu yok."},
            DeclineToProcess(NotProcessedReason.NO_DEFINITE_SUBJECT, "Konu yok."),
            id="not processed",
        ),
        pytest.param(
            {"action": "mark_invalid", "reason": "contact_wrong", "body": "Numara yanlış."},
            MarkInvalid(InvalidReason.CONTACT_WRONG, "Numara yanlış."),
            id="invalid",
        ),
        pytest.param({"action": "note", "body": "Arşivde."}, AddNote("Arşivde."), id="note"),
        pytest.param(
            {"action": "record_decision", "decision": "partly_upheld", "body": "Kısmen."},
            RecordDecision(BoardDecision.PARTLY_UPHELD, "Kısmen."),
            id="decision",
        ),
        pytest.param(
            {"action": "merge", "into_tracking_number": f"{OTHER_NUMBER[:9]} {OTHER_NUMBER[9:]}"},
            MergeTask(OTHER_ID),
            id="merge by number, as people write it",
        ),
        pytest.param({"action": "merge", "into_application_id": OTHER_ID}, MergeTask(OTHER_ID), id="merge by id"),
        pytest.param(
            {"action": "withdraw_on_behalf", "reason": "Aradı"}, WithdrawOnBehalf("Aradı"), id="withdraw for a caller"
        ),
        pytest.param({"action": "reopen", "reason": "Hata"}, Reopen("Hata"), id="reopen"),
    ],
)
def test_every_action_is_read_as_the_domains_wish(sent: dict[str, object], wish: Action):
    assert REQUEST.validate_python(sent).wish() == wish


def test_a_wish_of_every_kind_is_read():
    schema = TypeAdapter(ActionRequest).json_schema(by_alias=True)
    assert set(schema["discriminator"]["mapping"]) == set(DOMAIN_ACTIONS)


def test_the_contract_says_in_what_an_amount_is_counted():
    amount = REQUEST.json_schema(by_alias=True)["$defs"]["FeeRequest"]["properties"]["amount"]
    assert "kuruş" in amount["description"]


@pytest.mark.parametrize(
    ("sent", "version"),
    [
        pytest.param("*", 0, id="any"),
        pytest.param('"7"', 7, id="one that was seen"),
    ],
)
def test_what_needs_no_task_needs_no_version(sent: str, version: int):
    assert expected_version(a_request(if_match=sent), Language.TURKISH, any_will_do=True) == version


@pytest.mark.parametrize(
    ("action", "free"),
    [
        pytest.param(WithdrawOnBehalf("Aradı"), True, id="withdrawing for a caller"),
        pytest.param(Reopen("Hata"), True, id="taking up again"),
        pytest.param(DeclineToProcess(NotProcessedReason.FALSE_STATEMENT, "x"), True, id="a false statement"),
        pytest.param(DeclineToProcess(NotProcessedReason.ABSTRACT, "x"), False, id="any other reason"),
        pytest.param(OpenTask(), False, id="opening"),
    ],
)
def test_only_what_may_be_asked_without_a_task_needs_no_version(action: Action, free: bool):
    assert needs_no_task(action) is free


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
        pytest.param(
            {"action": "extend", "ground": "holiday", "reason": "x"}, "ground", "enum", id="no ground of the law"
        ),
        pytest.param(
            {"action": "request_fee", "pages": 20, "amount": 0, "how_to_pay": "x"},
            "amount",
            "greater_than_equal",
            id="a fee of nothing",
        ),
        pytest.param(
            {"action": "request_fee", "pages": "on", "amount": 1, "how_to_pay": "x"}, "pages", "int_parsing", id="words"
        ),
        pytest.param({"action": "record_payment", "paid_on": "dün"}, "paid_on", "date_from_datetime_parsing", id="day"),
        pytest.param({"action": "merge"}, "into_tracking_number", "missing", id="merged into nothing"),
        pytest.param(
            {"action": "merge", "into_tracking_number": "123456789012345678"},
            "into_tracking_number",
            "string_pattern_mismatch",
            id="merged into a number with a wrong check digit",
        ),
        pytest.param(
            {"action": "place", "to_institution_id": "10000040", "inform": ["10000058"] * 11},
            "inform",
            "too_long",
            id="too many copies",
        ),
        pytest.param(
            {"action": "not_processed", "reason": "boring", "body": "x"}, "reason", "enum", id="no reason of the law"
        ),
        pytest.param(
            {"action": "reopen", "reason": "x" * 501}, "reason", "string_too_long", id="a reason that is a letter"
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
