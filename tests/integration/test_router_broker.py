"""Does a broker that dies, or is not there yet, cost more than time?"""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from operations.local_kafka import LocalKafka
from tests.support.builders import EDUCATION_DIRECTORATE, MUNICIPALITY, a_submission
from tests.support.line import Line, router
from tests.support.lives import in_turn, lives
from tests.support.service_process import running

pytestmark = pytest.mark.integration


@pytest.fixture
def own_kafka(tmp_path: Path) -> Iterator[LocalKafka]:
    """A Kafka that a test may kill and start."""
    (tmp_path / "kafka").mkdir()
    kafka = LocalKafka(tmp_path / "kafka").start()
    yield kafka
    kafka.stop()


@pytest.fixture
async def own_line(line: Line, own_kafka: LocalKafka) -> AsyncIterator[Line]:
    own = Line(line.settings.model_copy(update={"kafka_bootstrap_servers": own_kafka.bootstrap_servers}))
    await own.prepare()
    yield own
    await own.close()


def kill(kafka: LocalKafka) -> None:
    """Cut the broker's power."""
    for pid in kafka.pids:
        os.kill(pid, signal.SIGKILL)
    kafka.stop()


async def test_a_broker_that_is_killed_and_comes_back_costs_time_only(own_line: Line, own_kafka: LocalKafka) -> None:
    inputs = in_turn(lives(12))
    half = len(inputs) // 2
    async with router(own_line.settings):
        await own_line.ask(*inputs[:half])
        await asyncio.sleep(0.2)  # in the middle of its work
        await asyncio.to_thread(kill, own_kafka)
        await asyncio.sleep(3)
        await asyncio.to_thread(own_kafka.start)
        # A topic that does not stand yet: the maker of topics must find the broker again too.
        new = a_submission("for another", institution_id=MUNICIPALITY)
        await own_line.ask(*inputs[half:], new)
        await own_line.until_read(len(inputs) + 1, seconds=90)

    assert len(await own_line.balanced()) == 13
    assert EDUCATION_DIRECTORATE in await own_line.copies()
    assert MUNICIPALITY in await own_line.copies()


async def test_a_router_that_starts_before_its_broker_waits_for_it(own_line: Line, own_kafka: LocalKafka) -> None:
    inputs = in_turn(lives(2))
    await own_line.ask(*inputs)
    await asyncio.to_thread(own_kafka.stop)
    with running("services.router", own_line.settings) as early:
        await asyncio.sleep(4)
        assert early.running
        assert not early.is_ready()
        await asyncio.to_thread(own_kafka.start)
        await asyncio.to_thread(early.wait_until_ready)
        await own_line.until_read(len(inputs), seconds=60)
    await own_line.balanced()
