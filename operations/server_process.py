"""How is one server process started, awaited and ended without leaving anything behind?"""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from operations.errors import NotAnswering


class ServerProcess:
    """One server in its own process group, so that ending it ends its children too."""

    def __init__(self, command: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None) -> None:
        self.log = log
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={**os.environ, **(environment or {})},
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        """Tell whether the server itself is still alive."""
        return self._process.poll() is None

    def ask_to_stop(self) -> None:
        """Ask the whole group to end and do not wait for it."""
        self._signal_group(signal.SIGTERM)

    def stop(self, *, patience_seconds: float = 10) -> None:
        """Ask the whole group to end, wait, then kill what is left of it."""
        self.ask_to_stop()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience_seconds)
        self._signal_group(signal.SIGKILL)
        self._process.wait()

    def kill(self) -> None:
        """End the whole group at once, as a power cut would."""
        self._signal_group(signal.SIGKILL)
        self._process.wait()

    def _signal_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.pid, number)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


def wait_until(
    answers: Callable[[], bool],
    what: str,
    *,
    seconds: float,
    is_alive: Callable[[], bool] = lambda: True,
    log: Path | None = None,
) -> None:
    """Ask again until `answers()` says yes; NotAnswering when it is dead or the time is over."""
    give_up_at = time.monotonic() + seconds
    while not answers():
        if not is_alive():
            raise NotAnswering(f"{what} ended while it was starting.{last_lines(log)}")
        if time.monotonic() > give_up_at:
            raise NotAnswering(f"{what} did not answer within {seconds:.0f} s.{last_lines(log)}")
        time.sleep(0.05)


def last_lines(log: Path | None, count: int = 20) -> str:
    """Quote the end of a log for an error message; empty when there is none."""
    if log is None or not log.exists():
        return ""
    lines = log.read_text(errors="replace").splitlines()[-count:]
    return "\n" + "\n".join([f"The last lines of {log}:", *lines])
