"""What became of one life? Told twice: by the facts as they came, and by the application as it stands at the end.

Both must agree. Neither asks the other, and the second goes by dates where the first goes by what was reported.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.application import Application, TaskStatus
from domain.business_calendar import local_date
from domain.facts import (
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    InterimResponseIssued,
    Referred,
    Reminded,
    ResponseIssued,
    Returned,
    ScreeningRequested,
)
from domain.inputs import TaskPurpose
from domain.ladder import RUNGS, Stage
from domain.status import ApplicationStatus


class End(StrEnum):
    """How a life ended; every life ends in exactly one way."""

    ANSWERED_IN_TIME = "answered in time"
    ANSWERED_OVERDUE = "answered after the due date"
    SILENCE = "deemed refused, unanswered"
    WITHDRAWN = "withdrawn"
    OPEN = "still open"


class Mark(StrEnum):
    """What happened on the way; a life may have many marks, each counts once."""

    SCREENED = "placed by a person"
    REFERRED = "referred"
    RETURNED = "returned"
    TOLD_MEANWHILE = "told meanwhile"
    REMINDED = "reminded"
    MISSED = "due date missed"
    COORDINATOR = "overdue, coordinator told"
    CENTRE = "overdue, centre told"
    DEEMED_REFUSED = "deemed refused"


REMINDERS = frozenset(Stage) - RUNGS - {Stage.DEEMED_REFUSAL}
_RUNG_MARKS = {Stage.COORDINATOR: Mark.COORDINATOR, Stage.CENTRE: Mark.CENTRE}


@dataclass(slots=True)
class Outcome:
    """One life in the account's words."""

    end: End = End.OPEN
    marks: set[Mark] = field(default_factory=set)


def told(ledger: Iterable[tuple[Fact, datetime]]) -> Outcome:
    """Count what the facts say, in their order: an answer is overdue where a missed deadline was reported before it."""
    outcome, overdue = Outcome(), False
    for fact, at in ledger:
        match fact:
            case ScreeningRequested():
                outcome.marks.add(Mark.SCREENED)
            case Referred(purpose=TaskPurpose.ACTION):
                outcome.marks.add(Mark.REFERRED)
            case Returned():
                outcome.marks.add(Mark.RETURNED)
            case InterimResponseIssued():
                outcome.marks.add(Mark.TOLD_MEANWHILE)
            case Reminded():
                outcome.marks.add(Mark.REMINDED)
            case DeadlineMissed():
                outcome.marks.add(Mark.MISSED)
                overdue = True
            case ClockSet(due_on=due_on) if due_on >= local_date(at):
                overdue = False
            case Escalated(stage=stage):
                outcome.marks.add(_RUNG_MARKS[stage])
            case DeemedRefused():
                outcome.marks.add(Mark.DEEMED_REFUSED)
                outcome.end = End.SILENCE if outcome.end is End.OPEN else outcome.end
            case ResponseIssued():
                outcome.end = End.ANSWERED_OVERDUE if overdue else End.ANSWERED_IN_TIME
            case Closed(because=ClosedBecause.WITHDRAWN):
                outcome.end = End.WITHDRAWN
    return outcome


def read(application: Application) -> Outcome:
    """Read the final state: an answer is overdue where it was given after the due date that held then."""
    return Outcome(_end_of(application), set(_marks_of(application)))


def _end_of(application: Application) -> End:
    if application.status is ApplicationStatus.WITHDRAWN:
        return End.WITHDRAWN
    response = application.response
    if response is not None:
        in_time = local_date(response.issued_at) <= application.due_on
        return End.ANSWERED_IN_TIME if in_time else End.ANSWERED_OVERDUE
    return End.SILENCE if application.deemed_refused else End.OPEN


def _marks_of(application: Application) -> Iterable[Mark]:
    tasks = application.tasks
    reached = {stage for task in tasks if task.clock is not None for stage in task.clock.reached}
    seen = {
        Mark.SCREENED: any(task.purpose is TaskPurpose.SCREENING for task in tasks),
        Mark.REFERRED: any(task.status is TaskStatus.REFERRED for task in tasks),
        Mark.RETURNED: any(task.status is TaskStatus.RETURNED for task in tasks),
        Mark.TOLD_MEANWHILE: bool(application.interim_responses),
        Mark.REMINDED: not reached.isdisjoint(REMINDERS),
        Mark.MISSED: Stage.COORDINATOR in reached,
        Mark.COORDINATOR: Stage.COORDINATOR in reached,
        Mark.CENTRE: Stage.CENTRE in reached,
        Mark.DEEMED_REFUSED: application.deemed_refused,
    }
    return (mark for mark, true in seen.items() if true)
