"""Does the store tell what the log told, and was nothing changed since? What `bimer verify` checks.

Five independent looks at each application: the chain of hashes over its ledger, its state against the ledger folded
anew, its texts against the hashes the ledger holds, its ledger against the facts on `routings`, and the rows that the
reports count against those that its state makes.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from pydantic import ValidationError

from domain.errors import DomainError
from domain.evolution import rebuild
from domain.report_rows import report_rows
from operations.evidence import read_facts
from operations.observed import ObservedFact
from operations.topic_records import kafka_of
from runtime.application_documents import fields_of, ledger_of, state_of
from runtime.clock import wall_now
from runtime.kafka_connection import topic
from runtime.ledger import first_broken
from runtime.report_facts import document_of
from runtime.settings import Settings
from runtime.store import Store
from schemas.catalogue import TYPE_PREFIX
from schemas.topics import topic_specs

EVER = datetime.min.replace(tzinfo=UTC)
REFUSED = "action.refused.v1"
UNDER_WAY_SECONDS = 3.0
"""The store is written before the log: what is missing there may just be on its way."""
FOLDED = "its state is not what its ledger makes of it"


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """What is kept of a fact while all are compared; `digest` is over its JSON, its legal time and its cause."""

    sequence: int
    event_type: str
    digest: bytes
    wall_at: datetime = field(default=EVER, compare=False)


FactsById = Mapping[str, PublishedFact]


@dataclass(frozen=True, slots=True)
class RowOwed:
    """What is kept of a report row that an application's state makes; `version` is that of its document."""

    application_id: str
    version: int
    digest: bytes


@dataclass(slots=True)
class Verification:
    """What was looked at, and what does not fit; `faults` are sentences by application."""

    applications: int = 0
    facts: int = 0
    faults: dict[str, list[str]] = field(default_factory=dict)


async def verify(settings: Settings, store: Store) -> Verification:
    """Compare the whole store with the whole log; faults are looked at once more, since the stack may be running."""
    found = await _compare(settings, store)
    if found.faults:
        await asyncio.sleep(UNDER_WAY_SECONDS)
        again = await _compare(settings, store)
        again.faults = {name: said for name, said in again.faults.items() if name in found.faults}
        return again
    return found


async def _compare(settings: Settings, store: Store) -> Verification:
    """Read the store first: what stands there must be on the log afterwards."""
    read_at = wall_now()
    kept_since = read_at - timedelta(days=topic_specs()["routings"].retention_days or 0)
    verification = Verification()
    faults: defaultdict[str, list[str]] = defaultdict(list)
    ledgers: dict[str, Mapping[str, PublishedFact]] = {}
    rows_owed: dict[str, RowOwed] = {}
    async for document in store.applications.each({}):
        faults[document["_id"]] += faults_of_document(document)
        ledgers[document["_id"]] = ledger_facts(document, kept_since)
        rows_owed |= rows_owed_by(document)
        verification.applications += 1
    async for application_id, fault in _faults_of_rows(store, rows_owed):
        faults[application_id].append(fault)
    published = await asyncio.to_thread(_published, settings)
    verification.facts = sum(len(facts) for facts in published.values())
    for application_id in {*ledgers, *published}:
        ledger, facts = ledgers.get(application_id, {}), published.get(application_id, {})
        faults[application_id] += faults_of_publication(ledger, facts, read_at)
    verification.faults = {name: said for name, said in faults.items() if said}
    return verification


async def _faults_of_rows(store: Store, owed: dict[str, RowOwed]) -> AsyncIterator[tuple[str, str]]:
    """Compare the report rows with those that the documents, read before, made: pairs of application and fault."""
    missing = dict(owed)
    async for row in store.report_facts.each({}):
        missing.pop(row["_id"], None)
        for fault in faults_of_row(row, owed.get(row["_id"])):
            yield row["application_id"], fault
    for row_id, one in missing.items():
        yield one.application_id, f"the report row {row_id} is missing"


def _published(settings: Settings) -> dict[str, dict[str, PublishedFact]]:
    facts: defaultdict[str, dict[str, PublishedFact]] = defaultdict(dict)
    for fact in read_facts(kafka_of(settings), [topic(settings, "routings")]):
        if fact.event_type != REFUSED:
            facts[fact.application_id][fact.fact_id] = published_fact(fact)
    return facts


def published_fact(fact: ObservedFact) -> PublishedFact:
    """Keep of a fact what is compared."""
    digest = _digest([fact.value, fact.legal_at, fact.cause])
    return PublishedFact(fact.sequence, fact.event_type, digest, fact.wall_at)


def ledger_facts(document: Mapping[str, Any], since: datetime = EVER) -> FactsById:
    """Keep of a ledger what is compared, entries from before `since` left out: the log no longer has them."""
    return {
        entry["fact_id"]: _ledger_fact(entry)
        for entry in document["ledger"]
        if datetime.fromisoformat(entry["wall_at"]) >= since
    }


def _ledger_fact(entry: Mapping[str, Any]) -> PublishedFact:
    digest = _digest([entry["data"], entry["at"], entry["cause"]])
    return PublishedFact(entry["seq"], entry["type"].removeprefix(TYPE_PREFIX), digest)


def _digest(value: object) -> bytes:
    return hashlib.sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).digest()


def faults_of_document(document: Mapping[str, Any]) -> Iterator[str]:
    """Say what does not fit inside one document."""
    broken = first_broken(document["ledger"], document["ledger_hash"])
    if broken is not None:
        yield f"its ledger was changed, shortened or reordered at entry {broken}"
    try:
        folded = rebuild(ledger_of(document))
        if folded != state_of(document):
            yield FOLDED
        elif folded is not None:
            fields = fields_of(folded, document["ledger_hash"])
            differing = [name for name, value in fields.items() if name != "state" and document.get(name) != value]
            if differing:
                yield f"fields for lists differ from its state: {', '.join(differing)}"
    except (DomainError, ValidationError, KeyError, ValueError, TypeError) as wrong:
        yield f"its ledger cannot be folded: {type(wrong).__name__}"
    texts = document.get("texts", {})
    references = _text_references([entry["data"] for entry in document["ledger"]])
    for text_id, sha256 in {reference["text_id"]: reference["sha256"] for reference in references}.items():
        text = texts.get(text_id)
        if text is None:
            yield f"the text {text_id} is missing"
        elif hashlib.sha256(text.encode()).hexdigest() != sha256:
            yield f"the text {text_id} was changed"


def rows_owed_by(document: Mapping[str, Any]) -> dict[str, RowOwed]:
    """Make the report rows of a document anew; none where its state cannot be read, which is a fault of its own."""
    try:
        rows = report_rows(document["_id"], state_of(document))
    except (DomainError, ValidationError, KeyError, ValueError, TypeError):
        return {}
    return {row.row_id: RowOwed(document["_id"], document["version"], _digest(document_of(row))) for row in rows}


def faults_of_row(row: Mapping[str, Any], owed: RowOwed | None) -> Iterator[str]:
    """Say whether a report row is not what its document made; one of a newer version was written meanwhile."""
    if owed is None:
        yield f"the report row {row['_id']} belongs to no task"
        return
    content = {name: value for name, value in row.items() if name != "version"}
    if row["version"] <= owed.version and _digest(content) != owed.digest:
        yield f"the report row {row['_id']} is not what its state makes of it"


def _text_references(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        if "text_id" in value and "sha256" in value:
            yield value
        else:
            for part in value.values():
                yield from _text_references(part)
    elif isinstance(value, list):
        for part in value:
            yield from _text_references(part)


def faults_of_publication(ledger: FactsById, published: FactsById, read_at: datetime) -> Iterator[str]:
    """Say where a ledger, read from the store at `read_at`, and the published facts differ.

    The store is written before the log, so a fact that was published before then must stand in the ledger.
    """
    for fact_id, entry in ledger.items():
        fact = published.get(fact_id)
        if fact is None:
            yield f"entry {entry.sequence} ({entry.event_type}) was never published"
        elif fact != entry:
            yield f"entry {entry.sequence} ({entry.event_type}) was published differently"
    for fact_id, fact in published.items():
        if fact_id not in ledger and fact.wall_at < read_at:
            yield f"the published fact {fact.sequence} ({fact.event_type}) stands in no ledger"
