"""Was this process frozen? Then it must not fire on waking: its partitions may belong to another by now.

A ticker notes that the loop turns. Whoever is about to tell a stage asks; a gap of half a session ends the process, and
the supervisor starts one that knows what is true today.
"""

import asyncio
import os
import time
from collections.abc import Callable

from runtime.log import logger

SESSION_SECONDS = 10.0
TICK_SECONDS = 0.2
FROZEN_EXIT_CODE = 4

_log = logger(__name__)
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)  # goes on while the machine sleeps


def _seconds() -> float:
    return time.clock_gettime(_CLOCK)


def _end_process(seconds: float) -> None:
    _log.error("was frozen, ending the process before it tells anything", stuck_seconds=round(seconds, 1))
    os._exit(FROZEN_EXIT_CODE)


class Awake:
    """Ends the process when its loop stood still for `limit` seconds."""

    def __init__(
        self,
        limit: float = SESSION_SECONDS / 2,
        *,
        seconds: Callable[[], float] = _seconds,
        on_frozen: Callable[[float], None] = _end_process,
    ) -> None:
        self._limit = limit
        self._seconds = seconds
        self._on_frozen = on_frozen
        self._ticked = seconds()

    def check(self) -> bool:
        """Return True when the loop turned lately; else end the process."""
        gap = self._seconds() - self._ticked
        if gap > self._limit:
            self._on_frozen(gap)
            return False
        return True

    async def run(self) -> None:
        """Tick for ever."""
        self._ticked = self._seconds()
        while True:
            await asyncio.sleep(TICK_SECONDS)
            self.check()
            self._ticked = self._seconds()
