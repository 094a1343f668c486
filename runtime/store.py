"""How is the store reached? One small port, two drivers behind it: motor (the default) and PyMongo's async client.

Both speak the same calls but for `aggregate` and `close`; everything else of the system sees only `Store` and
`Collection`, and faults instead of the drivers' errors.
"""

import inspect
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from pymongo import AsyncMongoClient, InsertOne, UpdateOne
from pymongo.errors import BulkWriteError, DuplicateKeyError

from runtime.errors import TransientFault
from runtime.settings import Settings
from runtime.store_errors import DUPLICATE_KEY, fate_of, store_errors_translated

Document: TypeAlias = dict[str, Any]
Order: TypeAlias = Sequence[tuple[str, int]]

CLIENT_SETTINGS: Final[dict[str, Any]] = {
    "w": "majority",
    "journal": True,
    "retryWrites": False,  # a retried write would hide a version conflict
    "serverSelectionTimeoutMS": 3_000,
    "connectTimeoutMS": 2_000,
    "socketTimeoutMS": 10_000,
    "maxPoolSize": 32,
    "tz_aware": True,
}


@dataclass(frozen=True, slots=True)
class Insert:
    """One document to be added by a bulk write."""

    document: Document


@dataclass(frozen=True, slots=True)
class Update:
    """One change of a bulk write: what to find, and MongoDB's update operators."""

    found_by: Mapping[str, Any]
    change: Mapping[str, Any]
    or_insert: bool = False


@dataclass(frozen=True, slots=True)
class BulkOutcome:
    """What a bulk write did; `duplicates` counts inserts whose id stood there already."""

    inserted: int
    matched: int
    duplicates: int = 0


class Collection:
    """One collection; every method raises faults."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    async def get(self, document_id: Any, *, show: Mapping[str, Any] | None = None) -> Document | None:
        """Return the document with this `_id`."""
        return await self.find_one({"_id": document_id}, show=show)

    async def find_one(
        self, found_by: Mapping[str, Any], *, show: Mapping[str, Any] | None = None, order: Order | None = None
    ) -> Document | None:
        """Return the first document found."""
        found = await self.find(found_by, show=show, order=order, limit=1)
        return found[0] if found else None

    async def find(
        self,
        found_by: Mapping[str, Any],
        *,
        show: Mapping[str, Any] | None = None,
        order: Order | None = None,
        limit: int = 0,
    ) -> list[Document]:
        """Return the documents found; `show` is a projection, `limit` 0 gives all."""
        with store_errors_translated():
            documents: list[Document] = await self._cursor(found_by, show, order, limit).to_list(None)
        return documents

    async def each(
        self, found_by: Mapping[str, Any], *, show: Mapping[str, Any] | None = None, order: Order | None = None
    ) -> AsyncIterator[Document]:
        """Yield the documents found one by one: for more than fit into memory."""
        with store_errors_translated():
            async for document in self._cursor(found_by, show, order, 0):
                yield document

    def _cursor(
        self, found_by: Mapping[str, Any], show: Mapping[str, Any] | None, order: Order | None, limit: int
    ) -> Any:
        cursor = self._raw.find(found_by, show, limit=limit)
        return cursor.sort(list(order)) if order else cursor

    async def insert(self, document: Document) -> bool:
        """Add a document; False when its id, or another unique key, stands there already."""
        with store_errors_translated():
            try:
                await self._raw.insert_one(document)
            except DuplicateKeyError:
                return False
        return True

    async def put(self, document: Document) -> None:
        """Write a document over whatever stood under its id."""
        with store_errors_translated():
            await self._raw.replace_one({"_id": document["_id"]}, document, upsert=True)

    async def update(self, found_by: Mapping[str, Any], change: Mapping[str, Any], *, or_insert: bool = False) -> bool:
        """Change one document with MongoDB's update operators; tells whether one was found (or inserted)."""
        with store_errors_translated():
            result = await self._raw.update_one(found_by, change, upsert=or_insert)
        return bool(result.matched_count or result.upserted_id is not None)

    async def update_all(self, found_by: Mapping[str, Any], change: Mapping[str, Any]) -> int:
        """Change every document found; returns how many."""
        with store_errors_translated():
            result = await self._raw.update_many(found_by, change)
        return int(result.modified_count)

    async def remove(self, found_by: Mapping[str, Any]) -> int:
        """Remove every document found; returns how many."""
        with store_errors_translated():
            result = await self._raw.delete_many(found_by)
        return int(result.deleted_count)

    async def count(self, found_by: Mapping[str, Any]) -> int:
        """Count the documents found."""
        with store_errors_translated():
            return int(await self._raw.count_documents(found_by))

    async def aggregate(self, pipeline: Sequence[Mapping[str, Any]]) -> list[Document]:
        """Run an aggregation."""
        with store_errors_translated():
            cursor = self._raw.aggregate(list(pipeline))
            if inspect.isawaitable(cursor):  # PyMongo's is a coroutine, motor's is not
                cursor = await cursor
            documents: list[Document] = await cursor.to_list(None)
        return documents

    async def bulk(self, writes: Sequence[Insert | Update]) -> BulkOutcome:
        """Write many at once, in no order; an insert whose id stands there already is counted, not raised."""
        if not writes:
            return BulkOutcome(0, 0)
        with store_errors_translated():
            try:
                result = await self._raw.bulk_write([_operation(write) for write in writes], ordered=False)
            except BulkWriteError as partly:
                return _outcome_of(partly)
        return BulkOutcome(result.inserted_count + result.upserted_count, result.matched_count)

    async def ensure_index(self, keys: Order, **options: Any) -> None:
        """Make an index unless it stands."""
        with store_errors_translated():
            await self._raw.create_index(list(keys), **options)


def _operation(write: Insert | Update) -> Any:
    if isinstance(write, Insert):
        return InsertOne(write.document)
    return UpdateOne(write.found_by, write.change, upsert=write.or_insert)


def _outcome_of(partly: BulkWriteError) -> BulkOutcome:
    details = partly.details or {}
    codes = [error["code"] for error in details.get("writeErrors", ())]
    if not codes or any(code != DUPLICATE_KEY for code in codes) or details.get("writeConcernErrors"):
        raise fate_of(partly)
    return BulkOutcome(details["nInserted"] + details["nUpserted"], details["nMatched"], len(codes))


class Store:
    """The store's collections."""

    def __init__(self, client: Any, database: str) -> None:
        self._client = client
        self._database = client[database]
        self.applications = self.collection("applications")
        self.vault = self.collection("vault")
        self.verdicts = self.collection("verdicts")
        self.parked = self.collection("parked")
        self.notices = self.collection("notices")
        self.actions = self.collection("actions")
        self.idempotency_keys = self.collection("idempotency_keys")
        self.mail_drafts = self.collection("mail_drafts")
        self.print_queue = self.collection("print_queue")
        self.sign_ins = self.collection("sign_ins")
        self.report_facts = self.collection("report_facts")

    def collection(self, name: str) -> Collection:
        """Return a collection by its name."""
        return Collection(self._database[name])

    async def ping(self) -> None:
        """Return when the store answers; raises TransientFault when it does not."""
        with store_errors_translated():
            answer = await self._client.admin.command("ping")
        if not answer.get("ok"):
            raise TransientFault("the store does not answer")

    async def close(self) -> None:
        """Disconnect."""
        closing = self._client.close()
        if inspect.isawaitable(closing):
            await closing


def connect(settings: Settings) -> Store:
    """Open the store with the driver that the settings name; contacts no server yet."""
    with store_errors_translated():
        if settings.mongodb_driver == "motor":
            from motor.motor_asyncio import AsyncIOMotorClient

            return Store(AsyncIOMotorClient(settings.mongodb_uri, **CLIENT_SETTINGS), settings.mongodb_database)
        return Store(AsyncMongoClient(settings.mongodb_uri, **CLIENT_SETTINGS), settings.mongodb_database)
