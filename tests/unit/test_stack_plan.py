"""Does the plan of a local stack hold what each service and each later command has to know?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from operations import stack_plan
from operations.errors import StackError
from operations.stack_plan import SERVICES, Source, StackPlan, plan_stack
from runtime.clock import LegalClock
from runtime.settings import Settings


@pytest.fixture(autouse=True)
def _no_settings_and_no_docker(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BIMER_{name.upper()}", raising=False)
    monkeypatch.setattr(stack_plan, "docker_answers", lambda: False)


def wishes(directory: Path, **more: object) -> Settings:
    return Settings.model_validate({"state_directory": directory, **more})


def test_the_usual_ports_are_those_that_everybody_expects(tmp_path: Path) -> None:
    plan = plan_stack(wishes(tmp_path), brokers=2)

    assert plan.kafka_ports == [9092, 9093]
    assert plan.settings.mongodb_uri.startswith("mongodb://127.0.0.1:27017/")
    assert (plan.settings.intake_port, plan.settings.desk_port, plan.settings.smtp_port) == (8001, 8002, 1025)
    assert plan.settings.sms_url == "http://127.0.0.1:8025"
    assert plan.settings.population_registry_url == "http://127.0.0.1:8026"
    assert plan.settings.mail_in_port == 2525
    assert [plan.metrics_port(service) for service in SERVICES] == [9101, 9102, 9103, 9104, 9105]


def test_free_ports_are_all_different_and_remembered(tmp_path: Path) -> None:
    first = plan_stack(wishes(tmp_path, ports="free"))
    first.write()

    second = plan_stack(wishes(tmp_path, ports="free"))

    assert len(set(first.ports.values())) == len(first.ports)
    assert second.ports == first.ports
    assert str(second.ports["intake"]) in second.settings.intake_url


def test_a_given_kafka_and_store_are_used_and_nothing_is_started_for_them(tmp_path: Path) -> None:
    given = wishes(tmp_path, kafka_bootstrap_servers="kafka.example:9092", mongodb_uri="mongodb://store.example")

    plan = plan_stack(given)

    assert (plan.kafka, plan.store) == (Source.GIVEN, Source.GIVEN)
    assert plan.settings.kafka_bootstrap_servers == "kafka.example:9092"
    assert plan.settings.mongodb_uri == "mongodb://store.example"
    assert not {"kafka-1", "store"} & plan.own_ports().keys()


def test_docker_comes_before_the_embedded_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert plan_stack(wishes(tmp_path)).kafka is Source.EMBEDDED

    monkeypatch.setattr(stack_plan, "docker_answers", lambda: True)

    assert plan_stack(wishes(tmp_path)).kafka is Source.DOCKER


def test_a_service_reads_back_exactly_what_was_planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_stack(wishes(tmp_path, ports="free", sabotage="drop-notice"), scale=21600)
    for name, value in plan.environment("router").items():
        monkeypatch.setenv(name, value)

    assert Settings() == plan.settings.model_copy(update={"metrics_port": plan.metrics_port("router")})


def test_a_later_command_reads_back_the_plan(tmp_path: Path) -> None:
    plan = plan_stack(wishes(tmp_path, ports="free"), scale=60)
    plan.write()

    assert StackPlan.read(tmp_path) == plan


def test_rates_are_not_limited_on_a_local_stack_unless_asked_for(tmp_path: Path) -> None:
    assert not plan_stack(wishes(tmp_path)).settings.rate_limits
    assert plan_stack(wishes(tmp_path, rate_limits=True)).settings.rate_limits


@pytest.mark.parametrize("what", ["require_mobile_verification", "require_email_verification"])
def test_no_mobile_and_no_mailbox_is_verified_unless_wished(tmp_path: Path, what: str):
    assert not getattr(plan_stack(wishes(tmp_path)).settings, what)
    assert getattr(plan_stack(wishes(tmp_path, **{what: True})).settings, what)


def test_a_kept_stack_goes_on_with_its_legal_time(tmp_path: Path) -> None:
    start = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
    plan_stack(wishes(tmp_path), scale=86400, legal_start=start).write()

    same = plan_stack(wishes(tmp_path, keep=True))
    slower = plan_stack(wishes(tmp_path, keep=True), scale=1)

    assert same.settings.clock_origin_legal == start
    assert same.settings.clock_scale == 86400
    assert slower.settings.clock_scale == 1
    assert LegalClock.of(slower.settings).now() - start < timedelta(days=60)
    assert LegalClock.of(slower.settings).now() > start


def test_a_kept_stacks_legal_time_cannot_be_turned_back(tmp_path: Path) -> None:
    plan_stack(wishes(tmp_path), scale=1, legal_start=datetime(2026, 3, 2, tzinfo=UTC)).write()

    with pytest.raises(StackError, match="turned back"):
        plan_stack(wishes(tmp_path, keep=True), legal_start=datetime(2026, 3, 1, tzinfo=UTC))


def test_a_kept_kafka_keeps_its_number_of_nodes(tmp_path: Path) -> None:
    plan_stack(wishes(tmp_path), brokers=3).write()

    with pytest.raises(StackError, match="3 nodes, not 1"):
        plan_stack(wishes(tmp_path, keep=True), brokers=1)
