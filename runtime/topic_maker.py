"""How does a topic come into being?"""

from collections.abc import Iterable, Mapping

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import for_code

from runtime.kafka_connection import connection
from runtime.kafka_errors import fate_of, kafka_errors_translated
from runtime.settings import Settings

ALREADY_EXISTS = 36
NO_ERROR = 0
CREATE_AT_ONCE = 1_000
"""KRaft refuses a request over 10,000 records, and a topic with its settings takes several."""


class TopicMaker:
    """Creates topics that are missing; to create one that is there is no error."""

    def __init__(self, settings: Settings) -> None:
        self._admin = AIOKafkaAdminClient(**connection(settings, "topic-maker"))

    async def start(self) -> None:
        """Connect."""
        with kafka_errors_translated():
            await self._admin.start()

    async def stop(self) -> None:
        """Disconnect."""
        await self._admin.close()

    async def existing(self, prefix: str) -> set[str]:
        """List the topics that begin with `prefix`."""
        with kafka_errors_translated():
            return {name for name in await self._admin.list_topics() if name.startswith(prefix)}

    async def create(
        self, names: Iterable[str], *, partitions: int = 1, settings: Mapping[str, str] | None = None
    ) -> None:
        """Create topics with the cluster's replication factor; returns when the controller has them all."""
        wanted = sorted(set(names))
        for start in range(0, len(wanted), CREATE_AT_ONCE):
            await self._create(wanted[start : start + CREATE_AT_ONCE], partitions, dict(settings or {}))

    async def _create(self, names: list[str], partitions: int, settings: dict[str, str]) -> None:
        new = [
            NewTopic(name, num_partitions=partitions, replication_factor=-1, topic_configs=settings) for name in names
        ]
        with kafka_errors_translated():
            answer = await self._admin.create_topics(new)
        for _, code, *_ in answer.topic_errors:
            if code not in (NO_ERROR, ALREADY_EXISTS):
                raise fate_of(for_code(code)())
