"""Where does a record go that can never be processed, and what is kept of it?

The original bytes and headers, with the cause and the place they came from, so that operations can list it, mend the
cause and write it back: nothing is logged and dropped.
"""

import hashlib
import re
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
"""Present when a record was too long to be kept whole: what of key, headers and value was cut, then the value's SHA-256
and length; the original stands at its source."""

LONGEST_LETTER = 900_000
"""Bytes of key, headers and value together; with the added headers a dead letter stays below the broker's megabyte."""
BYTES_AROUND_A_HEADER = 16
LONGEST_DETAIL = 500
_ADDED = frozenset({CAUSE, DETAIL, SOURCE, AT, CUT})
_NUMBERS = re.compile(r":\d{1,9}:\d{1,19}", re.ASCII)


def dead_letter_topic(settings: Settings, service: str) -> str:
    """Name a service's dead letters, for instance `bimer.deadline-watcher-dead-letters`."""
    return topic(settings, f"{service.replace('_', '-')}-dead-letters")


def coordinates_of(record: RawRecord) -> str:
    """Name the place a record first stood at, through any number of replays; nobody signed what it says of it."""
    said = record.header(REPLAY_OF) or ""
    _, _, numbers = said.rpartition(record.topic)
    is_place = said == record.topic + numbers and _NUMBERS.fullmatch(numbers)
    return said if is_place else record.source


def dead_letter(
    record: RawRecord, topic_name: str, cause: str, detail: str, at: datetime, *, place: str | None = None
) -> OutgoingRecord:
    """Make the dead letter of a record that first stood at `place`, else where it says itself."""
    key, headers, value, cut = _cut_to_size(record)
    added: list[Header] = [
        (CAUSE, cause.encode()),
        (DETAIL, detail[:LONGEST_DETAIL].encode()),
        (SOURCE, (place or coordinates_of(record)).encode()),
        (AT, rfc3339(at).encode()),
    ]
    if cut:
        original = record.value or b""
        added.append((CUT, f"{','.join(cut)}:{hashlib.sha256(original).hexdigest()}:{len(original)}".encode()))
    return OutgoingRecord(topic_name, key, value, (*headers, *added))


def _cut_to_size(record: RawRecord) -> tuple[bytes | None, list[Header], bytes, list[str]]:
    """Keep of key, headers and value, in this order, what one letter can hold; name what it cannot."""
    whole = [(name, raw or b"") for name, raw in record.headers if name not in _ADDED and name != REPLAY_OF]
    key = None if record.key is None else record.key[:LONGEST_LETTER]
    room = LONGEST_LETTER - len(key or b"")
    headers: list[Header] = []
    for name, raw in whole:
        size = len(name.encode()) + len(raw) + BYTES_AROUND_A_HEADER
        if size <= room:
            headers.append((name, raw))
            room -= size
    value = (record.value or b"")[:room]
    kept = {"key": key == record.key, "headers": headers == whole, "value": value == (record.value or b"")}
    return key, headers, value, [name for name, is_whole in kept.items() if not is_whole]


def original_of(letter: RawRecord, topic_name: str) -> OutgoingRecord:
    """Make of a dead letter the record to be written back, marked with the place it came from.

    Raises ValueError when the letter holds only a part of the record.
    """
    if letter.header(CUT) is not None:
        raise ValueError("the record was cut; only its source has it whole")
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
