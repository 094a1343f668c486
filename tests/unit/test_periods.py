"""Does every period of the law end on the day a finger on the wall calendar says?

The expected days of `tests/tables/periods.csv` were counted day by day from the public holidays, not by the code.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from data.calendar_table import load_calendar_days
from domain.business_calendar import BusinessCalendar, HalfDayPolicy
from domain.deadline import Period, due_on
from domain.legal_regime import LegalRegime, answer_period, answer_period_name, deemed_refusal_on
from domain.periods import PERIODS, PeriodName, silence_period, wait_after_interim_period
from tests.support.builders import turkey

TABLE = Path(__file__).parents[1] / "tables" / "periods.csv"
ROWS = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
CALENDARS = {
    policy.value: BusinessCalendar.from_table(load_calendar_days(), half_day_policy=policy) for policy in HalfDayPolicy
}
_OF_ANOTHER_TABLE = {
    "silence_60": silence_period,
    "wait_4_months": wait_after_interim_period,
    "wait_6_months": wait_after_interim_period,
}


def _period(name: str, day_zero: date) -> Period:
    other = _OF_ANOTHER_TABLE.get(name)
    return PERIODS[PeriodName(name)] if other is None else other(day_zero)


@pytest.mark.requirement("R-I1", "R-I2", "R-I4", "R-I6", "R-I8")
@pytest.mark.conflict(8)
@pytest.mark.parametrize(
    "row", [pytest.param(row, id=f"{row['period']} from {row['day_zero']}: {row['edge']}") for row in ROWS]
)
def test_a_period_ends_on_the_day_counted_by_hand(row: dict[str, str]):
    day_zero = date.fromisoformat(row["day_zero"])
    due = due_on(day_zero, _period(row["period"], day_zero), CALENDARS[row["half_days"]])
    assert due.on.isoformat() == row["due_on"]


def test_the_table_has_more_than_two_hundred_rows_and_every_period():
    assert len(ROWS) > 200
    assert {row["period"] for row in ROWS} >= {name.value for name in PeriodName}


@pytest.mark.parametrize("regime", LegalRegime)
def test_every_law_names_its_period(regime: LegalRegime):
    assert answer_period(regime) == PERIODS[answer_period_name(regime)]


@pytest.mark.requirement("R-I6")
@pytest.mark.conflict(8)
@pytest.mark.parametrize(
    ("received_on", "refused_after"),
    [
        pytest.param(
            date(2021, 7, 13), date(2021, 9, 13), id="the day before Law 7331: sixty days, rolled over a weekend"
        ),
        pytest.param(date(2021, 7, 14), date(2021, 8, 13), id="the day Law 7331 came into force: thirty"),
        pytest.param(date(2026, 3, 2), date(2026, 4, 1), id="today: thirty"),
    ],
)
def test_silence_refuses_after_the_period_of_its_day(received_on: date, refused_after: date):
    assert deemed_refusal_on(received_on, turkey()).on == refused_after
