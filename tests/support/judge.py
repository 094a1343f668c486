"""Who judges what the deadline watcher tells, when a test runs it without a router?

The router's own rules over a real log: inputs are verified, decided once an id and answered with facts, and the
application is kept in the store. Only the router's transactions and its own restarts are left out.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from aiokafka import AIOKafkaConsumer

from domain.application import Application
from domain.decide import decide
from domain.decision import Applied, Ignored, World
from domain.evolution import evolve
from domain.facts import ClockCleared, ClockClearedBecause, ClockSet, DeemedRefused, Escalated, Fact, Reminded
from domain.identifiers import ApplicationId, FactId, TaskId, fact_id_of
from domain.inputs import ClockFellDue
from domain.ladder import ScheduledStage, Stage
from runtime.application_documents import fields_of
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.keys import Keys
from runtime.record_producer import RecordProducer
from runtime.records import OutgoingRecord, RawRecord
from runtime.settings import Settings
from runtime.signing import Verifier
from runtime.store import Store
from schemas.catalogue import Writer, input_of, to_wire
from schemas.envelope import unwrap, wrap
from tests.support.builders import HEALTH_DIRECTORATE, Story, input_id, small_registry, turkey


@dataclass
class Judge:
    """Decides clock inputs and says what came of them."""

    settings: Settings
    clock: LegalClock
    store: Store | None = None
    reached: Counter[tuple[ApplicationId, Stage]] = field(default_factory=Counter)
    ignored: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    lateness: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._applications: dict[ApplicationId, Application] = {}
        self._facts = RecordProducer(self.settings, "judge")
        self._verifier = Verifier(Keys.load(self.settings, "operations"))
        self._world = World(small_registry(), turkey(), self.clock.now())
        self._consumer = AIOKafkaConsumer(
            topic(self.settings, "applications"),
            bootstrap_servers=self.settings.kafka_bootstrap_servers,
            auto_offset_reset="earliest",
            fetch_max_wait_ms=50,
        )
        self._judging: asyncio.Task[None] | None = None
        self._news = asyncio.Event()

    async def __aenter__(self) -> "Judge":
        await self._facts.start()
        await self._consumer.start()
        self._judging = asyncio.create_task(self._judge())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._judging is not None:
            self._judging.cancel()
        await self._consumer.stop()
        await self._facts.stop()
        if self.store is not None:
            await self.store.close()

    async def clock_set(self, name: str, *due_in: tuple[Stage, float], on_the_log: bool = True) -> ApplicationId:
        """Register an application whose clock has these stages, each due in so many seconds on the wall."""
        story = Story().submitted(said=name)
        assert story.submission is not None
        application_id, holder = story.submission.application_id, story.now.holder
        assert holder is not None
        now = self.clock.wall()
        stages = tuple(
            ScheduledStage(stage, self.clock.legal_at(now + timedelta(seconds=wait))) for stage, wait in due_in
        )
        fact = ClockSet(
            holder.task_id, HEALTH_DIRECTORATE, 2, date(2026, 3, 2), date(2026, 4, 1), "test", ("test",), stages
        )
        self._applications[application_id] = story.now
        await self.tell(application_id, [fact], f"set {name}", on_the_log=on_the_log)
        return application_id

    async def clear(self, application_id: ApplicationId) -> None:
        """The institution answers: the clock is cleared."""
        task = self._task(application_id)
        fact = ClockCleared(task, HEALTH_DIRECTORATE, 2, ClockClearedBecause.ANSWERED)
        await self.tell(application_id, [fact], f"clear {application_id}")

    async def tell(
        self, application_id: ApplicationId, facts: Sequence[Fact], cause: str, *, on_the_log: bool = True
    ) -> None:
        """Let facts become true: into the store first, then on the log."""
        at = self.clock.now()
        for fact in facts:
            self._applications[application_id] = evolve(self._applications[application_id], fact, at)
        if self.store is not None:
            fields = fields_of(self._applications[application_id], "0" * 64)
            await self.store.applications.put({"_id": application_id, **fields})
        records = []
        for ordinal, fact in enumerate(facts):
            fact_id = fact_id_of(input_id(cause), ordinal)
            records.append(self.record_of(application_id, fact_id, fact, at))
        if on_the_log:
            await self._facts.write(records)

    def record_of(self, application_id: ApplicationId, fact_id: FactId, fact: Fact, at: datetime) -> OutgoingRecord:
        """Make the record of a fact as the router writes it."""
        envelope = wrap(to_wire(fact), ce_id=fact_id, source="router", subject=application_id, at=at)
        return OutgoingRecord(topic(self.settings, "routings"), envelope.key, envelope.value, envelope.headers())

    async def write(self, *records: OutgoingRecord) -> None:
        """Put records on the log as they are."""
        await self._facts.write(records)

    def _task(self, application_id: ApplicationId) -> TaskId:
        holder = self._applications[application_id].holder
        assert holder is not None
        return holder.task_id

    async def _judge(self) -> None:
        async for record in self._consumer:
            envelope = unwrap(record.headers, record.value)
            assert self._verifier.writer_of(envelope) is Writer.DEADLINE_WATCHER
            self.seen[envelope.ce_id] += 1
            asked = input_of(envelope.event(), envelope.ce_id, envelope.ce_subject)
            assert isinstance(asked, ClockFellDue)
            await self._decide(asked, RawRecord.of(record))

    async def _decide(self, asked: ClockFellDue, record: RawRecord) -> None:
        world = World(self._world.registry, self._world.calendar, self.clock.now())
        decision = decide(self._applications.get(asked.application_id), asked, world)
        if isinstance(decision, Ignored):
            self.ignored[decision.because] += 1
            return
        assert isinstance(decision, Applied)
        self.reached[asked.application_id, asked.stage] += 1
        due_at = next(
            fact.scheduled_at for fact in decision.facts if isinstance(fact, Escalated | Reminded | DeemedRefused)
        )
        self.lateness.append((record.timestamp - self.clock.wall_at(due_at)).total_seconds())
        await self.tell(asked.application_id, decision.facts, asked.input_id)
        self._news.set()

    async def until_reached(self, *stages: tuple[ApplicationId, Stage], seconds: float = 30.0) -> None:
        """Wait until each of these took effect."""
        async with asyncio.timeout(seconds):
            while not all(self.reached[stage] for stage in stages):
                self._news.clear()
                await self._news.wait()
