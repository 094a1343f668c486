"""How does a fact become a queued notice? By one insert that its repetition does not change.

Consuming ends here: the offset is committed once the queue has the notice, and no provider is asked meanwhile.
"""

from collections.abc import Callable, Sequence

from domain.facts import Registered
from domain.identifiers import ApplicationId
from domain.inputs import AnswerBy, NoticeChannel
from domain.notice import notice_channel_of, notice_kind_of
from runtime.clock import wall_now
from runtime.dead_letter import DeadLetters
from runtime.fact_reader import FactRecord
from runtime.log import logger
from runtime.store import Store
from services.notifier.notice import Notice, Told
from services.notifier.queue import NoticeQueue

_ROAD = {"state.answer_by": 1, "state.identity_confidential": 1}
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
        channels = await self._channels(telling)
        notices = []
        for record in telling:
            if record.application_id not in channels:
                await self._put_aside(record)
                continue
            notice = Notice.of(told_by(record), channels[record.application_id])
            if notice is not None:
                notices.append(notice)
        if notices and await self._queue.add(notices, wall_now()):
            self._wake()

    async def _channels(self, records: Sequence[FactRecord]) -> dict[ApplicationId, NoticeChannel | None]:
        """Tell by which road each applicant is told: registrations say it, of others the store knows."""
        known = {r.application_id: _channel(r.fact) for r in records if isinstance(r.fact, Registered)}
        asked = list({record.application_id for record in records} - known.keys())
        if asked:
            for row in await self._applications.find({"_id": {"$in": asked}}, show=_ROAD):
                known[ApplicationId(row["_id"])] = notice_channel_of(
                    AnswerBy(row["state"]["answer_by"]),
                    identity_confidential=row["state"]["identity_confidential"],
                )
        return known

    async def _put_aside(self, record: FactRecord) -> None:
        """Keep a fact whose application the store lacks: it was stored before it was published, so some hand erred."""
        _log.error("a fact without its application", source=record.raw.source, application_id=record.application_id)
        await self._letters.put(record.raw, "application_not_stored")


def told_by(record: FactRecord) -> Told:
    """Take from a record what its notice needs."""
    return Told(record.fact_id, record.application_id, record.fact, record.at, record.raw.timestamp)


def _channel(registered: Registered) -> NoticeChannel | None:
    return notice_channel_of(registered.answer_by, identity_confidential=registered.identity_confidential)
