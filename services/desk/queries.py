"""Which rows does a list ask the store for, and in which order? Filters and projections, written without I/O."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.identifiers import InstitutionId, TrackingNumber, application_id_of
from domain.inputs import TaskPurpose
from domain.status import ApplicationStatus
from domain.turkish_text import SHORTEST_TELLING_WORD, tokens
from services.desk.cursors import Cursor

Filter = dict[str, Any]

ENDED = frozenset(
    {
        ApplicationStatus.ANSWERED,
        ApplicationStatus.CLOSED,
        ApplicationStatus.INVALID,
        ApplicationStatus.NOT_PROCESSED,
        ApplicationStatus.WITHDRAWN,
    }
)
"""Statuses in which nobody has anything left to do: their rows are found among past tasks."""


@dataclass(frozen=True, slots=True)
class InboxFilter:
    """What an inbox shows of an institution's tasks; open ones unless `status` names an ended one."""

    status: ApplicationStatus | None = None
    overdue: bool | None = None
    subject_code: str | None = None


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What is looked for; all that is given must hold, and words are compared folded the Turkish way."""

    tracking_number: str | None = None
    institution_id: InstitutionId | None = None
    province: str | None = None
    status: ApplicationStatus | None = None
    from_on: date | None = None
    to_on: date | None = None
    words: str | None = None

    @property
    def given(self) -> bool:
        """Tell whether anything at all was asked for."""
        return self != SearchFilter()


def inbox_rows(institution_id: InstitutionId, wanted: InboxFilter, today: date, after: Cursor | None) -> Filter:
    """Find the rows of an inbox; sort them by `due_on`, then `_id`."""
    task: Filter = {"institution_id": institution_id}
    if wanted.status not in ENDED:
        task["open"] = True
    conditions: list[Filter] = [_with_task(task)]
    if wanted.status is not None:
        conditions.append({"status": wanted.status.value})
    if wanted.overdue is not None:
        conditions.append({"due_on": {"$lt" if wanted.overdue else "$gte": today.isoformat()}})
    if wanted.subject_code is not None:
        conditions.append({"subject_code": wanted.subject_code})
    if after is not None:
        conditions.append(_beyond("due_on", "$gt", after))
    return _all_of(conditions)


def screening_rows(institution_id: InstitutionId, after: Cursor | None) -> Filter:
    """Find what waits in one institution's screening queue; sort by `due_on`, then `_id`."""
    task = {"institution_id": institution_id, "open": True, "purpose": TaskPurpose.SCREENING.value}
    return _all_of([_with_task(task)] + ([] if after is None else [_beyond("due_on", "$gt", after)]))


def search_rows(wanted: SearchFilter, seen: Iterable[InstitutionId] | None, after: Cursor | None) -> Filter:
    """Find what is looked for among the tasks of the institutions `seen`, None for all; newest first."""
    conditions: list[Filter] = []
    among = None if seen is None else list(seen)
    if wanted.institution_id is not None:
        among = [wanted.institution_id] if among is None or wanted.institution_id in among else []
    if among is not None:
        conditions.append({"tasks.institution_id": among[0] if len(among) == 1 else {"$in": among}})
    if wanted.tracking_number is not None:
        conditions.append({"_id": application_id_of(TrackingNumber(wanted.tracking_number))})
    equal = {"province": wanted.province, "status": wanted.status}
    conditions += [{field: str(value)} for field, value in equal.items() if value is not None]
    conditions += _received_between(wanted.from_on, wanted.to_on)
    conditions += [{"search": {"$regex": f"^{re.escape(word)}"}} for word in search_words_of(wanted.words or "")]
    if after is not None:
        conditions.append(_beyond("received_on", "$lt", after))
    return _all_of(conditions)


def search_words_of(text: str) -> Sequence[str]:
    """Fold what was typed into words that can stand in an application's search words; each need only begin one."""
    return [word for word in tokens(text) if len(word) >= SHORTEST_TELLING_WORD]


def _received_between(from_on: date | None, to_on: date | None) -> list[Filter]:
    bounds = {"$gte": from_on, "$lte": to_on}
    between = {operator: day.isoformat() for operator, day in bounds.items() if day is not None}
    return [{"received_on": between}] if between else []


def _with_task(task: Mapping[str, Any]) -> Filter:
    """Find by one element of `tasks`; the id stands twice because a store may use its index for a plain path only."""
    return {"tasks.institution_id": task["institution_id"], "tasks": {"$elemMatch": dict(task)}}


def _beyond(field: str, operator: str, after: Cursor) -> Filter:
    """Go on behind the last row of the page before; ties go on by id in the direction of the field."""
    tie = {field: after.on, "_id": {operator: after.application_id}}
    return {"$or": [{field: {operator: after.on}}, tie]}


def _all_of(conditions: list[Filter]) -> Filter:
    if not conditions:
        return {}
    return conditions[0] if len(conditions) == 1 else {"$and": conditions}
