"""What must stand before the first service starts: topics, institutions, calendar, indexes. Safe to repeat."""

import asyncio

from operations.registry import load_calendar, load_registry
from operations.topics import apply_topics
from runtime.settings import Settings
from runtime.store import connect
from runtime.store_indexes import ensure_indexes


async def provision(settings: Settings) -> None:
    """Make what is missing; institutions' own topics come with the first application the router gives them.

    Raises StackError when Kafka holds something else than the files say.
    """
    await asyncio.gather(asyncio.to_thread(_fill_kafka, settings), _make_indexes(settings))


def _fill_kafka(settings: Settings) -> None:
    apply_topics(settings)
    load_calendar(settings)
    load_registry(settings)


async def _make_indexes(settings: Settings) -> None:
    store = connect(settings)
    try:
        await ensure_indexes(store)
    finally:
        await store.close()
