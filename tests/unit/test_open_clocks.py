"""Does one fact after another leave in the table exactly the stages that are still to come?"""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from domain.facts import ClockClearedBecause
from domain.ladder import Stage
from schemas.fact_events import ClockClearedV1, ClockSetV1, DeemedRefusedV1, EscalatedV1, RemindedV1
from schemas.parts import StageV1
from services.deadline_watcher.table import ClockEvent, OpenClock, Source, clock_after

TASK, INSTITUTION = str(uuid4()), "10000001"
START = datetime(2026, 3, 2, 6, tzinfo=UTC)
SOURCE = Source("application", 7, START)
LADDER = (Stage.DUE_DAY, Stage.COORDINATOR, Stage.CENTRE, Stage.DEEMED_REFUSAL)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def clock_set(version: int = 1, ladder: tuple[Stage, ...] = LADDER) -> ClockSetV1:
    return ClockSetV1(
        task_id=TASK,
        institution_id=INSTITUTION,
        clock_version=version,
        received_on=date(2026, 3, 2),
        due_on=date(2026, 4, 1),
        due_derivation=(),
        due_rule="2577",
        stages=tuple(StageV1(stage=stage, at=day(number)) for number, stage in enumerate(ladder, start=1)),
    )


def clock_cleared(version: int = 1) -> ClockClearedV1:
    return ClockClearedV1(
        task_id=TASK, institution_id=INSTITUTION, clock_version=version, because=ClockClearedBecause.ANSWERED
    )


def reminded(version: int = 1) -> RemindedV1:
    return RemindedV1(
        task_id=TASK,
        institution_id=INSTITUTION,
        clock_version=version,
        stage=Stage.DUE_DAY,
        scheduled_at=day(1),
        due_on=date(2026, 4, 1),
    )


def escalated(stage: Stage) -> EscalatedV1:
    return EscalatedV1(
        task_id=TASK,
        institution_id=INSTITUTION,
        clock_version=1,
        stage=stage,
        scheduled_at=day(2),
        to_institution_id="10000002",
        to_task_id=str(uuid4()),
        due_on=date(2026, 4, 1),
    )


def deemed_refused() -> DeemedRefusedV1:
    return DeemedRefusedV1(
        task_id=TASK,
        institution_id=INSTITUTION,
        clock_version=1,
        scheduled_at=day(4),
        deemed_refusal_on=date(2026, 4, 1),
    )


def after(*events: ClockEvent) -> OpenClock | None:
    clock = None
    for event in events:
        clock = clock_after(clock, event, SOURCE)
    return clock


def still_to_come(*events: ClockEvent) -> list[Stage]:
    clock = after(*events)
    return [] if clock is None else [stage.stage for stage in clock.stages]


def test_a_clock_that_was_set_waits_for_its_first_stage() -> None:
    clock = after(clock_set())

    assert clock is not None
    assert (clock.next_at, clock.partition, clock.application_id) == (day(1), 7, "application")


@pytest.mark.parametrize(
    ("events", "left"),
    [
        pytest.param([reminded()], LADDER[1:], id="a reminder"),
        pytest.param([reminded(), escalated(Stage.COORDINATOR)], LADDER[2:], id="a rung"),
        pytest.param([escalated(Stage.CENTRE)], (*LADDER[:2], LADDER[3]), id="a rung out of turn"),
        pytest.param([deemed_refused()], LADDER[:3], id="the deemed refusal"),
    ],
)
def test_a_stage_that_the_router_confirmed_is_not_waited_for(events: list[ClockEvent], left: tuple[Stage, ...]) -> None:
    assert still_to_come(clock_set(), *events) == list(left)


def test_a_cleared_clock_leaves_the_table() -> None:
    assert after(clock_set(), clock_cleared()) is None


def test_a_clock_with_no_stage_left_leaves_the_table() -> None:
    assert after(clock_set(ladder=(Stage.DUE_DAY,)), reminded()) is None


def test_a_clock_set_without_stages_never_enters_the_table() -> None:
    assert after(clock_set(ladder=())) is None


@pytest.mark.parametrize(
    "events",
    [
        pytest.param([clock_set()], id="set"),
        pytest.param([clock_set(), reminded()], id="reminded"),
        pytest.param([clock_set(), reminded(), escalated(Stage.COORDINATOR)], id="escalated"),
        pytest.param([clock_set(), clock_cleared()], id="cleared"),
    ],
)
def test_facts_read_twice_from_any_point_give_the_same_row(events: list[ClockEvent]) -> None:
    for start in range(len(events)):
        assert still_to_come(*events, *events[start:]) == still_to_come(*events)


def test_a_newer_setting_replaces_the_clock_and_older_facts_no_longer_touch_it() -> None:
    moved = (clock_set(), reminded(), clock_set(version=2))

    assert still_to_come(*moved) == list(LADDER)
    assert still_to_come(*moved, clock_cleared(version=1), reminded(version=1)) == list(LADDER)


def test_a_fact_of_a_newer_version_than_the_row_leaves_it_as_it_is() -> None:
    assert still_to_come(clock_set(), reminded(version=2)) == list(LADDER)


def test_a_fact_about_a_clock_that_is_gone_brings_nothing_back() -> None:
    assert after(reminded()) is None


def test_only_stages_whose_moment_has_come_are_due_in_the_order_of_the_ladder() -> None:
    clock = after(clock_set())
    assert clock is not None

    assert clock.due(day(1) - timedelta(microseconds=1)) == ()
    assert [due.stage for due in clock.due(day(1))] == [Stage.DUE_DAY]
    assert [due.stage for due in clock.due(day(3))] == list(LADDER[:3])


def test_a_due_stage_says_all_that_its_input_must_say() -> None:
    clock = after(clock_set())
    assert clock is not None
    (due,) = clock.due(day(1))

    assert (due.application_id, due.task_id, due.clock_version, due.at) == ("application", TASK, 1, day(1))
    assert due.known_at == START


def test_a_row_is_read_as_it_was_written() -> None:
    clock = after(clock_set())
    assert clock is not None

    assert OpenClock.from_json(clock.to_json()) == clock
