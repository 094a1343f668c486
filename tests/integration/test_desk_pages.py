"""Can an officer do the day's work on the pages, without a script and without being led astray?"""

import re
import signal
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx
import pytest

from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import Role
from domain.legal_regime import ApplicationKind
from services.desk.principals import COOKIE
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
)
from tests.support.desk import DeskUnderTest, eventually

pytestmark = pytest.mark.integration

ANSWER = {"outcome": "negative", "body": "Boş randevu yok;\r\ngerekçesi aşağıdadır."}


@dataclass
class Browser:
    """A browser without scripts that signed in: it keeps cookies and says where its forms come from."""

    http: httpx.Client

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path)

    def post(self, path: str, origin: str | None = None, **form: str) -> httpx.Response:
        here = str(self.http.base_url).rstrip("/")
        return self.http.post(path, data=form, headers={"Origin": origin or here})

    def form_of(self, application_id: ApplicationId, action: str, page: str | None = None) -> dict[str, str]:
        """Read the hidden fields of one form, as a browser sends them along."""
        page = page or self.get(f"/basvuru/{application_id}").text
        form = re.search(rf'<form method="post" action="/basvuru/{application_id}/{action}.*?</form>', page, re.S)
        assert form is not None, f"no form for {action}"
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[0]))


@pytest.fixture
def browser(desk: DeskUnderTest) -> Iterator[Browser]:
    with signed_in(desk) as signed:
        yield signed


@contextmanager
def signed_in(
    desk: DeskUnderTest, institution: InstitutionId = HEALTH_DIRECTORATE, role: Role = Role.OFFICER
) -> Iterator[Browser]:
    with httpx.Client(base_url=desk.http.base_url, timeout=30) as http:
        browser = Browser(http)
        answer = browser.post("/giris", token=desk.officer(institution, role).token, onward="/gelen")
        assert (answer.status_code, answer.headers["location"]) == (303, "/gelen")
        yield browser


def test_who_has_not_signed_in_is_led_to_the_form_and_back(desk: DeskUnderTest):
    with httpx.Client(base_url=desk.http.base_url, timeout=30) as http:
        led = http.get("/ara")
        assert (led.status_code, led.headers["location"]) == (303, "/giris?onward=%2Fara")
        token = desk.officer().token
        signed = Browser(http).post("/giris", token=token, onward="/ara")
        assert signed.headers["location"] == "/ara"
        assert http.get("/ara").status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(desk: DeskUnderTest):
    with httpx.Client(base_url=desk.http.base_url, timeout=30) as http:
        cookie = Browser(http).post("/giris", token=desk.officer().token).headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


def test_a_token_that_is_none_is_refused_and_no_cookie_is_set(desk: DeskUnderTest):
    with httpx.Client(base_url=desk.http.base_url, timeout=30) as http:
        answer = Browser(http).post("/giris", token="gizli")
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers
    assert "gizli" not in answer.text


def test_signing_out_ends_the_session(browser: Browser):
    assert browser.get("/gelen").status_code == 200
    assert browser.post("/cikis").status_code == 303
    assert browser.get("/gelen").headers["location"].startswith("/giris")


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
@pytest.mark.parametrize("path", ["/giris", "/cikis", "/basvuru/{}/open"])
def test_a_form_of_another_site_does_nothing(desk: DeskUnderTest, browser: Browser, path: str, origin: str):
    application_id = desk.submitted()
    answer = browser.post(path.format(application_id), origin=origin, token=desk.officer().token, task_version="2")
    assert answer.status_code == 403
    assert desk.officer().application(application_id)["status"] == "routed"
    assert browser.get("/gelen").status_code == 200


def test_the_api_takes_the_cookie_too_but_no_change_from_another_site(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    assert browser.get("/v1/inbox").status_code == 200
    headers = {"If-Match": '"2"', "Idempotency-Key": uuid.uuid4().hex, "Origin": "http://evil.example"}
    answer = browser.http.post(f"/v1/applications/{application_id}/actions", json={"action": "open"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


def test_an_answer_is_posted_and_the_page_after_it_can_be_reloaded(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    form = browser.form_of(application_id, "respond")

    posted = browser.post(f"/basvuru/{application_id}/respond", **form, **ANSWER)

    assert posted.status_code == 303
    for _ in range(2):
        page = browser.get(posted.headers["location"]).text
        assert "İşleminiz yapıldı." in page
        assert "Boş randevu yok;\ngerekçesi aşağıdadır." in page
        assert "İdare mahkemesinde dava" in page
    assert desk.officer().application(application_id)["status"] == "answered"


def test_a_form_sent_twice_is_one_action(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    form = browser.form_of(application_id, "interim_response")
    first, second = (
        browser.post(f"/basvuru/{application_id}/interim_response", **form, body="Bakıyoruz.") for _ in range(2)
    )
    assert first.headers["location"] == second.headers["location"]
    told = [line["type"] for line in desk.officer().application(application_id)["ledger"]]
    assert told.count("bimer.interim_response.issued.v1") == 1


def test_what_was_written_comes_back_when_the_application_changed_meanwhile(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    form = browser.form_of(application_id, "respond")
    desk.officer(name="kemal").asks(application_id, "open")

    answer = browser.post(f"/basvuru/{application_id}/respond", **form, **ANSWER)

    assert answer.status_code == 412
    assert "Siz çalışırken başvuru değişti" in answer.text
    assert "Boş randevu yok;\ngerekçesi aşağıdadır.</textarea>" in answer.text
    again = browser.form_of(application_id, "respond", answer.text)
    assert again["task_version"] != form["task_version"]
    assert again["form_key"] != form["form_key"]
    assert browser.post(f"/basvuru/{application_id}/respond", **again, **ANSWER).status_code == 303


def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    form = browser.form_of(application_id, "respond")
    answer = browser.post(f"/basvuru/{application_id}/respond", **form, body="Yalnız metin.")
    assert answer.status_code == 422
    assert 'href="#respond-outcome"' in answer.text
    assert "Sonuç: Bu alan gerekli." in answer.text
    assert "<title>Hata: " in answer.text
    assert '<fieldset class="field" id="respond-outcome" tabindex="-1" aria-describedby="respond-outcome-error">' in (
        answer.text
    )
    assert "Yalnız metin.</textarea>" in answer.text


@pytest.mark.requirement("R-G2")
def test_an_institution_is_searched_and_the_application_referred(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    path = f"/basvuru/{application_id}/refer"
    assert "Önce kurumu adıyla arayın" in browser.get(path).text
    page = browser.get(f"{path}?q=kurum+1000006").text
    assert f'value="{MUNICIPALITY}"' in page
    form = browser.form_of(application_id, "refer", page)

    refused = browser.post(f"{path}?q=kurum", **form, to_institution_id=MUNICIPALITY, reason="Sizin")
    assert refused.status_code == 422
    assert f'value="{MUNICIPALITY}" required checked' in refused.text

    posted = browser.post(path, **form, to_institution_id=MUNICIPALITY, reason="Sizin", **{"for": "action"})
    assert posted.status_code == 303
    assert desk.officer(MUNICIPALITY).application(application_id)["task_version"] == 2


@pytest.mark.requirement("R-G8")
def test_a_coordinator_places_from_the_screening_page(desk: DeskUnderTest):
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", reason="Bizim değil")
    with signed_in(desk, GOVERNORATE, Role.COORDINATOR) as browser:
        assert f"/basvuru/{application_id}/place" in browser.get("/on-inceleme").text
        page = browser.get(f"/basvuru/{application_id}/place?q=kurum").text
        form = browser.form_of(application_id, "place", page)
        posted = browser.post(
            f"/basvuru/{application_id}/place", **form, to_institution_id=MUNICIPALITY, subject_code=""
        )
        assert posted.status_code == 303
    assert application_id in desk.officer(MUNICIPALITY).ids("/v1/inbox")


def test_an_undecided_action_says_so_and_shows_its_result_later(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    form = browser.form_of(application_id, "respond")
    desk.router.send(signal.SIGSTOP)
    try:
        posted = browser.post(f"/basvuru/{application_id}/respond", **form, **ANSWER)
        assert "henüz sonuçlanmadı" in browser.get(posted.headers["location"]).text
    finally:
        desk.router.send(signal.SIGCONT)
    eventually(lambda: "İşleminiz yapıldı." in browser.get(posted.headers["location"]).text or None)


def test_an_overdue_row_says_so_in_words(desk: DeskUnderTest, browser: Browser):
    desk.submitted(received_at=desk.submission().received_at.replace(year=2025))
    page = browser.get("/gelen").text
    assert re.search(r"\d+ gün gecikti", page)
    assert page.index("gün gecikti") < page.index("gün kaldı") if "gün kaldı" in page else True


@pytest.mark.parametrize(
    "path", ["/gelen", "/ara", "/ara?q=hastanede", "/kurumlar?q=kurum", f"/kurumlar/{GOVERNORATE}"]
)
@pytest.mark.parametrize(("language", "word"), [("", "Gelen başvurular"), ("en", "Inbox")])
def test_every_page_is_there_in_both_languages(browser: Browser, path: str, language: str, word: str):
    page = browser.get(path + (f"{'&' if '?' in path else '?'}lang={language}" if language else ""))
    assert page.status_code == 200
    assert word in page.text
    assert f'<html lang="{language or "tr"}">' in page.text


def test_no_page_asks_another_server_or_runs_a_script(desk: DeskUnderTest, browser: Browser):
    for path in ("/gelen", f"/basvuru/{desk.submitted()}", "/giris"):
        page = browser.get(path)
        assert "<script" not in page.text
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page.text)
        assert "script-src" in page.headers["content-security-policy"]
        assert page.headers["referrer-policy"] == "same-origin"


def test_a_page_that_is_not_there_says_so_on_a_page(browser: Browser):
    for path in ("/nowhere", f"/basvuru/{uuid.uuid4()}", "/kurumlar/1", "/gelen?cursor=x", "/gelen?status=x"):
        answer = browser.get(path)
        assert answer.status_code in (400, 404, 422)
        assert "<h1>Bu sayfa gösterilemiyor</h1>" in answer.text


def test_a_page_that_is_not_there_is_told_of_in_words_and_in_both_languages(browser: Browser):
    assert "Böyle bir sayfa yok." in browser.get("/nowhere").text
    assert "There is no such page." in browser.get("/nowhere?lang=en").text
    assert "<li>Ay: Bu alanın biçimi yanlış.</li>" in browser.get("/raporlar?month=2026-13").text


def test_the_address_of_a_form_leads_to_the_page_it_stands_on(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    answer = browser.get(f"/basvuru/{application_id}/respond?lang=en")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/basvuru/{application_id}?lang=en")


def test_a_search_takes_the_whole_form_and_says_what_it_searched_for(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    number = desk.officer().application(application_id)["tracking_number"]
    names = ("tracking_number", "q", "institution_id", "province", "status", "from_on", "to_on")
    form = dict.fromkeys(names, "") | {"tracking_number": f"{number[:3]} {number[3:]}"}
    found = browser.http.get("/ara", params=form).text
    assert f'href="/basvuru/{application_id}"' in found
    assert f"Arananlar: Başvuru numarası: <strong>{number}</strong>." in found
    elsewhere = browser.http.get("/ara", params=form | {"province": "01"}).text
    assert "İl: <strong>Adana</strong>" in elsewhere
    assert "yalnız numarayla arayın" in elsewhere


def test_an_extension_is_taken_from_a_list_of_the_laws_grounds(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    page = browser.get(f"/basvuru/{application_id}").text
    assert page.count('<option value="opinion_needed">') == 1
    form = browser.form_of(application_id, "extend", page)

    refused = browser.post(f"/basvuru/{application_id}/extend", **form, reason="Arşivden istenecek.")
    assert refused.status_code == 422
    assert 'href="#extend-ground"' in refused.text
    assert re.search(r"<details open>\s*<summary>Ek süre al", refused.text)
    assert "Arşivden istenecek.</textarea>" in refused.text

    form = browser.form_of(application_id, "extend", refused.text)
    posted = browser.post(
        f"/basvuru/{application_id}/extend", **form, ground="opinion_needed", reason="Arşivden istenecek."
    )
    assert posted.status_code == 303
    assert "Ek süre alındı" in browser.get(posted.headers["location"]).text


@pytest.mark.parametrize(
    ("kind", "listed", "not_listed"),
    [
        pytest.param(ApplicationKind.COMPLAINT, "court_decided", "exempt_information", id="Law 3071"),
        pytest.param(ApplicationKind.INFORMATION_REQUEST, "exempt_information", "ethics_in_court", id="Law 4982"),
    ],
)
def test_the_reasons_to_refuse_processing_are_those_of_the_applications_law(
    desk: DeskUnderTest, browser: Browser, kind: ApplicationKind, listed: str, not_listed: str
):
    application_id = desk.submitted(kind=kind)
    page = browser.get(f"/basvuru/{application_id}").text
    assert f'<option value="{listed}">' in page
    assert f'<option value="{not_listed}">' not in page
    form = browser.form_of(application_id, "not_processed", page)
    posted = browser.post(f"/basvuru/{application_id}/not_processed", **form, reason=listed, body="Gerekçesi budur.")
    told = browser.get(posted.headers["location"]).text
    assert "İşleme konulmadı" in told
    assert "Gerekçesi budur." in told


def test_a_draft_is_approved_on_the_page_of_a_superior(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted()
    form = browser.form_of(application_id, "draft_response")
    browser.post(f"/basvuru/{application_id}/draft_response", **form, **ANSWER)
    assert "Onay bekleyen taslak" in browser.get("/gelen").text
    page = browser.get(f"/basvuru/{application_id}").text
    assert "Boş randevu yok;\ngerekçesi aşağıdadır." in page
    assert f'action="/basvuru/{application_id}/approve"' not in page
    with signed_in(desk, role=Role.APPROVER) as superior:
        form = superior.form_of(application_id, "approve")
        posted = superior.post(f"/basvuru/{application_id}/approve", **form)
        assert "İşleminiz yapıldı." in superior.get(posted.headers["location"]).text
    assert desk.officer().application(application_id)["status"] == "answered"


def test_several_institutions_are_chosen_and_stay_chosen_through_a_search(desk: DeskUnderTest):
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", reason="Bizim değil")
    with signed_in(desk, GOVERNORATE, Role.COORDINATOR) as browser:
        path = f"/basvuru/{application_id}/place"
        chosen = {"to_institution_id": MUNICIPALITY, "inform": HEALTH_DIRECTORATE}
        page = browser.http.get(path, params={"q": "kurum 1000005", **chosen}).text
        assert f'name="to_institution_id" value="{MUNICIPALITY}" required checked' in page
        assert f'name="inform" value="{HEALTH_DIRECTORATE}" checked' in page
        assert f'name="also_to" value="{EDUCATION_DIRECTORATE}"' in page
        form = browser.form_of(application_id, "place", page)
        posted = browser.post(path, **form, **chosen, also_to=EDUCATION_DIRECTORATE, sub_subject_code="22.01")
        assert posted.status_code == 303, posted.text
    read = desk.officer(MUNICIPALITY).application(application_id)
    assert (read["subject_code"], read["sub_subject_code"]) == ("22", "22.01")
    placed = {task["institution_id"]: task["purpose"] for task in read["tasks"] if task["open"]}
    assert placed == {MUNICIPALITY: "action", EDUCATION_DIRECTORATE: "action", HEALTH_DIRECTORATE: "information"}


def test_an_operator_reads_what_the_number_names_and_withdraws_it(desk: DeskUnderTest):
    application_id = desk.submitted()
    number = desk.officer().application(application_id)["tracking_number"]
    with signed_in(desk, OTHER_GOVERNORATE, Role.OPERATOR) as browser:
        assert 'href="/geri-cekme"' in browser.get("/gelen").text
        assert f'href="/geri-cekme?tracking_number={number}"' in browser.get(f"/ara?tracking_number={number}").text
        assert "Bu alanın biçimi yanlış." in browser.get("/geri-cekme?tracking_number=123").text
        page = browser.get(f"/geri-cekme?tracking_number={number[:9]}+{number[9:]}").text
        assert "Şikâyet · Konusu belirlenmemiş · Çankaya, Ankara" in page
        assert "Hastanede" not in page
        missing = browser.post("/geri-cekme", tracking_number=number)
        assert missing.status_code == 422
        assert "Gerekçe: Bu alan gerekli." in missing.text
        posted = browser.post("/geri-cekme", tracking_number=number, reason="Telefonla istedi.")
        assert posted.status_code == 303, posted.text
        assert "İşleminiz yapıldı." in browser.get(posted.headers["location"]).text
    assert desk.officer().application(application_id)["status"] == "withdrawn"


def test_the_officer_is_told_before_and_after_that_numbers_are_hidden(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted(identity_confidential=True)
    page = browser.get(f"/basvuru/{application_id}").text
    assert "e-posta adresleri gönderilirken gizlenir" in page
    form = browser.form_of(application_id, "respond", page)
    body = "Sizi 0532 123 45 67 numarasından aradık."
    posted = browser.post(f"/basvuru/{application_id}/respond", **form, outcome="positive", body=body)
    told = browser.get(posted.headers["location"]).text
    assert "gizlenerek gönderildi" in told
    assert "[numara gizli]" in told
    assert "532 123" not in told


def test_every_control_has_a_label_and_every_form_a_button(desk: DeskUnderTest, browser: Browser):
    application_id = desk.submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    page = browser.get(f"/basvuru/{application_id}").text
    ids = re.findall(r'<(?:textarea|select|input)(?![^>]*type="(?:hidden|radio|checkbox)")[^>]*? id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) > 10
    assert set(ids) <= set(re.findall(r'<label for="([^"]+)"', page))
    forms = re.findall(r"<form.*?</form>", page, re.S)
    assert all("<button" in form for form in forms)
