"""Which provinces does a regional directorate serve?

The seats are known, the borders of most networks are not: a province belongs to the nearest seat as the crow flies,
unless the table names its region, or the network follows the statistical regions (NUTS 2).
"""

from collections.abc import Callable
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from data.composition import tables
from data.composition.tables import Network, ProvinceRow
from domain.institution_kind import Branch

EARTH_RADIUS_KM = 6371.0
STATISTICAL_REGION = "statistical_region"


class Region(NamedTuple):
    """One regional directorate: its place in the network, its seat, the label for its name, what it covers."""

    ordinal: int
    seat: str
    label: str
    covers: tuple[str, ...]


@cache
def regions(network: Network) -> tuple[Region, ...]:
    """Divide all provinces among the seats of a network, each province to one."""
    seats = [_Seat.parse(text) for text in network.seats]
    named = {plate: index for index, seat in enumerate(seats) for plate in seat.named_provinces}
    open_seats = {index: seat for index, seat in enumerate(seats) if not seat.named_provinces}
    chooser = _same_statistical_region if network.coverage == STATISTICAL_REGION else _nearest
    covers: dict[int, list[str]] = {index: [] for index in range(len(seats))}
    for province in tables.provinces():
        index = named[province.plate] if province.plate in named else chooser(province)(open_seats)
        covers[index].append(province.plate)
    return tuple(Region(index + 1, seat.plate, seat.label, tuple(covers[index])) for index, seat in enumerate(seats))


def region_of(branch: Branch, plate: str) -> tuple[Network, Region]:
    """Give the network of a service and its region that covers the province."""
    network = next(network for network in tables.networks() if network.branch is branch)
    return network, next(region for region in regions(network) if plate in region.covers)


class _Seat(NamedTuple):
    plate: str
    label: str
    named_provinces: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "_Seat":
        seat, _, named = text.partition("@")
        plate, _, label = seat.partition(":")
        return cls(plate, label.replace("_", " ") or _province(plate).name, tuple(named.split("+")) if named else ())


Chooser = Callable[[dict[int, _Seat]], int]


def _nearest(province: ProvinceRow) -> Chooser:
    return lambda seats: min(seats, key=lambda index: (_distance_km(province, _province(seats[index].plate)), index))


def _same_statistical_region(province: ProvinceRow) -> Chooser:
    return lambda seats: next(
        index
        for index, seat in seats.items()
        if _province(seat.plate).statistical_region == province.statistical_region
    )


@cache
def _province(plate: str) -> ProvinceRow:
    return next(province for province in tables.provinces() if province.plate == plate)


def _distance_km(one: ProvinceRow, other: ProvinceRow) -> float:
    south, north = radians(one.latitude), radians(other.latitude)
    half_height, half_width = (north - south) / 2, radians(other.longitude - one.longitude) / 2
    haversine = sin(half_height) ** 2 + cos(south) * cos(north) * sin(half_width) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(haversine))
