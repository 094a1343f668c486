"""How does a service follow what became true?

Reads committed facts of `routings`. With a group, offsets are committed after a batch was handled, never before, and an
offset that is out of range is fatal; without one, every process reads all partitions from the end.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import NoOffsetForPartitionError

from domain.facts import ActionRefused, Fact
from domain.identifiers import ApplicationId, FactId, InputId
from runtime.consumer_life import ensure_alive
from runtime.dead_letter import DeadLetters
from runtime.errors import TransientFault
from runtime.kafka_connection import connection, group, patiently, topic
from runtime.kafka_errors import kafka_errors_translated
from runtime.lag import Lag
from runtime.log import logger
from runtime.records import RawRecord
from runtime.settings import Settings
from schemas.catalogue import fact_of
from schemas.envelope import CAUSATION, SEQUENCE, Envelope, MalformedRecord, unwrap

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class FactRecord:
    """One fact as it stands on the log."""

    fact: Fact | ActionRefused
    envelope: Envelope
    raw: RawRecord

    @classmethod
    def of(cls, raw: RawRecord) -> "FactRecord":
        """Read a record whole, so that nobody trips over a part of it later; raises MalformedRecord."""
        envelope = unwrap(raw.headers, raw.value)
        try:
            record = cls(fact_of(envelope.event()), envelope, raw)
            _ = record.input_id, record.sequence, record.at
        except MalformedRecord:
            raise
        except (ValueError, KeyError) as wrong:
            raise MalformedRecord("value_does_not_fit", type(wrong).__name__) from None
        return record

    @property
    def fact_id(self) -> FactId:
        """Name the fact."""
        return FactId(self.envelope.ce_id)

    @property
    def application_id(self) -> ApplicationId:
        """Name the application it is about."""
        return ApplicationId(self.envelope.ce_subject)

    @property
    def input_id(self) -> InputId:
        """Name the input that caused it."""
        return InputId(self.envelope.extensions[CAUSATION])

    @property
    def sequence(self) -> int | None:
        """Give its place in the ledger, from 1; None for what stands in no ledger."""
        text = self.envelope.extensions.get(SEQUENCE)
        return None if text is None else int(text)

    @property
    def at(self) -> datetime:
        """Give the legal time at which it became true."""
        return datetime.fromisoformat(self.envelope.ce_time)


Handle = Callable[[Sequence[FactRecord]], Awaitable[None]]


class FactReader:
    """Follows `routings` for one service."""

    def __init__(
        self,
        settings: Settings,
        group_name: str | None,
        *,
        consumer: str,
        dead_letters: DeadLetters | None = None,
        at_once: int = 200,
        gather_seconds: float = 0.0,
    ) -> None:
        """Read as a member of `group_name`, from its committed offsets or else the beginning; None reads at the end.

        `gather_seconds` is waited after each batch, so that many facts cost one write and one commit. Records that are
        no facts go to `dead_letters`; who reads without a group leaves them to the others.
        """
        self._topic = topic(settings, "routings")
        self._name = consumer
        self._dead_letters = dead_letters
        self._lag = Lag(consumer)
        self._read_up_to: dict[TopicPartition, int] = {}
        self._at_once = at_once
        self._gather_seconds = gather_seconds
        self._grouped = group_name is not None
        self._consumer = AIOKafkaConsumer(
            self._topic,
            **connection(settings, consumer),
            group_id=None if group_name is None else group(settings, group_name),
            group_instance_id=None if group_name is None else f"{consumer}-{settings.worker_id}",
            enable_auto_commit=False,
            auto_offset_reset="none" if self._grouped else "latest",
            isolation_level="read_committed",
            session_timeout_ms=10_000,
            heartbeat_interval_ms=1_000,
            max_poll_interval_ms=120_000,
            fetch_max_wait_ms=100,
        )
        self.ready = False
        """Whether partitions are assigned and being read."""

    async def start(self) -> None:
        """Connect and take partitions; patient while no broker answers."""
        await patiently(self._start, f"{self._name} reads {self._topic}")

    async def _start(self) -> None:
        with kafka_errors_translated():
            await self._consumer.start()
            if not self._grouped:
                await self._consumer.seek_to_end()
                self.ready = True

    async def stop(self) -> None:
        """Leave."""
        self.ready = False
        await self._consumer.stop()

    async def run(self, handle: Handle) -> None:
        """Hand over batches for ever, in order; a TransientFault of the handler repeats the same batch."""
        while True:
            batch = await patiently(self.read, f"{self._name} reads")
            if batch:

                async def attempt(facts: Sequence[FactRecord] = batch) -> None:
                    await handle(facts)

                await patiently(attempt, f"{self._name} handles")
            await self.commit()
            await asyncio.sleep(self._gather_seconds)

    async def read(self, *, timeout_ms: int = 500) -> list[FactRecord]:
        """Return the next facts, none when nothing came in time; what is no fact is put aside first."""
        ensure_alive(self._consumer)
        with kafka_errors_translated():
            try:
                got = await self._consumer.getmany(timeout_ms=timeout_ms, max_records=self._at_once)
            except NoOffsetForPartitionError:
                await self._begin_where_nothing_was_committed()
                return []
            self.ready = bool(self._consumer.assignment())
            self._lag.observe(self._consumer, got)
        facts = []
        for partition, records in got.items():
            facts += [fact for record in records if (fact := await self._fact(RawRecord.of(record))) is not None]
            self._read_up_to[partition] = records[-1].offset + 1
        return facts

    async def commit(self) -> None:
        """Say that everything read so far was handled; a lost membership is no error: the next owner reads it again."""
        held = self._consumer.assignment()
        offsets = {partition: offset for partition, offset in self._read_up_to.items() if partition in held}
        self._read_up_to.clear()
        if not self._grouped or not offsets:
            return
        try:
            with kafka_errors_translated():
                await self._consumer.commit(offsets)
        except TransientFault as fault:
            _log.warning("offsets not committed", consumer=self._name, error=str(fault))

    async def _begin_where_nothing_was_committed(self) -> None:
        fresh: list[TopicPartition] = [
            partition for partition in self._consumer.assignment() if await self._consumer.committed(partition) is None
        ]
        for partition, offset in (await self._consumer.beginning_offsets(fresh)).items():
            self._consumer.seek(partition, offset)

    async def _fact(self, record: RawRecord) -> FactRecord | None:
        try:
            return FactRecord.of(record)
        except MalformedRecord as malformed:
            _log.warning("no fact", code=malformed.code, source=record.source)
            if self._dead_letters is not None:
                letters, cause = self._dead_letters, malformed
                await patiently(lambda: letters.put(record, cause.code, cause.detail), "dead letters")
            return None
