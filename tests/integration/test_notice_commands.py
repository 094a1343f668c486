"""Can an operator see which letters wait for their day of service, and report it?"""

import asyncio
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from domain.identifiers import ApplicationId, FactId
from domain.inputs import NoticeChannel
from operations import local_stack
from operations.cli import cli
from operations.errors import StackError
from runtime.clock import wall_now
from runtime.settings import Settings
from runtime.store import Document, connect
from services.notifier.attempts import AwaitsService
from services.notifier.notice import Notice, Told
from services.notifier.queue import NoticeQueue
from tests.support.builders import Story, noon

pytestmark = pytest.mark.integration

WRITTEN_AT = noon(date(2026, 3, 5))


@pytest.fixture
def settings(store_uri: str, database: str, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A stack whose legal clock stands at 9 March."""
    settings = Settings(
        mongodb_uri=store_uri,
        mongodb_database=database,
        clock_origin_wall=wall_now(),
        clock_origin_legal=WRITTEN_AT + timedelta(days=4),
    )
    monkeypatch.setattr(local_stack.LocalStack, "last", lambda: SimpleNamespace(settings=settings))
    return settings


async def a_listed_letter(settings: Settings) -> str:
    store = connect(settings)
    fact = Story().submitted().facts[0]
    fact_id = FactId("00000000-0000-0000-0000-000000000001")
    told = Told(fact_id, ApplicationId("application"), fact, WRITTEN_AT, datetime.now(UTC))
    notice = Notice.of(told, NoticeChannel.POST)
    assert notice is not None
    queue = NoticeQueue(store, "one")
    await queue.add([notice], wall_now())
    await queue.settle({notice.notice_id: AwaitsService("receipt/1")}, wall_now())
    await store.close()
    return notice.notice_id


async def rows(settings: Settings) -> list[Document]:
    store = connect(settings)
    found = await store.notices.find({})
    await store.close()
    return found


def bimer(*words: str) -> str:
    done = CliRunner().invoke(cli, ["notices", *words], catch_exceptions=False)
    return done.output


@pytest.mark.requirement("R-I4")
def test_a_reported_day_is_written_where_the_notifier_takes_it_up(settings: Settings) -> None:
    notice_id = asyncio.run(a_listed_letter(settings))
    before = bimer("listed")
    bimer("served", "--notice", notice_id, "--on", "2026-03-07")
    (row,) = asyncio.run(rows(settings))

    assert notice_id in before
    assert "0 notices wait" in bimer("listed")
    assert (row["status"], row["conclusion"]["at"]) == ("concluded", "2026-03-07T06:00:00+00:00")


@pytest.mark.parametrize(
    ("on", "why"),
    [
        pytest.param("2026-03-04", "before the notice was written", id="before it was written"),
        pytest.param("2026-03-10", "in the future", id="tomorrow by law"),
    ],
)
def test_an_impossible_day_is_refused_with_the_reason(settings: Settings, on: str, why: str) -> None:
    notice_id = asyncio.run(a_listed_letter(settings))

    with pytest.raises(StackError, match=why):
        bimer("served", "--notice", notice_id, "--on", on)


def test_a_notice_that_nobody_knows_is_refused(settings: Settings) -> None:
    with pytest.raises(StackError, match="no notice with this id"):
        bimer("served", "--notice", "nothing", "--on", "2026-03-07")
