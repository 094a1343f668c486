"""Does the local stack come up whole, and go down without leaving a process?

Kafka, the store and their contents are real; the services are stand-ins that say they are ready.
"""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from confluent_kafka.admin import AdminClient
from pymongo import MongoClient

from operations import local_stack
from operations.errors import NotAnswering, StackError
from operations.local_stack import LocalStack
from operations.stack_plan import SERVICES, StackPlan
from operations.supervision import Program, is_alive
from runtime.settings import Settings

pytestmark = pytest.mark.integration


def stand_in(name: str, port: int, state: str = "ready") -> Program:
    return Program(name, [sys.executable, "-m", "tests.support.stand_in", state, str(port)], priority=30)


def stand_in_helpers(plan: StackPlan) -> tuple[Program, ...]:
    ports = {"mail_server": "smtp", "sms_simulator": "sms", "population_simulator": "population"}
    return tuple(stand_in(name, plan.ports[port]) for name, port in ports.items())


def stand_in_services(plan: StackPlan) -> tuple[Program, ...]:
    return tuple(stand_in(name, plan.metrics_port(name)) for name in SERVICES)


@pytest.fixture(scope="module", autouse=True)
def _stand_ins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("BIMER_KAFKA_BOOTSTRAP_SERVERS", "BIMER_MONGODB_URI", "BIMER_KEEP"):
            patch.delenv(name, raising=False)
        patch.setattr(local_stack, "helper_programs", stand_in_helpers)
        patch.setattr(local_stack, "service_programs", stand_in_services)
        yield


def stack_in(directory: Path, **wishes: object) -> LocalStack:
    settings = Settings.model_validate({"state_directory": directory, "ports": "free", **wishes})
    return LocalStack.planned(settings)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalStack]:
    stack = stack_in(tmp_path_factory.mktemp("stack"))
    stack.up()
    yield stack
    stack.down()


def test_a_stack_that_is_up_has_its_topics_and_every_program(running: LocalStack) -> None:
    status = running.status()
    topics = AdminClient(status["kafka"]).list_topics(timeout=10).topics

    assert {"bimer.applications", "bimer.routings", "bimer.registry", "bimer.calendar"} <= topics.keys()
    helpers = {"mail_server", "sms_simulator", "population_simulator"}
    assert status["pids"].keys() == {"kafka-1", "store", *helpers, *SERVICES}
    assert all(is_alive(pid) for pid in status["pids"].values())


def test_another_process_finds_the_same_stack(running: LocalStack) -> None:
    found = LocalStack.last(Settings.model_validate({"state_directory": running.plan.directory}))

    assert found.status() == running.status()


def test_a_stack_is_not_started_twice(running: LocalStack) -> None:
    with pytest.raises(StackError, match="already running"):
        running.up()


def test_a_service_killed_from_outside_comes_back(running: LocalStack) -> None:
    killed = running.status()["pids"]["router"]

    os.kill(killed, signal.SIGKILL)

    give_up_at = time.monotonic() + 5
    while running.status()["pids"].get("router", killed) == killed:
        assert time.monotonic() < give_up_at
        time.sleep(0.05)


def write_a_row(stack: LocalStack) -> None:
    with MongoClient[dict[str, object]](stack.settings.mongodb_uri) as client:
        client["bimer"].rows.insert_one({"_id": "kept"})


def rows(stack: LocalStack) -> int:
    with MongoClient[dict[str, object]](stack.settings.mongodb_uri) as client:
        return client["bimer"].rows.count_documents({})


def test_a_stack_goes_down_whole_starts_empty_and_keeps_when_asked(tmp_path: Path) -> None:
    stack = stack_in(tmp_path)
    stack.up()
    write_a_row(stack)
    token_key = (tmp_path / "keys" / "token.key").read_text()
    processes = stack.supervisor.leftovers()
    stack.down()
    assert not any(is_alive(pid) for pid in processes)
    assert stack.status()["pids"] == {}

    kept = stack_in(tmp_path, keep=True)
    kept.up()
    rows_of_a_kept_stack = rows(kept)
    kept.down()

    empty = stack_in(tmp_path)
    empty.up()
    rows_of_an_empty_stack = rows(empty)
    empty.down()

    assert (rows_of_a_kept_stack, rows_of_an_empty_stack) == (1, 0)
    assert (tmp_path / "keys" / "token.key").read_text() == token_key


def test_a_service_that_never_gets_ready_is_named_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_broken(plan: StackPlan) -> tuple[Program, ...]:
        first, *others = stand_in_services(plan)
        return stand_in(first.name, plan.metrics_port(first.name), "broken"), *others

    monkeypatch.setattr(local_stack, "service_programs", one_broken)
    monkeypatch.setattr(local_stack, "READY_SECONDS", 3.0)
    stack = stack_in(tmp_path)

    with pytest.raises(NotAnswering, match="intake: the registry is not read yet"):
        stack.up()

    assert stack.supervisor.leftovers() == []


def test_a_taken_port_is_named_before_anything_starts(running: LocalStack, tmp_path: Path) -> None:
    taken = running.plan.ports["smtp"]
    settings = Settings.model_validate({"state_directory": tmp_path, "smtp_port": taken})

    with pytest.raises(StackError, match=rf"{taken} \(smtp\).*BIMER_PORTS=free"):
        LocalStack.planned(settings).up()


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("ten years of work")

    with pytest.raises(StackError, match="no stack has made"):
        stack_in(tmp_path).up()

    assert (tmp_path / "thesis.txt").exists()
