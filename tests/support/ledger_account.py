"""Does every subscriber see each fact of every ledger once and in order? Told from the log and the store alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from domain.application import Application
from domain.audience import audience
from domain.evolution import evolve
from domain.identifiers import ApplicationId, InstitutionId
from domain.report_rows import report_rows
from runtime.application_documents import state_of
from runtime.ledger import fact_of_entry, first_broken
from runtime.records import RawRecord
from runtime.report_facts import row_of
from runtime.store import Document

Seen = list[tuple[int, str]]
"""Facts of one application in the order in which they were read: number in the ledger, id."""


def facts_seen(records: Iterable[RawRecord]) -> dict[ApplicationId, Seen]:
    """List what was read of each application; refusals stand in no ledger and are left out."""
    seen: dict[ApplicationId, Seen] = defaultdict(list)
    for record in records:
        sequence = record.header("ce_sequence")
        if sequence is not None:
            seen[ApplicationId(record.header("ce_subject") or "")].append((int(sequence), record.header("ce_id") or ""))
    return dict(seen)


def facts_stored(documents: Iterable[Document]) -> dict[ApplicationId, Seen]:
    """List what the ledgers say."""
    return {one["_id"]: [(entry["seq"], entry["fact_id"]) for entry in one["ledger"]] for one in documents}


def copies_owed(documents: Iterable[Document]) -> dict[InstitutionId, dict[ApplicationId, Seen]]:
    """List what each institution must have got, from folding the ledgers."""
    owed: dict[InstitutionId, dict[ApplicationId, Seen]] = defaultdict(dict)
    for document in documents:
        application: Application | None = None
        for entry in document["ledger"]:
            fact, at = fact_of_entry(entry)
            application = evolve(application, fact, at)
            for institution_id in audience(fact, application):
                owed[institution_id].setdefault(document["_id"], []).append((entry["seq"], entry["fact_id"]))
    return dict(owed)


def assert_balanced(
    documents: Sequence[Document],
    routings: Iterable[RawRecord],
    copies: Mapping[InstitutionId, Iterable[RawRecord]],
) -> None:
    """Fail where a fact was lost, told twice or told out of order, or where a chain of hashes is broken."""
    broken = [one["_id"] for one in documents if first_broken(one["ledger"], one["ledger_hash"]) is not None]
    assert not broken
    assert facts_seen(routings) == facts_stored(documents)
    assert {to: facts_seen(records) for to, records in copies.items()} == copies_owed(documents)


def assert_reported(documents: Iterable[Document], rows: Iterable[Document]) -> None:
    """Fail where the rows that reports count are not exactly those that the documents make."""
    owed = {row for document in documents for row in report_rows(document["_id"], state_of(document))}
    found = [row_of(row) for row in rows]
    assert set(found) == owed
    assert len(found) == len(owed)
