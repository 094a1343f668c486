"""Is a reused key noticed while the store answers, and does nobody wait for a store that does not?"""

import asyncio
import os
import signal
import time
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path

import pytest

from operations.local_store import LocalStore
from runtime.settings import settings
from runtime.store import Store, connect
from services.intake.key_reuse import QUIET_SECONDS, KeyAnswer, KeyRegister, KeyUse
from tests.support.backing import missing_pieces_skip
from tests.support.builders import noon
from tests.support.service_process import state_in

pytestmark = pytest.mark.integration

AT = noon(date(2026, 3, 2))
ONE, OTHER = b"1" * 32, b"2" * 32


@pytest.fixture
def server(tmp_path: Path) -> Iterator[LocalStore]:
    """A store of this test's own, to be frozen and killed."""
    with missing_pieces_skip():
        server = LocalStore(tmp_path / "store").start()
    yield server
    for pid in server.pids:
        os.kill(pid, signal.SIGCONT)
    server.stop()


@pytest.fixture
async def store(server: LocalStore, tmp_path: Path) -> AsyncIterator[Store]:
    """The store, with its first connection open."""
    store = connect(state_in(tmp_path, mongodb_uri=server.uri, mongodb_database="keys"))
    await store.ping()
    yield store
    await store.close()


@pytest.fixture
async def register(store: Store) -> AsyncIterator[KeyRegister]:
    """The register of keys."""
    register = KeyRegister(store.idempotency_keys, settings().key_patience_seconds)
    await until_answered(register, "warm")
    yield register
    await register.stop()


async def note(register: KeyRegister, key: str, digest: bytes = ONE, scope: str = "person") -> KeyAnswer:
    return await register.note(scope, key, digest, AT)


async def until_answered(register: KeyRegister, key: str, digest: bytes = ONE) -> KeyAnswer:
    """Ask until the store has answered in time."""
    for _ in range(100):
        answer = await note(register, key, digest)
        if answer.use is not KeyUse.UNCHECKED:
            return answer
        await asyncio.sleep(0.1)
    raise AssertionError("the store was never asked again")


async def test_a_key_stands_for_one_content_of_one_person(register: KeyRegister):
    assert (await until_answered(register, "a")).use is KeyUse.FOR_THIS_CONTENT
    assert (await until_answered(register, "a")).use is KeyUse.FOR_THIS_CONTENT
    assert (await until_answered(register, "a", OTHER)).use is KeyUse.FOR_OTHER_CONTENT
    assert (await note(register, "a", OTHER, scope="somebody else")).use is not KeyUse.FOR_OTHER_CONTENT


async def test_the_moment_of_the_first_use_is_kept(register: KeyRegister):
    await until_answered(register, "b")
    assert (await register.note("person", "b", ONE, noon(date(2026, 3, 9)))).received_at == AT


async def test_of_two_contents_that_come_together_one_is_first(register: KeyRegister):
    for attempt in range(20):  # on a busy machine the store may owe its answer once
        answers = await asyncio.gather(*(note(register, f"c{attempt}", digest) for digest in (ONE, OTHER, ONE)))
        if KeyUse.UNCHECKED not in {answer.use for answer in answers}:
            break
    assert [answer.use for answer in answers] == [
        KeyUse.FOR_THIS_CONTENT,
        KeyUse.FOR_OTHER_CONTENT,
        KeyUse.FOR_THIS_CONTENT,
    ]


async def test_nobody_waits_for_a_frozen_store_and_it_is_asked_again_when_it_answers(
    register: KeyRegister, server: LocalStore
):
    await until_answered(register, "d")
    for pid in server.pids:
        os.kill(pid, signal.SIGSTOP)
    started = time.monotonic()
    answers = await asyncio.gather(*(note(register, f"d{number}") for number in range(500)))
    answers += [await note(register, f"e{number}") for number in range(20)]
    assert {answer.use for answer in answers} == {KeyUse.UNCHECKED}
    assert time.monotonic() - started < 2
    for pid in server.pids:
        os.kill(pid, signal.SIGCONT)
    assert (await until_answered(register, "d", OTHER)).use is KeyUse.FOR_OTHER_CONTENT


async def test_a_dead_store_is_asked_once_in_a_while_and_found_again(register: KeyRegister, server: LocalStore):
    await until_answered(register, "f")
    server.kill()
    answers = [await note(register, f"g{number}") for number in range(100)]
    assert {answer.use for answer in answers} == {KeyUse.UNCHECKED}
    server.start()
    await asyncio.sleep(QUIET_SECONDS)
    assert (await until_answered(register, "f", OTHER)).use is KeyUse.FOR_OTHER_CONTENT
