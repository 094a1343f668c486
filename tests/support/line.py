"""How does a test write inputs as the services do, and read what became true as any subscriber would?"""

import asyncio
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aiokafka import TopicPartition
from confluent_kafka import Consumer
from confluent_kafka import TopicPartition as Asked

from data.calendar_table import load_calendar_days
from domain.business_calendar import CalendarDay
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import Input
from domain.institution import Institution
from operations.topic_records import kafka_of, read_records, topics_beginning
from operations.topics import apply_topics
from runtime.kafka import OutgoingRecord, RawRecord, RecordProducer, topic
from runtime.keys import Keys, ensure_local_keys
from runtime.service import Service
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.store import Document, Store, connect
from runtime.transaction import TransactionalProducer
from schemas.catalogue import WRITER_OF_TYPE, Writer, ce_type_of, to_wire
from schemas.envelope import Envelope, wrap
from schemas.registry_records import MANIFEST_KEY, CalendarYearV1, InstitutionRecordV1, ManifestV1
from schemas.topics import topic_specs
from services.router.__main__ import main as router_main
from tests.support.builders import small_registry
from tests.support.ledger_account import assert_balanced, assert_reported

PARTITIONS = 3
"""Fewer than in earnest: topics are made faster, and every partition still has neighbours."""


@dataclass(frozen=True)
class Line:
    """One stack without services: topics, keys, a small registry, the calendar."""

    settings: Settings

    async def prepare(self) -> "Line":
        """Make what must stand before a router starts."""
        ensure_local_keys(self.settings.keys_path)
        specs = [
            spec if spec.partitions == 1 else spec.model_copy(update={"partitions": PARTITIONS})
            for spec in topic_specs().values()
        ]
        await asyncio.to_thread(apply_topics, self.settings, specs)
        await self.publish_registry(small_registry())
        await self.publish_calendar(load_calendar_days())
        return self

    async def publish_registry(self, institutions: Iterable[Institution], *, manifest_count: int | None = None) -> None:
        """Put institutions on their topic, with a manifest that may claim another number of them."""
        values = {one.institution_id: InstitutionRecordV1.of_versions([one]).to_json() for one in institutions}
        await self._publish_compacted("registry", values, manifest_count)

    async def publish_calendar(self, days: Sequence[CalendarDay]) -> None:
        """Put the years of these days on their topic."""
        years = {str(year): CalendarYearV1.of_days(year, days).to_json() for year in {day.on.year for day in days}}
        await self._publish_compacted("calendar", years)

    async def _publish_compacted(self, name: str, values: Mapping[Any, bytes], count: int | None = None) -> None:
        manifest = ManifestV1.of_values(values)
        if count is not None:
            manifest = manifest.model_copy(update={"count": count})
        whole = {**values, MANIFEST_KEY: manifest.to_json()}
        where = topic(self.settings, name)
        await self.write(*(OutgoingRecord(where, key.encode(), value) for key, value in whole.items()))

    @cached_property
    def _signers(self) -> dict[Writer, Signer]:
        return {writer: Signer.of(Keys.load(self.settings, writer), writer) for writer in Writer}

    def envelope(self, asked: Input, *, by: Writer | None = None) -> Envelope:
        """Wrap and sign an input as its rightful writer does, or as another."""
        event = to_wire(asked)
        writer = by or WRITER_OF_TYPE[ce_type_of(event)]
        at = Service("test", self.settings).clock.now()
        wrapped = wrap(event, ce_id=asked.input_id, source=writer, subject=asked.application_id, at=at)
        return self.signed(wrapped, writer)

    def signed(self, envelope: Envelope, writer: Writer) -> Envelope:
        """Sign any envelope."""
        return self._signers[writer].sign(envelope)

    def record(self, asked: Input | Envelope) -> OutgoingRecord:
        """Make the record of an input."""
        envelope = asked if isinstance(asked, Envelope) else self.envelope(asked)
        return OutgoingRecord(topic(self.settings, "applications"), envelope.key, envelope.value, envelope.headers())

    async def write(self, *records: OutgoingRecord) -> None:
        """Put records on the log, in order."""
        producer = RecordProducer(self.settings, "test")
        try:
            await producer.write(records)
        finally:
            await producer.stop()

    async def ask(self, *inputs: Input | Envelope) -> None:
        """Put inputs on the log, each signed by its rightful writer."""
        await self.write(*(self.record(asked) for asked in inputs))

    async def read(self, *names: str) -> list[RawRecord]:
        """Read topics, named without the prefix, with the other client and as who reads committed records."""
        topics = [topic(self.settings, name) for name in names]
        return await asyncio.to_thread(lambda: list(read_records(kafka_of(self.settings), topics)))

    async def copies(self) -> dict[InstitutionId, list[RawRecord]]:
        """Read every institution's own topic."""
        prefix = topic(self.settings, "institution.")
        names = await asyncio.to_thread(topics_beginning, kafka_of(self.settings), prefix)
        copies: dict[InstitutionId, list[RawRecord]] = defaultdict(list)
        for record in await asyncio.to_thread(lambda: list(read_records(kafka_of(self.settings), names))):
            copies[InstitutionId(record.topic.removeprefix(prefix))].append(record)
        return copies

    async def balanced(self) -> list[Document]:
        """Check log and store, and the report's rows and the documents, against each other; returns the documents."""
        documents = await self.store.applications.find({})
        assert_balanced(documents, await self.read("routings"), await self.copies())
        assert_reported(documents, await self.store.report_facts.find({}))
        return documents

    async def document(self, application_id: ApplicationId) -> Document:
        """Return one application's document, which must be there."""
        found = await self.store.applications.get(application_id)
        assert found is not None
        return found

    async def until_read(self, count: int, *, seconds: float = 30.0) -> None:
        """Wait until the router's group has committed `count` inputs; they stand on the log then, with what follows."""
        until = time.monotonic() + seconds
        while (committed := await asyncio.to_thread(self.committed)) < count:
            assert time.monotonic() < until, f"{committed} of {count} inputs were committed"
            await asyncio.sleep(0.05)

    def committed(self) -> int:
        """Count the inputs that the router's group has committed."""
        wanted = [Asked(topic(self.settings, "applications"), number) for number in range(PARTITIONS)]
        return sum(max(0, found.offset) for found in self._group.committed(wanted, timeout=10))

    async def read_all_again(self) -> None:
        """Take the group's offsets back to the beginning: every input is delivered once more.

        Offsets of a transaction are taken without asking who is a member; the router's static name is one for a while.
        """
        offsets = {TopicPartition(topic(self.settings, "applications"), number): 0 for number in range(PARTITIONS)}
        producer = TransactionalProducer(self.settings, topic(self.settings, "test"))
        await producer.open(frozenset())
        await producer.publish((), offsets, topic(self.settings, "router"))
        await producer.close()

    @cached_property
    def _group(self) -> Consumer:
        return Consumer({**kafka_of(self.settings), "group.id": topic(self.settings, "router")})

    @cached_property
    def store(self) -> Store:
        """The store, for looking."""
        return connect(self.settings)

    async def close(self) -> None:
        """Disconnect."""
        if "_group" in self.__dict__:
            self._group.close()
        if "store" in self.__dict__:
            await self.store.close()


@asynccontextmanager
async def router(settings: Settings) -> AsyncIterator[Service]:
    """Run the router in this event loop until the block ends."""
    service = Service("router", settings)
    running = asyncio.create_task(router_main(service))
    try:
        async with asyncio.timeout(30):
            while not (service.checks and all(check() is True for check in service.checks.values())):
                assert not running.done(), running.exception()
                await asyncio.sleep(0.02)
        yield service
    finally:
        service.stop()
        await asyncio.wait_for(running, 20)
        await service.end_tasks()
