"""Do report rows stand in the store as they were made, and does a newer one win?"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

import pytest

from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import IssueResponse, ResponseOutcome
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.report_rows import Ending, ReportRow, report_rows
from domain.report_span import ReportSpan, month_span
from runtime.report_facts import row_of, row_update, rows_within
from runtime.settings import Settings
from runtime.store import Store, connect
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, Story, noon

pytestmark = pytest.mark.integration

MARCH = month_span(2026, 3)


@pytest.fixture(params=["motor", "pymongo"])
async def store(request: pytest.FixtureRequest, store_uri: str, database: str) -> AsyncIterator[Store]:
    store = connect(Settings(mongodb_uri=store_uri, mongodb_database=database, mongodb_driver=request.param))
    yield store
    await store.close()


def an_answered_task() -> ReportRow:
    story = Story().submitted()
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Yapıldı."), at=noon(date(2026, 3, 20)))
    return report_rows(ApplicationId("a"), story.now)[1]


async def within(store: Store, span: ReportSpan, **wanted: object) -> list[str]:
    return sorted([row.row_id async for row in rows_within(store, span, **wanted)])  # type: ignore[arg-type]


async def test_a_row_is_read_as_it_was_written(store: Store) -> None:
    row = an_answered_task()
    await store.report_facts.bulk([row_update(row, 1)])

    assert [row_of(document) for document in await store.report_facts.find({})] == [row]


async def test_an_older_version_changes_nothing_and_a_newer_one_replaces_all(store: Store) -> None:
    row = an_answered_task()
    older = replace(row, ended_on=None, ended_as=None, outcome=None)
    for version, written in ((2, row), (1, older), (2, row)):
        await store.report_facts.bulk([row_update(written, version), row_update(replace(row, row_id="other"), version)])
    stands = await store.report_facts.find({"_id": row.row_id})
    assert [row_of(document) for document in stands] == [row]

    await store.report_facts.bulk([row_update(older, 3)])
    stands = await store.report_facts.find({"_id": row.row_id})
    assert [(document["version"], row_of(document)) for document in stands] == [(3, older)]


async def test_a_report_gets_what_was_in_hand_within_its_days_and_nothing_else(store: Store) -> None:
    row = an_answered_task()
    days = {
        "ended before": (date(2026, 1, 5), date(2026, 2, 28)),
        "ended on the first": (date(2026, 1, 5), date(2026, 3, 1)),
        "came on the last": (date(2026, 3, 31), None),
        "came after": (date(2026, 4, 1), None),
        "open all along": (date(2025, 12, 1), None),
        "ended after": (date(2026, 2, 1), date(2026, 4, 9)),
    }
    rows = [
        replace(row, row_id=name, given_on=given, ended_on=ended, ended_as=Ending.ANSWERED if ended else None)
        for name, (given, ended) in days.items()
    ]
    await store.report_facts.bulk([row_update(one, 1) for one in rows])

    assert await within(store, MARCH) == ["came on the last", "ended after", "ended on the first", "open all along"]


async def test_a_report_gets_the_tasks_of_its_institutions_and_law_alone(store: Store) -> None:
    row = an_answered_task()
    rows = [
        row,
        replace(row, row_id="elsewhere", institution_id=EDUCATION_DIRECTORATE),
        replace(row, row_id="application", institution_id=None, purpose=None),
        replace(
            row,
            row_id="information",
            kind=ApplicationKind.INFORMATION_REQUEST,
            legal_regime=LegalRegime.RIGHT_TO_INFORMATION,
        ),
    ]
    await store.report_facts.bulk([row_update(one, 1) for one in rows])

    mine: set[InstitutionId] = {HEALTH_DIRECTORATE}
    assert await within(store, MARCH, institutions=mine) == sorted([row.row_id, "information"])
    assert await within(store, MARCH, regime=LegalRegime.RIGHT_TO_INFORMATION) == ["information"]
