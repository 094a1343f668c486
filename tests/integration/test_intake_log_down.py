"""When the log takes nothing, is the citizen told so at once, and is nothing claimed that could be lost?"""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from operations.local_kafka import LocalKafka
from tests.support.backing import missing_pieces_skip
from tests.support.intake import COMPLAINT, IntakeUnderTest, changed, fresh_key, intake_running, prepared
from tests.support.service_process import state_in

pytestmark = pytest.mark.integration

LONGEST_WAIT = 14.0
"""Seconds: the log's own patience twice (to connect, to write), and what a busy machine adds."""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalKafka]:
    """A Kafka of these tests' own, to be stopped."""
    with missing_pieces_skip():
        cluster = LocalKafka(tmp_path_factory.mktemp("kafka")).start()
    yield cluster
    for pid in cluster.pids:
        os.kill(pid, signal.SIGCONT)
    cluster.stop()


@pytest.fixture(scope="module")
def intake(cluster: LocalKafka, store_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[IntakeUnderTest]:
    """Intake in front of that Kafka."""
    settings = state_in(
        tmp_path_factory.mktemp("intake"),
        kafka_bootstrap_servers=cluster.bootstrap_servers,
        mongodb_uri=store_uri,
        mongodb_database=f"intake_{fresh_key()[:12]}",
        rate_limits=False,
        require_mobile_verification=False,
        require_email_verification=False,
    )
    with intake_running(prepared(settings)) as running:
        yield running


def test_nothing_is_accepted_while_the_log_hangs_and_all_goes_on_when_it_answers(
    cluster: LocalKafka, intake: IntakeUnderTest
):
    key = fresh_key()
    before = _accepted(intake, COMPLAINT, fresh_key())
    _send(cluster, signal.SIGSTOP)
    with ThreadPoolExecutor(8) as crowd:
        first = list(crowd.map(lambda _: intake.submit(COMPLAINT, key), range(8)))
    assert {answer.status_code for answer in first} == {503}
    assert {answer.json()["code"] for answer in first} == {"log_unavailable"}
    assert all(int(answer.headers["retry-after"]) > 0 for answer in first)
    assert max(answer.elapsed.total_seconds() for answer in first) < LONGEST_WAIT
    assert _said_at_once(intake)
    assert intake.service.is_ready()
    _send(cluster, signal.SIGCONT)
    after = _accepted(intake, COMPLAINT, key)
    assert before.status_code == 201
    assert intake.input_of(after.json()["application_id"]).value


def test_a_broker_that_died_and_came_back_is_found_again(cluster: LocalKafka, intake: IntakeUnderTest):
    _accepted(intake, COMPLAINT, fresh_key())
    cluster.stop()
    assert intake.submit(COMPLAINT).status_code == 503
    cluster.start()
    receipt = _accepted(intake, changed(body="Broker öldü ve yeniden geldi, başvurum duruyor."), fresh_key()).json()
    assert intake.input_of(receipt["application_id"]).value


def _send(cluster: LocalKafka, number: signal.Signals) -> None:
    for pid in cluster.pids:
        os.kill(pid, number)


def _said_at_once(intake: IntakeUnderTest) -> bool:
    """Tell whether somebody is turned away without waiting; one a second may be the one who tries."""
    answers = [intake.submit(COMPLAINT) for _ in range(3)]
    assert {answer.status_code for answer in answers} == {503}
    return min(answer.elapsed.total_seconds() for answer in answers) < 0.5


def _accepted(intake: IntakeUnderTest, request: dict[str, object], key: str) -> httpx.Response:
    """Try as the answer says, until it is taken."""
    for _ in range(60):
        answer = intake.submit(request, key)
        if answer.status_code == 201:
            return answer
        time.sleep(1)
    raise AssertionError(answer.text)
