"""How is a batch of inputs decided and stored, whoever else may be writing?

Load, decide, write with the version each document had; where one had moved on, all of it again. What is written is
written before anybody hears of it: the applicants' sealed rows and the verdicts, the documents, the report's rows, then
what is parked.

The rows come after the documents, of which they are a pure function: whoever dies in between has published nothing, so
his inputs are read again, found in the ledger, and with them all rows of their applications are written anew. Before
the documents a row could tell of a decision that was never stored, since another writer may decide otherwise.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.decision import World
from domain.identifiers import ApplicationId, InputId
from domain.inputs import ActionRequested, CalendarChanged, InstitutionSucceeded
from runtime import metrics
from runtime.clock import wall_now
from runtime.errors import RejectedRecord, TransientFault
from runtime.incoming import Incoming, read
from runtime.others import load_others
from runtime.outcomes import Outcome
from runtime.parking import ParkingLot
from runtime.publication import Publisher
from runtime.records import OutgoingRecord, RawRecord
from runtime.signing import Verifier
from runtime.store import Document, Store, Update
from runtime.turn import Ground, Judge, Turn
from runtime.work import LOADED, WITH_TEXTS, Work, answers, quotes
from schemas.envelope import REPLAY_OF

MOST_CONFLICTS = 20
OLDEST_SECONDS = 5.0
"""After which nothing of a batch is written any more; a membership of the group is lost after eight."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A batch that stands in the store and is still to be published."""

    records: Sequence[OutgoingRecord]
    outcomes: Sequence[Outcome]
    lot: ParkingLot
    stored_at: datetime


class BatchDecider:
    """Decides batches; one is enough for all partitions of a process."""

    def __init__(
        self,
        store: Store,
        judge: Judge,
        world: Callable[[], World],
        verifier: Verifier,
        publisher: Publisher,
        dead_letter_topic: str,
        calendar_revision: Callable[[], int] = lambda: 0,
    ) -> None:
        self._calendar_revision = calendar_revision
        self._store = store
        self._judge = judge
        self._world = world
        self._verifier = verifier
        self._publisher = publisher
        self._dead_letter_topic = dead_letter_topic

    async def decide_and_store(self, batch: Sequence[RawRecord], lot: ParkingLot, read_at: float) -> Decided:
        """Decide a batch that was read at `read_at`, by time.monotonic(), and store what follows; safe to repeat.

        Raises TransientFault, and whatever else one of its records makes the store or the drivers raise.
        """
        incoming = [read(raw, self._verifier) for raw in batch]
        self._ensure_calendar(incoming)
        self._ensure_successors(incoming)
        for _ in range(MOST_CONFLICTS):
            turn = await self._loaded(incoming, lot)
            for one in incoming:
                turn.take(one)
            if await self._stored(turn, read_at):
                return Decided(turn.records(), turn.outcomes, turn.lot, wall_now())
            metrics.VERSION_CONFLICTS.inc()
        raise TransientFault(f"a document had moved on {MOST_CONFLICTS} times")

    async def give_up(self, raw: RawRecord, lot: ParkingLot, fault: RejectedRecord, read_at: float) -> Decided:
        """Put aside a record that could not be processed even alone. Raises TransientFault."""
        turn = Turn(self._ground(), lot.copy(), {})
        turn.give_up(read(raw, self._verifier), fault)
        _ensure_young(read_at)
        await turn.lot.save(self._store.parked)
        return Decided(turn.records(), turn.outcomes, turn.lot, wall_now())

    def _ensure_calendar(self, incoming: Sequence[Incoming]) -> None:
        """Wait for the calendar that an input speaks of: counted on the one before, its dates would stay wrong."""
        wanted = max((one.asked.revision for one in incoming if isinstance(one.asked, CalendarChanged)), default=0)
        known = self._calendar_revision()
        if wanted > known:
            raise TransientFault(f"the calendar's revision {wanted} is not read yet, only {known}")

    def _ensure_successors(self, incoming: Sequence[Incoming]) -> None:
        """Wait for the institution that takes over: what is handed to one not known yet would go to the centre."""
        registry = self._world().registry
        for one in incoming:
            if isinstance(one.asked, InstitutionSucceeded) and one.asked.successor_id not in registry:
                raise TransientFault(f"the institution {one.asked.successor_id} is not read yet")

    def _ground(self) -> Ground:
        return Ground(self._judge, self._world(), wall_now(), self._publisher, self._dead_letter_topic)

    async def _loaded(self, incoming: Sequence[Incoming], lot: ParkingLot) -> Turn:
        signed = [one for one in incoming if one.is_signed]
        works = await self._works(signed)
        return Turn(
            ground=self._ground(),
            lot=lot.copy(),
            works=works,
            others=await load_others(self._store, (one.asked for one in signed if one.asked is not None)),
            verdicts=await self._verdicts(signed),
            histories=await self._histories(signed, works),
        )

    async def _works(self, signed: Sequence[Incoming]) -> dict[ApplicationId, Work]:
        """Load the documents, with their texts only where some fact will quote what was written before."""
        works = {one.application_id: Work(one.application_id) for one in signed}
        quoting = {one.application_id for one in signed if quotes(one.asked)}
        await self._load(works, works.keys() - quoting, LOADED)
        answering = {one.application_id for one in signed if answers(one.asked)} - quoting
        quoting |= {one for one in answering if works[one].tells_others}
        await self._load(works, quoting, WITH_TEXTS)
        return works

    async def _load(
        self, works: dict[ApplicationId, Work], wanted: AbstractSet[ApplicationId], show: Mapping[str, int]
    ) -> None:
        if wanted:
            for document in await self._store.applications.find({"_id": {"$in": list(wanted)}}, show=show):
                works[document["_id"]] = Work.of(document)

    async def _verdicts(self, signed: Sequence[Incoming]) -> dict[InputId, Document]:
        asked = [one.input_id for one in signed if isinstance(one.asked, ActionRequested)]
        found = await self._store.verdicts.find({"_id": {"$in": asked}}) if asked else []
        return {row["_id"]: row for row in found}

    async def _histories(
        self, signed: Sequence[Incoming], works: dict[ApplicationId, Work]
    ) -> dict[ApplicationId, Document]:
        """Load whole those documents that know an input of this batch from the very same place, or may do."""
        again = {
            one.application_id
            for one in signed
            if works[one.application_id].sources.get(one.input_id) in {one.source, one.raw.header(REPLAY_OF) or ""}
        }
        if not again:
            return {}
        found = await self._store.applications.find({"_id": {"$in": list(again)}}, show={"ledger": 1, "texts": 1})
        return {document["_id"]: document for document in found}

    async def _stored(self, turn: Turn, read_at: float) -> bool:
        """Write what the turn made; False when a document had moved on meanwhile."""
        rows = [row for work in turn.works.values() if (row := work.vault_row()) is not None]
        writes = [write for work in turn.works.values() if (write := work.write()) is not None]
        _ensure_young(read_at)
        await _together(
            self._store.vault.bulk([_once(row) for row in rows]),
            self._store.verdicts.bulk([_once(row) for row in turn.new_verdicts.values()]),
        )
        _ensure_young(read_at)
        done = await self._store.applications.bulk(writes)
        if done.inserted + done.matched != len(writes):
            return False
        await self._store.report_facts.bulk([row for work in turn.works.values() for row in work.row_updates()])
        _ensure_young(read_at)
        await turn.lot.save(self._store.parked)
        return True


def _ensure_young(read_at: float) -> None:
    """Raise TransientFault for a batch that was read too long ago: we may have been frozen, and it be another's."""
    if time.monotonic() - read_at > OLDEST_SECONDS:
        raise TransientFault("the batch is too old to be written")


async def _together(*writes: Coroutine[Any, Any, Any]) -> None:
    """Write at once and raise what the first failed one raises; not gather(), which can swallow a cancellation."""
    tasks = [asyncio.ensure_future(write) for write in writes]
    try:
        await asyncio.wait(tasks)
    finally:
        for task in tasks:
            task.cancel()
    for task in tasks:
        task.result()


def _once(row: Document) -> Update:
    """Write a row unless it stands: whoever wrote it first was right."""
    content = {name: value for name, value in row.items() if name != "_id"}
    return Update({"_id": row["_id"]}, {"$setOnInsert": content}, or_insert=True)
