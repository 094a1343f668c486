"""How does the first eye follow the log? faust keeps every open clock in a changelog-backed table.

The agent alone writes the table. The heap of due moments is rebuilt from it whenever partitions change hands: faust
calls back after its recovery and before streams resume. faust swallows what its callbacks raise and acknowledges what
its agents raise at, so each catches everything itself, and the process ends before such an event is committed.
"""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any, cast

from faust import App, EventT, StreamT, TopicT

from runtime.clock import LegalClock
from runtime.dead_letter import DeadLetters
from runtime.kafka_connection import topic
from runtime.log import logger
from runtime.metrics import CLOCKS_OPEN, ESCALATION_LATENESS_SECONDS
from runtime.records import RawRecord
from runtime.settings import Settings
from schemas.catalogue import ce_type_of
from schemas.envelope import Envelope, MalformedRecord, unwrap
from services.deadline_watcher.due_heap import DueHeap
from services.deadline_watcher.faust_worker import PARTITIONS, TABLE, TABLE_STORE, FaustWorker, faust_of
from services.deadline_watcher.table import CLOCK_EVENTS, ClockEvent, OpenClock, Source, clock_after, stage_told_by

ROWS_AT_ONCE = 1_000
"""So many rows are read before the loop may turn, while the heap is rebuilt."""
HOLD_SECONDS = 0.02
"""So long events are read before the loop may turn: faust itself waits for nothing while its buffer is full."""

_CLOCK_TYPES = frozenset(ce_type_of(event) for event in CLOCK_EVENTS)
_log = logger(__name__)


class LogEye:
    """The open clocks of this worker's partitions, and when each falls due."""

    def __init__(self, settings: Settings, clock: LegalClock, dead_letters: DeadLetters) -> None:
        self.heap = DueHeap()
        self._clock = clock
        self._dead_letters = dead_letters
        self._rebuilt = False
        self._faust: App = faust_of(settings)
        self.worker = FaustWorker(self._faust)
        self._table = self._faust.Table(
            TABLE,
            partitions=PARTITIONS,
            key_type=bytes,
            value_type=bytes,
            options=dict(TABLE_STORE),
            on_recover=self._on_recover,
        )
        self._faust.on_partitions_revoked.connect(self._on_revoked)
        self._faust.agent(self._routings(settings), name="clocks", concurrency=1)(self._follow)

    @property
    def ready(self) -> bool:
        """Tell whether the heap holds exactly the open clocks of the partitions that are ours."""
        return self._rebuilt and not self._faust.rebalancing

    def row_of(self, task_id: str) -> OpenClock | None:
        """Read the table."""
        value = self._table.get(task_id.encode())
        return None if value is None else OpenClock.from_json(value)

    def _routings(self, settings: Settings) -> TopicT:
        return self._faust.topic(
            topic(settings, "routings"),
            key_type=bytes,
            value_type=bytes,
            key_serializer="raw",
            value_serializer="raw",
            allow_empty=True,
        )

    async def _on_revoked(self, *_: Any, **__: Any) -> None:
        self._rebuilt = False
        self.heap = DueHeap()
        CLOCKS_OPEN.set(0)

    async def _on_recover(self) -> None:
        try:
            await self._rebuild()
        except Exception as error:
            self.worker.fail(error)

    async def _rebuild(self) -> None:
        """Fill a new heap from the rows of the active partitions; give up when they change hands meanwhile."""
        heap = self.heap = DueHeap()
        active = {held.partition for held in self._faust.assignor.assigned_actives()}
        for count, (_, value) in enumerate(self._table.items(), start=1):
            clock = OpenClock.from_json(value)
            if clock.partition in active:
                heap.watch(clock.partition, clock.task_id, clock.next_at)
            if count % ROWS_AT_ONCE == 0:
                await asyncio.sleep(0)
                if heap is not self.heap:
                    return
        self._rebuilt = True
        CLOCKS_OPEN.set(len(heap))
        _log.info("watching", partitions=len(active), count=len(heap))

    async def _follow(self, stream: StreamT[bytes]) -> None:
        turned_at = time.monotonic()
        async for event in stream.events():
            try:
                await self._on_event(event)
                if time.monotonic() - turned_at > HOLD_SECONDS:
                    await asyncio.sleep(0)
                    turned_at = time.monotonic()
            except Exception as error:
                self.worker.fail(error)
                await asyncio.Event().wait()  # an agent that returns, or raises, acknowledges the event

    async def _on_event(self, event: EventT[bytes]) -> None:
        record = _raw_record(event)
        try:
            read = clock_event_of(record)
        except MalformedRecord as malformed:
            _log.warning("no fact", code=malformed.code, source=record.source)
            await self._dead_letters.put(record, malformed.code, malformed.detail)
            return
        if read is not None:
            self._apply(*read, record)

    def _apply(self, envelope: Envelope, event: ClockEvent, record: RawRecord) -> None:
        """Write the row anew, even unchanged: the local store may hold a write that the changelog never got."""
        key, before = event.task_id.encode(), self.row_of(event.task_id)
        _observe_lateness(before, event, record, self._clock)
        after = clock_after(before, event, Source(envelope.ce_subject, record.partition, record.timestamp))
        if after is None:
            del self._table[key]
            self.heap.forget(record.partition, event.task_id)
        else:
            self._table[key] = after.to_json()
            self.heap.watch(after.partition, after.task_id, after.next_at)
        CLOCKS_OPEN.set(len(self.heap))


def clock_event_of(record: RawRecord) -> tuple[Envelope, ClockEvent] | None:
    """Read what a record says about a clock; None where it says nothing. Raises MalformedRecord."""
    envelope = unwrap(record.headers, record.value)
    if envelope.ce_type not in _CLOCK_TYPES:
        return None
    event = envelope.event()
    assert isinstance(event, CLOCK_EVENTS)  # noqa: S101
    return envelope, event


def _raw_record(event: EventT[bytes]) -> RawRecord:
    message = event.message
    return RawRecord(
        message.topic,
        message.partition,
        message.offset,
        message.key,
        message.value,
        tuple(cast("list[tuple[str, bytes | None]]", message.headers or [])),
        datetime.fromtimestamp(message.timestamp, UTC),
    )


def _observe_lateness(before: OpenClock | None, event: ClockEvent, record: RawRecord, clock: LegalClock) -> None:
    """Measure, when the router's fact comes back, how long after its moment a stage took effect on the wall."""
    told = stage_told_by(event)
    due = None if before is None or told is None else before.moment_of(told)
    if before is not None and due is not None:
        lateness = record.timestamp - max(clock.wall_at(due), before.set_at)
        ESCALATION_LATENESS_SECONDS.labels(told).observe(max(0.0, lateness.total_seconds()))
