"""How does a test run a service as the process it is, freeze it and kill it?"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from operations.machine import free_ports
from runtime.settings import Settings


class RunningService:
    """One service as a process of its own; what it says goes to a file beside its state."""

    def __init__(self, module: str, settings: Settings) -> None:
        self.port = free_ports(1)[0]
        self.log = settings.state_directory / f"{module.rsplit('.', 1)[-1]}-{self.port}.log"
        environment = {**os.environ, **_environment(settings), "BIMER_METRICS_PORT": str(self.port)}
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module], env=environment, stdout=log, stderr=subprocess.STDOUT
            )

    def wait_until_ready(self, seconds: float = 60.0) -> None:
        """Return when /readyz says yes."""
        until = time.monotonic() + seconds
        while not self.is_ready():
            assert self._process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Ask /readyz."""
        try:
            return bool(self._get("/readyz"))
        except (urllib.error.URLError, OSError):
            return False

    def metric(self, name: str) -> float:
        """Add up the samples of one metric."""
        lines = self.metrics().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.split("{")[0].split(" ")[0] == name)

    def metrics(self) -> str:
        """Return what it measures."""
        return self._get("/metrics")

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def ended(self, seconds: float = 20.0) -> int:
        """Wait for the end; returns the exit code."""
        return self._process.wait(seconds)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._process.kill()
        self._process.wait()

    @property
    def running(self) -> bool:
        """Tell whether it still runs."""
        return self._process.poll() is None

    @property
    def frozen(self) -> bool:
        """Tell whether it stands still by a signal, as the kernel says."""
        return Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"

    def _get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as answer:
            text: str = answer.read().decode()
        return text


def _environment(settings: Settings) -> dict[str, str]:
    said: dict[str, Any] = settings.model_dump(mode="json", exclude_none=True, exclude_unset=True)
    return {f"BIMER_{name.upper()}": str(value) for name, value in said.items()}


@contextmanager
def running(module: str, settings: Settings) -> Iterator[RunningService]:
    """Run a service until the block ends."""
    service = RunningService(module, settings)
    try:
        yield service
    finally:
        service.kill()


def state_in(directory: Path, **said: Any) -> Settings:
    """Make settings for a test: what is said, and every file under `directory`."""
    return Settings(state_directory=directory, **said)
