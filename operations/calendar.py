"""How does an operator change the calendar, and how is every open due date counted again?

The changed years go first, each under the next revision, then one input for every open application; the router waits
for the revision that an input names. Cut short in between, `recount` does the rest.
"""

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data.loaders import load_calendar_days
from domain.business_calendar import BusinessCalendar, CalendarDay, CalendarIncomplete, DayKind
from domain.identifiers import ApplicationId, calendar_input_id
from domain.inputs import CalendarChanged
from operations.asking import SETTLING_SECONDS, ask_all
from operations.errors import StackError
from operations.registry import write_whole
from operations.topic_records import kafka_of, newest_values
from runtime.kafka_connection import topic
from runtime.settings import Settings
from runtime.store import Store
from schemas.catalogue import ce_type_of
from schemas.fact_events import DueDateChangedV1, EscalationTakenBackV1
from schemas.registry_records import MANIFEST_KEY, CalendarYearV1, ManifestV1

NATIONAL_DAYS = ((1, 1), (4, 23), (5, 19), (8, 30), (10, 29))
"""Holidays of every year since Law 2429: a year that lacks one is a part of a table."""
ROOM_FOR_STAGES = timedelta(days=90)
"""What falls due on a clock after its due date: rungs, and the reminder of the period for a suit."""
SATURDAY = 5
OPEN = {"open": True}
_MOVED, _TAKEN_BACK = ce_type_of(DueDateChangedV1), ce_type_of(EscalationTakenBackV1)


class CalendarRefused(StackError):
    """The table given cannot be right; nothing was written."""


@dataclass(frozen=True, slots=True)
class KnownCalendar:
    """The calendar as its topic holds it."""

    years: dict[int, CalendarYearV1]
    manifest: ManifestV1 | None

    @property
    def revision(self) -> int:
        """Name what holds now: the greatest version of any year."""
        return max((year.version for year in self.years.values()), default=0)

    def days_of(self, years: Iterable[int]) -> list[CalendarDay]:
        """List the special days of these years, earliest first."""
        return [day for year in sorted(years) if year in self.years for day in self.years[year].to_domain()]

    def counted(self, settings: Settings) -> BusinessCalendar:
        """Build the calendar on which the services count; raises CalendarIncomplete."""
        return BusinessCalendar.from_table(
            self.days_of(self.years),
            half_day_policy=settings.half_day_policy,
            administrative_leave_counts=settings.administrative_leave_counts,
        )


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a table: the rows that came and went, and how many applications were asked to count again.

    `moves` is False where the working days stay as they were: then nobody need count again.
    """

    revision: int
    added: Sequence[CalendarDay]
    removed: Sequence[CalendarDay]
    moves: bool
    asked: int


@dataclass(frozen=True, slots=True)
class Recounted:
    """What a revision has done so far."""

    due_dates: int
    taken_back: int


def known_calendar(settings: Settings) -> KnownCalendar:
    """Read what the topic holds."""
    values = newest_values(kafka_of(settings), topic(settings, "calendar"))
    manifest = values.pop(MANIFEST_KEY, None)
    years = {int(key): CalendarYearV1.model_validate_json(value) for key, value in values.items()}
    return KnownCalendar(years, None if manifest is None else ManifestV1.model_validate_json(manifest))


def read_days(path: Path) -> tuple[CalendarDay, ...]:
    """Read a table in the form of `data/calendar.csv`; raises CalendarRefused with what is wrong in it."""
    try:
        return load_calendar_days(path)
    except KeyError as missing:
        raise CalendarRefused(f"{path.name} has no column {missing}: date, kind, name, source are needed.") from missing
    except (ValueError, TypeError) as wrong:
        raise CalendarRefused(f"{path.name}: {wrong}") from wrong


async def change_calendar(
    settings: Settings, store: Store, days: Sequence[CalendarDay], *, settling_seconds: float = SETTLING_SECONDS
) -> Change:
    """Put the years of these days in the place of those known, then let every open application count again.

    Years that stay as they are keep their version. Raises CalendarRefused, before anything is written, with every
    fault of the table.
    """
    known = await asyncio.to_thread(known_calendar, settings)
    then = changed_calendar(known, days)
    faults = [*faults_of(days), *faults_of_reach(then, settings, await furthest_due_date(store))]
    if faults:
        raise CalendarRefused("; ".join(faults))
    await asyncio.to_thread(_write, settings, known, then)
    years = {day.on.year for day in days}
    before, after = known.days_of(years), then.days_of(years)
    moves = not known.years or known.counted(settings).version != then.counted(settings).version
    asked = await recount(settings, store, then.revision, settling_seconds=settling_seconds) if moves else 0
    return Change(
        revision=then.revision,
        added=[day for day in after if day not in before],
        removed=[day for day in before if day not in after],
        moves=moves,
        asked=asked,
    )


def changed_calendar(known: KnownCalendar, days: Iterable[CalendarDay]) -> KnownCalendar:
    """Say what the calendar is with these years; each changed one gets the next revision.

    So the last one written bears the greatest: who has read it has read all.
    """
    ordered = sorted(days, key=lambda day: day.on)
    years, revision = dict(known.years), known.revision
    for year in sorted({day.on.year for day in ordered}):
        given = CalendarYearV1.of_days(year, ordered, version=revision + 1)
        if year not in years or years[year].days != given.days:
            years[year], revision = given, revision + 1
    return KnownCalendar(years, known.manifest)


def faults_of(days: Sequence[CalendarDay]) -> list[str]:
    """Say what is wrong with a table in itself."""
    if not days:
        return ["the table is empty"]
    twice = [on for on, count in Counter(day.on for day in days).items() if count > 1]
    full = {day.on for day in days if day.kind is DayKind.FULL}
    missing = [
        date(year, month, number)
        for year in sorted({day.on.year for day in days})
        for month, number in NATIONAL_DAYS
        if date(year, month, number) not in full
    ]
    unnamed = [day.on for day in days if not day.name or not day.source]
    return [
        *(f"{on} stands there twice" for on in sorted(twice)),
        *(f"{on} is a holiday by law and is missing: give whole years" for on in missing),
        *(f"{on} lacks its name or its source" for on in unnamed),
    ]


def faults_of_reach(calendar: KnownCalendar, settings: Settings, furthest: date | None) -> list[str]:
    """Say whether the calendar skips a year or ends before an open due date and what follows it."""
    try:
        last_day = calendar.counted(settings).last_day
    except CalendarIncomplete as incomplete:
        return [str(incomplete)]
    if furthest is not None and furthest + ROOM_FOR_STAGES > last_day:
        return [f"the calendar ends on {last_day}, and an application is due on {furthest}: add the year behind it"]
    return []


async def furthest_due_date(store: Store) -> date | None:
    """Find the last day on which any open application is due."""
    last = await store.applications.find_one(OPEN, show={"due_on": 1}, order=(("due_on", -1),))
    return None if last is None else date.fromisoformat(last["due_on"])


def leave_days(known: KnownCalendar, first: date, last: date, name: str, source: str) -> list[CalendarDay]:
    """Add administrative leave from the first to the last day to the years it lies in; weekends are passed over.

    Raises CalendarRefused where a day is special already, or none is left.
    """
    if last < first:
        raise CalendarRefused(f"{last} comes before {first}.")
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    stands = known.days_of({day.year for day in span})
    special = {day.on: day for day in stands}
    taken = [f"{on} is {special[on].name} already" for on in span if on in special]
    if taken:
        raise CalendarRefused("; ".join(taken))
    leave = [CalendarDay(on, DayKind.ADMINISTRATIVE_LEAVE, name, source) for on in span if on.weekday() < SATURDAY]
    if not leave:
        raise CalendarRefused(f"From {first} to {last} offices are closed anyhow: it is a weekend.")
    return [*stands, *leave]


async def renew_revision(settings: Settings) -> int:
    """Write the last year again under a new revision, for a recount after a setting changed; return the revision."""
    known = await asyncio.to_thread(known_calendar, settings)
    last, revision = max(known.years), known.revision + 1
    renewed = known.years[last].model_copy(update={"version": revision})
    await asyncio.to_thread(_write, settings, known, KnownCalendar({**known.years, last: renewed}, known.manifest))
    return revision


async def recount(
    settings: Settings, store: Store, revision: int, *, settling_seconds: float = SETTLING_SECONDS
) -> int:
    """Ask every open application to count again under a revision; return how many were asked.

    Raises CalendarRefused for a revision that is not there: the router would wait for it for ever.
    """
    newest = (await asyncio.to_thread(known_calendar, settings)).revision
    if not 1 <= revision <= newest:
        raise CalendarRefused(f"There is no revision {revision}; the newest is {newest}.")

    def asking(application_id: ApplicationId) -> CalendarChanged:
        return CalendarChanged(calendar_input_id(application_id, revision), application_id, revision)

    return await ask_all(settings, store, OPEN, asking, settling_seconds=settling_seconds)


async def recounted(store: Store, revision: int) -> Recounted:
    """Count what a revision has moved, from the ledgers."""
    counts: Counter[str] = Counter()
    found_by = {"ledger.type": {"$in": [_MOVED, _TAKEN_BACK]}}
    async for document in store.applications.each(found_by, show={"ledger.type": 1, "ledger.cause": 1}):
        cause = calendar_input_id(document["_id"], revision)
        counts.update(entry["type"] for entry in document["ledger"] if entry["cause"] == cause)
    return Recounted(counts[_MOVED], counts[_TAKEN_BACK])


def _write(settings: Settings, known: KnownCalendar, then: KnownCalendar) -> None:
    """Write the changed years in order and the manifest; also a manifest that an interrupted run left behind."""
    whole = {str(year): record.to_json() for year, record in then.years.items()}
    changed = {str(year): whole[str(year)] for year in sorted(then.years) if then.years[year] != known.years.get(year)}
    if changed or known.manifest != ManifestV1.of_values(whole):
        write_whole(settings, "calendar", changed, whole)
