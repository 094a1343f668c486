"""How does a queued notice get out of the house, and how does its outcome get on the log?

One loop a channel, so that a dead provider holds up nobody else's. A round takes up a batch, tries each notice once,
writes the outcomes down, puts them on the log and marks them told. Killed between any two steps, the next round goes
on: a mail that was accepted but not written down is the only one sent twice, under the same Message-ID.
"""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.facts import FoundInvalid, NotProcessed, ResponseIssued
from domain.identifiers import InputId, NoticeId
from domain.inputs import NoticeChannel, NoticeConcluded
from runtime.clock import LegalClock, wall_now
from runtime.errors import TransientFault
from runtime.input_producer import InputProducer
from runtime.log import logger
from runtime.metrics import NOTICE_SECONDS, NOTICES
from schemas.catalogue import to_wire
from services.notifier.attempts import (
    Accepted,
    Attempt,
    AwaitsService,
    Listed,
    Postponed,
    RetryPolicy,
    TryAgain,
    after_attempt,
)
from services.notifier.channels.base import Channel
from services.notifier.composition import Composition, Parcel
from services.notifier.notice import Conclusion, Notice
from services.notifier.queue import NoticeQueue
from services.notifier.sabotage import Sabotage

NOTICES_AT_ONCE = 64
ROUND_SECONDS = 60.0
"""Well within a lease, even with the last attempt's own time limit."""
REST_SECONDS = 1.0
GATHER_SECONDS = 0.25
"""So long a round waits for company: thirty notices together cost the store, the mail server and the router's log a
fraction of thirty alone, and no applicant notices a quarter of a second."""

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What every channel's sender works with."""

    queue: NoticeQueue
    composition: Composition
    producer: InputProducer
    clock: LegalClock
    policy: RetryPolicy
    sabotage: Sabotage


class Sender:
    """Works the queue of one channel."""

    def __init__(self, name: NoticeChannel, channel: Channel, means: Means) -> None:
        self._name = name
        self._channel = channel
        self._means = means
        self._queue = means.queue
        self._woken = asyncio.Event()
        self._stopping = False

    def stop(self) -> None:
        """Ask `run` to end after its round, and the round to begin no further attempt."""
        self._stopping = True
        self._woken.set()

    def wake(self) -> None:
        """Say that something was queued."""
        self._woken.set()

    async def run(self) -> None:
        """Work until `stop`; a store or a log that is away is waited for."""
        while not self._stopping:
            self._woken.clear()
            try:
                busy = await self.round() == NOTICES_AT_ONCE
            except TransientFault as fault:
                _log.warning("a round was broken off", channel=self._name, error=str(fault))
                busy = False
            if not busy:
                await self._rest()

    async def _rest(self) -> None:
        """Wait until something was queued, then a little longer for what comes with it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(REST_SECONDS):
                await self._woken.wait()
        if not self._stopping:
            await asyncio.sleep(GATHER_SECONDS)

    async def round(self) -> int:
        """Take up one batch and bring it as far as it goes; returns how many notices it was. Raises TransientFault."""
        taken = await self._queue.take(self._name, wall_now(), NOTICES_AT_ONCE)
        if not taken:
            return 0
        lost = self._means.sabotage.dropped(taken)
        if lost:
            await self._queue.lose(lost)
        untried = [n for n in taken if n.conclusion is None and n.notice_id not in lost]
        outcomes = self._outcomes(untried, await self._attempts(untried))
        await self._queue.settle(outcomes, wall_now())
        concluded = [(n, outcomes.get(n.notice_id, n.conclusion)) for n in taken]
        await self._tell([(n, outcome) for n, outcome in concluded if isinstance(outcome, Conclusion)])
        return len(taken)

    async def _attempts(self, notices: Sequence[Notice]) -> dict[NoticeId, Attempt]:
        """Try each notice once, as many at the same time as the channel takes."""
        if not notices:
            return {}
        parcels = await self._means.composition.parcels(notices)
        ready = {one: parcel for one, parcel in parcels.items() if isinstance(parcel, Parcel)}
        unready = {one: parcel for one, parcel in parcels.items() if not isinstance(parcel, Parcel)}
        handing = _Handing(self._channel, lambda: self._stopping)
        trying = {one: asyncio.create_task(handing.over(parcel)) for one, parcel in ready.items()}
        if trying:
            await asyncio.wait(trying.values())
        return {**unready, **{one: task.result() for one, task in trying.items()}}

    def _outcomes(
        self, notices: Sequence[Notice], attempts: Mapping[NoticeId, Attempt]
    ) -> dict[NoticeId, Conclusion | AwaitsService | TryAgain]:
        wall, legal = wall_now(), self._means.clock.now()
        outcomes = {}
        for notice in notices:
            attempt = attempts[notice.notice_id]
            _observe(notice, attempt, wall)
            draw = random.random()  # noqa: S311
            outcomes[notice.notice_id] = after_attempt(
                attempt, notice.attempts, self._means.policy, wall=wall, legal=legal, draw=draw
            )
        return outcomes

    async def _tell(self, concluded: Sequence[tuple[Notice, Conclusion]]) -> None:
        """Put outcomes on the log, each under an id made of its notice's, and mark the notices told."""
        telling = {n.notice_id: asyncio.create_task(self._publish(n, outcome)) for n, outcome in concluded}
        if telling:
            await asyncio.wait(telling.values())
        await self._queue.finish([one for one, task in telling.items() if task.exception() is None])
        for task in telling.values():
            task.result()

    async def _publish(self, notice: Notice, conclusion: Conclusion) -> None:
        answer = notice.told.fact
        concluded = NoticeConcluded(
            input_id=InputId(notice.notice_id),  # a notice ends once: told again, it is the same input
            application_id=notice.told.application_id,
            notice_id=notice.notice_id,
            fact_id=notice.told.fact_id,
            kind=notice.kind,
            channel=notice.channel,
            outcome=conclusion.outcome,
            concluded_at=conclusion.at,
            cause=conclusion.cause,
            task_id=answer.task_id if isinstance(answer, ResponseIssued | NotProcessed | FoundInvalid) else None,
        )
        await self._means.producer.publish(
            to_wire(concluded),
            input_id=concluded.input_id,
            application_id=concluded.application_id,
            at=conclusion.at.astimezone(UTC),
        )
        NOTICES.labels(notice.channel, conclusion.outcome).inc()


class _Handing:
    """Hands over the notices of one round, and stops trying when the provider is away or the round takes too long."""

    def __init__(self, channel: Channel, stopping: Callable[[], bool]) -> None:
        self._channel = channel
        self._stopping = stopping
        self._room = asyncio.Semaphore(channel.at_once)
        self._until = time.monotonic() + ROUND_SECONDS
        self._away: Postponed | None = None

    async def over(self, parcel: Parcel) -> Attempt:
        """Hand one notice over when there is room for it."""
        async with self._room:
            if self._away is not None:
                return self._away
            if self._stopping() or time.monotonic() > self._until:
                return Postponed("not_reached")
            attempt = await self._channel.hand_over(parcel)
        if isinstance(attempt, Postponed) and attempt.provider_away:
            self._away = attempt
        return attempt


def _observe(notice: Notice, attempt: Attempt, wall: datetime) -> None:
    if isinstance(attempt, Accepted | Listed):
        NOTICE_SECONDS.observe((wall - notice.told.written_at).total_seconds())
    else:
        _log.warning(
            "a notice was not taken",
            notice_id=notice.notice_id,
            channel=notice.channel,
            cause=attempt.cause,
            attempt=notice.attempts,
        )
