"""How does one application live through the pure rules? Its people's acts and its clocks' stages, in the order of time.

Every life is independent of all others, so it is lived from its first moment to its last before the next begins. What
comes of an application belongs to its life: an appeal against it, and the same matter sent again.
"""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import heappop, heappush
from itertools import count
from typing import TypeAlias

from domain.application import Application, Clock, Task
from domain.business_calendar import BusinessCalendar
from domain.decide import decide
from domain.decision import Applied, Ignored, IgnoredBecause, OtherApplication, Refused, World
from domain.duplicates import words_of
from domain.errors import DomainError
from domain.evolution import evolve
from domain.facts import Fact, RefusalCode
from domain.identifiers import ApplicationId, InputId, TaskId, clock_input_id, fact_id_of
from domain.inputs import ApplicationSubmitted, ClockFellDue, Eye, Input
from domain.institution import Registry
from domain.ladder import ScheduledStage, Stage
from domain.related import inputs_for_others
from domain.status import ENDED_UNANSWERED
from operations.year.deeds import Deeds
from operations.year.intents import Happened, Intent, Plan, Scene, Sent

Planner: TypeAlias = Callable[[Happened], Iterable[Plan]]
StageToCome: TypeAlias = tuple[ApplicationId, Task, Clock, ScheduledStage]


@dataclass(frozen=True, slots=True)
class Society:
    """Everybody around an application, and how long they are watched."""

    registry: Registry
    calendar: BusinessCalendar
    deeds: Deeds
    planners: Sequence[Planner]
    """All who plan something because of a fact."""
    until: datetime
    """Legal moment at which the watching ends."""


@dataclass(slots=True)
class Lived:
    """One application of a life: every fact with its moment."""

    submitted: ApplicationSubmitted
    application: Application | None = None
    ledger: list[tuple[Fact, datetime]] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Life:
    """What was lived: the application sent first, what came of it, and what was asked for in vain."""

    first: Lived
    others: list[Lived] = field(default_factory=list)
    refused: list[RefusalCode] = field(default_factory=list)
    ignored: list[IgnoredBecause] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    """Inputs that the rules took for impossible: nobody here sends such ones."""

    @property
    def all(self) -> tuple[Lived, ...]:
        """Give every application of this life, the first one first."""
        return (self.first, *self.others)


def live(submitted: ApplicationSubmitted, society: Society, rng: random.Random) -> Life:
    """Live one application until nothing more is to come or the watching ends."""
    return _Living(submitted, society, rng).to_the_end()


class _Living:
    def __init__(self, submitted: ApplicationSubmitted, society: Society, rng: random.Random) -> None:
        self._life = Life(Lived(submitted))
        self._by_id = {submitted.application_id: self._life.first}
        self._society = society
        self._rng = rng
        self._order = count()
        self._to_come: list[tuple[datetime, int, Plan]] = []
        self._fell_due: set[tuple[TaskId, int, Stage]] = set()
        self._now = submitted.received_at

    def to_the_end(self) -> Life:
        self._remember(Sent(self._now, self._life.first.submitted))
        while (plan := self._next()) is not None and plan.at < self._society.until:
            self._now = plan.at
            self._carry_out(plan)
        return self._life

    def _remember(self, plan: Plan) -> None:
        heappush(self._to_come, (plan.at, next(self._order), plan))

    def _next(self) -> Plan | None:
        """Take what comes next; a stage that falls due at the same moment comes first."""
        due = min(self._stages_to_come(), key=_moment, default=None)
        if due is not None and (not self._to_come or max(_moment(due), self._now) <= self._to_come[0][0]):
            return self._fallen_due(*due)
        return heappop(self._to_come)[2] if self._to_come else None

    def _fallen_due(self, application_id: ApplicationId, task: Task, clock: Clock, stage: ScheduledStage) -> Sent:
        """Report a stage of a running clock exactly at its moment, as the watcher does."""
        fell_due = ClockFellDue(
            input_id=clock_input_id(task.task_id, clock.version, stage.stage),
            application_id=application_id,
            task_id=task.task_id,
            clock_version=clock.version,
            stage=stage.stage,
            eye=Eye.LOG,
        )
        return Sent(max(stage.at, self._now), fell_due)

    def _stages_to_come(self) -> Iterator[StageToCome]:
        for application_id, lived in self._by_id.items():
            for task in () if lived.application is None else lived.application.tasks:
                clock = task.clock
                if clock is not None and clock.running:
                    for stage in clock.stages:
                        if (task.task_id, clock.version, stage.stage) not in self._fell_due:
                            yield application_id, task, clock, stage
                            break

    def _carry_out(self, plan: Plan) -> None:
        asked = plan.said if isinstance(plan, Sent) else self._society.deeds.asked(plan, self._scene(plan))
        if asked is None:
            return
        if isinstance(asked, ClockFellDue):
            self._fell_due.add((asked.task_id, asked.clock_version, asked.stage))
        try:
            refused = self._decide(asked)
        except DomainError as broken:
            self._life.broken.append(f"{type(asked).__name__}: {broken.code}, {broken}")
            return
        if refused and isinstance(plan, Intent) and plan.instead is not None:
            self._remember(replace(plan, deed=plan.instead, instead=None))

    def _decide(self, asked: Input) -> bool:
        """Decide an input and let everybody plan by what became true; tell whether it was refused."""
        lived = self._lived(asked)
        world = World(self._society.registry, self._society.calendar, self._now, self._others_of(lived))
        match decide(lived.application, asked, world):
            case Applied(facts, texts):
                self._apply(lived, asked.input_id, facts, texts)
            case Refused(code):
                self._life.refused.append(code)
                return True
            case Ignored(because):
                self._life.ignored.append(because)
        return False

    def _apply(self, lived: Lived, input_id: InputId, facts: Sequence[Fact], texts: Mapping[str, str]) -> None:
        lived.texts.update(texts)
        for ordinal, fact in enumerate(facts):
            lived.application = evolve(lived.application, fact, self._now)
            lived.ledger.append((fact, self._now))
            self._tell_others(lived, lived.application, input_id, ordinal, fact)
        self._let_plan(lived, input_id, facts)

    def _lived(self, asked: Input) -> Lived:
        """Find the application that an input is about; another one of the same person begins with its submission."""
        if asked.application_id not in self._by_id and isinstance(asked, ApplicationSubmitted):
            self._by_id[asked.application_id] = Lived(asked)
            self._life.others.append(self._by_id[asked.application_id])
        return self._by_id[asked.application_id]

    def _tell_others(self, lived: Lived, after: Application, input_id: InputId, ordinal: int, fact: Fact) -> None:
        if len(self._by_id) > 1:
            application_id, fact_id = lived.submitted.application_id, fact_id_of(input_id, ordinal)
            for told in inputs_for_others(application_id, fact, fact_id, after, lived.texts):
                self._remember(Sent(self._now, told))

    def _let_plan(self, lived: Lived, input_id: InputId, facts: Sequence[Fact]) -> None:
        scene = self._scene_of(lived)
        for ordinal, fact in enumerate(facts):
            happened = Happened(fact, input_id, ordinal, scene)
            for plans_after in self._society.planners:
                for plan in plans_after(happened):
                    self._remember(plan)

    def _scene(self, intent: Intent) -> Scene:
        return self._scene_of(self._by_id[intent.application_id])

    def _scene_of(self, lived: Lived) -> Scene:
        assert lived.application is not None  # noqa: S101
        first = lived is self._life.first
        return Scene(lived.submitted, lived.application, lived.ledger, self._now, self._rng, first)

    def _others_of(self, lived: Lived) -> Mapping[ApplicationId, OtherApplication]:
        """Say what the rules may know of the same person's other applications.

        Of who asked for secrecy nothing but what he appeals against.
        """
        if len(self._by_id) == 1:
            return {}
        hidden, appealed = lived.submitted.identity_confidential, lived.submitted.appeal_of
        return {
            application_id: _as_another(application_id, other, other.application)
            for application_id, other in self._by_id.items()
            if other is not lived and other.application is not None and (not hidden or application_id == appealed)
        }


def _moment(to_come: StageToCome) -> datetime:
    return to_come[3].at


def _as_another(application_id: ApplicationId, lived: Lived, application: Application) -> OtherApplication:
    holder = application.holder
    return OtherApplication(
        application_id=application_id,
        tracking_number=application.tracking_number,
        same_applicant=not lived.submitted.anonymous,
        kind=application.kind,
        legal_regime=application.legal_regime,
        channel=application.channel,
        received_on=application.received_on,
        open=application.open,
        words=words_of(lived.submitted.body),
        subject_code=application.subject_code,
        institution_id=None if holder is None else holder.institution_id,
        outcome=application.outcome,
        deemed_refused=application.deemed_refused,
        merged=application.merged_into is not None,
        is_appeal=application.appeal_of is not None,
        ended_unanswered=application.status in ENDED_UNANSWERED,
    )
