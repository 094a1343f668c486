"""What stands on the compacted topics `registry` and `calendar`: all versions of one institution, one year's calendar.

Keys: the institution's id, the year, and `manifest`, which says how many there must be before a reader may trust them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date
from typing import ClassVar, Self

from pydantic import TypeAdapter

from domain.business_calendar import CalendarDay, DayKind
from domain.institution import Branch, Institution, InstitutionKind
from schemas.base import Event, WireModel
from schemas.parts import InstitutionNumber, Plate

MANIFEST_KEY = "manifest"

_INSTITUTION: TypeAdapter[Institution] = TypeAdapter(Institution)
_DAY: TypeAdapter[CalendarDay] = TypeAdapter(CalendarDay)


class InstitutionVersionV1(WireModel):
    """One version of an institution; `valid_to` is the first day on which it no longer holds.

    `successor_id` is who took over when it was closed.
    """

    kind: InstitutionKind
    branch: Branch | None
    name: str
    line_parent_id: InstitutionNumber | None
    coordinator_id: InstitutionNumber | None
    province: Plate | None
    district: str | None
    covers: tuple[Plate, ...]
    valid_from: date
    valid_to: date | None
    user_places: int
    successor_id: InstitutionNumber | None = None


class InstitutionRecordV1(Event):
    """All versions of one institution, the oldest first."""

    event_type: ClassVar[str] = "registry.institution.v1"
    institution_id: InstitutionNumber
    versions: tuple[InstitutionVersionV1, ...]

    @classmethod
    def of_versions(cls, versions: Iterable[Institution]) -> Self:
        """Write the versions of one institution; raises ValueError for none or for several institutions."""
        ordered = sorted(versions, key=lambda version: version.valid_from)
        (institution_id,) = {version.institution_id for version in ordered}
        return cls.of({"institution_id": institution_id, "versions": tuple(asdict(version) for version in ordered)})

    def to_domain(self) -> tuple[Institution, ...]:
        """Read the versions as the domain knows them."""
        return tuple(
            _INSTITUTION.validate_python({**version.model_dump(), "institution_id": self.institution_id})
            for version in self.versions
        )


class CalendarDayV1(WireModel):
    """A special day and who says so."""

    on: date
    kind: DayKind
    name: str
    source: str


class CalendarYearV1(Event):
    """The special days of one year; `version` rises with every correction."""

    event_type: ClassVar[str] = "registry.calendar_year.v1"
    year: int
    version: int
    days: tuple[CalendarDayV1, ...]

    @classmethod
    def of_days(cls, year: int, days: Iterable[CalendarDay], *, version: int = 1) -> Self:
        """Write the days of one year; days of other years are left out."""
        own = tuple(asdict(day) for day in days if day.on.year == year)
        return cls.of({"year": year, "version": version, "days": own})

    def to_domain(self) -> tuple[CalendarDay, ...]:
        """Read the days as the domain knows them."""
        return tuple(_DAY.validate_python(day.model_dump()) for day in self.days)


class ManifestV1(Event):
    """How many keys the topic must hold, and the digest of their values."""

    event_type: ClassVar[str] = "registry.manifest.v1"
    count: int
    digest: str

    @classmethod
    def of_values(cls, values: Mapping[str, bytes]) -> Self:
        """Describe the records that stand under these keys."""
        return cls(count=len(values), digest=digest_of(values))


def digest_of(values: Mapping[str, bytes]) -> str:
    """Return the SHA-256 over all keys and values in the order of the keys."""
    whole = hashlib.sha256()
    for key in sorted(values):
        whole.update(key.encode() + b"\0" + hashlib.sha256(values[key]).digest())
    return whole.hexdigest()
