"""Does the account of a year balance, and does it find every kind of error planted in it?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache

import pytest

from data.loaders import load_calendar_days
from domain.deadline import due_on
from domain.facts import (
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Fact,
    Registered,
    Reminded,
    ResponseIssued,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, deemed_refusal_on
from domain.periods import PERIODS, PeriodName, wait_after_interim_period
from operations.year.account import APPEAL, RECEIVED, YearAccount, differences
from operations.year.faults import faults_of
from operations.year.habits import YearHabits
from operations.year.life import Life, Lived
from operations.year.outcome import End, Mark, read, told
from operations.year.recount import Recount
from tests.support.builders import turkey
from tests.support.years import QUIET, UNTIL, a_life, a_society

SILENT = replace(QUIET, silent=1.0)
OVERDUE = replace(QUIET, answers_overdue=1.0, overdue_days=30.0)
KINDS = (ApplicationKind.COMPLAINT, ApplicationKind.OPINION, ApplicationKind.INFORMATION_REQUEST)
EXPECTED = dict.fromkeys(KINDS, 4)


@cache
def recount() -> Recount:
    return Recount(load_calendar_days())


def _life(number: int, habits: YearHabits) -> Life:
    return a_life(a_society(habits), number, kind=KINDS[number % len(KINDS)])


def _account(*numbered: tuple[int, Life]) -> YearAccount:
    account = YearAccount()
    for number, lived in numbered:
        account.add(number, lived, UNTIL, recount())
    return account


def _honest() -> list[tuple[int, Life]]:
    habits = (QUIET, SILENT, OVERDUE, YearHabits())
    return [(number, _life(number, habits[number % len(habits)])) for number in range(sum(EXPECTED.values()))]


def test_an_honest_year_balances_however_its_lives_are_shared_out():
    whole = _account(*_honest())
    assert differences(whole, EXPECTED) == []
    halves = _account(*_honest()[:5])
    halves.merge(_account(*_honest()[5:]))
    assert halves == whole
    assert whole.lives == sum(whole.told.of(end) for end in End) == 12
    assert all(whole.told.of(end) for end in (End.ANSWERED_IN_TIME, End.ANSWERED_OVERDUE, End.SILENCE))


def _lost(lived: list[tuple[int, Life]]) -> YearAccount:
    return _account(*lived[1:])


def _twice(lived: list[tuple[int, Life]]) -> YearAccount:
    return _account(*lived, lived[0])


def _one_lost_and_another_of_its_kind_twice(lived: list[tuple[int, Life]]) -> YearAccount:
    return _account(*lived[1:], lived[3])


def _wrong_column(lived: list[tuple[int, Life]]) -> YearAccount:
    account = _account(*lived)
    account.told.cells[ApplicationKind.COMPLAINT, End.ANSWERED_IN_TIME] -= 1
    account.told.cells[ApplicationKind.COMPLAINT, End.ANSWERED_OVERDUE] += 1
    return account


def _wrong_mark(lived: list[tuple[int, Life]]) -> YearAccount:
    account = _account(*lived)
    account.read.cells[ApplicationKind.OPINION, Mark.CENTRE] += 1
    return account


def _wrong_kind(lived: list[tuple[int, Life]]) -> YearAccount:
    account = _account(*lived)
    account.told.cells[ApplicationKind.OPINION, RECEIVED] -= 1
    account.told.cells[ApplicationKind.COMPLAINT, RECEIVED] += 1
    return account


def _in_no_column(lived: list[tuple[int, Life]]) -> YearAccount:
    account = _account(*lived)
    account.told.cells[ApplicationKind.COMPLAINT, End.SILENCE] -= 1
    account.read.cells[ApplicationKind.COMPLAINT, End.SILENCE] -= 1
    return account


def _told_otherwise_than_it_is(lived: list[tuple[int, Life]]) -> YearAccount:
    number, silent = lived[1]
    unheard = [entry for entry in silent.first.ledger if not isinstance(entry[0], DeemedRefused)]
    return _account(*lived[:1], (number, Life(replace(silent.first, ledger=unheard))), *lived[2:])


def _one_more_than_was_sent(lived: list[tuple[int, Life]]) -> YearAccount:
    account = _account(*lived)
    account.sent_later[APPEAL] += 1
    return account


def _impossible(lived: list[tuple[int, Life]]) -> YearAccount:
    number, life = lived[0]
    return _account((number, replace(life, broken=["NoticeConcluded: impossible_input"])), *lived[1:])


@pytest.mark.parametrize(
    ("plant", "says"),
    [
        pytest.param(_lost, "a life is missing", id="a life lost"),
        pytest.param(_twice, "a life is missing or was counted twice", id="a life counted twice"),
        pytest.param(
            _one_lost_and_another_of_its_kind_twice, "counted twice", id="one lost, another of its kind twice"
        ),
        pytest.param(_wrong_column, "complaint, answered in time", id="a life in the wrong column"),
        pytest.param(_wrong_mark, "opinion, overdue, centre told", id="a mark nobody told of"),
        pytest.param(_wrong_kind, "opinion: 3 told, 4 were to come", id="a life under another kind"),
        pytest.param(_in_no_column, "4 received and 3 ended", id="a life in no column"),
        pytest.param(_told_otherwise_than_it_is, "1: told as", id="a life told otherwise than it is"),
        pytest.param(_one_more_than_was_sent, "appeal: 0 told, 1 were to come", id="an appeal sent and never received"),
        pytest.param(_impossible, "0: NoticeConcluded: impossible_input", id="an input taken for impossible"),
    ],
)
def test_an_error_planted_in_the_account_is_found(plant: Callable[[list[tuple[int, Life]]], YearAccount], says: str):
    assert any(says in difference for difference in differences(plant(_honest()), EXPECTED))


Entries = list[tuple[Fact, datetime]]


def _moved(kind: type[Fact], by: timedelta) -> Callable[[Entries], Entries]:
    return lambda entries: [(fact, at + by if isinstance(fact, kind) else at) for fact, at in entries]


def _without(*kinds: type[Fact]) -> Callable[[Entries], Entries]:
    return lambda entries: [entry for entry in entries if not isinstance(entry[0], kinds)]


def _doubled(kind: type[Fact]) -> Callable[[Entries], Entries]:
    return lambda entries: [each for entry in entries for each in [entry] * (1 + isinstance(entry[0], kind))]


def _registered_with(**said: object) -> Callable[[Entries], Entries]:
    return lambda entries: [
        (replace(fact, **said) if isinstance(fact, Registered) else fact, at)  # type: ignore[arg-type]
        for fact, at in entries
    ]


def _closed_in_between(entries: Entries) -> Entries:
    at = entries[4][1]
    return [*entries[:4], (Closed(ClosedBecause.WITHDRAWN), at), *entries[4:]]


def _clock_with(**said: object) -> Callable[[Entries], Entries]:
    return lambda entries: [
        (replace(fact, **said) if isinstance(fact, ClockSet) else fact, at)  # type: ignore[arg-type]
        for fact, at in entries
    ]


def _without_stage(stage: Stage) -> Callable[[Entries], Entries]:
    return lambda entries: [entry for entry in entries if getattr(entry[0], "stage", None) is not stage]


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("plant", "says"),
    [
        pytest.param(_without(Registered), "not registered", id="never registered"),
        pytest.param(_doubled(Registered), "not registered first and once", id="registered twice"),
        pytest.param(_registered_with(due_on=date(2026, 4, 2)), "due on 2026-04-02 instead", id="a wrong due date"),
        pytest.param(
            _registered_with(deemed_refusal_on=date(2026, 4, 2)), "silence ends on", id="a wrong day of silence"
        ),
        pytest.param(_registered_with(received_on=date(2026, 3, 3)), "dated 2026-03-03", id="a wrong day of receipt"),
        pytest.param(_doubled(Reminded), "instead of", id="reminded twice"),
        pytest.param(_doubled(Escalated), "told twice of 2026-04-01", id="one rung climbed twice"),
        pytest.param(_doubled(DeemedRefused), "refused by silence 2 times", id="refused by silence twice"),
        pytest.param(_moved(Escalated, -DAY), "coordinator at 2026-04-01", id="somebody told a day too early"),
        pytest.param(_moved(DeadlineMissed, -DAY), "missed at", id="missed before it was due"),
        pytest.param(
            _moved(DeemedRefused, -DAY), "deemed_refusal at 2026-04-01", id="refused by silence a day too early"
        ),
        pytest.param(
            _moved(DeemedRefused, DAY), "deemed_refusal at 2026-04-03", id="refused by silence a day too late"
        ),
        pytest.param(
            _without_stage(Stage.COORDINATOR),
            "coordinator at 2026-04-02 06:00:00+00:00 was forgotten",
            id="the coordinator never told",
        ),
        pytest.param(
            _without_stage(Stage.CENTRE),
            "centre at 2026-04-08 06:00:00+00:00 was forgotten",
            id="the centre never told",
        ),
        pytest.param(
            _without(DeemedRefused),
            "deemed_refusal at 2026-04-02 06:00:00+00:00 was forgotten",
            id="silence that refuses nothing",
        ),
        pytest.param(_closed_in_between, "Reminded after the end", id="something after the end"),
        pytest.param(_without(DeadlineMissed), "which nobody missed", id="overdue without a missed date"),
        pytest.param(_without(ClockSet), "belongs to no clock", id="a stage of no clock"),
        pytest.param(_clock_with(due_on=date(2026, 4, 2)), "ends on 2026-04-02", id="a clock that ends a day too late"),
        pytest.param(_clock_with(stages=()), "stages of 2026-04-01 stand at", id="a clock without stages"),
        pytest.param(_clock_with(deemed_refusal_on=date(2026, 5, 5)), "silence moved to", id="silence moved by nobody"),
        pytest.param(_moved(Registered, DAY * 90), "out of the order of time", id="facts out of order"),
    ],
)
def test_an_error_planted_in_a_life_is_found(plant: Callable[[Entries], Entries], says: str):
    lived = a_life(a_society(SILENT)).first
    assert list(faults_of(lived.ledger, UNTIL, recount())) == []
    assert any(says in fault for fault in faults_of(plant(lived.ledger), UNTIL, recount()))


def test_an_answer_after_its_due_date_is_told_and_read_as_such():
    overdue = a_society(OVERDUE)
    lived = next(each for n in range(50) if _ended(each := a_life(overdue, n).first) is End.ANSWERED_OVERDUE)
    assert lived.application is not None
    assert told(lived.ledger).agrees_with(read(lived.application))
    unreported = [entry for entry in lived.ledger if not isinstance(entry[0], DeadlineMissed)]
    assert told(unreported).end is End.ANSWERED_IN_TIME
    assert read(lived.application).end is End.ANSWERED_OVERDUE


def _ended(lived: Lived) -> End:
    return told(lived.ledger).end


def test_a_life_lived_by_nobody_is_open():
    lived = a_life(a_society(SILENT, until=datetime.fromisoformat("2026-03-10T00:00:00+03:00"))).first
    assert lived.application is not None
    assert told(lived.ledger).end is read(lived.application).end is End.OPEN
    assert not any(isinstance(fact, ResponseIssued) for fact, _ in lived.ledger)


@pytest.mark.parametrize("period", list(PeriodName))
def test_every_date_of_the_year_is_counted_alike_by_two_ways_of_counting(period: PeriodName):
    for offset in range(365):
        day = date(2026, 1, 1) + timedelta(days=offset)
        assert recount().end_of(period, day) == due_on(day, PERIODS[period], turkey()).on


def test_silence_and_the_longest_wait_are_counted_alike_by_two_ways_of_counting():
    for offset in range(365):
        day = date(2026, 1, 1) + timedelta(days=offset)
        assert recount().silence_from(day) == deemed_refusal_on(day, turkey()).on
        assert recount().longest_wait_from(day) == due_on(day, wait_after_interim_period(day), turkey()).on
