"""How does a test live a life of a year with only the people it needs?"""

import random
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from domain.business_calendar import ISTANBUL
from operations.year import post
from operations.year.applicants import Applicants
from operations.year.deeds import Deeds
from operations.year.habits import ApplicantHabits, YearHabits
from operations.year.institutions import Institutions
from operations.year.life import Life, Society, live
from tests.support.builders import a_submission, turkey, wider_registry

UNTIL = datetime(2026, 12, 1, tzinfo=ISTANBUL)
QUIET = YearHabits(
    silent=0.0,
    left_in_screening=0.0,
    not_processed=0.0,
    invalid=0.0,
    returns=0.0,
    refers=0.0,
    extends=0.0,
    asks_fee=0.0,
    asks_applicant=0.0,
    tells_meanwhile=0.0,
    shares=0.0,
    informs=0.0,
    places_with_several=0.0,
    opens_first=0.0,
    drafts=0.0,
    reopens=0.0,
    answers_overdue=0.0,
)
CONTENT = ApplicantHabits(withdraws=0.0, sends_again=0.0, appeals_refusal=0.0, appeals_silence=0.0, forgets_copies=0.0)


def a_society(habits: YearHabits = QUIET, applicants: ApplicantHabits = CONTENT, until: datetime = UNTIL) -> Society:
    """A small state whose institutions answer in time and whose applicants do nothing, unless said otherwise."""
    registry = wider_registry()
    deeds = Deeds(registry, habits)
    planners = (
        Institutions(deeds, turkey(), habits).plans_after,
        Applicants(turkey(), applicants).plans_after,
        post.plans_after,
    )
    return Society(registry, turkey(), deeds, planners, until)


def a_life(society: Society, number: int = 0, **submitted: Any) -> Life:
    """One life of a complaint that came on 2 March 2026, with the luck of its number."""
    return live(a_submission(f"life {number}", **submitted), society, random.Random(f"1|{number}"))


def lives(count: int, society: Society, **submitted: Any) -> Iterator[Life]:
    """Several lives of different luck."""
    return (a_life(society, number, **submitted) for number in range(count))
