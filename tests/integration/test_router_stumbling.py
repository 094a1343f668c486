"""Does one record, or one document, that nothing can be made of hold up nobody but its own application?"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest
from structlog.testing import capture_logs

from domain.inputs import AssignTask, OpenTask
from runtime.dead_letter import CAUSE, DETAIL, original_of
from runtime.errors import FatalFault, RejectedRecord
from runtime.kafka import topic
from runtime.partition_loop import PartitionLoop
from runtime.publication import Publisher
from runtime.records import OutgoingRecord
from runtime.service import Service
from runtime.store import BulkOutcome, Collection, Insert, Update
from runtime.transaction import TransactionalProducer
from runtime.work import Told
from services.router.__main__ import main as router_main
from tests.support.builders import a_submission
from tests.support.line import Line, router
from tests.support.lives import action

pytestmark = pytest.mark.integration

HARMED = a_submission("harmed")
OPENED = action(HARMED, "open", OpenTask())
ASSIGNED = action(HARMED, "assign", AssignTask("memur-2"), expected_task_version=3)
NEIGHBOURS = [a_submission(f"neighbour {number}") for number in range(12)]


async def causes(line: Line) -> list[tuple[str | None, bytes | None]]:
    return [(letter.header(CAUSE), letter.key) for letter in await line.read("router-dead-letters")]


def of_harmed(*codes: str) -> list[tuple[str, bytes]]:
    return [(code, HARMED.application_id.encode()) for code in codes]


async def replay_all(line: Line) -> None:
    letters = await line.read("router-dead-letters")
    await line.write(*(original_of(letter, topic(line.settings, "applications")) for letter in letters))


@pytest.mark.parametrize(
    ("broken", "change"),
    [
        pytest.param({"$unset": {"state": 1}}, "state", id="no state"),
        pytest.param({"$set": {"state": {"kind": "poem"}}}, "state", id="a state of another time"),
        pytest.param({"$unset": {"ledger_hash": 1}}, "ledger_hash", id="no hash"),
    ],
)
async def test_a_document_that_cannot_be_read_stops_its_own_application_until_it_is_mended(
    line: Line, broken: dict[str, Any], change: str
) -> None:
    await line.ask(HARMED)
    async with router(line.settings):
        await line.until_read(1)
    whole = await line.document(HARMED.application_id)
    await line.store.applications.update({"_id": HARMED.application_id}, broken)
    await line.ask(OPENED, *NEIGHBOURS, ASSIGNED)

    async with router(line.settings):
        await line.until_read(3 + len(NEIGHBOURS))
        assert await causes(line) == of_harmed("document_unreadable", "document_unreadable")
        await line.store.applications.update({"_id": HARMED.application_id}, {"$set": {change: whole[change]}})
        await replay_all(line)
        await line.until_read(5 + len(NEIGHBOURS))

    assert await line.store.parked.get(HARMED.application_id) is None
    assert len(await line.balanced()) == 1 + len(NEIGHBOURS)
    assert (await line.document(HARMED.application_id))["ledger"][-1]["cause"] == ASSIGNED.input_id


def touches_harmed(writes: Sequence[Insert | Update]) -> bool:
    ids = [one.document["_id"] if isinstance(one, Insert) else one.found_by["_id"] for one in writes]
    return HARMED.application_id in ids


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        pytest.param(RejectedRecord("document_not_storable"), "document_not_storable", id="refused"),
        pytest.param(OverflowError("a number"), "processing_failed", id="unforeseen"),
    ],
)
async def test_an_input_that_cannot_be_stored_is_found_among_its_neighbours(
    line: Line, monkeypatch: pytest.MonkeyPatch, error: Exception, cause: str
) -> None:
    original: Callable[..., Awaitable[BulkOutcome]] = Collection.bulk

    async def bulk(self: Collection, writes: Sequence[Insert | Update]) -> BulkOutcome:
        if self._raw.name == "applications" and touches_harmed(writes):
            raise error
        return await original(self, writes)

    await line.ask(*NEIGHBOURS[:6], HARMED, OPENED, *NEIGHBOURS[6:])
    with monkeypatch.context() as patch:
        patch.setattr(Collection, "bulk", bulk)
        with capture_logs():  # without the services' configuration a traceback takes seconds
            async with router(line.settings):
                await line.until_read(2 + len(NEIGHBOURS))

    assert await causes(line) == of_harmed(cause, "parked")
    assert len(await line.balanced()) == len(NEIGHBOURS)

    await replay_all(line)
    async with router(line.settings):
        await line.until_read(4 + len(NEIGHBOURS))
    assert len(await line.balanced()) == 1 + len(NEIGHBOURS)


async def test_what_was_stored_and_cannot_be_told_is_told_when_it_comes_back(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = TransactionalProducer.publish

    async def publish(self: TransactionalProducer, records: Sequence[OutgoingRecord], *rest: Any) -> None:
        own = [record for record in records if record.key == HARMED.application_id.encode()]
        if any("routings" in record.topic for record in own):
            raise RejectedRecord("record_too_large")
        await original(self, records, *rest)

    await line.ask(*NEIGHBOURS[:6], HARMED, OPENED, *NEIGHBOURS[6:])
    with monkeypatch.context() as patch:
        patch.setattr(TransactionalProducer, "publish", publish)
        async with router(line.settings):
            await line.until_read(2 + len(NEIGHBOURS))
    assert (await causes(line))[0] == of_harmed("record_too_large")[0]

    await replay_all(line)
    async with router(line.settings):
        await line.until_read(4 + len(NEIGHBOURS))
    assert await line.store.parked.get(HARMED.application_id) is None
    document = await line.document(HARMED.application_id)
    assert [entry["cause"] for entry in document["ledger"]].count(OPENED.input_id) == 1
    assert len(await line.balanced()) == 1 + len(NEIGHBOURS)


async def test_a_fact_that_cannot_be_worded_changes_nothing(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    original = Publisher.told

    def told(self: Publisher, one: Told) -> list[OutgoingRecord]:
        if one.application_id == HARMED.application_id:
            raise KeyError("a citizen's own words")
        return original(self, one)

    monkeypatch.setattr(Publisher, "told", told)
    await line.ask(HARMED, NEIGHBOURS[0])
    async with router(line.settings):
        await line.until_read(2)

    (letter,) = await line.read("router-dead-letters")
    assert (letter.header(CAUSE), letter.header(DETAIL)) == ("decision_failed", "KeyError")
    assert [one["_id"] for one in await line.balanced()] == [NEIGHBOURS[0].application_id]


@pytest.mark.parametrize("error", [None, ValueError("a mistake")], ids=["by itself", "by a mistake"])
async def test_a_loop_that_ends_ends_the_router(
    line: Line, monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    async def turn(self: PartitionLoop) -> None:
        if error is not None:
            raise error

    monkeypatch.setattr(PartitionLoop, "_turn_while_mine", turn)
    service = Service("router", line.settings)
    with pytest.raises(type(error) if error else FatalFault):
        await asyncio.wait_for(router_main(service), 20)
    await service.end_tasks()
