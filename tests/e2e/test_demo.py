"""Does `make demo` end with 0 when every promise was kept, and with 1 when a service breaks one?

Legal time runs sixteen times as fast as in the real demo, so that a year and a half of it passes in half a minute.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from operations.machine import PROJECT_ROOT

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
        env={**os.environ, **wishes},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


def test_an_honest_run_balances(tmp_path: Path):
    ended = demo(tmp_path)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "It balances." in ended.stdout


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
