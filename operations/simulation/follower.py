"""How does somebody outside follow what becomes true? A plain subscriber of `routings`, reading committed facts."""

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import TracebackType

from confluent_kafka import OFFSET_END, Consumer, Message, TopicPartition

from operations.errors import NotAnswering
from operations.evidence import observed
from operations.observed import ObservedFact
from operations.topic_records import READ_TIMEOUT_SECONDS, record_of
from runtime.clock import wall_now

OnFact = Callable[[ObservedFact, datetime], None]
AT_ONCE = 500
WAIT_SECONDS = 0.02


class Follower:
    """Reads new facts in a thread of its own and tells them, with the moment they were seen, in the caller's loop."""

    def __init__(self, kafka: Mapping[str, str], topic: str, on_fact: OnFact) -> None:
        self._topic = topic
        self._on_fact = on_fact
        self._ending = threading.Event()
        self._ready = threading.Event()
        self._consumer = Consumer(
            {
                **kafka,
                "group.id": "bimer-simulation",
                "enable.auto.commit": False,
                "isolation.level": "read_committed",
                "auto.offset.reset": "error",
                "fetch.wait.max.ms": 20,
                "log_level": 2,
            }
        )

    async def __aenter__(self) -> "Follower":
        self._loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._follow, name="follower", daemon=True)
        self._thread.start()
        await asyncio.to_thread(self._ready.wait, READ_TIMEOUT_SECONDS)
        if not self._ready.is_set():
            self._ending.set()
            raise NotAnswering(f"{self._topic} could not be followed")
        return self

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ending.set()
        await asyncio.to_thread(self._thread.join)

    def _follow(self) -> None:
        try:
            self._begin_at_the_end()
            while not self._ending.is_set():
                messages = self._consumer.consume(AT_ONCE, timeout=WAIT_SECONDS)
                facts = [observed(record_of(message)) for message in messages if _readable(message)]
                if facts:
                    self._loop.call_soon_threadsafe(self._tell, facts, wall_now())
        finally:
            self._consumer.close()

    def _begin_at_the_end(self) -> None:
        """Fix the place on every partition now: what comes from here on is seen, whenever it is read."""
        partitions = (
            self._consumer.list_topics(self._topic, timeout=READ_TIMEOUT_SECONDS).topics[self._topic].partitions
        )
        places = []
        for number in partitions:
            partition = TopicPartition(self._topic, number, OFFSET_END)
            _, end = self._consumer.get_watermark_offsets(partition, timeout=READ_TIMEOUT_SECONDS)
            places.append(TopicPartition(self._topic, number, end))
        self._consumer.assign(places)
        self._ready.set()

    def _tell(self, facts: Sequence[ObservedFact], seen_at: datetime) -> None:
        for fact in facts:
            self._on_fact(fact, seen_at)


def _readable(message: Message) -> bool:
    """Pass over what librdkafka tells of its connections: it reconnects by itself."""
    return message.error() is None
