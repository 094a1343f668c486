"""How does the day on which a letter or a call reached its applicant come to the notifier?

Written into the notice's row: the notifier alone may report how a notice ended, and it takes the row up at once.
"""

from datetime import date, datetime
from enum import StrEnum

from domain.business_calendar import local_date
from domain.identifiers import NoticeId
from domain.inputs import NoticeOutcome
from domain.ladder import opening
from runtime.store import Document, Store


class NoticeStatus(StrEnum):
    """How far a notice is."""

    WAITING = "waiting"
    LISTED = "listed"
    CONCLUDED = "concluded"
    TOLD = "told"


class ServiceReport(StrEnum):
    """What came of reporting a day of service (tebliğ)."""

    RECORDED = "recorded"
    UNKNOWN_NOTICE = "unknown_notice"
    NOT_LISTED = "not_listed"
    BEFORE_IT_WAS_WRITTEN = "before_it_was_written"
    IN_THE_FUTURE = "in_the_future"


async def record_service(
    store: Store, notice_id: NoticeId, served_on: date, *, today: date, wall: datetime
) -> ServiceReport:
    """Record on which day a listed notice reached its applicant, once; `today` is the legal date.

    The periods of the remedies run from that day (R-I4). Raises TransientFault when the store is away.
    """
    row = await store.notices.get(notice_id)
    obstacle = _obstacle(row, served_on, today)
    if row is None or obstacle is not None:
        return obstacle or ServiceReport.UNKNOWN_NOTICE
    served_at = max(opening(served_on), datetime.fromisoformat(row["at"]))
    conclusion = {"outcome": NoticeOutcome.SERVED.value, "at": served_at.isoformat(), "cause": None}
    concluded = {"status": NoticeStatus.CONCLUDED.value, "conclusion": conclusion, "next_attempt_at": wall}
    listed = {"_id": notice_id, "status": NoticeStatus.LISTED.value}
    changed = await store.notices.update(listed, {"$set": concluded})
    return ServiceReport.RECORDED if changed else ServiceReport.NOT_LISTED


def _obstacle(row: Document | None, served_on: date, today: date) -> ServiceReport | None:
    if row is None:
        return ServiceReport.UNKNOWN_NOTICE
    if row["status"] != NoticeStatus.LISTED.value:
        return ServiceReport.NOT_LISTED
    if served_on < local_date(datetime.fromisoformat(row["at"])):
        return ServiceReport.BEFORE_IT_WAS_WRITTEN
    return ServiceReport.IN_THE_FUTURE if served_on > today else None
