"""Where does a record go that can never be processed, and what is kept of it?

The original bytes and headers, with the cause and the place they came from, so that operations can list it, mend the
cause and write it back: nothing is logged and dropped.
"""

import hashlib
from datetime import datetime

from runtime.clock import wall_now
from runtime.kafka_connection import topic
from runtime.metrics import DEAD_LETTERS
from runtime.record_producer import RecordProducer
from runtime.records import Header, OutgoingRecord, RawRecord
from runtime.settings import Settings
from schemas.envelope import REPLAY_OF, rfc3339

CAUSE = "bimer_cause"
DETAIL = "bimer_detail"
SOURCE = "bimer_source"
AT = "bimer_at"
CUT = "bimer_cut"
"""Present when the value was too long to be kept whole: its SHA-256 and length; the original stands at its source."""

LONGEST_VALUE = 900_000
"""Bytes; with the added headers a dead letter stays below the broker's megabyte."""
LONGEST_DETAIL = 500
_ADDED = frozenset({CAUSE, DETAIL, SOURCE, AT, CUT})


def dead_letter_topic(settings: Settings, service: str) -> str:
    """Name a service's dead letters, for instance `bimer.deadline-watcher-dead-letters`."""
    return topic(settings, f"{service.replace('_', '-')}-dead-letters")


def coordinates_of(record: RawRecord) -> str:
    """Name the place a record first stood at, through any number of replays."""
    return record.header(REPLAY_OF) or record.source


def dead_letter(record: RawRecord, topic_name: str, cause: str, detail: str, at: datetime) -> OutgoingRecord:
    """Make the dead letter of a record."""
    added: list[Header] = [
        (CAUSE, cause.encode()),
        (DETAIL, detail[:LONGEST_DETAIL].encode()),
        (SOURCE, coordinates_of(record).encode()),
        (AT, rfc3339(at).encode()),
    ]
    value = record.value or b""
    if len(value) > LONGEST_VALUE:
        added.append((CUT, f"{hashlib.sha256(value).hexdigest()}:{len(value)}".encode()))
    kept = [(name, raw or b"") for name, raw in record.headers if name not in _ADDED and name != REPLAY_OF]
    return OutgoingRecord(topic_name, record.key, value[:LONGEST_VALUE], (*kept, *added))


def original_of(letter: RawRecord, topic_name: str) -> OutgoingRecord:
    """Make of a dead letter the record to be written back, marked with the place it came from.

    Raises ValueError when the letter holds only the beginning of the record.
    """
    if letter.header(CUT) is not None:
        raise ValueError("the value was cut; only its source has it whole")
    kept = [(name, raw or b"") for name, raw in letter.headers if name not in _ADDED]
    source = (letter.header(SOURCE) or "").encode()
    return OutgoingRecord(topic_name, letter.key, letter.value, (*kept, (REPLAY_OF, source)))


class DeadLetters:
    """Writes a service's dead letters; the router puts its own into its transactions instead."""

    def __init__(self, settings: Settings, service: str) -> None:
        self._topic = dead_letter_topic(settings, service)
        self._producer = RecordProducer(settings, f"{service}-dead-letters")

    async def start(self) -> None:
        """Connect."""
        await self._producer.start()

    async def stop(self) -> None:
        """Disconnect."""
        await self._producer.stop()

    async def put(self, record: RawRecord, cause: str, detail: str = "") -> None:
        """Keep a record; returns when it is safe. Raises TransientFault."""
        await self._producer.write([dead_letter(record, self._topic, cause, detail, wall_now())])
        DEAD_LETTERS.labels(cause).inc()
