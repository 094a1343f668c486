"""Which institutions left arrivals lying, and when were they last seen (R-J7)?

For those who coordinate them, and for the centre. The counting is the store's, what it means stands in the domain.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from domain.application import TaskStatus
from domain.business_calendar import ISTANBUL, local_date
from domain.follow_up import Attendance, left_lying_before, silent_before, worst_first
from domain.identifiers import InstitutionId
from domain.inputs import TaskPurpose
from domain.institution import Registry
from domain.visibility import Viewer, institutions_seen
from runtime.clock import LegalClock
from runtime.errors import Fault
from runtime.registry_feed import RegistryFeed
from runtime.store import Store
from schemas.envelope import rfc3339

_TO_ACT_ON = [TaskPurpose.ACTION.value, TaskPurpose.SCREENING.value]


@dataclass(frozen=True, slots=True)
class FollowUpItem:
    """One institution that does not keep up."""

    institution_id: str
    institution_name: str
    unopened: int
    oldest_unopened_on: date | None
    overdue: int
    in_correspondence: int
    last_seen_on: date | None


class SignIns:
    """Remembers the last day each institution was seen: one row each, at most one write a day and process."""

    def __init__(self, store: Store, clock: LegalClock) -> None:
        self._rows = store.sign_ins
        self._clock = clock
        self._known: dict[InstitutionId, date] = {}
        self._writing: set[asyncio.Task[None]] = set()

    def note(self, institution_id: InstitutionId) -> None:
        """Note that somebody of the institution is here; nobody waits for it, and what fails is tried next time."""
        today = local_date(self._clock.now())
        if self._known.get(institution_id) == today:
            return
        self._known[institution_id] = today
        writing = asyncio.ensure_future(self._write(institution_id, today))
        self._writing.add(writing)
        writing.add_done_callback(self._writing.discard)

    async def _write(self, institution_id: InstitutionId, today: date) -> None:
        seen = {"$max": {"seen_on": today.isoformat()}}
        try:
            await self._rows.update({"_id": institution_id}, seen, or_insert=True)
        except Fault:
            self._known.pop(institution_id, None)

    async def settled(self) -> None:
        """Return when nothing is being written any more."""
        while self._writing:
            await asyncio.gather(*self._writing)

    async def last_seen(self, institutions: Iterable[InstitutionId]) -> Mapping[InstitutionId, date]:
        """Tell on which day each was seen last; who never was is left out."""
        rows = await self._rows.find({"_id": {"$in": list(institutions)}})
        return {InstitutionId(row["_id"]): date.fromisoformat(row["seen_on"]) for row in rows}


class FollowingUp:
    """Reads how the institutions below somebody keep up."""

    def __init__(self, store: Store, feed: RegistryFeed, clock: LegalClock, sign_ins: SignIns) -> None:
        self._applications = store.applications
        self._feed = feed
        self._clock = clock
        self._sign_ins = sign_ins

    async def behind(self, viewer: Viewer) -> list[FollowUpItem]:
        """List the institutions that do not keep up among those that the viewer coordinates, the worst first."""
        registry = self._feed.registry
        below = [each for each in institutions_seen(viewer, registry) if each != viewer.institution_id]
        today = local_date(self._clock.now())
        lying_before = left_lying_before(today, self._feed.calendar)
        counted = await self._applications.aggregate(counting(below, today, lying_before, silent_before(today)))
        seen = await self._sign_ins.last_seen(row["_id"] for row in counted)
        attendances = [attendance_of(row, seen) for row in counted]
        return [_item(each, registry) for each in worst_first(attendances)]


def counting(
    institutions: Sequence[InstitutionId], today: date, lying_before: date, silent_before: date
) -> list[dict[str, Any]]:
    """Write the question: for each institution its unopened, overdue and silent tasks. Found by the inboxes' index."""
    among = {"$in": list(institutions)}
    task = {"institution_id": among, "open": True, "purpose": {"$in": _TO_ACT_ON}}
    lying = {
        "$and": [
            {"$eq": ["$tasks.status", TaskStatus.WAITING.value]},
            {"$lt": ["$tasks.given_at", _start_of(lying_before)]},
        ]
    }
    silent = {
        "$and": [
            {"$eq": ["$tasks.status", TaskStatus.OPENED.value]},
            {"$lt": ["$tasks.given_at", _start_of(silent_before)]},
            {"$eq": ["$interim", []]},
        ]
    }
    overdue = {"$and": [{"$gt": ["$tasks.due_on", None]}, {"$lt": ["$tasks.due_on", today.isoformat()]}]}
    return [
        {"$match": {"tasks.institution_id": among, "tasks": {"$elemMatch": task}}},
        {"$project": {"tasks": 1, "interim": "$state.interim_responses"}},
        {"$unwind": "$tasks"},
        {"$match": {f"tasks.{name}": value for name, value in task.items()}},
        {
            "$group": {
                "_id": "$tasks.institution_id",
                "unopened": {"$sum": {"$cond": [lying, 1, 0]}},
                "oldest": {"$min": {"$cond": [lying, "$tasks.given_at", None]}},
                "overdue": {"$sum": {"$cond": [overdue, 1, 0]}},
                "silent": {"$sum": {"$cond": [silent, 1, 0]}},
            }
        },
    ]


def attendance_of(row: Mapping[str, Any], seen: Mapping[InstitutionId, date]) -> Attendance:
    """Read one institution's figures."""
    institution_id = InstitutionId(row["_id"])
    oldest = row["oldest"]
    return Attendance(
        institution_id=institution_id,
        unopened=row["unopened"],
        oldest_unopened_on=None if oldest is None else local_date(datetime.fromisoformat(oldest)),
        overdue=row["overdue"],
        in_correspondence=row["silent"],
        last_seen_on=seen.get(institution_id),
    )


def _item(attendance: Attendance, registry: Registry) -> FollowUpItem:
    institution = registry.get(attendance.institution_id)
    return FollowUpItem(
        institution_id=attendance.institution_id,
        institution_name=attendance.institution_id if institution is None else institution.name,
        unopened=attendance.unopened,
        oldest_unopened_on=attendance.oldest_unopened_on,
        overdue=attendance.overdue,
        in_correspondence=attendance.in_correspondence,
        last_seen_on=attendance.last_seen_on,
    )


def _start_of(day: date) -> str:
    return rfc3339(datetime.combine(day, time.min, ISTANBUL).astimezone(UTC))
