"""How is one partition processed, from taking it over to giving it up?

Open, then turn: read, decide and store, publish with the offsets. Whatever goes wrong, close everything, wait a little
and open anew: the store and the ledger make a repeated batch harmless.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiokafka import TopicPartition

from runtime import metrics
from runtime.batch import BatchDecider, Decided
from runtime.clock import LegalClock, wall_now
from runtime.consumer_life import ensure_alive
from runtime.errors import FatalFault, Fault, Fenced, TransientFault
from runtime.institution_topics import InstitutionTopics
from runtime.kafka_errors import kafka_errors_translated
from runtime.lag import Lag
from runtime.log import logger, safe_words
from runtime.outcomes import observe
from runtime.parking import ParkingLot
from runtime.records import RawRecord
from runtime.settings import Settings
from runtime.store import Store
from runtime.stumbling import Stumbling
from runtime.transaction import TransactionalProducer
from runtime.watchdog import Watchdog

POLL_MS = 500
HEARTBEAT_MS = 1_000
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 3.0

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all partitions of a process share."""

    settings: Settings
    consumer: Any
    group: str
    shared_topics: Sequence[str]
    decider: BatchDecider
    store: Store
    topics: InstitutionTopics
    clock: LegalClock
    watchdog: Watchdog
    lag: Lag


LONGEST_GATHERING = 0.1
"""Seconds; a small transaction costs the broker almost as much as a large one."""


class PartitionLoop:
    """Owns one partition for as long as `is_mine` says so."""

    def __init__(self, surroundings: Surroundings, partition: TopicPartition, is_mine: Callable[[], bool]) -> None:
        self._around = surroundings
        self._partition = partition
        self._is_mine = is_mine
        self._producer: TransactionalProducer | None = None
        self._lot = ParkingLot(partition.partition)
        self._stumbling = Stumbling()
        self._turned_at = 0.0  # no batch was read before this moment, however long we were frozen since
        self.is_open = False

    async def run(self) -> None:
        """Process the partition until it is no longer mine; raises FatalFault alone."""
        self._around.watchdog.beat(str(self._partition))
        try:
            await self._turn_while_mine()
        finally:
            self._around.watchdog.forget(str(self._partition))
            self._forget_gauges()

    async def _turn_while_mine(self) -> None:
        pause = FIRST_PAUSE
        while self._is_mine():
            try:
                await self._open()
                while self._is_mine():
                    await self._turn()
                    pause = FIRST_PAUSE
            except (asyncio.CancelledError, FatalFault):
                await self._close()
                raise
            except Exception as error:
                _log.warning(
                    "opening anew",
                    partition=self._partition.partition,
                    seconds=pause,
                    error=safe_words(error),
                    exc_info=not isinstance(error, Fault),
                )
                await self._close()
                # A lost membership is noticed within two heartbeats, and this task cancelled.
                await asyncio.sleep(2 * HEARTBEAT_MS / 1000 if isinstance(error, Fenced) else pause)
                pause = min(pause * 2, LONGEST_PAUSE)
        await self._close()

    async def _open(self) -> None:
        """Take the partition over: fence the predecessor first, only then ask how far it had come."""
        around, number = self._around, self._partition.partition
        self._producer = TransactionalProducer(around.settings, f"{around.group}-{number}")
        await self._producer.open(frozenset(around.shared_topics))
        with kafka_errors_translated():
            offset = await around.consumer.committed(self._partition)
            if offset is None:
                offset = (await around.consumer.beginning_offsets([self._partition]))[self._partition]
            around.consumer.seek(self._partition, offset)
        self._lot = await ParkingLot.load(around.store.parked, number)
        self._turned_at = time.monotonic()
        self.is_open = True
        _log.info("partition opened", partition=number, offset=offset)

    async def _turn(self) -> None:
        """Apply one batch: read, decide and store, publish and commit. Safe to repeat.

        Only what came to its end counts as progress: a partition that fails and fails again ends the process.
        """
        batch = await self._read()
        if batch:
            began_at = time.monotonic()
            try:
                await self._process(batch)
            except (TransientFault, FatalFault):
                raise
            except Exception as error:
                self._stumbling.failed(batch, error)
                raise
            self._stumbling.passed(batch)
            await self._gather(len(batch), time.monotonic() - began_at)
        self._turned_at = time.monotonic()
        self._around.watchdog.beat(str(self._partition))

    async def _gather(self, inputs: int, turn_seconds: float) -> None:
        """Let inputs gather as long as the turn took: the busier the machine, the fewer transactions it is given."""
        if inputs < self._stumbling.at_once:
            await asyncio.sleep(min(turn_seconds, LONGEST_GATHERING))

    async def _process(self, batch: Sequence[RawRecord]) -> None:
        started_at = wall_now()
        decider, fault = self._around.decider, self._stumbling.fault_of(batch)
        if fault is None:
            decided = await decider.decide_and_store(batch, self._lot, self._turned_at)
        else:
            decided = await decider.give_up(batch[0], self._lot, fault, self._turned_at)
        await self._publish(decided, batch[-1].offset + 1)
        self._lot = decided.lot
        self._observe(decided, started_at)

    async def _read(self) -> list[RawRecord]:
        ensure_alive(self._around.consumer)
        with kafka_errors_translated():
            got = await self._around.consumer.getmany(
                self._partition, timeout_ms=POLL_MS, max_records=self._stumbling.at_once
            )
        self._around.lag.observe(self._around.consumer, got)
        return [RawRecord.of(record) for record in got.get(self._partition, ())]

    async def _publish(self, decided: Decided, next_offset: int) -> None:
        assert self._producer is not None  # noqa: S101
        topics = {record.topic for record in decided.records}
        await self._around.topics.ensure(topics)
        await self._producer.bring_into_view(topics)
        await self._producer.publish(decided.records, {self._partition: next_offset}, self._around.group)

    def _observe(self, decided: Decided, started_at: Any) -> None:
        committed_at = wall_now()
        metrics.BATCH_SECONDS.labels("store").observe((decided.stored_at - started_at).total_seconds())
        metrics.BATCH_SECONDS.labels("publish").observe((committed_at - decided.stored_at).total_seconds())
        metrics.PARKED_APPLICATIONS.labels(str(self._partition.partition)).set(len(self._lot))
        observe(decided.outcomes, self._around.clock, stored_at=decided.stored_at, committed_at=committed_at)

    def _forget_gauges(self) -> None:
        """Say nothing more about a partition that another process may have by now."""
        self._around.lag.forget(self._partition)
        with contextlib.suppress(KeyError):
            metrics.PARKED_APPLICATIONS.remove(str(self._partition.partition))

    async def _close(self) -> None:
        """Give up the producer; a second cancellation does not stop what was begun."""
        self.is_open = False
        producer, self._producer = self._producer, None
        if producer is not None:
            await asyncio.shield(asyncio.ensure_future(producer.close()))
