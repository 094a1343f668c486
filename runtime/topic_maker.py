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

    async def copies_of(self, name: str) -> int:
        """Count the replicas of a topic, so that others can be made like it; raises TransientFault if it is not there.

        Asking for the cluster's default needs a newer request than aiokafka speaks.
        """
        with kafka_errors_translated():
            (described,) = await self._admin.describe_topics([name])
        if described["error_code"] != NO_ERROR:
            raise fate_of(for_code(described["error_code"])())
        return len(described["partitions"][0]["replicas"])

    async def create(
        self, names: Iterable[str], *, partitions: int, copies: int, settings: Mapping[str, str] | None = None
    ) -> None:
        """Create topics; returns when the controller has them all."""
        new = [
            NewTopic(name, num_partitions=partitions, replication_factor=copies, topic_configs=dict(settings or {}))
            for name in sorted(set(names))
        ]
        for start in range(0, len(new), CREATE_AT_ONCE):
            with kafka_errors_translated():
                answer = await self._admin.create_topics(new[start : start + CREATE_AT_ONCE])
            for _, code, *_ in answer.topic_errors:
                if code not in (NO_ERROR, ALREADY_EXISTS):
                    raise fate_of(for_code(code)())
