"""Do the figures of a report say exactly what its rows say, and do they add up?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.loaders import load_institutions
from domain.grounds import AppealOutcome
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import ResponseOutcome, TaskPurpose
from domain.institution import InstitutionKind, Registry
from domain.legal_regime import ApplicationKind, LegalRegime, regime_of
from domain.monthly_report import MonthlyReport, monthly_report, part_of, scope_of
from domain.report_figures import Figures, Measure
from domain.report_rows import Ending, ReportRow, report_rows
from domain.report_span import month_before, month_span, year_span
from domain.right_to_information_report import right_to_information_report
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    PRIME_MINISTRY,
    Story,
    small_registry,
)

MARCH = month_span(2026, 3)
TODAY = date(2026, 4, 2)
DUE_UNDER_4982 = date(2026, 3, 24)
REGISTRY = small_registry()
ALL = (
    *(PRIME_MINISTRY, CENTRE, INTERIOR, GOVERNORATE, OTHER_GOVERNORATE),
    *(HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY),
)
ANSWERED_IN_NINE_DAYS: dict[str, Any] = {
    "ended_on": date(2026, 3, 11),
    "ended_as": Ending.ANSWERED,
    "outcome": ResponseOutcome.POSITIVE,
}


def a_task(**changes: Any) -> ReportRow:
    """A complaint that the health directorate got on 2 March and must answer by 1 April."""
    return replace(report_rows(ApplicationId("a"), Story().submitted().now)[1], **changes)


def an_information_request(**changes: Any) -> ReportRow:
    """A request under Law 4982, received on 2 March and due on 24 March, after the feast."""
    request: dict[str, Any] = {
        "kind": ApplicationKind.INFORMATION_REQUEST,
        "legal_regime": LegalRegime.RIGHT_TO_INFORMATION,
        "due_on": DUE_UNDER_4982,
    }
    return a_task(**(request | changes))


def by(today: date = TODAY) -> Measure:
    return Measure.of(MARCH, today)


def counted(*rows: ReportRow, measure: Measure | None = None) -> Figures:
    figures = Figures()
    for row in rows:
        figures.take(row, measure or by())
    return figures


def report(rows: Sequence[ReportRow], institution_id: InstitutionId | None = None) -> MonthlyReport:
    within = ALL if institution_id is None else scope_of(institution_id, REGISTRY)
    return monthly_report([row for row in rows if row.institution_id in within], institution_id, by(), REGISTRY)


@pytest.mark.requirement("R-J8")
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, {"received": 1, "open": 1}, id="came and waits"),
        pytest.param({"given_on": date(2026, 2, 28)}, {"open": 1}, id="came the month before and waits"),
        pytest.param({"given_on": date(2026, 4, 1)}, {}, id="came the month after"),
        pytest.param({"given_on": date(2026, 3, 31)}, {"received": 1, "open": 1}, id="came on the last day"),
        pytest.param(ANSWERED_IN_NINE_DAYS, {"received": 1, "concluded": 1, "in_time": 1}, id="came and was answered"),
        pytest.param(
            {"ended_on": date(2026, 4, 1), "ended_as": Ending.REFERRED},
            {"received": 1, "open": 1},
            id="ended the month after",
        ),
        pytest.param(
            {"given_on": date(2026, 1, 5), "ended_on": date(2026, 2, 28), "ended_as": Ending.REFERRED},
            {},
            id="ended the month before",
        ),
        pytest.param(
            ANSWERED_IN_NINE_DAYS | {"due_on": date(2026, 3, 11)},
            {"received": 1, "concluded": 1, "in_time": 1},
            id="answered on the last day",
        ),
        pytest.param(
            ANSWERED_IN_NINE_DAYS | {"due_on": date(2026, 3, 10)},
            {"received": 1, "concluded": 1, "overdue": 1},
            id="answered a day after it",
        ),
        pytest.param(
            {"due_on": date(2026, 3, 30)}, {"received": 1, "open": 1, "open_overdue": 1}, id="waits and is overdue"
        ),
        pytest.param({"due_on": date(2026, 3, 31)}, {"received": 1, "open": 1}, id="waits and is due on the last day"),
        pytest.param(
            {"deemed_refused_on": date(2026, 3, 31)}, {"received": 1, "open": 1, "deemed_refused": 1}, id="silence"
        ),
        pytest.param({"deemed_refused_on": date(2026, 4, 1)}, {"received": 1, "open": 1}, id="silence afterwards"),
    ],
)
def test_a_row_counts_by_what_happened_within_the_month(changes: dict[str, Any], expected: dict[str, int]):
    figures = counted(a_task(**changes))
    names = ("received", "concluded", "open", "open_overdue", "deemed_refused", "in_time", "overdue")
    assert {name: value for name in names if (value := getattr(figures, name))} == expected


def test_what_waits_in_a_running_month_is_overdue_by_today_and_not_by_the_last_day():
    row = a_task(due_on=date(2026, 3, 20))
    assert counted(row, measure=by(date(2026, 3, 20))).open_overdue == 0
    assert counted(row, measure=by(date(2026, 3, 21))).open_overdue == 1


@pytest.mark.requirement("R-J8")
def test_the_share_of_each_outcome_is_told_among_the_answers_alone():
    outcomes = [ResponseOutcome.POSITIVE] * 2 + [ResponseOutcome.NEGATIVE, ResponseOutcome.PARTIAL]
    answers = [a_task(**ANSWERED_IN_NINE_DAYS | {"outcome": outcome}) for outcome in outcomes]
    figures = counted(*answers, a_task(ended_on=date(2026, 3, 9), ended_as=Ending.REFERRED), a_task())
    assert figures.answered == 4
    assert [figures.share_of(outcome) for outcome in ResponseOutcome] == [0.5, 0.25, 0.25]
    assert counted(a_task()).share_of(ResponseOutcome.POSITIVE) is None


@pytest.mark.requirement("R-J8")
def test_answer_times_are_told_by_mean_median_and_nine_tenths():
    figures = counted(
        *(a_task(**ANSWERED_IN_NINE_DAYS | {"ended_on": date(2026, 3, 2 + days)}) for days in (0, 1, 1, 2, 26))
    )
    times = figures.institution.times
    assert (times.answers, times.mean, times.median, times.nine_tenths) == (5, 6.0, 1, 26)
    assert (Figures().citizen.times.mean, Figures().citizen.times.median) == (None, None)


def test_both_clocks_are_told_side_by_side():
    """Given on after twenty days and answered after fifteen more: overdue for the citizen, not for the institution."""
    row = a_task(**ANSWERED_IN_NINE_DAYS | {"received_on": date(2026, 2, 10), "given_on": date(2026, 3, 2)})
    figures = counted(replace(row, due_on=date(2026, 3, 12), other_due_on=date(2026, 4, 1), ended_on=date(2026, 3, 17)))
    assert (figures.overdue, figures.citizen.overdue, figures.institution.overdue) == (1, 1, 0)
    assert (figures.citizen.times.median, figures.institution.times.median) == (35, 15)


def test_a_transfer_under_law_4982_is_in_time_by_law_where_the_citizen_waited_longer():
    """Art. 7/3: the receiving institution's fifteen working days begin when the request reaches it."""
    due = DUE_UNDER_4982 + timedelta(days=3)
    row = an_information_request(given_on=date(2026, 3, 5), due_on=due, other_due_on=DUE_UNDER_4982)
    figures = counted(replace(row, **ANSWERED_IN_NINE_DAYS | {"ended_on": due}))
    assert (figures.in_time, figures.citizen.overdue, figures.institution.in_time) == (1, 1, 1)


@pytest.mark.requirement("R-J8", "R-J9")
def test_a_nation_is_told_by_governorate_and_ministry():
    rows = [a_task(institution_id=one) for one in ALL]
    parts = report(rows).by_part
    assert {part: figures.received for part, figures in parts.items()} == {
        GOVERNORATE: 4,
        OTHER_GOVERNORATE: 1,
        INTERIOR: 1,
        CENTRE: 1,
        PRIME_MINISTRY: 1,
    }


@pytest.mark.requirement("R-J8", "R-J9")
def test_in_the_whole_state_every_governorate_and_ministry_has_a_line_and_every_institution_one():
    state = Registry(load_institutions())
    parts = {part_of(one.institution_id, None, state) for one in state}
    kinds = Counter(state[part].kind for part in parts)
    assert (kinds[InstitutionKind.GOVERNORATE], kinds[InstitutionKind.MINISTRY]) == (81, 21)
    assert set(kinds) == {
        *(InstitutionKind.GOVERNORATE, InstitutionKind.MINISTRY, InstitutionKind.AFFILIATED_BODY),
        *(InstitutionKind.PRIME_MINISTRY, InstitutionKind.PRIME_MINISTRY_UNIT),
    }


@pytest.mark.parametrize(
    ("institution_id", "scope", "part"),
    [
        pytest.param(HEALTH_DIRECTORATE, None, GOVERNORATE, id="a directorate counts for its governorate"),
        pytest.param(HEALTH_DIRECTORATE, GOVERNORATE, HEALTH_DIRECTORATE, id="in the governorate's it stands alone"),
        pytest.param(GOVERNORATE, GOVERNORATE, GOVERNORATE, id="what the governorate itself had"),
        pytest.param(
            HEALTH_DIRECTORATE, CENTRE, GOVERNORATE, id="below the centre it counts for whom that coordinates"
        ),
        pytest.param(InstitutionId("99999999"), None, InstitutionId("99999999"), id="one that nobody knows"),
    ],
)
def test_an_institution_counts_in_one_line(institution_id: InstitutionId, scope: Any, part: InstitutionId):
    assert part_of(institution_id, scope, REGISTRY) == part


def test_an_application_and_what_waits_to_be_placed_are_counted_apart_from_tasks():
    whole = a_task(institution_id=None, purpose=None)
    appeal = a_task(is_appeal=True)
    rows = [a_task(), a_task(purpose=TaskPurpose.SCREENING), whole, appeal, replace(whole, is_appeal=True)]
    told = monthly_report(rows, None, by(), REGISTRY)
    counts = (told.tasks, told.screening, told.applications, told.appeals)
    assert [figures.received for figures in counts] == [1, 1, 1, 1]
    assert [figures.received for figures in told.by_kind.values()] == [1]


def test_an_appeal_is_counted_when_it_was_lodged_however_long_ago_the_answer_was():
    answered = {"given_on": date(2026, 1, 5), "ended_on": date(2026, 2, 9), "ended_as": Ending.ANSWERED}
    appealed = a_task(**answered, appealed_on=date(2026, 3, 1))
    decided = replace(appealed, appeal_decision=AppealOutcome.UPHELD)
    figures = counted(appealed, decided, replace(appealed, appealed_on=date(2026, 4, 1)))
    assert (figures.received, figures.concluded, figures.open, figures.appealed) == (0, 0, 0, 2)
    assert figures.appeal_decisions == {AppealOutcome.UPHELD: 1}


def test_what_was_extended_cost_a_fee_or_was_not_processed_is_counted_when_it_ends():
    ended = {"ended_on": date(2026, 3, 9), "ended_as": Ending.NOT_PROCESSED, "reason": "already_published"}
    figures = counted(a_task(**ended, extended=True), a_task(**ended, with_fee=True), a_task(extended=True))
    assert (figures.extended, figures.with_fee) == (1, 1)
    assert figures.reasons == {"already_published": 2}


days = st.dates(date(2026, 1, 1), date(2026, 5, 31))


@st.composite
def rows_of_the_nation(draw: st.DrawFn) -> ReportRow:
    kind = draw(st.sampled_from(ApplicationKind))
    received_on = draw(days)
    given_on = received_on + timedelta(days=draw(st.integers(0, 20)))
    ending = draw(st.none() | st.sampled_from(Ending))
    return a_task(
        institution_id=draw(st.sampled_from(ALL)),
        kind=kind,
        legal_regime=regime_of(kind),
        subject_code=draw(st.sampled_from(["10", "22", None])),
        received_on=received_on,
        given_on=given_on,
        due_on=draw(st.none() | days),
        ended_on=None if ending is None else given_on + timedelta(days=draw(st.integers(0, 60))),
        ended_as=ending,
        outcome=draw(st.sampled_from(ResponseOutcome)) if ending is Ending.ANSWERED else None,
    )


def comparable(figures: Figures) -> Counter[str]:
    names = ("received", "concluded", "open", "open_overdue", "in_time", "overdue", "answered")
    found = Counter({name: getattr(figures, name) for name in names})
    found += Counter({f"ended {ending}": count for ending, count in figures.endings.items()})
    found += Counter({f"outcome {outcome}": count for outcome, count in figures.outcomes.items()})
    for clock in (figures.citizen, figures.institution):
        found += Counter({"clocks in time": clock.in_time, "clocks overdue": clock.overdue})
        found += Counter({f"{clock_days} days": count for clock_days, count in clock.times.days.items()})
    return found


@pytest.mark.requirement("R-J8", "R-J9")
@settings(deadline=None)
@given(st.lists(rows_of_the_nation(), max_size=30))
def test_whatever_happened_the_nation_is_the_sum_of_its_parts_kinds_subjects_and_institutions(rows: list[ReportRow]):
    nation = report(rows)
    for parts in (nation.by_part, nation.by_kind, nation.by_subject):
        assert sum((comparable(one) for one in parts.values()), Counter()) == comparable(nation.tasks)
    alone = (report([row for row in rows if row.institution_id == one]).tasks for one in ALL)
    assert sum((comparable(one) for one in alone), Counter()) == comparable(nation.tasks)
    province = report(rows, GOVERNORATE)
    assert comparable(province.tasks) == comparable(nation.by_part[GOVERNORATE])


@pytest.mark.parametrize(
    ("today", "first_on", "last_on"),
    [
        pytest.param(date(2026, 11, 1), date(2026, 10, 1), date(2026, 10, 31), id="on the first"),
        pytest.param(date(2027, 1, 31), date(2026, 12, 1), date(2026, 12, 31), id="over new year"),
        pytest.param(date(2028, 3, 15), date(2028, 2, 1), date(2028, 2, 29), id="a leap year's February"),
    ],
)
def test_a_monthly_report_tells_of_the_month_before(today: date, first_on: date, last_on: date):
    span = month_before(today)
    assert (span.first_on, span.last_on) == (first_on, last_on)
    assert span == month_span(first_on.year, first_on.month)
    assert span.has_ended_by(today)
    assert not span.has_ended_by(last_on)


def test_the_yearly_report_counts_requests_for_information_alone_by_institution():
    measure = Measure.of(year_span(2026), date(2027, 1, 5))
    outcomes = (ResponseOutcome.POSITIVE, ResponseOutcome.PARTIAL, ResponseOutcome.NEGATIVE)
    rows = [
        *(an_information_request(**ANSWERED_IN_NINE_DAYS | {"outcome": outcome}) for outcome in outcomes),
        an_information_request(ended_on=date(2026, 3, 4), ended_as=Ending.REFERRED),
        an_information_request(institution_id=MUNICIPALITY, deemed_refused_on=date(2026, 4, 1)),
        an_information_request(institution_id=None, purpose=None),
        an_information_request(is_appeal=True),
        a_task(),
    ]
    told = right_to_information_report(rows, measure)
    health, municipality = told.by_institution[HEALTH_DIRECTORATE], told.by_institution[MUNICIPALITY]
    assert (health.received, health.answered, health.endings[Ending.REFERRED]) == (4, 3, 1)
    assert dict(health.outcomes) == dict.fromkeys(outcomes, 1)
    assert (municipality.received, municipality.deemed_refused, municipality.open) == (1, 1, 1)
    assert (told.total.received, len(told.by_institution)) == (5, 2)


@pytest.mark.parametrize(("year", "end_of_february"), [(2026, date(2027, 2, 28)), (2027, date(2028, 2, 29))])
def test_the_yearly_report_is_due_at_the_end_of_february_and_the_boards_at_the_end_of_april(
    year: int, end_of_february: date
):
    told = right_to_information_report((), Measure.of(year_span(year), date(year, 12, 31)))
    assert (told.institutions_report_by, told.board_reports_by) == (end_of_february, date(year + 1, 4, 30))
