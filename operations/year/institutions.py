"""What do institutions plan? Most answer in time, some pass on, some let a due date pass, few stay silent.

A plan is made when a clock first runs for a task; a deed after which the work goes on has its next one planned by the
fact it made true. So a new kind of deed is one line in a table and one case.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.application import Task
from domain.business_calendar import BusinessCalendar
from domain.facts import (
    ClockPurpose,
    ClockSet,
    Closed,
    ClosedBecause,
    FeePaid,
    InterimResponseIssued,
    Merged,
    PeriodExtended,
    QuestionAsked,
    ResponseDrafted,
)
from domain.identifiers import TaskId
from domain.inputs import TaskPurpose
from domain.legal_regime import LegalRegime
from domain.referral import hops
from operations.simulation.behaviour import Deed
from operations.simulation.officers import end_of
from operations.year.deeds import Deeds
from operations.year.habits import YearHabits
from operations.year.intents import Happened, Intent, Scene
from operations.year.office_hours import OfficeHours


class Institutions:
    """All institutions of a state."""

    def __init__(self, deeds: Deeds, calendar: BusinessCalendar, habits: YearHabits) -> None:
        self._deeds = deeds
        self._hours = OfficeHours(calendar)
        self._habits = habits

    def plans_after(self, happened: Happened) -> Iterator[Intent]:
        """Plan what institutions do because of a fact."""
        scene = happened.scene
        match happened.fact:
            case ClockSet(clock_version=1, task_id=task_id, purpose=ClockPurpose.ANSWER | ClockPurpose.PLACING):
                yield from self._on_a_new_task(scene.task(task_id), scene)
            case (
                PeriodExtended(task_id=task_id)
                | FeePaid(task_id=task_id)
                | QuestionAsked(task_id=task_id)
                | InterimResponseIssued(task_id=task_id)
            ):
                yield self._answering(scene.task(task_id), scene)
            case Merged(task_id=task_id):
                last_day = max(self._days_left(scene.task(task_id), scene) - 1, 0.0)
                yield self._intent(last_day, Deed.RESPOND, task_id, scene)
            case ResponseDrafted(task_id=task_id):
                days = scene.rng.expovariate(1 / self._habits.approval_days)
                yield self._intent(days, Deed.APPROVE, task_id, scene)
            case Closed(because=ClosedBecause.ANSWER_SERVED) if scene.rng.random() < self._habits.reopens:
                held = [task for task in scene.application.tasks if task.purpose is TaskPurpose.ACTION]
                yield from (self._intent(5.0, Deed.REOPEN, task.task_id, scene) for task in held[-1:])

    def _on_a_new_task(self, task: Task, scene: Scene) -> Iterator[Intent]:
        if task.purpose is TaskPurpose.SCREENING:
            if scene.rng.random() >= self._habits.left_in_screening:
                days = scene.rng.expovariate(1 / self._habits.screening_days)
                yield self._intent(days, Deed.PLACE, task.task_id, scene, instead=Deed.KEEP)
        elif scene.rng.random() >= self._habits.silent:
            yield from self._at_work(task, scene)

    def _at_work(self, task: Task, scene: Scene) -> Iterator[Intent]:
        """Look at it in the first days, and then do one of the things that may be done with it."""
        looks_after = scene.rng.uniform(0.0, self._habits.first_look_days)
        at_first = self._at_first(task, scene)
        if at_first is not None:
            yield self._intent(looks_after, at_first, task.task_id, scene, instead=Deed.RESPOND)
            return
        aside = self._aside(task, scene)
        if aside is not None:
            yield self._intent(looks_after, aside, task.task_id, scene, instead=Deed.OPEN)
        deed = self._later(task, scene)
        if deed is None:
            yield self._answering(task, scene)
        else:
            days = self._days_left(task, scene) * scene.rng.uniform(0.3, 0.9)
            yield self._intent(max(days, 0.0), deed, task.task_id, scene, instead=Deed.RESPOND)

    def _at_first(self, task: Task, scene: Scene) -> Deed | None:
        """Say whether a first look ends the matter for this institution."""
        habits, rng, application = self._habits, scene.rng, scene.application
        if application.duplicates_proposed and rng.random() < habits.merges:
            return Deed.MERGE
        if self._deeds.is_board(task.institution_id):
            return None
        hands = hops(application.held_by())
        often = habits.passes_on_again**hands if hands < habits.most_hops else 0.0
        shares = {
            Deed.REFER: habits.refers * often,
            Deed.RETURN: habits.returns * often,
            Deed.NOT_PROCESSED: habits.not_processed,
            Deed.MARK_INVALID: habits.invalid,
        }
        return _drawn(shares, rng.random())

    def _aside(self, task: Task, scene: Scene) -> Deed | None:
        """Say what is done besides answering: reading it, asking a colleague to act, too, or to know of it."""
        habits, board = self._habits, self._deeds.is_board(task.institution_id)
        shares = {Deed.OPEN: habits.opens_first}
        if not board:
            shares |= {Deed.SHARE: habits.shares, Deed.INFORM: habits.informs}
        return _drawn(shares, scene.rng.random())

    def _later(self, task: Task, scene: Scene) -> Deed | None:
        """Say what comes before the answer, which then follows from what it made true."""
        habits, regime = self._habits, scene.application.legal_regime
        if self._deeds.is_board(task.institution_id):
            return None
        shares = {Deed.ASK_APPLICANT: habits.asks_applicant, Deed.INTERIM_RESPONSE: habits.tells_meanwhile}
        if regime is LegalRegime.RIGHT_TO_INFORMATION:
            shares |= {Deed.EXTEND: habits.extends, Deed.REQUEST_FEE: habits.asks_fee}
        return _drawn(shares, scene.rng.random())

    def _answering(self, task: Task, scene: Scene) -> Intent:
        """Answer inside the period, or now and then some days after it."""
        habits, rng, board = self._habits, scene.rng, self._deeds.is_board(task.institution_id)
        drafts = not board and rng.random() < habits.drafts
        deed = Deed.DRAFT if drafts else Deed.RESPOND
        left = self._days_left(task, scene)
        if left > 0 and rng.random() < habits.answers_overdue:
            return self._intent(left + rng.expovariate(1 / habits.overdue_days), deed, task.task_id, scene)
        days = rng.gammavariate(2, (habits.board_answer_days if board else habits.answer_days) / 2)
        latest = max(left - 1, 1.0)
        return self._intent(days if days < latest else rng.uniform(0.2, 1.0) * latest, deed, task.task_id, scene)

    def _days_left(self, task: Task, scene: Scene) -> float:
        assert task.due_on is not None  # noqa: S101
        return (end_of(task.due_on) - scene.at) / timedelta(days=1)

    def _intent(self, days: float, deed: Deed, task_id: TaskId, scene: Scene, *, instead: Deed | None = None) -> Intent:
        at: datetime = self._hours.after(scene.at, days, scene.rng)
        return Intent(at, deed, scene.application_id, task_id, instead)


def _drawn(shares: dict[Deed, float], drawn: float) -> Deed | None:
    """Take the deed in whose share a draw between 0 and 1 falls; None beyond them all."""
    for deed, share in shares.items():
        if drawn < share:
            return deed
        drawn -= share
    return None
