"""Is a calendar that cannot be right refused, and does each changed year get a revision of its own?"""

from datetime import date
from pathlib import Path

import pytest

from data.calendar_table import calendar_csv, load_calendar_days
from domain.business_calendar import CalendarDay, DayKind
from operations.calendar import (
    CalendarRefused,
    KnownCalendar,
    changed_calendar,
    faults_of,
    faults_of_reach,
    leave_days,
    read_days,
)
from runtime.settings import Settings
from schemas.registry_records import CalendarYearV1
from tests.support.builders import changed_table, special

TABLE = load_calendar_days()
YEARS = sorted({day.on.year for day in TABLE})
KNOWN = KnownCalendar({year: CalendarYearV1.of_days(year, TABLE) for year in YEARS}, None)


def _of(*years: int, table: list[CalendarDay] | None = None) -> list[CalendarDay]:
    return [day for day in (TABLE if table is None else table) if day.on.year in years]


def test_the_checked_in_table_has_no_fault_and_changes_nothing():
    assert faults_of(TABLE) == []
    assert changed_calendar(KNOWN, TABLE) == KNOWN


def test_every_changed_year_gets_the_next_revision_and_the_last_one_written_the_greatest():
    changed = changed_table(special(date(2026, 3, 9)), special(date(2028, 3, 9)))
    then = changed_calendar(KNOWN, _of(2026, 2027, 2028, table=changed))
    assert {year: record.version for year, record in then.years.items() if record.version > 1} == {2026: 2, 2028: 3}
    assert then.revision == 3


def test_the_order_of_the_rows_is_no_change():
    assert changed_calendar(KNOWN, list(reversed(_of(2026)))) == KNOWN


@pytest.mark.parametrize(
    ("days", "says"),
    [
        pytest.param([], "empty", id="nothing"),
        pytest.param([*_of(2026), special(date(2026, 4, 23))], "2026-04-23 stands there twice", id="a day twice"),
        pytest.param(_of(2026)[:5], "2026-05-19 is a holiday by law and is missing", id="half a year"),
        pytest.param(
            [*_of(2026), CalendarDay(date(2026, 3, 9), DayKind.FULL, "", "")],
            "2026-03-09 lacks its name",
            id="no name",
        ),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(days: list[CalendarDay], says: str):
    assert any(fault.startswith(says) or says in fault for fault in faults_of(days))


@pytest.mark.parametrize(
    ("without", "furthest", "says"),
    [
        pytest.param([], date(2030, 9, 1), None, id="it reaches behind all that is open"),
        pytest.param([], None, None, id="nothing is open"),
        pytest.param([2030], date(2029, 11, 1), "the calendar ends on 2029-12-31", id="it ends too near"),
        pytest.param([2027], None, "2026, 2028", id="a year is skipped"),
    ],
)
def test_the_calendar_must_reach_behind_what_is_open(without: list[int], furthest: date | None, says: str | None):
    known = KnownCalendar({year: KNOWN.years[year] for year in YEARS if year not in without}, None)
    faults = faults_of_reach(known, Settings(), furthest)
    assert faults == [] if says is None else says in faults[0]


def test_leave_over_a_weekend_is_leave_on_its_working_days_between_what_stands():
    days = leave_days(KNOWN, date(2026, 5, 22), date(2026, 5, 25), "İdari izin", "Resmî Gazete")
    leave = [day.on for day in days if day.kind is DayKind.ADMINISTRATIVE_LEAVE]
    assert leave == [date(2026, 5, 22), date(2026, 5, 25)]
    assert len(days) == len(_of(2026)) + 2


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        pytest.param(date(2026, 5, 25), date(2026, 5, 27), "Kurban Bayramı", id="a holiday inside"),
        pytest.param(date(2026, 5, 26), date(2026, 5, 26), "already", id="a half holiday"),
        pytest.param(date(2026, 12, 31), date(2027, 1, 1), "Yılbaşı", id="a holiday of the year behind"),
        pytest.param(date(2026, 5, 23), date(2026, 5, 24), "weekend", id="a weekend alone"),
        pytest.param(date(2026, 5, 26), date(2026, 5, 25), "before", id="the wrong way round"),
    ],
)
def test_leave_that_changes_nothing_or_hides_a_holiday_is_refused(first: date, last: date, says: str):
    with pytest.raises(CalendarRefused, match=says):
        leave_days(KNOWN, first, last, "İdari izin", "Resmî Gazete")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("date,name\n2026-01-01,Yılbaşı\n", "no column 'kind'", id="a column is missing"),
        pytest.param("date,kind,name,source\n2026-13-01,full,Y,k\n", "month must be", id="no date"),
        pytest.param("date,kind,name,source\n2026-01-01,feast,Y,k\n", "'feast'", id="an unknown kind"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(tmp_path: Path, text: str, says: str):
    file = tmp_path / "calendar.csv"
    file.write_text(text)
    with pytest.raises(CalendarRefused, match=says):
        read_days(file)


def test_a_file_is_read_as_the_projects_own_table_is(tmp_path: Path):
    file = tmp_path / "calendar.csv"
    file.write_text(calendar_csv(_of(2026)))
    assert list(read_days(file)) == _of(2026)
