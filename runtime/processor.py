"""Who owns which partition, and how does ownership change without two owners ever reading at once?

One consumer in the group, with a stable name; one task a partition. Taking partitions only creates tasks; giving them
up cancels until every task is gone, or ends the process.
"""

import asyncio
import contextlib
import os
from collections.abc import Callable, Iterable

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.coordinator.assignors.range import RangePartitionAssignor

from domain.decision import World
from runtime.batch import BatchDecider
from runtime.dead_letter import dead_letter_topic
from runtime.errors import FatalFault
from runtime.institution_topics import InstitutionTopics
from runtime.kafka_connection import connection, group, patiently, topic
from runtime.kafka_errors import kafka_errors_translated
from runtime.keys import Keys
from runtime.lag import Lag
from runtime.log import logger
from runtime.partition_loop import HEARTBEAT_MS, PartitionLoop, Surroundings
from runtime.publication import Publisher
from runtime.registry_feed import RegistryFeed
from runtime.service import Service
from runtime.signing import Signer, Verifier
from runtime.store import Store
from runtime.turn import Judge
from schemas.catalogue import Writer

NAME = "router"
TASKS_REMAIN_EXIT_CODE = 5

_log = logger(__name__)


class Processor(ConsumerRebalanceListener):  # type: ignore[misc]
    """The router's engine: inputs in, facts out."""

    def __init__(self, service: Service, store: Store, feed: RegistryFeed, keys: Keys, judge: Judge) -> None:
        settings = service.settings
        self._service = service
        self._inputs = topic(settings, "applications")
        self._consumer = _consumer(service)
        self._topics = InstitutionTopics(settings)
        letters = dead_letter_topic(settings, NAME)
        self._around = Surroundings(
            settings=settings,
            consumer=self._consumer,
            group=group(settings, NAME),
            shared_topics=(topic(settings, "routings"), self._inputs, letters),
            decider=BatchDecider(
                store,
                judge,
                lambda: World(
                    feed.registry,
                    feed.calendar,
                    service.clock.now(),
                    web_applications_a_day=settings.web_applications_a_day,
                ),
                Verifier(keys),
                Publisher(settings, feed.registry, Signer.of(keys, Writer.ROUTER)),
                letters,
                lambda: feed.calendar_revision,
            ),
            store=store,
            topics=self._topics,
            clock=service.clock,
            watchdog=service.watchdog,
            lag=Lag(NAME),
        )
        self._loops: dict[TopicPartition, PartitionLoop] = {}
        self._tasks: dict[TopicPartition, asyncio.Task[None]] = {}
        self._joined = False

    async def run(self) -> None:
        """Join the group and process until the service is asked to stop."""
        await patiently(self._topics.start, "topics of institutions")
        self._consumer.subscribe([self._inputs], listener=self)
        await patiently(self._join, "joining the group")
        try:
            await self._service.until_stopped()
        finally:
            await self._give_up_all()
            with contextlib.suppress(Exception):  # a broker that is away must not hold up the end
                await asyncio.wait_for(self._consumer.stop(), 3)
            await self._topics.stop()

    def check(self) -> bool | str:
        """Answer for readiness: we are in the group, and every partition that is ours, be it none, has been opened."""
        closed = [tp.partition for tp, loop in self._loops.items() if not loop.is_open]
        return f"opening partitions {closed}" if closed else self._joined or "not in the group yet"

    async def _join(self) -> None:
        with kafka_errors_translated():
            await self._consumer.start()

    async def on_partitions_revoked(self, revoked: Iterable[TopicPartition]) -> None:
        """Give up everything: the assignment that follows is always a whole one."""
        del revoked
        self._joined = False
        await self._give_up_all()

    async def on_partitions_assigned(self, assigned: Iterable[TopicPartition]) -> None:
        """Create tasks and return at once: no heartbeat is sent meanwhile, and an error here would only be logged."""
        partitions = sorted(assigned)
        _log.info("partitions assigned", partitions=[tp.partition for tp in partitions])
        for tp in partitions:
            loop = PartitionLoop(self._around, tp, self._ownership(tp))
            self._loops[tp] = loop
            self._tasks[tp] = asyncio.create_task(loop.run(), name=f"partition {tp.partition}")
            self._tasks[tp].add_done_callback(self._concluded)
        self._joined = True

    def _ownership(self, tp: TopicPartition) -> Callable[[], bool]:
        """Tell a task whether it still is the partition's own: never go on as a ghost beside a successor."""
        return lambda: self._tasks.get(tp) is asyncio.current_task()

    async def _give_up_all(self) -> None:
        """Cancel every task until all are gone: two of them on one position would lose records."""
        remaining = set(self._tasks.values())
        self._tasks, self._loops = {}, {}
        for _ in range(8):
            for task in remaining:
                task.cancel()
            if remaining:
                _, remaining = await asyncio.wait(remaining, timeout=1)
        if remaining:
            _log.error("tasks of partitions do not end, ending the process", count=len(remaining))
            os._exit(TASKS_REMAIN_EXIT_CODE)

    def _concluded(self, task: "asyncio.Task[None]") -> None:
        """End the service when a loop ended by an error or by itself: its partition would stand still for ever."""
        error = None if task.cancelled() else task.exception()
        if error is not None or task in self._tasks.values():
            self._service.crash(error or FatalFault(f"{task.get_name()} ended by itself"))


def _consumer(service: Service) -> AIOKafkaConsumer:
    return AIOKafkaConsumer(
        **connection(service.settings, NAME),
        group_id=group(service.settings, NAME),
        group_instance_id=f"{NAME}-{service.settings.worker_id}",
        enable_auto_commit=False,
        auto_offset_reset="none",  # an offset out of range must stop us, never skip
        isolation_level="read_committed",
        partition_assignment_strategy=(RangePartitionAssignor,),
        session_timeout_ms=8_000,
        heartbeat_interval_ms=HEARTBEAT_MS,
        rebalance_timeout_ms=10_000,
        max_poll_interval_ms=60_000,
        fetch_max_wait_ms=200,
        max_partition_fetch_bytes=256 << 10,
        metadata_max_age_ms=60_000,
    )
