"""Does a router that is killed, frozen or left alone lose nothing, tell nothing twice and keep every order?"""

import asyncio
import random
import signal
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager

import pytest

from runtime.settings import Settings
from tests.support.faults import STEPS
from tests.support.line import PARTITIONS, Line, router
from tests.support.lives import in_turn, lives
from tests.support.router_process import VARIABLE
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
