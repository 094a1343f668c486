"""How far is a consumer behind, in records and in seconds?"""

import contextlib
import time
from collections.abc import Mapping, Sequence
from typing import Any

from runtime.metrics import CONSUMER_LAG_RECORDS, CONSUMER_LAG_SECONDS


class Lag:
    """Tells the metrics how many records wait in each partition, and how old the newest read one is while some do."""

    def __init__(self, consumer_name: str) -> None:
        self._name = consumer_name
        self._read_up_to: dict[Any, float] = {}

    def observe(self, consumer: Any, got: Mapping[Any, Sequence[Any]]) -> None:
        """Take note of a poll of aiokafka's consumer and of what it gave."""
        for partition, records in got.items():
            self._read_up_to[partition] = records[-1].timestamp / 1000
        seconds = 0.0
        for partition in consumer.assignment():
            waiting = waiting_in(consumer, partition)
            CONSUMER_LAG_RECORDS.labels(self._name, str(partition.partition)).set(waiting)
            if waiting and partition in self._read_up_to:
                seconds = max(seconds, time.time() - self._read_up_to[partition])
        CONSUMER_LAG_SECONDS.labels(self._name).set(seconds)

    def forget(self, partition: Any) -> None:
        """Say nothing more about a partition."""
        self._read_up_to.pop(partition, None)
        with contextlib.suppress(KeyError):
            CONSUMER_LAG_RECORDS.remove(self._name, str(partition.partition))


def waiting_in(consumer: Any, partition: Any) -> int:
    """Count the records that wait in a partition, as far as the broker's last answer told."""
    # `await consumer.position()` would wait where none is known yet: look at the state behind it.
    state = consumer._subscription.subscription.assignment.state_value(partition)
    if state is None or state.highwater is None or not state.has_valid_position:
        return 0
    waiting: int = max(0, state.highwater - state.position)
    return waiting
