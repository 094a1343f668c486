"""Does a small year balance, and does the same wish give the same year whoever computes which day?"""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from domain.legal_regime import ApplicationKind
from operations.year.account import RECEIVED, YearAccount, differences
from operations.year.outcome import End, Mark
from operations.year.pure import SimulatedYear, Year, YearWish, simulate_year
from operations.year.shown import WIDTH
from operations.year.table import year_table

RARE = frozenset({End.OPEN, *(mark for mark in Mark if mark.startswith("appeal "))})
"""What a year of two thousand may lack."""


@pytest.fixture(scope="module")
def small() -> SimulatedYear:
    return simulate_year(YearWish(2_000, seed=1, processes=2))


def test_a_small_year_balances(small: SimulatedYear):
    assert small.differences == []
    assert small.account.lives == 2_000
    assert sum(small.account.told.of(end) for end in End) == small.account.told.of(RECEIVED) > 2_000


def test_nearly_all_are_answered_in_about_eleven_days(small: SimulatedYear):
    assert 0.94 < small.account.answered / small.account.told.of(RECEIVED) < 0.985
    assert 9 < small.account.answer_time.days / small.account.answered < 13


def test_everything_that_may_happen_happens(small: SimulatedYear):
    assert [mark for mark in Mark if not small.account.told.of(mark) and mark not in RARE] == []
    assert [end for end in End if not small.account.told.of(end) and end not in RARE] == []
    assert [kind for kind in ApplicationKind if not small.account.told.of(End.ANSWERED_IN_TIME, kind)] == []


def test_the_same_wish_gives_the_same_year_in_one_process_as_in_two_and_another_seed_another():
    wish = YearWish(300, seed=1, processes=2)
    year, account = Year(wish), YearAccount()
    for day in reversed(year.arrivals.days):
        account.merge(year.account_of(day))
    assert account == simulate_year(wish).account
    assert account.told != simulate_year(replace(wish, seed=2)).account.told


def test_a_day_left_out_is_found():
    year, account = Year(YearWish(200, seed=1, processes=1)), YearAccount()
    busiest = max(year.arrivals.days, key=lambda day: len(year.arrivals.numbers_on(day)))
    for day in year.arrivals.days:
        if day != busiest:
            account.merge(year.account_of(day))
    assert "a life is missing or was counted twice" in differences(account, year.planned())


def test_the_table_shows_every_count_and_the_verdict(small: SimulatedYear):
    shown = _drawn(small.account, [])
    assert f"{small.account.told.of(RECEIVED):,}" in shown
    assert all(f"{small.account.told.of(end):,}" in shown for end in End)
    assert "It balances." in shown
    assert max(len(line) for line in shown.splitlines()) <= WIDTH
    assert "does not balance: 1 differences" in _drawn(small.account, ["one is missing"])


def _drawn(account: YearAccount, found: list[str]) -> str:
    written = StringIO()
    Console(file=written, width=WIDTH).print(year_table(account, found))
    return written.getvalue()
