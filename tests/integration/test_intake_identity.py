"""Does intake ask who somebody is, keep the verdict alone, and register everybody whatever the verdict?"""

import json
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.identifiers import TrackingNumber, application_id_of
from domain.inputs import Enclosure, IdentityCheck
from operations.machine import free_ports, is_listening
from operations.server_process import ServerProcess
from operations.simulation.people import CITIZENS, FOREIGNERS, company_of, names_of, national_id, tax_number
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.vault import open_box
from schemas.envelope import unwrap
from schemas.input_events import ApplicationSubmittedV1
from services.intake.rate_limits import ALLOWANCES, Purpose
from tests.support.builders import GOVERNORATE
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

_FRESH = count(1)
WARNING = "nüfus kaydıyla eşleşmedi"


@pytest.fixture(scope="module")
def settings(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A stack in which identities are checked and tries are counted."""
    return prepared(
        state_in(
            tmp_path_factory.mktemp("identity"),
            kafka_bootstrap_servers=kafka,
            mongodb_uri=store_uri,
            mongodb_database=f"identity_{fresh_key()[:12]}",
            topic_prefix=f"identity-{fresh_key()[:12]}.",
            population_registry_url=f"http://127.0.0.1:{free_ports(1)[0]}",
            rate_limits=True,
            require_mobile_verification=False,
            require_email_verification=False,
        )
    )


@pytest.fixture(scope="module")
def intake(settings: Settings) -> Iterator[IntakeUnderTest]:
    """Intake with the local registry of persons beside it, which knows no strangers."""
    simulator = ServerProcess(
        [sys.executable, "-m", "operations.population_simulator"],
        log=settings.state_directory / "population.log",
        environment={
            "BIMER_POPULATION_REGISTRY_URL": settings.population_registry_url,
            "BIMER_POPULATION_UNKNOWN": "mismatch",
        },
    )
    with simulator, intake_running(settings) as running:
        port = httpx.URL(settings.population_registry_url).port or 0
        for _ in range(200):
            if is_listening(port):
                break
            time.sleep(0.05)
        yield running


def somebody(band: range = CITIZENS) -> dict[str, Any]:
    """A person of the simulation, whom no other test here uses, as an applicant."""
    fresh = next(_FRESH)
    number = national_id(band.start + fresh)
    record = names_of(number)
    person: dict[str, Any] = COMPLAINT["applicant"] | {
        "national_id": number,
        "given_name": record.given_name,
        "family_name": record.family_name,
        "mother_maiden_name": record.mother_maiden_name,
        "mobile": f"+905330000{fresh:03d}",
    }
    return person


def calling(person: dict[str, Any], letters: str) -> dict[str, Any]:
    """The same person on the telephone."""
    caller = {name: value for name, value in person.items() if name != "mother_maiden_name"}
    return changed(channel="phone", call_province="06", applicant=caller | {"mother_maiden_letters": letters})


def submitted(intake: IntakeUnderTest, answer: httpx.Response) -> ApplicationSubmittedV1:
    """Read the input that stands on the log for a receipt."""
    assert answer.status_code == 201, answer.text
    record = intake.input_of(answer.json()["application_id"])
    event = unwrap(record.headers, record.value).event()
    assert isinstance(event, ApplicationSubmittedV1)
    return event


def fault(intake: IntakeUnderTest, **said: float) -> None:
    httpx.post(f"{intake.settings.population_registry_url}/faults", json=said).raise_for_status()


@pytest.mark.requirement("R-D4", "R-D8")
@pytest.mark.conflict(3)
def test_who_is_on_record_is_matched_and_the_mothers_name_is_kept_nowhere(intake: IntakeUnderTest):
    person = somebody() | {"mother_maiden_name": "Kxqwsoyadı"}
    for name, check in (("Kxqwsoyadı", "mismatched"), (names_of(person["national_id"]).mother_maiden_name, "matched")):
        event = submitted(intake, intake.submit(changed(applicant=person | {"mother_maiden_name": name})))
        assert event.identity_check == check
        assert event.applicant is not None
        keys = Keys.load(intake.settings, "operations")
        opened = [open_box(keys.secret("vault"), event.applicant.identity)]
        opened += [open_box(keys.secret("contact"), event.applicant.contact or "")]
        logged = Path(intake.service.log).read_text() + intake.service.metrics()
        written = json.dumps(opened, ensure_ascii=False) + event.to_json().decode() + logged
        assert "Kxqwsoyadı" not in written
        assert "mother" not in written
    assert 'bimer_identity_checks_total{outcome="matched"}' in intake.service.metrics()


@pytest.mark.requirement("R-D2")
@pytest.mark.conflict(1)
@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"given_name": "Yabancı"}, id="given name"),
        pytest.param({"family_name": "Yabancı"}, id="family name"),
        pytest.param({"mother_maiden_name": "Yabancı"}, id="mother's maiden name"),
        pytest.param({"national_id": "10000000146"}, id="somebody else's number"),
    ],
)
@pytest.mark.parametrize("kind", ["complaint", "tip_off", "information_request"])
def test_a_wrong_identity_is_registered_and_told_to_the_router(intake: IntakeUnderTest, kind: str, wrong: Any):
    answer = intake.submit(changed(kind=kind, applicant=somebody() | wrong))
    assert submitted(intake, answer).identity_check is IdentityCheck.MISMATCHED


@pytest.mark.conflict(1)
def test_who_gives_no_number_is_not_asked_about(intake: IntakeUnderTest):
    for applicant in (None, {"given_name": "Ayşe"}):
        answer = intake.submit(changed(kind="tip_off", applicant=applicant))
        assert submitted(intake, answer).identity_check is IdentityCheck.NOT_ASKED


@pytest.mark.requirement("R-D1", "R-D2", "R-C11")
@pytest.mark.conflict(3)
def test_two_letters_are_enough_on_the_telephone(intake: IntakeUnderTest):
    person = somebody()
    mother = names_of(person["national_id"]).mother_maiden_name
    for letters, check in ((mother[0] + mother[-1], "matched"), ("xx", "mismatched")):
        answer = intake.submit(calling(person, letters), **intake.token())
        assert submitted(intake, answer).identity_check == check


@pytest.mark.requirement("R-B2")
@pytest.mark.parametrize("channel", ["web", "phone", "email", "letter", "fax", "in_person"])
def test_a_foreign_resident_is_known_by_his_own_number_on_every_channel(intake: IntakeUnderTest, channel: str):
    person = somebody(FOREIGNERS)
    mother = names_of(person["national_id"]).mother_maiden_name
    call = {"call_province": "06", "mother_maiden_letters": mother[0] + mother[-1]} if channel == "phone" else {}
    answer = intake.submit(changed(channel=channel, applicant=person, **call), **intake.token())
    assert submitted(intake, answer).identity_check is IdentityCheck.MATCHED


def test_a_legal_person_is_known_to_the_tax_registry(intake: IntakeUnderTest):
    number = tax_number(CITIZENS.start + next(_FRESH))
    legal = {"title": company_of(number).title, "tax_number": number, "authority_document": "İmza sirküleri"}
    applicant = {name: COMPLAINT["applicant"][name] for name in ("email", "address", "answer_by")}
    for signatory, check in ((company_of(number).signatory, "matched"), ("Başka Biri", "mismatched")):
        company = applicant | {"legal_person": legal | {"signatory": signatory}}
        answer = intake.submit(changed(kind="information_request", applicant=company))
        assert submitted(intake, answer).identity_check == check


@pytest.mark.requirement("R-A8")
@pytest.mark.parametrize(
    "said", [pytest.param({"status": 500}, id="it breaks"), pytest.param({"delay_seconds": 30}, id="it is slow")]
)
def test_while_the_registry_says_nothing_everybody_is_registered_and_marked(intake: IntakeUnderTest, said: Any):
    fault(intake, **said, times=1)
    assert submitted(intake, intake.submit(changed(applicant=somebody()))).identity_check is IdentityCheck.UNAVAILABLE
    assert submitted(intake, intake.submit(changed(applicant=somebody()))).identity_check is IdentityCheck.MATCHED


@pytest.mark.requirement("R-A8")
def test_with_the_registry_away_everybody_is_registered_and_marked(settings: Settings):
    nowhere = f"http://127.0.0.1:{free_ports(1)[0]}"
    alone = Settings(**{**settings.model_dump(exclude_unset=True), "population_registry_url": nowhere})
    with intake_running(alone) as intake:
        checks = [submitted(intake, intake.submit(changed(applicant=somebody()))).identity_check for _ in range(8)]
    assert checks == [IdentityCheck.UNAVAILABLE] * 8


@pytest.mark.requirement("R-D3", "R-D11", "R-D12", "R-D13", "R-C6", "R-I10")
def test_a_bureau_tells_what_a_paper_bears_lacks_and_encloses(intake: IntakeUnderTest):
    whole = changed(channel="letter", applicant=somebody(), signed=True)
    event = submitted(intake, intake.submit(whole, **intake.token()))
    assert (event.signed, event.elements_missing, event.bureau_institution_id) == (True, (), GOVERNORATE)
    fax = changed(channel="fax", kind="information_request", applicant={"family_name": "Yılmaz"}, signed=False)
    event = submitted(intake, intake.submit(fax, **intake.token()))
    assert event.elements_missing == ("given_name", "address", "national_id")
    earlier = intake.submit(changed(applicant=somebody())).json()["tracking_number"]
    appeal = changed(
        channel="letter",
        kind="information_request",
        applicant=somebody(),
        signed=True,
        enclosures=["application_copy", "answer_copy", "application_copy"],
        appeal_of=f"{earlier[:9]} {earlier[9:]}",
    )
    event = submitted(intake, intake.submit(appeal, **intake.token()))
    assert event.enclosures == (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY)
    assert event.appeal_of == application_id_of(TrackingNumber(earlier))


@pytest.mark.parametrize(
    ("said", "errors"),
    [
        pytest.param({"signed": True}, {"signed": "only_on_paper"}, id="a signature on the web"),
        pytest.param({"enclosures": ["evidence"]}, {"enclosures": "only_on_paper"}, id="an enclosure on the web"),
        pytest.param({"enclosures": ["gold"]}, {"enclosures": "value_unknown"}, id="an unknown enclosure"),
        pytest.param({"appeal_of": "123"}, {"appeal_of": "tracking_number_wrong"}, id="no tracking number"),
    ],
)
def test_what_a_paper_alone_can_have_is_refused_elsewhere(intake: IntakeUnderTest, said: Any, errors: dict[str, str]):
    answer = intake.submit(changed(applicant=somebody(), **said))
    assert {error["field"]: error["code"] for error in answer.json()["errors"]} == errors


def typed(person: dict[str, Any], **more: str) -> dict[str, str]:
    """The form as this person fills it in."""
    names = ("national_id", "given_name", "family_name", "mother_maiden_name", "mobile")
    return FORM | {f"applicant.{name}": person[name] for name in names} | more


@pytest.fixture
def browser(intake: IntakeUnderTest) -> Iterator[httpx.Client]:
    """A citizen's browser."""
    with httpx.Client(base_url=intake.http.base_url, follow_redirects=True, timeout=30) as browser:
        yield browser


@pytest.mark.requirement("R-D2")
def test_the_form_gives_one_chance_to_mend_and_names_the_group_alone(intake: IntakeUnderTest, browser: httpx.Client):
    person = somebody()
    key = form_key(browser.get("/basvuru").text)
    warned = browser.post("/basvuru", data=typed(person | {"family_name": "Yabancı"}, form_key=key))
    assert warned.status_code == 422
    assert WARNING in warned.text
    assert 'name="as_it_is"' in warned.text
    assert 'aria-invalid="true"' not in warned.text
    mended = browser.post("/basvuru", data=typed(person, form_key=form_key(warned.text)))
    assert WARNING not in mended.text
    application_id = application_id_of(TrackingNumber(number_in(mended.text)))
    record = intake.input_of(application_id)
    assert json.loads(record.value or b"")["identity_check"] == "matched"


@pytest.mark.requirement("R-D2")
def test_who_is_sure_files_it_as_it_is(intake: IntakeUnderTest, browser: httpx.Client):
    wrong = somebody() | {"mother_maiden_name": "Yabancı"}
    key = form_key(browser.get("/basvuru").text)
    warned = browser.post("/basvuru", data=typed(wrong, form_key=key))
    filed = browser.post("/basvuru", data=typed(wrong, form_key=form_key(warned.text), as_it_is="1"))
    application_id = application_id_of(TrackingNumber(number_in(filed.text)))
    assert json.loads(intake.input_of(application_id).value or b"")["identity_check"] == "mismatched"


def test_whoever_guesses_is_soon_told_nothing_more(browser: httpx.Client):
    victim = somebody()
    mother = victim["mother_maiden_name"]
    browser.get("/basvuru")
    guess = typed(victim | {"mother_maiden_name": "Yabancı"})
    for _ in range(ALLOWANCES[Purpose.IDENTITY_WARNINGS].at_once):
        assert WARNING in browser.post("/basvuru", data=guess | {"form_key": fresh_key()}).text
    pages = [
        browser.post("/basvuru", data=guess | {"applicant.mother_maiden_name": name, "form_key": fresh_key()})
        for name in ("Yabancı", mother)
    ]
    assert [(page.status_code, 'id="tracking-number"' in page.text) for page in pages] == [(200, True)] * 2
    other = typed(somebody() | {"mother_maiden_name": "Yabancı", "mobile": victim["mobile"]})
    assert WARNING not in browser.post("/basvuru", data=other | {"form_key": fresh_key()}).text


def test_one_mobile_gives_few_wrong_identities_and_is_then_refused_right_or_wrong(intake: IntakeUnderTest):
    mobile = somebody()["mobile"]
    wrong = {"mobile": mobile, "mother_maiden_name": "Yabancı"}
    for _ in range(ALLOWANCES[Purpose.WRONG_IDENTITIES].at_once):
        assert intake.submit(changed(applicant=somebody() | wrong)).status_code == 201
    for said in (wrong, {"mobile": mobile}):
        answer = intake.submit(changed(applicant=somebody() | said))
        assert (answer.status_code, answer.json()["code"]) == (429, "too_many_requests")
        assert int(answer.headers["retry-after"]) > 0
    assert intake.submit(changed(applicant=somebody())).status_code == 201


@pytest.mark.requirement("R-C9", "R-C10")
@pytest.mark.conflict(7)
def test_a_caller_who_wants_information_is_told_where_to_turn_and_offered_a_request(intake: IntakeUnderTest):
    person = somebody()
    mother = names_of(person["national_id"]).mother_maiden_name
    call = calling(person, mother[0] + mother[-1]) | {"kind": "information_request"}
    answer = intake.submit(call, **intake.token())
    assert (answer.status_code, answer.json()["code"]) == (422, "information_request_by_phone")
    told = answer.json()["errors"][0]["message"]
    for way in ("4982", "internet", "kaymakamlık", "valilik", "bakanlık", "yazılı", "service_request", "30 gün"):
        assert way in told
    assert submitted(intake, intake.submit(call | {"kind": "service_request"}, **intake.token())).kind == (
        "service_request"
    )
