"""Does every stage of every clock take effect, once, in time and never early, whatever happens to the watcher?"""

import asyncio
import signal
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from domain.identifiers import ApplicationId
from domain.ladder import Stage
from operations.topics import apply_topics
from runtime.clock import LegalClock, wall_now
from runtime.keys import ensure_local_keys
from runtime.records import OutgoingRecord
from runtime.settings import Settings
from runtime.store import connect
from services.deadline_watcher.awake import FROZEN_EXIT_CODE
from tests.support.builders import noon
from tests.support.judge import Judge
from tests.support.service_process import running, state_in

pytestmark = pytest.mark.integration

WATCHER = "services.deadline_watcher"
MOST_SECONDS_LATE = 15.0
SCALE = 21_600.0
"""Thirty legal days in two minutes."""

Making = Callable[..., Settings]


@pytest.fixture
def stack(kafka: str, store_uri: str, database: str, topic_prefix: str, tmp_path: Path) -> Making:
    """Make the settings of a stack with topics and keys; more may be said. All have one clock."""
    begun = wall_now()

    def make(**said: object) -> Settings:
        settings = state_in(
            tmp_path,
            kafka_bootstrap_servers=kafka,
            mongodb_uri=store_uri,
            mongodb_database=database,
            topic_prefix=topic_prefix,
            clock_scale=SCALE,
            clock_origin_wall=begun,
            clock_origin_legal=noon(date(2026, 3, 2)),
            **said,
        )
        ensure_local_keys(settings.keys_path)
        apply_topics(settings)
        return settings

    return make


def judge_of(settings: Settings, *, with_store: bool = True) -> Judge:
    return Judge(settings, LegalClock.of(settings), connect(settings) if with_store else None)


def each_once(judge: Judge, *stages: tuple[ApplicationId, Stage]) -> bool:
    return dict(judge.reached) == dict.fromkeys(stages, 1)


def in_time(judge: Judge) -> bool:
    return "early" not in judge.ignored and min(judge.lateness) >= 0 and max(judge.lateness) <= MOST_SECONDS_LATE


LADDER = (Stage.DUE_DAY, Stage.COORDINATOR, Stage.DEEMED_REFUSAL, Stage.CENTRE)


@pytest.mark.requirement("R-A12")
@pytest.mark.parametrize("eyes", ["log", "store", "log,store"])
async def test_each_stage_takes_effect_once_in_time_and_never_early(stack: Making, eyes: str) -> None:
    settings = stack(watcher_eyes=eyes)
    with running(WATCHER, settings) as watcher:
        watcher.wait_until_ready()
        async with judge_of(settings, with_store=eyes != "log") as judge:
            ids = [
                await judge.clock_set(f"{number}", *((stage, 1.0 + step) for step, stage in enumerate(LADDER)))
                for number in range(5)
            ]
            stages = [(application_id, stage) for application_id in ids for stage in LADDER]
            await judge.until_reached(*stages, seconds=4 + MOST_SECONDS_LATE)
            await asyncio.sleep(3)

            assert each_once(judge, *stages)
            assert in_time(judge)
            assert max(judge.seen.values()) == 1
        assert (watcher.metric("bimer_clock_reconciled_total") > 0) == (eyes == "store")


async def test_a_cleared_clock_never_fires(stack: Making) -> None:
    settings = stack()
    with running(WATCHER, settings) as watcher:
        watcher.wait_until_ready()
        async with judge_of(settings) as judge:
            answered = await judge.clock_set("answered", (Stage.DUE_DAY, 3.0))
            open_one = await judge.clock_set("open", (Stage.DUE_DAY, 4.0))
            await judge.clear(answered)
            await judge.until_reached((open_one, Stage.DUE_DAY))
            await asyncio.sleep(6)

            assert each_once(judge, (open_one, Stage.DUE_DAY))
            assert sum(judge.seen.values()) == 1


async def test_clocks_outlive_a_kill(stack: Making) -> None:
    settings = stack(watcher_eyes="log")
    async with judge_of(settings, with_store=False) as judge:
        with running(WATCHER, settings) as watcher:
            watcher.wait_until_ready()
            ids = [await judge.clock_set(f"{number}", (Stage.DUE_DAY, 8.0)) for number in range(20)]
            await until(lambda: watcher.metric("bimer_clocks_open") == len(ids))
            await asyncio.sleep(2)
            watcher.kill()
        with running(WATCHER, settings):
            stages = [(application_id, Stage.DUE_DAY) for application_id in ids]
            await judge.until_reached(*stages, seconds=8 + MOST_SECONDS_LATE)

            assert each_once(judge, *stages)
            assert in_time(judge)


async def test_clocks_outlive_the_loss_of_the_workers_disk(stack: Making, tmp_path: Path) -> None:
    settings = stack(watcher_eyes="log")
    async with judge_of(settings, with_store=False) as judge:
        with running(WATCHER, settings) as watcher:
            watcher.wait_until_ready()
            ids = [await judge.clock_set(f"{number}", (Stage.DUE_DAY, 10.0)) for number in range(20)]
            await until(lambda: watcher.metric("bimer_clocks_open") == len(ids))
            await asyncio.sleep(2)
            watcher.send(signal.SIGTERM)
            assert watcher.ended() == 0
        lose_disk(tmp_path)
        with running(WATCHER, settings):
            stages = [(application_id, Stage.DUE_DAY) for application_id in ids]
            await judge.until_reached(*stages, seconds=10 + MOST_SECONDS_LATE)

            assert each_once(judge, *stages)
            assert in_time(judge)


async def test_a_record_that_is_no_fact_goes_to_the_dead_letters_and_the_watcher_goes_on(stack: Making) -> None:
    settings = stack(watcher_eyes="log")
    routings = settings.topic_prefix + "routings"
    garbage = [
        OutgoingRecord(routings, b"key", b"\xff\xfe{", [("ce_type", b"\xff")]),
        OutgoingRecord(routings, None, b""),
        OutgoingRecord(routings, b"key", b'{"task_id": NaN}', headers_of("bimer.clock.set.v1")),
    ]
    with running(WATCHER, settings) as watcher:
        watcher.wait_until_ready()
        async with judge_of(settings, with_store=False) as judge:
            await judge.write(*garbage)
            after = await judge.clock_set("after", (Stage.DUE_DAY, 1.0))
            await judge.until_reached((after, Stage.DUE_DAY))

        assert watcher.metric("bimer_dead_letters_total") == len(garbage)


def headers_of(ce_type: str) -> list[tuple[str, bytes]]:
    said = {"specversion": "1.0", "id": "x", "type": ce_type, "source": "bimer/router", "time": "x", "subject": "a"}
    return [(f"ce_{name}", value.encode()) for name, value in said.items()]


async def test_a_frozen_process_ends_on_waking_and_tells_nothing(stack: Making) -> None:
    settings = stack(watcher_eyes="log")
    async with judge_of(settings, with_store=False) as judge:
        with running(WATCHER, settings) as watcher:
            watcher.wait_until_ready()
            waiting = await judge.clock_set("waiting", (Stage.DUE_DAY, 4.0))
            await until(lambda: watcher.metric("bimer_clocks_open") == 1)
            watcher.send(signal.SIGSTOP)
            await asyncio.sleep(7)
            watcher.send(signal.SIGCONT)

            assert watcher.ended() == FROZEN_EXIT_CODE
            assert judge.seen == {}
        with running(WATCHER, settings):
            await judge.until_reached((waiting, Stage.DUE_DAY))


async def test_a_stage_set_after_its_moment_is_told_at_once(stack: Making) -> None:
    settings = stack(watcher_eyes="log")
    with running(WATCHER, settings) as watcher:
        watcher.wait_until_ready()
        async with judge_of(settings, with_store=False) as judge:
            referred = await judge.clock_set("referred when overdue", (Stage.COORDINATOR, -20.0), (Stage.CENTRE, 1.0))

            await judge.until_reached((referred, Stage.COORDINATOR), (referred, Stage.CENTRE), seconds=10)


async def test_the_sabotaged_watcher_keeps_some_coordinators_from_knowing_and_tells_the_rest(stack: Making) -> None:
    settings = stack(sabotage="skip-stage")
    with running(WATCHER, settings) as watcher:
        watcher.wait_until_ready()
        async with judge_of(settings) as judge:
            ids = [
                await judge.clock_set(f"{number}", (Stage.COORDINATOR, 1.0), (Stage.CENTRE, 2.0))
                for number in range(15)
            ]
            await judge.until_reached(*((application_id, Stage.CENTRE) for application_id in ids))
            await asyncio.sleep(8)

            told = sum(judge.reached[application_id, Stage.COORDINATOR] for application_id in ids)
            assert 0 < told < len(ids)


async def test_what_the_first_eye_never_heard_of_is_told_by_the_second(stack: Making) -> None:
    settings = stack()
    with running(WATCHER, settings) as watcher:
        watcher.wait_until_ready()
        async with judge_of(settings) as judge:
            missed = await judge.clock_set("missed", (Stage.DUE_DAY, 1.0), on_the_log=False)
            seen = await judge.clock_set("seen", (Stage.DUE_DAY, 1.0))
            await judge.until_reached((missed, Stage.DUE_DAY), (seen, Stage.DUE_DAY), seconds=MOST_SECONDS_LATE)

            assert in_time(judge)
        assert watcher.metric("bimer_clock_reconciled_total") == 1


async def test_with_the_store_away_the_first_eye_works_alone(stack: Making) -> None:
    settings = stack().model_copy(update={"mongodb_uri": "mongodb://127.0.0.1:1"})
    with running(WATCHER, settings) as watcher:
        async with judge_of(settings, with_store=False) as judge:
            alone = await judge.clock_set("alone", (Stage.DUE_DAY, 1.0))
            await judge.until_reached((alone, Stage.DUE_DAY))

        assert not watcher.is_ready()


@pytest.mark.parametrize("eyes", ["log", "log,store"])
async def test_one_of_two_watchers_may_be_killed_in_the_midst_of_a_herd(stack: Making, eyes: str) -> None:
    first, second = (stack(watcher_eyes=eyes, worker_id=number) for number in ("1", "2"))
    with running(WATCHER, first) as killed, running(WATCHER, second) as left:
        killed.wait_until_ready()
        left.wait_until_ready()
        async with judge_of(first) as judge:
            ids = [await judge.clock_set(f"{number}", (Stage.COORDINATOR, 10.0)) for number in range(300)]
            stages = [(application_id, Stage.COORDINATOR) for application_id in ids]
            await until(lambda: len(judge.reached) > 0)
            killed.kill()
            await judge.until_reached(*stages, seconds=40)

            assert each_once(judge, *stages)
            assert in_time(judge)


async def test_it_ends_soon_and_well_when_asked(stack: Making) -> None:
    with running(WATCHER, stack()) as watcher:
        watcher.wait_until_ready()
        watcher.send(signal.SIGTERM)

        assert watcher.ended(seconds=8) == 0


def lose_disk(directory: Path) -> None:
    (disk,) = directory.glob("deadline-watcher-*/")
    disk.rename(directory / "lost")


async def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.1)
