"""Where do the special days of the business calendar come from, and how are they written down?

`calendar.csv` is the record and `generate_calendar.py` writes it. Administrative leave is decided at short notice and
published by an operator, so this table holds none.
"""

import csv
from collections.abc import Iterable
from datetime import date
from io import StringIO
from pathlib import Path

from domain.business_calendar import CalendarDay, DayKind

CALENDAR_FILE = Path(__file__).with_name("calendar.csv")

_COLUMNS = ("date", "kind", "name", "source")


def load_calendar_days(path: Path = CALENDAR_FILE) -> tuple[CalendarDay, ...]:
    """Read the special days of all years in the table, earliest first."""
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            CalendarDay(date.fromisoformat(row["date"]), DayKind(row["kind"]), row["name"], row["source"])
            for row in csv.DictReader(lines)
        )


def calendar_csv(days: Iterable[CalendarDay]) -> str:
    """Write special days as the text of the table."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows((day.on.isoformat(), day.kind.value, day.name, day.source) for day in days)
    return text.getvalue()
