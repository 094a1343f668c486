"""Do the tests get their servers in the promised order, and does a missing one fail where it is required?"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from operations.machine import PROJECT_ROOT

TESTS_THAT_ASK = """
def test_of_kafka(kafka):
    print(f"Kafka at {kafka}")

def test_of_the_store(store_uri):
    print(f"store at {store_uri}")
"""

AN_ENGINE_THAT_ANSWERS = """
from contextlib import nullcontext

from tests.support import backing

backing.docker_answers = lambda: True
backing.kafka_container = backing.store_container = lambda port: nullcontext()
backing.wait_for_kafka = backing.wait_for_store = lambda port: "docker"
"""


class Session:
    """A pytest session of its own, on a machine without Java, mongod, cargo or a Docker engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "no-programs").mkdir()
        (folder / "test_that_asks.py").write_text(TESTS_THAT_ASK)

    def run(self, *, only: str = "", docker: bool = False, **environment: str) -> "Outcome":
        (self.folder / "conftest.py").write_text(AN_ENGINE_THAT_ANSWERS if docker else "")
        ours = {name: value for name, value in os.environ.items() if not name.startswith(("BIMER_", "JAVA_"))}
        machine = {"PATH": str(self.folder / "no-programs"), "DOCKER_HOST": "unix:///nowhere", "PYTHONPATH": "."}
        command = [sys.executable, "-m", "pytest", "-c", os.devnull, "--rootdir", str(self.folder), "-rs", "-s"]
        done = subprocess.run(
            [*command, "-p", "tests.support.backing", "-k", only, str(self.folder)],
            cwd=PROJECT_ROOT,
            env={**ours, **machine, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(done.stdout)


class Outcome:
    """What such a session said."""

    def __init__(self, text: str) -> None:
        self.text = text

    def count(self, word: str) -> int:
        found = re.search(rf"(\d+) {word}", self.text.splitlines()[-1])
        return int(found[1]) if found else 0


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return Session(tmp_path)


def test_given_addresses_win(session: Session) -> None:
    outcome = session.run(docker=True, BIMER_KAFKA_BOOTSTRAP_SERVERS="given:1", BIMER_MONGODB_URI="mongodb://given")

    assert "Kafka at given:1" in outcome.text
    assert "store at mongodb://given" in outcome.text


def test_docker_comes_before_the_embedded_servers(session: Session) -> None:
    outcome = session.run(docker=True)

    assert "Kafka at docker" in outcome.text
    assert "store at docker" in outcome.text


def test_without_java_kafka_is_skipped_with_what_to_install(session: Session) -> None:
    outcome = session.run(only="kafka")

    assert outcome.count("skipped") == 1
    assert "apt-get install default-jre-headless" in outcome.text


def test_without_java_kafka_fails_where_the_real_one_is_required(session: Session) -> None:
    outcome = session.run(only="kafka", BIMER_REQUIRE_REAL="1")

    assert (outcome.count("error"), outcome.count("skipped")) == (1, 0)
    assert "BIMER_REQUIRE_REAL=1: Java 17 or later is missing" in outcome.text


def test_without_anything_better_the_store_is_the_one_of_the_virtual_environment(session: Session) -> None:
    outcome = session.run(only="store", XDG_CACHE_HOME=str(session.folder / "cache"), BIMER_REQUIRE_REAL="1")

    assert outcome.count("passed") == 1
    assert "store at mongodb://127.0.0.1" in outcome.text
