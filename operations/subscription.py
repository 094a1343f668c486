"""What does an institution's own system see? Its topic, as it grows, through a plain consumer."""

import json
from collections.abc import Iterator

from confluent_kafka import OFFSET_BEGINNING, OFFSET_END, Consumer, TopicPartition

from domain.identifiers import InstitutionId
from operations.topic_records import kafka_of, record_of
from operations.topics import apply_institution_topics
from runtime.kafka_connection import institution_topic
from runtime.records import RawRecord
from runtime.settings import Settings

POLL_SECONDS = 0.2


def follow(settings: Settings, institution_id: InstitutionId, *, from_beginning: bool = False) -> Iterator[str]:
    """Yield every committed fact of an institution's topic as one line of JSON, for ever; makes a missing topic."""
    for _ in apply_institution_topics(settings, [institution_id]):
        continue
    consumer = Consumer(
        {
            **kafka_of(settings),
            "group.id": f"bimer-subscriber-{institution_id}",
            "enable.auto.commit": False,
            "isolation.level": "read_committed",
        }
    )
    try:
        begin = OFFSET_BEGINNING if from_beginning else OFFSET_END
        consumer.assign([TopicPartition(institution_topic(settings, institution_id), 0, begin)])
        while True:
            message = consumer.poll(POLL_SECONDS)
            if message is not None and message.error() is None:
                yield fact_line(record_of(message))
    finally:
        consumer.close()


def fact_line(record: RawRecord) -> str:
    """Write a record as one line: its context and its value."""
    context = {name: record.header(name) for name, _ in record.headers if name.startswith("ce_")}
    return json.dumps({**context, "data": json.loads(record.value or b"null")}, ensure_ascii=False)
