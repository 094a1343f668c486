"""At which steps of the router's loop can something go wrong? One list for faults that are raised and for kills."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, NamedTuple

from aiokafka import AIOKafkaProducer

from runtime.errors import TransientFault
from runtime.parking import ParkingLot
from runtime.partition_loop import PartitionLoop
from runtime.store import Collection
from runtime.topic_maker import TopicMaker


class Step(NamedTuple):
    """A call of the loop: the n-th of a method, and whether the fault comes before or after it."""

    owner: type[Any]
    method: str
    call: int
    after: bool


STEPS: dict[str, Step] = {
    "before reading": Step(PartitionLoop, "_read", 1, False),
    "before the sealed rows": Step(Collection, "bulk", 1, False),
    "before the verdicts": Step(Collection, "bulk", 2, False),
    "before the documents": Step(Collection, "bulk", 3, False),
    "after the documents": Step(Collection, "bulk", 3, True),
    "after the report's rows": Step(Collection, "bulk", 4, True),
    "after what is parked": Step(ParkingLot, "save", 1, True),
    "after making topics": Step(TopicMaker, "create", 1, True),
    "before beginning": Step(AIOKafkaProducer, "begin_transaction", 1, False),
    "after the first record": Step(AIOKafkaProducer, "send", 1, True),
    "after the fifth record": Step(AIOKafkaProducer, "send", 5, True),
    "after the offsets": Step(AIOKafkaProducer, "send_offsets_to_transaction", 1, True),
    "before committing": Step(AIOKafkaProducer, "commit_transaction", 1, False),
    "after committing": Step(AIOKafkaProducer, "commit_transaction", 1, True),
}


class PlantedFault:
    """A server that is away for a moment."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> None:
        self.times += 1
        raise TransientFault("planted")


def with_fault(step: Step, fault: Callable[[], None], *, times: int = 1) -> Callable[..., Awaitable[Any]]:
    """Return the step's method with a fault at its n-th call, and at the next ones up to `times`."""
    original: Callable[..., Awaitable[Any]] = getattr(step.owner, step.method)
    calls = 0

    @wraps(original)
    async def faulty(*args: Any, **kwargs: Any) -> Any:
        nonlocal calls
        calls += 1
        mine = step.call <= calls < step.call + times
        if mine and not step.after:
            fault()
        result = await original(*args, **kwargs)
        if mine:
            fault()
        return result

    return faulty
