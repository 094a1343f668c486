"""Does the applicant, and nobody else, see where the application is; and do the pages carry the whole journey?"""

import re
import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

import httpx
import pytest

from schemas.envelope import unwrap
from tests.support.intake import (
    FORM,
    IntakeUnderTest,
    changed,
    form_key,
    fresh_key,
    intake_running,
    number_in,
    prepared,
)
from tests.support.service_process import running, state_in

pytestmark = pytest.mark.integration

HOSPITAL = changed(body="Hastanede üç haftadır randevu verilmiyor.", institution_id="10000040")


@pytest.fixture(scope="module")
def intake(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IntakeUnderTest]:
    """Intake and router with Kafka and store behind them."""
    settings = state_in(
        tmp_path_factory.mktemp("tracking"),
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=f"tracking_{fresh_key()[:12]}",
        topic_prefix=f"tracking-{fresh_key()[:12]}.",
        rate_limits=False,
        require_mobile_verification=False,
        web_applications_a_day=0,
        require_email_verification=False,
    )
    prepared(settings)
    with running("services.router", settings) as router, intake_running(settings) as intake:
        router.wait_until_ready()
        yield intake


def until(answer: Callable[[], httpx.Response], right: Callable[[httpx.Response], bool]) -> httpx.Response:
    """Ask again, for half a minute, until the answer is right."""
    for _ in range(150):
        got = answer()
        if right(got):
            return got
        time.sleep(0.2)
    raise AssertionError(got.text)


def tracked(intake: IntakeUnderTest, **pair: Any) -> httpx.Response:
    return intake.http.post("/v1/tracking", json=pair)


def found(answer: httpx.Response) -> bool:
    return answer.status_code == 200


@pytest.fixture(scope="module")
def receipt(intake: IntakeUnderTest) -> dict[str, Any]:
    """An application that was registered and routed."""
    receipt: dict[str, Any] = intake.submit(HOSPITAL).json()
    number = receipt["tracking_number"]
    until(lambda: tracked(intake, tracking_number=number, tracking_secret=receipt["tracking_secret"]), found)
    return receipt


@pytest.mark.requirement("R-J1", "R-F3")
@pytest.mark.conflict(2)
def test_the_number_with_either_second_factor_shows_where_it_is(intake: IntakeUnderTest, receipt: dict[str, Any]):
    number = receipt["tracking_number"]
    by_secret = tracked(intake, tracking_number=number, tracking_secret=receipt["tracking_secret"]).json()
    by_person = tracked(intake, tracking_number=f" {number[:9]} {number[9:]} ", national_id="10000000146").json()
    assert by_secret == by_person
    assert by_secret["status"] == "routed"
    assert by_secret["institution"]["id"] == "10000040"
    assert by_secret["due_on"] == receipt["due_on"]
    assert by_secret["received_at"] == receipt["received_at"]
    assert [step["event"] for step in by_secret["steps"]] == ["registered", "routed"]


def wrong_pairs(receipt: dict[str, Any]) -> dict[str, Any]:
    number, secret = receipt["tracking_number"], receipt["tracking_secret"]
    unknown = "123456789012345674"
    return {
        "malformed": {"tracking_number": "abc", "tracking_secret": secret},
        "no number": {"tracking_secret": secret},
        "a number that is no text": {"tracking_number": 5, "tracking_secret": secret},
        "wrong check digit": {"tracking_number": number[:-1] + str((int(number[-1]) + 1) % 10), "national_id": "1"},
        "unknown": {"tracking_number": unknown, "tracking_secret": secret},
        "wrong secret": {"tracking_number": number, "tracking_secret": "A" * 22},
        "another person": {"tracking_number": number, "national_id": "99000000042"},
        "no second factor": {"tracking_number": number},
        "an empty second factor": {"tracking_number": number, "national_id": "", "tracking_secret": ""},
        "unknown field": {"tracking_number": unknown, "password": "x"},
    }


@pytest.mark.requirement("R-J1")
def test_whatever_is_wrong_the_answer_is_one_and_the_same(intake: IntakeUnderTest, receipt: dict[str, Any]):
    answers = {name: tracked(intake, **pair) for name, pair in wrong_pairs(receipt).items()}
    assert {answer.status_code for answer in answers.values()} == {404}
    assert len({answer.content for answer in answers.values()}) == 1
    names = {tuple(sorted(set(answer.headers) - {"x-correlation-id", "date"})) for answer in answers.values()}
    assert len(names) == 1


def test_a_wrong_factor_takes_no_other_time_than_an_unknown_number(intake: IntakeUnderTest, receipt: dict[str, Any]):
    def took(**pair: str) -> float:
        started = time.perf_counter()
        tracked(intake, **pair)
        return time.perf_counter() - started

    pairs = {"known": receipt["tracking_number"], "unknown": "123456789012345674"}
    times: dict[str, list[float]] = {name: [] for name in pairs}
    for _ in range(60):
        for name, number in pairs.items():
            times[name].append(took(tracking_number=number, tracking_secret="A" * 22))
    assert median(times["known"]) < 3 * median(times["unknown"])
    assert median(times["unknown"]) < 3 * median(times["known"])


@pytest.mark.requirement("R-J4")
def test_a_withdrawal_is_passed_on_masked_and_takes_effect_once(intake: IntakeUnderTest):
    receipt = intake.submit(HOSPITAL).json()
    pair = {"tracking_number": receipt["tracking_number"], "tracking_secret": receipt["tracking_secret"]}
    until(lambda: tracked(intake, **pair), found)
    reason = "Vazgeçtim, beni 0532 123 45 67 numarasından aramayın."
    for _ in range(2):
        answer = intake.http.post("/v1/tracking/withdrawal", json={**pair, "reason": reason})
        assert answer.status_code == 202
    view = until(lambda: tracked(intake, **pair), lambda answer: answer.json()["status"] == "withdrawn").json()
    assert [step["event"] for step in view["steps"]].count("closed") == 1
    assert intake.http.post("/v1/tracking/withdrawal", json=pair).status_code == 202
    inputs = [record for record in intake.inputs() if record.key == receipt["application_id"].encode()]
    withdrawals = [unwrap(record.headers, record.value) for record in inputs[1:]]
    assert {withdrawal.ce_type for withdrawal in withdrawals} == {"bimer.application.withdrawn.v1"}
    assert len({withdrawal.ce_id for withdrawal in withdrawals}) == 1
    assert b"123 45 67" not in withdrawals[0].value


def test_a_withdrawal_with_a_wrong_factor_is_like_an_unknown_number(intake: IntakeUnderTest, receipt: dict[str, Any]):
    for pair in wrong_pairs(receipt).values():
        assert intake.http.post("/v1/tracking/withdrawal", json={**pair, "reason": "x" * 900}).status_code == 404


def test_a_reason_is_not_too_long(intake: IntakeUnderTest, receipt: dict[str, Any]):
    pair = {"tracking_number": receipt["tracking_number"], "tracking_secret": receipt["tracking_secret"]}
    answer = intake.http.post("/v1/tracking/withdrawal", json={**pair, "reason": "x" * 501})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "reason")


@pytest.fixture
def browser(intake: IntakeUnderTest) -> Iterator[httpx.Client]:
    """A browser without scripts that keeps cookies and follows redirects."""
    with httpx.Client(base_url=intake.http.base_url, follow_redirects=True, timeout=30) as browser:
        yield browser


@pytest.mark.requirement("R-C5", "R-J1", "R-J4")
def test_a_citizen_applies_gets_a_receipt_tracks_and_withdraws(browser: httpx.Client):
    key = form_key(browser.get("/basvuru").text)
    receipt = browser.post("/basvuru", data={**FORM, "form_key": key})
    assert [answer.status_code for answer in receipt.history] == [303]
    number = number_in(receipt.text)
    assert number_in(browser.get("/basvuru/alindi").text) == number
    pair = {"tracking_number": number, "national_id": "10000000146"}
    status = until(lambda: browser.post("/takip", data=pair), found)
    assert [answer.status_code for answer in status.history] == [303]
    assert status.url.path == "/takip/durum"
    where, who, when = re.findall(r'<p class="big">(.*?)</p>', status.text)
    assert (where, who) == ("Kuruma iletildi", "Kurum 10000040")
    assert re.search(r"\d{4}", when)
    assert "Ben [ad gizli]. Hastanede" in status.text
    assert browser.get("/takip/durum").text == status.text
    done = browser.post("/takip/geri-cek", data={"reason": ""})
    assert [answer.status_code for answer in done.history] == [303]
    until(lambda: browser.get("/takip/durum"), lambda page: "Geri çekildi" in page.text)
    browser.post("/takip/cik")
    assert browser.get("/takip/durum").url.path == "/takip"


def test_sending_the_form_twice_registers_once(browser: httpx.Client):
    key = form_key(browser.get("/basvuru").text)
    numbers = {number_in(browser.post("/basvuru", data={**FORM, "form_key": key}).text) for _ in range(2)}
    assert len(numbers) == 1


def test_a_form_sent_again_with_another_text_asks_first(browser: httpx.Client):
    key = form_key(browser.get("/basvuru").text)
    browser.post("/basvuru", data={**FORM, "form_key": key})
    page = browser.post("/basvuru", data={**FORM, "form_key": key, "body": "Bu sefer başka bir şey yazıyorum."})
    assert page.status_code == 409
    assert form_key(page.text) != key
    assert "ayrı bir başvuru" in page.text


def test_what_must_be_mended_stands_beside_its_field_and_nothing_typed_is_lost(browser: httpx.Client):
    key = form_key(browser.get("/basvuru").text)
    wrong = {**FORM, "form_key": key, "applicant.national_id": "12345678901", "event_place.district": "Kadıköy"}
    page = browser.post("/basvuru", data=wrong)
    assert page.status_code == 422
    assert form_key(page.text) == key
    assert 'href="#applicant-national_id"' in page.text
    assert 'id="applicant-national_id-error"' in page.text
    assert FORM["body"] in page.text
    assert '<option value="Çankaya">' in page.text
    assert "Hata: Başvuru yap" in page.text


def test_a_browser_without_cookies_is_shown_its_receipt_at_once(intake: IntakeUnderTest):
    page = httpx.post(f"{intake.http.base_url}/basvuru", data={**FORM, "form_key": fresh_key()}, timeout=30)
    assert page.status_code == 201
    assert len(number_in(page.text)) == 18


def test_a_wrong_pair_is_one_page_whatever_was_wrong(browser: httpx.Client, receipt: dict[str, Any]):
    number = receipt["tracking_number"]
    pages = [
        browser.post("/takip", data={"tracking_number": number, "national_id": "1"}),
        browser.post("/takip", data={"tracking_number": number, "tracking_secret": "1"}),
    ]
    assert {page.status_code for page in pages} == {404}
    assert all('<a href="#tracking_number">Bu bilgilerle bir başvuru bulunamadı.' in page.text for page in pages)


@pytest.mark.parametrize("path", ["/takip/cevapla", "/takip/geri-cek", "/takip/cik"])
def test_the_address_of_a_form_leads_to_the_status(browser: httpx.Client, path: str):
    answer = browser.get(path, params={"lang": "en"}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/takip/durum?lang=en")


def test_a_receipt_that_ran_out_is_not_called_one(intake: IntakeUnderTest):
    page = httpx.get(f"{intake.http.base_url}/basvuru/alindi", timeout=30)
    assert page.status_code == 404
    assert "<h1>Bu sayfanın süresi doldu</h1>" in page.text


@pytest.mark.parametrize("path", ["/", "/basvuru", "/takip", "/basvuru/alindi", "/nowhere"])
def test_every_page_speaks_both_languages_and_asks_no_other_server(browser: httpx.Client, path: str):
    turkish, english = browser.get(path), browser.get(path, params={"lang": "en"})
    assert '<html lang="tr">' in turkish.text
    assert '<html lang="en">' in english.text
    for page in (turkish, english):
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', page.text)
        assert "<script" not in page.text
        assert "style=" not in page.text


@pytest.mark.parametrize("path", ["/static/style.css", "/static-intake/intake.css"])
def test_the_style_sheets_are_served(browser: httpx.Client, path: str):
    assert browser.get(path).headers["content-type"].startswith("text/css")


def test_what_a_citizen_writes_is_shown_as_text(browser: httpx.Client):
    key = form_key(browser.get("/basvuru").text)
    page = browser.post("/basvuru", data={"form_key": key, "kind": "complaint", "body": "<script>alert(1)</script>"})
    assert "<script>" not in page.text
    assert "&lt;script&gt;" in page.text
