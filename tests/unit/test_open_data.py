"""Can anybody find a small count in the open data, by whatever subtraction?"""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.identifiers import ApplicationId
from domain.inputs import ResponseOutcome
from domain.legal_regime import ApplicationKind, Channel
from domain.open_data import ENDS, KINDS, OTHER, SUBJECTS_TOLD, OpenData, cells_told
from domain.report_rows import Ending, ReportRow, report_rows
from domain.report_span import month_span
from tests.support.builders import Story

MARCH = month_span(2026, 3)
FIVE = 5


def a_row(**changes: object) -> ReportRow:
    return replace(report_rows(ApplicationId("a"), Story().submitted().now)[0], **changes)  # type: ignore[arg-type]


@pytest.mark.requirement("R-A14")
@pytest.mark.parametrize(("categories", "largest_total"), [("ab", 40), ("abc", 30), ("abcd", 20), ("abcde", 12)])
def test_whoever_knows_the_rule_and_tries_all_tables_finds_no_small_count(categories: str, largest_total: int):
    """Of all tables that look alike from outside, a count under five is never the same in all."""
    alike = defaultdict(list)
    for counts in product(range(largest_total + 1), repeat=len(categories)):
        if sum(counts) <= largest_total:  # a total under five is not told: it may be any such
            alike[cells_told(categories, dict(zip(categories, counts, strict=True)))].append(counts)
    for tables in alike.values():
        for values in zip(*tables, strict=True):
            assert min(values) >= FIVE or len(set(values)) > 1


def test_that_trial_would_find_a_rule_that_only_leaves_small_counts_out():
    def naive(counts: tuple[int, ...]) -> tuple[int | None, ...]:
        return (sum(counts), *(count if count >= FIVE else None for count in counts))

    alike = defaultdict(set)
    for counts in product(range(8), repeat=3):
        alike[naive(counts)].add(counts)
    assert alike[naive((7, 7, 4))] == {(7, 7, 4)}


@given(st.dictionaries(st.sampled_from(SUBJECTS_TOLD), st.integers(0, 40)))
def test_every_category_stands_in_one_cell_and_the_cells_add_up(counts: dict[str, int]):
    cells = cells_told(SUBJECTS_TOLD, counts)
    assert [category for cell in cells for category in cell.categories] == list(SUBJECTS_TOLD)
    total = sum(counts.values())
    told = [cell.count for cell in cells]
    if total < FIVE:
        assert told == [None]
    else:
        assert sum(count or 0 for count in told) == total
        assert all(count is not None and count >= FIVE for count in told)


def test_large_counts_are_told_one_by_one():
    cells = cells_told(KINDS, dict.fromkeys(KINDS, 5))
    assert [(cell.categories, cell.count) for cell in cells] == [((kind,), 5) for kind in KINDS]


def test_all_tables_of_what_was_received_have_one_total_and_no_other_table_repeats_a_kind():
    data = OpenData(MARCH, ("01", "06"))
    for number in range(20):
        data.take(
            a_row(
                kind=list(ApplicationKind)[number % 8],
                channel=list(Channel)[number % 6],
                province=("01", "06", None)[number % 3],
                subject_code=("10", "40", "41", "39", None)[number % 5],
            )
        )
    told = data.told()
    totals = {name: sum(cell.count or 0 for cell in cells) for name, cells in told.items()}
    assert totals.pop("concluded_by_ending") == 0
    assert set(totals.values()) == {20}
    assert data.subjects == {"10": 4, OTHER: 16}
    assert {"39", "40", "41"}.isdisjoint(SUBJECTS_TOLD)


def test_an_application_counts_where_it_was_received_and_where_it_ended():
    data = OpenData(MARCH, ("06",))
    answered = {"ended_on": date(2026, 3, 31), "ended_as": Ending.ANSWERED, "outcome": ResponseOutcome.PARTIAL}
    data.take(a_row(given_on=date(2026, 2, 28), **answered))
    data.take(a_row(ended_on=date(2026, 4, 1), ended_as=Ending.WITHDRAWN))
    data.take(a_row(ended_on=date(2026, 3, 9), ended_as=Ending.CLOSED))
    assert data.kinds.total() == 2
    assert data.ends == {ResponseOutcome.PARTIAL: 1, OTHER: 1}
    assert set(data.ends) <= set(ENDS)


def test_the_mean_time_is_told_only_where_the_answers_are():
    data = OpenData(MARCH, ("06",))
    for outcome in ResponseOutcome:
        for days in range(5):
            ended_on = date(2026, 3, 12 + days)
            assert data.mean_days is None
            data.take(a_row(ended_on=ended_on, ended_as=Ending.ANSWERED, outcome=outcome))
    for _ in range(5):
        data.take(a_row(ended_on=date(2026, 3, 9), ended_as=Ending.WITHDRAWN))
    assert data.mean_days == 12
