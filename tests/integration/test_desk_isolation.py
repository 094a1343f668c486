"""Does one institution never read, and never act on, what is another's? A table of every operation there is."""

import uuid
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import AboutOfficial, OfficialRank, Role
from domain.legal_regime import ApplicationKind
from runtime.keys import ensure_local_keys
from runtime.settings import Settings
from services.desk.principals import COOKIE
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    PRIME_MINISTRY,
)
from tests.support.desk import DeskUnderTest, Officer, eventually

pytestmark = pytest.mark.integration

SECRET = "gizlikelime"
STRANGERS = [
    pytest.param(EDUCATION_DIRECTORATE, Role.OFFICER, id="a neighbour"),
    pytest.param(EDUCATION_DIRECTORATE, Role.COORDINATOR, id="a neighbour who coordinates nobody"),
    pytest.param(EDUCATION_DIRECTORATE, Role.CENTRE, id="a neighbour with the centre's role"),
    pytest.param(EDUCATION_DIRECTORATE, Role.VAULT, id="a neighbour's vault"),
    pytest.param(GOVERNORATE, Role.OFFICER, id="an officer of its coordinator"),
    pytest.param(OTHER_GOVERNORATE, Role.COORDINATOR, id="another province's coordinator"),
    pytest.param(CENTRE, Role.OFFICER, id="an officer of the centre"),
    pytest.param(InstitutionId("99999999"), Role.OFFICER, id="an institution nobody knows"),
]

Operation = Callable[[Officer, ApplicationId], httpx.Response]


def _acts(action: str, **fields: Any) -> Operation:
    return lambda officer, application_id: officer.asks(application_id, action, version=2, **fields)


READS: dict[str, Operation] = {
    "GET /v1/inbox": lambda officer, _: officer.get("/v1/inbox", limit=200),
    "GET /v1/applications/{application_id}": lambda officer, one: officer.get(f"/v1/applications/{one}"),
    "GET /v1/search": lambda officer, _: officer.get("/v1/search", q=SECRET, limit=200),
    "GET /v1/screening": lambda officer, _: officer.get("/v1/screening", institution_id=HEALTH_DIRECTORATE),
    "GET /v1/actions/{action_id}": lambda officer, _: officer.get(f"/v1/actions/{uuid.uuid4()}"),
    "GET /v1/follow-up": lambda officer, _: officer.get("/v1/follow-up"),
    "GET /v1/reports/monthly": lambda officer, _: officer.get("/v1/reports/monthly", month="2026-03"),
    "GET /v1/reports/right-to-information": lambda officer, _: officer.get(
        "/v1/reports/right-to-information", year="2026"
    ),
    "GET /v1/institutions": lambda officer, _: officer.get("/v1/institutions", q="kurum"),
    "GET /v1/institutions/{institution_id}": lambda officer, _: officer.get(f"/v1/institutions/{GOVERNORATE}"),
}
ACTIONS: dict[str, Operation] = {
    "open": _acts("open"),
    "assign": _acts("assign", officer="Dr. Kemal"),
    "refer": _acts("refer", to_institution_id=MUNICIPALITY, reason="x", **{"for": "action"}),
    "return": _acts("return", reason="x"),
    "interim_response": _acts("interim_response", body="x"),
    "respond": _acts("respond", outcome="positive", body="x"),
    "place": _acts("place", to_institution_id=EDUCATION_DIRECTORATE),
    "draft_response": _acts("draft_response", outcome="positive", body="x"),
    "approve": _acts("approve"),
    "extend": _acts("extend", ground="other_unit", reason="x"),
    "request_fee": _acts("request_fee", pages=20, amount=1250, how_to_pay="x"),
    "record_payment": _acts("record_payment", paid_on="2026-03-02"),
    "ask_applicant": _acts("ask_applicant", body="x"),
    "not_processed": _acts("not_processed", reason="false_statement", body="x"),
    "mark_invalid": _acts("mark_invalid", reason="contact_wrong", body="x"),
    "note": _acts("note", body="x"),
    "record_decision": _acts("record_decision", decision="upheld", body="x"),
    "merge": _acts("merge", into_application_id=str(uuid.uuid4())),
    "withdraw_on_behalf": _acts("withdraw_on_behalf", reason="x"),
    "reopen": _acts("reopen", reason="x"),
}
PAGES: dict[str, Operation] = {
    "/gelen": lambda officer, _: _page(officer, "/gelen"),
    "/basvuru/{application_id}": lambda officer, one: _page(officer, f"/basvuru/{one}"),
    "/basvuru/{application_id}/{action}": lambda officer, one: _page(officer, f"/basvuru/{one}/refer"),
    "/takip-listesi": lambda officer, _: _page(officer, "/takip-listesi"),
    "/geri-cekme": lambda officer, _: _page(officer, "/geri-cekme"),
    "/ara": lambda officer, _: _page(officer, f"/ara?q={SECRET}"),
    "/on-inceleme": lambda officer, _: _page(officer, f"/on-inceleme?institution_id={HEALTH_DIRECTORATE}"),
}


def _page(officer: Officer, path: str) -> httpx.Response:
    return officer.http.get(path, headers={"Cookie": f"{COOKIE}={officer.token}"})


@pytest.fixture(scope="module")
def of_another(desk: DeskUnderTest) -> ApplicationId:
    return desk.submitted(body=f"Bu {SECRET} yalnız sahibine görünür.")


def test_every_operation_of_the_api_is_in_the_table(desk: DeskUnderTest):
    described = desk.http.get("/openapi.json").json()
    reads = {f"GET {path}" for path, item in described["paths"].items() if "get" in item}
    writes = {path for path, item in described["paths"].items() if set(item) - {"get"}}
    assert reads == set(READS)
    assert writes == {"/v1/applications/{application_id}/actions"}
    actions = described["components"]["schemas"]
    named = {
        schema["properties"]["action"]["const"]
        for schema in actions.values()
        if "action" in schema.get("properties", {})
    }
    assert named == set(ACTIONS)


@pytest.mark.parametrize(("institution", "role"), STRANGERS)
@pytest.mark.parametrize("operation", READS)
def test_a_stranger_reads_nothing(
    desk: DeskUnderTest, of_another: ApplicationId, institution: InstitutionId, role: Role, operation: str
):
    answer = READS[operation](desk.officer(institution, role), of_another)
    assert of_another not in answer.text
    assert SECRET not in answer.text
    if operation == "GET /v1/applications/{application_id}":
        assert (answer.status_code, answer.json()["code"]) == (404, "application_not_found")


@pytest.mark.parametrize(("institution", "role"), STRANGERS)
@pytest.mark.parametrize("operation", PAGES)
def test_a_stranger_sees_nothing_on_any_page(
    desk: DeskUnderTest, of_another: ApplicationId, institution: InstitutionId, role: Role, operation: str
):
    answer = PAGES[operation](desk.officer(institution, role), of_another)
    assert "yalnız sahibine" not in answer.text
    assert answer.status_code in (200, 403, 404)


@pytest.mark.parametrize(("institution", "role"), STRANGERS)
@pytest.mark.parametrize("action", ACTIONS)
def test_a_stranger_does_nothing(
    desk: DeskUnderTest, of_another: ApplicationId, institution: InstitutionId, role: Role, action: str
):
    before = desk.officer().application(of_another)
    answer = ACTIONS[action](desk.officer(institution, role), of_another)
    assert (answer.status_code, answer.json()["code"]) == (404, "application_not_found")
    assert desk.officer().application(of_another) == before


def test_the_owner_reads_and_finds_it_everywhere(desk: DeskUnderTest, of_another: ApplicationId):
    owner = desk.officer()
    for operation in ("GET /v1/inbox", "GET /v1/applications/{application_id}", "GET /v1/search"):
        assert of_another in READS[operation](owner, of_another).text
    for operation in ("/gelen", "/basvuru/{application_id}", "/basvuru/{application_id}/{action}", "/ara"):
        assert of_another in PAGES[operation](owner, of_another).text


def test_what_is_not_there_and_what_may_not_be_seen_answer_alike(desk: DeskUnderTest, of_another: ApplicationId):
    stranger = desk.officer(EDUCATION_DIRECTORATE)
    answers = [stranger.get(f"/v1/applications/{one}") for one in (of_another, uuid.uuid4(), "x")]
    assert len({answer.text for answer in answers}) == 1


def test_an_action_is_told_to_the_institution_that_asked_for_it_alone(desk: DeskUnderTest, of_another: ApplicationId):
    asked = desk.officer().asks(of_another, "interim_response", body="Bakıyoruz.").json()["action_id"]
    assert desk.officer().get(f"/v1/actions/{asked}").status_code == 200
    assert desk.officer(GOVERNORATE, Role.COORDINATOR).get(f"/v1/actions/{asked}").status_code == 404


@pytest.mark.requirement("R-G9", "R-G12")
def test_a_coordinator_reads_what_is_below_it_and_acts_on_nothing_of_it(desk: DeskUnderTest):
    application_id = desk.submitted()
    coordinator = desk.officer(GOVERNORATE, Role.COORDINATOR)
    assert coordinator.application(application_id)["task_version"] is None
    for action in ("open", "respond", "return"):
        answer = ACTIONS[action](coordinator, application_id)
        assert (answer.status_code, answer.json()["code"]) == (409, "not_the_holder")


def test_a_complaint_about_its_official_stays_out_of_a_coordinators_sight(desk: DeskUnderTest):
    accused = AboutOfficial("Ali Veli", "Vali Yardımcısı", GOVERNORATE, OfficialRank.BELOW)
    submission = desk.submission(institution_id=OTHER_GOVERNORATE, about_official=accused)
    desk.happen(submission)
    path = f"/v1/applications/{submission.application_id}"
    centre, involved = desk.officer(CENTRE, Role.CENTRE), desk.officer(GOVERNORATE, Role.COORDINATOR)
    eventually(lambda: centre.get(path).status_code == 200 or None)
    assert involved.get(path).status_code == 404
    assert submission.application_id not in involved.ids("/v1/search", q="hastanede")


def test_a_complaint_about_the_centre_is_on_none_of_its_lists_and_in_the_queue_above_it(desk: DeskUnderTest):
    accused = AboutOfficial("Ali Veli", "Uzman", CENTRE, OfficialRank.BELOW)
    unclear = {"institution_id": None, "kind": ApplicationKind.OPINION, "body": "Mevzubahis hadise."}
    submission = desk.submission(about_official=accused, **unclear)
    desk.happen(submission)
    above, centre = desk.officer(PRIME_MINISTRY, Role.COORDINATOR), desk.officer(CENTRE, Role.CENTRE)
    eventually(lambda: submission.application_id in above.ids("/v1/screening") or None)
    assert submission.application_id in above.ids("/v1/search", q="mevzubahis")
    path = f"/v1/applications/{submission.application_id}"
    for queue in (PRIME_MINISTRY, CENTRE):
        assert submission.application_id not in centre.ids("/v1/screening", institution_id=queue)
    assert submission.application_id not in centre.ids("/v1/search", q="mevzubahis")
    assert submission.application_id not in centre.ids("/v1/inbox")
    assert centre.get(path).status_code == 404
    assert ACTIONS["place"](centre, submission.application_id).status_code == 404


@pytest.mark.parametrize("operation", READS)
def test_nobody_reads_without_a_token(desk: DeskUnderTest, of_another: ApplicationId, operation: str):
    nobody = Officer(desk.http, "")
    answer = READS[operation](nobody, of_another)
    assert (answer.status_code, answer.json()["code"]) == (401, "token_required")
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_of_another_stack_is_no_token(desk: DeskUnderTest, tmp_path_factory: pytest.TempPathFactory):
    other = Settings(state_directory=tmp_path_factory.mktemp("other"))
    ensure_local_keys(other.keys_path)
    forged = DeskUnderTest(other, desk.http, desk.desk, desk.router).officer()
    assert forged.get("/v1/inbox").json()["code"] == "token_invalid"


def test_no_answer_holds_anything_sealed(desk: DeskUnderTest, of_another: ApplicationId):
    for role in Role:
        told = desk.officer(role=role).get(f"/v1/applications/{of_another}").text
        for name in ("tracking_factor", "content_hash", "person_mac", '"contact"', "sealed", "ledger_hash", '"src"'):
            assert name not in told
