"""Which clocks of my partitions fall due next?

One heap for each active partition, so that a lost partition is dropped whole. An entry is only a hint: it is good while
the clock still waits for that very moment, and whoever takes it out looks at the table before doing anything.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from typing import TypeAlias

Entry: TypeAlias = tuple[datetime, str]
"""Legal time at which the clock wants to be looked at, and the clock's task id."""


@dataclass(slots=True)
class _Partition:
    heap: list[Entry] = field(default_factory=list)
    waits_for: dict[str, datetime] = field(default_factory=dict)

    def first(self) -> Entry | None:
        """Return the earliest entry that is still good, and throw away those before it that are not."""
        while self.heap:
            at, task_id = self.heap[0]
            if self.waits_for.get(task_id) == at:
                return self.heap[0]
            heappop(self.heap)
        return None


class DueHeap:
    """The moments at which open clocks want to be looked at, earliest first over all partitions."""

    def __init__(self) -> None:
        """Begin with no partition."""
        self._partitions: dict[int, _Partition] = {}

    def __len__(self) -> int:
        """Count the clocks that are waited for."""
        return sum(len(partition.waits_for) for partition in self._partitions.values())

    def watch(self, partition: int, task_id: str, at: datetime) -> None:
        """Wait for this clock until `at`; an earlier wish for it is forgotten."""
        of = self._partitions.setdefault(partition, _Partition())
        if of.waits_for.get(task_id) == at:
            return
        of.waits_for[task_id] = at
        heappush(of.heap, (at, task_id))

    def watch_unless_watched(self, partition: int, task_id: str, at: datetime) -> None:
        """Wait for this clock until `at`, unless somebody with newer knowledge waits for it already."""
        of = self._partitions.get(partition)
        if of is None or task_id not in of.waits_for:
            self.watch(partition, task_id, at)

    def forget(self, partition: int, task_id: str) -> None:
        """Wait no more for this clock."""
        if partition in self._partitions:
            self._partitions[partition].waits_for.pop(task_id, None)

    def clear(self) -> None:
        """Forget every partition."""
        self._partitions.clear()

    def take_due(self, now: datetime, limit: int) -> Iterator[tuple[int, str]]:
        """Take out, oldest first, at most `limit` clocks whose moment has come: partition and task id of each."""
        for _ in range(limit):
            earliest = self._earliest()
            if earliest is None or earliest[1][0] > now:
                return
            partition, (_, task_id) = earliest
            heappop(self._partitions[partition].heap)
            del self._partitions[partition].waits_for[task_id]
            yield partition, task_id

    def oldest(self) -> datetime | None:
        """Tell the earliest moment that anything waits for."""
        earliest = self._earliest()
        return None if earliest is None else earliest[1][0]

    def _earliest(self) -> tuple[int, Entry] | None:
        firsts = ((number, of.first()) for number, of in self._partitions.items())
        standing = ((number, first) for number, first in firsts if first is not None)
        return min(standing, key=lambda numbered: numbered[1], default=None)
