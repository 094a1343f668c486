"""Does a small year balance, and does the same wish give the same year whoever computes which day?"""

from io import StringIO

import pytest
from rich.console import Console

from domain.legal_regime import ApplicationKind
from operations.year.account import YearAccount, differences
from operations.year.outcome import End, Mark
from operations.year.pure import SimulatedYear, Year, YearWish, simulate_year
from operations.year.shown import WIDTH
from operations.year.table import year_table


@pytest.fixture(scope="module")
def small() -> SimulatedYear:
    return simulate_year(YearWish(2_000, seed=1, processes=2))


def test_a_small_year_balances(small: SimulatedYear):
    assert small.differences == []
    assert len(small.account) == 2_000
    assert sum(small.account.told.of(end) for end in End) == 2_000


def test_nearly_all_are_answered_in_about_eleven_days(small: SimulatedYear):
    assert 0.94 < small.account.answered / 2_000 < 0.985
    assert 9 < small.account.answer_time.days / small.account.answered < 13


def test_everything_that_may_happen_happens(small: SimulatedYear):
    assert [mark for mark in Mark if not small.account.told.of(mark)] == []
    assert [kind for kind in ApplicationKind if not small.account.told.of(End.ANSWERED_IN_TIME, kind)] == []


def test_the_same_wish_gives_the_same_year_in_one_process_as_in_two(small: SimulatedYear):
    year, account = Year(YearWish(2_000, seed=1, processes=1)), YearAccount()
    for day in reversed(year.arrivals.days):
        account.merge(year.account_of(day))
    assert account == small.account


def test_another_seed_gives_another_year():
    years = [simulate_year(YearWish(200, seed=seed, processes=1)) for seed in (1, 2)]
    assert years[0].account.told != years[1].account.told
    assert [year.differences for year in years] == [[], []]


def test_a_day_left_out_is_found():
    year, account = Year(YearWish(200, seed=1, processes=1)), YearAccount()
    for day in year.arrivals.days[1:]:
        account.merge(year.account_of(day))
    assert "a life is missing or was counted twice" in differences(account, year.expected())


def test_the_table_shows_every_count_and_the_verdict(small: SimulatedYear):
    shown = _drawn(small.account, [])
    assert "2,000" in shown
    assert all(f"{small.account.told.of(end):,}" in shown for end in End)
    assert "It balances." in shown
    assert max(len(line) for line in shown.splitlines()) <= WIDTH
    assert "does not balance: 1 differences" in _drawn(small.account, ["one is missing"])


def _drawn(account: YearAccount, found: list[str]) -> str:
    written = StringIO()
    Console(file=written, width=WIDTH).print(year_table(account, found))
    return written.getvalue()
