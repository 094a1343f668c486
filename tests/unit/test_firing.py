"""Is every due stage told from the row as it is now, once, and told again only while nobody confirms it?"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.identifiers import InputId, TaskId, clock_input_id
from domain.inputs import Eye
from domain.ladder import Stage
from runtime.clock import LegalClock
from runtime.errors import FatalFault, TransientFault
from schemas.parts import StageV1
from services.deadline_watcher import firing, stage_inputs
from services.deadline_watcher.awake import Awake
from services.deadline_watcher.due_heap import DueHeap
from services.deadline_watcher.firing import TELL_AGAIN_AFTER, Firing
from services.deadline_watcher.sabotage import Sabotage
from services.deadline_watcher.stage_inputs import QUIET_SECONDS, StageInputs
from services.deadline_watcher.table import OpenClock

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
TASK = "7d5ed0f2-98ff-5a9c-8f7c-3f5c9d8b7a61"


@dataclass
class Log:
    """Keeps the ids of the inputs it is given; refuses them while it is away."""

    inputs: list[InputId] = field(default_factory=list)
    away: bool = False

    async def publish(self, event: Any, *, input_id: InputId, application_id: str, at: datetime) -> None:
        assert (event.task_id, application_id) == (TASK, "application")
        if self.away:
            raise TransientFault("away")
        self.inputs.append(input_id)


@dataclass
class Watch:
    """One worker's clocks, its heap and its log, on a wall clock that the test moves."""

    heap: DueHeap = field(default_factory=DueHeap)
    rows: dict[str, OpenClock] = field(default_factory=dict)
    ready: bool = True
    log: Log = field(default_factory=Log)
    wall: datetime = START
    mine: bool = True

    def __post_init__(self) -> None:
        clock = LegalClock(START, START, 1.0, lambda: self.wall)
        self.inputs = StageInputs(self.log, clock, Sabotage())  # type: ignore[arg-type]
        self.firing = Firing(self, self.inputs, clock)

    def row_of(self, task_id: str) -> OpenClock | None:
        return self.rows.get(task_id)

    def set_clock(self, *stages: tuple[Stage, float], partition: int = 0, version: int = 1) -> None:
        self.rows[TASK] = OpenClock(
            application_id="application",
            task_id=TASK,
            partition=partition,
            version=version,
            set_at=START,
            stages=tuple(StageV1(stage=stage, at=START + timedelta(seconds=after)) for stage, after in stages),
        )
        self.heap.watch(0, TASK, self.rows[TASK].next_at)

    async def after(self, seconds: float) -> list[Stage]:
        """Let so many seconds pass since the start, fire, and tell which stages were told."""
        self.wall = START + timedelta(seconds=seconds)
        before = len(self.log.inputs)
        await self.firing.turn(may_tell=lambda: self.mine)
        names = {clock_input_id(TASK, version, stage): stage for stage in Stage for version in (1, 2)}
        return [names[input_id] for input_id in self.log.inputs[before:]]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing count as told a moment ago."""
    monkeypatch.setattr(stage_inputs, "QUIET_SECONDS", -1.0)


async def test_a_stage_is_told_at_its_moment_and_not_before(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 10))

    assert await watch.after(9.999) == []
    assert await watch.after(10) == [Stage.DUE_DAY]


async def test_all_stages_that_are_due_are_told_in_the_order_of_the_ladder(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1), (Stage.COORDINATOR, 2), (Stage.CENTRE, 30))

    assert await watch.after(3) == [Stage.DUE_DAY, Stage.COORDINATOR]


async def test_the_next_stage_is_told_in_time_though_nobody_confirmed_the_one_before(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1), (Stage.COORDINATOR, 2))

    assert await watch.after(1) == [Stage.DUE_DAY]
    assert await watch.after(2) == [Stage.COORDINATOR]


@pytest.mark.usefixtures("forgetful")
async def test_a_stage_that_nobody_confirms_is_told_again_after_a_while_and_not_sooner(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))
    while_ = TELL_AGAIN_AFTER.total_seconds()

    assert await watch.after(1) == [Stage.DUE_DAY]
    assert await watch.after(while_ + 0.9) == []
    assert await watch.after(while_ + 1) == [Stage.DUE_DAY]


async def test_a_stage_that_the_log_took_a_moment_ago_is_not_told_again_by_either_eye(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))
    await watch.after(1)
    (due,) = watch.rows[TASK].due(watch.wall)

    assert await watch.inputs.tell(due, Eye.STORE) is False
    assert len(watch.log.inputs) == 1


def test_what_is_not_confirmed_is_told_again_only_once_it_may_be() -> None:
    assert TELL_AGAIN_AFTER.total_seconds() > QUIET_SECONDS


async def test_a_stage_that_the_log_did_not_take_is_tried_again_within_a_second(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))
    watch.log.away = True

    assert await watch.after(1) == []
    watch.log.away = False
    assert await watch.after(2) == [Stage.DUE_DAY]


async def test_a_clock_that_left_the_table_is_not_told_though_the_heap_still_hints_at_it(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))
    watch.rows.clear()

    assert await watch.after(5) == []
    assert len(watch.heap) == 0


async def test_a_clock_that_moved_to_a_later_day_is_told_then_and_with_its_new_version(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))
    moved = {"version": 2, "stages": (StageV1(stage=Stage.DUE_DAY, at=START + timedelta(seconds=50)),)}
    watch.rows[TASK] = watch.rows[TASK].model_copy(update=moved)

    assert await watch.after(5) == []
    assert await watch.after(50) == [Stage.DUE_DAY]
    assert watch.log.inputs == [clock_input_id(TASK, 2, Stage.DUE_DAY)]


async def test_a_row_that_belongs_to_another_partition_is_not_told(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1), partition=5)

    assert await watch.after(5) == []


async def test_who_may_not_tell_tells_nothing(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))
    watch.mine = False

    assert await watch.after(5) == []


async def test_clocks_of_partitions_lost_while_telling_are_not_waited_for(watch: Watch) -> None:
    watch.set_clock((Stage.DUE_DAY, 1))

    async def publish_and_lose(*_: Any, **__: Any) -> None:
        watch.heap = DueHeap()

    watch.log.publish = publish_and_lose  # type: ignore[method-assign]
    await watch.after(5)

    assert len(watch.heap) == 0


async def test_an_eye_that_is_never_ready_ends_the_process(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firing, "STUCK_SECONDS", 0.05)
    monkeypatch.setattr(firing, "TICK_SECONDS", 0.01)
    watch.ready = False

    with pytest.raises(FatalFault, match="not ready"):
        await watch.firing.run(may_tell=lambda: True)


def test_a_gap_of_half_a_session_ends_the_process_before_anything_is_told() -> None:
    now, gaps = [0.0], list[float]()
    awake = Awake(5.0, seconds=lambda: now[0], on_frozen=gaps.append)

    now[0] = 4.9
    assert awake.check()
    now[0] = 5.1
    assert not awake.check()
    assert gaps == [5.1]


def test_the_sabotaged_watcher_skips_every_fifth_task_and_only_the_coordinator() -> None:
    tasks = [TaskId(f"00000000-0000-0000-0000-{number:012x}") for number in range(10)]
    sabotage = Sabotage(skips_stages=True)

    assert [task for task in tasks if sabotage.skips(task, Stage.COORDINATOR)] == [tasks[0], tasks[5]]
    assert not any(sabotage.skips(task, Stage.CENTRE) for task in tasks)
    assert not any(Sabotage().skips(task, Stage.COORDINATOR) for task in tasks)
