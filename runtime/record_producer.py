"""How is a record written so that an acknowledged one is never lost?

acks=all, idempotent, bounded in time. After a failed batch aiokafka's sequence numbers have a gap, so the producer is
thrown away and the next write makes a new one.
"""

import asyncio
import contextlib
from collections.abc import Sequence

from aiokafka import AIOKafkaProducer

from runtime.errors import Fault, TransientFault
from runtime.kafka_connection import connection
from runtime.kafka_errors import kafka_errors_translated
from runtime.records import OutgoingRecord
from runtime.settings import Settings

WRITE_SECONDS = 10.0
LARGEST_REQUEST = 4 << 20


class RecordProducer:
    """Writes records outside of any transaction."""

    def __init__(self, settings: Settings, client: str, *, patience_seconds: float = WRITE_SECONDS) -> None:
        self._settings = settings
        self._client = client
        self._patience = patience_seconds
        self._producer: AIOKafkaProducer | None = None
        self._answering = False
        self._changing = asyncio.Lock()

    async def start(self) -> None:
        """Connect; raises TransientFault while no broker answers."""
        await self._connected()

    async def stop(self) -> None:
        """Send what is under way, for five seconds at most, and disconnect."""
        async with self._changing:
            await self._drop()

    @property
    def connected(self) -> bool:
        """Tell whether the last write, or the start, went well."""
        return self._producer is not None and self._answering

    async def write(self, records: Sequence[OutgoingRecord]) -> None:
        """Write records and return when all are acknowledged by all in-sync replicas.

        Raises TransientFault, after which each of them may or may not stand on the log; RejectedRecord
        `record_too_large`.
        """
        producer = await self._connected()
        try:
            async with asyncio.timeout(self._patience):
                with kafka_errors_translated():
                    await self._send(producer, records)
        except TimeoutError:
            self._answering = False
            raise TransientFault(f"Kafka did not acknowledge within {self._patience:.0f} s") from None
        except Fault:
            await self._replace(producer)
            raise
        self._answering = True

    async def _send(self, producer: AIOKafkaProducer, records: Sequence[OutgoingRecord]) -> None:
        sent = [
            await producer.send(record.topic, record.value, key=record.key, headers=list(record.headers))
            for record in records
        ]
        if sent:
            await asyncio.wait(sent)
        for future in sent:
            future.result()

    async def _connected(self) -> AIOKafkaProducer:
        if self._producer is not None:
            return self._producer
        async with self._changing:
            if self._producer is None:
                self._producer = await self._started()
                self._answering = True
            return self._producer

    async def _started(self) -> AIOKafkaProducer:
        producer = AIOKafkaProducer(
            **connection(self._settings, self._client),
            acks="all",
            enable_idempotence=True,
            compression_type="lz4",
            linger_ms=3,
            max_batch_size=256 << 10,
            max_request_size=LARGEST_REQUEST,
        )
        try:
            with kafka_errors_translated():
                async with asyncio.timeout(self._patience):
                    await producer.start()
        except Fault:
            await _stop(producer)
            raise
        return producer

    async def _replace(self, broken: AIOKafkaProducer) -> None:
        async with self._changing:
            if self._producer is broken:
                await self._drop()

    async def _drop(self) -> None:
        producer, self._producer = self._producer, None
        if producer is not None:
            await _stop(producer)


async def _stop(producer: AIOKafkaProducer) -> None:
    """Stop a producer; `stop` can block while a broker is away, and raise the old error again."""
    with contextlib.suppress(Exception):
        await asyncio.wait_for(producer.stop(), 5)
    with contextlib.suppress(Exception):
        await asyncio.wait_for(producer.client.close(), 1)
