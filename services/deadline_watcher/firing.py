"""Who takes due clocks out of the heap and tells their stages?

A loop of our own, not faust's timers: oldest first, a bounded batch, every acknowledgement awaited. The heap only
hints: the row of the table is read again before anything is told.
"""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from domain.inputs import Eye
from runtime.clock import LegalClock
from runtime.errors import FatalFault, TransientFault
from runtime.log import logger
from services.deadline_watcher.due_heap import DueHeap
from services.deadline_watcher.stage_inputs import StageInputs
from services.deadline_watcher.table import OpenClock

CLOCKS_AT_ONCE = 1_000
TICK_SECONDS = 0.2
STUCK_SECONDS = 120.0
TELL_AGAIN_AFTER = timedelta(seconds=20)
"""On the wall: the router confirms a stage by its fact; what it has not confirmed by then is told again."""
TRY_AGAIN_AFTER = timedelta(seconds=1)

_log = logger(__name__)


class OpenClocks(Protocol):
    """The first eye, as far as firing needs it."""

    heap: DueHeap
    """Another one after each change of partitions, so that wishes for the old ones go nowhere."""

    @property
    def ready(self) -> bool:
        """Tell whether heap and table hold the clocks that are ours."""

    def row_of(self, task_id: str) -> OpenClock | None:
        """Read one row of the table."""


class Firing:
    """Tells what is due."""

    def __init__(self, clocks: OpenClocks, inputs: StageInputs, clock: LegalClock) -> None:
        self._clocks = clocks
        self._inputs = inputs
        self._clock = clock

    async def run(self, *, may_tell: Callable[[], bool]) -> None:
        """Fire for ever; raises FatalFault when nothing moves any more."""
        well_at = time.monotonic()
        while True:
            count = await self.turn(may_tell=may_tell) if self._clocks.ready else 0
            if self._is_well():
                well_at = time.monotonic()
            elif time.monotonic() - well_at > STUCK_SECONDS:
                raise FatalFault("the first eye is not ready, or does not get through what is due")
            if count < CLOCKS_AT_ONCE:
                await asyncio.sleep(TICK_SECONDS)

    def _is_well(self) -> bool:
        """Tell whether the eye is ready and nothing has waited in the heap for too long."""
        oldest = self._clocks.heap.oldest()
        if not self._clocks.ready:
            return False
        return oldest is None or self._clock.wall() - self._clock.wall_at(oldest) < timedelta(seconds=STUCK_SECONDS)

    async def turn(self, *, may_tell: Callable[[], bool]) -> int:
        """Tell the stages of at most a batch of due clocks and wait for each again; returns how many clocks it were.

        `may_tell` is asked before each: a process that was frozen, or lost its partitions, tells nothing.
        """
        heap, now = self._clocks.heap, self._clock.now()
        taken = list(heap.take_due(now, CLOCKS_AT_ONCE))
        told = [asyncio.create_task(self._tell(heap, *one, now, may_tell)) for one in taken]
        if told:
            await asyncio.wait(told)
        for task in told:
            task.result()
        return len(taken)

    async def _tell(
        self, heap: DueHeap, partition: int, task_id: str, now: datetime, may_tell: Callable[[], bool]
    ) -> None:
        row, wait = self._clocks.row_of(task_id), TELL_AGAIN_AFTER
        if row is None or row.partition != partition:
            return
        try:
            for due in row.due(now):
                if not may_tell():
                    return
                await self._inputs.tell(due, Eye.LOG)
        except TransientFault as fault:
            _log.warning("a stage is not told yet", task_id=task_id, error=str(fault))
            wait = TRY_AGAIN_AFTER
        again_at = self._clock.legal_at(self._clock.wall() + wait)
        # The router's fact may have come back meanwhile: then the agent waits for the next stage already.
        heap.watch_unless_watched(partition, task_id, row.look_again_at(now, again_at))
