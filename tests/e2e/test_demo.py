"""Does `make demo` end with 0 when every promise was kept, and with 1 when a service breaks one?

Legal time runs sixteen times as fast as in the real demo, so that a year and a half of it passes in half a minute.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from operations.machine import PROJECT_ROOT
from operations.server_process import wait_until
from operations.supervision import Supervisor

pytestmark = pytest.mark.e2e

BIMER = Path(sys.executable).with_name("bimer")

SCALE = 345_600
LONGEST_SECONDS = 240


def demo(directory: Path, *, sabotage: str = "", silent: float = 0.1) -> subprocess.CompletedProcess[str]:
    """Run a small demo of its own on free ports."""
    wishes = {"BIMER_PORTS": "free", "BIMER_STATE_DIRECTORY": str(directory / "state"), "BIMER_SABOTAGE": sabotage}
    sizes = ["--applications", "60", "--rate", "20", "--scale", str(SCALE), "--silent", str(silent)]
    return subprocess.run(
        [BIMER, "demo", *sizes],
        cwd=PROJECT_ROOT,
        env=os.environ | wishes,
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


@pytest.mark.requirement("R-A7", "R-A9")
def test_an_honest_run_balances(tmp_path: Path):
    ended = demo(tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "It balances." in ended.stdout


@pytest.mark.long
@pytest.mark.parametrize(
    ("sabotage", "silent", "says"),
    [
        pytest.param("drop-notice", 0.0, "answered, the citizen was told 0 times", id="a notice is dropped"),
        pytest.param("skip-stage", 0.5, "the centre was told, the coordinator never", id="a rung is skipped"),
    ],
)
def test_a_broken_promise_is_noticed(tmp_path: Path, sabotage: str, silent: float, says: str):
    ended = demo(tmp_path, sabotage=sabotage, silent=silent)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert says in " ".join(ended.stdout.split())


@pytest.mark.long
@pytest.mark.parametrize(
    ("command", "number", "exit_code"),
    [
        pytest.param("run", signal.SIGINT, 0, id="Ctrl-C is how a live run ends"),
        pytest.param("demo", signal.SIGTERM, 130, id="a demo that is stopped has no account"),
    ],
)
def test_whoever_is_interrupted_leaves_no_process(tmp_path: Path, command: str, number: signal.Signals, exit_code: int):
    directory = tmp_path / "state"
    wishes = {"BIMER_PORTS": "free", "BIMER_STATE_DIRECTORY": str(directory)}
    running = subprocess.Popen(
        [BIMER, command], cwd=PROJECT_ROOT, env=os.environ | wishes, stdout=subprocess.PIPE, text=True
    )
    supervisor = Supervisor(directory)
    wait_until(lambda: "router" in supervisor_pids(supervisor), "The router", seconds=LONGEST_SECONDS)
    running.send_signal(number)
    running.communicate(timeout=LONGEST_SECONDS)
    assert running.returncode == exit_code
    assert supervisor.leftovers() == []


def supervisor_pids(supervisor: Supervisor) -> dict[str, int]:
    """Name what runs; nothing before the supervisor answers."""
    return supervisor.pids() if supervisor.is_running() else {}
