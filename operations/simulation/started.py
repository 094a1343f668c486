"""How do many work at once, so that nobody's trouble ends the others' lives, and none outlives the run?"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from operations.errors import NotAnswering


@dataclass(slots=True)
class Started:
    """The work started in one run: what is away too long is a finding, a fault of ours ends all."""

    find: Callable[[str], None]
    """Notes what must not happen."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _failure: BaseException | None = None

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Start a coroutine that ends with the run."""
        task = asyncio.get_running_loop().create_task(self._guarded(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _guarded(self, work: Awaitable[None]) -> None:
        try:
            await work
        except NotAnswering as silence:
            self.find(str(silence))
        except Exception as fault:
            self._failure = self._failure or fault

    def look_at_failure(self) -> None:
        """Raise the first fault of ours, if there was one."""
        if self._failure is not None:
            raise self._failure

    async def end(self) -> None:
        """Cancel whatever still works and wait for it."""
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
