"""Does a mail to the BİMER address become an application once its sender has confirmed the address, and not before?"""

import signal
import smtplib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from pymongo import MongoClient

from operations.local_store import LocalStore
from operations.machine import LOOPBACK, free_ports, is_listening
from operations.server_process import ServerProcess, wait_until
from operations.simulation.people import CITIZENS, names_of, national_id
from runtime.clock import wall_now
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.vault import open_box
from schemas.envelope import unwrap
from schemas.input_events import ApplicationSubmittedV1
from services.intake.mail_listener import LARGEST_MAIL
from tests.support.backing import missing_pieces_skip
from tests.support.intake import COMPLAINT, IntakeUnderTest, fresh_key, intake_running, number_in, prepared
from tests.support.post import (
    COMPLETED,
    LETTER,
    Post,
    a_letter,
    browser,
    hidden_slip,
    link_in,
    mail_server,
    text_of,
)
from tests.support.service_process import running, state_in

pytestmark = pytest.mark.integration

DATABASE = "mails"


@dataclass(frozen=True)
class Office:
    """Intake with a door for mails, a router behind it, and a mail server outside."""

    intake: IntakeUnderTest
    post: Post
    store: LocalStore

    def drafts(self) -> list[dict[str, Any]]:
        """Look into the drafts."""
        with MongoClient[dict[str, Any]](self.store.uri) as client:
            return list(client[DATABASE]["mail_drafts"].find())

    def application(self, number: str) -> dict[str, Any]:
        """Wait for an application that the router has stored."""

        def found() -> dict[str, Any] | None:
            with MongoClient[dict[str, Any]](self.store.uri) as client:
                return client[DATABASE]["applications"].find_one({"state.tracking_number": number})

        wait_until(lambda: found() is not None, "the application", seconds=30)
        return found() or {}


@pytest.fixture(scope="module")
def settings(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Settings, LocalStore]]:
    """Topics, keys, a small registry, and a store of these tests' own, to be killed."""
    directory = tmp_path_factory.mktemp("mails")
    with missing_pieces_skip():
        store = LocalStore(directory / "store").start()
    said = state_in(
        directory,
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store.uri,
        mongodb_database=DATABASE,
        topic_prefix=f"mails-{fresh_key()[:12]}.",
        smtp_port=free_ports(1)[0],
        population_registry_url=f"http://{LOOPBACK}:{free_ports(1)[0]}",
        rate_limits=True,
        require_mobile_verification=True,
        require_email_verification=True,
    )
    yield prepared(said), store
    store.stop()


@pytest.fixture(scope="module")
def office(settings: tuple[Settings, LocalStore]) -> Iterator[Office]:
    """All of it, as in earnest: every proof is wanted on the web."""
    said, store = settings
    with population(said), mail_server(said), running("services.router", said), intake_running(said) as intake:
        yield Office(intake, Post(intake.settings), store)


def population(settings: Settings) -> ServerProcess:
    """Start the registry of persons."""
    said = {"BIMER_POPULATION_REGISTRY_URL": settings.population_registry_url}
    log = settings.state_directory / "population.log"
    server = ServerProcess([sys.executable, "-m", "operations.population_simulator"], log=log, environment=said)
    port = int(settings.population_registry_url.rpartition(":")[2])
    wait_until(lambda: is_listening(port), "the registry of persons", seconds=30, log=log)
    return server


@pytest.mark.requirement("R-C5", "R-D6", "R-D7")
@pytest.mark.conflict(6)
def test_a_confirmed_and_completed_mail_stands_registered_as_of_its_arrival(office: Office):
    before = wall_now() - timedelta(milliseconds=1)
    assert office.post.deliver(a_letter("first", "first@example.org"))[0] == 250
    arrived = wall_now()
    answer = office.post.mail_to("first@example.org")
    assert answer["In-Reply-To"] == "<first@example.org>"
    assert answer["Auto-Submitted"] == "auto-replied"
    assert "Yılmaz" not in text_of(answer)

    with browser() as citizen:
        page = citizen.get(link_in(answer))
        assert page.status_code == 200
        assert LETTER in page.text
        assert "first@example.org" in page.text
        said = {**COMPLETED, "body": LETTER, "slip": hidden_slip(page.text)}
        wrong = citizen.post(str(page.url), data={**said, "applicant.national_id": "10000000147"})
        assert wrong.status_code == 422
        assert 'id="applicant-national_id-error"' in wrong.text
        forged = {**said, "slip": hidden_slip(wrong.text), "applicant.email": "baska@example.org"}
        receipt = citizen.post(str(page.url), data=forged)
        assert receipt.url.path == "/basvuru/alindi"
        number = number_in(receipt.text)
        again = citizen.post(str(page.url), data=forged)
        assert number_in(again.text) == number
        changed = citizen.post(str(page.url), data={**forged, "body": LETTER + " Bir de su akmıyor."})
        assert changed.status_code == 409
        assert citizen.get(link_in(answer)).status_code == 404

    state = office.application(number)["state"]
    assert state["channel"] == "email"
    event = submitted(office, number)
    assert before <= event.received_at <= arrived
    assert "Yılmaz" not in event.body
    assert event.applicant is not None
    assert event.applicant.contact is not None
    contact = open_box(Keys.load(office.intake.settings, "operations").secret("contact"), event.applicant.contact)
    assert contact["email"] == "first@example.org"


def submitted(office: Office, number: str) -> ApplicationSubmittedV1:
    """Read the input that stands on the log under a tracking number."""
    events = (unwrap(record.headers, record.value).event() for record in office.intake.inputs())
    return next(e for e in events if isinstance(e, ApplicationSubmittedV1) and e.tracking_number == number)


@pytest.mark.requirement("R-C5")
def test_the_same_mail_again_is_the_same_draft_and_is_answered_once(office: Office):
    mail = a_letter("twice", "twice@example.org")
    assert office.post.deliver(mail, "twice@example.org")[0] == 250
    answer = office.post.mail_to("twice@example.org")
    kept = len(office.drafts())
    assert office.post.deliver(mail, "twice@example.org")[0] == 250
    assert office.post.deliver(a_letter("other", "other@example.org"), "other@example.org")[0] == 250
    office.post.mail_to("other@example.org")
    assert len(office.drafts()) == kept + 1
    assert len(office.post.mails("twice@example.org")) == 1
    assert office.post.deliveries(answer) == 1


def test_nothing_that_was_written_can_be_read_in_the_store(office: Office):
    office.post.deliver(a_letter("secret", "secret@example.org", "Komşum Mehmet Demir kaçak kat çıkıyor."))
    office.post.mail_to("secret@example.org")
    for draft in office.drafts():
        assert set(draft) <= {"_id", "locked", "at", "answered_at", "next_attempt_at", "attempts"}
        assert not any(word in str(draft) for word in ("Demir", "secret@example.org", "Komşum"))


def test_a_registered_mail_leaves_its_bare_id_so_that_a_copy_is_known(office: Office):
    mail = a_letter("copy", "copy@example.org")
    office.post.deliver(mail)
    answer = office.post.mail_to("copy@example.org")
    with browser() as citizen:
        page = citizen.get(link_in(answer))
        said = {**COMPLETED, "body": LETTER, "slip": hidden_slip(page.text)}
        assert citizen.post(str(page.url), data=said).url.path == "/basvuru/alindi"
    before = len(office.drafts())
    assert [set(draft) for draft in office.drafts()].count({"_id", "at", "answered_at"}) >= 1
    assert office.post.deliver(mail)[0] == 250
    assert len(office.drafts()) == before


@pytest.mark.requirement("R-D2", "R-D7")
def test_who_mistypes_his_name_is_warned_once_and_registered_as_he_insists(office: Office):
    office.post.deliver(a_letter("mistyped", "mistyped@example.org"))
    answer = office.post.mail_to("mistyped@example.org")
    number = national_id(CITIZENS.start + 9)
    person = {"applicant.national_id": number, "applicant.given_name": "Yabancı"}
    with browser() as citizen:
        page = citizen.get(link_in(answer))
        said = {**COMPLETED, **person, "applicant.family_name": names_of(number).family_name, "body": LETTER}
        warned = citizen.post(str(page.url), data={**said, "slip": hidden_slip(page.text)})
        assert warned.status_code == 422
        assert 'name="as_it_is"' in warned.text
        receipt = citizen.post(str(page.url), data={**said, "slip": hidden_slip(warned.text), "as_it_is": "1"})
    assert submitted(office, number_in(receipt.text)).identity_check == "mismatched"


@pytest.mark.requirement("R-C5", "R-F1")
def test_an_informer_may_write_and_stay_unnamed(office: Office):
    office.post.deliver(a_letter("tip", "tip@example.org"))
    answer = office.post.mail_to("tip@example.org")
    with browser() as citizen:
        page = citizen.get(link_in(answer))
        said = {"kind": "tip_off", "anonymous": "1", "body": LETTER, "slip": hidden_slip(page.text)}
        receipt = citizen.post(str(page.url), data=said)
    event = submitted(office, number_in(receipt.text))
    assert event.applicant is None
    assert event.channel == "email"


@pytest.mark.requirement("R-D6")
@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 42 + "é", "-" * 200])
def test_a_link_that_nobody_was_sent_opens_nothing(office: Office, token: str):
    with browser() as citizen:
        url = f"{office.intake.settings.intake_url}/basvuru/e-posta/{token}"
        assert citizen.get(url).status_code == 404
        assert "yedi gün" in citizen.get(url).text
        assert citizen.post(url, data={**COMPLETED, "body": LETTER, "slip": "x"}).status_code == 404


@pytest.mark.requirement("R-D6")
def test_a_slip_of_another_mail_registers_nothing(office: Office):
    for name in ("one", "two"):
        office.post.deliver(a_letter(name, f"{name}@example.org"))
    links = [link_in(office.post.mail_to(f"{name}@example.org")) for name in ("one", "two")]
    with browser() as citizen:
        slip = hidden_slip(citizen.get(links[0]).text)
        assert citizen.post(links[1], data={**COMPLETED, "body": LETTER, "slip": slip}).status_code == 404


@pytest.mark.parametrize(
    ("sender", "headers"),
    [
        pytest.param("", {}, id="no sender"),
        pytest.param("m1@example.org", {"Auto_Submitted": "auto-replied"}, id="an answering machine"),
        pytest.param("m1@example.org", {"List_Id": "<liste.example.org>"}, id="a list"),
        pytest.param("bimer@bimer.example", {}, id="ourselves"),
    ],
)
def test_a_machines_mail_is_taken_and_never_answered(office: Office, sender: str, headers: dict[str, str]):
    before = len(office.drafts())
    raw = a_letter(f"machine{len(headers)}{sender}", sender or "m2@example.org", **headers)
    assert office.post.deliver(raw, sender)[0] == 250
    assert len(office.drafts()) == before


@pytest.mark.parametrize(
    ("raw", "to", "code"),
    [
        pytest.param(a_letter("wrong"), "baska@bimer.example", 550, id="another mailbox"),
        pytest.param(a_letter("wrong"), "BASVURU@bimer.example", 250, id="capitals"),
        pytest.param(a_letter("small"), "basvuru@bimer.example", 250, id="small enough"),
        pytest.param(
            a_letter("big") + (b"x" * 998 + b"\r\n") * (LARGEST_MAIL // 1000 + 1),
            "basvuru@bimer.example",
            552,
            id="too large",
        ),
        pytest.param(a_letter("line") + b"x" * 20_000, "basvuru@bimer.example", 250, id="a paragraph in one line"),
    ],
)
def test_address_and_size_decide_whether_a_mail_is_taken(office: Office, raw: bytes, to: str, code: int):
    assert office.post.deliver(raw, "sizes@example.org", to)[0] == code


def test_a_sender_who_cannot_be_answered_is_told_so(office: Office):
    raw = b"From: nobody at all\r\nMessage-ID: <n@example.org>\r\n\r\nMerhaba"
    code, said = office.post.deliver(raw, "root@localhost")
    assert code == 550
    assert "answered" in said


def test_an_address_that_writes_without_end_is_asked_to_come_later(office: Office):
    codes = [office.post.deliver(a_letter(f"flood{n}", "flood@example.org"))[0] for n in range(12)]
    assert codes[:10] == [250] * 10
    assert codes[-1] == 450


@pytest.mark.requirement("R-C5")
def test_while_the_store_is_away_mails_come_again_and_the_form_goes_on(office: Office):
    mail = a_letter("away", "away@example.org")
    office.store.kill()
    try:
        code, said = office.post.deliver(mail)
        assert (code, "again" in said) == (451, True)
        assert office.intake.service.is_ready()
        operator = {**COMPLAINT, "channel": "letter"}
        assert office.intake.submit(operator, **office.intake.token()).status_code == 201
    finally:
        office.store.start()
    assert office.post.deliver(mail)[0] == 250
    assert link_in(office.post.mail_to("away@example.org"))


@pytest.mark.requirement("R-C5")
def test_a_mail_taken_before_the_power_cut_is_answered_after_it(settings: tuple[Settings, LocalStore]):
    said, _ = settings
    apart = Settings(
        **{
            **said.model_dump(exclude_unset=True),
            "mongodb_database": "cut",
            "smtp_port": free_ports(1)[0],
            "mail_in_protocol": "lmtp",
        }
    )
    with intake_running(apart) as intake:  # no mail server is there yet
        post = Post(intake.settings)
        assert post.deliver(a_letter("cut", "cut@example.org"), client=smtplib.LMTP)[0] == 250
        intake.service.send(signal.SIGKILL)
    with mail_server(apart), intake_running(apart) as intake:
        answer = Post(intake.settings).mail_to("cut@example.org", seconds=60)
        with browser() as citizen:
            assert LETTER in citizen.get(link_in(answer)).text
