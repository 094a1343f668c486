"""How does one application live through the pure rules? Its people's acts and its clocks' stages, in the order of time.

Every life is independent of all others, so it is lived from its first moment to its last before the next begins.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from domain.application import Application, Clock, Task
from domain.business_calendar import BusinessCalendar
from domain.decide import decide
from domain.decision import Applied, Ignored, IgnoredBecause, Refused, World
from domain.evolution import evolve
from domain.facts import Fact, RefusalCode
from domain.identifiers import InputId, TaskId, clock_input_id
from domain.inputs import ApplicationSubmitted, ClockFellDue, Eye, Input
from domain.institution import Registry
from domain.ladder import ScheduledStage, Stage
from operations.year.institutions import Institutions
from operations.year.intents import Happened, Intent, Plan, Scene, Sent

Planner: TypeAlias = Callable[[Happened], Iterable[Plan]]


@dataclass(frozen=True, slots=True)
class Society:
    """Everybody around an application, and how long they are watched."""

    registry: Registry
    calendar: BusinessCalendar
    institutions: Institutions
    planners: Sequence[Planner]
    """All who plan something because of a fact, the institutions among them."""
    until: datetime
    """Legal moment at which the watching ends."""


@dataclass(slots=True)
class Lived:
    """One life that was lived: every fact with its moment, and what was asked for in vain."""

    submitted: ApplicationSubmitted
    application: Application | None = None
    ledger: list[tuple[Fact, datetime]] = field(default_factory=list)
    refused: list[RefusalCode] = field(default_factory=list)
    ignored: list[IgnoredBecause] = field(default_factory=list)


def live(submitted: ApplicationSubmitted, society: Society, rng: random.Random) -> Lived:
    """Live one application until nothing more is to come or the watching ends."""
    return _Living(Lived(submitted), society, rng).to_the_end()


class _Living:
    def __init__(self, lived: Lived, society: Society, rng: random.Random) -> None:
        self._lived = lived
        self._society = society
        self._rng = rng
        self._order = count()
        self._to_come: list[tuple[datetime, int, Plan]] = []
        self._fell_due: set[tuple[TaskId, int, Stage]] = set()
        self._now = lived.submitted.received_at

    def to_the_end(self) -> Lived:
        self._remember(Sent(self._now, self._lived.submitted))
        while (plan := self._next()) is not None and plan.at < self._society.until:
            self._now = plan.at
            self._carry_out(plan)
        return self._lived

    def _remember(self, plan: Plan) -> None:
        heappush(self._to_come, (plan.at, next(self._order), plan))

    def _next(self) -> Plan | None:
        """Take what comes next; a stage that falls due at the same moment comes first."""
        due = self._next_due()
        if due is not None and (not self._to_come or due.at <= self._to_come[0][0]):
            return due
        return heappop(self._to_come)[2] if self._to_come else None

    def _next_due(self) -> Sent | None:
        """Report the earliest stage of any running clock exactly at its moment, as the watcher does."""
        found = min(self._stages_to_come(), key=lambda each: each[2].at, default=None)
        if found is None:
            return None
        task, clock, stage = found
        fell_due = ClockFellDue(
            input_id=clock_input_id(task.task_id, clock.version, stage.stage),
            application_id=self._lived.submitted.application_id,
            task_id=task.task_id,
            clock_version=clock.version,
            stage=stage.stage,
            eye=Eye.LOG,
        )
        return Sent(max(stage.at, self._now), fell_due)

    def _stages_to_come(self) -> Iterator[tuple[Task, Clock, ScheduledStage]]:
        application = self._lived.application
        for task in () if application is None else application.tasks:
            clock = task.clock
            if clock is not None and clock.running:
                for stage in clock.stages:
                    if (task.task_id, clock.version, stage.stage) not in self._fell_due:
                        yield task, clock, stage
                        break

    def _carry_out(self, plan: Plan) -> None:
        asked = plan.said if isinstance(plan, Sent) else self._society.institutions.asked(plan, self._scene())
        if asked is None:
            return
        if isinstance(asked, ClockFellDue):
            self._fell_due.add((asked.task_id, asked.clock_version, asked.stage))
        refused = self._decide(asked)
        if refused and isinstance(plan, Intent) and plan.instead is not None:
            self._remember(replace(plan, deed=plan.instead, instead=None))

    def _decide(self, asked: Input) -> bool:
        """Decide an input and let everybody plan by what became true; tell whether it was refused."""
        lived, now = self._lived, self._now
        match decide(lived.application, asked, World(self._society.registry, self._society.calendar, now)):
            case Applied(facts):
                for fact in facts:
                    lived.application = evolve(lived.application, fact, now)
                    lived.ledger.append((fact, now))
                self._let_plan(asked.input_id, facts)
            case Refused(code):
                lived.refused.append(code)
                return True
            case Ignored(because):
                lived.ignored.append(because)
        return False

    def _let_plan(self, input_id: InputId, facts: Sequence[Fact]) -> None:
        scene = self._scene()
        for ordinal, fact in enumerate(facts):
            happened = Happened(fact, input_id, ordinal, scene)
            for plans_after in self._society.planners:
                for plan in plans_after(happened):
                    self._remember(plan)

    def _scene(self) -> Scene:
        lived = self._lived
        assert lived.application is not None  # noqa: S101
        return Scene(lived.submitted.application_id, lived.application, lived.ledger, self._now, self._rng)
