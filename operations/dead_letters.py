"""What could not be processed, and how does it come back?

A letter waits as long as there are more letters than replays of the record it holds; both are counted on the log, by
the place where the record first stood. Replaying keeps each application's order and goes on until a round changes
nothing any more.
"""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from confluent_kafka import Consumer, TopicPartition

from operations.topic_records import (
    READ_TIMEOUT_SECONDS,
    RecordWriter,
    kafka_of,
    read_from,
    read_records,
    topics_beginning,
)
from runtime.clock import LegalClock
from runtime.dead_letter import AT, CAUSE, CUT, DETAIL, SOURCE, original_of
from runtime.discard import discarding
from runtime.kafka_connection import group
from runtime.keys import Keys
from runtime.records import OutgoingRecord, RawRecord
from runtime.settings import Settings
from runtime.signing import Signer
from schemas.catalogue import TYPE_PREFIX, Writer
from schemas.envelope import REPLAY_OF, rfc3339

SUFFIX = "-dead-letters"
ROUTER = "router"
NEVER_SIGNED = frozenset({"unsigned", "unknown_key", "bad_signature", "wrong_signer"})
"""Causes that no replay heals unless the keys were wrong: they come back only when their cause is named."""
TAKEN_SECONDS = 60.0
"""How long a service may take to read what was written back."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record first stood."""

    topic: str
    partition: int
    offset: int

    @classmethod
    def of(cls, text: str) -> "Place":
        """Read `topic:partition:offset`."""
        topic, partition, offset = text.rsplit(":", 2)
        return cls(topic, int(partition), int(offset))


@dataclass(frozen=True, slots=True)
class Letter:
    """One dead letter, read."""

    record: RawRecord
    service: str
    cause: str
    detail: str
    source: str
    event_type: str
    application_id: str
    at: datetime

    @property
    def place(self) -> Place:
        """Tell where the record first stood."""
        return Place.of(self.source)

    @property
    def is_whole(self) -> bool:
        """Tell whether the letter holds the record from beginning to end."""
        return self.record.header(CUT) is None


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a replay did: how many came back and were taken, and what still waits."""

    taken: int
    stayed: Sequence[Letter]


def letter_of(record: RawRecord, prefix: str) -> Letter:
    """Read a dead letter; what its record lacks stays empty."""
    return Letter(
        record=record,
        service=record.topic.removeprefix(prefix).removesuffix(SUFFIX),
        cause=record.header(CAUSE) or "",
        detail=record.header(DETAIL) or "",
        source=record.header(SOURCE) or f"{record.topic}:0:0",
        event_type=(record.header("ce_type") or "").removeprefix(TYPE_PREFIX),
        application_id=record.header("ce_subject") or "",
        at=datetime.fromisoformat(record.header(AT) or record.timestamp.isoformat()),
    )


def waiting_letters(settings: Settings) -> list[Letter]:
    """Find what still waits, of each record the newest letter, oldest record first."""
    kafka = kafka_of(settings)
    topics = [name for name in topics_beginning(kafka, settings.topic_prefix) if name.endswith(SUFFIX)]
    letters = [letter_of(record, settings.topic_prefix) for record in read_records(kafka, topics)]
    return waiting(letters, Counter(_replays(kafka, [letter.place for letter in letters])))


def waiting(letters: Iterable[Letter], replays: Mapping[str, int]) -> list[Letter]:
    """Keep the newest letter of each record that has more letters than replays, in the order the records stood."""
    by_source: defaultdict[str, list[Letter]] = defaultdict(list)
    for letter in letters:
        by_source[letter.source].append(letter)
    newest = [of_one[-1] for source, of_one in by_source.items() if len(of_one) > replays.get(source, 0)]
    return sorted(newest, key=lambda letter: (letter.place.topic, letter.place.partition, letter.place.offset))


def _replays(kafka: Mapping[str, str], places: Iterable[Place]) -> Iterator[str]:
    """Yield the places named by replays; a replay stands behind the record it repeats."""
    first: dict[tuple[str, int], int] = {}
    for place in places:
        where = (place.topic, place.partition)
        first[where] = min(place.offset, first.get(where, place.offset))
    for record in read_from(kafka, first):
        source = record.header(REPLAY_OF)
        if source is not None:
            yield source


def replay(settings: Settings, is_meant: Callable[[Letter], bool]) -> Replayed:
    """Write back what is meant, in order, round after round until nothing of it waits or a round changes nothing."""
    taken = 0
    meant = [letter for letter in waiting_letters(settings) if is_meant(letter)]
    while sendable := [letter for letter in meant if letter.is_whole]:
        _send(settings, sendable)
        left = [letter for letter in waiting_letters(settings) if is_meant(letter)]
        gone = {letter.source for letter in meant} - {letter.source for letter in left}
        taken += len(gone)
        meant = left
        if not gone:
            break
    return Replayed(taken, meant)


def discard(settings: Settings, application_id: str, reason: str) -> Letter | None:
    """Give up the input that all others of an application wait for, and return its letter; None where none waits."""
    letters = [letter for letter in waiting_letters(settings) if letter.application_id == application_id]
    first = next((letter for letter in letters if letter.service == ROUTER and letter.cause not in NEVER_SIGNED), None)
    if first is None:
        return None
    signer = Signer.of(Keys.load(settings, "operations"), Writer.OPERATIONS)
    input_id = first.record.header("ce_id") or ""
    at = rfc3339(LegalClock.of(settings).now())
    record = discarding(input_id, application_id, first.source, reason, at, signer)
    _write(settings, [(first, record)])
    return first


def _send(settings: Settings, letters: Sequence[Letter]) -> None:
    """Write records back to where they stood and wait until their services have read them."""
    _write(settings, [(letter, original_of(letter.record, letter.place.topic)) for letter in letters])


def _write(settings: Settings, records: Sequence[tuple[Letter, OutgoingRecord]]) -> None:
    """Write a record for each letter, onto the partition it came from, and wait until the letters' services read it."""
    ends: dict[tuple[str, str, int], int] = {}
    with RecordWriter(kafka_of(settings)) as writer:
        for letter, record in records:
            place = letter.place.partition
            writer.write(record.topic, record.key, record.value, record.headers, partition=place)
    for (letter, _), (topic, partition, offset) in zip(records, writer.written, strict=True):
        ends[letter.service, topic, partition] = offset + 1
    _wait_until_read(settings, ends)


def _wait_until_read(settings: Settings, ends: Mapping[tuple[str, str, int], int]) -> None:
    """Return when every service's group has committed past what was written; after a minute anyhow."""
    give_up_at = time.monotonic() + TAKEN_SECONDS
    for service in {service for service, _, _ in ends}:
        awaited = {(topic, number): end for (by, topic, number), end in ends.items() if by == service}
        consumer = Consumer({**kafka_of(settings), "group.id": group(settings, service)})
        try:
            while time.monotonic() < give_up_at and not _passed(consumer, awaited):
                time.sleep(0.1)
        finally:
            consumer.close()


def _passed(consumer: Consumer, ends: Mapping[tuple[str, int], int]) -> bool:
    partitions = [TopicPartition(topic, number) for topic, number in ends]
    committed = consumer.committed(partitions, timeout=READ_TIMEOUT_SECONDS)
    return all(place.offset >= ends[place.topic, place.partition] for place in committed)
