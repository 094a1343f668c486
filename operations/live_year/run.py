"""How does a year pass through the real services? All come at their moments, act when their deeds are due, and stop.

Who plans is the same as in the pure year; what became true is what a subscriber reads, what is done goes over HTTP.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data.loaders import load_calendar_days, load_institutions, load_populations, load_samples
from domain.business_calendar import BusinessCalendar
from domain.inputs import ApplicationSubmitted, ApplicationWithdrawn, QuestionAnsweredByApplicant
from domain.institution import Registry
from operations.account import MOST_LATENESS
from operations.live_year.carriers import Carriers
from operations.live_year.cases import Case, Cases
from operations.live_year.citizens import Citizens
from operations.live_year.officers import Officers
from operations.live_year.pacing import LAST_TO_APPLY, WATCHED_UNTIL, Pace, least_gap_of
from operations.live_year.record import YearRecord
from operations.live_year.requests import Filing
from operations.observed import ObservedFact
from operations.simulation.doors import Door, badges_from
from operations.simulation.follower import Follower
from operations.simulation.people import Population
from operations.simulation.started import Started
from operations.topic_records import kafka_of
from operations.year.applicants import Applicants
from operations.year.arrivals import Arrival, ArrivalPlan
from operations.year.deeds import Deeds
from operations.year.habits import EVENTFUL_APPLICANTS, EVENTFUL_INSTITUTIONS, ApplicantHabits, YearHabits
from operations.year.institutions import Institutions
from operations.year.intents import Intent, Plan, Sent
from operations.year.life import Planner
from operations.year.matters import Matters, Places, Submissions
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.store import Store, connect

AT_ONCE = 32
"""How many act at the same moment."""
TICK_SECONDS = 0.05
LAST_WORDS_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class LiveWish:
    """Which year is to pass: how many apply, with whose luck, and how everybody behaves."""

    applications: int
    seed: int
    institutions: YearHabits = EVENTFUL_INSTITUTIONS
    applicants: ApplicantHabits = EVENTFUL_APPLICANTS


class LiveYear:
    """One year on a running stack; `cases` and `record` can be read at any moment."""

    def __init__(self, settings: Settings, wish: LiveWish) -> None:
        self.clock = LegalClock.of(settings)
        self.cases, self.record = Cases(), YearRecord()
        self.pace = Pace(least_gap_of(self.clock.scale, wish.applications))
        self.waiting = 0
        """Deeds whose moment has come and that were not done yet."""
        self.behind_seconds = 0.0
        """By how much somebody acted after his moment, at most: this side's fault, or the machine is too slow."""
        self._settings, self._wish = settings, wish
        calendar, self._registry = BusinessCalendar.from_table(load_calendar_days()), Registry(load_institutions())
        places = Places(load_populations())
        self._deeds = Deeds(self._registry, wish.institutions)
        self._planners: Sequence[Planner] = (
            Institutions(self._deeds, calendar, wish.institutions).plans_after,
            Applicants(calendar, wish.applicants).plans_after,
        )
        self.arrivals = ArrivalPlan(wish.applications, wish.seed, calendar, places.shares)
        self._submissions = Submissions(Matters(load_samples(), places), self._registry, wish.seed)
        self._crowd = Population(load_populations(), random.Random(wish.seed))
        self._started = Started(self.record.find)

    async def live(self) -> None:
        """Let the year and its tail pass; cancel it to end it before."""
        intake, desk = Door(self._settings.intake_url), Door(self._settings.desk_url)
        follower = Follower(kafka_of(self._settings), topic(self._settings, "routings"), self._on_fact)
        badges = badges_from(Keys.load(self._settings, "operations"))
        seed = self._wish.seed
        self._citizens = Citizens(intake, badges, self._registry, self.clock, self.record, seed)
        self._officers = Officers(desk, badges, self._deeds, self.clock, self.record, self._do_instead)
        self._at_once = asyncio.Semaphore(AT_ONCE)
        async with intake, desk, follower, self._store() as store:
            try:
                self._started.start(self._all_apply())
                self._started.start(Carriers(store, self.clock, self.record).carry())
                await self._until(lambda: self.clock.now() >= WATCHED_UNTIL)
                await self._until(lambda: not self.waiting, at_most=LAST_WORDS_SECONDS)
            finally:
                await self._started.end()
        self._say_if_too_slow()

    def _say_if_too_slow(self) -> None:
        """Who acts long after his moment lives another year than the one that was planned."""
        if self.behind_seconds > MOST_LATENESS.total_seconds():
            said = f"The driver was {self.behind_seconds:.0f} s behind its plan"
            self.record.find(f"{said}: this machine needs more --minutes for so many applications.")

    @asynccontextmanager
    async def _store(self) -> AsyncIterator[Store]:
        store = connect(self._settings)
        try:
            yield store
        finally:
            await store.close()

    async def _all_apply(self) -> None:
        for arrival in self._arrivals_in_order():
            due, now = self.clock.wall_at(arrival.at), self.clock.wall()
            await asyncio.sleep(self.pace.wait(due.timestamp(), now.timestamp()))
            self._started.start(self._at_work(due, self._first_application(arrival)))

    def _arrivals_in_order(self) -> Iterator[Arrival]:
        for day in self.arrivals.days:
            yield from self.arrivals.on(day)

    async def _first_application(self, arrival: Arrival) -> None:
        rng = random.Random(f"{self._wish.seed}|{arrival.number}")
        filing = Filing(self._submissions.submission_of(arrival, rng), self._crowd.somebody())
        case = await self._citizens.apply(filing, f"first-{arrival.number}", first=True)
        if case is not None:
            self.record.numbers[case.receipt.application_id] = arrival.number
            self.cases.on_receipt(case)

    async def _another_application(self, of: Case, submitted: ApplicationSubmitted) -> None:
        appealed = submitted.appeal_of is not None
        filing = of.filing.again(submitted, self.cases[str(submitted.appeal_of)].number if appealed else None)
        case = await self._citizens.apply(filing, f"later-{submitted.application_id}", first=False)
        if case is not None:
            self.cases.on_receipt(case)

    def _on_fact(self, fact: ObservedFact, seen_at: datetime) -> None:
        self.cases.on_fact(fact)

    def _let_plan(self) -> None:
        for happened in self.cases.happened():
            for plans_after in self._planners:
                for plan in plans_after(happened):
                    self._remember(plan, self.cases[happened.scene.application_id])

    def _remember(self, plan: Plan, case: Case) -> None:
        applies = isinstance(plan, Sent) and isinstance(plan.said, ApplicationSubmitted)
        if plan.at < (LAST_TO_APPLY if applies else WATCHED_UNTIL):
            self._started.start(self._when_due(plan, case))

    def _do_instead(self, intent: Intent) -> None:
        self._remember(intent, self.cases[intent.application_id])

    async def _when_due(self, plan: Plan, case: Case) -> None:
        now = self.clock.wall()
        due = max(self.clock.wall_at(plan.at), now)
        await asyncio.sleep((due - now).total_seconds())
        await self._at_work(due, self._carry_out(plan, case))

    async def _carry_out(self, plan: Plan, case: Case) -> None:
        match plan:
            case Intent():
                await self._officers.do(plan, case)
            case Sent(said=ApplicationSubmitted() as submitted):
                await self._another_application(case, submitted)
            case Sent(said=ApplicationWithdrawn() | QuestionAnsweredByApplicant() as said):
                await self._citizens.say(case, said)

    async def _at_work(self, due: datetime, work: Coroutine[Any, Any, None]) -> None:
        """Do what is due, a few at a time."""
        self.waiting += 1
        try:
            async with self._at_once:
                self.behind_seconds = max(self.behind_seconds, (self.clock.wall() - due).total_seconds())
                await work
        finally:
            work.close()
            self.waiting -= 1

    async def _until(self, over: Callable[[], bool], *, at_most: float = float("inf")) -> None:
        waited = 0.0
        while not over() and waited < at_most:
            self._started.look_at_failure()
            self._let_plan()
            await asyncio.sleep(TICK_SECONDS)
            waited += TICK_SECONDS
