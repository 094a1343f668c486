"""Does one application of each kind by each channel go through the real line as the channel matrix says?

Rulebook 1.2: intake takes it or guides elsewhere, the router judges and places it, an institution answers.
"""

import asyncio
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from domain.application import Application
from domain.grounds import AppealOutcome, BoardDecision, NotProcessedReason
from domain.identifiers import ApplicationId, InputId
from domain.inputs import Action, ActionRequested, Input, IssueResponse, RecordDecision, ResponseOutcome, Role
from domain.legal_regime import ApplicationKind, Channel
from domain.status import ApplicationStatus
from runtime.application_documents import state_of
from runtime.clock import wall_now
from runtime.settings import Settings
from tests.support.builders import HEALTH_DIRECTORATE, REVIEW_BOARD, noon, wider_registry
from tests.support.desk import eventually
from tests.support.intake import COMPLAINT, IntakeUnderTest, changed, intake_running, prepared
from tests.support.line import Line
from tests.support.service_process import running, state_in

pytestmark = pytest.mark.integration

K, C = ApplicationKind, Channel
PAPER = (C.LETTER, C.FAX, C.IN_PERSON)
BOARDS_OF = {K.ETHICS_COMPLAINT, K.HUMAN_RIGHTS_COMPLAINT}


@dataclass(frozen=True)
class Country:
    """Intake and router with Kafka and store behind them, citizens and bureaus before them."""

    settings: Settings
    intake: IntakeUnderTest

    def files(
        self, kind: ApplicationKind, channel: Channel, *, again: "Filed | None" = None, **changes: Any
    ) -> "Filed":
        """Let somebody else apply each time, or who applied before once again."""
        person = national_id(uuid.uuid4().int) if again is None else again.person
        answer = self.sends(kind, channel, person, **changes)
        assert answer.status_code == 201, answer.text
        return Filed(self, ApplicationId(answer.json()["application_id"]), answer.json()["tracking_number"], person)

    def sends(self, kind: ApplicationKind, channel: Channel, person: str | None = None, **changes: Any) -> Any:
        """Send an application as the channel's people do: the citizen on the web, else an officer who registers it."""
        request = changed(COMPLAINT, kind=kind.value, channel=channel.value, institution_id=HEALTH_DIRECTORATE)
        applicant = request["applicant"] | {"national_id": person or national_id(uuid.uuid4().int)}
        if channel is C.PHONE:
            request["call_province"] = "06"
            applicant = {**applicant, "mother_maiden_name": None, "mother_maiden_letters": "dr"}
        if channel in PAPER:
            request["signed"] = True
        if kind in BOARDS_OF:
            request["institution_id"] = None
        headers = {} if channel is C.WEB else self.intake.token()
        return self.intake.submit({**request, "applicant": applicant, **changes}, **headers)

    def happens(self, *inputs: Input) -> None:
        """Put inputs on the log as the other services would."""

        async def ask() -> None:
            line = Line(self.settings)
            await line.ask(*inputs)
            await line.close()

        asyncio.run(ask())


@dataclass(frozen=True)
class Filed:
    """One application and what became of it."""

    country: Country
    application_id: ApplicationId
    tracking_number: str
    person: str

    @property
    def now(self) -> Application:
        """Wait until it is registered; give it as it stands."""
        return eventually(self._stored)

    def _stored(self) -> Application | None:
        async def read() -> Application | None:
            line = Line(self.country.settings)
            document = await line.store.applications.get(self.application_id)
            await line.close()
            return None if document is None else state_of(document)

        return asyncio.run(read())

    def becomes(self, status: ApplicationStatus) -> Application:
        """Wait until it has this status."""

        def look() -> Application | None:
            stored = self._stored()
            return stored if stored is not None and stored.status is status else None

        return eventually(look)

    def acted_on(self, action: Action) -> None:
        """Let whoever holds it do something."""
        holder = self.now.holder
        assert holder is not None
        wish, role = InputId(str(uuid.uuid4())), Role.OFFICER
        self.country.happens(
            ActionRequested(
                wish, self.application_id, holder.institution_id, role, "memur", holder.task_version, action
            )
        )


def national_id(draw: int) -> str:
    """Make a well-formed number of a citizen."""
    digits = [1 + draw % 8, *((draw >> shift) % 10 for shift in range(8, 40, 4))]
    tenth = (7 * sum(digits[0::2]) - sum(digits[1::2])) % 10
    return "".join(map(str, (*digits, tenth, (sum(digits) + tenth) % 10)))


@contextmanager
def _line_of(settings: Settings) -> Iterator[Country]:
    async def publish() -> None:
        line = Line(settings)
        await line.publish_registry(list(wider_registry()))
        await line.close()

    asyncio.run(publish())
    with running("services.router", settings) as router, intake_running(settings) as intake:
        router.wait_until_ready()
        yield Country(settings, intake)


@pytest.fixture(scope="module")
def country(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Country]:
    """One line for all kinds and channels."""
    name = f"kinds_{uuid.uuid4().hex[:12]}"
    settings = state_in(
        tmp_path_factory.mktemp(name),
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=name,
        topic_prefix=f"{name}.",
        require_mobile_verification=False,
        require_email_verification=False,
        clock_origin_wall=wall_now(),
        clock_origin_legal=noon(date(2026, 3, 2)) + timedelta(hours=1),
    )
    with _line_of(prepared(settings)) as country:
        yield country


@pytest.mark.requirement("R-A6", "R-B1", "R-C1", "R-C2", "R-C5", "R-C6", "R-C7", "R-C8")
@pytest.mark.conflict(6)
@pytest.mark.parametrize("channel", Channel)
@pytest.mark.parametrize("kind", [kind for kind in ApplicationKind if kind is not K.INFORMATION_REQUEST])
def test_every_other_kind_comes_by_every_channel_and_is_answered(
    country: Country, kind: ApplicationKind, channel: Channel
):
    filed = country.files(kind, channel)
    assert filed.now.kind is kind
    assert filed.now.channel is channel
    if kind in BOARDS_OF:
        assert filed.now.status is ApplicationStatus.SCREENING
        return
    assert filed.becomes(ApplicationStatus.ROUTED).holder is not None
    filed.acted_on(IssueResponse(ResponseOutcome.POSITIVE, "Gereği yapıldı."))
    filed.becomes(ApplicationStatus.ANSWERED)


@pytest.mark.requirement("R-C9", "R-C10", "R-D13")
@pytest.mark.conflict(7)
@pytest.mark.parametrize("channel", [channel for channel in Channel if channel is not C.PHONE])
def test_information_is_asked_in_writing_or_electronically(country: Country, channel: Channel):
    filed = country.files(K.INFORMATION_REQUEST, channel)
    assert filed.becomes(ApplicationStatus.ROUTED).due_on == date(2026, 3, 24)


@pytest.mark.requirement("R-C9")
def test_a_call_that_turns_out_to_ask_for_information_ends_in_guidance_and_is_no_case(country: Country):
    answer = country.sends(K.INFORMATION_REQUEST, C.PHONE)
    assert answer.status_code == 422
    (error,) = [error for error in answer.json()["errors"] if error["field"] == "kind"]
    assert error["code"] == "information_request_by_phone"
    assert country.files(K.SERVICE_REQUEST, C.PHONE).becomes(ApplicationStatus.ROUTED)


@pytest.mark.requirement("R-D14")
def test_a_fax_without_the_national_id_is_registered_and_not_processed(country: Country):
    nameless = {**COMPLAINT["applicant"], "national_id": None}
    filed = country.files(K.INFORMATION_REQUEST, C.FAX, applicant=nameless)
    ended = filed.becomes(ApplicationStatus.NOT_PROCESSED).ended_unanswered
    assert ended is not None
    assert ended.reason is NotProcessedReason.ELEMENTS_MISSING


@pytest.mark.requirement("R-F1", "R-E12")
@pytest.mark.parametrize("channel", [C.WEB, C.PHONE, C.LETTER, C.FAX, C.IN_PERSON])
def test_a_tip_off_may_be_unsigned_by_every_channel_that_leaves_no_address(country: Country, channel: Channel):
    filed = country.files(K.TIP_OFF, channel, applicant=None)
    assert filed.becomes(ApplicationStatus.ROUTED).anonymous


@pytest.mark.requirement("R-E12")
def test_an_unsigned_letter_of_complaint_is_taken_as_a_tip_off(country: Country):
    now = country.files(K.COMPLAINT, C.LETTER, applicant=None).becomes(ApplicationStatus.ROUTED)
    assert (now.kind, now.filed_as) == (K.TIP_OFF, K.COMPLAINT)


@pytest.mark.requirement("R-B2")
def test_a_resident_foreigner_applies_like_a_citizen(country: Country):
    foreigner = {**COMPLAINT["applicant"], "national_id": "99000000110"}
    assert country.files(K.COMPLAINT, C.WEB, applicant=foreigner).becomes(ApplicationStatus.ROUTED)


def test_a_company_asks_for_information(country: Country):
    company = {
        "legal_person": {
            "title": "Örnek Ltd. Şti.",
            "tax_number": "1234567890",
            "signatory": "Ayşe Yılmaz",
            "authority_document": "İmza sirküleri",
        },
        "email": "bilgi@ornek.example",
        "mobile": "+905321234567",
        "address": COMPLAINT["applicant"]["address"],
        "answer_by": "email",
    }
    assert country.files(K.INFORMATION_REQUEST, C.WEB, applicant=company).becomes(ApplicationStatus.ROUTED)


def _refused_request(country: Country, **changes: Any) -> Filed:
    filed = country.files(K.INFORMATION_REQUEST, C.WEB, **changes)
    filed.becomes(ApplicationStatus.ROUTED)
    filed.acted_on(IssueResponse(ResponseOutcome.NEGATIVE, "Verilemez."))
    filed.becomes(ApplicationStatus.ANSWERED)
    return filed


COPIES = ["application_copy", "answer_copy"]


@pytest.mark.requirement("R-I5", "R-I10", "R-I11")
@pytest.mark.parametrize(
    ("channel", "enclosed", "reason"),
    [
        pytest.param(C.LETTER, COPIES, None, id="a letter with the copies"),
        pytest.param(C.IN_PERSON, COPIES, None, id="brought with the copies"),
        pytest.param(C.LETTER, ["application_copy"], "appeal_copies_missing", id="a copy is missing"),
        pytest.param(C.FAX, COPIES, "appeal_not_written", id="a fax"),
        pytest.param(C.EMAIL, None, "appeal_not_written", id="an e-mail"),
        pytest.param(C.WEB, None, "appeal_not_written", id="the web form"),
        pytest.param(C.PHONE, None, "appeal_not_written", id="a call"),
    ],
)
def test_an_appeal_is_registered_by_whatever_channel_and_processed_if_written_with_its_copies(
    country: Country, channel: Channel, enclosed: list[str] | None, reason: str | None
):
    refused = _refused_request(country)
    said = {"appeal_of": refused.tracking_number} | ({} if enclosed is None else {"enclosures": enclosed})
    appeal = country.files(K.INFORMATION_REQUEST, channel, again=refused, **said)
    if reason is not None:
        ended = appeal.becomes(ApplicationStatus.NOT_PROCESSED).ended_unanswered
        assert ended is not None
        assert ended.reason == reason
        return
    holder = appeal.becomes(ApplicationStatus.ROUTED).holder
    assert holder is not None
    assert holder.institution_id == REVIEW_BOARD


@pytest.mark.requirement("R-I8", "R-I9", "R-H4")
def test_the_boards_decision_goes_back_to_the_request_and_its_institution_answers_anew(country: Country):
    refused = _refused_request(country)
    appeal = country.files(
        K.INFORMATION_REQUEST, C.LETTER, again=refused, appeal_of=refused.tracking_number, enclosures=COPIES
    )
    appeal.becomes(ApplicationStatus.ROUTED)
    eventually(lambda: refused.now.appealed or None)
    appeal.acted_on(RecordDecision(BoardDecision.UPHELD, "İtiraz haklıdır."))
    appeal.becomes(ApplicationStatus.ANSWERED)
    anew = refused.becomes(ApplicationStatus.ROUTED)
    assert (anew.appeals[0].decision, anew.appeals[0].lodged_at) == (AppealOutcome.UPHELD, appeal.now.received_at)
    assert anew.holder is not None
    assert anew.holder.institution_id == HEALTH_DIRECTORATE


@pytest.mark.requirement("R-I9")
@pytest.mark.parametrize(
    "secret", [pytest.param(False, id="in the open"), pytest.param(True, id="with a hidden identity")]
)
def test_the_appeal_of_the_applicant_goes_to_the_board_and_that_of_somebody_else_to_a_person(
    country: Country, secret: bool
):
    refused = _refused_request(country, identity_confidential=secret)
    said: dict[str, Any] = {
        "appeal_of": refused.tracking_number,
        "enclosures": COPIES,
        "identity_confidential": secret,
    }
    somebody_elses = country.files(K.INFORMATION_REQUEST, C.LETTER, **said)
    somebody_elses.becomes(ApplicationStatus.SCREENING)
    assert not refused.now.appeals
    own = country.files(K.INFORMATION_REQUEST, C.LETTER, again=refused, **said)
    own.becomes(ApplicationStatus.ROUTED)
    eventually(lambda: refused.now.appealed or None)
    assert [appeal.appeal_id for appeal in refused.now.appeals] == [own.application_id]
