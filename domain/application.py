"""What is true of an application now? How facts make it so: `evolution`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from domain.business_calendar import local_date
from domain.facts import ClockPurpose, TextRef
from domain.grounds import AppealOutcome, BoardDecision, InvalidReason, NotProcessedReason
from domain.identifiers import ApplicationId, InstitutionId, TaskId, TrackingNumber
from domain.inputs import AnswerBy, IdentityCheck, RemedyOffered, ResponseOutcome, TaskPurpose
from domain.ladder import ScheduledStage, Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from domain.periods import PeriodName
from domain.place import Place
from domain.status import ApplicationStatus


class TaskStatus(StrEnum):
    """What became of one institution's task."""

    WAITING = "waiting"
    OPENED = "opened"
    RESPONDED = "responded"
    REFERRED = "referred"
    RETURNED = "returned"
    PLACED = "placed"
    CLOSED = "closed"
    SUCCEEDED = "succeeded"

    @property
    def open(self) -> bool:
        """Tell whether the institution still has something to do."""
        return self in _OPEN


_OPEN = frozenset({TaskStatus.WAITING, TaskStatus.OPENED})


@dataclass(frozen=True, slots=True)
class Clock:
    """The running period of one task: stages still to come and those reached."""

    version: int
    due_on: date
    stages: tuple[ScheduledStage, ...]
    reached: tuple[Stage, ...] = ()
    running: bool = True
    purpose: ClockPurpose = ClockPurpose.ANSWER
    started_on: date | None = None
    period: PeriodName | None = None
    handed_over: bool = False
    """Whether it was stopped by a change of hands: what runs in its place moves no period of the applicant's."""

    @property
    def next_stage(self) -> ScheduledStage | None:
        """Name the earliest stage not reached, None when the clock stands or all are reached."""
        if not self.running:
            return None
        return next((stage for stage in self.stages if stage.stage not in self.reached), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that waits for a superior's approval."""

    outcome: ResponseOutcome
    text: TextRef
    remedies: tuple[RemedyOffered, ...]
    officer: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What access costs, in kuruş, and until when it must be paid."""

    pages: int
    amount: int
    pay_by: date
    how_to_pay: TextRef
    paid_on: date | None = None
    period_ran_anew: bool = False
    """Whether the payment let the period run anew: it had not waited for it where the clock of another part ran."""


@dataclass(frozen=True, slots=True)
class OwnSilence:
    """The silence of who must answer anew while others act: from which day it counts, and to which."""

    counted_from: date
    ends_on: date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Anew:
    """Since when something is to be answered anew, and whose answer: None where all of it was taken up again."""

    since: datetime
    institution_id: InstitutionId | None = None

    def replaces(self, answer: "Response") -> bool:
        """Tell whether what this asks for takes the place of an answer."""
        return self.since >= answer.issued_at and self.institution_id in (None, answer.institution_id)


@dataclass(frozen=True, slots=True)
class Task:
    """What one institution has to do about the application; `task_version` is the ETag of its holder."""

    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    status: TaskStatus
    task_version: int
    given_at: datetime
    due_on: date | None = None
    officer: str | None = None
    clock: Clock | None = None
    overdue: bool = False
    missed_on: date | None = None
    """The due date that was told as missed; a task given after its date is overdue, and nothing was told of it yet."""
    other_due_on: date | None = None
    """The date of the clock that does not bind: a measure, and a warning where it comes first."""
    extended: bool = False
    fee: Fee | None = None
    """What is to be paid next, else what was paid; those that came with the parts of others stand beside it."""
    other_fees: tuple[Fee, ...] = ()
    draft: Draft | None = None
    escalation_of: TaskId | None = None
    """The overdue task this one tells of, and which rung was climbed."""
    escalation_stage: Stage | None = None
    ended_at: datetime | None = None
    silence: OwnSilence | None = None
    """The silence that counts for this task alone; None where it is that of the application."""
    anew: Anew | None = None
    """What it asks to answer anew, if anything; it goes with the task to whoever gets it."""

    @property
    def open(self) -> bool:
        """Tell whether the institution still has something to do."""
        return self.status in _OPEN

    @property
    def given_more_time(self) -> bool:
        """Tell whether an extension or a payment moved the day until which it must answer."""
        return self.extended or any(fee.period_ran_anew for fee in self.fees)

    @property
    def fees(self) -> tuple[Fee, ...]:
        """List what was asked for access, first what is to be paid next."""
        return self.other_fees if self.fee is None else (self.fee, *self.other_fees)

    @property
    def owes_a_fee(self) -> bool:
        """Tell whether a fee was asked that nobody recorded as paid, whichever clock runs."""
        return self.fee is not None and self.fee.paid_on is None

    @property
    def awaits_payment(self) -> bool:
        """Tell whether its period is interrupted until a fee is paid."""
        return self.clock is not None and self.clock.running and self.clock.purpose is ClockPurpose.PAYMENT


@dataclass(frozen=True, slots=True)
class Response:
    """The answer the applicant may read."""

    outcome: ResponseOutcome
    text: TextRef
    remedies: tuple[RemedyOffered, ...]
    institution_id: InstitutionId
    issued_at: datetime
    task_id: TaskId | None = None
    decision: BoardDecision | None = None
    together_with: ApplicationId | None = None
    completes: bool = True
    served_on: date | None = None
    """The first day on which it reached the applicant, in a letter of its own or with the last answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the applicant was asked, and what came back."""

    question_id: str
    task_id: TaskId
    institution_id: InstitutionId
    text: TextRef
    asked_at: datetime
    answer: TextRef | None = None
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against this application's answer or against silence, itself an application."""

    appeal_id: ApplicationId
    lodged_at: datetime
    decision: AppealOutcome | None = None
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EndedUnanswered:
    """Why the application was not processed, or found invalid."""

    reason: NotProcessedReason | InvalidReason
    text: TextRef | None
    institution_id: InstitutionId | None
    task_id: TaskId | None
    ended_at: datetime | None = None
    served_on: date | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """One application as its ledger made it."""

    tracking_number: TrackingNumber
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    subject_code: str | None
    place: Place | None
    received_at: datetime
    received_on: date
    due_on: date
    due_rule: str
    due_derivation: tuple[str, ...]
    deemed_refusal_on: date
    identity_confidential: bool
    anonymous: bool
    answer_by: AnswerBy
    about_an_official: bool
    content: TextRef
    content_hash: str
    status: ApplicationStatus = ApplicationStatus.REGISTERED
    tasks: tuple[Task, ...] = ()
    accused_institution_id: InstitutionId | None = None
    deemed_refused: bool = False
    responses: tuple[Response, ...] = ()
    interim_responses: tuple[TextRef, ...] = field(default=())
    filed_as: ApplicationKind | None = None
    appeal_of: ApplicationId | None = None
    identity_check: IdentityCheck = IdentityCheck.NOT_ASKED
    elements_missing: tuple[str, ...] = ()
    bureau_institution_id: InstitutionId | None = None
    sub_subject_code: str | None = None
    questions: tuple[Question, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    duplicates_proposed: tuple[ApplicationId, ...] = ()
    merged_into: ApplicationId | None = None
    joined: tuple[ApplicationId, ...] = ()
    ended_unanswered: EndedUnanswered | None = None
    period: PeriodName | None = None
    period_began_on: date | None = None
    """The period that now runs for the applicant, where it is not the first one: it was extended, interrupted by a
    fee, followed an interim answer, or began anew when the application was taken up again."""
    reopened_on: date | None = None
    told_before_reopening: int = 0
    """How many of the interim answers were given before it was taken up again: they keep no period any more."""
    deemed_refused_on: date | None = None
    """The last day of the newest silence that counted as a refusal, be it broken since."""
    answered_before_reopening: int = 0
    """How many of the answers were given before it was taken up again: they ended an earlier round."""

    def taken_up_again(self, on: date) -> "Application":
        """Say what it is from the day it is taken up again: what was told, or not, before no longer counts."""
        return replace(
            self,
            ended_unanswered=None,
            reopened_on=on,
            deemed_refused=False,
            told_before_reopening=len(self.interim_responses),
            answered_before_reopening=len(self.responses),
        )

    def as_to(self, task: Task | None) -> "Application":
        """Say what it is as to one task: where its silence counts on its own, so do its periods."""
        if task is None or task.silence is None:
            return self
        own = tuple(each for each in self.tasks if each.silence is not None)
        return replace(self, tasks=own).counting_silence_as(task.silence)

    def counting_silence_as(self, silence: OwnSilence) -> "Application":
        """Say what it is where a silence of its own is that of all, and so are its periods."""
        return replace(
            self,
            reopened_on=silence.counted_from,
            deemed_refused=silence.refused,
            deemed_refusal_on=silence.ends_on or self.deemed_refusal_on,
            period=None,
            period_began_on=None,
        )

    @property
    def silent_together(self) -> tuple[Task, ...]:
        """List the tasks whose silence is that of the application: for action first, else screening."""
        sharing = (task for task in self.tasks_to_act_on if task.silence is None)
        return tuple(sorted(sharing, key=lambda task: task.purpose is not TaskPurpose.ACTION))

    @property
    def told_meanwhile(self) -> bool:
        """Tell whether an interim answer was given since it was last taken up."""
        return len(self.interim_responses) > self.told_before_reopening

    @property
    def answered_meanwhile(self) -> bool:
        """Tell whether any institution answered since it was last taken up."""
        return len(self.responses) > self.answered_before_reopening

    @property
    def counted_from(self) -> date:
        """Tell from which day its periods count: what was taken up again gives everybody whole ones."""
        return self.reopened_on or self.received_on

    def task(self, task_id: TaskId) -> Task | None:
        """Find a task by its id."""
        return next((task for task in self.tasks if task.task_id == task_id), None)

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """List what is still to be done, in the order given."""
        return tuple(task for task in self.tasks if task.open)

    @property
    def open(self) -> bool:
        """Tell whether somebody must still act."""
        return bool(self.tasks_to_act_on)

    @property
    def holder(self) -> Task | None:
        """Name the task that decides in whose hands the application is: for action first, else screening."""
        return min(self.tasks_to_act_on, key=lambda task: task.purpose is not TaskPurpose.ACTION, default=None)

    @property
    def next_stage_at(self) -> datetime | None:
        """Tell when the next stage of any running clock is due."""
        stages = (task.clock.next_stage for task in self.tasks if task.clock is not None)
        return min((stage.at for stage in stages if stage is not None), default=None)

    def was_told_as_missed(self, due_on: date, task: Task) -> bool:
        """Tell whether a due date was told as missed, of this task or of one whose clock went on in it."""
        before = (each for each in self.tasks if each.task_id == task.task_id or not each.open)
        return any(each.missed_on == due_on for each in before)

    @property
    def overdue(self) -> bool:
        """Tell whether a due date passed that was not answered since."""
        return any(task.overdue for task in self.open_tasks)

    @property
    def response(self) -> Response | None:
        """Give the newest answer; where several institutions answer, `responses` has them all."""
        return self.responses[-1] if self.responses else None

    @property
    def answered_in_part(self) -> bool:
        """Tell whether the newest answer since it was last taken up left something for others to answer."""
        return self.answered_meanwhile and not self.responses[-1].completes

    @property
    def outcome(self) -> ResponseOutcome | None:
        """Combine the answers: what all of them say, else partly positive; None without an answer.

        What was answered before the application was taken up again no longer counts once it is answered anew.
        """
        return combined(self.told_together(self.responses))

    def told_together(self, responses: Sequence[Response]) -> tuple[Response, ...]:
        """List the answers of the newest of these that its letter tells: those of its round that still stand."""
        return tuple(response for response in self.newest_round(responses) if self._stands(response, responses))

    def newest_round(self, responses: Sequence[Response]) -> tuple[Response, ...]:
        """List the answers that belong to the newest of these; a part from before it was taken up again does not.

        While nobody answered since then, what was answered before stands as it was told.
        """
        return last_round(responses[self.answered_before_reopening :]) or last_round(responses)

    def standing_responses(self) -> tuple[tuple[int, Response], ...]:
        """List the answers that none of the same institution took the place of, each with its place among all."""
        placed = enumerate(self.responses)
        return tuple((place, response) for place, response in placed if self._stands(response, self.responses))

    def _stands(self, response: Response, among: Sequence[Response]) -> bool:
        """Tell whether its institution did not answer the same anew: another part of it, it may."""
        newer = among[among.index(response) + 1 :]
        return not any(each.institution_id == response.institution_id and self._anew(each, response) for each in newer)

    def _anew(self, newer: Response, older: Response) -> bool:
        task = None if newer.task_id is None else self.task(newer.task_id)
        if task is None or newer.text == older.text:
            return True
        return task.anew is not None and task.anew.replaces(older)

    @property
    def appealed(self) -> bool:
        """Tell whether an appeal was lodged, which stops the period for a suit (R-I9).

        One that was decided before the application was taken up again is not against what was refused since.
        """
        return any(
            appeal.decision is None or local_date(appeal.lodged_at) >= self.counted_from for appeal in self.appeals
        )

    @property
    def tasks_to_act_on(self) -> tuple[Task, ...]:
        """List the open tasks somebody must act on."""
        return tuple(task for task in self.open_tasks if task.purpose is not TaskPurpose.INFORMATION)

    def task_for_action_of(self, institution_id: InstitutionId) -> Task | None:
        """Find an institution's open task for action: it never has two."""
        acting = (task for task in self.tasks_to_act_on if task.purpose is TaskPurpose.ACTION)
        return next((task for task in acting if task.institution_id == institution_id), None)

    def open_question(self, question_id: str) -> Question | None:
        """Find a question that waits for its answer."""
        return next((q for q in self.questions if q.question_id == question_id and q.answer is None), None)

    def held_by(self) -> tuple[InstitutionId, ...]:
        """List the institutions that had it for action, in order: the hops of the application.

        Who was closed is not among them: its successor stands for it.
        """
        acting = (task for task in self.tasks if task.purpose is TaskPurpose.ACTION)
        return tuple(task.institution_id for task in acting if task.status is not TaskStatus.SUCCEEDED)


def bound_by(standing: Task, added: Task) -> Task:
    """Name, where one institution has two tasks to do as one, the one whose date binds: the first to be answered.

    One that waits for a payment binds only where both do: nobody loses by a fee what it was not asked for.
    """
    answering = [task for task in (standing, added) if task.due_on is not None and not task.awaits_payment]
    return min(answering, key=lambda task: task.due_on or date.max, default=standing)


def last_round(responses: Sequence[Response]) -> tuple[Response, ...]:
    """List the answers that belong together: the newest, and those before it that did not end the application."""
    earlier = len(responses) - 1
    while earlier > 0 and not responses[earlier - 1].completes:
        earlier -= 1
    return tuple(responses[max(earlier, 0) :])


def combined(responses: Iterable[Response]) -> ResponseOutcome | None:
    """Say as one what several answers say: the same, else partly positive; None for no answer."""
    outcomes = {response.outcome for response in responses}
    return outcomes.pop() if len(outcomes) == 1 else ResponseOutcome.PARTIAL if outcomes else None
