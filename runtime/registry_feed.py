"""Which institutions are there and on which days do they work, as far as the log tells?

Reads the compacted topics `registry` and `calendar` wholly and goes on following them: a changed record takes effect at
once. Nobody may decide anything before as many keys were read as each topic's manifest counts.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from aiokafka import AIOKafkaConsumer
from pydantic import ValidationError

from domain.business_calendar import BusinessCalendar, CalendarDay
from domain.errors import DomainError
from domain.institution import Registry
from runtime.errors import FatalFault
from runtime.kafka_connection import connection, patiently, topic
from runtime.kafka_errors import kafka_errors_translated
from runtime.log import logger
from runtime.settings import Settings
from schemas.registry_records import MANIFEST_KEY, CalendarYearV1, InstitutionRecordV1, ManifestV1

AT_ONCE = 1_000

_log = logger(__name__)


class CompactedTopic:
    """Reads one compacted topic from its beginning and says when it was read whole."""

    def __init__(self, settings: Settings, name: str, apply: Callable[[bytes], None]) -> None:
        self._topic = topic(settings, name)
        self._apply = apply
        self._known: set[str] = set()
        self._manifest: ManifestV1 | None = None
        self._ends: dict[Any, int] = {}
        self._consumer = AIOKafkaConsumer(
            self._topic,
            **connection(settings, f"feed-{name}"),
            group_id=None,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=200,
            max_partition_fetch_bytes=4 << 20,
        )

    @property
    def whole(self) -> bool:
        """Tell whether the topic was read to its end and holds what its manifest counts."""
        return not self._ends and self._manifest is not None and len(self._known) >= self._manifest.count

    @property
    def missing(self) -> str:
        """Say in words what `whole` still waits for."""
        expected = "no manifest" if self._manifest is None else f"{self._manifest.count} expected"
        return f"{self._topic}: {len(self._known)} read, {expected}"

    async def start(self) -> None:
        """Connect; patient while no broker answers."""
        await patiently(self._start, f"reading {self._topic}")

    async def _start(self) -> None:
        with kafka_errors_translated():
            await self._consumer.start()
            partitions = self._consumer.assignment()
            self._ends = {tp: end for tp, end in (await self._consumer.end_offsets(partitions)).items() if end}

    async def stop(self) -> None:
        """Disconnect."""
        await self._consumer.stop()

    async def read(self) -> None:
        """Apply what came within half a second."""
        with kafka_errors_translated():
            got = await self._consumer.getmany(timeout_ms=500, max_records=AT_ONCE)
        for tp, records in got.items():
            for record in records:
                self._take(record)
            if self._ends.get(tp, 0) <= records[-1].offset + 1:
                self._ends.pop(tp, None)

    def _take(self, record: Any) -> None:
        key = (record.key or b"").decode(errors="replace")
        if record.value is None:
            self._known.discard(key)
            return
        try:
            if key == MANIFEST_KEY:
                self._manifest = ManifestV1.model_validate_json(record.value)
                return
            self._apply(record.value)
        except (ValidationError, ValueError, DomainError) as wrong:
            # Reading on without it could route to the wrong institution: keep the version before, and say so.
            _log.exception(
                "a record cannot be read", topic=self._topic, offset=record.offset, code=type(wrong).__name__
            )
            return
        self._known.add(key)


class RegistryFeed:
    """The institutions and the calendar, kept up to date."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._days: dict[int, Sequence[CalendarDay]] = {}
        self._calendar: BusinessCalendar | None = None
        self._calendar_moved = False
        self._revision_read = 0
        self.calendar_revision = 0
        self._topics = (
            CompactedTopic(settings, "registry", self._take_institution),
            CompactedTopic(settings, "calendar", self._take_year),
        )
        self._whole = asyncio.Event()
        self._following: asyncio.Task[object] | None = None
        self.registry = Registry()

    @property
    def calendar(self) -> BusinessCalendar:
        """Return the calendar; raises FatalFault before it was read whole."""
        if self._calendar is None:
            raise FatalFault("the calendar was used before it was read")
        return self._calendar

    @property
    def is_ready(self) -> bool:
        """Tell whether both were read whole; once true it stays true."""
        return self._whole.is_set()

    def check(self) -> bool | str:
        """Answer for readiness: True, or what is missing."""
        return self.is_ready or "; ".join(one.missing for one in self._topics if not one.whole)

    async def start(self) -> None:
        """Connect; patient while no broker answers."""
        for one in self._topics:
            await one.start()

    async def stop(self) -> None:
        """End `follow` and disconnect."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait({self._following})
        for one in self._topics:
            await one.stop()

    async def ready(self) -> None:
        """Return when both were read whole."""
        await self._whole.wait()

    async def follow(self) -> None:
        """Read until stopped; run it beside the service's work."""
        self._following = asyncio.current_task()
        while True:
            for one in self._topics:
                # One that is whole would hold up the other for half a second a batch.
                if self.is_ready or not one.whole:
                    await patiently(one.read, "following the registry")
            self._renew_calendar()
            if not self._whole.is_set() and all(one.whole for one in self._topics):
                _log.info("registry and calendar read", count=len(self.registry))
                self._whole.set()

    def _take_institution(self, value: bytes) -> None:
        self.registry.apply(InstitutionRecordV1.model_validate_json(value).to_domain())

    def _take_year(self, value: bytes) -> None:
        year = CalendarYearV1.model_validate_json(value)
        self._days[year.year] = year.to_domain()
        self._revision_read = max(self._revision_read, year.version)
        self._calendar_moved = True

    def _renew_calendar(self) -> None:
        """Build the calendar anew after a change; one that cannot be right leaves the old one in force."""
        if not self._calendar_moved or not self._topics[1].whole:
            return
        self._calendar_moved = False
        days = [day for year in sorted(self._days) for day in self._days[year]]
        try:
            self._calendar = BusinessCalendar.from_table(
                days,
                half_day_policy=self._settings.half_day_policy,
                administrative_leave_counts=self._settings.administrative_leave_counts,
            )
        except DomainError as wrong:
            if self._calendar is None:
                raise FatalFault(f"the calendar cannot be used: {wrong}") from wrong
            _log.exception("the changed calendar cannot be used", code=wrong.code)
            return
        self.calendar_revision = self._revision_read
