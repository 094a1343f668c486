"""Who restarts what dies, and who ends everything?

One `supervisord` a stack, driven over a socket that only this user can open. It restarts a dead program at once and for
ever; a program that dies at start is tried about once a second. What it started carries a mark in its environment, so
that ending the stack finds its processes even when supervisord itself was killed.
"""

import contextlib
import hashlib
import os
import resource
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import xmlrpc.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import groupby
from pathlib import Path
from typing import Any

from supervisor.xmlrpc import SupervisorTransport

from operations.errors import StackError
from operations.server_process import wait_until

MARK = "BIMER_SUPERVISED_IN"
LONGEST_SOCKET_PATH = 100
ANSWER_SECONDS = 10.0
LOOKS_IN_VAIN = 3
LINE_ENDERS = frozenset("\n\r;#")
QUOTES = frozenset("'\"")

SUPERVISOR = """\
[unix_http_server]
file={socket}
chmod=0700

[supervisord]
logfile={logs}/supervisor.log
logfile_maxbytes=1MB
logfile_backups=1
pidfile={directory}/supervisor.pid
childlogdir={logs}
directory={working_directory}
umask=077
minfds={files}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""

# startsecs=0: a start counts as done at once, so there is no give-up and no growing pause between restarts.
PROGRAM = """
[program:{name}]
command={command}
environment={environment}
priority={priority}
stopwaitsecs={stop_wait}
autostart=false
autorestart=true
startsecs=0
stopasgroup=true
killasgroup=true
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=10MB
stdout_logfile_backups=1
"""


@dataclass(frozen=True, slots=True)
class Program:
    """One supervised program; a lower priority starts earlier and stops later."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    priority: int = 100
    stop_wait: int = 10


class Supervisor:
    """The supervisor of one state directory; any process of this user may hold one and talk to the same."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory.resolve()
        self.logs = self.directory / "logs"
        self.socket = socket_path(self.directory)

    def launch(self, programs: Sequence[Program], *, working_directory: Path) -> None:
        """Start the supervisor in the background, with all programs known and none started."""
        self.logs.mkdir(parents=True, exist_ok=True)
        settings = self.directory / "supervisor.conf"
        settings.write_text(self._configuration(programs, working_directory))
        done = subprocess.run(
            [sys.executable, "-m", "supervisor.supervisord", "--configuration", str(settings)],
            env={**os.environ, MARK: str(self.directory)},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise StackError(f"The supervisor did not start:\n{done.stdout}{done.stderr}")
        wait_until(self.is_running, "The supervisor", seconds=ANSWER_SECONDS, log=self.logs / "supervisor.log")

    def is_running(self) -> bool:
        """Tell whether this directory's supervisor answers."""
        try:
            return bool(self._ask("getState")["statename"] == "RUNNING")
        except (OSError, HTTPException):
            return False

    def start(self, *names: str) -> None:
        """Start these programs; they are restarted from now on whenever they end."""
        for name in names:
            self._ask("startProcess", name, False)

    def stop(self, *names: str) -> None:
        """Stop these programs side by side and return when they have ended."""
        stopping = [name for name in names if name in self.pids()]
        for name in stopping:
            with contextlib.suppress(xmlrpc.client.Fault):  # it ended by itself in between
                self._ask("stopProcess", name, False)
        while any(one["pid"] and one["name"] in stopping for one in self._processes()):
            time.sleep(0.05)

    def pids(self) -> dict[str, int]:
        """Name the running programs and the process that each of them is."""
        return {one["name"]: one["pid"] for one in self._processes() if one["pid"]}

    def stop_all(self) -> None:
        """Stop everything, last started first, end the supervisor and leave no process behind."""
        if self.is_running():
            for together in self._in_order_of_stopping():
                self.stop(*together)
            self._ask("shutdown")
            give_up_at = time.monotonic() + ANSWER_SECONDS
            while self.leftovers() and time.monotonic() < give_up_at:
                time.sleep(0.05)
        self._end_leftovers()

    def leftovers(self) -> list[int]:
        """Find the processes that carry this directory's mark, supervisord included."""
        return processes_marked(self.directory)

    def _end_leftovers(self) -> None:
        """End what is left; one look is not enough, for a process that is just being started bears no mark yet."""
        give_up_at, looks_in_vain = time.monotonic() + ANSWER_SECONDS, 0
        while looks_in_vain < LOOKS_IN_VAIN and time.monotonic() < give_up_at:
            left = self.leftovers()
            end_processes(left)
            looks_in_vain = 0 if left else looks_in_vain + 1
            time.sleep(0.05)

    def _in_order_of_stopping(self) -> list[list[str]]:
        priorities = {one["name"]: one["process_prio"] for one in self._ask("getAllConfigInfo")}
        names = sorted(priorities, key=lambda name: -priorities[name])
        return [list(together) for _, together in groupby(names, key=priorities.__getitem__)]

    def _processes(self) -> list[dict[str, Any]]:
        return list(self._ask("getAllProcessInfo"))

    def _ask(self, method: str, *arguments: object) -> Any:
        transport = SupervisorTransport(None, None, serverurl=f"unix://{self.socket}")
        with xmlrpc.client.ServerProxy("http://localhost", transport=transport) as server:
            return getattr(server.supervisor, method)(*arguments)

    def _configuration(self, programs: Sequence[Program], working_directory: Path) -> str:
        _, hard_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
        head = SUPERVISOR.format(
            socket=self.socket,
            logs=self.logs,
            directory=self.directory,
            working_directory=working_directory,
            files=4096 if hard_limit == resource.RLIM_INFINITY else min(4096, hard_limit),
        )
        return head + "".join(self._section(program) for program in programs)

    def _section(self, program: Program) -> str:
        settings = {name: writable(value, never=LINE_ENDERS | QUOTES) for name, value in program.environment.items()}
        return PROGRAM.format(
            name=program.name,
            command=writable(shlex.join(program.command), never=LINE_ENDERS),
            environment=",".join(f'{name}="{value}"' for name, value in settings.items()),
            priority=program.priority,
            stop_wait=program.stop_wait,
            logs=self.logs,
        )


def socket_path(directory: Path) -> Path:
    """Choose the supervisor's socket: in its directory, or under a short name when the kernel allows no longer one."""
    preferred = directory / "supervisor.sock"
    if len(str(preferred)) <= LONGEST_SOCKET_PATH:
        return preferred
    digest = hashlib.sha256(str(directory).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"bimer-{os.getuid()}-{digest}.sock"


def writable(text: str, *, never: frozenset[str]) -> str:
    """Escape a value for supervisord's configuration; StackError for a letter it cannot carry."""
    if never & set(text):
        raise StackError(f"Supervisord cannot pass this to a program, for one of {sorted(never)}: {text!r}")
    return text.replace("%", "%%")


def processes_marked(directory: Path) -> list[int]:
    """Find this user's processes whose environment carries the mark of this directory."""
    mark = f"{MARK}={directory}".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit() or int(entry.name) == os.getpid():
            continue
        try:
            environment = (entry / "environ").read_bytes()
        except OSError:
            continue
        if mark in environment.split(b"\0"):
            found.append(int(entry.name))
    return found


def end_processes(pids: Sequence[int], *, patience_seconds: float = 3) -> None:
    """Ask these processes to end, wait a little, then kill those that stayed."""
    signal_each(pids, signal.SIGTERM)
    give_up_at = time.monotonic() + patience_seconds
    while any(is_alive(pid) for pid in pids) and time.monotonic() < give_up_at:
        time.sleep(0.05)
    signal_each([pid for pid in pids if is_alive(pid)], signal.SIGKILL)


def signal_each(pids: Sequence[int], number: signal.Signals) -> None:
    """Send a signal to each process that still exists."""
    for pid in pids:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            continue


def is_alive(pid: int) -> bool:
    """Tell whether a process exists and is more than an entry that its parent has not yet read."""
    try:
        return b") Z " not in Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return False
