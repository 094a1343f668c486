"""Is it noticed when a partition stands still, and does one record that nothing can be made of stop nobody else?"""

import asyncio
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from aiokafka import TopicPartition

from runtime import metrics
from runtime.consumer_life import ensure_alive
from runtime.errors import FatalFault, RejectedRecord, TransientFault
from runtime.lag import Lag
from runtime.partition_loop import PartitionLoop
from runtime.records import RawRecord
from runtime.stumbling import AT_ONCE, Stumbling
from runtime.watchdog import Watchdog

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
PARTITION = TopicPartition("t", 0)


def batch(first: int, count: int = 1) -> list[RawRecord]:
    return [RawRecord("t", 0, offset, None, None, (), AT) for offset in range(first, first + count)]


class Loop(PartitionLoop):
    """A loop without servers: what it reads is given, and processing it fails or not."""

    def __init__(self, watchdog: Watchdog, reads: list[RawRecord], error: Exception | None) -> None:
        around: Any = SimpleNamespace(watchdog=watchdog, lag=Lag("test"))
        super().__init__(around, PARTITION, lambda: True)
        self._reads, self._error = reads, error

    async def _open(self) -> None:
        pass

    async def _read(self) -> list[RawRecord]:
        await asyncio.sleep(0.02)
        return self._reads

    async def _process(self, batch: Sequence[RawRecord]) -> None:
        if self._error is not None:
            raise self._error


@pytest.mark.parametrize(
    ("reads", "error", "noticed"),
    [
        pytest.param([], None, False, id="nothing to read"),
        pytest.param(batch(7), None, False, id="batches that are committed"),
        pytest.param(batch(7), TransientFault("away"), True, id="a server that is away"),
        pytest.param(batch(7), ValueError("mistake"), True, id="a mistake"),
    ],
)
async def test_a_partition_that_makes_no_progress_is_noticed(
    reads: list[RawRecord], error: Exception | None, noticed: bool
) -> None:
    stuck = threading.Event()
    watchdog = Watchdog(0.5, lambda *_: stuck.set())
    watchdog.start()
    running = asyncio.create_task(Loop(watchdog, reads, error).run())
    await asyncio.sleep(1.5)
    running.cancel()
    await asyncio.wait({running})
    watchdog.stop()
    assert stuck.is_set() == noticed


async def test_a_partition_that_was_given_up_is_watched_no_more() -> None:
    watchdog = Watchdog()
    running = asyncio.create_task(Loop(watchdog, [], None).run())
    await asyncio.sleep(0.1)
    assert list(watchdog._beats) == [str(PARTITION)]
    running.cancel()
    await asyncio.wait({running})
    assert watchdog._beats == {}


async def test_a_partition_that_was_given_up_is_measured_no_more() -> None:
    lot, lag = metrics.PARKED_APPLICATIONS, metrics.CONSUMER_LAG_RECORDS
    lot.labels("0").set(3)
    lag.labels("test", "0").set(7)
    running = asyncio.create_task(Loop(Watchdog(), [], None).run())
    await asyncio.sleep(0.05)
    assert (("0",) in lot._metrics, ("test", "0") in lag._metrics) == (True, True)
    running.cancel()
    await asyncio.wait({running})
    assert (("0",) in lot._metrics, ("test", "0") in lag._metrics) == (False, False)


def test_a_batch_that_fails_three_times_is_taken_record_by_record_and_the_guilty_one_given_up() -> None:
    stumbling = Stumbling()
    for _ in range(3):
        assert stumbling.at_once == AT_ONCE
        stumbling.failed(batch(5, 3), ValueError("mistake"))
    assert stumbling.at_once == 1

    stumbling.passed(batch(5))
    assert stumbling.fault_of(batch(6)) is None
    stumbling.failed(batch(6), ValueError("mistake"))
    assert stumbling.at_once == 1
    fault = stumbling.fault_of(batch(6))
    assert fault is not None
    assert (fault.code, fault.detail) == ("processing_failed", "ValueError")

    stumbling.passed(batch(6))
    assert (stumbling.at_once, stumbling.fault_of(batch(7))) == (1, None)
    stumbling.passed(batch(7))
    assert stumbling.at_once == AT_ONCE


def test_a_fault_with_a_code_keeps_it() -> None:
    stumbling = Stumbling()
    for _ in range(4):
        stumbling.failed(batch(5), RejectedRecord("document_too_large"))
    fault = stumbling.fault_of(batch(5))
    assert fault is not None
    assert fault.code == "document_too_large"


def test_failures_at_different_places_are_not_added_up() -> None:
    stumbling = Stumbling()
    for first in range(9):
        stumbling.failed(batch(first), ValueError("mistake"))
    assert stumbling.at_once == AT_ONCE


@pytest.mark.parametrize("dead", ["coordination", "fetch"])
async def test_a_consumer_with_a_dead_task_is_not_read_from_for_ever(dead: str) -> None:
    tasks = {name: asyncio.create_task(asyncio.sleep(60)) for name in ("coordination", "fetch")}
    consumer = SimpleNamespace(
        _closed=False,
        _coordinator=SimpleNamespace(_coordination_task=tasks["coordination"]),
        _fetcher=SimpleNamespace(error_future=tasks["fetch"]),
    )
    ensure_alive(consumer)
    tasks[dead].cancel()
    await asyncio.wait({tasks[dead]})
    with pytest.raises(FatalFault, match=dead):
        ensure_alive(consumer)
    consumer._closed = True
    ensure_alive(consumer)
    for task in tasks.values():
        task.cancel()
