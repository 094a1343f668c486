"""Who brings letters and makes calls in a year? People who report the day of service, as `bimer notices served`."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from domain.business_calendar import local_date
from domain.identifiers import NoticeId
from domain.inputs import NoticeChannel
from operations.live_year.record import YearRecord
from operations.year.post import LONGEST_DAYS
from runtime.clock import LegalClock, wall_now
from runtime.notice_rows import NoticeStatus, ServiceReport, record_service
from runtime.store import Store

LOOKS_SECONDS = 1.0


@dataclass(slots=True)
class Carriers:
    """Everybody who carries a notice to somebody's door or telephone."""

    store: Store
    clock: LegalClock
    record: YearRecord

    async def carry(self) -> None:
        """Report whatever reached its applicant, until cancelled."""
        shown = {"channel": 1, "at": 1}
        while True:
            now = self.clock.now()
            for row in await self.store.notices.find({"status": NoticeStatus.LISTED.value}, show=shown):
                if served_at(row) <= now:
                    await self._report(NoticeId(row["_id"]), now)
            await asyncio.sleep(LOOKS_SECONDS)

    async def _report(self, notice_id: NoticeId, now: datetime) -> None:
        today = local_date(now)
        report = await record_service(self.store, notice_id, today, today=today, wall=wall_now())
        if report is not ServiceReport.RECORDED:
            self.record.find(f"{notice_id}: its day of service could not be reported: {report}")


def served_at(row: Mapping[str, Any]) -> datetime:
    """Say when a listed notice reaches its applicant: after a part of the longest time its road takes."""
    days = LONGEST_DAYS[NoticeChannel(row["channel"])] * random.Random(row["_id"]).uniform(0.1, 1.0)
    return datetime.fromisoformat(row["at"]) + timedelta(days=days)
