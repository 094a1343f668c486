"""Which applications wait because one of their inputs lies in the dead letters?

An input that was signed rightly and cannot be processed parks its application: later ones follow it into the dead
letters, so that replaying keeps their order. `outstanding` lists, in that order, the inputs and the places where they
first stood; only the first may come back, and with the last one gone the application is free.
"""

from typing import NamedTuple

from domain.identifiers import ApplicationId, InputId
from runtime.store import Collection, Update


class Waiting(NamedTuple):
    """An input in the dead letters and the place `topic:partition:offset` where it first stood."""

    place: str
    input_id: InputId


class ParkingLot:
    """The parked applications of one partition, as its owner knows them."""

    def __init__(self, partition: int, parked: dict[ApplicationId, tuple[Waiting, ...]] | None = None) -> None:
        self._partition = partition
        self._parked = parked or {}
        self._touched: set[ApplicationId] = set()

    def __len__(self) -> int:
        return len(self._parked)

    @classmethod
    async def load(cls, rows: Collection, partition: int) -> "ParkingLot":
        """Read what is parked in a partition."""
        found = await rows.find({"partition": partition})
        return cls(partition, {row["_id"]: tuple(Waiting(**one) for one in row["outstanding"]) for row in found})

    def copy(self) -> "ParkingLot":
        """Return a lot that can be changed and thrown away."""
        return ParkingLot(self._partition, dict(self._parked))

    def first(self, application_id: ApplicationId) -> Waiting | None:
        """Return the input that all others of its application wait for."""
        return next(iter(self._parked.get(application_id, ())), None)

    def place_of(self, application_id: ApplicationId, input_id: InputId) -> str | None:
        """Return where an input that waits first stood; None for one that does not wait."""
        waiting = self._parked.get(application_id, ())
        return next((one.place for one in waiting if one.input_id == input_id), None)

    def must_wait(self, application_id: ApplicationId, place: str) -> bool:
        """Tell whether an input has another of its application before it in the dead letters."""
        first = self.first(application_id)
        return first is not None and _offset(place) > _offset(first.place)

    def park(self, application_id: ApplicationId, waiting: Waiting) -> None:
        """Note that an input lies in the dead letters."""
        parked = self._parked.get(application_id, ())
        if waiting not in parked:
            self._parked[application_id] = (*parked, waiting)
            self._touched.add(application_id)

    def concluded(self, application_id: ApplicationId, waiting: Waiting) -> None:
        """Note that an input took effect, or is known to need none: it waits no more."""
        parked = self._parked.get(application_id, ())
        if waiting not in parked:
            return
        self._touched.add(application_id)
        self._parked[application_id] = tuple(one for one in parked if one != waiting)
        if not self._parked[application_id]:
            del self._parked[application_id]

    async def save(self, rows: Collection) -> None:
        """Write what changed since the lot was loaded or saved."""
        kept = sorted(one for one in self._touched if one in self._parked)
        freed = sorted(self._touched.difference(kept))
        if freed:
            await rows.remove({"_id": {"$in": freed}})
        await rows.bulk([Update({"_id": one}, {"$set": self._row(one)}, or_insert=True) for one in kept])
        self._touched.clear()

    def _row(self, application_id: ApplicationId) -> dict[str, object]:
        waiting = self._parked[application_id]
        return {"partition": self._partition, "outstanding": [one._asdict() for one in waiting]}


def _offset(place: str) -> int:
    return int(place.rpartition(":")[2])
