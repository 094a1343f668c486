"""How does either eye tell the router that a stage is due?

As a signed input under an id made of clock, version and stage: whichever eye tells it, and however often, it is the
same input, and the router judges it. What the log took a moment ago is not told again.
"""

import time
from collections import OrderedDict

from domain.identifiers import InputId, clock_input_id
from domain.inputs import ClockFellDue, Eye
from runtime.clock import LegalClock
from runtime.input_producer import InputProducer
from runtime.metrics import CLOCK_RECONCILED
from schemas.catalogue import to_wire
from services.deadline_watcher.sabotage import Sabotage
from services.deadline_watcher.table import DueStage

QUIET_SECONDS = 15.0
"""For so long a stage that is on the log is not told again: the router may be behind, and its fact on the way."""


class StageInputs:
    """Writes what fell due to `applications`."""

    def __init__(self, producer: InputProducer, clock: LegalClock, sabotage: Sabotage) -> None:
        self._producer = producer
        self._clock = clock
        self._sabotage = sabotage
        self._on_the_log: OrderedDict[InputId, float] = OrderedDict()

    async def tell(self, due: DueStage, eye: Eye) -> bool:
        """Tell one stage; returns once the log has it, False if it was told a moment ago. Raises TransientFault."""
        input_id = clock_input_id(due.task_id, due.clock_version, due.stage)
        if self._told_lately(input_id) or self._sabotage.skips(due.task_id, due.stage):
            return False
        fell_due = ClockFellDue(input_id, due.application_id, due.task_id, due.clock_version, due.stage, eye)
        await self._producer.publish(
            to_wire(fell_due), input_id=input_id, application_id=due.application_id, at=self._clock.now()
        )
        self._on_the_log[input_id] = time.monotonic()
        if eye is Eye.STORE:
            CLOCK_RECONCILED.inc()
        return True

    def _told_lately(self, input_id: InputId) -> bool:
        long_ago = time.monotonic() - QUIET_SECONDS
        while self._on_the_log and next(iter(self._on_the_log.values())) < long_ago:
            self._on_the_log.popitem(last=False)
        return input_id in self._on_the_log
