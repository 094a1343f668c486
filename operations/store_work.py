"""How does a command work on the store?"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from runtime.settings import Settings
from runtime.store import Store, connect

Done = TypeVar("Done")


def with_store(settings: Settings, work: Callable[[Store], Coroutine[Any, Any, Done]]) -> Done:
    """Connect, do the work in an event loop of its own, disconnect."""

    async def done() -> Done:
        store = connect(settings)
        try:
            return await work(store)
        finally:
            await store.close()

    return asyncio.run(done())
