"""Does each rule about imports hold, and does each of them bite?"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from operations.machine import PROJECT_ROOT

PACKAGES = ("domain", "data", "schemas", "runtime", "services", "operations", "bench")

ONE_WAY = "Imports point one way"
INDEPENDENT = "Services never import each other"
STANDARD_LIBRARY = "The domain knows the standard library only"
CLIENTS = "Only the runtime knows Kafka's client, the store, Prometheus and crypto"
SECOND_CLIENT = "Only operations and benchmarks use the second Kafka client"
FAUST = "Only the deadline watcher knows faust"

VIOLATIONS = [
    pytest.param(ONE_WAY, "domain", "schemas", id="the domain imports no schema"),
    pytest.param(ONE_WAY, "domain", "data", id="the domain imports no data"),
    pytest.param(ONE_WAY, "data", "runtime", id="data import no runtime"),
    pytest.param(ONE_WAY, "schemas", "runtime", id="a schema imports no runtime"),
    pytest.param(ONE_WAY, "runtime", "services", id="the runtime imports no service"),
    pytest.param(ONE_WAY, "runtime", "operations", id="the runtime imports no operations"),
    pytest.param(ONE_WAY, "services.first", "operations", id="a service imports no operations"),
    pytest.param(ONE_WAY, "operations", "services", id="operations import no service"),
    pytest.param(ONE_WAY, "operations", "bench", id="operations import no benchmark"),
    pytest.param(INDEPENDENT, "services.first", "services.second", id="a service imports no other service"),
    pytest.param(STANDARD_LIBRARY, "domain", "pydantic", id="the domain imports no pydantic"),
    pytest.param(CLIENTS, "services.first", "aiokafka", id="a service imports no aiokafka"),
    pytest.param(CLIENTS, "services.first", "motor", id="a service imports no motor"),
    pytest.param(CLIENTS, "operations", "pymongo", id="operations import no pymongo"),
    pytest.param(CLIENTS, "schemas", "nacl", id="a schema imports no crypto"),
    pytest.param(CLIENTS, "services.first", "prometheus_client", id="a service imports no prometheus_client"),
    pytest.param(SECOND_CLIENT, "services.first", "confluent_kafka", id="a service imports no confluent_kafka"),
    pytest.param(SECOND_CLIENT, "runtime", "confluent_kafka", id="the runtime imports no confluent_kafka"),
    pytest.param(FAUST, "services.first", "faust", id="another service imports no faust"),
    pytest.param(FAUST, "runtime", "mode", id="the runtime imports no mode"),
]

ALLOWED = [
    ("services.deadline_watcher", "faust"),
    ("operations", "confluent_kafka"),
    ("runtime", "aiokafka"),
    ("services.first", "runtime"),
    ("domain", "dataclasses"),
]


def lint(folder: Path) -> tuple[int, str]:
    """Run lint-imports on the packages in this folder."""
    program = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(program, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def copy_of_the_project(folder: Path) -> Path:
    """Copy what lint-imports reads, with three services beside those that are there."""
    for package in (*PACKAGES, "tests/architecture"):
        ignored = shutil.ignore_patterns("__pycache__", "*.csv", "*.json")
        shutil.copytree(PROJECT_ROOT / package, folder / package, ignore=ignored)
    (folder / "tests/__init__.py").touch()
    shutil.copy(PROJECT_ROOT / ".importlinter", folder)
    for service in ("first", "second", "deadline_watcher"):
        (folder / "services" / service).mkdir(exist_ok=True)
        (folder / "services" / service / "__init__.py").touch()
    return folder


def plant(folder: Path, package: str, imported: str, *, name: str) -> None:
    (folder / package.replace(".", "/") / f"{name}.py").write_text(f"import {imported}\n")


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What lint-imports says under each rule when every violation is planted, each in its own module."""
    folder = copy_of_the_project(tmp_path_factory.mktemp("violations"))
    for number, case in enumerate(VIOLATIONS):
        _, package, imported = case.values
        plant(folder, str(package), str(imported), name=f"planted_{number}")
    code, text = lint(folder)
    assert code == 1, text
    return sections(text.partition("Broken contracts")[2])


def sections(text: str) -> dict[str, str]:
    """Split the report on broken rules by the rule's name."""
    names = (ONE_WAY, INDEPENDENT, STANDARD_LIBRARY, CLIENTS, SECOND_CLIENT, FAUST)
    found: dict[str, str] = dict.fromkeys(names, "")
    current = ""
    for line in text.splitlines():
        current = line if line in found else current
        if current:
            found[current] += line + "\n"
    return found


def test_the_project_keeps_every_rule() -> None:
    code, text = lint(PROJECT_ROOT)

    assert code == 0, text


@pytest.mark.parametrize(("rule", "package", "imported"), VIOLATIONS)
def test_a_planted_violation_is_found(
    rule: str, package: str, imported: str, verdicts: dict[str, str], request: pytest.FixtureRequest
) -> None:
    number = [case.id for case in VIOLATIONS].index(request.node.callspec.id)

    assert f"{package}.planted_{number} -> {imported}" in verdicts[rule]


def test_what_the_rules_allow_passes(tmp_path: Path) -> None:
    folder = copy_of_the_project(tmp_path)
    for number, (package, imported) in enumerate(ALLOWED):
        plant(folder, package, imported, name=f"allowed_{number}")

    code, text = lint(folder)

    assert code == 0, text
