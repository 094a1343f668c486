"""What is left after each of the five services was killed during a running simulation?"""

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from operations.account import Account
from operations.demo import settle_up
from operations.local_stack import LocalStack
from operations.simulation.behaviour import Habits
from operations.simulation.record import Record
from operations.simulation.run import Run, Wish
from operations.stack_plan import SERVICES
from runtime.settings import Settings

SCALE = 86_400.0
"""A legal day a second: everything is over after forty seconds."""
BETWEEN_KILLS_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Aftermath:
    """The stack, still running, and what became of its applications."""

    stack: LocalStack
    record: Record
    account: Account
    killed: Mapping[str, int]
    """Service -> the process that was killed."""


def batter(directory: Path) -> Aftermath:
    """Start a stack, let eighty citizens apply, kill every service once with -9, wait for the end and settle up."""
    stack = LocalStack.planned(Settings(ports="free", state_directory=directory / "state"), scale=SCALE)
    stack.up()
    try:
        run = Run(stack.settings, Wish(rate=3.0, applications=80, habits=Habits(silent=0.15)))
        killed = asyncio.run(_live_through_kills(stack, run))
        return Aftermath(stack, run.record, settle_up(stack, run.record), killed)
    except BaseException:
        stack.down()
        raise


async def _live_through_kills(stack: LocalStack, run: Run) -> dict[str, int]:
    living = asyncio.create_task(run.live())
    killed = {}
    for service in SERVICES:
        await asyncio.sleep(BETWEEN_KILLS_SECONDS)
        killed[service] = stack.status()["pids"][service]
        os.kill(killed[service], signal.SIGKILL)
    await living
    return killed
