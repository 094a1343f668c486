"""Do the reports say exactly what happened on a real log and store, to everybody who may read them and nobody else?"""

import asyncio
import csv
import html
import io
import json
import re
from typing import Any

import pytest
from typer.testing import CliRunner

from domain.identifiers import InstitutionId
from domain.inputs import (
    ApplicationSubmitted,
    Input,
    IssueResponse,
    ReferTask,
    ResponseOutcome,
    Role,
    TaskPurpose,
)
from domain.legal_regime import ApplicationKind
from operations.cli import cli
from operations.errors import StackError
from operations.local_stack import LocalStack
from operations.verify import verify
from runtime.keys import ensure_local_keys
from runtime.settings import Settings
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
)
from tests.support.desk_alone import serving
from tests.support.ledger_account import assert_reported
from tests.support.line import Line, router
from tests.support.lives import action, in_turn, lives, of_somebody

pytestmark = pytest.mark.integration

MARCH = {"month": "2026-03"}
PAGES_OF_REPORTS = ("/raporlar", "/raporlar/aylik.csv", "/raporlar/bilgi-edinme.pdf")


def answered(came: ApplicationSubmitted, outcome: ResponseOutcome, by: InstitutionId, version: int = 1) -> Input:
    """An institution answers as its first act."""
    what = IssueResponse(outcome, "Gereği yapıldı.")
    return action(came, f"answer {by}", what, institution_id=by, expected_task_version=version)


def a_month() -> list[Input]:
    """Two complaints and a request for information in Ankara, one complaint in Adana; one waits, one is sent on."""
    positive, waiting = of_somebody("positive"), of_somebody("waiting")
    referred = of_somebody("referred", kind=ApplicationKind.INFORMATION_REQUEST)
    adana = of_somebody("adana", institution_id=OTHER_GOVERNORATE)
    on = ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyenin görevidir.")
    return [
        *(positive, waiting, referred, adana),
        answered(positive, ResponseOutcome.POSITIVE, HEALTH_DIRECTORATE, version=2),
        action(referred, "refer", on),
        answered(referred, ResponseOutcome.PARTIAL, MUNICIPALITY, version=2),
        answered(adana, ResponseOutcome.NEGATIVE, OTHER_GOVERNORATE, version=2),
    ]


async def happened(line: Line, inputs: list[Input]) -> None:
    await line.ask(*inputs)
    async with router(line.settings):
        await line.until_read(len(inputs))


async def read(line: Line, by: InstitutionId, role: Role, path: str = "/v1/reports/monthly", **query: str) -> Any:
    async with serving(line.settings, institution_id=by, role=role) as http:
        answer = await http.get(path, params=MARCH | query if "year" not in query else query)
    assert answer.status_code == 200, answer.text
    return answer.json()


def short(figures: dict[str, Any]) -> tuple[int, ...]:
    """Received, concluded, waiting, and the answers by outcome."""
    return (figures["received"], figures["concluded"], figures["open"], *figures["answers"].values())


@pytest.mark.requirement("R-J8", "R-J9", "R-A14")
async def test_after_a_few_lives_every_report_is_exactly_right(line: Line) -> None:
    await happened(line, a_month())

    nation = await read(line, CENTRE, Role.CENTRE)
    assert (nation["institution_id"], nation["institution_name"]) == (None, "Türkiye")
    assert short(nation["applications"]) == (4, 3, 1, 1, 1, 1)
    assert short(nation["tasks"]) == (5, 4, 1, 1, 1, 1)
    assert nation["tasks"]["endings"]["referred"] == 1
    assert {one["kind"]: short(one) for one in nation["by_kind"]} == {
        "complaint": (3, 2, 1, 1, 0, 1),
        "information_request": (2, 2, 0, 0, 1, 0),
    }
    assert {one["institution_id"]: short(one) for one in nation["by_institution"]} == {
        GOVERNORATE: (4, 3, 1, 1, 1, 0),
        OTHER_GOVERNORATE: (1, 1, 0, 0, 0, 1),
    }
    ankara = await read(line, GOVERNORATE, Role.COORDINATOR)
    assert short(ankara["tasks"]) == (4, 3, 1, 1, 1, 0)
    assert {one["institution_id"]: short(one) for one in ankara["by_institution"]} == {
        HEALTH_DIRECTORATE: (3, 2, 1, 1, 0, 0),
        MUNICIPALITY: (1, 1, 0, 0, 1, 0),
    }
    assert "applications" not in ankara
    health = await read(line, HEALTH_DIRECTORATE, Role.OFFICER)
    assert short(health["tasks"]) == (3, 2, 1, 1, 0, 0)
    assert health["tasks"]["shares"] == {"positive": 1.0, "partial": 0.0, "negative": 0.0}
    assert health["tasks"]["clocks"]["citizen"]["median_days"] == 0
    education = await read(line, EDUCATION_DIRECTORATE, Role.OFFICER)
    assert short(education["tasks"]) == (0, 0, 0, 0, 0, 0)


@pytest.mark.requirement("R-A9", "R-J8")
async def test_what_is_delivered_again_is_counted_once(line: Line) -> None:
    inputs = [*a_month(), *in_turn(lives(4))]
    await happened(line, inputs)
    before = await read(line, CENTRE, Role.CENTRE)
    await line.read_all_again()
    async with router(line.settings):
        await line.until_read(len(inputs))

    assert await read(line, CENTRE, Role.CENTRE) == before
    assert_reported(await line.store.applications.find({}), await line.store.report_facts.find({}))


async def test_rows_that_a_dying_router_did_not_write_are_written_by_its_successor(line: Line) -> None:
    """As after a crash behind the documents: its inputs were not committed, so they are read again."""
    inputs = in_turn(lives(4))
    await happened(line, inputs)
    await line.store.report_facts.remove({})
    await line.read_all_again()
    async with router(line.settings):
        await line.until_read(len(inputs))

    assert_reported(await line.store.applications.find({}), await line.store.report_facts.find({}))


@pytest.mark.requirement("R-A14")
async def test_verify_finds_rows_that_are_missing_changed_or_made_up(line: Line) -> None:
    await happened(line, a_month())
    rows = line.store.report_facts
    assert (await verify(line.settings, line.store)).faults == {}
    first, second, *_ = await rows.find({})

    await rows.remove({"_id": first["_id"]})
    await rows.update({"_id": second["_id"]}, {"$set": {"kind": "opinion"}})
    await rows.insert({**first, "_id": "made up", "application_id": "nobody's"})
    faults = (await verify(line.settings, line.store)).faults

    said = [fault for several in faults.values() for fault in several]
    assert sorted(said) == sorted(
        [
            f"the report row {first['_id']} is missing",
            f"the report row {second['_id']} is not what its state makes of it",
            "the report row made up belongs to no task",
        ]
    )


async def test_the_yearly_report_tells_each_institution_and_when_it_is_due(line: Line) -> None:
    await happened(line, a_month())

    told = await read(line, CENTRE, Role.CENTRE, "/v1/reports/right-to-information", year="2026")

    assert (told["year"], told["institutions_report_by"], told["board_reports_by"]) == (
        2026,
        "2027-02-28",
        "2027-04-30",
    )
    assert {one["institution_id"]: short(one) for one in told["by_institution"]} == {
        HEALTH_DIRECTORATE: (1, 1, 0, 0, 0, 0),
        MUNICIPALITY: (1, 1, 0, 0, 1, 0),
    }
    assert told["by_institution"][0]["endings"]["referred"] + told["by_institution"][1]["endings"]["referred"] == 1
    own = await read(line, MUNICIPALITY, Role.OFFICER, "/v1/reports/right-to-information", year="2026")
    assert short(own["total"]) == (1, 1, 0, 0, 1, 0)


@pytest.mark.requirement("R-J8", "R-J9")
async def test_the_command_line_prints_what_the_desk_tells(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    await happened(line, a_month())
    monkeypatch.setattr(LocalStack, "last", classmethod(lambda _: line))

    async def printed(*words: str) -> str:
        done = await asyncio.to_thread(CliRunner().invoke, cli, ["report", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    monthly = ("monthly", "--month", "2026-03")
    assert json.loads(await printed(*monthly, "--format", "json")) == await read(line, CENTRE, Role.CENTRE)
    one = json.loads(await printed(*monthly, "--institution", GOVERNORATE, "--format", "json"))
    assert one == await read(line, GOVERNORATE, Role.COORDINATOR)
    lines = list(csv.DictReader(io.StringIO(await printed(*monthly, "--format", "csv"))))
    assert [each["received"] for each in lines if each["table"] == "applications"] == ["4"]
    assert GOVERNORATE in await printed(*monthly)
    yearly = await printed("yearly", "--year", "2026")
    assert "2027-02-28" in yearly
    assert "2027-04-30" in yearly


@pytest.mark.parametrize("words", [("--month", "2026-13"), ("--month", "2026-03", "--institution", "99999999")])
async def test_the_command_line_says_what_is_wrong_with_its_question(
    line: Line, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(LocalStack, "last", classmethod(lambda _: line))
    done = await asyncio.to_thread(CliRunner().invoke, cli, ["report", "monthly", *words])
    assert isinstance(done.exception, StackError)


@pytest.fixture
def settings(store_uri: str, database: str, kafka: str, topic_prefix: str, line: Line) -> Settings:
    """A stack in which nothing happened yet."""
    ensure_local_keys(line.settings.keys_path)
    return line.settings


@pytest.mark.requirement("R-J9")
@pytest.mark.parametrize(
    ("by", "role", "of", "status"),
    [
        pytest.param(HEALTH_DIRECTORATE, Role.OFFICER, HEALTH_DIRECTORATE, 200, id="an officer reads his own"),
        pytest.param(HEALTH_DIRECTORATE, Role.OFFICER, MUNICIPALITY, 403, id="and no neighbour's"),
        pytest.param(HEALTH_DIRECTORATE, Role.COORDINATOR, GOVERNORATE, 403, id="and not that of whom is above"),
        pytest.param(GOVERNORATE, Role.COORDINATOR, HEALTH_DIRECTORATE, 200, id="a governorate reads its province's"),
        pytest.param(GOVERNORATE, Role.OFFICER, HEALTH_DIRECTORATE, 403, id="but not its mere officer"),
        pytest.param(GOVERNORATE, Role.COORDINATOR, OTHER_GOVERNORATE, 403, id="and no other province's"),
        pytest.param(GOVERNORATE, Role.COORDINATOR, CENTRE, 200, id="it gets the nation's"),
        pytest.param(INTERIOR, Role.COORDINATOR, CENTRE, 200, id="a ministry gets the nation's"),
        pytest.param(HEALTH_DIRECTORATE, Role.COORDINATOR, CENTRE, 403, id="a directorate does not"),
        pytest.param(CENTRE, Role.CENTRE, OTHER_GOVERNORATE, 200, id="the centre reads all"),
        pytest.param(MUNICIPALITY, Role.AUDITOR, OTHER_GOVERNORATE, 200, id="an auditor reads all"),
        pytest.param(CENTRE, Role.CENTRE, "99999999", 404, id="nobody reads one that is not there"),
    ],
)
async def test_who_may_read_whose_report(
    settings: Settings, by: InstitutionId, role: Role, of: InstitutionId, status: int
) -> None:
    async with serving(settings, institution_id=by, role=role) as http:
        for path in ("/v1/reports/monthly", "/v1/reports/right-to-information", *PAGES_OF_REPORTS):
            answer = await http.get(path, params={"institution_id": of})
            assert answer.status_code == status, path


async def test_a_report_comes_in_the_form_that_is_asked_for(line: Line) -> None:
    await happened(line, a_month())
    async with serving(line.settings, institution_id=CENTRE, role=Role.CENTRE) as http:
        for accept in ("text/csv", "text/*, application/json;q=0.5", "image/png, text/csv;q=0.1"):
            answer = await http.get("/v1/reports/monthly", params=MARCH, headers={"Accept": accept})
            assert answer.headers["content-type"] == "text/csv; charset=utf-8"
            assert answer.headers["content-disposition"] == 'attachment; filename="bimer-2026-03.csv"'
        lines = list(csv.DictReader(io.StringIO(answer.text)))
        refused = await http.get("/v1/reports/monthly", params=MARCH, headers={"Accept": "image/png"})
    assert (refused.status_code, refused.json()["code"]) == (406, "media_type_not_offered")
    told = {(one["table"], one["key"]): one for one in lines}
    assert (told["tasks", ""]["received"], told["by_institution", GOVERNORATE]["answers_partial"]) == ("5", "1")
    assert told["by_institution", GOVERNORATE]["name"] == f"Kurum {GOVERNORATE}"


@pytest.mark.parametrize(
    ("path", "name"),
    [("monthly?month=2026-03", "bimer-2026-03.pdf"), ("right-to-information?year=2026", "bimer-4982-2026.pdf")],
)
async def test_a_report_comes_on_paper_too(line: Line, path: str, name: str) -> None:
    await happened(line, a_month())
    async with serving(line.settings, institution_id=CENTRE, role=Role.CENTRE) as http:
        answer = await http.get(f"/v1/reports/{path}", headers={"Accept": "application/pdf"})
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("query", [{"month": "2026-13"}, {"month": "Mart"}, {"month": "2026-3"}])
async def test_a_month_that_is_none_is_refused(settings: Settings, query: dict[str, str]) -> None:
    async with serving(settings) as http:
        answer = await http.get("/v1/reports/monthly", params=query)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "month")


async def test_the_page_shows_tables_and_a_chart_beside_each(line: Line) -> None:
    await happened(line, a_month())
    async with serving(line.settings, institution_id=CENTRE, role=Role.CENTRE) as http:
        page = (await http.get("/raporlar", params=MARCH)).text
        english = (await http.get("/raporlar", params=MARCH | {"lang": "en"})).text
        by_default = (await http.get("/raporlar")).text
    assert "Türkiye geneli, Mart 2026" in page
    assert "Bu ay henüz bitmedi" in page
    assert f"/raporlar?month=2026-03&amp;institution_id={GOVERNORATE}" in page
    assert page.count("<svg") == page.count("<table") - 1 == 3
    assert "%33" in page
    assert "33%" in english
    assert "2026-02" in by_default


async def test_every_report_on_the_page_can_be_fetched_as_a_file(line: Line) -> None:
    await happened(line, a_month())
    async with serving(line.settings, institution_id=CENTRE, role=Role.CENTRE) as http:
        page = (await http.get("/raporlar", params=MARCH)).text
        fetched = [await http.get(html.unescape(link)) for link in re.findall(r'<a href="([^"]+)" download>', page)]
        by_api = await http.get("/v1/reports/monthly", params=MARCH, headers={"Accept": "text/csv"})
    assert [answer.headers["content-disposition"].removeprefix("attachment; ") for answer in fetched] == [
        'filename="bimer-2026-03.csv"',
        'filename="bimer-2026-03.pdf"',
        'filename="bimer-4982-2026.csv"',
        'filename="bimer-4982-2026.pdf"',
    ]
    assert fetched[0].text == by_api.text
    assert [answer.content[:5] == b"%PDF-" for answer in fetched] == [False, True, False, True]


async def test_no_report_tells_of_a_person_or_of_a_single_application(line: Line) -> None:
    await happened(line, a_month())
    documents = await line.store.applications.find({})
    async with serving(line.settings, institution_id=CENTRE, role=Role.CENTRE) as http:
        told = [(await http.get(path, params=MARCH)).text for path in ("/v1/reports/monthly", "/raporlar")]
    for document in documents:
        for secret in (document["_id"], document["tracking_number"], "Hastanede", "memur-1"):
            assert all(secret not in text for text in told)
