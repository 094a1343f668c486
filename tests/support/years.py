"""How does a test live a life of a year with only the people it needs?"""

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from domain.business_calendar import ISTANBUL
from operations.year import post
from operations.year.applicants import ApplicantHabits, Applicants
from operations.year.institutions import Institutions, YearHabits
from operations.year.intents import Happened, Plan, Sent
from operations.year.life import Lived, Society, live
from tests.support.builders import a_submission, small_registry, turkey

UNTIL = datetime(2026, 12, 1, tzinfo=ISTANBUL)
QUIET = YearHabits(
    silent=0.0, returns=0.0, refers=0.0, answers_overdue=0.0, tells_meanwhile=0.0, opens_first=0.0
)  # fmt: skip
CONTENT = ApplicantHabits(withdraws=0.0)


def a_society(habits: YearHabits = QUIET, applicants: ApplicantHabits = CONTENT, until: datetime = UNTIL) -> Society:
    """A small state whose institutions answer in time and whose applicants do nothing, unless said otherwise."""
    registry = small_registry()
    institutions = Institutions(registry, turkey(), habits)
    planners: tuple[Callable[[Happened], Iterable[Plan]], ...] = (
        institutions.plans_after,
        Applicants(applicants).plans_after,
        post.plans_after,
    )
    return Society(registry, turkey(), institutions, planners, until)


def a_life(society: Society, number: int = 0, **submitted: Any) -> Lived:
    """One life of a complaint that came on 2 March 2026, with the luck of its number."""
    return live(a_submission(f"life {number}", **submitted), society, random.Random(f"1|{number}"))


def lives(count: int, society: Society, **submitted: Any) -> Iterator[Lived]:
    """Several lives of different luck."""
    return (a_life(society, number, **submitted) for number in range(count))


def days_after(sent: Sent, at: datetime) -> float:
    """Say how many days after a moment something will be sent."""
    return (sent.at - at) / timedelta(days=1)
