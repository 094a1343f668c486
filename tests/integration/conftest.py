"""Which fixtures do the tests on real servers share?"""

from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from pymongo import MongoClient

from runtime.clock import wall_now
from tests.support.builders import noon
from tests.support.desk import DeskUnderTest, desk_running
from tests.support.line import Line
from tests.support.service_process import state_in


@pytest.fixture
async def line(kafka: str, store_uri: str, database: str, topic_prefix: str, tmp_path: Path) -> AsyncIterator[Line]:
    """A stack without services; its legal clock begins an hour after the builders' applications came in."""
    settings = state_in(
        tmp_path,
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=database,
        topic_prefix=topic_prefix,
        clock_origin_wall=wall_now(),
        clock_origin_legal=noon(date(2026, 3, 2)) + timedelta(hours=1),
    )
    line = Line(settings)
    await line.prepare()
    yield line
    await line.close()


@pytest.fixture(scope="session")
def desk(kafka: str, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskUnderTest]:
    """Desk and router as processes, one stack for all tests that stand before a desk."""
    state = tmp_path_factory.mktemp("desk")
    settings = state_in(
        state,
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=f"test_{state.name}",
        topic_prefix=f"{state.name}.",
        clock_origin_wall=wall_now(),
        clock_origin_legal=noon(date(2026, 3, 2)) + timedelta(hours=1),
    )
    with desk_running(settings) as running:
        yield running
    with MongoClient[dict[str, object]](store_uri) as client:
        client.drop_database(settings.mongodb_database)
