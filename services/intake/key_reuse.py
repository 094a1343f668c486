"""Was this Idempotency-Key used before, and for the same content?

The store is given 50 ms, or what the operator sets, and no more: registering needs Kafka and nothing else. Whoever
comes while it is away, or owes an answer, is registered unchecked and marked so. Questions that come together are asked
together, in one write.
"""

import asyncio
import hashlib
import time
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from runtime.clock import wall_now
from runtime.errors import Fault
from runtime.log import logger
from runtime.store import Collection, Insert

QUIET_SECONDS: Final = 1.0
"""How long nobody is asked after the store could not be reached."""

GATHERING_SECONDS: Final = 0.002
MOST_AT_ONCE: Final = 100

_log = logger(__name__)


class KeyUse(StrEnum):
    """What the store said of a key."""

    FOR_THIS_CONTENT = "for_this_content"
    FOR_OTHER_CONTENT = "for_other_content"
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class KeyAnswer:
    """How a key was used; `received_at` is the legal moment of its first use."""

    use: KeyUse
    received_at: datetime


@dataclass(frozen=True, slots=True)
class _Question:
    row_id: str
    digest: str
    received_at: datetime
    answer: "asyncio.Future[KeyAnswer]"


class KeyRegister:
    """Remembers in the store which key stood for which content, for thirty days."""

    def __init__(self, collection: Collection, patience_seconds: float) -> None:
        self._collection = collection
        self._patience_seconds = patience_seconds
        self._waiting: list[_Question] = []
        self._asking: dict[asyncio.Task[None], float] = {}
        self._quiet_until = 0.0

    async def note(self, scope: str, key: str, digest: bytes, received_at: datetime) -> KeyAnswer:
        """Note what a key stands for and say whether it stood for anything before."""
        unchecked = KeyAnswer(KeyUse.UNCHECKED, received_at)
        if self._must_not_be_asked():
            return unchecked
        answer: asyncio.Future[KeyAnswer] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Question(_row_id(scope, key), digest.hex(), received_at, answer))
        if len(self._waiting) == 1:
            asyncio.get_running_loop().call_later(GATHERING_SECONDS, self._ask_all)
        elif len(self._waiting) >= MOST_AT_ONCE:
            self._ask_all()
        try:
            async with asyncio.timeout(self._patience_seconds):
                return await answer
        except TimeoutError:
            return unchecked

    async def stop(self) -> None:
        """Let go of the questions still under way."""
        for task in list(self._asking):
            task.cancel()

    def _must_not_be_asked(self) -> bool:
        """Tell whether the store is away, or still owes an answer that nobody waits for any more."""
        now = time.monotonic()
        oldest = next(iter(self._asking.values()), now)
        return now < self._quiet_until or now - oldest > self._patience_seconds

    def _ask_all(self) -> None:
        questions, self._waiting = self._waiting, []
        if questions:
            task = asyncio.create_task(self._ask(questions))
            self._asking[task] = time.monotonic()
            task.add_done_callback(self._asking.pop)

    async def _ask(self, questions: list[_Question]) -> None:
        try:
            answers = await self._answers(questions)
        except Fault as fault:
            _log.warning("keys are not checked", error=str(fault))
            self._quiet_until = time.monotonic() + QUIET_SECONDS
            answers = [KeyAnswer(KeyUse.UNCHECKED, question.received_at) for question in questions]
        for question, answer in zip(questions, answers, strict=True):
            if not question.answer.done():
                question.answer.set_result(answer)

    async def _answers(self, questions: list[_Question]) -> list[KeyAnswer]:
        """Insert all rows; only where some stood there already is it read which."""
        rows = {question.row_id: question for question in reversed(questions)}
        outcome = await self._collection.bulk([Insert(_row(question)) for question in rows.values()])
        first = {question.row_id: (question.digest, question.received_at) for question in rows.values()}
        if outcome.duplicates:
            for row in await self._collection.find({"_id": {"$in": list(rows)}}):
                first[row["_id"]] = (row["digest"], row["received_at"])
        return [_answer(question, *first[question.row_id]) for question in questions]


def _answer(question: _Question, digest: str, received_at: datetime) -> KeyAnswer:
    if digest != question.digest:
        return KeyAnswer(KeyUse.FOR_OTHER_CONTENT, question.received_at)
    return KeyAnswer(KeyUse.FOR_THIS_CONTENT, received_at)


def _row_id(scope: str, key: str) -> str:
    """Name the row; the scope is a keyed hash of the person already, the digest only makes the id short."""
    return hashlib.sha256(f"{scope}|{key}".encode()).hexdigest()


def _row(question: _Question) -> dict[str, object]:
    return {
        "_id": question.row_id,
        "digest": question.digest,
        "received_at": question.received_at,
        "at": wall_now(),
    }
