"""What does an entry of the ledger look like, and how is a changed, missing or reordered one found?

`{seq, fact_id, type, data, at, wall_at, cause, src, hash}`: `data` is the fact's JSON, `at` its legal time, `cause` the
input's id, `src` the place `topic:partition:offset` that input was read from, `hash` chains it to the entry before.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import orjson

from domain.facts import ActionRefused, Fact
from domain.identifiers import InputId, fact_id_of
from schemas.catalogue import EVENT_BY_TYPE, ce_type_of, fact_of, to_wire
from schemas.envelope import rfc3339

Entry = dict[str, Any]

LONGEST_LEDGER = 512
"""Entries from which on nothing is taken that may come without end; a document must stay far below what the store can
hold."""
FIRST_HASH = "0" * 64


@dataclass(frozen=True, slots=True)
class Occasion:
    """What all facts of one decided input share."""

    input_id: InputId
    source: str
    at: datetime
    wall_at: datetime


def wire_of(fact: Fact | ActionRefused) -> tuple[str, dict[str, Any]]:
    """Return the CloudEvents type of a fact and its JSON."""
    event = to_wire(fact)
    return ce_type_of(event), event.model_dump(mode="json")


def entries_of(facts: Sequence[Fact], occasion: Occasion, *, after: int, previous: str) -> list[Entry]:
    """Write the facts of one input as entries behind entry number `after`, whose hash is `previous`."""
    entries: list[Entry] = []
    at, wall_at = rfc3339(occasion.at), rfc3339(occasion.wall_at)
    for ordinal, fact in enumerate(facts):
        ce_type, data = wire_of(fact)
        entry: Entry = {
            "seq": after + ordinal + 1,
            "fact_id": fact_id_of(occasion.input_id, ordinal),
            "type": ce_type,
            "data": data,
            "at": at,
            "wall_at": wall_at,
            "cause": occasion.input_id,
            "src": occasion.source,
        }
        previous = entry["hash"] = hash_of(entry, previous)
        entries.append(entry)
    return entries


def hash_of(entry: Mapping[str, Any], previous: str) -> str:
    """Chain an entry to the one before: SHA-256 over that one's hash and this one's canonical JSON."""
    content = {name: value for name, value in entry.items() if name != "hash"}
    return hashlib.sha256(previous.encode() + b"|" + orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def first_broken(entries: Sequence[Mapping[str, Any]], last_hash: str) -> int | None:
    """Return the number of the first entry that was changed, removed or moved; None when the chain holds.

    `last_hash` is what the document says beside the ledger: without it, entries cut off at the end would go unnoticed.
    """
    previous = FIRST_HASH
    for number, entry in enumerate(entries, start=1):
        if entry.get("seq") != number or entry.get("hash") != hash_of(entry, previous):
            return number
        previous = entry["hash"]
    return None if previous == last_hash else len(entries) + 1


def fact_of_entry(entry: Mapping[str, Any]) -> tuple[Fact, datetime]:
    """Read an entry as the fact it tells and the legal time of it."""
    event = EVENT_BY_TYPE[entry["type"]].model_validate(entry["data"])
    return cast("Fact", fact_of(event)), datetime.fromisoformat(entry["at"])
