"""What do institutions do in a year? Most answer in time, some pass on, some let a due date pass, few stay silent.

Published: 96.8 % answered in 11 days on average (2025); a ministry passed 21 % on; requests for information ended
84.3 % positive and 8.2 % partial (2020). All other shares are assumptions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.application import Task
from domain.business_calendar import BusinessCalendar, local_date
from domain.facts import ClockSet, ScreeningRequested
from domain.identifiers import InstitutionId, action_id_of
from domain.inputs import (
    Action,
    ActionRequested,
    IssueInterimResponse,
    IssueResponse,
    OpenTask,
    PlaceTask,
    ReferTask,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.institution import Registry
from domain.legal_regime import LegalRegime
from domain.referral import hops
from operations.simulation.behaviour import Deed
from operations.simulation.colleagues import Colleagues
from operations.simulation.officers import MEANWHILE, NOT_OURS, end_of
from operations.year.intents import Happened, Intent, Ledger, Scene
from operations.year.office_hours import OfficeHours

ANSWERS = {
    ResponseOutcome.POSITIVE: "Başvurunuz incelenmiş, talebiniz uygun görülerek gereği yapılmıştır.",
    ResponseOutcome.PARTIAL: "Talebinizin bir kısmı karşılanmış, kalan kısmı gelecek yılın programına alınmıştır.",
    ResponseOutcome.NEGATIVE: "Başvurunuz incelenmiş, talebinizin karşılanması mümkün görülmemiştir.",
}
OUTCOMES = {LegalRegime.RIGHT_TO_INFORMATION: (84.6, 8.3, 7.1)}
"""Percent positive, partial and negative."""
USUAL_OUTCOMES = (60.0, 15.0, 25.0)


@dataclass(frozen=True, slots=True)
class YearHabits:
    """How institutions behave, as shares of their tasks, and how long they take, in days."""

    silent: float = 0.02
    left_in_screening: float = 0.002
    returns: float = 0.08
    refers: float = 0.13
    passes_on_again: float = 0.25
    """Share of those shares once an application has changed hands."""
    most_hops: int = 2
    opens_first: float = 0.6
    tells_meanwhile: float = 0.05
    answers_overdue: float = 0.05
    overdue_days: float = 6.0
    answer_days: float = 9.5
    ethics_answer_days: float = 40.0
    screening_days: float = 1.0
    first_look_days: float = 2.0


class Institutions:
    """All institutions: what they plan when a clock starts, and the action each deed becomes."""

    def __init__(self, registry: Registry, calendar: BusinessCalendar, habits: YearHabits) -> None:
        self._registry = registry
        self._hours = OfficeHours(calendar)
        self._habits = habits
        self._colleagues = Colleagues(registry)

    def plans_after(self, happened: Happened) -> Iterator[Intent]:
        """Plan what is to be done about a task when its clock is first set."""
        match happened.fact:
            case ClockSet(clock_version=1, task_id=task_id):
                yield from self._conduct(happened.scene.task(task_id), happened.scene)

    def asked(self, intent: Intent, scene: Scene) -> ActionRequested | None:
        """Put an intent into words as its task stands now; None when there is nothing to be done any more."""
        task = scene.task(intent.task_id)
        if not task.open:
            return None
        return ActionRequested(
            input_id=action_id_of(task.institution_id, f"{task.task_id}-{intent.deed}-{intent.at.isoformat()}"),
            application_id=scene.application_id,
            institution_id=task.institution_id,
            role=self._role(task),
            officer="memur-1",
            expected_task_version=task.task_version,
            action=self._action(intent.deed, task, scene),
        )

    def _conduct(self, task: Task, scene: Scene) -> Iterator[Intent]:
        if task.purpose is TaskPurpose.SCREENING:
            yield from self._in_screening(task, scene)
        elif task.purpose is TaskPurpose.ACTION and scene.rng.random() >= self._habits.silent:
            yield from self._at_work(task, scene)

    def _in_screening(self, task: Task, scene: Scene) -> Iterator[Intent]:
        if scene.rng.random() >= self._habits.left_in_screening:
            days = scene.rng.expovariate(1 / self._habits.screening_days)
            yield Intent(self._hours.after(scene.at, days, scene.rng), Deed.PLACE, task.task_id)

    def _at_work(self, task: Task, scene: Scene) -> Iterator[Intent]:
        habits, rng = self._habits, scene.rng
        looked_at = self._hours.after(scene.at, rng.uniform(0.0, habits.first_look_days), rng)
        passed_on = self._passes_on(scene)
        if passed_on is not None:
            yield Intent(looked_at, passed_on, task.task_id, instead=Deed.RESPOND)
            return
        answers_at = self._answers_at(task, scene)
        if rng.random() < habits.opens_first and looked_at < answers_at:
            yield Intent(looked_at, Deed.OPEN, task.task_id)
        if rng.random() < habits.tells_meanwhile:
            half_way = self._hours.after(scene.at, (answers_at - scene.at) / timedelta(days=2), rng)
            yield from (Intent(half_way, Deed.INTERIM_RESPONSE, task.task_id),) if half_way < answers_at else ()
        yield Intent(answers_at, Deed.RESPOND, task.task_id)

    def _passes_on(self, scene: Scene) -> Deed | None:
        """Say whether an institution sends the application elsewhere, the less likely the more hands it saw."""
        habits, hands, drawn = self._habits, hops(scene.application.held_by()), scene.rng.random()
        if hands >= habits.most_hops:
            return None
        often = habits.passes_on_again**hands
        if drawn < habits.refers * often:
            return Deed.REFER
        return Deed.RETURN if drawn < (habits.refers + habits.returns) * often else None

    def _answers_at(self, task: Task, scene: Scene) -> datetime:
        """Answer inside the period, or now and then some days after it."""
        habits, rng = self._habits, scene.rng
        assert task.due_on is not None  # noqa: S101
        left = (end_of(task.due_on) - scene.at) / timedelta(days=1)
        if left > 0 and rng.random() < habits.answers_overdue:
            return self._hours.after(scene.at, left + rng.expovariate(1 / habits.overdue_days), rng)
        ethics = scene.application.legal_regime is LegalRegime.ETHICS
        days = rng.gammavariate(2, (habits.ethics_answer_days if ethics else habits.answer_days) / 2)
        latest = max(left - 1, 1.0)
        return self._hours.after(scene.at, days if days < latest else rng.uniform(0.2, 1.0) * latest, rng)

    def _action(self, deed: Deed, task: Task, scene: Scene) -> Action:
        match deed:
            case Deed.OPEN:
                return OpenTask()
            case Deed.INTERIM_RESPONSE:
                return IssueInterimResponse(MEANWHILE)
            case Deed.RETURN:
                return ReturnTask(NOT_OURS)
            case Deed.PLACE:
                return PlaceTask(
                    self._colleagues.place_for(task.institution_id, _proposed(task, scene.ledger), scene.rng)
                )
            case Deed.REFER if (beside := self._beside(task, scene)) is not None:
                return ReferTask(beside, TaskPurpose.ACTION, NOT_OURS)
            case Deed.REFER | Deed.RESPOND:
                outcome = _outcome(scene)
                return IssueResponse(outcome, ANSWERS[outcome])

    def _beside(self, task: Task, scene: Scene) -> InstitutionId | None:
        on, held_by = local_date(scene.at), scene.application.held_by()
        return self._colleagues.beside(task.institution_id, held_by, on, scene.rng)

    def _role(self, task: Task) -> Role:
        if task.purpose is not TaskPurpose.SCREENING:
            return Role.OFFICER
        return Role.CENTRE if task.institution_id == self._registry.centre.institution_id else Role.COORDINATOR


def _outcome(scene: Scene) -> ResponseOutcome:
    weights = OUTCOMES.get(scene.application.legal_regime, USUAL_OUTCOMES)
    return scene.rng.choices(list(ANSWERS), weights)[0]


def _proposed(task: Task, ledger: Ledger) -> list[InstitutionId]:
    """List where the rules would have sent what now waits in this screening task."""
    asked = (fact for fact, _ in ledger if isinstance(fact, ScreeningRequested) and fact.task_id == task.task_id)
    return [proposal.institution_id for fact in asked for proposal in fact.proposals]
