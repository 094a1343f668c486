"""Is the checked-in calendar what the generator makes, and does it reach far enough?"""

from collections.abc import Sequence
from datetime import datetime

import pytest

from data.calendar_table import CALENDAR_FILE, calendar_csv, load_calendar_days
from data.generate_calendar import FIRST_YEAR, LAST_YEAR, special_days
from domain.business_calendar import ISTANBUL, BusinessCalendar, CalendarDay
from tests.unit.turkey import TABLE


def covers_next_year(days: Sequence[CalendarDay], this_year: int) -> bool:
    return BusinessCalendar.from_table(days).last_day.year > this_year


def test_the_checked_in_table_is_what_the_generator_makes() -> None:
    assert CALENDAR_FILE.read_text(encoding="utf-8") == calendar_csv(special_days(FIRST_YEAR, LAST_YEAR))


def test_the_generator_makes_the_same_table_whatever_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    turkish = special_days(2026, 2026)
    for language in ("C", "en_US.UTF-8"):
        monkeypatch.setenv("LANG", language)
        monkeypatch.setenv("LANGUAGE", language)
        assert special_days(2026, 2026) == turkish


def test_reading_the_table_gives_back_what_was_written() -> None:
    assert load_calendar_days() == special_days(FIRST_YEAR, LAST_YEAR)


def test_each_date_has_one_row_in_order() -> None:
    written = [day.on for day in TABLE]
    assert written == sorted(set(written))


def test_the_table_covers_next_year() -> None:
    """When this fails: raise LAST_YEAR, run the generator, compare with the feasts Diyanet published."""
    assert covers_next_year(TABLE, datetime.now(ISTANBUL).year)


def test_the_guard_fails_on_a_table_that_ends_this_year() -> None:
    this_year = datetime.now(ISTANBUL).year
    assert not covers_next_year([day for day in TABLE if day.on.year <= this_year], this_year)


def test_a_feast_the_package_only_estimates_says_so_in_its_source() -> None:
    estimated = [day for day in special_days(2032, 2033) if "estimated" in day.source]
    assert {day.on.year for day in estimated} == {2033}
    assert all("tahmini" not in day.name for day in estimated)
    assert not any("estimated" in day.source for day in TABLE)


def test_two_holidays_on_one_date_are_one_row() -> None:
    assert [(day.kind, day.name) for day in TABLE if day.on.isoformat() == "2027-05-19"] == [
        ("full", "Atatürk'ü Anma, Gençlik ve Spor Bayramı ve Kurban Bayramı")
    ]


def test_a_holiday_that_is_the_eve_of_a_feast_is_a_full_holiday() -> None:
    assert [day.kind for day in TABLE if day.on.isoformat() == "2022-05-01"] == ["full"]
