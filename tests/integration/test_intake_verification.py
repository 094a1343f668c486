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
        rate_limits=False,
        require_mobile_verification=True,
        require_email_verification=True,
    )
    provider = ServerProcess(
        [sys.executable, "-m", "operations.sms_simulator"],
        log=directory / "provider.log",
        environment={"BIMER_SMS_URL": sms_url, "BIMER_STATE_DIRECTORY": str(directory)},
    )
    with provider, intake_running(prepared(settings)) as running:
        yield running


def newest_code(intake: IntakeUnderTest) -> str:
    """Read the code that came last."""
    book: Path = intake.settings.state_directory / "sms" / "messages.jsonl"
    texts = [message.text for message in read_messages(book) if "kodunuz" in message.text]
    found = re.search(r"\d{6}", texts[-1])
    assert found is not None
    return found[0]


def asked_for(intake: IntakeUnderTest, mobile: str) -> httpx.Response:
    """Ask for a code, while the provider may still be starting."""
    for _ in range(50):
        answer = intake.http.post("/v1/verifications", json={"mobile": mobile})
        if answer.status_code != 503:
            return answer
        time.sleep(0.2)
    return answer


@pytest.mark.requirement("R-D5")
@pytest.mark.conflict(4)
def test_the_code_that_was_sent_gives_the_proof_that_registers(intake: IntakeUnderTest):
    assert intake.submit(COMPLAINT).json()["errors"][0]["code"] == "verification_required"
    assert asked_for(intake, "0532 123 45 67").status_code == 202
    confirmed = intake.http.post(
        "/v1/verifications/confirm", json={"mobile": MOBILE, "code": newest_code(intake)}
    ).json()
    key = fresh_key()
    receipt = intake.submit(changed(verification=confirmed["verification"]), key)
    assert receipt.status_code == 201
    other = changed(verification=confirmed["verification"], applicant__mobile="+905339998877")
    assert intake.submit(other).json()["errors"][0]["code"] == "verification_wrong"


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


@pytest.mark.requirement("R-D5")
def test_the_page_sends_the_code_asks_for_it_and_goes_on(intake: IntakeUnderTest):
    assert asked_for(intake, MOBILE).status_code == 202
    with httpx.Client(base_url=intake.http.base_url, follow_redirects=True, timeout=30) as browser:
        key = form_key(browser.get("/basvuru").text)
        page = browser.post("/basvuru", data={**FORM, "form_key": key})
        assert page.status_code == 422
        assert 'name="code"' in page.text
        wrong = browser.post("/basvuru", data={**FORM, "form_key": key, "code": "12"})
        assert 'id="code-error"' in wrong.text
        receipt = browser.post("/basvuru", data={**FORM, "form_key": key, "code": newest_code(intake)})
        assert receipt.url.path == "/basvuru/alindi"
        assert len(number_in(receipt.text)) == 18
