"""When does a legal period end, and how was that counted?

Three ways of counting, one answer: the last day, with the derivation a citizen, an officer and a court can check.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from domain.business_calendar import BusinessCalendar, ClosedDay
from domain.turkish_dates import long_date

COUNTING_RULE = "counting-1"  # raise it when the way of counting changes, so that stored due dates tell how they arose

PERIODS_REMEMBERED = 4096
"""All that is received on one day has the same last days: each is counted once."""


class PeriodUnit(StrEnum):
    """In what a law measures its period."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time that a law gives; `law` names the article for people."""

    length: int
    unit: PeriodUnit
    law: str

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a legal period is at least one unit long")


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period in Türkiye; `rule` names the way of counting and the calendar it was counted on."""

    on: date
    period: Period
    derivation: tuple[str, ...]
    rule: str


@lru_cache(maxsize=PERIODS_REMEMBERED)
def due_on(received_on: date, period: Period, calendar: BusinessCalendar) -> DueDate:
    """Count a legal period from the day after receipt and say how each day was counted.

    The day of receipt is day zero: a period runs from "the following day" (Law 2577, art. 8/1). Working days skip
    every closed day. Days and months count them, but a closed last day moves to the next working day (art. 8/2).

    Raises CalendarHorizonPassed if the calendar does not reach the due date.
    """
    if period.unit is PeriodUnit.WORKING_DAYS:
        last_day, skipped = calendar.add_working_days(received_on, period.length)
        counting = _skipping(skipped)
    else:
        nominal_end = _nominal_end(received_on, period)
        last_day = calendar.next_working_day_from(nominal_end)
        counting = _rolling(nominal_end, calendar.closed_days(nominal_end, last_day))
    derivation = (_beginning(received_on), _length(period), *counting, _ending(last_day, calendar))
    return DueDate(last_day, period, derivation, f"{COUNTING_RULE}/calendar-{calendar.version}")


def _nominal_end(received_on: date, period: Period) -> date:
    if period.unit is PeriodUnit.MONTHS:
        return _months_later(received_on, period.length)
    return received_on + timedelta(days=period.length)


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day if it has no such day (Law 6100, art. 92/2)."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = month_index + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _beginning(received_on: date) -> str:
    day_zero = long_date(received_on)
    return f"Başlangıç günü {day_zero} sayılmaz; süre ertesi gün işlemeye başlar (2577 sayılı Kanun, m. 8/1)."


def _length(period: Period) -> str:
    unit = {
        PeriodUnit.CALENDAR_DAYS: "gündür",
        PeriodUnit.WORKING_DAYS: "iş günüdür",
        PeriodUnit.MONTHS: "aydır",
    }[period.unit]
    return f"Süre {period.length} {unit} ({period.law})."


def _skipping(skipped: Sequence[ClosedDay]) -> Iterator[str]:
    for days, why in _runs(skipped):
        yield f"{days} iş günü değildir, sayılmaz: {why}."


def _rolling(nominal_end: date, closed: Sequence[ClosedDay]) -> Iterator[str]:
    yield f"Tatil günleri süreye dâhildir; süre {long_date(nominal_end)} günü dolar."
    for days, why in _runs(closed):
        yield f"{days} iş günü değildir: {why}."
    if closed:
        yield "Son gün tatile rastladığı için süre izleyen ilk iş gününün sonuna uzar (2577 sayılı Kanun, m. 8/2)."


def _ending(last_day: date, calendar: BusinessCalendar) -> str:
    half_day = calendar.half_day_on(last_day)
    if half_day is None:
        return f"Son gün {long_date(last_day)}."
    return f"Son gün {long_date(last_day)}; yarım iş günüdür, resmî daireler saat 13.00'te kapanır: {half_day.name}."


def _runs(closed: Sequence[ClosedDay]) -> Iterator[tuple[str, str]]:
    """Name neighbouring days that are closed for one reason together: (days, reason)."""
    numbered = enumerate(closed)  # date minus position stays the same as long as days follow one another
    for (_, why), run in groupby(numbered, key=lambda item: (item[1].on.toordinal() - item[0], item[1].why)):
        yield _enumeration([long_date(day.on) for _, day in run]), why


def _enumeration(names: list[str]) -> str:
    return " ve ".join(filter(None, (", ".join(names[:-1]), names[-1])))
