"""How does a service put an input on the log, signed, so that a 2xx may be answered?"""

from collections.abc import Mapping
from datetime import datetime

from domain.identifiers import ApplicationId, InputId
from runtime.kafka_connection import topic
from runtime.record_producer import WRITE_SECONDS, RecordProducer
from runtime.records import OutgoingRecord
from runtime.settings import Settings
from runtime.signing import Signer
from schemas.base import Event
from schemas.envelope import Envelope, wrap


class InputProducer:
    """Writes inputs to `applications` as one writer."""

    def __init__(self, settings: Settings, signer: Signer, *, patience_seconds: float = WRITE_SECONDS) -> None:
        self._topic = topic(settings, "applications")
        self._signer = signer
        self._producer = RecordProducer(settings, f"inputs-{signer.writer}", patience_seconds=patience_seconds)

    async def start(self) -> None:
        """Connect; raises TransientFault while no broker answers."""
        await self._producer.start()

    async def stop(self) -> None:
        """Disconnect."""
        await self._producer.stop()

    @property
    def connected(self) -> bool:
        """Tell whether the log took the last input; for readiness."""
        return self._producer.connected

    async def publish(
        self,
        event: Event,
        *,
        input_id: InputId,
        application_id: ApplicationId,
        at: datetime,
        extensions: Mapping[str, str] | None = None,
    ) -> Envelope:
        """Sign an input and write it; returns when all in-sync replicas have it. `at` is the legal time.

        Raises TransientFault when the log did not take it in time: it may stand there nevertheless, and the same
        `input_id` makes a second try harmless.
        """
        wrapped = wrap(
            event, ce_id=input_id, source=self._signer.writer, subject=application_id, at=at, extensions=extensions
        )
        envelope = self._signer.sign(wrapped)
        await self._producer.write([OutgoingRecord(self._topic, envelope.key, envelope.value, envelope.headers())])
        return envelope
