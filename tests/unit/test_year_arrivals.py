"""Is a year's plan exact: every day, hour, kind and channel by its share, and the same for the same seed?"""

from collections import Counter
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from data.loaders import load_populations
from domain.business_calendar import ISTANBUL, local_date
from domain.legal_regime import ApplicationKind, Channel
from operations.year.arrivals import Arrival, ArrivalPlan
from operations.year.load_shape import (
    CHANNELS,
    KINDS,
    MONTHS,
    SURGES,
    WEEKEND_HOURS,
    WORKDAY_HOURS,
    Daypart,
    Surge,
    favour_of,
)
from operations.year.matters import Places
from tests.support.builders import turkey

MANY = 36_500


@cache
def places() -> Places:
    return Places(load_populations())


def plan(applications: int = MANY, seed: int = 1, surges: tuple[Surge, ...] = ()) -> ArrivalPlan:
    return ArrivalPlan(applications, seed, turkey(), places().shares, surges)


@cache
def everybody(applications: int = MANY, seed: int = 1, surges: tuple[Surge, ...] = ()) -> tuple[Arrival, ...]:
    planned = plan(applications, seed, surges)
    return tuple(arrival for day in planned.days for arrival in planned.on(day))


@pytest.mark.parametrize("applications", [1, 7, 365, 5_500])
def test_so_many_come_as_were_asked_for_each_with_its_own_number(applications: int):
    assert [arrival.number for arrival in everybody(applications)] == list(range(applications))


def test_a_nations_year_is_cut_into_days_without_one_being_lost():
    planned = plan(5_500_000, surges=SURGES)
    numbers = [planned.numbers_on(day) for day in planned.days]
    assert numbers[0].start == 0
    assert all(before.stop == after.start for before, after in pairwise(numbers))
    assert numbers[-1].stop == 5_500_000


def test_they_come_in_order_each_on_its_own_day():
    moments = [arrival.at for arrival in everybody()]
    assert moments == sorted(moments)
    planned = plan()
    for day in (date(2026, 1, 1), date(2026, 7, 15), date(2026, 12, 31)):
        assert {local_date(arrival.at) for arrival in planned.on(day)} == {day}
        assert all(arrival.at.astimezone(ISTANBUL).hour == arrival.hour for arrival in planned.on(day))


def test_the_same_seed_plans_the_same_year_and_another_seed_another():
    assert everybody(5_500, 1) == tuple(arrival for day in plan(5_500).days for arrival in plan(5_500).on(day))
    assert everybody(5_500, 1) != everybody(5_500, 2)


def test_every_kind_comes_by_every_channel_exactly_as_often_as_its_share():
    counted = Counter((arrival.kind, arrival.channel) for arrival in everybody())
    assert counted == {cell: quota for cell, quota in plan().quotas().items() if quota}
    for kind, share in KINDS.items():
        assert abs(sum(n for (each, _), n in counted.items() if each is kind) - MANY * share / 100) <= 1


def test_nobody_asks_for_information_by_telephone():
    assert (ApplicationKind.INFORMATION_REQUEST, Channel.PHONE) not in plan().quotas()


def test_between_92_and_96_of_a_hundred_come_by_web_or_mail():
    digital = sum(arrival.channel in (Channel.WEB, Channel.EMAIL) for arrival in everybody())
    assert 0.92 <= digital / MANY <= 0.96
    assert sum(CHANNELS.values()) == sum(KINDS.values()) == pytest.approx(100)


def test_hours_have_their_shares_on_working_days_and_at_weekends():
    for shares, working in ((WORKDAY_HOURS, True), (WEEKEND_HOURS, False)):
        of_such_days = [a for a in everybody() if turkey().is_working_day(local_date(a.at)) is working]
        hours = Counter(arrival.hour for arrival in of_such_days)
        for hour, share in enumerate(shares):
            assert hours[hour] / len(of_such_days) == pytest.approx(share / sum(shares), abs=0.006)


def test_months_differ_by_their_index_and_mondays_bring_more_than_sundays():
    planned = plan()
    mondays = [
        len(planned.numbers_on(day)) for day in planned.days if day.weekday() == 0 and turkey().is_working_day(day)
    ]
    sundays = [len(planned.numbers_on(day)) for day in planned.days if day.weekday() == 6]
    assert sum(mondays) / len(mondays) / (sum(sundays) / len(sundays)) == pytest.approx(17.1 / 8.1, rel=0.02)
    june, december = (sum(len(planned.numbers_on(d)) for d in planned.days if d.month == m) for m in (6, 12))
    assert june / december == pytest.approx(MONTHS[5] / MONTHS[11], rel=0.07)


def test_a_holiday_is_as_quiet_as_a_sunday():
    planned = plan()
    new_year, first_sunday = date(2026, 1, 1), date(2026, 1, 4)
    assert abs(len(planned.numbers_on(new_year)) - len(planned.numbers_on(first_sunday))) <= 1


def test_an_event_multiplies_the_days_it_lasts_and_seven_of_ten_more_are_about_it():
    week = Surge("event", date(2026, 3, 2), date(2026, 3, 8), 3.0, "13")
    with_it, without = plan(surges=(week,)), plan()
    share = {p: len(p.numbers_on(date(2026, 3, 3))) / len(p.numbers_on(date(2026, 4, 7))) for p in (with_it, without)}
    assert share[with_it] / share[without] == pytest.approx(3.0, rel=0.03)
    about_it = [arrival for arrival in everybody(MANY, 1, (week,)) if arrival.surge is week]
    that_week = [a for a in everybody(MANY, 1, (week,)) if week.holds_on(local_date(a.at))]
    assert len(about_it) / len(that_week) == pytest.approx(2 / 3 * 0.7, abs=0.03)


def test_an_event_in_three_provinces_stirs_their_people_alone():
    fires = next(surge for surge in SURGES if surge.name == "wildfires")
    stirred = sum(places().shares[province] for province in fires.provinces) * (fires.multiplier - 1)
    with_it, without = plan(surges=(fires,)), plan()
    share = {p: len(p.numbers_on(date(2026, 7, 6))) / len(p.numbers_on(date(2026, 6, 22))) for p in (with_it, without)}
    assert share[with_it] / share[without] == pytest.approx(1 + stirred, rel=0.03)


def test_no_day_brings_more_than_three_times_the_usual():
    planned = plan(5_500_000, surges=SURGES)
    assert max(len(planned.numbers_on(day)) for day in planned.days) < 3 * 5_500_000 / 365


@pytest.mark.parametrize(
    ("hour", "subject_code", "favoured"),
    [
        pytest.param(23, "31", True, id="electricity at night"),
        pytest.param(23, "11", False, id="social security at night"),
        pytest.param(10, "11", True, id="social security in office hours"),
        pytest.param(18, "31", False, id="electricity in the evening"),
        pytest.param(10, None, False, id="no subject"),
    ],
)
def test_what_people_write_about_changes_with_the_hour(hour: int, subject_code: str | None, favoured: bool):
    assert (favour_of(subject_code, Daypart.of(hour)) > 1) is favoured


def test_every_event_lies_inside_the_year():
    assert all(date(2026, 1, 1) <= s.first_on <= s.last_on < date(2026, 12, 31) + timedelta(days=1) for s in SURGES)
