"""Does everything still turn? A loop that stands still ends its process; the supervisor starts a new one.

The watch is kept on a thread of its own, so that an event loop that is stuck is noticed too.
"""

import os
import threading
import time
from collections.abc import Callable

from runtime.log import logger

STUCK_EXIT_CODE = 3

_log = logger(__name__)


def _end_process(what: str, seconds: float) -> None:
    _log.error("a loop stands still, ending the process", source=what, stuck_seconds=round(seconds, 1))
    os._exit(STUCK_EXIT_CODE)


class Watchdog:
    """Ends the process when something that beat has not beaten for `limit` seconds."""

    def __init__(self, limit: float = 60.0, on_stuck: Callable[[str, float], None] = _end_process) -> None:
        self._limit = limit
        self._on_stuck = on_stuck
        self._beats: dict[str, float] = {}
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def beat(self, what: str) -> None:
        """Say that `what` still turns; the first beat puts it under watch."""
        self._beats[what] = time.monotonic()

    def forget(self, what: str) -> None:
        """Take `what` from under watch."""
        self._beats.pop(what, None)

    def start(self) -> None:
        """Begin to watch."""
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the watch."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(min(2.0, self._limit / 4)):
            now = time.monotonic()
            for what, beaten in list(self._beats.items()):
                if now - beaten > self._limit:
                    self._on_stuck(what, now - beaten)
                    self.forget(what)
