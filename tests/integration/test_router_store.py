"""Does the router hold what it promised when the store is away, slow to agree, or written by somebody else?"""

import asyncio
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from domain.facts import Escalated, RefusalCode
from domain.inputs import (
    Action,
    AppealReported,
    AppealStep,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    IssueInterimResponse,
    IssueResponse,
    OpenTask,
    ResponseOutcome,
    Role,
    WithdrawOnBehalf,
)
from domain.ladder import Stage
from operations.local_store import LocalStore
from runtime import metrics
from runtime.application_documents import ledger_of, state_of
from runtime.batch import BatchDecider
from runtime.kafka import RawRecord
from runtime.ledger import LONGEST_LEDGER
from runtime.partition_loop import PartitionLoop
from runtime.service import Service
from runtime.store import BulkOutcome, Collection
from services.deadline_watcher.store_eye import stages_missed
from services.deadline_watcher.table import DueStage
from services.router.handlers import ACTIONS_END_AT
from tests.support.builders import a_submission, input_id, noon
from tests.support.line import Line, router
from tests.support.lives import action, fell_due, in_turn, lives

pytestmark = pytest.mark.integration


async def test_a_document_that_moved_on_meanwhile_is_decided_anew(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a frozen predecessor may still write between our reading and our writing."""
    came = a_submission()
    await line.ask(came)
    async with router(line.settings):
        await line.until_read(1)
    original = BatchDecider._stored
    meddled: list[str] = []

    async def stored(self: BatchDecider, turn: Any, read_at: float) -> bool:
        if not meddled:
            meddled.append("the version")
            await line.store.applications.update({"_id": came.application_id}, {"$inc": {"version": 1}})
        return await original(self, turn, read_at)

    monkeypatch.setattr(BatchDecider, "_stored", stored)
    conflicts = metrics.VERSION_CONFLICTS._value.get()
    await line.ask(action(came, "open", OpenTask()))
    async with router(line.settings):
        await line.until_read(2)

    assert metrics.VERSION_CONFLICTS._value.get() == conflicts + 1
    (document,) = await line.balanced()
    assert document["version"] == 3
    assert document["ledger"][-1]["type"] == "bimer.task.opened.v1"


async def test_what_a_predecessor_stored_and_did_not_tell_is_told(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    inputs = in_turn(lives(4))
    await line.ask(*inputs)
    original = BatchDecider._stored
    twice: list[str] = []

    async def stored(self: BatchDecider, turn: Any, read_at: float) -> bool:
        await original(self, turn, read_at)
        twice.append("written")
        return len(twice) > 3  # as if it had been somebody else, for the first batch of each partition

    monkeypatch.setattr(BatchDecider, "_stored", stored)
    async with router(line.settings):
        await line.until_read(len(inputs))

    assert len(twice) > 3
    assert len(await line.balanced()) == 4


async def test_a_batch_from_before_a_long_freeze_is_not_written(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever was frozen cannot know whether its partition is another's by now."""
    monkeypatch.setattr("runtime.batch.OLDEST_SECONDS", 1.5)
    original_read, original_bulk = PartitionLoop._read, Collection.bulk
    happened: list[str] = []

    async def read(self: PartitionLoop) -> list[RawRecord]:
        batch = await original_read(self)
        if batch:
            happened.append("read")
            if len(happened) == 1:
                time.sleep(2)  # noqa: ASYNC251
        return batch

    async def bulk(self: Collection, writes: Any) -> BulkOutcome:
        happened.append("written")
        return await original_bulk(self, writes)

    monkeypatch.setattr(PartitionLoop, "_read", read)
    monkeypatch.setattr(Collection, "bulk", bulk)
    await line.ask(a_submission())
    async with router(line.settings):
        await line.until_read(1)

    assert happened[:3] == ["read", "read", "written"]
    assert len(await line.balanced()) == 1


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[LocalStore]:
    """A store that a test may stop and start."""
    (tmp_path / "store").mkdir()
    store = LocalStore(tmp_path / "store").start()
    yield store
    store.stop()


async def test_a_store_that_goes_away_and_comes_back_costs_time_only(line: Line, own_store: LocalStore) -> None:
    here = Line(line.settings.model_copy(update={"mongodb_uri": own_store.uri}))
    inputs = in_turn(lives(6))
    half = len(inputs) // 2
    async with router(here.settings):
        await here.ask(*inputs[:half])
        await here.until_read(half)
        await asyncio.to_thread(own_store.stop)
        await here.ask(*inputs[half:])
        await asyncio.sleep(2)
        assert here.committed() == half
        await asyncio.to_thread(own_store.start)
        await here.until_read(len(inputs), seconds=40)

    assert len(await here.balanced()) == 6
    await here.close()


async def test_both_drivers_carry_the_router(line: Line) -> None:
    inputs = in_turn(lives(4))
    await line.ask(*inputs[: len(inputs) // 2])
    for driver, upto in (("motor", len(inputs) // 2), ("pymongo", len(inputs))):
        async with router(line.settings.model_copy(update={"mongodb_driver": driver})):
            await line.until_read(upto)
        await line.ask(*inputs[upto:])
    assert len(await line.balanced()) == 4


async def test_a_ledger_that_is_nearly_full_takes_no_more_interim_answers(line: Line) -> None:
    came = a_submission()
    letters = [
        action(came, f"interim {number}", IssueInterimResponse("Çalışıyoruz.")) for number in range(ACTIONS_END_AT + 5)
    ]
    await line.ask(came, *letters)

    async with router(line.settings):
        await line.until_read(len(letters) + 1)

    (document,) = await line.balanced()
    assert len(document["ledger"]) == ACTIONS_END_AT < LONGEST_LEDGER
    refusals = await line.store.verdicts.find({})
    assert [row["code"] for row in refusals] == [RefusalCode.LEDGER_FULL] * (len(letters) + 3 - ACTIONS_END_AT)
    assert len(state_of(document).interim_responses) == ACTIONS_END_AT - 3


@pytest.mark.parametrize(
    ("ending", "status"),
    [
        pytest.param(IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi."), "answered", id="answered"),
        pytest.param(WithdrawOnBehalf("Arayan vazgeçti."), "withdrawn", id="withdrawn for a caller"),
    ],
)
async def test_a_full_ledger_keeps_no_officer_from_ending_the_application_and_ends_it_once(
    line: Line, monkeypatch: pytest.MonkeyPatch, ending: Action, status: str
) -> None:
    """The same end asked twice, and all of it read anew."""
    came = a_submission()
    await line.ask(came)
    async with router(line.settings):
        await line.until_read(1)
    entries = len((await line.document(came.application_id))["ledger"])
    for limit in ("runtime.work.LONGEST_LEDGER", "services.router.handlers.ACTIONS_END_AT"):
        monkeypatch.setattr(limit, entries)
    monkeypatch.setattr("runtime.work.MOST_TEXT", len(came.body.encode()))
    role = Role.OPERATOR if isinstance(ending, WithdrawOnBehalf) else Role.OFFICER
    ended = action(came, "end", ending, role=role)
    await line.ask(action(came, "interim", IssueInterimResponse("Çalışıyoruz.")), ended, ended)
    for _ in range(2):
        async with router(line.settings):
            await line.until_read(4)
        await line.read_all_again()

    (document,) = await line.store.applications.find({})
    assert document["status"] == status
    assert [entry["cause"] for entry in document["ledger"][entries:]] == [ended.input_id] * 2
    assert [row["code"] for row in await line.store.verdicts.find({})] == [RefusalCode.LEDGER_FULL]


async def test_an_application_with_too_much_text_takes_no_more_and_can_still_be_withdrawn(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = a_submission()
    monkeypatch.setattr("runtime.work.MOST_TEXT", len(came.body.encode()) + 2 * 1_000)
    letters = [action(came, f"interim {number}", IssueInterimResponse("ş" * 500)) for number in range(4)]
    withdrawn = ApplicationWithdrawn(input_id("withdrawn"), came.application_id, "Vazgeçtim.")
    await line.ask(came, *letters[:1])
    async with router(line.settings):
        await line.until_read(2)
        await line.ask(*letters[1:], withdrawn)
        await line.until_read(6)

    (document,) = await line.balanced()
    assert len(state_of(document).interim_responses) == 2
    assert document["texts_bytes"] == sum(len(text.encode()) for text in document["texts"].values())
    assert [row["code"] for row in await line.store.verdicts.find({})] == [RefusalCode.LEDGER_FULL] * 2
    assert document["status"] == "withdrawn"


async def test_what_may_come_without_end_finds_no_room_in_a_full_ledger_and_parks_nobody(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    came = a_submission()
    appeal = a_submission("an appeal").application_id
    await line.ask(came)
    full = metrics.LEDGER_FULL._value.get()
    async with router(line.settings):
        await line.until_read(1)
        entries = len((await line.document(came.application_id))["ledger"])
        monkeypatch.setattr("runtime.work.LONGEST_LEDGER", entries)
        lodged = AppealReported(input_id("lodged"), came.application_id, appeal, AppealStep.LODGED)
        await line.ask(lodged, action(came, "open", OpenTask()))
        await line.until_read(3)

    assert await line.read("router-dead-letters") == []
    (document,) = await line.balanced()
    assert len(document["ledger"]) == entries
    assert [row["code"] for row in await line.store.verdicts.find({})] == [RefusalCode.LEDGER_FULL]
    assert metrics.LEDGER_FULL._value.get() == full + 2


async def test_a_full_ledger_stops_no_clock_and_the_watcher_is_answered(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same stage told twice from two places, and all of it read anew: one escalation, and nothing left to tell."""
    came = a_submission(received_at=noon(date(2025, 12, 1)))
    await line.ask(came)
    async with router(line.settings):
        await line.until_read(1)
        entries = len((await line.document(came.application_id))["ledger"])
    monkeypatch.setattr("runtime.work.LONGEST_LEDGER", entries)
    stages = [missed.stage for missed in await _missed(line, came)]
    assert Stage.COORDINATOR in stages
    told = [fell_due(came, stage) for stage in stages for _ in range(2)]
    await line.ask(*told)
    for _ in range(2):
        async with router(line.settings):
            await line.until_read(1 + len(told))
        await line.read_all_again()

    (document,) = await line.store.applications.find({})
    climbed = [fact.stage for fact, _ in ledger_of(document) if isinstance(fact, Escalated)]
    assert climbed == [Stage.COORDINATOR, Stage.CENTRE]
    assert await _missed(line, came) == []
    withdrawn = ApplicationWithdrawn(input_id("withdrawn"), came.application_id, None)
    await line.ask(withdrawn)
    async with router(line.settings):
        await line.until_read(2 + len(told))
    assert (await line.document(came.application_id))["status"] == "withdrawn"


async def _missed(line: Line, came: ApplicationSubmitted) -> list[DueStage]:
    """What the watcher's eye on the store would tell now."""
    now = Service("test", line.settings).clock.now()
    return list(stages_missed(came.application_id, state_of(await line.document(came.application_id)), now))
