"""What did the first eye miss? The second one asks the store, on no log and no faust.

Every few seconds: which applications, answered ones with a right about to end included, have a stage that should have
been told a while ago? What it finds it tells under the same ids, so both eyes may see the same. Each find while the
first eye works is one that eye missed: an alert stands on the count.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.application import Application
from domain.identifiers import ApplicationId
from domain.inputs import Eye
from runtime.application_documents import seconds, state_of
from runtime.clock import LegalClock
from runtime.errors import TransientFault
from runtime.log import logger
from runtime.store import Store
from services.deadline_watcher.stage_inputs import StageInputs
from services.deadline_watcher.table import DueStage

AT_ONCE = 200
"""Stages told together; more would only wait for one another."""

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often the store is asked, and how long after its moment a stage counts as missed; on the wall."""

    every: timedelta
    grace: timedelta

    @classmethod
    def of(cls, scale: float) -> "Pace":
        """Take a minute at the pace of real time; under a faster clock less, but time for the first eye to be first."""
        if scale <= 1:
            return cls(timedelta(seconds=15), timedelta(seconds=60))
        return cls(timedelta(seconds=2), timedelta(seconds=max(4.0, 60 / scale)))


def stages_missed(application_id: ApplicationId, application: Application, cutoff: datetime) -> Iterator[DueStage]:
    """List the stages of an application that were due by `cutoff` and are not reached, earliest first."""
    for task in application.tasks:
        clock = task.clock
        if clock is None or not clock.running:
            continue
        for stage in clock.stages:
            if stage.stage not in clock.reached and stage.at <= cutoff:
                yield DueStage(application_id, task.task_id, clock.version, stage.stage, stage.at)


class StoreEye:
    """Finds in the store what should have been told."""

    def __init__(self, store: Store, inputs: StageInputs, clock: LegalClock, pace: Pace) -> None:
        self._store = store
        self._inputs = inputs
        self._clock = clock
        self._pace = pace
        self.ready = False
        """Whether the last round went through."""

    async def run(self, *, may_tell: Callable[[], bool]) -> None:
        """Look again and again; a store or a log that is away is waited for."""
        while True:
            try:
                count = await self.round(may_tell=may_tell)
                self.ready = True
                if count:
                    _log.warning("stages the first eye did not tell", count=count)
            except TransientFault as fault:
                self.ready = False
                _log.warning("the store eye sees nothing", error=str(fault))
            await asyncio.sleep(self._pace.every.total_seconds())

    async def round(self, *, may_tell: Callable[[], bool]) -> int:
        """Tell every stage that was due before the grace and is not reached; returns how many were told."""
        cutoff = self._clock.legal_at(self._clock.wall() - self._pace.grace)
        told, waiting = 0, list[DueStage]()
        async for document in self._store.applications.each(
            {"next_stage_at": {"$gt": "", "$lte": seconds(cutoff)}},
            show={"state": 1},
            order=[("next_stage_at", 1)],
        ):
            waiting += stages_missed(ApplicationId(document["_id"]), state_of(document), cutoff)
            if len(waiting) >= AT_ONCE:
                told += await self._tell(waiting, may_tell)
                waiting = []
        return told + await self._tell(waiting, may_tell)

    async def _tell(self, missed: Sequence[DueStage], may_tell: Callable[[], bool]) -> int:
        if not missed or not may_tell():
            return 0
        telling = [asyncio.create_task(self._inputs.tell(due, Eye.STORE)) for due in missed]
        await asyncio.wait(telling)
        return sum(task.result() for task in telling)
