"""How does an operator read whole topics, and write to them?

With the second Kafka client, as any subscriber would: the first is the services' own, and an account must not rest on
it.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import cast

from confluent_kafka import Consumer, Message, Producer, TopicPartition

from operations.errors import StackError
from runtime.records import RawRecord
from runtime.settings import Settings

READ_TIMEOUT_SECONDS = 10.0
WRITE_TIMEOUT_SECONDS = 30.0


def kafka_of(settings: Settings) -> dict[str, str]:
    """Return librdkafka's settings for this stack."""
    return {"bootstrap.servers": settings.kafka_bootstrap_servers}


def read_records(kafka: Mapping[str, str], topics: Sequence[str]) -> Iterator[RawRecord]:
    """Read topics from their first committed record to their present end; a topic that is not there is empty.

    `kafka` are librdkafka settings. Raises TimeoutError when the end does not come within reach.
    """
    consumer = Consumer(
        {
            **kafka,
            "group.id": "bimer-evidence",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 50,
        }
    )
    try:
        partitions = list(_partitions(consumer, topics))
        consumer.assign(partitions)
        unfinished = {(partition.topic, partition.partition) for partition in partitions}
        give_up_at = time.monotonic() + READ_TIMEOUT_SECONDS
        while unfinished:
            # It waits for so many messages or so long, whatever comes first: a long wait would be waited to its end.
            messages = consumer.consume(1000, timeout=0.05)
            if messages:
                give_up_at = time.monotonic() + READ_TIMEOUT_SECONDS
            elif time.monotonic() > give_up_at:
                raise TimeoutError(f"{len(unfinished)} partitions did not reach their end")
            for message in messages:
                if message.error() is None:
                    yield record_of(message)
                else:
                    unfinished.discard((message.topic(), message.partition()))
    finally:
        consumer.close()


def _partitions(consumer: Consumer, topics: Iterable[str]) -> Iterator[TopicPartition]:
    known = consumer.list_topics(timeout=READ_TIMEOUT_SECONDS).topics
    for topic in topics:
        for partition in known[topic].partitions if topic in known else ():
            yield TopicPartition(topic, partition, 0)


def record_of(message: Message) -> RawRecord:
    """Take over a record of the second client."""
    headers = cast("list[tuple[str, bytes | None]]", message.headers() or [])
    return RawRecord(
        topic=message.topic() or "",
        partition=message.partition() or 0,
        offset=message.offset() or 0,
        key=message.key(),
        value=message.value(),
        headers=tuple(headers),
        timestamp=datetime.fromtimestamp(message.timestamp()[1] / 1000, UTC),
    )


def newest_values(kafka: Mapping[str, str], topic: str) -> dict[str, bytes]:
    """Read a compacted topic: the newest value under each key that was not deleted."""
    values: dict[str, bytes] = {}
    for record in read_records(kafka, [topic]):
        key = (record.key or b"").decode()
        if record.value is None:
            values.pop(key, None)
        else:
            values[key] = record.value
    return values


def topics_beginning(kafka: Mapping[str, str], prefix: str) -> list[str]:
    """List the topics whose names begin with `prefix`."""
    consumer = Consumer({**kafka, "group.id": "bimer-evidence"})
    try:
        known = consumer.list_topics(timeout=READ_TIMEOUT_SECONDS).topics
    finally:
        consumer.close()
    return sorted(name for name in known if name.startswith(prefix))


class RecordWriter:
    """Writes records in the order given; leaving its block waits until all of them are acknowledged."""

    def __init__(self, kafka: Mapping[str, str]) -> None:
        self._producer = Producer({**kafka, "acks": "all", "enable.idempotence": True, "linger.ms": 5})
        self._failed: list[str] = []

    def write(
        self, topic: str, key: bytes | None, value: bytes | None, headers: Sequence[tuple[str, bytes | None]] = ()
    ) -> None:
        """Put one record on its way; waits where the client's buffer is full."""
        while True:
            try:
                self._producer.produce(
                    topic, key=key, value=value, headers=list(headers) or None, on_delivery=self._on_delivery
                )
            except BufferError:
                self._producer.poll(0.1)
            else:
                self._producer.poll(0)
                return

    def flush(self) -> None:
        """Wait for all acknowledgements; StackError when one did not come."""
        waiting = self._producer.flush(WRITE_TIMEOUT_SECONDS)
        if waiting or self._failed:
            raise StackError(f"Kafka did not take {waiting + len(self._failed)} records. {' '.join(self._failed[:1])}")

    def _on_delivery(self, error: object, _: Message) -> None:
        if error is not None:
            self._failed.append(str(error))

    def __enter__(self) -> "RecordWriter":
        return self

    def __exit__(self, error_type: type[BaseException] | None, *_: object) -> None:
        if error_type is None:
            self.flush()
        else:
            self._producer.purge()
