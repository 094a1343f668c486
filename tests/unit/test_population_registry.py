"""Does the registry of persons say who somebody is, and does intake do without it when it says nothing?"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TypeAlias

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from structlog.testing import capture_logs

from domain.applicant import ClaimedApplicant, LegalPerson
from domain.inputs import IdentityCheck
from operations.machine import free_ports
from operations.population_simulator import registries_service
from operations.simulation.people import FOREIGNERS, invented_person, national_id, tax_number
from runtime.http_server import HttpServer
from services.intake.population_registry import (
    FAILURES_ALLOWED,
    QUIET_SECONDS,
    Circuit,
    HttpPopulationRegistry,
    NoRegistry,
    registry_at,
)

I: TypeAlias = IdentityCheck  # noqa: E741

ON_THE_WEB = ClaimedApplicant(
    national_id="10000000146", given_name="Ayşe", family_name="Yılmaz", mother_maiden_name="Demir"
)
ON_THE_TELEPHONE = replace(ON_THE_WEB, mother_maiden_name=None, mother_maiden_letters="DR")
FOREIGNER = ClaimedApplicant(
    national_id="99000000042", given_name="Anna Maria", family_name="Schmidt", mother_maiden_name="Weber"
)
COMPANY = ClaimedApplicant(legal_person=LegalPerson("Örnek Anonim Şirketi", "1234567890", "Ayşe Yılmaz"))
UNKNOWN = replace(ON_THE_WEB, national_id=national_id(100_000_002))
UNKNOWN_COMPANY = ClaimedApplicant(legal_person=LegalPerson("Başka A.Ş.", tax_number(100_000_002), "Ali Kaya"))


@asynccontextmanager
async def serving(service: Starlette) -> AsyncIterator[str]:
    """Serve until the block ends."""
    server = HttpServer(service, 0)
    await server.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        await server.stop()


@asynccontextmanager
async def asking(url: str, circuit: Circuit | None = None) -> AsyncIterator[HttpPopulationRegistry]:
    """Ask at this address until the block ends."""
    registry = HttpPopulationRegistry.at(url)
    registry.circuit = circuit or Circuit()
    try:
        yield registry
    finally:
        await registry.stop()


def invented(digits: int, **said: str) -> ClaimedApplicant:
    """Somebody of the simulation, as he is on record but for what is said."""
    number = national_id(digits)
    record = invented_person(number)
    assert record is not None
    claim = ClaimedApplicant(number, record.given_name, record.family_name, record.mother_maiden_name)
    return replace(claim, **said)  # type: ignore[arg-type]


@pytest.mark.requirement("R-D1", "R-D2", "R-D4", "R-D8", "R-B2")
@pytest.mark.conflict(3)
@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        pytest.param(ON_THE_WEB, I.MATCHED, id="web, the full maiden name"),
        pytest.param(replace(ON_THE_WEB, mother_maiden_name="Demirel"), I.MISMATCHED, id="web, another maiden name"),
        pytest.param(replace(ON_THE_WEB, mother_maiden_name="DEMİR"), I.MATCHED, id="capitals, with their dot"),
        pytest.param(replace(ON_THE_WEB, given_name="AYSE", family_name="yilmaz"), I.MATCHED, id="a foreign keyboard"),
        pytest.param(replace(ON_THE_WEB, family_name="YILMAZ"), I.MATCHED, id="capitals, without a dot"),
        pytest.param(replace(ON_THE_WEB, given_name="Ayşe Nur"), I.MISMATCHED, id="a second name too many"),
        pytest.param(replace(ON_THE_WEB, family_name="Kaya"), I.MISMATCHED, id="another family name"),
        pytest.param(ON_THE_TELEPHONE, I.MATCHED, id="telephone, first and last letter"),
        pytest.param(replace(ON_THE_TELEPHONE, mother_maiden_letters="dr"), I.MATCHED, id="telephone, small letters"),
        pytest.param(replace(ON_THE_TELEPHONE, mother_maiden_letters="rd"), I.MISMATCHED, id="telephone, turned round"),
        pytest.param(replace(ON_THE_TELEPHONE, mother_maiden_letters="de"), I.MISMATCHED, id="telephone, first two"),
        pytest.param(replace(ON_THE_WEB, mother_maiden_name=None), I.MATCHED, id="e-mail, names and number alone"),
        pytest.param(FOREIGNER, I.MATCHED, id="a foreign resident"),
        pytest.param(replace(FOREIGNER, given_name="Anna-Maria"), I.MATCHED, id="a hyphen is no letter"),
        pytest.param(replace(FOREIGNER, family_name="Schmitt"), I.MISMATCHED, id="a foreign resident, misspelt"),
        pytest.param(COMPANY, I.MATCHED, id="a legal person"),
        pytest.param(
            ClaimedApplicant(legal_person=LegalPerson("Örnek Anonim Şirketi", "1234567890", "Ali Kaya")), I.MISMATCHED,
            id="somebody who may not sign for it",
        ),
        pytest.param(
            ClaimedApplicant(legal_person=LegalPerson("Başka A.Ş.", "1234567890", "Ayşe Yılmaz")), I.MISMATCHED,
            id="another title",
        ),
        pytest.param(invented(980_000_007), I.MATCHED, id="somebody of the simulation"),
        pytest.param(invented(980_000_007, mother_maiden_name="Yanlış"), I.MISMATCHED, id="one who made a mistake"),
        pytest.param(invented(FOREIGNERS.start), I.MATCHED, id="a foreign resident of the simulation"),
        pytest.param(UNKNOWN, I.MISMATCHED, id="a number that nobody has"),
        pytest.param(UNKNOWN_COMPANY, I.MISMATCHED, id="a tax number that nobody has"),
        pytest.param(None, I.NOT_ASKED, id="anonymous"),
        pytest.param(replace(ON_THE_WEB, national_id=None), I.NOT_ASKED, id="no number given"),
    ],
)  # fmt: skip
async def test_the_registry_compares_the_turkish_way(claim: ClaimedApplicant | None, expected: IdentityCheck) -> None:
    async with serving(registries_service("mismatch")) as url, asking(url) as registry:
        assert await registry.check(claim) is expected


async def test_where_strangers_are_let_in_a_mistake_about_somebody_known_is_still_one() -> None:
    async with serving(registries_service("match")) as url, asking(url) as registry:
        said = [UNKNOWN, UNKNOWN_COMPANY, replace(ON_THE_WEB, family_name="Kaya")]
        assert [await registry.check(claim) for claim in said] == [I.MATCHED, I.MATCHED, I.MISMATCHED]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 500}, id="it breaks"),
        pytest.param({"status": 503}, id="it is overloaded"),
        pytest.param({"status": 429}, id="it has had enough"),
        pytest.param({"delay_seconds": 30}, id="it is slow"),
        pytest.param({"status": 404}, id="it does not know the question"),
    ],
)
async def test_what_goes_wrong_there_is_no_verdict_and_the_next_question_is_answered(fault: dict[str, float]) -> None:
    async with serving(registries_service("mismatch")) as url, asking(url) as registry:
        async with httpx.AsyncClient(base_url=url) as operator:
            await operator.post("/faults", json={**fault, "times": 1})
        assert [await registry.check(ON_THE_WEB) for _ in range(2)] == [I.UNAVAILABLE, I.MATCHED]


async def test_where_nobody_listens_there_is_no_verdict() -> None:
    async with asking(f"http://127.0.0.1:{free_ports(1)[0]}") as registry:
        assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE


@pytest.mark.parametrize("said", ["", "matched", '{"answer": "perhaps"}', "[]"])
async def test_an_answer_that_is_none_is_no_verdict(said: str) -> None:
    async def mumble(request: Request) -> Response:
        return PlainTextResponse(said)

    service = Starlette(routes=[Route("/persons/check", mumble, methods=["POST"])])
    async with serving(service) as url, asking(url) as registry:
        assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE


@dataclass
class Failing:
    """A registry that fails until told otherwise, and counts who asks."""

    status: int = 500
    asked: int = 0
    service: Starlette = field(init=False)

    def __post_init__(self) -> None:
        self.service = Starlette(routes=[Route("/persons/check", self.answer, methods=["POST"])])

    async def answer(self, request: Request) -> Response:
        self.asked += 1
        return PlainTextResponse('{"answer": "matched"}', self.status)


class HandSetClock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


async def test_a_registry_that_fails_is_left_alone_and_tried_once_a_while() -> None:
    clock, failing = HandSetClock(), Failing()
    async with serving(failing.service) as url, asking(url, Circuit(clock)) as registry:
        for _ in range(20):
            assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE
        assert failing.asked == FAILURES_ALLOWED
        clock.at += QUIET_SECONDS
        for _ in range(20):
            assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE
        assert failing.asked == FAILURES_ALLOWED + 1
        failing.status = 200
        assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE
        clock.at += QUIET_SECONDS
        assert [await registry.check(ON_THE_WEB) for _ in range(3)] == [I.MATCHED] * 3


async def test_two_failures_are_no_reason_to_leave_it_alone() -> None:
    failing = Failing()
    async with serving(failing.service) as url, asking(url) as registry:
        for _ in range(3):
            for _ in range(FAILURES_ALLOWED - 1):
                failing.status = 500
                assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE
            failing.status = 200
            assert await registry.check(ON_THE_WEB) is I.MATCHED


async def test_only_one_of_those_who_wait_tries_whether_it_is_back() -> None:
    clock = HandSetClock()
    circuit = Circuit(clock)
    for _ in range(FAILURES_ALLOWED):
        circuit.failed()
    clock.at += QUIET_SECONDS
    assert [circuit.lets_through() for _ in range(5)] == [True, False, False, False, False]


async def test_nothing_of_the_person_is_logged_or_stands_in_an_address() -> None:
    asked: list[str] = []

    async def fail(request: Request) -> Response:
        asked.append(str(request.url))
        return PlainTextResponse("10000000146 Ayşe", 500)

    service = Starlette(routes=[Route("/{path:path}", fail, methods=["POST"])])
    with capture_logs() as logged:
        async with serving(service) as url, asking(url) as registry:
            assert await registry.check(ON_THE_WEB) is I.UNAVAILABLE
            assert await registry.check(COMPANY) is I.UNAVAILABLE
    written = f"{logged}{asked}"
    assert len(logged) == len(asked) == 2
    for secret in ("10000000146", "1234567890", "Ay", "Yılmaz", "Demir", "Örnek"):
        assert secret not in written


async def test_without_an_address_nobody_is_asked() -> None:
    registry = registry_at("")
    assert isinstance(registry, NoRegistry)
    assert await registry.check(ON_THE_WEB) is I.NOT_ASKED
    await registry.stop()


@pytest.mark.parametrize(("path", "said"), [("/persons/check", {"tax_number": "1"}), ("/legal-persons/check", [])])
async def test_the_local_registry_refuses_a_question_about_nobody(path: str, said: object) -> None:
    async with serving(registries_service("match")) as url, httpx.AsyncClient(base_url=url) as http:
        assert (await http.post(path, json=said)).status_code == 422
