"""What is a Kafka record to us, before anybody reads it and on its way out?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

Header = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class RawRecord:
    """A record as it was found: bytes and where they stood; `timestamp` is its writer's wall clock."""

    topic: str
    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    timestamp: datetime

    @classmethod
    def of(cls, record: Any) -> Self:
        """Take over a record of aiokafka."""
        at = datetime.fromtimestamp(max(record.timestamp, 0) / 1000, UTC)
        return cls(
            record.topic, record.partition, record.offset, record.key, record.value, tuple(record.headers or ()), at
        )

    @property
    def source(self) -> str:
        """Name the place: `topic:partition:offset`."""
        return f"{self.topic}:{self.partition}:{self.offset}"

    def header(self, name: str) -> str | None:
        """Return a header's text, None where it is missing or no text."""
        for known, value in self.headers:
            if known == name and value is not None:
                return value.decode(errors="replace")
        return None


@dataclass(frozen=True, slots=True)
class OutgoingRecord:
    """A record to be written; without a value it deletes its key from a compacted topic."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: Sequence[Header] = ()
