"""Do the operator's commands work on a stack that has seen something?"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from pymongo import MongoClient

from operations.evidence import read_facts
from operations.machine import PROJECT_ROOT
from operations.topic_records import kafka_of, topics_beginning
from tests.e2e.battered_stack import Aftermath

pytestmark = pytest.mark.e2e

BIMER = Path(sys.executable).with_name("bimer")


def bimer(aftermath: Aftermath, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run one command against the stack."""
    return subprocess.run(
        [BIMER, *arguments],
        cwd=PROJECT_ROOT,
        env={"BIMER_STATE_DIRECTORY": str(aftermath.stack.plan.directory), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def an_institution_with_work(aftermath: Aftermath) -> str:
    """Name the institution whose topic holds most."""
    topics = topics_beginning(kafka_of(aftermath.stack.settings), "bimer.institution.")
    facts = [fact.topic for fact in read_facts(kafka_of(aftermath.stack.settings), topics)]
    return max(set(facts), key=facts.count).rpartition(".")[2]


@pytest.mark.requirement("R-A9", "R-A14")
def test_the_store_fits_the_log_after_all_the_kills(aftermath: Aftermath):
    ended = bimer(aftermath, "verify")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Everything fits." in ended.stderr


def test_a_ledger_that_somebody_shortened_is_found(aftermath: Aftermath):
    settings = aftermath.stack.settings
    with MongoClient[dict[str, Any]](settings.mongodb_uri) as client:
        applications = client[settings.mongodb_database]["applications"]
        whole = applications.find_one({})
        assert whole is not None
        applications.update_one({"_id": whole["_id"]}, {"$pop": {"ledger": 1}})
        try:
            ended = bimer(aftermath, "verify")
        finally:
            applications.replace_one({"_id": whole["_id"]}, whole)
    assert ended.returncode == 1
    assert f"{whole['_id']}: its ledger was changed, shortened or reordered" in " ".join(ended.stderr.split())


def test_no_dead_letter_waits(aftermath: Aftermath):
    assert "No dead letters wait." in bimer(aftermath, "dead-letters", "list").stdout


def test_the_status_tells_a_program_how_to_connect(aftermath: Aftermath):
    status = json.loads(bimer(aftermath, "status", "--json").stdout)
    assert topics_beginning(status["kafka"], "bimer.applications") == ["bimer.applications"]
    assert httpx.get(status["metrics"]["router"]).status_code == 200


def test_a_token_opens_an_institutions_inbox(aftermath: Aftermath):
    token = bimer(
        aftermath, "tokens", "issue", "--institution", an_institution_with_work(aftermath), "--role", "officer"
    ).stdout.strip()
    url = f"{aftermath.stack.settings.desk_url}/v1/inbox"
    assert httpx.get(url, headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert httpx.get(url).status_code == 401


@pytest.mark.requirement("R-J5")
def test_every_institution_gets_its_token_at_once(aftermath: Aftermath, tmp_path: Path):
    out = tmp_path / "tokens.jsonl"
    assert bimer(aftermath, "tokens", "issue", "--all", "--role", "officer", "--out", str(out)).returncode == 0
    lines: list[dict[str, Any]] = [json.loads(line) for line in out.read_text().splitlines()]
    assert len({line["institution_id"] for line in lines}) == 27_299
    assert all(line["token"] for line in lines)
    assert out.stat().st_mode & 0o077 == 0


def test_topics_that_stand_are_left_alone(aftermath: Aftermath):
    assert "0 topics made" in bimer(aftermath, "topics", "apply").stderr


def test_a_subscriber_sees_an_institutions_facts_once_each(aftermath: Aftermath):
    institution = an_institution_with_work(aftermath)
    arguments = ["subscribe", "--institution", institution, "--from-beginning"]
    reading = subprocess.Popen(
        [BIMER, *arguments],
        cwd=PROJECT_ROOT,
        env={"BIMER_STATE_DIRECTORY": str(aftermath.stack.plan.directory), "PATH": "/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        text=True,
    )
    topic = f"bimer.institution.{institution}"
    expected = [fact.fact_id for fact in read_facts(kafka_of(aftermath.stack.settings), [topic])]
    try:
        assert reading.stdout is not None
        seen = [json.loads(reading.stdout.readline())["ce_id"] for _ in expected]
    finally:
        reading.terminate()
        reading.communicate()
    assert seen == expected
    assert len(set(seen)) == len(seen)


def test_an_unknown_institution_gets_no_token_and_no_topic(aftermath: Aftermath):
    assert bimer(aftermath, "tokens", "issue", "--institution", "99999994", "--role", "officer").returncode == 1
    assert bimer(aftermath, "subscribe", "--institution", "12345678").returncode == 1
