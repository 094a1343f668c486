"""How do a batch's facts and its offsets get onto the log together, so that readers see each fact once?

Every step and its order was proven by kills: see the traps named beside them, and do not make it prettier.
"""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence, Set

from aiokafka import AIOKafkaProducer, TopicPartition

from runtime.kafka_connection import connection
from runtime.kafka_errors import kafka_errors_translated
from runtime.record_producer import LARGEST_REQUEST
from runtime.records import OutgoingRecord
from runtime.settings import Settings

MOST_TOPICS_IN_VIEW = 256
"""aiokafka asks the broker for every topic in view whenever one is added: with 2,000 that takes 0.13 s, with a nation's
27,299 five seconds, and holds up the event loop for a second of them."""


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
        )
        self._lasting: Set[str] = frozenset()
        self.in_view: Set[str] = frozenset()

    async def open(self, lasting: Set[str]) -> None:
        """Fence the predecessor and end its transaction; only afterwards are the committed offsets final.

        The lasting topics stay in view for as long as the producer lives.
        """
        self._lasting = self.in_view = frozenset(lasting)
        with kafka_errors_translated():
            # Before the start: an empty view would be a look at every topic there is.
            self._producer.client.set_topics(self.in_view)
            await self._producer.start()

    async def bring_into_view(self, topics: Set[str]) -> None:
        """Ask for all of a turn's unseen topics at once, and lose sight of earlier turns' rather than see too many."""
        if topics <= self.in_view:
            return
        widened = self.in_view | topics
        self.in_view = widened if len(widened) <= MOST_TOPICS_IN_VIEW else self._lasting | topics
        with kafka_errors_translated():
            await self._producer.client.set_topics(self.in_view)

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
