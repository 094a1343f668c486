"""How does an operator read whole topics, and write to them?

With the second Kafka client, as any subscriber would: the first is the services' own, and an account must not rest on
it.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import cast

from confluent_kafka import Consumer, Message, Producer, TopicPartition

from operations.errors import StackError
from runtime.records import RawRecord
from runtime.settings import Settings

READERS_GROUP = "bimer-evidence"
READ_TIMEOUT_SECONDS = 10.0
WRITE_TIMEOUT_SECONDS = 30.0
PARTITION_OF_KEY = -1


def kafka_of(settings: Settings) -> dict[str, str]:
    """Return librdkafka's settings for this stack."""
    return {"bootstrap.servers": settings.kafka_bootstrap_servers}


def read_records(kafka: Mapping[str, str], topics: Sequence[str]) -> Iterator[RawRecord]:
    """Read topics from their first committed record to their present end; a topic that is not there is empty.

    `kafka` are librdkafka settings. Raises TimeoutError when the end does not come within reach.
    """
    known = _known_partitions(kafka)
    return read_from(kafka, {(topic, number): 0 for topic in topics for number in known.get(topic, ())})


def _known_partitions(kafka: Mapping[str, str]) -> dict[str, list[int]]:
    consumer = Consumer({**kafka, "group.id": READERS_GROUP})
    try:
        topics = consumer.list_topics(timeout=READ_TIMEOUT_SECONDS).topics
        return {name: list(topic.partitions) for name, topic in topics.items()}
    finally:
        consumer.close()


def topics_beginning(kafka: Mapping[str, str], prefix: str) -> list[str]:
    """List the topics whose names begin with `prefix`."""
    return sorted(name for name in _known_partitions(kafka) if name.startswith(prefix))


def read_from(kafka: Mapping[str, str], begin_at: Mapping[tuple[str, int], int]) -> Iterator[RawRecord]:
    """Read partitions, each from an offset to its present end; what retention took away is passed over."""
    consumer = Consumer(
        {
            **kafka,
            "group.id": READERS_GROUP,
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
            "enable.partition.eof": True,
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 50,
        }
    )
    unfinished = set(begin_at)
    try:
        consumer.assign([TopicPartition(*where, offset) for where, offset in begin_at.items()])
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
                    unfinished.discard((message.topic() or "", message.partition() or 0))
    finally:
        consumer.close()


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


class RecordWriter:
    """Writes records in the order given; leaving its block waits until all of them are acknowledged."""

    def __init__(self, kafka: Mapping[str, str]) -> None:
        self._producer = Producer(
            {
                **kafka,
                "acks": "all",
                "enable.idempotence": True,
                "linger.ms": 5,
                "partitioner": "murmur2_random",  # as every other client: one key, one partition
                "log_level": 2,
            }
        )
        self._failed: list[str] = []
        self._written: dict[int, tuple[str, int, int]] = {}
        self._count = 0

    @property
    def written(self) -> list[tuple[str, int, int]]:
        """List topic, partition and offset of the records, in the order they were given; whole after `flush`."""
        return [self._written[number] for number in sorted(self._written)]

    def write(
        self,
        topic: str,
        key: bytes | None,
        value: bytes | None,
        headers: Sequence[tuple[str, bytes | None]] = (),
        *,
        partition: int = PARTITION_OF_KEY,
    ) -> None:
        """Put one record on its way; waits where the client's buffer is full."""
        concluded = partial(self._on_delivery, self._count)
        self._count += 1
        while True:
            try:
                self._producer.produce(
                    topic, key=key, value=value, headers=list(headers), partition=partition, on_delivery=concluded
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

    def _on_delivery(self, number: int, error: object, message: Message) -> None:
        if error is not None:
            self._failed.append(str(error))
        else:
            self._written[number] = (message.topic() or "", message.partition() or 0, message.offset() or 0)

    def __enter__(self) -> "RecordWriter":
        return self

    def __exit__(self, error_type: type[BaseException] | None, *_: object) -> None:
        if error_type is None:
            self.flush()
        else:
            self._producer.purge()
