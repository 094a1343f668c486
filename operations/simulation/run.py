"""How does one simulation run: citizens at their rate, institutions at their pace, one table, one end?"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from data.loaders import load_calendar_days, load_institutions, load_populations
from data.sample_table import load_samples
from domain.business_calendar import local_date
from domain.institution import Registry
from operations.account import MOST_LATENESS
from operations.observed import ObservedFact, Receipt
from operations.simulation.arrivals import arrivals
from operations.simulation.behaviour import Habits
from operations.simulation.citizens import Citizens
from operations.simulation.doors import Badges, Door, badges_from
from operations.simulation.filings import Filing, Filings
from operations.simulation.follower import Follower
from operations.simulation.levels import level_of
from operations.simulation.officers import Officers
from operations.simulation.people import Population
from operations.simulation.record import Record
from operations.simulation.scoreboard import Scoreboard
from operations.simulation.settling import Settling
from operations.simulation.started import Started
from operations.topic_records import kafka_of
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.keys import Keys
from runtime.settings import Settings

LOOKS_SECONDS = 0.1
TOLD_SECONDS = 20.0
"""How long citizens wait for the last notices once everything else is over."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be simulated; without a number of applications it never ends.

    The same seed gives the same people with the same keys: on a stack that has seen them they get their old receipts.
    """

    rate: float
    applications: int | None = None
    institutions_act: bool = True
    seed: int = field(default_factory=lambda: random.randrange(1_000_000))
    habits: Habits = field(default_factory=Habits)


@dataclass
class Run:
    """One simulation against a running stack; `record` and `board` can be read at any moment."""

    settings: Settings
    wish: Wish
    record: Record = field(default_factory=Record)
    settling: Settling = field(default_factory=Settling)
    _applying: int = 0

    def __post_init__(self) -> None:
        self._started = Started(self.record.find)
        self.clock = LegalClock.of(self.settings)
        self.registry = Registry(load_institutions())
        self.board = Scoreboard(lambda institution_id: level_of(self.registry[institution_id].kind))
        self.started_at = self.clock.wall()

    async def live(self) -> None:
        """Simulate until all who were asked for have come to an end; cancel it to end it before."""
        intake, desk = Door(self.settings.intake_url), Door(self.settings.desk_url)
        follower = Follower(kafka_of(self.settings), topic(self.settings, "routings"), self._on_fact)
        self._citizens = Citizens(intake, self._badges, self.record, self._on_receipt, self._sleep, self._started.start)
        self._officers = Officers(
            desk,
            self._badges,
            self.registry,
            self.clock,
            self.wish.habits,
            self.wish.seed,
            self.record,
            self._started.start,
        )
        async with intake, desk, follower:
            try:
                await self._citizens_come()
                await self._until(lambda: self._applying == 0)
                if self.wish.institutions_act:
                    await self._until(self._is_over)
                    await self._until(lambda: not self.settling.untold(), at_most=TOLD_SECONDS)
            finally:
                await self._started.end()

    @cached_property
    def _badges(self) -> Badges:
        return badges_from(Keys.load(self.settings, "operations"))

    async def _citizens_come(self) -> None:
        rng = random.Random(self.wish.seed)
        crowd = Population(load_populations(), rng)
        pile = Filings(load_samples(), self.registry, crowd, rng, local_date(self.clock.now()))
        begun = self.clock.wall()
        for seconds in arrivals(self.wish.rate, rng, most=self.wish.applications):
            wait = begun + timedelta(seconds=seconds) - self.clock.wall()
            await asyncio.sleep(max(wait.total_seconds(), 0))
            self._started.look_at_failure()
            if self.clock.now().year >= self._last_year:
                return
            self._applying += 1
            self._started.start(self._apply(pile.next()))

    @cached_property
    def _last_year(self) -> int:
        """Name the calendar's last year: due dates must not pass its horizon."""
        return max(day.on.year for day in load_calendar_days())

    async def _apply(self, filing: Filing) -> None:
        try:
            await self._citizens.apply(filing)
        finally:
            self._applying -= 1

    async def _until(self, over: Callable[[], bool], *, at_most: float = float("inf")) -> None:
        waited = 0.0
        while not over() and waited < at_most:
            self._started.look_at_failure()
            await asyncio.sleep(LOOKS_SECONDS)
            waited += LOOKS_SECONDS

    def _is_over(self) -> bool:
        if not self.settling.unsettled():
            return True
        last_rung = self.settling.last_rung_at()
        return last_rung is not None and self.clock.wall() > self.clock.wall_at(last_rung) + MOST_LATENESS * 1.2

    def _on_receipt(self, receipt: Receipt) -> None:
        self.board.on_receipt(receipt.application_id, self.clock.wall())
        self.settling.on_receipt(receipt)

    def _on_fact(self, fact: ObservedFact, seen_at: datetime) -> None:
        self.board.on_fact(fact, seen_at)
        self.settling.on_fact(fact)
        if self.wish.institutions_act:
            self._officers.on_fact(fact)
        if fact.event_type == "notice.recorded.v1" and fact.value.get("kind") == "response":
            self._started.start(self._citizens.look_for_answer(fact.application_id))

    async def _sleep(self, legal: timedelta) -> None:
        await asyncio.sleep((legal / self.clock.scale).total_seconds())
