"""When the log cannot take anything, who waits for it? One request a second; all others hear it at once.

Without this, every citizen of an outage would wait out Kafka's patience, and each behind the others.
"""

import time
from datetime import datetime
from typing import Final

from domain.identifiers import ApplicationId, InputId
from runtime.errors import FatalFault, RejectedRecord, TransientFault
from runtime.kafka import InputProducer
from runtime.log import logger
from schemas.base import Event
from services.intake.error_texts import ProblemCode
from services.intake.problems import problem

CLOSED_SECONDS: Final = 1.0

_log = logger(__name__)


class LogGate:
    """Writes inputs while the log takes them; raises Problem 503 while it does not."""

    def __init__(self, producer: InputProducer) -> None:
        self._producer = producer
        self._closed_until = 0.0
        self._probed = False

    @property
    def open(self) -> bool:
        """Tell whether the last input was taken."""
        return self._closed_until == 0.0

    async def publish(self, event: Event, *, input_id: InputId, application_id: ApplicationId, at: datetime) -> None:
        """Write an input and return when it cannot be lost any more.

        Raises Problem: 503 where the log did not acknowledge it, 413 where it takes no record so large.
        """
        probing = not self.open
        if probing:
            if self._probed or time.monotonic() < self._closed_until:
                raise problem(ProblemCode.LOG_UNAVAILABLE)
            self._probed = True
        try:
            await self._producer.publish(event, input_id=input_id, application_id=application_id, at=at)
        except (TransientFault, FatalFault) as fault:
            self._closed_until = time.monotonic() + CLOSED_SECONDS
            _log.warning("the log did not take an input", application_id=application_id, error=str(fault))
            raise problem(ProblemCode.LOG_UNAVAILABLE) from fault
        except RejectedRecord as rejected:
            raise problem(ProblemCode.CONTENT_TOO_LARGE) from rejected
        finally:
            if probing:
                self._probed = False
        self._closed_until = 0.0
