"""Where do tests get a real Kafka and a real store?

Given addresses win; else Docker when its engine answers; else the embedded ones, once a session. What is missing is
skipped with its reason, and fails with BIMER_REQUIRE_REAL=1, so that a silent all-skip never looks green.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pymongo import MongoClient

from operations.containers import kafka_container, store_container, wait_for_kafka, wait_for_store
from operations.errors import MissingPiece
from operations.local_kafka import LocalKafka
from operations.local_store import LocalStore
from operations.machine import docker_answers, free_ports


@pytest.fixture(scope="session")
def kafka(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Bootstrap servers of a real Kafka."""
    given = os.environ.get("BIMER_KAFKA_BOOTSTRAP_SERVERS")
    if given:
        yield given
    elif docker_answers():
        port = free_ports(1)[0]
        with kafka_container(port):
            yield wait_for_kafka(port)
    else:
        with missing_pieces_skip():
            server = LocalKafka(tmp_path_factory.mktemp("kafka")).start()
        yield server.bootstrap_servers
        server.stop()


@pytest.fixture(scope="session")
def store_uri(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URI of a real MongoDB-protocol server."""
    given = os.environ.get("BIMER_MONGODB_URI")
    if given:
        yield given
    elif docker_answers():
        port = free_ports(1)[0]
        with store_container(port):
            yield wait_for_store(port)
    else:
        with missing_pieces_skip():
            server = LocalStore(tmp_path_factory.mktemp("store")).start()
        yield server.uri
        server.stop()


@pytest.fixture
def topic_prefix() -> str:
    """A prefix of topics and groups that no other test has."""
    return f"test-{uuid.uuid4().hex[:12]}."


@pytest.fixture
def database(store_uri: str) -> Iterator[str]:
    """Name of a database that no other test has; dropped afterwards."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    yield name
    with MongoClient[dict[str, object]](store_uri) as client:
        client.drop_database(name)


@contextmanager
def missing_pieces_skip() -> Iterator[None]:
    """Skip for a missing piece of the machine, or fail with BIMER_REQUIRE_REAL=1."""
    try:
        yield
    except MissingPiece as missing:
        if os.environ.get("BIMER_REQUIRE_REAL") == "1":
            pytest.fail(f"BIMER_REQUIRE_REAL=1: {missing}", pytrace=False)
        pytest.skip(str(missing))
