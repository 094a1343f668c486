"""Does nobody's trouble end the others' lives, and does nobody outlive the run?"""

import asyncio

import pytest

from operations.errors import NotAnswering
from operations.simulation.started import Started


async def _silent() -> None:
    raise NotAnswering("nobody answered")


async def _faulty() -> None:
    raise ValueError("a fault of ours")


async def test_what_is_away_too_long_is_a_finding_and_a_fault_of_ours_is_raised_to_who_looks():
    found: list[str] = []
    started = Started(found.append)
    started.start(_silent())
    await asyncio.sleep(0)
    started.look_at_failure()
    assert found == ["nobody answered"]
    started.start(_faulty())
    await asyncio.sleep(0)
    with pytest.raises(ValueError, match="a fault of ours"):
        started.look_at_failure()


async def test_whatever_still_works_ends_with_the_run():
    ended = asyncio.Event()

    async def endless() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    started = Started(print)
    started.start(endless())
    await asyncio.sleep(0)
    await started.end()
    assert ended.is_set()
