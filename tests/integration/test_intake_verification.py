"""Where a mobile must be verified, does nobody get in without the code that was sent to it?"""

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from operations.evidence import read_messages
from operations.machine import free_ports
from operations.server_process import ServerProcess
from tests.support.intake import (
    COMPLAINT,
    FORM,
    IntakeUnderTest,
    changed,
    form_key,
    fresh_key,
    intake_running,
    number_in,
    prepared,
)
from tests.support.post import Post, mail_server, text_of
from tests.support.service_process import state_in

pytestmark = pytest.mark.integration

MOBILE = COMPLAINT["applicant"]["mobile"]


@pytest.fixture(scope="module")
def intake(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IntakeUnderTest]:
    """Intake as in earnest, with a provider that sends its codes."""
    directory = tmp_path_factory.mktemp("verification")
    sms_url = f"http://127.0.0.1:{free_ports(1)[0]}"
    settings = state_in(
        directory,
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=f"codes_{fresh_key()[:12]}",
        topic_prefix=f"codes-{fresh_key()[:12]}.",
        sms_url=sms_url,
        smtp_port=free_ports(1)[0],
        rate_limits=False,
        require_mobile_verification=True,
        require_email_verification=True,
    )
    provider = ServerProcess(
        [sys.executable, "-m", "operations.sms_simulator"],
        log=directory / "provider.log",
        environment={"BIMER_SMS_URL": sms_url, "BIMER_STATE_DIRECTORY": str(directory)},
    )
    with provider, mail_server(settings), intake_running(prepared(settings)) as running:
        yield running


def newest_code(intake: IntakeUnderTest) -> str:
    """Read the code that came last."""
    book: Path = intake.settings.state_directory / "sms" / "messages.jsonl"
    texts = [message.text for message in read_messages(book) if "kodunuz" in message.text]
    found = re.search(r"\d{6}", texts[-1])
    assert found is not None
    return found[0]


def mailed_code(intake: IntakeUnderTest, to: str) -> str:
    """Read a code that was mailed: each is good for a quarter of an hour."""
    found = [re.search(r"\d{6}", text_of(mail)) for mail in Post(intake.settings).mails(to)]
    assert found
    assert found[-1] is not None
    return found[-1][0]


def proof_of_mailbox(intake: IntakeUnderTest, email: str) -> str:
    """Have a code mailed and give it back for the proof."""
    assert intake.http.post("/v1/verifications", json={"email": email}).status_code == 202
    asked = {"email": email, "code": mailed_code(intake, email)}
    proof: str = intake.http.post("/v1/verifications/confirm", json=asked).json()["verification"]
    return proof


def asked_for(intake: IntakeUnderTest, mobile: str) -> httpx.Response:
    """Ask for a code, while the provider may still be starting."""
    for _ in range(50):
        answer = intake.http.post("/v1/verifications", json={"mobile": mobile})
        if answer.status_code != 503:
            return answer
        time.sleep(0.2)
    return answer


NO_MAILBOX = changed(applicant__email=None, applicant__answer_by="sms")


@pytest.mark.requirement("R-D5")
@pytest.mark.conflict(4)
def test_the_code_that_was_sent_gives_the_proof_that_registers(intake: IntakeUnderTest):
    assert intake.submit(NO_MAILBOX).json()["errors"][0]["code"] == "verification_required"
    assert asked_for(intake, "0532 123 45 67").status_code == 202
    confirmed = intake.http.post(
        "/v1/verifications/confirm", json={"mobile": MOBILE, "code": newest_code(intake)}
    ).json()
    key = fresh_key()
    receipt = intake.submit(changed(NO_MAILBOX, verification=confirmed["verification"]), key)
    assert receipt.status_code == 201
    other = changed(NO_MAILBOX, verification=confirmed["verification"], applicant__mobile="+905339998877")
    assert intake.submit(other).json()["errors"][0]["code"] == "verification_wrong"


@pytest.mark.requirement("R-D6", "R-D7")
@pytest.mark.conflict(4)
def test_on_the_web_a_mobile_must_be_proven_and_a_mailbox_too_where_one_is_given(intake: IntakeUnderTest):
    refused = {error["field"]: error["code"] for error in intake.submit(COMPLAINT).json()["errors"]}
    assert refused == {
        "verification": "verification_required",
        "email_verification": "email_verification_required",
    }
    assert asked_for(intake, MOBILE).status_code == 202
    confirmed = intake.http.post("/v1/verifications/confirm", json={"mobile": MOBILE, "code": newest_code(intake)})
    proofs = {
        "verification": confirmed.json()["verification"],
        "email_verification": proof_of_mailbox(intake, "ayse@example.org"),
    }
    assert intake.submit(changed(**proofs)).status_code == 201
    other = intake.submit(changed(**proofs, applicant__email="baska@example.org"))
    assert other.json()["errors"][0]["code"] == "email_verification_wrong"
    swapped = dict(zip(proofs, reversed(proofs.values()), strict=True))
    assert intake.submit(changed(**swapped)).status_code == 422


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        pytest.param({"email": "ayşe@example.org"}, "email_wrong", id="no address that every server takes"),
        pytest.param({"email": "a@example.org\r\nBcc: b@example.org"}, "email_wrong", id="an address with a header"),
        pytest.param(
            {"email": "ayse@example.org", "mobile": MOBILE}, "one_address_at_a_time", id="mobile and mailbox at once"
        ),
    ],
)
def test_codes_are_mailed_to_one_address_alone(intake: IntakeUnderTest, asked: dict[str, str], code: str):
    answer = intake.http.post("/v1/verifications", json=asked)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == code


@pytest.mark.requirement("R-D5")
def test_a_wrong_code_gives_nothing(intake: IntakeUnderTest):
    answer = intake.http.post("/v1/verifications/confirm", json={"mobile": "+905331112233", "code": "000000"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "verification_code_wrong"


@pytest.mark.parametrize("mobile", ["", "150", "0312 418 41 41", "+4915123456789", None])
def test_codes_go_to_mobiles_of_the_country_alone(intake: IntakeUnderTest, mobile: str | None):
    answer = intake.http.post("/v1/verifications", json={"mobile": mobile})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "mobile_wrong"


@pytest.mark.requirement("R-F1")
def test_who_stays_unknown_needs_no_code(intake: IntakeUnderTest):
    assert intake.submit(changed(kind="tip_off", applicant=None)).status_code == 201


def test_an_operator_on_the_telephone_needs_no_code(intake: IntakeUnderTest):
    call = changed(channel="phone", call_province="06", applicant__mother_maiden_letters="dr")
    assert intake.submit(call, **intake.token()).status_code == 201


def test_the_page_asks_for_no_code_before_all_else_is_right(intake: IntakeUnderTest):
    page = httpx.post(f"{intake.http.base_url}/basvuru", data={**FORM, "form_key": "k", "body": ""}, timeout=30)
    assert page.status_code == 422
    assert page.text.count("<li><a href=") == 1
    assert 'href="#body"' in page.text
    assert 'name="email_code"' not in page.text


@pytest.mark.requirement("R-D5", "R-D6")
def test_the_page_sends_both_codes_asks_for_them_and_goes_on(intake: IntakeUnderTest):
    assert asked_for(intake, MOBILE).status_code == 202
    with httpx.Client(base_url=intake.http.base_url, follow_redirects=True, timeout=30) as browser:
        key = form_key(browser.get("/basvuru").text)
        page = browser.post("/basvuru", data={**FORM, "form_key": key})
        assert page.status_code == 422
        assert 'name="code"' in page.text
        assert 'name="email_code"' in page.text
        assert "<title>Bir adım kaldı: Başvuru yap" in page.text
        assert page.text.index("Onayla ve başvuruyu gönder") < page.text.index('name="kind"')
        codes = {"code": newest_code(intake), "email_code": mailed_code(intake, FORM["applicant.email"])}
        wrong = browser.post("/basvuru", data={**FORM, "form_key": key, **codes, "email_code": "12"})
        assert 'id="email_code-error"' in wrong.text
        assert 'name="code"' not in wrong.text
        proof = wrong.text.split('name="verification" value="')[1].split('"')[0]
        again = {**FORM, "form_key": key, "verification": proof, "email_code": codes["email_code"]}
        receipt = browser.post("/basvuru", data=again)
        assert receipt.url.path == "/basvuru/alindi"
        assert len(number_in(receipt.text)) == 18
