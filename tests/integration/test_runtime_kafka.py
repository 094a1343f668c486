"""Do writers and readers on a real Kafka keep what they promise?"""

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from aiokafka import TopicPartition as Partition
from confluent_kafka import Consumer, TopicPartition

from domain.business_calendar import CalendarDay, DayKind
from domain.facts import ActionRefused, RefusalCode
from domain.identifiers import ApplicationId, FactId
from operations.topic_records import kafka_of
from runtime import transaction
from runtime.dead_letter import CAUSE, DeadLetters
from runtime.errors import FatalFault, RejectedRecord, TransientFault
from runtime.kafka import (
    FactReader,
    FactRecord,
    InputProducer,
    OutgoingRecord,
    RawRecord,
    RecordProducer,
    TopicMaker,
    topic,
)
from runtime.keys import Keys
from runtime.record_producer import LARGEST_REQUEST
from runtime.registry_feed import RegistryFeed
from runtime.settings import Settings
from runtime.signing import Signer, Verifier
from runtime.transaction import TransactionalProducer
from schemas.catalogue import Writer, to_wire
from schemas.envelope import CAUSATION, unwrap, wrap
from schemas.registry_records import InstitutionRecordV1
from tests.support.builders import HEALTH_DIRECTORATE, a_submission, input_id, noon, small_registry
from tests.support.line import Line

pytestmark = pytest.mark.integration

CAME = a_submission()


def fact_id(number: int) -> FactId:
    return FactId(input_id(f"fact {number}"))


def refusal(line: Line, number: int, application: str = "one") -> OutgoingRecord:
    """Any fact will do."""
    fact = ActionRefused(input_id(f"action {number}"), HEALTH_DIRECTORATE, RefusalCode.NOT_THE_HOLDER)
    envelope = wrap(
        to_wire(fact),
        ce_id=fact_id(number),
        source="router",
        subject=input_id(application),
        at=noon(date(2026, 3, 2)),
        extensions={"ce_causationid": fact.action_id},
    )
    return OutgoingRecord(topic(line.settings, "routings"), envelope.key, envelope.value, envelope.headers())


async def test_an_input_stands_on_the_log_signed_once_publish_returns(line: Line) -> None:
    producer = InputProducer(line.settings, Signer.of(Keys.load(line.settings, "intake"), Writer.INTAKE))
    await producer.start()
    await producer.publish(
        to_wire(CAME), input_id=CAME.input_id, application_id=CAME.application_id, at=CAME.received_at
    )
    await producer.stop()

    (record,) = await line.read("applications")
    envelope = unwrap(record.headers, record.value)
    assert record.key == CAME.application_id.encode()
    assert Verifier(Keys.load(line.settings, "router")).writer_of(envelope) is Writer.INTAKE
    assert abs((record.timestamp - datetime.now(UTC)).total_seconds()) < 60  # the wall's time, whatever the law's


async def test_many_at_once_are_all_acknowledged(line: Line) -> None:
    producer = InputProducer(line.settings, Signer.of(Keys.load(line.settings, "intake"), Writer.INTAKE))
    many = [a_submission(str(number)) for number in range(200)]
    async with asyncio.TaskGroup() as group:
        for one in many:
            group.create_task(
                producer.publish(
                    to_wire(one), input_id=one.input_id, application_id=one.application_id, at=one.received_at
                )
            )
    assert producer.connected
    await producer.stop()
    assert {record.header("ce_id") for record in await line.read("applications")} == {one.input_id for one in many}


async def test_a_log_that_is_away_is_a_transient_fault_within_the_time_given(tmp_path: object) -> None:
    away = RecordProducer(Settings(kafka_bootstrap_servers="127.0.0.1:9"), "test", patience_seconds=1.0)
    with pytest.raises(TransientFault):
        await away.start()
    assert not away.connected


async def test_a_record_that_is_too_large_is_refused_and_the_next_one_goes_through(line: Line) -> None:
    producer = RecordProducer(line.settings, "test")
    where = topic(line.settings, "routings")
    for size in (LARGEST_REQUEST + 1, 2 << 20):  # refused by the client, refused by the broker
        with pytest.raises(RejectedRecord, match="record_too_large"):
            await producer.write([OutgoingRecord(where, b"k", os.urandom(size))])
    await producer.write([OutgoingRecord(where, b"k", b"small")])
    await producer.stop()
    assert [record.value for record in await line.read("routings")] == [b"small"]


async def test_a_dead_letter_is_safe_once_put_returns(line: Line) -> None:
    letters = DeadLetters(line.settings, "notifier")
    await letters.put(RawRecord("t", 0, 1, b"k", b"v", (("h", b"1"),), datetime.now(UTC)), "no_contact", "why")
    await letters.stop()
    (letter,) = await line.read("notifier-dead-letters")
    assert (letter.value, letter.header(CAUSE), letter.header("h")) == (b"v", "no_contact", "1")


async def test_a_topic_is_made_once_with_its_settings(line: Line) -> None:
    maker = TopicMaker(line.settings)
    await maker.start()
    name = topic(line.settings, "institution.10000040")
    for _ in range(2):
        await maker.create([name], partitions=1, copies=1, settings={"retention.ms": "1000"})
    until = time.monotonic() + 10  # the controller has it; the broker that is asked hears of it a moment later
    while (standing := await maker.existing(topic(line.settings, "institution."))) != {name}:
        assert time.monotonic() < until, f"{standing} stand"
        await asyncio.sleep(0.05)
    assert await maker.copies_of(topic(line.settings, "routings")) == 1
    with pytest.raises(TransientFault):
        await maker.copies_of(topic(line.settings, "nowhere"))
    await maker.stop()


class Reading:
    """A service that follows the facts."""

    def __init__(self, reader: FactReader, expected: int, *, failures: int = 0) -> None:
        self.seen: list[FactRecord] = []
        self._reader = reader
        self._expected = expected
        self._failures = failures
        self._done = asyncio.Event()

    async def handle(self, facts: Sequence[FactRecord]) -> None:
        if self._failures:
            self._failures -= 1
            raise TransientFault("the store is away")
        self.seen += facts
        if len(self.seen) >= self._expected:
            self._done.set()

    async def finish(self) -> list[FactRecord]:
        running = asyncio.create_task(self._reader.run(self.handle))
        try:
            async with asyncio.timeout(20):
                await self._done.wait()
            await asyncio.sleep(0.7)  # the commit, and whatever should not come
        finally:
            running.cancel()
            await asyncio.wait({running})
            await self._reader.stop()
        return self.seen


def member(line: Line, **said: object) -> FactReader:
    return FactReader(line.settings, "notifier", consumer="notifier", **said)  # type: ignore[arg-type]


async def test_a_producer_writes_to_more_topics_than_it_keeps_in_view(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "MOST_TOPICS_IN_VIEW", 4)
    lasting, names = topic(line.settings, "routings"), [topic(line.settings, f"institution.{n}") for n in range(7)]
    maker = TopicMaker(line.settings)
    await maker.start()
    await maker.create(names, partitions=1, copies=1)
    await maker.stop()
    producer = TransactionalProducer(line.settings, topic(line.settings, "test"))
    await producer.open({lasting})
    read, most_seen = Partition(topic(line.settings, "applications"), 0), 0
    for number, name in enumerate([*names, *names[:2]]):  # the first two are out of view when they come again
        await producer.bring_into_view({lasting, name})
        most_seen = max(most_seen, len(producer.in_view))
        record = refusal(line, number)
        await producer.publish([record, replace(record, topic=name)], {read: number + 1}, topic(line.settings, "test"))
    await producer.close()

    assert most_seen == 4
    assert [len(await line.read(f"institution.{n}")) for n in range(7)] == [2, 2, 1, 1, 1, 1, 1]
    assert len(await line.read("routings")) == 9


async def test_a_group_reads_each_fact_once_from_the_beginning_and_goes_on_where_it_was(line: Line) -> None:
    await line.write(*(refusal(line, number, str(number)) for number in range(10)))
    first = member(line)
    await first.start()
    seen = await Reading(first, 10).finish()
    assert {one.fact_id for one in seen} == {fact_id(number) for number in range(10)}

    await line.write(refusal(line, 10))
    second = member(line)
    await second.start()
    assert [one.fact_id for one in await Reading(second, 1).finish()] == [fact_id(10)]


async def test_a_fact_comes_with_what_its_headers_say(line: Line) -> None:
    await line.write(refusal(line, 1))
    reader = member(line)
    await reader.start()
    (one,) = await Reading(reader, 1).finish()
    assert isinstance(one.fact, ActionRefused)
    assert one.application_id == ApplicationId(input_id("one"))
    assert (one.input_id, one.sequence, one.at) == (input_id("action 1"), None, noon(date(2026, 3, 2)))


async def test_a_handler_that_fails_for_a_while_gets_the_same_facts_again(line: Line) -> None:
    await line.write(*(refusal(line, number) for number in range(5)))
    reader = member(line)
    await reader.start()
    seen = await Reading(reader, 5, failures=2).finish()
    assert [one.fact_id for one in seen] == [fact_id(number) for number in range(5)]


async def test_what_is_no_fact_goes_to_the_dead_letters_and_the_next_one_is_read(line: Line) -> None:
    garbage = replace(refusal(line, 1), value=b"\xff")
    endless = replace(refusal(line, 3), headers=[("x", b"x" * 2_000_000)])
    whole = refusal(line, 4)
    without_a_cause = replace(whole, headers=[header for header in whole.headers if header[0] != CAUSATION])
    await line.write(garbage, endless, without_a_cause, refusal(line, 2))
    letters = DeadLetters(line.settings, "notifier")
    reader = member(line, dead_letters=letters)
    await reader.start()
    assert [one.fact_id for one in await Reading(reader, 1).finish()] == [fact_id(2)]
    await letters.stop()
    kept = await line.read("notifier-dead-letters")
    assert sorted((letter.header(CAUSE), letter.value) for letter in kept) == sorted(
        [
            ("value_does_not_fit", garbage.value),
            ("headers_missing", endless.value),
            ("value_does_not_fit", without_a_cause.value),
        ]
    )


async def test_who_reads_without_a_group_hears_what_comes_from_now_on(line: Line) -> None:
    await line.write(refusal(line, 1))
    reader = FactReader(line.settings, None, consumer="desk")
    await reader.start()
    assert reader.ready
    await line.write(refusal(line, 2, "two"), refusal(line, 3, "three"))
    seen = await Reading(reader, 2).finish()
    assert {one.fact_id for one in seen} == {fact_id(2), fact_id(3)}


async def test_an_offset_that_is_out_of_range_is_fatal_and_never_a_skip(line: Line) -> None:
    await line.write(refusal(line, 1))
    group = Consumer({**kafka_of(line.settings), "group.id": topic(line.settings, "notifier")})
    places = [TopicPartition(topic(line.settings, "routings"), number, 1_000) for number in range(3)]
    await asyncio.to_thread(lambda: group.commit(offsets=places, asynchronous=False))
    group.close()
    reader = member(line)
    await reader.start()
    with pytest.raises(FatalFault, match="OffsetOutOfRange"):
        await asyncio.wait_for(reader.run(lambda facts: pytest.fail(f"skipped to {facts}")), 20)
    await reader.stop()


async def test_the_registry_is_ready_when_it_was_read_whole_and_changes_take_effect(line: Line) -> None:
    feed = RegistryFeed(line.settings)
    with pytest.raises(FatalFault):
        _ = feed.calendar
    await feed.start()
    following = asyncio.create_task(feed.follow())
    async with asyncio.timeout(20):
        await feed.ready()
    assert feed.check() is True
    assert {one.institution_id for one in feed.registry} == {one.institution_id for one in small_registry()}
    assert feed.calendar.is_working_day(date(2026, 3, 2))

    renamed = replace(small_registry()[HEALTH_DIRECTORATE], name="Sağlık Müdürlüğü")
    await line.write(
        OutgoingRecord(
            topic(line.settings, "registry"),
            HEALTH_DIRECTORATE.encode(),
            InstitutionRecordV1.of_versions([renamed]).to_json(),
        )
    )
    await line.publish_calendar([CalendarDay(date(2026, 3, 2), DayKind.FULL, "Deneme", "test")])
    for _ in range(200):
        changed = feed.registry[HEALTH_DIRECTORATE].name, feed.calendar.is_working_day(date(2026, 3, 2))
        if changed == ("Sağlık Müdürlüğü", False):
            break
        await asyncio.sleep(0.05)
    assert changed == ("Sağlık Müdürlüğü", False)
    await feed.stop()
    assert following.done()


async def test_the_registry_is_not_ready_before_its_manifest_is_met(line: Line) -> None:
    await line.publish_registry(small_registry(), manifest_count=9)
    feed = RegistryFeed(line.settings)
    await feed.start()
    following = asyncio.create_task(feed.follow())
    await asyncio.sleep(2)
    assert not feed.is_ready
    assert feed.check() == f"{topic(line.settings, 'registry')}: 8 read, 9 expected"

    await line.publish_registry(small_registry())
    async with asyncio.timeout(20):
        await feed.ready()
    await feed.stop()
    assert following.done()


async def test_an_institution_that_cannot_be_read_leaves_the_version_before_in_force(line: Line) -> None:
    await line.write(OutgoingRecord(topic(line.settings, "registry"), HEALTH_DIRECTORATE.encode(), b"nonsense"))
    feed = RegistryFeed(line.settings)
    await feed.start()
    following = asyncio.create_task(feed.follow())
    async with asyncio.timeout(20):
        await feed.ready()
    assert HEALTH_DIRECTORATE in feed.registry
    await feed.stop()
    assert following.done()
