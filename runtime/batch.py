"""How is a batch of inputs decided and stored, whoever else may be writing?

Load, decide, write with the version each document had; where one had moved on, all of it again. What is written is
written before anybody hears of it: the applicant's sealed row, the verdicts, the documents, then what is parked.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.decision import World
from domain.identifiers import ApplicationId, InputId
from domain.inputs import ActionRequested
from runtime import metrics
from runtime.clock import wall_now
from runtime.errors import RejectedRecord, TransientFault
from runtime.incoming import Incoming, read
from runtime.outcomes import Outcome
from runtime.parking import ParkingLot
from runtime.publication import Publisher
from runtime.records import OutgoingRecord, RawRecord
from runtime.signing import Verifier
from runtime.store import Document, Store, Update
from runtime.turn import Ground, Judge, Turn
from runtime.work import LOADED, Work
from schemas.envelope import REPLAY_OF

MOST_CONFLICTS = 20


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
    ) -> None:
        self._store = store
        self._judge = judge
        self._world = world
        self._verifier = verifier
        self._publisher = publisher
        self._dead_letter_topic = dead_letter_topic

    async def decide_and_store(self, batch: Sequence[RawRecord], lot: ParkingLot) -> Decided:
        """Decide a batch and store what follows from it; safe to repeat.

        Raises TransientFault, and whatever else one of its records makes the store or the drivers raise.
        """
        incoming = [read(raw, self._verifier) for raw in batch]
        for _ in range(MOST_CONFLICTS):
            turn = await self._loaded(incoming, lot)
            for one in incoming:
                turn.take(one)
            if await self._stored(turn):
                return Decided(turn.records(), turn.outcomes, turn.lot, wall_now())
            metrics.VERSION_CONFLICTS.inc()
        raise TransientFault(f"a document had moved on {MOST_CONFLICTS} times")

    async def give_up(self, raw: RawRecord, lot: ParkingLot, fault: RejectedRecord) -> Decided:
        """Put aside a record that could not be processed even alone. Raises TransientFault."""
        turn = Turn(self._ground(), lot.copy(), {})
        turn.give_up(read(raw, self._verifier), fault)
        await turn.lot.save(self._store.parked)
        return Decided(turn.records(), turn.outcomes, turn.lot, wall_now())

    def _ground(self) -> Ground:
        return Ground(self._judge, self._world(), wall_now(), self._publisher, self._dead_letter_topic)

    async def _loaded(self, incoming: Sequence[Incoming], lot: ParkingLot) -> Turn:
        signed = [one for one in incoming if one.is_signed]
        works = {one.application_id: Work(one.application_id) for one in signed}
        for document in await self._store.applications.find({"_id": {"$in": list(works)}}, show=LOADED):
            works[document["_id"]] = Work.of(document)
        return Turn(
            self._ground(), lot.copy(), works, await self._verdicts(signed), await self._histories(signed, works)
        )

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

    async def _stored(self, turn: Turn) -> bool:
        """Write what the turn made; False when a document had moved on meanwhile."""
        rows = [row for work in turn.works.values() if (row := work.vault_row()) is not None]
        await self._store.vault.bulk([_once(row) for row in rows])
        await self._store.verdicts.bulk([_once(row) for row in turn.new_verdicts.values()])
        writes = [write for work in turn.works.values() if (write := work.write()) is not None]
        done = await self._store.applications.bulk(writes)
        if done.inserted + done.matched != len(writes):
            return False
        await turn.lot.save(self._store.parked)
        return True


def _once(row: Document) -> Update:
    """Write a row unless it stands: whoever wrote it first was right."""
    content = {name: value for name, value in row.items() if name != "_id"}
    return Update({"_id": row["_id"]}, {"$setOnInsert": content}, or_insert=True)
