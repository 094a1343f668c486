"""Can everybody fetch the open data, and only what is safe to tell?"""

import csv
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from domain.identifiers import ApplicationId
from domain.legal_regime import ApplicationKind, Channel
from domain.report_rows import ReportRow, report_rows
from operations.machine import free_ports
from runtime.clock import wall_now
from runtime.keys import ensure_local_keys
from runtime.report_facts import row_update
from runtime.settings import Settings
from runtime.store import connect
from services.intake.site import Intake, site_of
from tests.support.builders import Story, noon
from tests.support.service_process import state_in

pytestmark = pytest.mark.integration

FEBRUARY = {"month": "2026-02"}


@pytest.fixture
def settings(store_uri: str, database: str, tmp_path: Path) -> Settings:
    """A stack on 2 March 2026 whose log is away: open data need it not."""
    settings = state_in(
        tmp_path,
        mongodb_uri=store_uri,
        mongodb_database=database,
        kafka_bootstrap_servers=f"127.0.0.1:{free_ports(1)[0]}",
        clock_origin_wall=wall_now(),
        clock_origin_legal=noon(date(2026, 3, 2)),
    )
    ensure_local_keys(settings.keys_path)
    return settings


@asynccontextmanager
async def everybody(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """Stand before intake without a token."""
    intake = Intake.of(settings)
    transport = httpx.ASGITransport(site_of(intake))
    async with httpx.AsyncClient(transport=transport, base_url="http://intake.example") as http:
        yield http
    await intake.stop()


async def received(settings: Settings, **counts: int) -> None:
    """Let so many applications of each kind have come in February."""
    row = replace(report_rows(ApplicationId("a"), Story().submitted().now)[0], given_on=date(2026, 2, 9))
    rows: list[ReportRow] = [
        replace(row, row_id=f"{kind} {number}", kind=ApplicationKind(kind), channel=Channel.WEB)
        for kind, count in counts.items()
        for number in range(count)
    ]
    store = connect(settings)
    await store.report_facts.bulk([row_update(one, 1) for one in rows])
    await store.close()


def cells_of(told: dict[str, Any], table: str) -> dict[str, int | None]:
    return {" ".join(cell["categories"]): cell["count"] for cell in told["tables"][table]}


@pytest.mark.requirement("R-A14")
async def test_a_month_that_is_over_is_told_to_everybody_with_small_counts_merged(settings: Settings) -> None:
    await received(settings, complaint=7, service_request=6, tip_off=5, opinion=1, information_request=9)
    async with everybody(settings) as http:
        answer = await http.get("/v1/open-data", params=FEBRUARY)
        by_default = await http.get("/v1/open-data")
    assert answer.status_code == 200
    assert answer.json() == by_default.json()
    assert cells_of(answer.json(), "received_by_kind") == {
        "service_request": 6,
        "complaint": 7,
        "tip_off opinion": 6,
        "suggestion information_request ethics_complaint human_rights_complaint": 9,
    }
    assert cells_of(answer.json(), "received_by_channel") == {"web phone letter email fax in_person": 28}


async def test_a_month_with_fewer_than_five_tells_no_count_at_all(settings: Settings) -> None:
    await received(settings, complaint=4)
    async with everybody(settings) as http:
        told = (await http.get("/v1/open-data", params=FEBRUARY)).json()
    assert {cell["count"] for cells in told["tables"].values() for cell in cells} == {None}


async def test_a_month_that_runs_is_not_told_yet(settings: Settings) -> None:
    async with everybody(settings) as http:
        answers = [await http.get("/v1/open-data", params={"month": month}) for month in ("2026-03", "2026-04")]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [(404, "month_not_over")] * 2


@pytest.mark.parametrize("month", ["2026", "2026-13", "Mart", "2026-02-01"])
async def test_a_month_that_is_none_is_refused(settings: Settings, month: str) -> None:
    async with everybody(settings) as http:
        answer = await http.get("/v1/open-data", params={"month": month})
    assert (answer.status_code, answer.json()["code"]) == (422, "month_wrong")


async def test_open_data_come_as_csv_too_and_in_no_form_that_is_not_offered(settings: Settings) -> None:
    await received(settings, complaint=12)
    async with everybody(settings) as http:
        asked = [
            await http.get("/v1/open-data", params=FEBRUARY, headers={"Accept": accept})
            for accept in ("text/csv", "application/pdf")
        ]
    lines = list(csv.DictReader(io.StringIO(asked[0].text)))
    assert {line["count"] for line in lines if line["table"] == "received_by_kind"} == {"12"}
    assert {line["count"] for line in lines if line["table"] == "concluded_by_ending"} == {"<5"}
    assert (asked[1].status_code, asked[1].json()["code"]) == (406, "media_type_not_offered")


async def test_what_was_counted_is_kept_for_a_while(settings: Settings) -> None:
    await received(settings, complaint=12)
    async with everybody(settings) as http:
        first = await http.get("/v1/open-data", params=FEBRUARY)
        await received(settings, opinion=30)
        second = await http.get("/v1/open-data", params=FEBRUARY)
    assert first.json() == second.json()
    assert first.headers["cache-control"] == "public, max-age=600"
