"""Which topics of institutions are there? Each is made, with as many copies as
`routings` has, before the first record is written to it."""

import asyncio
from collections.abc import Iterable

from runtime.kafka_connection import topic
from runtime.settings import Settings
from runtime.topic_maker import TopicMaker
from schemas.topics import INSTITUTION_TOPIC, topic_specs


class InstitutionTopics:
    """The topics that stand, shared by all partitions of a process."""

    def __init__(self, settings: Settings) -> None:
        self._prefix = topic(settings, "institution.")
        self._model = topic(settings, "routings")
        self._copies = 0
        self._maker = TopicMaker(settings)
        self._spec = topic_specs()[INSTITUTION_TOPIC]
        self._making = asyncio.Lock()
        self.standing: set[str] = set()

    async def start(self) -> None:
        """Connect and learn what stands; raises TransientFault."""
        await self._maker.start()
        self._copies = await self._maker.copies_of(self._model)
        self.standing = await self._maker.existing(self._prefix)

    async def stop(self) -> None:
        """Disconnect."""
        await self._maker.stop()

    async def ensure(self, names: Iterable[str]) -> None:
        """Make those of the named topics that are institutions' and do not stand yet."""
        wanted = {name for name in names if name.startswith(self._prefix)}
        if wanted <= self.standing:
            return
        async with self._making:
            missing = wanted - self.standing
            if missing:
                await self._maker.create(
                    missing,
                    partitions=self._spec.partitions,
                    copies=self._copies,
                    settings=self._spec.configuration(),
                )
                self.standing |= missing
