"""Does an officer's wish reach the router, and its verdict the officer?"""

import signal
import time
import uuid
from collections.abc import Callable

import httpx
import pytest

from domain.facts import RefusalCode
from domain.identifiers import ApplicationId, InputId, InstitutionId, action_id_of
from domain.inputs import AboutOfficial, ActionRequested, AssignTask, OfficialRank, Role
from services.desk.refusal_wordings import REFUSAL_WORDINGS
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    PRIME_MINISTRY,
)
from tests.support.desk import DeskUnderTest, eventually
from tests.support.desk_refusals import NEW_REFUSALS

pytestmark = pytest.mark.integration

ANSWER = {"outcome": "positive", "body": "Randevunuz açıldı."}
REASON = {"reason": "Görev alanımız değil."}


def test_an_answer_is_applied_while_the_officer_waits(desk: DeskUnderTest):
    application_id = desk.submitted()
    officer = desk.officer()

    answer = officer.asks(application_id, "respond", **ANSWER)

    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["applied"], told["status"]) == (True, "answered")
    read = officer.application(application_id)
    assert read["response"]["body"] == ANSWER["body"]
    assert read["task_version"] == told["task_version"]


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        pytest.param("open", {}, "in_progress", id="open"),
        pytest.param("assign", {"officer": "Dr. Kemal"}, "routed", id="assign"),
        pytest.param(
            "refer", {"to_institution_id": MUNICIPALITY, "for": "information", **REASON}, "routed", id="refer to know"
        ),
        pytest.param(
            "refer", {"to_institution_id": MUNICIPALITY, "for": "action", **REASON}, "routed", id="refer to act"
        ),
        pytest.param("return", REASON, "screening", id="return"),
        pytest.param("interim_response", {"body": "Doktor atanıyor."}, "routed", id="interim response"),
        pytest.param("respond", ANSWER, "answered", id="respond"),
    ],
)
def test_the_holder_may(desk: DeskUnderTest, action: str, fields: dict[str, str], status: str):
    answer = desk.officer().asks(desk.submitted(), action, **fields)
    assert (answer.status_code, answer.json().get("status")) == (200, status), answer.text


def test_a_coordinator_places_what_was_returned(desk: DeskUnderTest):
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", **REASON)
    coordinator = desk.officer(GOVERNORATE, Role.COORDINATOR)

    answer = coordinator.asks(application_id, "place", to_institution_id=MUNICIPALITY, subject_code="22")

    assert answer.json()["applied"], answer.text
    assert desk.officer(MUNICIPALITY).application(application_id)["subject_code"] == "22"


def test_a_version_passed_by_is_412_and_changes_nothing(desk: DeskUnderTest):
    application_id = desk.submitted()
    officer = desk.officer()
    seen = officer.application(application_id)["task_version"]
    assert officer.asks(application_id, "open").status_code == 200

    answer = officer.asks(application_id, "respond", version=seen, **ANSWER)

    assert (answer.status_code, answer.json()["code"]) == (412, "stale_task_version")
    assert officer.application(application_id)["response"] is None


def test_the_etag_is_the_version_of_the_viewers_task_and_reading_does_not_move_it(desk: DeskUnderTest):
    application_id = desk.submitted()
    officer = desk.officer()
    tags = {officer.get(f"/v1/applications/{application_id}").headers["etag"] for _ in range(3)}
    assert tags == {f'"{officer.application(application_id)["task_version"]}"'}
    assert officer.application(application_id)["status"] == "routed"


Refused = Callable[[DeskUnderTest], httpx.Response]


def _referred(desk: DeskUnderTest, to: InstitutionId, purpose: str = "action", **changes: object) -> httpx.Response:
    application_id = desk.submitted(**changes)
    return desk.officer().asks(application_id, "refer", to_institution_id=to, **REASON, **{"for": purpose})


def _referred_to_a_closed_one(desk: DeskUnderTest) -> httpx.Response:
    """Ask until the router, too, has read of the institution: desk and router read the registry each for itself."""
    closed = desk.closed_institution()

    def refused() -> httpx.Response | None:
        answer = _referred(desk, closed)
        return None if answer.json().get("code") == RefusalCode.UNKNOWN_INSTITUTION else answer

    return eventually(refused)


def _by_a_former_holder(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.officer().asks(application_id, "refer", to_institution_id=MUNICIPALITY, **REASON, **{"for": "action"})
    return desk.officer().asks(application_id, "respond", **ANSWER)


def _after_the_answer(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.officer().asks(application_id, "respond", **ANSWER)
    return desk.officer().asks(application_id, "respond", **ANSWER)


def _answered_from_screening(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", **REASON)
    return desk.officer(GOVERNORATE, Role.COORDINATOR).asks(application_id, "respond", **ANSWER)


def _placed_under_no_subject(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.officer().asks(application_id, "return", **REASON)
    coordinator = desk.officer(GOVERNORATE, Role.COORDINATOR)
    return coordinator.asks(application_id, "place", to_institution_id=MUNICIPALITY, subject_code="99")


def _told_twice(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    for _ in range(2):
        answer = desk.officer().asks(
            application_id, "refer", to_institution_id=MUNICIPALITY, **REASON, **{"for": "information"}
        )
    return answer


def _opened_twice(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.officer().asks(application_id, "open")
    return desk.officer().asks(application_id, "open")


def _through_the_hands_of(desk: DeskUnderTest, *hands: InstitutionId) -> httpx.Response:
    application_id = desk.submitted()
    for holder, to in zip((HEALTH_DIRECTORATE, *hands), hands, strict=False):
        answer = desk.officer(holder).asks(application_id, "refer", to_institution_id=to, **REASON, **{"for": "action"})
    return answer


def _with_a_full_ledger(desk: DeskUnderTest) -> httpx.Response:
    application_id = desk.submitted()
    desk.happen(
        *(
            ActionRequested(
                InputId(str(uuid.uuid4())),
                application_id,
                HEALTH_DIRECTORATE,
                Role.OFFICER,
                "ayla",
                2,
                AssignTask(f"memur {number}"),
            )
            for number in range(500)
        )
    )
    officer = desk.officer()
    eventually(lambda: len(officer.application(application_id)["ledger"]) >= 500 or None)
    return officer.asks(application_id, "open")


ACCUSED = AboutOfficial("Ali Veli", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)

REFUSALS: dict[RefusalCode, Refused] = {
    RefusalCode.NOT_THE_HOLDER: _by_a_former_holder,
    RefusalCode.APPLICATION_CLOSED: _after_the_answer,
    RefusalCode.ROLE_NOT_ALLOWED: lambda desk: desk.officer(role=Role.AUDITOR).asks(desk.submitted(), "open"),
    RefusalCode.NOT_A_SCREENING_TASK: lambda desk: desk.officer().asks(
        desk.submitted(), "place", to_institution_id=MUNICIPALITY
    ),
    RefusalCode.IN_SCREENING: _answered_from_screening,
    RefusalCode.UNKNOWN_INSTITUTION: lambda desk: _referred(desk, InstitutionId("99999999")),
    RefusalCode.INSTITUTION_CLOSED: _referred_to_a_closed_one,
    RefusalCode.SAME_INSTITUTION: lambda desk: _referred(desk, HEALTH_DIRECTORATE),
    RefusalCode.ALREADY_HAS_IT: _told_twice,
    RefusalCode.HELD_BEFORE: lambda desk: _through_the_hands_of(desk, MUNICIPALITY, HEALTH_DIRECTORATE),
    RefusalCode.HOP_LIMIT: lambda desk: _through_the_hands_of(
        desk, EDUCATION_DIRECTORATE, MUNICIPALITY, GOVERNORATE, INTERIOR, CENTRE, PRIME_MINISTRY
    ),
    RefusalCode.OUTSIDE_COORDINATION: lambda desk: _referred(desk, OTHER_GOVERNORATE),
    RefusalCode.ACCUSED_INSTITUTION: lambda desk: _referred(desk, EDUCATION_DIRECTORATE, about_official=ACCUSED),
    RefusalCode.UNKNOWN_SUBJECT: _placed_under_no_subject,
    RefusalCode.ALREADY_OPEN: _opened_twice,
    RefusalCode.LEDGER_FULL: _with_a_full_ledger,
}
NEVER_FROM_A_DESK = {
    RefusalCode.UNKNOWN_APPLICATION,  # the desk answers 404 and asks nobody
    RefusalCode.STALE_TASK_VERSION,  # 412, above
}


def test_every_refusal_is_tried():
    assert set(REFUSALS) | set(NEW_REFUSALS) | NEVER_FROM_A_DESK == set(RefusalCode)


@pytest.mark.parametrize("code", [*REFUSALS, *NEW_REFUSALS])
def test_a_refusal_is_409_with_its_code_and_its_words(desk: DeskUnderTest, code: RefusalCode):
    answer = {**REFUSALS, **NEW_REFUSALS}[code](desk)
    assert (answer.status_code, answer.json().get("code")) == (409, code), answer.text
    assert answer.json()["detail"] == REFUSAL_WORDINGS[code].turkish
    assert answer.headers["content-type"] == "application/problem+json"


def test_the_same_key_twice_is_one_action(desk: DeskUnderTest):
    application_id = desk.submitted()
    officer = desk.officer()
    version = officer.application(application_id)["task_version"]

    first, second = (
        officer.asks(application_id, "interim_response", version=version, key="same", body="Bakıyoruz.")
        for _ in range(2)
    )

    assert first.json() == second.json()
    assert first.json()["action_id"] == action_id_of(HEALTH_DIRECTORATE, "same")
    told = [line["type"] for line in officer.application(application_id)["ledger"]]
    assert told.count("bimer.interim_response.issued.v1") == 1


def test_the_same_key_after_a_refusal_is_the_same_refusal(desk: DeskUnderTest):
    application_id = desk.submitted()
    key = uuid.uuid4().hex
    answers = [desk.officer().asks(application_id, "place", key=key, to_institution_id=MUNICIPALITY) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [409, 409]
    assert answers[0].json() == answers[1].json()


def test_one_key_for_two_wishes_is_refused(desk: DeskUnderTest):
    application_id = desk.submitted()
    key = uuid.uuid4().hex
    assert desk.officer().asks(application_id, "open", key=key).status_code == 200
    answer = desk.officer().asks(application_id, "respond", key=key, **ANSWER)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")


def test_two_institutions_may_use_the_same_key(desk: DeskUnderTest):
    application_id = desk.submitted()
    key = uuid.uuid4().hex
    officer = desk.officer()
    assert officer.asks(
        application_id, "refer", key=key, to_institution_id=MUNICIPALITY, **REASON, **{"for": "information"}
    ).json()["applied"]
    assert desk.officer(MUNICIPALITY).asks(application_id, "open", key=key).json()["applied"]


def test_while_the_router_stands_still_the_officer_hears_later(desk: DeskUnderTest):
    application_id = desk.submitted()
    officer = desk.officer()
    desk.router.send(signal.SIGSTOP)
    try:
        began = time.monotonic()
        answer = officer.asks(application_id, "respond", **ANSWER)
        waited = time.monotonic() - began
        assert answer.status_code == 202, answer.text
        assert 2.5 < waited < 5
        action_id = answer.json()["action_id"]
        assert answer.json() == {"action_id": action_id, "applied": None}
        assert officer.get(f"/v1/actions/{action_id}").json()["applied"] is None
    finally:
        desk.router.send(signal.SIGCONT)

    told = eventually(lambda: _decided(officer.get(f"/v1/actions/{action_id}")))

    assert (told["applied"], told["status"], told["application_id"]) == (True, "answered", application_id)


def test_the_same_key_sent_while_the_router_stands_still_is_one_action(desk: DeskUnderTest):
    application_id = desk.submitted()
    officer = desk.officer()
    version = officer.application(application_id)["task_version"]
    key = uuid.uuid4().hex
    desk.router.send(signal.SIGSTOP)
    try:
        first = officer.asks(application_id, "interim_response", version=version, key=key, body="Bakıyoruz.")
    finally:
        desk.router.send(signal.SIGCONT)
    second = officer.asks(application_id, "interim_response", version=version, key=key, body="Bakıyoruz.")
    assert (first.status_code, second.status_code) == (202, 200)
    told = [line["type"] for line in officer.application(application_id)["ledger"]]
    assert told.count("bimer.interim_response.issued.v1") == 1


def test_a_refused_action_is_told_later_with_its_code(desk: DeskUnderTest):
    answer = desk.officer().asks(desk.submitted(), "place", key="refused-later", to_institution_id=MUNICIPALITY)
    assert answer.status_code == 409
    told = desk.officer().get(f"/v1/actions/{action_id_of(HEALTH_DIRECTORATE, 'refused-later')}").json()
    assert (told["applied"], told["code"]) == (False, "not_a_screening_task")


@pytest.mark.parametrize(
    ("left_out", "status", "code"),
    [
        pytest.param("If-Match", 428, "if_match_required", id="no version"),
        pytest.param("Idempotency-Key", 400, "idempotency_key_required", id="no key"),
        pytest.param("Authorization", 401, "token_required", id="no token"),
    ],
)
def test_an_action_without_its_headers_is_not_asked(desk: DeskUnderTest, left_out: str, status: int, code: str):
    application_id = desk.submitted()
    headers = {**desk.officer().headers, "If-Match": '"2"', "Idempotency-Key": "k"}
    headers.pop(left_out)
    answer = desk.http.post(f"/v1/applications/{application_id}/actions", json={"action": "open"}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert desk.officer().application(application_id)["status"] == "routed"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        pytest.param(b"{", 400, "not_json", id="no JSON"),
        pytest.param(b'{"action": "burn"}', 422, "not_acceptable", id="no such action"),
        pytest.param(b'{"action": "respond", "outcome": "positive"}', 422, "not_acceptable", id="no text"),
        pytest.param(b'"' + b"x" * 300_000 + b'"', 413, "content_too_large", id="too large"),
    ],
)
def test_what_cannot_be_read_is_refused(desk: DeskUnderTest, content: bytes, status: int, code: str):
    answer = _sent(desk, content)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_content_of_no_announced_length_is_cut_off_too(desk: DeskUnderTest):
    answer = _sent(desk, iter([b"x" * 100_000] * 4))
    assert (answer.status_code, answer.json()["code"]) == (413, "content_too_large")


def _sent(desk: DeskUnderTest, content: object) -> httpx.Response:
    headers = {
        **desk.officer().headers,
        "If-Match": '"2"',
        "Idempotency-Key": uuid.uuid4().hex,
        "Content-Type": "application/json",
    }
    path = f"/v1/applications/{ApplicationId(str(uuid.uuid4()))}/actions"
    return desk.http.post(path, content=content, headers=headers)  # type: ignore[arg-type]


def _decided(answer: httpx.Response) -> dict[str, object] | None:
    told: dict[str, object] = answer.json()
    return told if told["applied"] is not None else None
