"""How is a whole year driven through the pure domain? Day by day, over all processors, holding nothing but counters."""

import gc
import multiprocessing
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from data.loaders import load_calendar_days, load_institutions, load_populations, load_samples
from domain.business_calendar import ISTANBUL, BusinessCalendar
from domain.institution import Registry
from domain.legal_regime import ApplicationKind
from operations.year import post
from operations.year.account import YearAccount, differences
from operations.year.applicants import Applicants
from operations.year.arrivals import ArrivalPlan
from operations.year.deeds import Deeds
from operations.year.habits import ApplicantHabits, YearHabits
from operations.year.institutions import Institutions
from operations.year.life import Society, live
from operations.year.matters import Matters, Places, Submissions
from operations.year.recount import Recount

WATCHED_UNTIL = datetime(2027, 3, 1, tzinfo=ISTANBUL)
"""Two months after the year: by then every period but a board's has run out."""


@dataclass(frozen=True, slots=True)
class YearWish:
    """Which year is to be simulated: how many apply, with whose luck, and how everybody behaves."""

    applications: int
    seed: int
    processes: int = field(default_factory=multiprocessing.cpu_count)
    institutions: YearHabits = field(default_factory=YearHabits)
    applicants: ApplicantHabits = field(default_factory=ApplicantHabits)


@dataclass(frozen=True, slots=True)
class SimulatedYear:
    """What came of it."""

    account: YearAccount
    differences: list[str]
    seconds: float


class Year:
    """One year with everybody in it; every process builds the same from the same wish."""

    def __init__(self, wish: YearWish) -> None:
        days = load_calendar_days()
        calendar, registry = BusinessCalendar.from_table(days), Registry(load_institutions())
        places = Places(load_populations())
        deeds = Deeds(registry, wish.institutions)
        planners = (
            Institutions(deeds, calendar, wish.institutions).plans_after,
            Applicants(calendar, wish.applicants).plans_after,
            post.plans_after,
        )
        self.arrivals = ArrivalPlan(wish.applications, wish.seed, calendar, places.shares)
        self._submissions = Submissions(Matters(load_samples(), places), registry, wish.seed)
        self._society = Society(registry, calendar, deeds, planners, WATCHED_UNTIL)
        self._recount = Recount(days)
        self._seed = wish.seed

    def account_of(self, day: date) -> YearAccount:
        """Live all lives that begin on a day and count them."""
        account = YearAccount()
        for arrival in self.arrivals.on(day):
            rng = random.Random(f"{self._seed}|{arrival.number}")
            life = live(self._submissions.submission_of(arrival, rng), self._society, rng)
            account.add(arrival.number, life, WATCHED_UNTIL, self._recount)
        return account

    def planned(self) -> dict[ApplicationKind, int]:
        """Say how many of each kind are to come."""
        quotas = self.arrivals.quotas()
        return {kind: sum(n for (each, _), n in quotas.items() if each is kind) for kind in ApplicationKind}


def simulate_year(wish: YearWish, on_progress: Callable[[int, int], None] | None = None) -> SimulatedYear:
    """Simulate all days of the year and say whether their account balances."""
    began = time.perf_counter()
    year = _year(wish)
    days, account, lived = year.arrivals.days, YearAccount(), 0
    gc.freeze()
    with multiprocessing.get_context("fork").Pool(wish.processes, _leave_signals_to_the_parent) as pool:
        for of_day in pool.imap_unordered(_account_of, [(wish, day) for day in days]):
            account.merge(of_day)
            lived += of_day.lives
            if on_progress is not None:
                on_progress(lived, wish.applications)
    return SimulatedYear(account, differences(account, year.planned()), time.perf_counter() - began)


def _leave_signals_to_the_parent() -> None:
    """Let a worker end without a word when the pool does: what the command makes of a signal was inherited."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@cache
def _year(wish: YearWish) -> Year:
    return Year(wish)


def _account_of(asked: tuple[YearWish, date]) -> YearAccount:
    wish, day = asked
    return _year(wish).account_of(day)
