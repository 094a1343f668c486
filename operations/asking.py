"""How does operations ask the same of many applications, so that none is missed and none is asked for nothing twice?

Every input has a deterministic id: who is asked again by a repeated command notices it.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from domain.identifiers import ApplicationId
from domain.inputs import Input
from operations.topic_records import RecordWriter, kafka_of
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.store import Store
from schemas.catalogue import Writer, to_wire
from schemas.envelope import wrap

SETTLING_SECONDS = 10.0
"""After which nothing is stored any more that was decided by what held before: a router's batch lives half as long."""


async def ask_all(
    settings: Settings,
    store: Store,
    found_by: Mapping[str, Any],
    asking: Callable[[ApplicationId], Input],
    *,
    settling_seconds: float = SETTLING_SECONDS,
) -> int:
    """Ask every application found, then those that were being stored meanwhile; return how many were asked."""
    asked: set[ApplicationId] = set()
    for wait in (0.0, settling_seconds):
        await asyncio.sleep(wait)
        ids = [ApplicationId(document["_id"]) async for document in store.applications.each(found_by, show={"_id": 1})]
        new = [application_id for application_id in ids if application_id not in asked]
        await asyncio.to_thread(_write, settings, [asking(application_id) for application_id in new])
        asked.update(new)
    return len(asked)


def _write(settings: Settings, inputs: Iterable[Input]) -> None:
    """Put inputs on the log, each under its application's key and signed by operations."""
    signer = Signer.of(Keys.load(settings, "operations"), Writer.OPERATIONS)
    at, where = LegalClock.of(settings).now(), topic(settings, "applications")
    with RecordWriter(kafka_of(settings)) as records:
        for each in inputs:
            subject = each.application_id
            wrapped = wrap(to_wire(each), ce_id=each.input_id, source=signer.writer, subject=subject, at=at)
            envelope = signer.sign(wrapped)
            records.write(where, envelope.key, envelope.value, envelope.headers())
