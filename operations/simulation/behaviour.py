"""What does an institution do with a task it was given, and when?

Decided once a task from the run's seed and the task's id: the same run gives the same people the same habits, whoever
restarts what meanwhile.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.identifiers import ApplicationId, InstitutionId, TaskId
from domain.inputs import TaskPurpose
from domain.legal_regime import LegalRegime

LONGEST_PERIOD = timedelta(days=30)
"""Nobody in a simulation takes a board's three months: what is answered at all is answered within this."""


class Deed(StrEnum):
    """What an officer does; each is an action of the HTTP contract, or one manner of it."""

    OPEN = "open"
    INTERIM_RESPONSE = "interim_response"
    REFER = "refer"
    RETURN = "return"
    RESPOND = "respond"
    PLACE = "place"
    KEEP = "keep"
    """Place it with one's own institution."""
    SHARE = "share"
    """Refer and keep one's own task beside the new one."""
    INFORM = "inform"
    """Refer a copy for information."""
    EXTEND = "extend"
    REQUEST_FEE = "request_fee"
    RECORD_PAYMENT = "record_payment"
    ASK_APPLICANT = "ask_applicant"
    DRAFT = "draft_response"
    APPROVE = "approve"
    NOT_PROCESSED = "not_processed"
    MARK_INVALID = "mark_invalid"
    MERGE = "merge"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Habits:
    """How the institutions of a run behave, as shares of their tasks."""

    silent: float = 0.09
    left_in_screening: float = 0.05
    refers: float = 0.06
    returns: float = 0.04
    tells_meanwhile: float = 0.08
    answers_overdue: float = 0.03
    opens_first: float = 0.5


@dataclass(frozen=True, slots=True)
class GivenTask:
    """A task as its institution learns of it: for what, since when and until when."""

    application_id: ApplicationId
    task_id: TaskId
    institution_id: InstitutionId
    purpose: TaskPurpose
    legal_regime: LegalRegime
    given_at: datetime
    ends_at: datetime
    """Legal moment at which the due date ends."""
    hops: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One deed at a legal moment."""

    at: datetime
    deed: Deed


def conduct(task: GivenTask, habits: Habits, seed: int) -> tuple[Step, ...]:
    """Lay out what the institution will do about a task, in order; nothing means that it stays silent."""
    rng = random.Random(f"{seed}|{task.task_id}")
    if task.purpose is TaskPurpose.SCREENING:
        return _in_screening(task, habits, rng)
    if task.purpose is TaskPurpose.INFORMATION or _stays_silent(task, habits, rng):
        return ()
    last = _last_step(task, habits, rng)
    opened = [Step(_share(task.given_at, last.at, 0.2), Deed.OPEN)] if rng.random() < habits.opens_first else []
    told = rng.random() < habits.tells_meanwhile and last.deed is Deed.RESPOND
    meanwhile = [Step(_share(task.given_at, last.at, 0.5), Deed.INTERIM_RESPONSE)] if told else []
    return (*opened, *meanwhile, last)


def _in_screening(task: GivenTask, habits: Habits, rng: random.Random) -> tuple[Step, ...]:
    """Place within four days, or never: a board's matter is not left, its period would outlast the run."""
    if rng.random() < habits.left_in_screening and task.legal_regime is not LegalRegime.ETHICS:
        return ()
    return (Step(task.given_at + timedelta(days=rng.uniform(0.1, 4)), Deed.PLACE),)


def _stays_silent(task: GivenTask, habits: Habits, rng: random.Random) -> bool:
    return rng.random() < habits.silent and task.legal_regime is not LegalRegime.ETHICS


def _last_step(task: GivenTask, habits: Habits, rng: random.Random) -> Step:
    """Answer, about two fifths into the period on average, or pass the application on in its first days."""
    passes_on = rng.random()
    if task.hops < 2 and passes_on < habits.refers + habits.returns:
        deed = Deed.REFER if passes_on < habits.refers else Deed.RETURN
        return Step(task.given_at + timedelta(days=rng.uniform(0.2, 3)), deed)
    until = min(task.ends_at, task.given_at + LONGEST_PERIOD)
    if rng.random() < habits.answers_overdue and until == task.ends_at:
        return Step(task.ends_at + timedelta(days=rng.uniform(0.1, 3)), Deed.RESPOND)
    return Step(_share(task.given_at, until, 0.05 + 0.85 * rng.betavariate(2, 3)), Deed.RESPOND)


def _share(since: datetime, until: datetime, share: float) -> datetime:
    return since + max(until - since, timedelta(0)) * share
