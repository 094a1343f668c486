"""Does intake register what it should, refuse what it must, and let nothing of the person out?"""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from domain.identifiers import has_valid_check_digit
from domain.inputs import Role
from operations.machine import free_ports
from runtime.keys import Keys
from runtime.signing import Verifier
from runtime.vault import open_box
from schemas.catalogue import Writer
from schemas.envelope import unwrap
from schemas.input_events import ApplicationSubmittedV1
from tests.support.intake import COMPLAINT, IntakeUnderTest, changed, fresh_key, intake_running, prepared
from tests.support.service_process import state_in

pytestmark = pytest.mark.integration

LETTER = changed(channel="letter", applicant=None)
CALL = changed(
    channel="phone",
    call_province="06",
    applicant={
        "national_id": "10000000146",
        "given_name": "Ayşe",
        "family_name": "Yılmaz",
        "mother_maiden_letters": "dr",
        "mobile": "05321234567",
        "answer_by": "phone",
    },
)
TIP_OFF = changed(kind="tip_off", applicant=None)


@pytest.fixture(scope="module")
def intake(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IntakeUnderTest]:
    """Intake with Kafka and store behind it."""
    settings = state_in(
        tmp_path_factory.mktemp("intake"),
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=f"intake_{fresh_key()[:12]}",
        topic_prefix=f"intake-{fresh_key()[:12]}.",
        rate_limits=False,
        key_patience_seconds=0.5,  # a busy machine is no store that is away
        require_mobile_verification=False,
        require_email_verification=False,
    )
    with intake_running(prepared(settings)) as running:
        yield running


def submitted(intake: IntakeUnderTest, application_id: str) -> ApplicationSubmittedV1:
    """Read the input that stands on the log for one application, checking who signed it."""
    record = intake.input_of(application_id)
    envelope = unwrap(record.headers, record.value)
    assert Verifier(Keys.load(intake.settings, "operations")).writer_of(envelope) is Writer.INTAKE
    event = envelope.event()
    assert isinstance(event, ApplicationSubmittedV1)
    return event


@pytest.mark.requirement("R-A7")
def test_an_application_gets_a_receipt_and_stands_on_the_log_signed_and_sealed(intake: IntakeUnderTest):
    answer = intake.submit(COMPLAINT)
    receipt = answer.json()
    assert answer.status_code == 201
    assert len(receipt["tracking_number"]) == 18
    assert has_valid_check_digit(receipt["tracking_number"])
    assert receipt["status"] == "registered"
    assert receipt["legal_regime"] == "petition"
    event = submitted(intake, receipt["application_id"])
    assert event.tracking_number == receipt["tracking_number"]
    assert event.applicant is not None
    assert event.applicant.contact is not None
    keys = Keys.load(intake.settings, "operations")
    assert open_box(keys.secret("contact"), event.applicant.contact) == {
        "name": "Ayşe Yılmaz",
        "email": "ayse@example.org",
        "mobile": "+905321234567",
    }
    identity = open_box(keys.secret("vault"), event.applicant.identity)
    assert identity["national_id"] == "10000000146"
    assert identity["body"] == COMPLAINT["body"]
    assert "mother_maiden_name" not in identity


def test_the_same_request_again_gives_the_same_receipt(intake: IntakeUnderTest):
    key = fresh_key()
    first, again = intake.submit(COMPLAINT, key), intake.submit(COMPLAINT, key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()


def test_another_person_with_the_same_key_gets_another_number(intake: IntakeUnderTest):
    key = fresh_key()
    other = changed(applicant__national_id="99000000042")
    numbers = {intake.submit(request, key).json()["tracking_number"] for request in (COMPLAINT, other)}
    assert len(numbers) == 2


def test_a_changed_body_under_the_same_key_is_a_conflict(intake: IntakeUnderTest):
    key = fresh_key()
    intake.submit(COMPLAINT, key)
    answer = intake.submit(changed(body="Başka bir şey yazıyorum bu kez."), key)
    assert answer.status_code == 409
    assert answer.json()["code"] == "idempotency_key_reused"


@pytest.mark.parametrize("key", [None, "", "a b", "ç", "x" * 129])
def test_a_key_is_visible_and_not_too_long(intake: IntakeUnderTest, key: str | None):
    headers = {} if key is None else {"Idempotency-Key": key.encode("latin-1", "ignore") if key else ""}
    answer = intake.http.post("/v1/applications", json=COMPLAINT, headers=headers)  # type: ignore[arg-type]
    assert answer.status_code == 400
    assert answer.json()["code"].startswith("idempotency_key_")


IN_LATIN_5 = json.dumps(COMPLAINT, ensure_ascii=False).encode("iso-8859-9")
ACCUSED = {"title": "Müdür", "rank": "below", "institution_id": "1"}
ELSEWHERE = {"province": "06", "district": "Kadıköy"}


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        pytest.param(
            {"applicant__national_id": "10000000147"},
            {"applicant.national_id": "national_id_checksum"},
            id="a national id with a wrong digit",
        ),
        pytest.param({"kind": "wish"}, {"kind": "kind_unknown"}, id="unknown kind"),
        pytest.param(
            {"event_place": {"province": "82"}}, {"event_place.province": "province_unknown"}, id="no 82nd province"
        ),
        pytest.param(
            {"event_place": ELSEWHERE}, {"event_place.district": "district_not_in_province"}, id="a district elsewhere"
        ),
        pytest.param(
            {"applicant__address__district": "Kadıköy"},
            {"applicant.address.district": "district_not_in_province"},
            id="an impossible home",
        ),
        pytest.param(
            {"institution_id": "99999999"}, {"institution_id": "institution_unknown"}, id="unknown institution"
        ),
        pytest.param(
            {"about_official": ACCUSED},
            {"about_official.institution_id": "institution_unknown"},
            id="unknown institution of an official",
        ),
        pytest.param({"subject_code": "99"}, {"subject_code": "subject_unknown"}, id="unknown subject"),
        pytest.param({"body": ""}, {"body": "body_required"}, id="no text"),
        pytest.param({"body": "çöp"}, {"body": "body_too_short"}, id="too short"),
        pytest.param({"body": "ç" * 16_385}, {"body": "body_too_long"}, id="too long"),
        pytest.param({"applicant__email": "ayse@"}, {"applicant.email": "email_wrong"}, id="no e-mail address"),
        pytest.param({"applicant__mobile": "112"}, {"applicant.mobile": "mobile_wrong"}, id="no mobile"),
        pytest.param({"applicant": None}, {"applicant": "applicant_required"}, id="nobody complains"),
        pytest.param(
            {"identity_confidential": True, "applicant__answer_by": "sms", "applicant__email": None},
            {
                "applicant.email": "email_needed_for_secrecy",
                "applicant.answer_by": "secrecy_is_answered_by_email",
            },
            id="hidden without e-mail",
        ),
        pytest.param(
            {"kind": "x", "channel": "y", "body": 1, "z": 2, "applicant__national_id": "1"},
            {
                "kind": "kind_unknown",
                "channel": "channel_unknown",
                "body": "value_type",
                "z": "field_unknown",
                "applicant.national_id": "national_id_format",
            },
            id="all at once",
        ),
    ],
)
def test_bad_fields_are_refused_all_at_once_with_code_and_turkish_words(
    intake: IntakeUnderTest, changes: dict[str, Any], errors: dict[str, str]
):
    answer = intake.submit(changed(**changes))
    content = answer.json()
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert content["code"] == "application_not_acceptable"
    assert {error["field"]: error["code"] for error in content["errors"]} == errors
    assert all(error["message"] for error in content["errors"])


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        pytest.param(b"{", 400, "not_json", id="not JSON"),
        pytest.param(b"[]", 400, "not_json", id="no object"),
        pytest.param(IN_LATIN_5, 400, "wrong_encoding", id="Latin-5"),
        pytest.param(b" " * (256 * 1024 + 1), 413, "content_too_large", id="too large"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(intake: IntakeUnderTest, content: bytes, status: int, code: str):
    answer = intake.http.post("/v1/applications", content=content, headers={"Idempotency-Key": fresh_key()})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_too_much_is_refused_though_its_length_was_not_announced(intake: IntakeUnderTest):
    pieces = (b" " * 65_536 for _ in range(8))
    answer = intake.http.post("/v1/applications", content=pieces, headers={"Idempotency-Key": fresh_key()})
    assert answer.status_code == 413


def test_a_charset_other_than_utf8_is_refused(intake: IntakeUnderTest):
    answer = intake.submit(COMPLAINT, **{"Content-Type": "application/json; charset=iso-8859-9"})
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_encoding")


@pytest.mark.requirement("R-C1", "R-C2", "R-C6", "R-C7", "R-C11")
@pytest.mark.parametrize("request_", [CALL, LETTER, changed(channel="fax"), changed(channel="in_person")])
def test_only_staff_registers_what_is_told_sent_or_brought(intake: IntakeUnderTest, request_: dict[str, Any]):
    assert intake.submit(request_).status_code == 401
    assert intake.submit(request_, Authorization="Bearer forged").json()["code"] == "staff_token_wrong"
    assert intake.submit(request_, **intake.token(Role.OFFICER)).status_code == 403
    for role in (Role.OPERATOR, Role.CENTRE, Role.COORDINATOR):
        assert intake.submit(request_, **intake.token(role)).status_code == 201


@pytest.mark.requirement("R-C9")
def test_information_is_never_asked_for_by_telephone(intake: IntakeUnderTest):
    answer = intake.submit(changed(CALL, kind="information_request"), **intake.token())
    assert (answer.status_code, answer.json()["code"]) == (422, "information_request_by_phone")
    assert "4982" in answer.json()["errors"][0]["message"]


@pytest.mark.requirement("R-C3")
def test_a_call_needs_the_province_it_came_from(intake: IntakeUnderTest):
    answer = intake.submit(changed(CALL, call_province=None), **intake.token())
    assert [error["field"] for error in answer.json()["errors"]] == ["call_province"]


@pytest.mark.requirement("R-F1", "R-F2")
@pytest.mark.conflict(1)
def test_an_anonymous_tip_off_has_a_number_and_a_secret_and_no_boxes(intake: IntakeUnderTest):
    receipt = intake.submit(TIP_OFF).json()
    event = submitted(intake, receipt["application_id"])
    assert event.applicant is None
    assert event.tracking_factor is None
    assert len(receipt["tracking_secret"]) == 22


@pytest.mark.requirement("R-F7")
def test_the_phrase_in_the_text_hides_the_identity(intake: IntakeUnderTest):
    said = changed(body="Usulsüzlük var. Kimlik bilgilerimin gizli kalmasını istiyorum.")
    assert submitted(intake, intake.submit(said).json()["application_id"]).identity_confidential


def test_two_applications_of_one_person_share_nothing_but_the_sealed_hash(intake: IntakeUnderTest):
    first, second = (submitted(intake, intake.submit(COMPLAINT).json()["application_id"]) for _ in range(2))
    assert first.tracking_factor != second.tracking_factor
    assert first.content_hash != second.content_hash
    assert first.applicant is not None
    assert second.applicant is not None
    assert first.applicant.identity != second.applicant.identity


CANARY = {
    "national_id": "98765432150",
    "given_name": "Xqzvkanarya",
    "family_name": "Wjkbülbüloğlu",
    "mother_maiden_name": "Qxwserçe",
    "mobile": "+905327654321",
    "email": "xqz.kanarya.94@kus.example.org",
    "address": {"line": "Zqxw Kuşkafesi Çıkmazı 77/9", "province": "06", "district": "Çankaya"},
    "answer_by": "post",
}
CANARY_TEXT = (
    "Ben Xqzvkanarya Wjkbülbüloğlu. WJKBÜLBÜLOĞLU'nun şikâyetidir, xqzvkanaryaya yazın: 0532 765 43 21 veya "
    "beş yüz otuz iki yedi yüz altmış beş kırk üç yirmi bir, xqz.kanarya.94@kus.example.org, T.C. 987 654 321 50. "
    "Sokağımızda çöpler toplanmıyor."
)


def spellings(text: str) -> list[bytes]:
    """Write a text in the ways in which it could hide."""
    forms = {text, text.upper(), text.lower(), text.replace("i", "İ").upper(), text[::-1], quote(text)}
    written = [form.encode() for form in forms] + [json.dumps(text).strip('"').encode()]
    return [*written, base64.b64encode(text.encode())[:-4], text.encode().hex().encode(), text.encode("utf-16-le")]


def canaries() -> list[bytes]:
    said = [value for value in CANARY.values() if isinstance(value, str) and value != "post"]
    said += ["Zqxw Kuşkafesi", "5327654321", "kanarya.94", "Wjkbülbü", "altmış beş kırk"]
    return [form for text in said for form in spellings(text)]


def test_the_canaries_are_found_where_nothing_hides_them():
    assert len([found for found in canaries() if found in CANARY_TEXT.encode()]) >= 8
    assert any(found in json.dumps(CANARY).encode() for found in spellings("Wjkbülbüloğlu"))


def test_no_byte_of_the_applicant_stands_outside_the_sealed_boxes_nor_in_the_log(intake: IntakeUnderTest):
    answer = intake.submit(changed(applicant=CANARY, body=CANARY_TEXT))
    assert answer.status_code == 201
    intake.submit(changed(applicant=CANARY | {"email": "kanarya"}, body=CANARY_TEXT))
    record = intake.input_of(answer.json()["application_id"])
    written = record.value or b""
    event = json.loads(written)
    for box in ("contact", "identity"):
        written = written.replace(event["applicant"][box].encode(), b"")
    outside = written + (record.key or b"") + b"".join(value or b"" for _, value in record.headers)
    logged = Path(intake.service.log).read_bytes()
    metrics = intake.service.metrics().encode()
    assert [found for found in canaries() if found in outside + logged + metrics] == []
    assert "çöpler toplanmıyor" in event["body"]


def test_the_openapi_document_describes_the_requests(intake: IntakeUnderTest):
    document = intake.http.get("/openapi.json").json()
    content = document["paths"]["/v1/applications"]["post"]["requestBody"]["content"]["application/json"]
    assert content["schema"]["$ref"] == "#/components/schemas/ApplicationSent"
    assert "authority_document" in document["components"]["schemas"]["LegalPersonSent"]["properties"]


@pytest.mark.parametrize("path", ["/v1/tracking/answers", "/v1/tracking/rating", "/v1"])
def test_what_is_not_there_yet_is_not_there(intake: IntakeUnderTest, path: str):
    answer = intake.http.post(path, json={})
    assert answer.status_code == 404
    assert intake.http.get("/v1/applications").status_code == 405


def test_every_answer_is_guarded(intake: IntakeUnderTest):
    for answer in (intake.http.get("/"), intake.submit(COMPLAINT), intake.http.get("/v1/nowhere")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-correlation-id"]


def test_with_the_store_down_it_still_registers_and_says_that_the_key_was_not_checked(
    intake: IntakeUnderTest, tmp_path: Path
):
    nowhere = f"mongodb://127.0.0.1:{free_ports(1)[0]}"
    settings = state_in(
        tmp_path,
        **intake.settings.model_dump(exclude_unset=True, exclude={"state_directory", "mongodb_uri", "intake_port"}),
        keys_directory=intake.settings.keys_path,
        mongodb_uri=nowhere,
    )
    with intake_running(settings) as alone:
        key = fresh_key()
        receipts = [alone.submit(request, key) for request in (COMPLAINT, changed(body="Bambaşka bir metin daha."))]
        assert [answer.status_code for answer in receipts] == [201, 201]
        first, second = (answer.json()["application_id"] for answer in receipts)
        assert first != second
        assert submitted(alone, second).key_reuse_unchecked
        assert max(answer.elapsed.total_seconds() for answer in receipts) < 1
        tracking = alone.http.post("/v1/tracking", json={"tracking_number": receipts[0].json()["tracking_number"]})
        assert (tracking.status_code, tracking.json()["code"]) == (503, "store_unavailable")
        assert tracking.headers["retry-after"]
