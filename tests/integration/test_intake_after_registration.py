"""Does what officers do reach the applicant under his number, and what he answers reach them, on the real line?"""

import asyncio
import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import httpx
import pytest

from domain.application import Application
from domain.grounds import ExtensionGround, NotProcessedReason
from domain.identifiers import ApplicationId, FactId, InputId, TrackingNumber, answer_id_of, application_id_of
from domain.inputs import (
    Action,
    ActionRequested,
    AskApplicant,
    ClockFellDue,
    DeclineToProcess,
    ExtendTask,
    Eye,
    Input,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    Role,
    SealedApplicant,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from runtime.application_documents import state_of
from runtime.clock import wall_now
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.store import Document
from runtime.vault import Macs
from schemas.envelope import unwrap
from tests.support.builders import HEALTH_DIRECTORATE, a_submission, noon
from tests.support.desk import eventually
from tests.support.intake import IntakeUnderTest, changed, intake_running, prepared
from tests.support.line import Line
from tests.support.service_process import running, state_in

pytestmark = pytest.mark.integration

TODAY = date(2026, 4, 2)
"""The legal day on which the stack starts: the first after the silence about what came in on 2 March."""

TIP_OFF = changed(body="Hastanede randevu parayla veriliyor.", institution_id=HEALTH_DIRECTORATE, kind="tip_off")
TIP_OFF["applicant"] = None


@dataclass(frozen=True)
class Town:
    """A citizen's browser on one side, an officer of the health directorate on the other."""

    settings: Settings
    intake: IntakeUnderTest

    def applied(self, request: dict[str, Any]) -> "Followed":
        """Apply, and wait until it is in somebody's hands."""
        receipt = self.intake.submit(request).json()
        return self.followed(receipt["tracking_number"], receipt["tracking_secret"])

    def asked_for_information(self, received_on: date = TODAY) -> "Followed":
        """Let a request for information, received on a day, be in somebody's hands; intake itself takes today's."""
        name = str(uuid.uuid4())
        submission = a_submission(
            name,
            kind=ApplicationKind.INFORMATION_REQUEST,
            received_at=noon(received_on),
            applicant=SealedApplicant(contact=None, identity="sealed", person_mac=name),
        )
        self.happen(submission)
        macs = Macs.of(Keys.load(self.settings, "intake"))
        return self.followed(submission.tracking_number, macs.tracking_secret(submission.application_id))

    def followed(self, number: str, secret: str) -> "Followed":
        """Wait until number and secret show something."""
        followed = Followed(self, TrackingNumber(number), secret)
        eventually(lambda: followed.asks("").status_code == 200 or None)
        return followed

    def happen(self, *inputs: Input) -> None:
        """Put inputs on the log as the other services would."""

        async def ask() -> None:
            line = Line(self.settings)
            await line.ask(*inputs)
            await line.close()

        asyncio.run(ask())


@dataclass(frozen=True)
class Followed:
    """One application, as who holds its number and secret follows it."""

    town: Town
    number: TrackingNumber
    secret: str

    @property
    def application_id(self) -> ApplicationId:
        return application_id_of(self.number)

    @property
    def pair(self) -> dict[str, str]:
        return {"tracking_number": self.number, "tracking_secret": self.secret}

    def asks(self, what: str, **said: Any) -> httpx.Response:
        """Ask intake with number and secret."""
        return self.town.intake.http.post(f"/v1/tracking{what}", json={**self.pair, **said})

    def seen(self, status: str) -> dict[str, Any]:
        """Wait until the applicant sees a status."""

        def look() -> dict[str, Any] | None:
            content: dict[str, Any] = self.asks("").json()
            return content if content["status"] == status else None

        return eventually(look)

    @property
    def document(self) -> Document:
        """What is stored."""

        async def read() -> Document:
            line = Line(self.town.settings)
            document = await line.document(self.application_id)
            await line.close()
            return document

        return asyncio.run(read())

    @property
    def now(self) -> Application:
        return state_of(self.document)

    def officer_does(self, action: Action) -> None:
        """The holder's officer asks for something."""
        holder = self.now.holder
        assert holder is not None
        wish = InputId(str(uuid.uuid4()))
        institution, version = holder.institution_id, holder.task_version
        self.town.happen(
            ActionRequested(wish, self.application_id, institution, Role.OFFICER, "memur", version, action)
        )

    def silence_passed(self) -> None:
        """The watcher reports that the silence counts as refusal."""
        holder = self.now.holder
        assert holder is not None
        wish = InputId(str(uuid.uuid4()))
        self.town.happen(
            ClockFellDue(wish, self.application_id, holder.task_id, 1, Stage.DEEMED_REFUSAL, Eye.LOG),
        )

    def reached(self, fact_type: str, kind: NoticeKind, on: date) -> None:
        """The notifier reports that the notice of a fact was served on a day."""
        entry = next(entry for entry in reversed(self.document["ledger"]) if fact_type in entry["type"])
        self.town.happen(
            NoticeConcluded(
                input_id=InputId(str(uuid.uuid4())),
                application_id=self.application_id,
                notice_id=str(uuid.uuid4()),
                fact_id=FactId(entry["fact_id"]),
                kind=kind,
                channel=NoticeChannel.POST,
                outcome=NoticeOutcome.SERVED,
                concluded_at=noon(on),
            )
        )

    def told_to_the_institution(self) -> list[dict[str, Any]]:
        """Read what the health directorate's own system reads about it."""

        async def read() -> list[dict[str, Any]]:
            line = Line(self.town.settings)
            copies = (await line.copies())[HEALTH_DIRECTORATE]
            await line.close()
            return [json.loads(copy.value) for copy in copies if copy.key == self.application_id.encode()]

        return asyncio.run(read())


@pytest.fixture(scope="module")
def town(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """Intake and router with Kafka and store behind them."""
    name = f"after_{uuid.uuid4().hex[:12]}"
    settings = state_in(
        tmp_path_factory.mktemp(name),
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=name,
        topic_prefix=f"{name}.",
        rate_limits=False,
        require_mobile_verification=False,
        clock_origin_wall=wall_now(),
        clock_origin_legal=noon(TODAY),
    )
    prepared(settings)
    with running("services.router", settings) as router, intake_running(settings) as intake:
        router.wait_until_ready()
        yield Town(settings, intake)


@pytest.fixture
def browser(town: Town) -> Iterator[httpx.Client]:
    """A browser without scripts that keeps cookies and follows redirects."""
    with httpx.Client(base_url=town.intake.http.base_url, follow_redirects=True, timeout=30) as browser:
        yield browser


@pytest.mark.requirement("R-F1", "R-F2", "R-F3")
@pytest.mark.conflict(2)
def test_an_unnamed_informer_is_asked_and_answers_by_number_and_secret(town: Town):
    told = town.applied(TIP_OFF)
    told.officer_does(AskApplicant("Hangi poliklinik?"))
    (question,) = told.seen("awaiting_applicant")["questions"]
    assert (question["body"], question["answered_at"]) == ("Hangi poliklinik?", None)
    said = {"question_id": question["question_id"], "body": "Göz. Beni 0532 123 45 67 veya a@ornek.org bulur."}
    assert [told.asks("/answers", **said).status_code for _ in range(2)] == [202, 202]
    (answered,) = told.seen("routed")["questions"]
    assert answered["answer"] == "Göz. Beni [numara gizli] veya [e-posta gizli] bulur."
    assert told.told_to_the_institution()[-1]["text"]["text"] == answered["answer"]
    assert told.asks("/answers", **said).status_code == 202
    other = told.asks("/answers", question_id=question["question_id"], body="Başka bir cevap")
    assert (other.status_code, other.json()["code"]) == (409, "question_not_open")
    written = [record for record in town.intake.inputs() if record.key == told.application_id.encode()]
    answers = [record for record in written if b"question_id" in (record.value or b"")]
    assert {unwrap(record.headers, record.value).ce_id for record in answers} == {answer_id_of(said["question_id"])}
    assert all(b"123 45 67" not in record.value for record in answers)


def test_a_question_nobody_asked_an_empty_answer_and_a_stranger_are_refused(town: Town):
    told = town.applied(TIP_OFF)
    unknown = told.asks("/answers", question_id=str(uuid.uuid4()), body="Göz.")
    assert (unknown.status_code, unknown.json()["code"]) == (409, "question_not_open")
    told.officer_does(AskApplicant("Nerede?"))
    (question,) = told.seen("awaiting_applicant")["questions"]
    empty = told.asks("/answers", question_id=question["question_id"], body="  ")
    assert (empty.status_code, empty.json()["errors"][0]["code"]) == (422, "answer_required")
    long = told.asks("/answers", question_id=question["question_id"], body="a" * 16_385)
    assert (long.status_code, long.json()["errors"][0]["field"]) == (422, "body")
    said = {"tracking_secret": "A" * 22, "question_id": question["question_id"], "body": "Göz."}
    assert told.asks("/answers", **said).status_code == 404


@pytest.mark.requirement("R-F3")
def test_the_page_asks_and_takes_the_answer_without_a_script(town: Town, browser: httpx.Client):
    told = town.applied(TIP_OFF)
    told.officer_does(AskApplicant("Hangi gün?"))
    told.seen("awaiting_applicant")
    page = browser.post("/takip", data=told.pair).text
    assert "Hangi gün?" in page
    assert "<script" not in page
    form = {"question_id": page.split('name="question_id" value="')[1].split('"')[0]}
    empty = browser.post("/takip/cevapla", data={**form, "body": " "})
    assert empty.status_code == 422
    assert "Soruya vereceğiniz cevabı yazın." in empty.text
    sent = browser.post("/takip/cevapla", data={**form, "body": "Pazartesi."})
    assert [answer.status_code for answer in sent.history] == [303]
    assert "Cevabınız alındı" in sent.text
    eventually(lambda: "Sizin cevabınız" in browser.get("/takip/durum").text or None)


@pytest.mark.requirement("R-J4")
@pytest.mark.parametrize("status", ["routed", "awaiting_applicant"])
def test_who_quotes_the_number_can_cancel_in_any_open_state(town: Town, status: str):
    told = town.applied(TIP_OFF)
    if status == "awaiting_applicant":
        told.officer_does(AskApplicant("Nerede?"))
    told.seen(status)
    assert told.asks("/withdrawal", reason=None).status_code == 202
    assert told.seen("withdrawn")["rights"] == []


def test_an_extension_is_told_with_both_dates(town: Town):
    told = town.asked_for_information()
    before = told.seen("routed")["due_on"]
    told.officer_does(ExtendTask(ExtensionGround.OTHER_UNIT, "Arşivden istendi."))
    (extension,) = eventually(lambda: told.asks("").json()["extensions"] or None)
    assert extension["due_on_before"] == before
    assert told.asks("").json()["due_on"] == extension["due_on"] > before
    assert extension["reason"] == "Arşivden istendi."


@pytest.mark.requirement("R-I4", "R-I10")
def test_not_processed_is_told_with_its_reason_and_the_last_day_of_each_right(town: Town):
    told = town.asked_for_information()
    told.officer_does(DeclineToProcess(NotProcessedReason.ALREADY_PUBLISHED, "Resmî Gazete, 1 Mart 2026."))
    assert told.seen("not_processed")["ended_because"]["body"] == "Resmî Gazete, 1 Mart 2026."
    told.reached("not_processed", NoticeKind.NOT_PROCESSED, date(2026, 4, 8))
    rights = eventually(lambda: [r for r in told.asks("").json()["rights"] if r["until_on"]] or None)
    assert [right["until_on"] for right in rights] == ["2026-04-24", "2026-06-08"]
    paper = told.asks("/appeal", grounds="Gazetede yok.")
    assert (paper.status_code, paper.json()["until_on"], paper.json()["registered"]) == (200, "2026-04-24", False)
    assert "Gazetede yok." in paper.json()["text"]


@pytest.mark.requirement("R-I5", "R-I6", "R-I7", "R-I10", "R-I11")
@pytest.mark.conflict(8)
def test_silence_ends_in_a_paper_to_be_signed_and_registers_nothing(town: Town, browser: httpx.Client):
    told = town.asked_for_information(date(2026, 3, 2))
    early = told.asks("/appeal")
    assert (early.status_code, early.json()["code"]) == (409, "nothing_to_appeal")
    told.silence_passed()
    (appeal, suit) = eventually(lambda: told.asks("").json()["rights"] or None)
    assert (appeal["until_on"], suit["until_on"]) == ("2026-04-16", "2026-06-01")
    written = len(town.intake.inputs())
    status = browser.post("/takip", data=told.pair).text
    assert 'href="/takip/itiraz"' in status
    assert "İtiraz gerekçeleriniz" in browser.get("/takip/itiraz").text
    paper = browser.post("/takip/itiraz", data={"grounds": "Bir <b>ay</b> geçti."})
    assert paper.status_code == 200
    assert "BİLGİ EDİNME DEĞERLENDİRME KURULUNA" in paper.text
    assert "Bir &lt;b&gt;ay&lt;/b&gt; geçti." in paper.text
    assert "Son gün: 16 Nisan 2026 Perşembe." in paper.text
    assert "Telefon (bildirmeniz önerilir)" in paper.text
    assert "Hastanede üç haftadır randevu verilmiyor." in paper.text
    assert len(town.intake.inputs()) == written


def test_a_petition_has_no_appeal_and_the_page_says_what_there_is(town: Town, browser: httpx.Client):
    told = town.applied(TIP_OFF)
    refused = told.asks("/appeal", grounds="Olmaz.")
    assert (refused.status_code, refused.json()["code"]) == (409, "appeal_not_provided")
    page = browser.post("/takip", data=told.pair)
    assert 'href="/takip/itiraz"' not in page.text
    told_why = browser.get("/takip/itiraz")
    assert told_why.status_code == 409
    assert "idare mahkemesinde dava açabilir" in told_why.text


@pytest.mark.parametrize("path", ["/takip/itiraz", "/takip/durum"])
def test_without_an_open_application_the_pages_lead_to_the_look_up(browser: httpx.Client, path: str):
    assert browser.get(path).url.path == "/takip"
    assert browser.post("/takip/itiraz", data={}).url.path == "/takip"
    assert browser.post("/takip/cevapla", data={}).url.path == "/takip"
