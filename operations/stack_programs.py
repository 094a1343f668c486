"""Which programs make up one local stack, in which order do they start, and how does each say that it is ready?"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx

from operations.containers import wait_for_kafka, wait_for_store
from operations.local_kafka import LocalKafka
from operations.local_store import LocalStore
from operations.machine import LOOPBACK, is_listening
from operations.stack_plan import SERVICES, Source, StackPlan
from operations.supervision import Program

SERVERS_FIRST, HELPERS_THEN, SERVICES_LAST = 10, 20, 30


@dataclass(frozen=True, slots=True)
class Part:
    """Some programs that start together, and how to wait until they answer."""

    what: str
    programs: tuple[Program, ...]
    wait: Callable[[], object]


def kafka_part(plan: StackPlan) -> Part | None:
    """Prepare Kafka as the plan has it; None when it was given."""
    if plan.kafka is Source.GIVEN:
        return None
    if plan.kafka is Source.DOCKER:
        return container_part("kafka", plan.kafka_ports[0], wait_for_kafka)
    kafka = LocalKafka(plan.directory / "kafka", ports=plan.kafka_ports)
    kafka.prepare()
    programs = (
        Program(f"kafka-{node.node_id}", kafka.command(node), priority=SERVERS_FIRST, stop_wait=6)
        for node in kafka.nodes
    )
    return Part("Apache Kafka", tuple(programs), kafka.wait_until_answering)


def store_part(plan: StackPlan) -> Part | None:
    """Prepare the store as the plan has it; None when it was given."""
    if plan.store is Source.GIVEN:
        return None
    if plan.store is Source.DOCKER:
        return container_part("store", plan.ports["store"], wait_for_store)
    store = LocalStore(plan.directory / "store", port=plan.ports["store"])
    store.prepare()
    program = Program("store", store.command(), priority=SERVERS_FIRST)
    return Part(f"the store ({store.kind})", (program,), store.wait_until_answering)


def container_part(name: str, port: int, wait: Callable[[int], str]) -> Part:
    """Describe a server that runs in Docker."""
    command = [sys.executable, "-m", "operations.containers", name, str(port)]
    program = Program(name, command, priority=SERVERS_FIRST, stop_wait=30)
    return Part(f"{name} (Docker)", (program,), lambda: wait(port))


def helper_programs(plan: StackPlan) -> tuple[Program, ...]:
    """Name the local stand-ins of the outside world: a mail server, an SMS provider, a registry of persons."""
    return tuple(
        python_program(name, f"operations.{name}", plan, priority=HELPERS_THEN)
        for name in ("mail_server", "sms_simulator", "population_simulator")
    )


def service_programs(plan: StackPlan) -> tuple[Program, ...]:
    """Name the five services."""
    return tuple(python_program(name, f"services.{name}", plan, priority=SERVICES_LAST) for name in SERVICES)


def python_program(name: str, module: str, plan: StackPlan, *, priority: int) -> Program:
    """Describe one program of ours."""
    command = [sys.executable, "-m", module]
    return Program(name, command, plan.environment(name), priority=priority, stop_wait=15)


def what_is_missing(plan: StackPlan) -> list[str]:
    """Say what is not ready yet: each helper that does not listen, each service whose /readyz is not 200, and why."""
    silent = [name for name in ("smtp", "sms", "population") if not is_listening(plan.ports[name])]
    return [f"{name}: nobody listens" for name in silent] + [
        f"{service}: {answer}" for service in SERVICES if (answer := readiness(plan.metrics_port(service))) != "ready"
    ]


def readiness(port: int) -> str:
    """Ask one service whether it is ready; any other answer is what it said."""
    try:
        answer = httpx.get(f"http://{LOOPBACK}:{port}/readyz", timeout=2)
    except httpx.HTTPError as silence:
        return f"does not answer ({type(silence).__name__})"
    return "ready" if answer.status_code == httpx.codes.OK else answer.text


def log_of(plan: StackPlan, program: str) -> Path:
    """Name the file in which a program's output stands."""
    return plan.directory / "logs" / f"{program}.log"
