"""How do a batch's facts and its offsets get onto the log together, so that readers see each fact once?

Every step and its order was proven by kills: see the traps named beside them, and do not make it prettier.
"""

import asyncio
import contextlib
from collections.abc import Iterable, Mapping, Sequence, Set

from aiokafka import AIOKafkaProducer, TopicPartition

from runtime.kafka_connection import connection
from runtime.kafka_errors import kafka_errors_translated
from runtime.record_producer import LARGEST_REQUEST
from runtime.records import OutgoingRecord
from runtime.settings import Settings

TOPICS_KNOWN_MS = 30 * 60_000
"""With 27,299 topics one look at all of them takes seconds: look seldom."""


class TransactionalProducer:
    """The one producer of one partition; opening it fences whoever had the partition before."""

    def __init__(self, settings: Settings, transactional_id: str) -> None:
        self._producer = AIOKafkaProducer(
            **(connection(settings, transactional_id) | {"request_timeout_ms": 10_000, "retry_backoff_ms": 50}),
            transactional_id=transactional_id,
            transaction_timeout_ms=20_000,
            acks="all",
            compression_type="lz4",
            linger_ms=0,
            max_batch_size=1 << 20,
            max_request_size=LARGEST_REQUEST,
            metadata_max_age_ms=TOPICS_KNOWN_MS,
        )
        self._topics: set[str] = set()

    async def open(self, topics: Iterable[str]) -> None:
        """Fence the predecessor and end its transaction; only afterwards are the committed offsets final."""
        self._topics = set(topics)
        with kafka_errors_translated():
            # Before the start: learning topics one by one costs a look at all known ones each time.
            self._producer.client.set_topics(self._topics)
            await self._producer.start()

    def knows(self, topics: Set[str]) -> bool:
        """Tell whether all of these topics are in view."""
        return topics <= self._topics

    async def learn(self, topics: Iterable[str]) -> None:
        """Take topics into view that were made since; all at once, for each look is a look at all of them."""
        self._topics |= set(topics)
        with kafka_errors_translated():
            await self._producer.client.set_topics(self._topics)

    async def publish(
        self, records: Sequence[OutgoingRecord], offsets: Mapping[TopicPartition, int], group: str
    ) -> None:
        """Write records and offsets in one transaction; raises the fate of whatever fails, and nothing is visible."""
        with kafka_errors_translated():
            await self._producer.begin_transaction()
            written = [
                await self._producer.send(record.topic, record.value, key=record.key, headers=list(record.headers))
                for record in records
            ]
            offsets_sent = asyncio.ensure_future(
                self._producer.send_offsets_to_transaction(dict(offsets), group),
            )
            # Not gather(): when a child fails in the tick of a cancellation it swallows the cancellation.
            await asyncio.wait([*written, offsets_sent])
            for future in (*written, offsets_sent):
                future.result()  # commit_transaction() succeeds although a record was refused
            await self._producer.commit_transaction()

    async def close(self) -> None:
        """Abort and disconnect, each for a bounded time: an open transaction holds up every reader."""
        with contextlib.suppress(Exception):  # AssertionError among them: no transaction is open, or it failed for good
            await asyncio.wait_for(self._producer.abort_transaction(), 1)
        with contextlib.suppress(Exception):  # blocks while a broker is away, or raises the old error again
            await asyncio.wait_for(self._producer.stop(), 2)
        with contextlib.suppress(Exception):
            await asyncio.wait_for(self._producer.client.close(), 1)
