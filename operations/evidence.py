"""What can anybody outside the services see? Topics read with read_committed, mails and messages that arrived."""

import email
import email.policy
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from operations.observed import DeliveredNotice, ObservedFact
from operations.topic_records import read_records
from runtime.records import RawRecord
from schemas.catalogue import TYPE_PREFIX
from schemas.envelope import CAUSATION, SEQUENCE


def read_facts(kafka: Mapping[str, str], topics: Sequence[str]) -> Iterator[ObservedFact]:
    """Read topics of facts from their first committed record to their present end; `kafka` as librdkafka has it."""
    return map(observed, read_records(kafka, topics))


def observed(record: RawRecord) -> ObservedFact:
    """Read a record as a fact, as any subscriber can."""
    return ObservedFact(
        topic=record.topic,
        fact_id=record.header("ce_id") or "",
        event_type=(record.header("ce_type") or "").removeprefix(TYPE_PREFIX),
        application_id=record.header("ce_subject") or "",
        sequence=int(record.header(SEQUENCE) or 0),
        wall_at=record.timestamp,
        value=json.loads(record.value or b"{}"),
        legal_at=record.header("ce_time") or "",
        cause=record.header(CAUSATION) or "",
    )


def read_mailbox(directory: Path) -> list[DeliveredNotice]:
    """Read every mail that arrived; its Message-ID is the notice's id."""
    return [_mail(path) for path in sorted(directory.glob("*.eml"))]


def _mail(path: Path) -> DeliveredNotice:
    message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    part = message.get_body(("plain",))
    notice_id = str(message["Message-ID"]).strip("<> ").split("@")[0]
    return DeliveredNotice(notice_id, str(part.get_content()) if part else "", _deliveries(path))


def _deliveries(path: Path) -> int:
    """Count how often the mail server was handed this mail: one line a delivery in the file beside it."""
    beside = path.with_suffix(".deliveries")
    return len(beside.read_text().splitlines()) if beside.exists() else 1


def read_messages(file: Path) -> list[DeliveredNotice]:
    """Read every short message the provider took, one JSON line each; a repeated reference is one message again."""
    taken: dict[str, DeliveredNotice] = {}
    for line in file.read_text().splitlines() if file.exists() else ():
        message = json.loads(line)
        before = taken.get(message["reference"])
        deliveries = before.deliveries + 1 if before else 1
        taken[message["reference"]] = DeliveredNotice(message["reference"], message["text"], deliveries)
    return list(taken.values())
