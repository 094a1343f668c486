"""What can anybody outside the services see? Topics read with read_committed, mails and messages that arrived."""

import email
import email.policy
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from confluent_kafka import Consumer, Message, TopicPartition

from operations.account import DeliveredNotice, ObservedFact

READ_TIMEOUT_SECONDS = 10.0


def read_topics(kafka: dict[str, str], topics: Sequence[str]) -> Iterator[ObservedFact]:
    """Read topics from their first committed record to their present end.

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
        }
    )
    try:
        partitions = list(_partitions(consumer, topics))
        consumer.assign(partitions)
        unfinished = {(partition.topic, partition.partition) for partition in partitions}
        while unfinished:
            messages = consumer.consume(1000, timeout=READ_TIMEOUT_SECONDS)
            if not messages:
                raise TimeoutError(f"{len(unfinished)} partitions did not reach their end")
            for message in messages:
                if message.error() is None:
                    yield _observed(message)
                else:
                    unfinished.discard((message.topic(), message.partition()))
    finally:
        consumer.close()


def topics_beginning(kafka: dict[str, str], prefix: str) -> list[str]:
    """List the topics whose names begin with `prefix`."""
    consumer = Consumer({**kafka, "group.id": "bimer-evidence"})
    try:
        return sorted(
            name for name in consumer.list_topics(timeout=READ_TIMEOUT_SECONDS).topics if name.startswith(prefix)
        )
    finally:
        consumer.close()


def _partitions(consumer: Consumer, topics: Iterable[str]) -> Iterator[TopicPartition]:
    metadata = consumer.list_topics(timeout=READ_TIMEOUT_SECONDS)
    for topic in topics:
        for partition in metadata.topics[topic].partitions:
            yield TopicPartition(topic, partition, 0)


def _observed(message: Message) -> ObservedFact:
    raw = cast("list[tuple[str, bytes]]", message.headers() or [])
    headers = {name: value.decode() for name, value in raw}
    return ObservedFact(
        topic=message.topic() or "",
        fact_id=headers["ce_id"],
        event_type=headers["ce_type"].removeprefix("bimer."),
        application_id=headers["ce_subject"],
        sequence=int(headers.get("ce_sequence", "0")),
        wall_at=datetime.fromtimestamp(message.timestamp()[1] / 1000, UTC),
        value=json.loads(message.value() or b"{}"),
    )


def read_mailbox(directory: Path) -> list[DeliveredNotice]:
    """Read every mail that arrived; its Message-ID is the notice's id."""
    return [_mail(path) for path in sorted(directory.glob("*.eml"))]


def _mail(path: Path) -> DeliveredNotice:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    part = message.get_body(("plain",))
    notice_id = str(message["Message-ID"]).strip("<> ").split("@")[0]
    return DeliveredNotice(notice_id, str(part.get_content()) if part else "", _deliveries(path))


def _deliveries(path: Path) -> int:
    """Count how often the mail server was handed this mail: one line a delivery in the file beside it."""
    beside = path.with_suffix(".deliveries")
    return len(beside.read_text().splitlines()) if beside.exists() else 1


def read_messages(file: Path) -> list[DeliveredNotice]:
    """Read every short message the provider took, one JSON line each; a repeated reference is one message again."""
    taken: dict[str, DeliveredNotice] = {}
    for line in file.read_text().splitlines() if file.exists() else ():
        message = json.loads(line)
        before = taken.get(message["reference"])
        deliveries = before.deliveries + 1 if before else 1
        taken[message["reference"]] = DeliveredNotice(message["reference"], message["text"], deliveries)
    return list(taken.values())
