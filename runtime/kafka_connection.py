"""How is everything on Kafka named, and how does a client of ours connect?"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from domain.identifiers import InstitutionId
from runtime.errors import TransientFault
from runtime.log import logger
from runtime.settings import Settings

_log = logger(__name__)
T = TypeVar("T")


def topic(settings: Settings, name: str) -> str:
    """Name a topic of this stack, for instance `bimer.applications`."""
    return settings.topic_prefix + name


def institution_topic(settings: Settings, institution_id: InstitutionId) -> str:
    """Name the topic that one institution alone may read."""
    return topic(settings, f"institution.{institution_id}")


def group(settings: Settings, name: str) -> str:
    """Name a consumer group of this stack, for instance `bimer.router`."""
    return settings.topic_prefix + name


def connection(settings: Settings, client: str) -> dict[str, Any]:
    """Return what every client of aiokafka needs to connect."""
    return {
        "bootstrap_servers": settings.kafka_bootstrap_servers,
        "client_id": f"{settings.topic_prefix}{client}-{settings.worker_id}",
        "retry_backoff_ms": 100,
        "request_timeout_ms": 15_000,
    }


async def patiently(attempt: Callable[[], Awaitable[T]], what: str, *, longest: float = 3.0) -> T:
    """Try until it works, with growing pauses; only a TransientFault is tried again."""
    pause = 0.2
    while True:
        try:
            return await attempt()
        except TransientFault as fault:
            _log.warning("trying again", source=what, error=str(fault), seconds=pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, longest)
