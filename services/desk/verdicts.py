"""When has the router decided about an action, and who waits to hear it?

Whatever it decides is a fact caused by that action: an applied one's own, or that it was refused. Each desk process
reads all facts and wakes those of its own requests that wait; what was decided stands in the store by then.
"""

import asyncio
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from domain.identifiers import InputId
from runtime.kafka import FactRecord


class VerdictBoard:
    """Wakes requests that wait for the router."""

    def __init__(self) -> None:
        self._waiting: defaultdict[InputId, set[asyncio.Event]] = defaultdict(set)

    @contextmanager
    def awaited(self, action_id: InputId) -> Iterator[asyncio.Event]:
        """Give an event that is set when this action was decided; begin before asking, or it may be missed."""
        decided = asyncio.Event()
        self._waiting[action_id].add(decided)
        try:
            yield decided
        finally:
            waiting = self._waiting[action_id]
            waiting.discard(decided)
            if not waiting:
                del self._waiting[action_id]

    async def on_facts(self, facts: Sequence[FactRecord]) -> None:
        """Wake whoever waits for the inputs that caused these facts."""
        for record in facts:
            for decided in self._waiting.get(record.input_id, ()):
                decided.set()
