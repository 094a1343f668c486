"""Does what dies come back, and does a stop leave no process?"""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from operations.errors import StackError
from operations.supervision import Program, Supervisor, is_alive

pytestmark = pytest.mark.integration

PATIENT = "import time; print('started', flush=True); time.sleep(600)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True)\n" + PATIENT
WITH_A_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {PATIENT!r}])\n" + PATIENT


def script(folder: Path, name: str, text: str) -> list[str]:
    path = folder / f"{name}.py"
    path.write_text(text)
    return [sys.executable, str(path)]


def eventually(happened: Callable[[], bool], *, within_seconds: float = 5) -> None:
    give_up_at = time.monotonic() + within_seconds
    while not happened():
        assert time.monotonic() < give_up_at, "it did not happen in time"
        time.sleep(0.01)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    one = Supervisor(tmp_path / "state")
    yield one
    one.stop_all()


def launch(supervisor: Supervisor, *programs: Program) -> None:
    supervisor.launch(programs, working_directory=supervisor.directory)
    supervisor.start(*(program.name for program in programs))


def test_a_killed_program_is_up_again_within_two_seconds(supervisor: Supervisor, tmp_path: Path) -> None:
    launch(supervisor, Program("patient", script(tmp_path, "patient", PATIENT)))

    for _ in range(3):
        killed = supervisor.pids()["patient"]
        os.kill(killed, signal.SIGKILL)
        eventually(lambda: supervisor.pids().get("patient", killed) != killed, within_seconds=2)  # noqa: B023


def test_a_program_that_dies_at_start_is_tried_again_and_again(supervisor: Supervisor, tmp_path: Path) -> None:
    tries = tmp_path / "tries"
    dying = f"open({str(tries)!r}, 'a').write('x'); raise SystemExit(1)"

    launch(supervisor, Program("dying", script(tmp_path, "dying", dying)))

    eventually(lambda: tries.exists() and len(tries.read_text()) >= 4, within_seconds=10)


def test_a_stop_ends_children_and_the_deaf_and_leaves_no_process(supervisor: Supervisor, tmp_path: Path) -> None:
    launch(
        supervisor,
        Program("parent", script(tmp_path, "parent", WITH_A_CHILD)),
        Program("stubborn", script(tmp_path, "stubborn", STUBBORN), stop_wait=1),
    )
    eventually(lambda: len(supervisor.leftovers()) == 4)
    eventually(lambda: "deaf" in (supervisor.logs / "stubborn.log").read_text())
    processes = supervisor.leftovers()

    supervisor.stop_all()

    assert not any(is_alive(pid) for pid in processes)
    assert not supervisor.is_running()


def test_a_stop_finds_what_a_killed_supervisor_left(supervisor: Supervisor, tmp_path: Path) -> None:
    launch(supervisor, Program("orphan", script(tmp_path, "orphan", PATIENT)))
    orphan = supervisor.pids()["orphan"]
    os.kill(int((supervisor.directory / "supervisor.pid").read_text()), signal.SIGKILL)
    eventually(lambda: not supervisor.is_running())

    supervisor.stop_all()

    assert not is_alive(orphan)


def test_another_directorys_programs_are_left_alone(supervisor: Supervisor, tmp_path: Path) -> None:
    launch(supervisor, Program("patient", script(tmp_path, "patient", PATIENT)))

    Supervisor(tmp_path / "other").stop_all()

    assert supervisor.pids()["patient"]


def test_what_started_last_stops_first(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"

    def writes_at_the_end(name: str) -> list[str]:
        note = f"lambda *_: (open({str(order)!r}, 'a').write('{name} '), sys.exit())"
        return script(tmp_path, name, f"import signal, sys, time\nsignal.signal(signal.SIGTERM, {note})\n{PATIENT}")

    launch(
        supervisor,
        Program("kafka", writes_at_the_end("kafka"), priority=10),
        Program("router", writes_at_the_end("router"), priority=50),
    )
    for name in ("kafka", "router"):
        eventually(lambda name=name: "started" in (supervisor.logs / f"{name}.log").read_text())  # type: ignore[misc]

    supervisor.stop_all()

    assert order.read_text() == "router kafka "


def test_a_program_gets_its_own_environment_as_it_was_given(supervisor: Supervisor, tmp_path: Path) -> None:
    says = "import os, time; print(repr(os.environ['GIVEN']), repr(os.environ['EMPTY']), flush=True); time.sleep(600)"
    given = "mongodb://127.0.0.1:1/?a=b&c=100%,d"

    launch(supervisor, Program("says", script(tmp_path, "says", says), {"GIVEN": given, "EMPTY": ""}))

    eventually(lambda: (supervisor.logs / "says.log").read_text() == f"{given!r} ''\n")


def test_a_value_that_would_break_the_configuration_is_refused(supervisor: Supervisor) -> None:
    with pytest.raises(StackError, match="cannot pass"):
        launch(supervisor, Program("broken", ["true"], {"GIVEN": 'a"b'}))


def test_a_directory_too_deep_for_a_socket_works_all_the_same(tmp_path: Path) -> None:
    supervisor = Supervisor(tmp_path / ("deep" * 30))
    launch(supervisor, Program("patient", script(tmp_path, "patient", PATIENT)))
    try:
        assert supervisor.pids()["patient"]
    finally:
        supervisor.stop_all()
    assert not supervisor.socket.exists()


def test_nobody_else_may_talk_to_the_supervisor(supervisor: Supervisor) -> None:
    launch(supervisor)

    assert supervisor.socket.stat().st_mode & 0o077 == 0
