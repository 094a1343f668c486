"""How is `calendar.csv` made? Run `python -m data.generate_calendar` with the pinned `holidays` package.

The package is asked in Turkish whatever the locale. A feast whose date it only estimates says so in its source: it is
found by asking with and without the label, because names are for people and never to be matched on.
"""

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from holidays.countries.turkey import Turkey

from data.calendar_table import CALENDAR_FILE, calendar_csv
from domain.business_calendar import CalendarDay, DayKind

FIRST_YEAR = 2005  # BİMER began in 2006; the year before is there for applications that had arrived already
LAST_YEAR = 2030

_CATEGORY_OF = {DayKind.FULL: "public", DayKind.HALF: "half_day"}


def special_days(first_year: int, last_year: int) -> tuple[CalendarDay, ...]:
    """List the public holidays and half holidays of these years, one row a date; a full holiday outranks a half one."""
    half_days = {day.on: day for day in _days_of(DayKind.HALF, first_year, last_year)}
    full_days = {day.on: day for day in _days_of(DayKind.FULL, first_year, last_year)}
    return tuple(day for _, day in sorted((half_days | full_days).items()))


def _days_of(kind: DayKind, first_year: int, last_year: int) -> Iterator[CalendarDay]:
    plain = _names(kind, first_year, last_year, show_estimated=False)
    labelled = _names(kind, first_year, last_year, show_estimated=True)
    for on, name in plain.items():
        estimated = "" if labelled[on] == name else " (estimated)"
        yield CalendarDay(on, kind, name.replace("; ", " ve "), f"holidays {version('holidays')}{estimated}")


def _names(kind: DayKind, first_year: int, last_year: int, *, show_estimated: bool) -> dict[date, str]:
    return dict(
        Turkey(
            years=range(first_year, last_year + 1),
            categories=_CATEGORY_OF[kind],
            language="tr",
            islamic_show_estimated=show_estimated,
        )
    )


def main() -> None:
    """Write the table anew."""
    CALENDAR_FILE.write_text(calendar_csv(special_days(FIRST_YEAR, LAST_YEAR)), encoding="utf-8")


if __name__ == "__main__":
    main()
