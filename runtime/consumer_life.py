"""Does aiokafka's consumer still work, or has a task inside it ended, after which it gives nothing and says nothing?"""

from typing import Any

from runtime.errors import FatalFault


def ensure_alive(consumer: Any) -> None:
    """Raise FatalFault when the task that fetches, or the one that keeps the membership, is dead for good."""
    if consumer._closed:
        return
    tasks = {
        "coordination": getattr(consumer._coordinator, "_coordination_task", None),  # only a member of a group has it
        "fetch": consumer._fetcher.error_future,
    }
    for name, task in tasks.items():
        if task is not None and task.done():
            error = None if task.cancelled() else task.exception()
            raise FatalFault(f"aiokafka's {name} task is dead: {type(error).__name__}")
