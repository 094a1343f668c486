"""When does a fact reach a subscriber? A plain consumer on its own thread, reading committed records."""

import asyncio
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from confluent_kafka import Consumer, Message, TopicPartition


class Arrivals:
    """Tells coroutines when an event of an application arrived, in seconds of `time.perf_counter`."""

    def __init__(self, kafka: dict[str, str], topics: Iterable[str]) -> None:
        self._loop = asyncio.get_running_loop()
        self._consumer = Consumer(
            {
                **kafka,
                "group.id": "bimer-bench",
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "fetch.wait.max.ms": 20,
            }
        )
        self._arrived: defaultdict[tuple[str, str], asyncio.Future[float]] = defaultdict(self._loop.create_future)
        self._follow(topics)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._read, name="arrivals", daemon=True)
        self._thread.start()

    async def of(self, application_id: str, event: str, *, seconds: float = 60.0) -> float:
        """Wait for an event of an application, for instance `routings application.routed.v1`."""
        key = (application_id, event)
        try:
            return await asyncio.wait_for(asyncio.shield(self._arrived[key]), seconds)
        finally:
            self._arrived.pop(key, None)

    def stop(self) -> None:
        """End the thread and close the consumer."""
        self._stopping.set()
        self._thread.join()
        self._consumer.close()

    def _follow(self, topics: Iterable[str]) -> None:
        metadata = self._consumer.list_topics(timeout=10)
        partitions = [TopicPartition(topic, p) for topic in topics for p in metadata.topics[topic].partitions]
        for partition in partitions:
            partition.offset = self._consumer.get_watermark_offsets(partition, timeout=10)[1]
        self._consumer.assign(partitions)

    def _read(self) -> None:
        while not self._stopping.is_set():
            messages = self._consumer.consume(500, timeout=0.02)
            now = time.perf_counter()
            events = [_event_of(message) for message in messages if message.error() is None]
            if events:
                self._loop.call_soon_threadsafe(self._tell, events, now)

    def _tell(self, events: list[tuple[str, str]], now: float) -> None:
        for event in events:
            future = self._arrived[event]
            if not future.done():
                future.set_result(now)


def _event_of(message: Message) -> tuple[str, str]:
    headers = dict(cast("list[tuple[str, bytes]]", message.headers() or []))
    family = "institution" if ".institution." in (message.topic() or "") else "routings"
    event_type = headers["ce_type"].decode().removeprefix("bimer.")
    return headers["ce_subject"].decode(), f"{family} {event_type}"
