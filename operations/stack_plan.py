"""Where will everything of one local stack listen, and what is each service told?

The plan is made before anything starts and stands in the state directory, so that `bimer status` and a later start know
it. Given addresses win; else Docker when its engine answers; else the embedded servers.
"""

import enum
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict

from operations.errors import StackError
from operations.machine import LOOPBACK, PROJECT_ROOT, docker_answers, free_ports, is_listening
from runtime.clock import LegalClock, wall_now
from runtime.settings import METRICS_PORTS, Settings

SERVICES = tuple(METRICS_PORTS)
PLAN_FILE = "stack.json"
OFF_LOCALLY = frozenset({"rate_limits", "require_mobile_verification", "require_email_verification"})
"""What protects a nation and hinders a newcomer: off in a local stack unless the environment asks for it."""


class Source(enum.StrEnum):
    """Who runs Kafka or the store."""

    GIVEN = "given"
    DOCKER = "docker"
    EMBEDDED = "embedded"


class StackPlan(BaseModel):
    """One stack: the settings all share, the ports, and who runs Kafka and the store."""

    model_config = ConfigDict(frozen=True)

    settings: Settings
    ports: Mapping[str, int]
    brokers: int
    kafka: Source
    store: Source

    @property
    def directory(self) -> Path:
        return self.settings.state_directory

    @property
    def mailbox(self) -> Path:
        return self.directory / "mailbox"

    @property
    def kafka_ports(self) -> list[int]:
        return [self.ports[f"kafka-{number}"] for number in range(1, self.brokers + 1)]

    def own_ports(self) -> dict[str, int]:
        """Name the ports on which this stack itself listens: not those of a given Kafka or store."""
        sources = {"kafka": self.kafka, "store": self.store}
        given = {name for name, source in sources.items() if source is Source.GIVEN}
        return {name: port for name, port in self.ports.items() if name.partition("-")[0] not in given}

    def metrics_port(self, service: str) -> int:
        """Name the port on which a service tells its health and its metrics."""
        return self.ports[f"metrics-{service}"]

    def environment(self, service: str = "") -> dict[str, str]:
        """Write down every setting as the environment variable that a service reads it from."""
        values = self.settings.model_dump(mode="json", exclude_none=True)
        if service in SERVICES:
            values["metrics_port"] = self.metrics_port(service)
        return {f"BIMER_{name.upper()}": str(value) for name, value in values.items()}

    def write(self) -> None:
        """Keep the plan in its state directory."""
        self.directory.mkdir(parents=True, exist_ok=True)
        (self.directory / PLAN_FILE).write_text(self.model_dump_json(indent=2) + "\n")

    @classmethod
    def read(cls, directory: Path) -> Self | None:
        """Read the plan of the stack that runs or last ran in this directory; None where there was none."""
        path = directory / PLAN_FILE
        return cls.model_validate(json.loads(path.read_text())) if path.exists() else None


def state_directory(wishes: Settings) -> Path:
    """Name the state directory; a relative one lies in the project, wherever the command was called."""
    return (PROJECT_ROOT / wishes.state_directory).resolve()


def plan_stack(
    wishes: Settings, *, brokers: int = 1, scale: float | None = None, legal_start: datetime | None = None
) -> StackPlan:
    """Choose ports, addresses and the clock for a stack of these wishes."""
    directory = state_directory(wishes)
    earlier = StackPlan.read(directory)
    if wishes.keep and earlier and earlier.brokers != brokers:
        raise StackError(f"The kept Kafka has {earlier.brokers} nodes, not {brokers}. Start empty, or keep the number.")
    ports = choose_ports(wishes, brokers, earlier)
    computed = addresses(wishes, ports, brokers) | {"state_directory": directory}
    computed |= clock_settings(wishes, scale, legal_start, earlier if wishes.keep else None)
    return StackPlan(
        settings=Settings(**{**wishes.model_dump(exclude_unset=True), **computed}),
        ports=ports,
        brokers=brokers,
        kafka=source_of(wishes, "kafka_bootstrap_servers"),
        store=source_of(wishes, "mongodb_uri"),
    )


def source_of(wishes: Settings, address: str) -> Source:
    """Decide who runs a server: whoever gave its address, else Docker, else ourselves."""
    if address in wishes.model_fields_set:
        return Source.GIVEN
    return Source.DOCKER if docker_answers() else Source.EMBEDDED


def usual_ports(wishes: Settings, brokers: int) -> dict[str, int]:
    """Name the port of each listener as everybody expects it."""
    return {
        **{f"kafka-{number}": 9091 + number for number in range(1, brokers + 1)},
        "store": 27017,
        "intake": wishes.intake_port,
        "desk": wishes.desk_port,
        "smtp": wishes.smtp_port,
        "mail_in": wishes.mail_in_port,
        "sms": 8025,
        "population": 8026,
        **{f"metrics-{service}": wishes.metrics_port_of(service) for service in SERVICES},
    }


def choose_ports(wishes: Settings, brokers: int, earlier: StackPlan | None) -> dict[str, int]:
    """Take the usual ports; or free ones, and then the same as last time if they are still free."""
    ports = usual_ports(wishes, brokers)
    if wishes.ports == "usual":
        return ports
    if earlier and earlier.settings.ports == "free" and set(earlier.ports) == set(ports):
        remembered = dict(earlier.ports)
        if not any(is_listening(port) for port in remembered.values()):
            return remembered
    return dict(zip(ports, free_ports(len(ports)), strict=True))


def addresses(wishes: Settings, ports: Mapping[str, int], brokers: int) -> dict[str, Any]:
    """Write each chosen port where the settings have it; a given Kafka or store keeps its own address."""
    kafka_ports = [ports[f"kafka-{number}"] for number in range(1, brokers + 1)]
    chosen = {
        "kafka_bootstrap_servers": ",".join(f"{LOOPBACK}:{port}" for port in kafka_ports),
        "mongodb_uri": f"mongodb://{LOOPBACK}:{ports['store']}/?directConnection=true",
    }
    return {
        **{name: address for name, address in chosen.items() if name not in wishes.model_fields_set},
        **dict.fromkeys(OFF_LOCALLY - wishes.model_fields_set, False),
        "intake_port": ports["intake"],
        "desk_port": ports["desk"],
        "smtp_port": ports["smtp"],
        "mail_in_port": ports["mail_in"],
        "intake_url": f"http://{LOOPBACK}:{ports['intake']}",
        "desk_url": f"http://{LOOPBACK}:{ports['desk']}",
        "sms_url": f"http://{LOOPBACK}:{ports['sms']}",
        "population_registry_url": f"http://{LOOPBACK}:{ports['population']}",
    }


def clock_settings(
    wishes: Settings, scale: float | None, legal_start: datetime | None, kept: StackPlan | None
) -> dict[str, Any]:
    """Fix the clock of the whole stack: legal time goes on where a kept stack's stands now, else it starts afresh."""
    if scale is None and legal_start is None:
        return kept_clock(kept) if kept else {}
    now = wall_now()
    reached = LegalClock.of(kept.settings).now() if kept else None
    start = legal_start or reached or now
    if reached and start < reached:
        raise StackError("A kept stack's legal time cannot be turned back. Start empty, without BIMER_KEEP=1.")
    return {"clock_scale": scale or wishes.clock_scale, "clock_origin_wall": now, "clock_origin_legal": start}


def kept_clock(kept: StackPlan) -> dict[str, Any]:
    """Return the clock that a kept stack was running on."""
    clock = ("clock_scale", "clock_origin_wall", "clock_origin_legal")
    return {name: getattr(kept.settings, name) for name in clock}
