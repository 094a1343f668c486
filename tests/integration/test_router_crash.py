"""Does a router that is killed, frozen or left alone lose nothing, tell nothing twice and keep every order?"""

import asyncio
import random
import re
import signal
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from itertools import count
from typing import Any

import pytest
from aiokafka.partitioner import DefaultPartitioner

from domain.inputs import ApplicationSubmitted, Enclosure, IssueResponse, ResponseOutcome
from domain.legal_regime import ApplicationKind, Channel
from runtime.application_documents import state_of
from runtime.settings import Settings
from tests.support.builders import a_submission, wider_registry
from tests.support.faults import STEPS
from tests.support.ledger_account import facts_seen, facts_stored
from tests.support.line import PARTITIONS, Line, router
from tests.support.lives import action, in_turn, lives
from tests.support.router_process import FREEZE_VARIABLE, VARIABLE
from tests.support.service_process import RunningService, running

pytestmark = pytest.mark.integration

ROUTER = "services.router"
MORTAL_ROUTER = "tests.support.router_process"


def worker(settings: Settings, number: int) -> Settings:
    """The settings of one of several routers."""
    return settings.model_copy(update={"worker_id": str(number)})


@contextmanager
def fleet(settings: Settings, size: int) -> Iterator[list[RunningService]]:
    """Run so many routers; a test may kill them and put others in their places."""
    routers = [RunningService(ROUTER, worker(settings, number)) for number in range(size)]
    try:
        for one in routers:
            one.wait_until_ready()
        yield routers
    finally:
        for one in routers:
            one.kill()


async def test_a_router_killed_at_any_step_has_a_successor_that_tells_everything_once(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One power cut at each step, one after the other, each with inputs under way."""
    asked = 0
    for step in sorted(STEPS, key=lambda step: step != "after making topics"):  # topics are made by the first batch
        batch = in_turn(lives(4, f"at step {step}"))
        asked += len(batch)
        await line.ask(*batch)
        monkeypatch.setenv(VARIABLE, step)
        with running(MORTAL_ROUTER, line.settings) as mortal:
            assert await asyncio.to_thread(mortal.ended) == -signal.SIGKILL, step
    monkeypatch.delenv(VARIABLE)

    with running(ROUTER, line.settings):
        await line.until_read(asked)

    assert len(await line.balanced()) == 4 * len(STEPS)


@pytest.mark.parametrize("seed", [1, 2])
async def test_routers_killed_at_random_lose_nothing_and_tell_nothing_twice(line: Line, seed: int) -> None:
    chance = random.Random(seed)
    inputs = in_turn(lives(60))
    with fleet(line.settings, 2) as routers:
        for start in range(0, len(inputs), 20):
            await line.ask(*inputs[start : start + 20])
            await asyncio.sleep(chance.uniform(0, 0.5))
            if chance.random() < 0.3:
                victim = chance.randrange(len(routers))
                routers[victim].kill()
                routers[victim] = RunningService(ROUTER, worker(line.settings, victim))
        await line.until_read(len(inputs), seconds=60)

    assert len(await line.balanced()) == 60


async def test_a_router_frozen_past_its_session_does_no_harm_when_it_wakes(line: Line) -> None:
    inputs = in_turn(lives(40))
    half = len(inputs) // 2
    with fleet(line.settings, 2) as routers:
        await line.ask(*inputs[:half])
        await asyncio.sleep(0.3)
        routers[0].send(signal.SIGSTOP)
        await line.ask(*inputs[half:])
        await line.until_read(len(inputs), seconds=60)  # the other one takes over after the session's 8 s
        more = in_turn(lives(10, "after"))
        routers[0].send(signal.SIGCONT)
        await line.ask(*more)
        await line.until_read(len(inputs) + len(more), seconds=60)
        assert routers[1].running

    assert len(await line.balanced()) == 50


@pytest.mark.long
async def test_a_router_frozen_inside_a_transaction_holds_up_other_partitions_until_another_ends_it(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    await line.publish_registry(wider_registry())
    with _freezing(line, monkeypatch) as freezing, running(ROUTER, worker(line.settings, 1)) as other:
        other.wait_until_ready()
        theirs, its_own = await _shared_out(other, freezing)
        refused = await _refused_in(line, theirs)
        await _frozen_while_telling(line, freezing, refused, its_own)
        behind = _submission_in(theirs, "behind it")
        await line.ask(behind)
        await _until(lambda: asyncio.to_thread(_waits_for_records, other))
        await _until(lambda: _is_stored(line, behind))
        assert freezing.frozen

        freezing.send(signal.SIGCONT)
        after = _submission_in(its_own, "after it woke")
        await line.ask(after)
        await _until(lambda: _is_stored(line, after))
        await _until(lambda: _knows_of_an_appeal(line, refused))
        await _until(lambda: _is_told(line))

    assert len(await line.balanced()) == 4


@pytest.mark.long
async def test_with_no_other_router_the_broker_ends_a_frozen_ones_transaction_and_readers_go_on(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    await line.publish_registry(wider_registry())
    async with router(line.settings):
        refused = await _refused_in(line, 1)
    with _freezing(line, monkeypatch) as freezing:
        await _frozen_while_telling(line, freezing, refused, 0)
        behind = _submission_in(1, "behind it")
        await line.ask(behind)
        assert not await _is_readable(line, behind)
        await _until(lambda: _is_readable(line, behind))
        assert freezing.frozen
    async with router(line.settings):
        await _until(lambda: _is_stored(line, behind))
        await _until(lambda: _knows_of_an_appeal(line, refused))
        await _until(lambda: _is_told(line))

    assert len(await line.balanced()) == 3


@contextmanager
def _freezing(line: Line, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningService]:
    """Run a router that freezes when all of its first transaction stands on the log but the commit."""
    with monkeypatch.context() as said:
        said.setenv(FREEZE_VARIABLE, "before committing")
        freezing = RunningService(MORTAL_ROUTER, worker(line.settings, 0))
    try:
        freezing.wait_until_ready()
        yield freezing
    finally:
        freezing.kill()


async def _refused_in(line: Line, partition: int) -> ApplicationSubmitted:
    """A request for information that is refused, in this partition."""
    came = _submission_in(partition, "refused", kind=ApplicationKind.INFORMATION_REQUEST)
    await line.ask(came, action(came, "refusal", IssueResponse(ResponseOutcome.NEGATIVE, "Verilemez.")))
    await _until(lambda: _is_stored(line, came, open=False))
    await _until(lambda: _is_told(line))
    return came


async def _frozen_while_telling(
    line: Line, freezing: RunningService, refused: ApplicationSubmitted, partition: int
) -> None:
    """Let it freeze over an appeal in its own partition, of which it had just told the application in another one."""
    copies = (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY)
    appeal = _submission_in(
        partition,
        "appeal",
        kind=ApplicationKind.INFORMATION_REQUEST,
        channel=Channel.LETTER,
        appeal_of=refused.application_id,
        enclosures=copies,
        applicant=refused.applicant,
    )
    await line.ask(appeal)
    await _until(lambda: asyncio.to_thread(lambda: freezing.frozen))


def _submission_in(partition: int, said: str, **changes: Any) -> ApplicationSubmitted:
    """Somebody applies whose application falls into this partition."""
    named = (a_submission(f"{said} {number}", **changes) for number in count())
    return next(one for one in named if _partition_of(one) == partition)


def _partition_of(came: ApplicationSubmitted) -> int:
    everywhere = list(range(PARTITIONS))
    return int(DefaultPartitioner()(came.application_id.encode(), everywhere, everywhere))


async def _shared_out(*routers: RunningService) -> list[int]:
    """One partition of each, once the routers have shared them out."""
    theirs: list[set[int]] = []

    async def shared() -> bool:
        theirs[:] = [await asyncio.to_thread(_partitions_of, one) for one in routers]
        return all(theirs) and sum(map(len, theirs)) == PARTITIONS

    await _until(shared)
    return [min(each) for each in theirs]


def _partitions_of(one: RunningService) -> set[int]:
    """The partitions a router has now: it tells how many records wait in each."""
    found = re.findall(r'^bimer_consumer_lag_records\{.*partition="(\d+)"', one.metrics(), re.MULTILINE)
    return {int(number) for number in found}


def _waits_for_records(one: RunningService) -> bool:
    return one.metric("bimer_consumer_lag_records") > 0


async def _is_readable(line: Line, came: ApplicationSubmitted) -> bool:
    """Whether an input is within reach of who reads committed records."""
    return came.input_id in {record.header("ce_id") for record in await line.read("applications")}


async def _is_stored(line: Line, came: ApplicationSubmitted, **said: Any) -> bool:
    return bool(await line.store.applications.find({"_id": came.application_id, **said}))


async def _knows_of_an_appeal(line: Line, refused: ApplicationSubmitted) -> bool:
    return bool(state_of(await line.document(refused.application_id)).appeals)


async def _is_told(line: Line) -> bool:
    """Whether all that is stored stands on the log."""
    documents = await line.store.applications.find({})
    return facts_seen(await line.read("routings")) == facts_stored(documents)


async def _until(look: Callable[[], Awaitable[bool]]) -> None:
    until = time.monotonic() + 60
    while not await look():
        assert time.monotonic() < until
        await asyncio.sleep(0.05)


async def test_a_router_that_is_asked_to_stop_ends_well_and_soon(line: Line) -> None:
    inputs = in_turn(lives(20))
    with running(ROUTER, line.settings) as one:
        one.wait_until_ready()
        await line.ask(*inputs)
        one.send(signal.SIGTERM)
        assert await asyncio.to_thread(one.ended, 10) == 0
    with running(ROUTER, line.settings):
        await line.until_read(len(inputs))
    await line.balanced()


async def test_a_router_to_spare_is_ready_without_a_partition(line: Line) -> None:
    async with AsyncExitStack() as several:
        for number in range(PARTITIONS + 1):
            await several.enter_async_context(router(worker(line.settings, number)))
