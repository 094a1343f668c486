"""What became of an application? Told twice: by the facts as they came, and by how it stands at the end.

Both must agree. Neither asks the other, and the second goes by dates where the first goes by what was reported.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.application import Application, Task, TaskStatus
from domain.business_calendar import local_date
from domain.facts import (
    AppealRecorded,
    ClockPurpose,
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    NotProcessed,
    PeriodExtended,
    QuestionAsked,
    Referred,
    Reminded,
    Reopened,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
)
from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, TaskId
from domain.inputs import AppealStep, TaskPurpose
from domain.ladder import Stage
from domain.status import ApplicationStatus


class End(StrEnum):
    """How an application ended; each ends in exactly one way."""

    ANSWERED_IN_TIME = "answered in time"
    ANSWERED_OVERDUE = "answered after the due date"
    SILENCE = "deemed refused, unanswered"
    INVALID = "invalid"
    NOT_PROCESSED = "not processed"
    WITHDRAWN = "withdrawn"
    UNPAID = "withdrawn, fee unpaid"
    MERGED = "merged, answered together"
    OPEN = "still open"


class Mark(StrEnum):
    """What happened on the way; an application may have many marks, each counts once."""

    SCREENED = "placed by a person"
    REFERRED = "referred"
    RETURNED = "returned"
    EXTENDED = "extended"
    FEE_ASKED = "fee asked"
    QUESTION_ASKED = "applicant asked"
    TOLD_MEANWHILE = "told meanwhile"
    REOPENED = "taken up again"
    REMINDED = "reminded"
    MISSED = "due date missed"
    COORDINATOR = "overdue, coordinator told"
    CENTRE = "overdue, centre told"
    DEEMED_REFUSED = "deemed refused"
    APPEALED = "appealed against"
    APPEAL_UPHELD = "appeal upheld"
    APPEAL_PARTLY_UPHELD = "appeal partly upheld"
    APPEAL_REJECTED = "appeal rejected"
    APPEAL_DISMISSED = "appeal dismissed"
    APPEAL_WITHDRAWN = "appeal withdrawn"


TOLD_ALONE = frozenset({Mark.REMINDED, Mark.REOPENED})
"""What leaves no trace in the final state; that every reminder came is a promise kept or broken, see `faults`."""

_MARK_OF: dict[type[Fact], Mark] = {
    ScreeningRequested: Mark.SCREENED,
    Returned: Mark.RETURNED,
    PeriodExtended: Mark.EXTENDED,
    FeeRequested: Mark.FEE_ASKED,
    QuestionAsked: Mark.QUESTION_ASKED,
    InterimResponseIssued: Mark.TOLD_MEANWHILE,
    Reopened: Mark.REOPENED,
    Reminded: Mark.REMINDED,
    DeadlineMissed: Mark.MISSED,
    DeemedRefused: Mark.DEEMED_REFUSED,
}
_RUNG_MARKS = {Stage.COORDINATOR: Mark.COORDINATOR, Stage.CENTRE: Mark.CENTRE}
_DECISION_MARKS = {
    AppealOutcome.UPHELD: Mark.APPEAL_UPHELD,
    AppealOutcome.PARTLY_UPHELD: Mark.APPEAL_PARTLY_UPHELD,
    AppealOutcome.REJECTED: Mark.APPEAL_REJECTED,
    AppealOutcome.DISMISSED: Mark.APPEAL_DISMISSED,
    AppealOutcome.WITHDRAWN: Mark.APPEAL_WITHDRAWN,
}
_CLOSED_AS = {ClosedBecause.WITHDRAWN: End.WITHDRAWN, ClosedBecause.UNPAID: End.UNPAID}


@dataclass(slots=True)
class Outcome:
    """One application in the account's words."""

    end: End = End.OPEN
    marks: set[Mark] = field(default_factory=set)

    def agrees_with(self, read: "Outcome") -> bool:
        """Tell whether the final state says the same, as far as it can."""
        return self.end is read.end and self.marks - TOLD_ALONE == read.marks


def told(ledger: Iterable[tuple[Fact, datetime]]) -> Outcome:
    """Count what the facts say, in their order: an answer is overdue where a missed date was reported of its task."""
    outcome, overdue, answered_overdue, in_part = Outcome(), set[TaskId](), False, False
    appeals, given = dict[ApplicationId, AppealOutcome | None](), set[TaskId]()
    for fact, at in ledger:
        mark = _MARK_OF.get(type(fact))
        if mark is not None:
            outcome.marks.add(mark)
        match fact:
            case ClockSet(task_id=task_id, due_on=due_on, purpose=ClockPurpose.ANSWER):
                given.add(task_id)
                (overdue.discard if due_on >= local_date(at) else overdue.add)(task_id)
            case DeadlineMissed(task_id=task_id):
                overdue.add(task_id)
            case ResponseIssued():
                answered_overdue, in_part = answered_overdue or fact.task_id in overdue, not fact.completes
                if fact.completes:
                    outcome.end = _answered(together=fact.together_with is not None, overdue=answered_overdue)
            case AppealRecorded(step=AppealStep.VOID):
                appeals.pop(fact.appeal_id, None)
            case AppealRecorded(decision=decision):
                appeals[fact.appeal_id] = decision
            case Routed(task_id=task_id) if task_id in given:
                pass
            case Reopened() | Routed(purpose=TaskPurpose.ACTION):
                answered_overdue = answered_overdue and outcome.end in (End.OPEN, End.SILENCE)
                outcome.end = _unanswered(outcome)
            case DeemedRefused():
                outcome.end = _unanswered(outcome)
            case Closed(because=ClosedBecause.UNPAID) if in_part:
                outcome.end, in_part = _answered(together=False, overdue=answered_overdue), False
            case _:
                _ending_or_mark(outcome, fact)
    outcome.marks |= {Mark.APPEALED} if appeals else set()
    outcome.marks |= {_DECISION_MARKS[decision] for decision in appeals.values() if decision is not None}
    return outcome


def _ending_or_mark(outcome: Outcome, fact: Fact) -> None:
    match fact:
        case Referred(purpose=TaskPurpose.ACTION, keep=False):
            outcome.marks.add(Mark.REFERRED)
        case Escalated(stage=stage):
            outcome.marks.add(_RUNG_MARKS[stage])
        case NotProcessed():
            outcome.end = End.NOT_PROCESSED
        case FoundInvalid():
            outcome.end = End.INVALID
        case Closed(because=because):
            outcome.end = _CLOSED_AS.get(because, outcome.end)


def _answered(*, together: bool, overdue: bool) -> End:
    if together:
        return End.MERGED
    return End.ANSWERED_OVERDUE if overdue else End.ANSWERED_IN_TIME


def _unanswered(outcome: Outcome) -> End:
    return End.SILENCE if Mark.DEEMED_REFUSED in outcome.marks else End.OPEN


def read(application: Application) -> Outcome:
    """Read the final state: an answer is overdue where it was given after the date its task was due."""
    return Outcome(_end_of(application), set(_marks_of(application)))


_ENDED_AS = {
    ApplicationStatus.NOT_PROCESSED: End.NOT_PROCESSED,
    ApplicationStatus.INVALID: End.INVALID,
}


def _end_of(application: Application) -> End:
    if application.status in _ENDED_AS:
        return _ENDED_AS[application.status]
    if application.status is ApplicationStatus.WITHDRAWN:
        unpaid = any(task.fee is not None and task.fee.paid_on is None and _ran_out(task) for task in application.tasks)
        return End.UNPAID if unpaid else End.WITHDRAWN
    if application.open or not application.responses:
        return End.OPEN if application.deemed_refused_on is None else End.SILENCE
    last = application.responses[-1]
    return _answered(together=last.together_with is not None, overdue=any(_overdue_answers(application)))


def _ran_out(task: Task) -> bool:
    return task.clock is not None and Stage.PAYMENT_MISSED in task.clock.reached


def _overdue_answers(application: Application) -> Iterator[bool]:
    """Tell of each answer since the application was last taken up whether it came after its task's due date."""
    told = application.newest_round(application.responses)
    acting = [task for each in told if (task := application.task(each.task_id or TaskId(""))) is not None]
    for response in application.responses:
        task = application.task(response.task_id or TaskId(""))
        if task is None or task.due_on is None:
            continue
        if response.issued_at >= min(each.given_at for each in acting):
            yield local_date(response.issued_at) > task.due_on


def _marks_of(application: Application) -> Iterator[Mark]:
    tasks = application.tasks
    told_of = {task.escalation_stage for task in tasks}
    decisions = {appeal.decision for appeal in application.appeals}
    seen = {
        Mark.SCREENED: any(task.purpose is TaskPurpose.SCREENING for task in tasks),
        Mark.REFERRED: any(task.status is TaskStatus.REFERRED for task in tasks),
        Mark.RETURNED: any(task.status is TaskStatus.RETURNED for task in tasks),
        Mark.EXTENDED: any(task.extended for task in tasks),
        Mark.FEE_ASKED: any(task.fee is not None for task in tasks),
        Mark.QUESTION_ASKED: bool(application.questions),
        Mark.TOLD_MEANWHILE: bool(application.interim_responses),
        Mark.MISSED: Stage.COORDINATOR in told_of,
        Mark.COORDINATOR: Stage.COORDINATOR in told_of,
        Mark.CENTRE: Stage.CENTRE in told_of,
        Mark.DEEMED_REFUSED: application.deemed_refused_on is not None,
        Mark.APPEALED: bool(application.appeals),
    }
    yield from (mark for mark, true in seen.items() if true)
    yield from (mark for decision, mark in _DECISION_MARKS.items() if decision in decisions)
