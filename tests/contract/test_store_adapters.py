"""Do both drivers keep what the store's port promises?"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from runtime.errors import FatalFault, RejectedRecord, TransientFault
from runtime.settings import Settings
from runtime.store import BulkOutcome, Collection, Insert, Store, Update, connect
from runtime.store_indexes import INDEXES, ensure_indexes

pytestmark = pytest.mark.integration


@pytest.fixture(params=["motor", "pymongo"])
async def store(request: pytest.FixtureRequest, store_uri: str, database: str) -> AsyncIterator[Store]:
    store = connect(Settings(mongodb_uri=store_uri, mongodb_database=database, mongodb_driver=request.param))
    yield store
    await store.close()


@pytest.fixture
def rows(store: Store) -> Collection:
    return store.collection("rows")


async def test_a_store_that_is_there_answers(store: Store) -> None:
    await store.ping()


async def test_what_was_inserted_is_found_by_its_id(rows: Collection) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert await rows.insert({"_id": "a", "text": "İğdır", "at": at, "parts": [1, None, True]})

    assert await rows.get("a") == {"_id": "a", "text": "İğdır", "at": at, "parts": [1, None, True]}
    assert await rows.get("b") is None


async def test_a_second_document_under_one_id_is_refused_and_changes_nothing(rows: Collection) -> None:
    await rows.insert({"_id": "a", "number": 1})

    assert not await rows.insert({"_id": "a", "number": 2})
    assert await rows.get("a") == {"_id": "a", "number": 1}


async def test_put_writes_over_what_stood_there(rows: Collection) -> None:
    await rows.put({"_id": "a", "old": 1})
    await rows.put({"_id": "a", "new": 2})

    assert await rows.get("a") == {"_id": "a", "new": 2}


async def test_a_version_is_changed_once(rows: Collection) -> None:
    await rows.insert({"_id": "a", "version": 1})
    wish = ({"_id": "a", "version": 1}, {"$inc": {"version": 1}})

    assert [await rows.update(*wish), await rows.update(*wish)] == [True, False]


async def test_an_update_may_insert(rows: Collection) -> None:
    assert await rows.update({"_id": "a"}, {"$set": {"count": 1}}, or_insert=True)
    assert await rows.update({"_id": "a"}, {"$inc": {"count": 1}}, or_insert=True)

    assert await rows.get("a") == {"_id": "a", "count": 2}


async def test_documents_are_found_in_order_and_with_the_fields_asked_for(rows: Collection) -> None:
    for number in (3, 1, 2):
        await rows.insert({"_id": number, "rank": number, "nested": [{"cause": number, "data": "long"}]})

    found = await rows.find({"rank": {"$gte": 2}}, show={"rank": 1, "nested.cause": 1}, order=[("rank", -1)])

    assert found == [
        {"_id": 3, "rank": 3, "nested": [{"cause": 3}]},
        {"_id": 2, "rank": 2, "nested": [{"cause": 2}]},
    ]
    assert [row["_id"] for row in await rows.find({}, order=[("rank", 1)], limit=1)] == [1]
    assert [row["_id"] async for row in rows.each({}, order=[("rank", 1)])] == [1, 2, 3]
    assert await rows.find_one({"rank": 9}) is None


async def test_many_writes_at_once_tell_what_each_kind_did(rows: Collection) -> None:
    await rows.insert({"_id": "stands", "version": 1})

    done = await rows.bulk(
        [
            Insert({"_id": "new"}),
            Update({"_id": "stands", "version": 1}, {"$set": {"version": 2}}),
            Update({"_id": "stands", "version": 7}, {"$set": {"version": 8}}),
            Update({"_id": "fresh"}, {"$setOnInsert": {"version": 1}}, or_insert=True),
        ]
    )

    assert done == BulkOutcome(inserted=2, matched=1)
    assert await rows.get("stands") == {"_id": "stands", "version": 2}


async def test_an_insert_that_is_too_many_does_not_hold_up_its_neighbours(rows: Collection) -> None:
    await rows.insert({"_id": "stands"})

    done = await rows.bulk([Insert({"_id": "stands"}), Insert({"_id": "new"})])

    assert done == BulkOutcome(inserted=1, matched=0, duplicates=1)
    assert await rows.count({}) == 2


async def test_nothing_to_write_is_no_error(rows: Collection) -> None:
    assert await rows.bulk([]) == BulkOutcome(0, 0)


async def test_a_push_appends_in_order_beside_other_changes(rows: Collection) -> None:
    await rows.insert({"_id": "a", "version": 1, "ledger": [1], "texts": {}})
    change = {"$set": {"texts.t-1": "söz"}, "$inc": {"version": 1}, "$push": {"ledger": {"$each": [2, 3]}}}

    await rows.bulk([Update({"_id": "a", "version": 1}, change)])

    assert await rows.get("a") == {"_id": "a", "version": 2, "ledger": [1, 2, 3], "texts": {"t-1": "söz"}}


async def test_rows_are_counted_changed_removed_and_added_up(rows: Collection) -> None:
    for number in range(4):
        await rows.insert({"_id": number, "kind": "even" if number % 2 == 0 else "odd"})

    assert await rows.update_all({"kind": "odd"}, {"$set": {"seen": True}}) == 2
    added = await rows.aggregate([{"$group": {"_id": "$kind", "count": {"$sum": 1}}}, {"$sort": {"_id": 1}}])
    assert added == [{"_id": "even", "count": 2}, {"_id": "odd", "count": 2}]
    assert await rows.remove({"kind": "odd"}) == 2
    assert await rows.count({}) == 2


async def test_every_index_can_be_made_twice(store: Store) -> None:
    await ensure_indexes(store)
    await ensure_indexes(store)

    assert set(INDEXES) >= {"applications", "vault", "verdicts", "parked"}


async def test_a_unique_index_refuses_the_second(rows: Collection) -> None:
    await rows.ensure_index([("number", 1)], unique=True)
    assert await rows.insert({"_id": "a", "number": 1})

    assert not await rows.insert({"_id": "b", "number": 1})


async def test_what_cannot_be_stored_is_the_records_fault(rows: Collection) -> None:
    with pytest.raises(RejectedRecord, match="document_not_storable"):
        await rows.insert({"_id": "a", "what": object()})


async def test_a_wrong_question_is_ours_to_mend(rows: Collection) -> None:
    with pytest.raises((FatalFault, TransientFault)):
        await rows.find({"$no_such_operator": 1})


@pytest.mark.parametrize("driver", ["motor", "pymongo"])
async def test_a_store_that_is_away_is_a_transient_fault(driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connect.__globals__["CLIENT_SETTINGS"], "serverSelectionTimeoutMS", 200)
    away = connect(Settings(mongodb_uri="mongodb://127.0.0.1:9", mongodb_driver=driver))

    with pytest.raises(TransientFault):
        await away.ping()
    await away.close()


def test_an_uri_that_makes_no_sense_is_fatal() -> None:
    with pytest.raises(FatalFault, match="InvalidURI"):
        connect(Settings(mongodb_uri="mongodb://"))
