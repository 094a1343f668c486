"""Does the local store behave as the MongoDB that the services are written for?"""

import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from pymongo import MongoClient
from pymongo.errors import DuplicateKeyError, PyMongoError

from operations.errors import MissingPiece
from operations.local_store import LocalStore, StoreKind, build_rust_store, find_store, rust_store_root

pytestmark = pytest.mark.integration


def test_a_versioned_update_takes_effect_once(store_uri: str, database: str) -> None:
    with MongoClient[dict[str, object]](store_uri) as client:
        applications = client[database].applications
        applications.insert_one({"_id": "a", "version": 1})
        wish = ({"_id": "a", "version": 1}, {"$set": {"version": 2}})

        first, second = (applications.update_one(*wish).modified_count for _ in range(2))

    assert (first, second) == (1, 0)


def test_a_unique_index_refuses_the_second(store_uri: str, database: str) -> None:
    with MongoClient[dict[str, object]](store_uri) as client:
        rows = client[database].rows
        rows.create_index("number", unique=True)
        rows.insert_one({"number": 1})

        with pytest.raises(DuplicateKeyError):
            rows.insert_one({"number": 1})


def test_an_aborted_transaction_leaves_nothing(store_uri: str, database: str) -> None:
    with MongoClient[dict[str, object]](store_uri) as client:
        rows = client[database].rows
        rows.insert_one({"_id": "before"})
        with client.start_session() as session:
            session.start_transaction()
            rows.insert_one({"_id": "inside"}, session=session)
            session.abort_transaction()

        assert [row["_id"] for row in rows.find()] == ["before"]


def test_what_was_written_is_there_after_a_stop_and_a_start(tmp_path: Path) -> None:
    store = LocalStore(tmp_path)
    with store, MongoClient[dict[str, object]](store.uri) as client:
        client.bimer.rows.insert_one({"_id": "kept"})

    with store, MongoClient[dict[str, object]](store.uri) as client:
        assert client.bimer.rows.count_documents({}) == 1


def test_what_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    store = LocalStore(tmp_path).start()
    acknowledged: list[str] = []
    writers = [Thread(target=write_until_it_fails, args=(store.uri, number, acknowledged)) for number in range(8)]
    for writer in writers:
        writer.start()
    time.sleep(1.5)

    store.kill()

    for writer in writers:
        writer.join()
    with store, MongoClient[dict[str, object]](store.uri) as client:
        kept = {row["_id"] for row in client.bimer.rows.find({}, {"_id": True})}
    assert len(acknowledged) > 100
    assert not set(acknowledged) - kept


def write_until_it_fails(uri: str, writer: int, acknowledged: list[str]) -> None:
    acknowledging = f"{uri}&retryWrites=false&journal=true&serverSelectionTimeoutMS=500"
    with MongoClient[dict[str, object]](acknowledging) as client, suppress(PyMongoError):
        for number in count():
            client.bimer.rows.insert_one({"_id": f"{writer}-{number}", "text": "x" * 700})
            acknowledged.append(f"{writer}-{number}")


def test_a_stopped_store_leaves_no_process(tmp_path: Path) -> None:
    store = LocalStore(tmp_path).start()
    (pid,) = store.pids

    store.stop()

    assert not Path(f"/proc/{pid}").exists()


def programs(folder: Path, *names: str) -> str:
    folder.mkdir(parents=True)
    for name in names:
        (folder / name).write_text("#!/bin/sh\n")
        (folder / name).chmod(0o755)
    return str(folder)


@pytest.fixture
def empty_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with no store at all."""
    monkeypatch.setenv("PATH", programs(tmp_path / "path"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("sys.executable", str(tmp_path / "venv" / "bin" / "python"))
    return tmp_path


def test_the_best_store_of_the_machine_is_chosen(empty_machine: Path) -> None:
    with pytest.raises(MissingPiece, match="make store"):
        find_store()

    programs(empty_machine / "venv" / "bin", "secantusd-py")
    assert find_store()[0] is StoreKind.SECANTUS_PYTHON

    programs(rust_store_root() / "bin", "secantusd-rs")
    assert find_store()[0] is StoreKind.SECANTUS_RUST

    (empty_machine / "path" / "mongod").write_text("#!/bin/sh\n")
    (empty_machine / "path" / "mongod").chmod(0o755)
    assert find_store()[0] is StoreKind.MONGOD


def test_a_store_that_is_built_is_not_built_again(empty_machine: Path) -> None:
    with pytest.raises(MissingPiece, match="cargo"):
        build_rust_store()

    programs(rust_store_root() / "bin", "secantusd-rs")

    assert build_rust_store() == rust_store_root() / "bin" / "secantusd-rs"
