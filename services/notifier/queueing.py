"""How does a fact become a queued notice? By one insert that its repetition does not change.

Consuming ends here: the offset is committed once the queue has the notice, and no provider is asked meanwhile.
"""

from collections.abc import Callable, Sequence

from domain.facts import Registered
from domain.identifiers import ApplicationId
from domain.inputs import AnswerBy
from domain.notice import notice_kind_of
from runtime.clock import wall_now
from runtime.dead_letter import DeadLetters
from runtime.fact_reader import FactRecord
from runtime.log import logger
from runtime.store import Store
from services.notifier.notice import Notice, Told
from services.notifier.queue import NoticeQueue

_log = logger(__name__)


class Queueing:
    """Turns facts into queued notices."""

    def __init__(self, store: Store, queue: NoticeQueue, letters: DeadLetters, *, wake: Callable[[], None]) -> None:
        self._applications = store.applications
        self._queue = queue
        self._letters = letters
        self._wake = wake

    async def handle(self, records: Sequence[FactRecord]) -> None:
        """Queue what the applicants must be told of these facts; safe to repeat. Raises TransientFault."""
        telling = [record for record in records if notice_kind_of(record.fact) is not None]
        answer_by = await self._answer_by(telling)
        notices = []
        for record in telling:
            if record.application_id not in answer_by:
                await self._put_aside(record)
                continue
            notice = Notice.of(told_by(record), answer_by[record.application_id])
            if notice is not None:
                notices.append(notice)
        if notices and await self._queue.add(notices, wall_now()):
            self._wake()

    async def _answer_by(self, records: Sequence[FactRecord]) -> dict[ApplicationId, AnswerBy]:
        """Tell how each applicant wants to be answered: registrations say it, of others the store knows."""
        known = {r.application_id: r.fact.answer_by for r in records if isinstance(r.fact, Registered)}
        asked = list({record.application_id for record in records} - known.keys())
        if asked:
            for row in await self._applications.find({"_id": {"$in": asked}}, show={"state.answer_by": 1}):
                known[ApplicationId(row["_id"])] = AnswerBy(row["state"]["answer_by"])
        return known

    async def _put_aside(self, record: FactRecord) -> None:
        """Keep a fact whose application the store lacks: it was stored before it was published, so some hand erred."""
        _log.error("a fact without its application", source=record.raw.source, application_id=record.application_id)
        await self._letters.put(record.raw, "application_not_stored")


def told_by(record: FactRecord) -> Told:
    """Take from a record what its notice needs."""
    return Told(record.fact_id, record.application_id, record.fact, record.at, record.raw.timestamp)
