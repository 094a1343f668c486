"""Which applications wait because one of their inputs lies in the dead letters?

An input that was signed rightly and cannot be processed parks its application: later ones follow it into the dead
letters, so that replaying keeps their order. `outstanding` lists, in that order, the places where they first stood;
only the first may come back, and with the last one gone the application is free.
"""

from dataclasses import dataclass, replace

from domain.identifiers import ApplicationId
from runtime.store import Collection


@dataclass(frozen=True, slots=True)
class Parked:
    """One application's queue; `replayed` remembers the replays that took effect, should they be read again."""

    outstanding: tuple[str, ...]
    replayed: tuple[str, ...] = ()


class ParkingLot:
    """The parked applications of one partition, as its owner knows them."""

    def __init__(self, partition: int, parked: dict[ApplicationId, Parked] | None = None) -> None:
        self._partition = partition
        self._parked = parked or {}
        self._touched: set[ApplicationId] = set()

    def __len__(self) -> int:
        return len(self._parked)

    @classmethod
    async def load(cls, rows: Collection, partition: int) -> "ParkingLot":
        """Read what is parked in a partition."""
        found = await rows.find({"partition": partition})
        parked = {
            ApplicationId(row["_id"]): Parked(tuple(row["outstanding"]), tuple(row.get("replayed", ())))
            for row in found
        }
        return cls(partition, parked)

    def copy(self) -> "ParkingLot":
        """Return a lot that can be changed and thrown away."""
        return ParkingLot(self._partition, dict(self._parked))

    def must_wait(self, application_id: ApplicationId, coordinates: str, source: str) -> bool:
        """Tell whether an input has others of its application before it in the dead letters."""
        parked = self._parked.get(application_id)
        return parked is not None and coordinates != parked.outstanding[0] and source not in parked.replayed

    def park(self, application_id: ApplicationId, coordinates: str) -> None:
        """Note that the input first found at `coordinates` lies in the dead letters."""
        parked = self._parked.get(application_id, Parked(()))
        if coordinates not in parked.outstanding:
            self._parked[application_id] = replace(parked, outstanding=(*parked.outstanding, coordinates))
            self._touched.add(application_id)

    def concluded(self, application_id: ApplicationId, coordinates: str, source: str) -> None:
        """Note that an input took effect, or is known to need none: it waits no more."""
        parked = self._parked.get(application_id)
        if parked is None or coordinates not in parked.outstanding:
            return
        left = tuple(place for place in parked.outstanding if place != coordinates)
        self._touched.add(application_id)
        if left:
            self._parked[application_id] = Parked(left, (*parked.replayed, source))
        else:
            del self._parked[application_id]

    async def save(self, rows: Collection) -> None:
        """Write what changed since the lot was loaded or saved."""
        for application_id in sorted(self._touched):
            parked = self._parked.get(application_id)
            if parked is None:
                await rows.remove({"_id": application_id})
            else:
                await rows.put(
                    {
                        "_id": application_id,
                        "partition": self._partition,
                        "outstanding": list(parked.outstanding),
                        "replayed": list(parked.replayed),
                    }
                )
        self._touched.clear()
