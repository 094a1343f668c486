"""Where do notices wait? In a collection of the store, each with the moment at which it wants to be looked at.

`waiting` becomes `concluded` when it was handed over or given up, and `told` when the router's log has the outcome. A
letter and a call become `listed` first, until people report the day of service. To take a notice up is to move its
moment behind the end of a lease: who dies leaves it to the next.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.identifiers import NoticeId
from domain.inputs import NoticeChannel
from runtime.notice_rows import NoticeStatus
from runtime.store import Insert, Store, Update
from services.notifier.attempts import AwaitsService, TryAgain
from services.notifier.notice import Conclusion, Notice

LEASE = timedelta(minutes=2)
"""Longer than any round of sending takes."""
TOLD_WITHIN = timedelta(seconds=5)


_UNFINISHED = {"$in": [NoticeStatus.WAITING.value, NoticeStatus.CONCLUDED.value]}


class NoticeQueue:
    """The notices of all workers; `worker` is this one's stable name."""

    def __init__(self, store: Store, worker: str) -> None:
        self._notices = store.notices
        self._worker = worker

    async def add(self, notices: Iterable[Notice], now: datetime) -> int:
        """Put notices into the queue; those it has, whatever became of them, stay as they are. Returns the new ones."""
        fresh = {"status": NoticeStatus.WAITING.value, "attempts": 0, "next_attempt_at": now, "queued_at": now}
        done = await self._notices.bulk([Insert({**notice.row(), **fresh}) for notice in notices])
        return done.inserted

    async def take(self, channel: NoticeChannel, now: datetime, limit: int) -> list[Notice]:
        """Take up what wants to be looked at, oldest wish first; nobody else gets it before the lease ends."""
        wanted = {"status": _UNFINISHED, "channel": channel.value, "next_attempt_at": {"$lte": now}}
        found = await self._notices.find(wanted, show={"_id": 1}, order=[("next_attempt_at", 1)], limit=limit)
        if not found:
            return []
        these = {"$in": [row["_id"] for row in found]}
        lease = uuid.uuid4().hex
        held = {"next_attempt_at": now + LEASE, "worker": self._worker, "lease": lease}
        await self._notices.update_all({"_id": these, **wanted}, {"$set": held, "$inc": {"attempts": 1}})
        return [Notice.from_row(row) for row in await self._notices.find({"_id": these, "lease": lease})]

    async def settle(self, outcomes: Mapping[NoticeId, Conclusion | AwaitsService | TryAgain], now: datetime) -> None:
        """Write down what the attempts came to; an outcome that is not told soon is taken up again."""
        changes = ((one, _change(what, now)) for one, what in outcomes.items())
        await self._notices.bulk([Update({"_id": one}, change) for one, change in changes])

    async def finish(self, notice_ids: Sequence[NoticeId]) -> None:
        """Mark notices whose outcome is on the log."""
        if notice_ids:
            told = {"$set": {"status": NoticeStatus.TOLD.value}, "$unset": {"lease": "", "next_attempt_at": ""}}
            await self._notices.update_all({"_id": {"$in": list(notice_ids)}}, told)

    async def free(self, now: datetime) -> int:
        """Give back what this worker held when it died, so that a restart need not wait for the lease's end."""
        mine = {"worker": self._worker, "status": _UNFINISHED, "lease": {"$exists": True}}
        return await self._notices.update_all(mine, {"$set": {"next_attempt_at": now}, "$unset": {"lease": ""}})

    async def lose(self, notice_ids: Sequence[NoticeId]) -> None:
        """Take notices out as if they had never been; only the demo's sabotage asks for that."""
        await self._notices.remove({"_id": {"$in": list(notice_ids)}})

    async def waiting(self) -> int:
        """Count the notices that are not handed over yet."""
        return await self._notices.count({"status": NoticeStatus.WAITING.value})


def _change(outcome: Conclusion | AwaitsService | TryAgain, now: datetime) -> dict[str, Any]:
    if isinstance(outcome, AwaitsService):
        listed = {"status": NoticeStatus.LISTED.value, "template": outcome.template, "listed_at": now}
        return {"$set": listed, "$unset": {"lease": "", "next_attempt_at": ""}}
    return {"$set": _fields(outcome, now), "$unset": {"lease": ""}}


def _fields(outcome: Conclusion | TryAgain, now: datetime) -> dict[str, Any]:
    if isinstance(outcome, TryAgain):
        return {"next_attempt_at": outcome.at, "cause": outcome.cause}
    return {
        "status": NoticeStatus.CONCLUDED.value,
        "conclusion": {"outcome": outcome.outcome.value, "at": outcome.at.isoformat(), "cause": outcome.cause},
        "template": outcome.template,
        "next_attempt_at": now + TOLD_WITHIN,
    }
