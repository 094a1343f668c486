"""Where did it happen, and is there such a place?

A province is known by its plate ("06"); a district only by plate and name together: 24 district names occur in two
provinces and "Merkez" in 51 (rulebook 5.4).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 81 provinces; `plate` is its two-digit code."""

    plate: str
    name: str
    metropolitan: bool


@dataclass(frozen=True, slots=True)
class District:
    """A district of a province; a central one ("Merkez") has no kaymakam: the governor governs it."""

    province: str
    name: str
    central: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A province's plate and, where it is known, the name of the district."""

    province: str
    district: str | None = None


class Gazetteer:
    """The provinces and districts that exist."""

    def __init__(self, provinces: Iterable[Province], districts: Iterable[District]) -> None:
        self._provinces = {province.plate: province for province in provinces}
        self._districts: dict[str, dict[str, District]] = {plate: {} for plate in self._provinces}
        for district in districts:
            self._districts[district.province][district.name] = district

    def provinces(self) -> Iterator[Province]:
        """List the provinces by plate."""
        return iter(self._provinces.values())

    def province(self, plate: str) -> Province | None:
        """Give the province with this plate."""
        return self._provinces.get(plate)

    def districts_of(self, plate: str) -> tuple[District, ...]:
        """List the districts of a province; none for an unknown plate."""
        return tuple(self._districts.get(plate, {}).values())

    def district(self, place: Place) -> District | None:
        """Give the district a place names."""
        return self._districts.get(place.province, {}).get(place.district) if place.district else None

    def __contains__(self, place: Place) -> bool:
        """Say whether the place exists: its province, and its district when one is named."""
        if place.district is None:
            return place.province in self._provinces
        return self.district(place) is not None
