"""How does the whole line run on one machine: Kafka, the store, their contents, the five services and their helpers?"""

import asyncio
import shutil
import time
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from operations.errors import NeverStarted, NotAnswering, StackError
from operations.machine import LOOPBACK, PROJECT_ROOT, is_listening
from operations.progress import step
from operations.provisioning import provision
from operations.server_process import last_lines
from operations.stack_plan import PLAN_FILE, SERVICES, StackPlan, plan_stack, state_directory
from operations.stack_programs import (
    Part,
    helper_programs,
    kafka_part,
    log_of,
    service_programs,
    store_part,
    what_is_missing,
)
from operations.supervision import Supervisor
from runtime.keys import ensure_local_keys
from runtime.settings import Settings

READY_SECONDS = 120.0
# Survives an empty start: who had a token or a sealed letter before still has it afterwards.
KEPT_ALWAYS = frozenset({"keys", PLAN_FILE})


class LocalStack:
    """One stack in one state directory; any process may hold one and ask, start or stop the same stack."""

    def __init__(self, plan: StackPlan) -> None:
        self.plan = plan
        self.supervisor = Supervisor(plan.directory)

    @classmethod
    def planned(
        cls,
        wishes: Settings | None = None,
        *,
        brokers: int = 1,
        scale: float | None = None,
        legal_start: datetime | None = None,
    ) -> Self:
        """Plan a new stack from the environment's settings; nothing is started or written yet."""
        return cls(plan_stack(wishes or Settings(), brokers=brokers, scale=scale, legal_start=legal_start))

    @classmethod
    def last(cls, wishes: Settings | None = None) -> Self:
        """Find the stack that runs or last ran in the state directory; NeverStarted where there was none."""
        directory = state_directory(wishes or Settings())
        plan = StackPlan.read(directory)
        if plan is None:
            raise NeverStarted(f"No stack was ever started in {directory}. Start one with `make up`.")
        return cls(plan)

    @property
    def settings(self) -> Settings:
        """The settings with which a client of this stack works."""
        return self.plan.settings

    def is_running(self) -> bool:
        """Tell whether the stack's supervisor answers."""
        return self.supervisor.is_running()

    def up(self) -> None:
        """Start everything and return when every service is ready; on any failure leave no process."""
        if self.is_running():
            raise StackError("The stack is already running. `make down` stops it, `make status` shows it.")
        self.supervisor.stop_all()
        self._check_ports()
        self._clear()
        self.plan.write()
        try:
            self._start()
        except BaseException:
            self.down()
            raise

    def down(self) -> None:
        """Stop everything, last started first, and leave no process."""
        with step("Stopping the stack"):
            self.supervisor.stop_all()

    def status(self) -> dict[str, Any]:
        """Say where everything listens and which process it is, in the form of `bimer status --json`."""
        return {
            "kafka": {"bootstrap.servers": self.settings.kafka_bootstrap_servers},
            "mongodb": self.settings.mongodb_uri,
            "intake": self.settings.intake_url,
            "desk": self.settings.desk_url,
            "provider_simulator": self.settings.sms_url,
            "mail_in": {"address": self.settings.mail_in_address, "host": LOOPBACK, "port": self.settings.mail_in_port},
            "mailbox": str(self.plan.mailbox),
            "metrics": {name: f"http://{LOOPBACK}:{self.plan.metrics_port(name)}/metrics" for name in SERVICES},
            "clock_scale": self.settings.clock_scale,
            "pids": self.supervisor.pids() if self.is_running() else {},
        }

    def _start(self) -> None:
        ensure_local_keys(self.settings.keys_path)
        servers = [part for part in (kafka_part(self.plan), store_part(self.plan)) if part]
        helpers, services = helper_programs(self.plan), service_programs(self.plan)
        programs = [program for part in servers for program in part.programs] + [*helpers, *services]
        self.supervisor.launch(programs, working_directory=PROJECT_ROOT)
        self._start_servers(servers)
        with step("Making topics and loading the institutions"):
            asyncio.run(provision(self.settings))
        with step("Starting the services"):
            self.supervisor.start(*(program.name for program in (*helpers, *services)))
            self._wait_until_ready()

    def _start_servers(self, servers: list[Part]) -> None:
        for part in servers:
            self.supervisor.start(*(program.name for program in part.programs))
        for part in servers:
            with step(f"Starting {part.what}"):
                try:
                    part.wait()
                except NotAnswering as silence:
                    log = log_of(self.plan, part.programs[0].name)
                    raise NotAnswering(f"{silence}{last_lines(log)}") from None

    def _wait_until_ready(self) -> None:
        give_up_at = time.monotonic() + READY_SECONDS
        while missing := what_is_missing(self.plan):
            if time.monotonic() > give_up_at:
                silent = [name for name in SERVICES if any(one.startswith(f"{name}:") for one in missing)]
                logs = "".join(last_lines(log_of(self.plan, name), 10) for name in silent)
                raise NotAnswering(f"Not ready after {READY_SECONDS:.0f} s: {'; '.join(missing)}{logs}")
            time.sleep(0.1)

    def _check_ports(self) -> None:
        taken = [f"{port} ({name})" for name, port in self.plan.own_ports().items() if is_listening(port)]
        if taken:
            raise StackError(f"Somebody listens on {', '.join(taken)}. Stop it, or start with BIMER_PORTS=free.")

    def _clear(self) -> None:
        """Forget what an earlier stack left, unless it is to be kept; never touch a folder that is not ours."""
        directory = self.plan.directory
        if self.settings.keep or not directory.exists():
            return
        found = {entry.name: entry for entry in directory.iterdir()}
        if PLAN_FILE not in found and found.keys() - KEPT_ALWAYS:
            raise StackError(f"{directory} holds files that no stack has made. Choose another BIMER_STATE_DIRECTORY.")
        for name, entry in found.items():
            if name not in KEPT_ALWAYS:
                remove(entry)


def remove(entry: Path) -> None:
    """Remove a file or a whole folder."""
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()
