"""When does a legal period end, and does the derivation say why?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.business_calendar import BusinessCalendar, CalendarDay, CalendarHorizonPassed, DayKind
from domain.deadline import DueDate, Period, PeriodUnit, due_on
from domain.turkish_dates import long_date
from tests.unit.turkey import TABLE, TURKEY, TURKEY_HALF_DAYS_OFF, calendars, dates

d = date
FIFTEEN_WORKING_DAYS = Period(15, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11")
THIRTY_WORKING_DAYS = Period(30, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11")
THIRTY_DAYS = Period(30, PeriodUnit.CALENDAR_DAYS, "3071 sayılı Kanun, m. 7")
THREE_MONTHS = Period(3, PeriodUnit.MONTHS, "5176 sayılı Kanun, m. 5")

periods = st.one_of(
    st.builds(Period, st.integers(1, 90), st.just(PeriodUnit.WORKING_DAYS), st.just("kanun")),
    st.builds(Period, st.integers(1, 120), st.just(PeriodUnit.CALENDAR_DAYS), st.just("kanun")),
    st.builds(Period, st.integers(1, 6), st.just(PeriodUnit.MONTHS), st.just("kanun")),
)


def row(
    period: Period, received: tuple[int, int, int], due: tuple[int, int, int], off: tuple[int, int, int], why: str
) -> object:
    return pytest.param(period, d(*received), d(*due), d(*off), id=why)


@pytest.mark.requirement("R-I1", "R-I2")
@pytest.mark.parametrize(
    ("period", "received_on", "due", "due_with_half_days_off"),
    [
        row(FIFTEEN_WORKING_DAYS, (2026, 1, 5), (2026, 1, 26), (2026, 1, 26), "plain"),
        row(FIFTEEN_WORKING_DAYS, (2026, 3, 2), (2026, 3, 24), (2026, 3, 25), "the feast does not count, its eve does"),
        row(FIFTEEN_WORKING_DAYS, (2026, 5, 11), (2026, 6, 5), (2026, 6, 8), "19 May and Kurban Bayramı"),
        row(THIRTY_WORKING_DAYS, (2026, 5, 11), (2026, 6, 26), (2026, 6, 29), "extended: 30 in all, not 15 and 30"),
        row(FIFTEEN_WORKING_DAYS, (2026, 10, 12), (2026, 11, 3), (2026, 11, 4), "28 October is half a day"),
        row(FIFTEEN_WORKING_DAYS, (2026, 5, 23), (2026, 6, 17), (2026, 6, 18), "received on a Saturday"),
        row(FIFTEEN_WORKING_DAYS, (2027, 5, 3), (2027, 5, 27), (2027, 5, 27), "two holidays on one day count once"),
        row(FIFTEEN_WORKING_DAYS, (2024, 12, 23), (2025, 1, 14), (2025, 1, 14), "over the new year"),
        row(THIRTY_DAYS, (2026, 2, 18), (2026, 3, 23), (2026, 3, 23), "ends on the feast, rolls over the weekend"),
        row(THIRTY_DAYS, (2026, 4, 27), (2026, 6, 1), (2026, 6, 1), "ends on the first day of Kurban Bayramı"),
        row(THIRTY_DAYS, (2026, 4, 26), (2026, 5, 26), (2026, 6, 1), "ends on the eve of Kurban Bayramı"),
        row(THIRTY_DAYS, (2026, 9, 28), (2026, 10, 28), (2026, 10, 30), "ends on 28 October"),
        row(THIRTY_DAYS, (2024, 3, 11), (2024, 4, 15), (2024, 4, 15), "a feast that workalendar gets wrong"),
        row(THIRTY_DAYS, (2026, 12, 2), (2027, 1, 4), (2027, 1, 4), "ends on New Year's Day, a Friday"),
    ],
)
def test_a_period_ends_on_this_day(period: Period, received_on: date, due: date, due_with_half_days_off: date) -> None:
    assert due_on(received_on, period, TURKEY).on == due
    assert due_on(received_on, period, TURKEY_HALF_DAYS_OFF).on == due_with_half_days_off


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        pytest.param(d(2026, 1, 14), d(2026, 4, 14), id="the same day of the month"),
        pytest.param(d(2026, 11, 30), d(2027, 3, 1), id="28 February for a 30th, a Sunday"),
        pytest.param(d(2023, 11, 29), d(2024, 2, 29), id="a leap year has the day"),
        pytest.param(d(2026, 9, 15), d(2026, 12, 15), id="ends in December"),
        pytest.param(d(2026, 10, 1), d(2027, 1, 4), id="ends on New Year's Day, a Friday"),
    ],
)
def test_months_end_on_the_day_of_the_same_number(received_on: date, due: date) -> None:
    assert due_on(received_on, THREE_MONTHS, TURKEY).on == due


@given(calendars, dates, periods)
def test_no_period_ends_on_or_before_the_day_of_receipt_or_on_a_closed_day(
    calendar: BusinessCalendar, received_on: date, period: Period
) -> None:
    due = due_on(received_on, period, calendar)
    assert due.on > received_on
    assert calendar.is_working_day(due.on)


@given(calendars, dates, dates, periods)
def test_who_applies_later_is_never_due_earlier(
    calendar: BusinessCalendar, one: date, other: date, period: Period
) -> None:
    earlier, later = sorted((one, other))
    assert due_on(earlier, period, calendar).on <= due_on(later, period, calendar).on


@given(calendars, dates, st.integers(1, 120))
def test_days_roll_forward_over_closed_days_only(calendar: BusinessCalendar, received_on: date, length: int) -> None:
    nominal_end = received_on + timedelta(days=length)
    due = due_on(received_on, Period(length, PeriodUnit.CALENDAR_DAYS, "kanun"), calendar)
    assert len(calendar.closed_days(nominal_end, due.on)) == (due.on - nominal_end).days


def days_named_closed(due: DueDate, first: date) -> list[date]:
    sentences = " ".join(sentence for sentence in due.derivation if "iş günü değildir" in sentence)
    days = (first + timedelta(days=offset) for offset in range((due.on - first).days + 7))
    return [day for day in days if long_date(day) in sentences]


@given(calendars, dates, st.integers(1, 90))
def test_a_working_day_derivation_names_each_skipped_day_and_no_other(
    calendar: BusinessCalendar, received_on: date, length: int
) -> None:
    due = due_on(received_on, Period(length, PeriodUnit.WORKING_DAYS, "kanun"), calendar)
    skipped = calendar.closed_days(received_on + timedelta(days=1), due.on)
    assert days_named_closed(due, received_on) == [closed.on for closed in skipped]


@given(calendars, dates, st.integers(1, 120))
def test_a_calendar_day_derivation_names_only_the_closed_days_that_moved_the_end(
    calendar: BusinessCalendar, received_on: date, length: int
) -> None:
    due = due_on(received_on, Period(length, PeriodUnit.CALENDAR_DAYS, "kanun"), calendar)
    rolled_over = calendar.closed_days(received_on + timedelta(days=length), due.on)
    assert days_named_closed(due, received_on) == [closed.on for closed in rolled_over]


@given(calendars, dates, periods)
def test_a_derivation_begins_with_the_day_of_receipt_and_ends_with_the_last_day(
    calendar: BusinessCalendar, received_on: date, period: Period
) -> None:
    due = due_on(received_on, period, calendar)
    assert long_date(received_on) in due.derivation[0]
    assert due.derivation[-1].startswith(f"Son gün {long_date(due.on)}")


def test_a_working_day_derivation_reads_as_an_officer_would_explain_it() -> None:
    assert due_on(d(2026, 5, 11), FIFTEEN_WORKING_DAYS, TURKEY).derivation == (
        "Başlangıç günü 11 Mayıs 2026 Pazartesi sayılmaz; süre ertesi gün işlemeye başlar (2577 sayılı Kanun, m. 8/1).",
        "Süre 15 iş günüdür (4982 sayılı Kanun, m. 11).",
        "16 Mayıs 2026 Cumartesi ve 17 Mayıs 2026 Pazar iş günü değildir, sayılmaz: hafta sonu.",
        "19 Mayıs 2026 Salı iş günü değildir, sayılmaz: Atatürk'ü Anma, Gençlik ve Spor Bayramı.",
        "23 Mayıs 2026 Cumartesi ve 24 Mayıs 2026 Pazar iş günü değildir, sayılmaz: hafta sonu.",
        "27 Mayıs 2026 Çarşamba, 28 Mayıs 2026 Perşembe, 29 Mayıs 2026 Cuma ve 30 Mayıs 2026 Cumartesi"
        " iş günü değildir, sayılmaz: Kurban Bayramı.",
        "31 Mayıs 2026 Pazar iş günü değildir, sayılmaz: hafta sonu.",
        "Son gün 5 Haziran 2026 Cuma.",
    )


def test_a_calendar_day_derivation_says_why_the_end_moved() -> None:
    assert due_on(d(2026, 2, 18), THIRTY_DAYS, TURKEY).derivation == (
        "Başlangıç günü 18 Şubat 2026 Çarşamba sayılmaz; süre ertesi gün işlemeye başlar (2577 sayılı Kanun, m. 8/1).",
        "Süre 30 gündür (3071 sayılı Kanun, m. 7).",
        "Tatil günleri süreye dâhildir; süre 20 Mart 2026 Cuma günü dolar.",
        "20 Mart 2026 Cuma, 21 Mart 2026 Cumartesi ve 22 Mart 2026 Pazar iş günü değildir: Ramazan Bayramı.",
        "Son gün tatile rastladığı için süre izleyen ilk iş gününün sonuna uzar (2577 sayılı Kanun, m. 8/2).",
        "Son gün 23 Mart 2026 Pazartesi.",
    )


def test_a_period_that_ends_on_an_open_day_did_not_move() -> None:
    assert due_on(d(2026, 11, 2), THREE_MONTHS, TURKEY).derivation[1:] == (
        "Süre 3 aydır (5176 sayılı Kanun, m. 5).",
        "Tatil günleri süreye dâhildir; süre 2 Şubat 2027 Salı günü dolar.",
        "Son gün 2 Şubat 2027 Salı.",
    )


def test_a_due_date_on_a_half_day_warns_that_offices_close_at_one() -> None:
    assert due_on(d(2026, 9, 28), THIRTY_DAYS, TURKEY).derivation[-1] == (
        "Son gün 28 Ekim 2026 Çarşamba; yarım iş günüdür, resmî daireler saat 13.00'te kapanır: "
        "Cumhuriyet Bayramı (saat 13.00'ten)."
    )


def test_a_due_date_says_by_which_rule_and_on_which_calendar_it_was_counted() -> None:
    leave = CalendarDay(d(2026, 5, 25), DayKind.ADMINISTRATIVE_LEAVE, "İdari izin", "genelge")
    changed = BusinessCalendar.from_table((*TABLE, leave), administrative_leave_counts=False)
    before = due_on(d(2026, 5, 11), FIFTEEN_WORKING_DAYS, TURKEY)
    after = due_on(d(2026, 5, 11), FIFTEEN_WORKING_DAYS, changed)
    assert before.rule == f"counting-1/calendar-{TURKEY.version}"
    assert before.rule != after.rule
    assert (before.on, after.on) == (d(2026, 6, 5), d(2026, 6, 8))


def test_a_period_beyond_the_calendar_is_not_guessed() -> None:
    for period in (FIFTEEN_WORKING_DAYS, THIRTY_DAYS, THREE_MONTHS):
        with pytest.raises(CalendarHorizonPassed):
            due_on(d(2030, 12, 20), period, TURKEY)


@pytest.mark.parametrize("length", [0, -15])
def test_a_period_is_at_least_one_unit_long(length: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        Period(length, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11")


@pytest.mark.parametrize(
    ("on", "written"),
    [
        (d(2026, 1, 5), "5 Ocak 2026 Pazartesi"),
        (d(2026, 2, 3), "3 Şubat 2026 Salı"),
        (d(2026, 3, 4), "4 Mart 2026 Çarşamba"),
        (d(2026, 4, 2), "2 Nisan 2026 Perşembe"),
        (d(2026, 5, 1), "1 Mayıs 2026 Cuma"),
        (d(2026, 6, 6), "6 Haziran 2026 Cumartesi"),
        (d(2026, 7, 5), "5 Temmuz 2026 Pazar"),
        (d(2026, 8, 31), "31 Ağustos 2026 Pazartesi"),
        (d(2026, 9, 1), "1 Eylül 2026 Salı"),
        (d(2026, 10, 28), "28 Ekim 2026 Çarşamba"),
        (d(2026, 11, 12), "12 Kasım 2026 Perşembe"),
        (d(2026, 12, 25), "25 Aralık 2026 Cuma"),
    ],
)
def test_a_date_is_written_in_turkish_with_its_weekday(on: date, written: str) -> None:
    assert long_date(on) == written
