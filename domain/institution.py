"""Which public institutions are there, and who stands above whom?

Every institution has two parents (rulebook 5.3): `line_parent_id` is whom it answers to in its service, up to the Prime
Ministry; `coordinator_id` is who follows its applications, usually the governorate (R-G9) or the ministry (R-G10).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from domain.errors import UnknownInstitution
from domain.identifiers import InstitutionId
from domain.institution_index import Buckets, ServiceIndex, ServiceKey
from domain.institution_kind import Branch as Branch
from domain.institution_kind import InstitutionKind as InstitutionKind
from domain.turkish_text import fold


@dataclass(frozen=True, slots=True)
class Institution:
    """One version of one institution; `valid_to` is the first day on which it no longer holds.

    `province` is a plate ("06") and `district` a name, both where the institution sits; `covers` are the plates a
    regional directorate serves; `user_places` is how many officers may hold an account; `successor_id` is who took over
    when it was closed.
    """

    institution_id: InstitutionId
    kind: InstitutionKind
    branch: Branch | None
    name: str
    line_parent_id: InstitutionId | None
    coordinator_id: InstitutionId | None
    province: str | None
    district: str | None
    covers: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    user_places: int
    successor_id: InstitutionId | None = None

    def is_valid_on(self, on: date) -> bool:
        """Say whether this version holds on that day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    @property
    def service_key(self) -> ServiceKey:
        """Give what the institution does and in which province."""
        return (self.kind, self.branch, self.province)

    @property
    def parent_ids(self) -> frozenset[InstitutionId]:
        """Give who stands directly above it, in its line and as its coordinator."""
        return frozenset(parent for parent in (self.line_parent_id, self.coordinator_id) if parent is not None)


class Registry:
    """All versions of all institutions, found by id, by what they are and where, or by name.

    "On a day" means the version that holds on that day; `get` and the two hierarchies give the newest version. What is
    found is the same in every process, in whatever order the institutions came.
    """

    def __init__(self, institutions: Iterable[Institution] = ()) -> None:
        self._newest: dict[InstitutionId, Institution] = {}
        self._older: dict[InstitutionId, tuple[Institution, ...]] = {}
        self._services = ServiceIndex()
        self._regions: Buckets[tuple[Branch | None, str]] = Buckets()
        self._children: Buckets[InstitutionId] = Buckets()
        self._folded_names: dict[InstitutionId, str] = {}
        self._centre_id: InstitutionId | None = None
        grouped: dict[InstitutionId, list[Institution]] = {}
        for institution in institutions:
            grouped.setdefault(institution.institution_id, []).append(institution)
        for versions in grouped.values():
            self.apply(versions)

    def __len__(self) -> int:
        return len(self._newest)

    def __contains__(self, institution_id: InstitutionId) -> bool:
        return institution_id in self._newest

    def __iter__(self) -> Iterator[Institution]:
        return iter(self._newest.values())

    def __getitem__(self, institution_id: InstitutionId) -> Institution:
        institution = self._newest.get(institution_id)
        if institution is None:
            raise UnknownInstitution(institution_id)
        return institution

    def get(self, institution_id: InstitutionId) -> Institution | None:
        """Give the newest version, or None for an unknown id."""
        return self._newest.get(institution_id)

    def standing_for(self, institution_id: InstitutionId, on: date) -> Institution | None:
        """Give the institution itself while it is there, else the last of its successors; None where nobody took over.

        An institution that closed and opened again stands for itself.
        """
        seen: set[InstitutionId] = set()
        following: InstitutionId | None = institution_id
        while following is not None and following in self and following not in seen:
            if (version := self._version_on(following, on)) is not None:
                return version
            seen.add(following)
            following = self[following].successor_id
        return None

    def versions_of(self, institution_id: InstitutionId) -> tuple[Institution, ...]:
        """Give all versions of one institution, the oldest first."""
        return (*self._older.get(institution_id, ()), self[institution_id])

    def apply(self, versions: Sequence[Institution]) -> None:
        """Replace all that is known of one institution; takes effect at once.

        Raises ValueError if the versions are none, or of more than one institution.
        """
        if len({version.institution_id for version in versions}) != 1:
            raise ValueError("the versions of exactly one institution are applied at a time")
        *older, newest = sorted(versions, key=lambda version: version.valid_from)
        institution_id = newest.institution_id
        if institution_id in self._newest:
            self._forget(institution_id)
        self._newest[institution_id] = newest
        if older:
            self._older[institution_id] = tuple(older)
        for version in versions:
            self._remember(version)
        for parent_id in newest.parent_ids:
            self._children.add(parent_id, institution_id)

    def find(
        self,
        kind: InstitutionKind,
        *,
        branch: Branch | None = None,
        province: str | None = None,
        district: str | None = None,
        on: date,
    ) -> tuple[Institution, ...]:
        """List the institutions of a kind that hold on a day, by id; a filter left out admits all."""
        found = [
            version
            for key, institution_id in self._services.matching(kind, branch, province)
            if (version := self._version_on(institution_id, on)) is not None
            and version.service_key == key
            and district in (None, version.district)
        ]
        return tuple(sorted(found, key=_by_id))

    def regional(self, branch: Branch, province: str, on: date) -> Institution | None:
        """Give the regional directorate of a branch whose region covers the province."""
        on_that_day = (self._version_on(institution_id, on) for institution_id in self._regions[branch, province])
        return min(
            (each for each in on_that_day if each and each.branch is branch and province in each.covers),
            key=_by_id,
            default=None,
        )

    @property
    def centre(self) -> Institution:
        """Give the unit of the Prime Ministry that runs the system and sees all of it (R-G8, R-G11)."""
        if self._centre_id is None:
            raise UnknownInstitution("the centre")
        return self[self._centre_id]

    def coordinator_of(self, institution_id: InstitutionId) -> Institution:
        """Give who follows this institution's applications; above the Prime Ministry itself stands only the centre."""
        coordinator_id = self[institution_id].coordinator_id
        return self.centre if coordinator_id is None else self[coordinator_id]

    def line_of(self, institution_id: InstitutionId) -> tuple[Institution, ...]:
        """List whom an institution answers to, the nearest first, the Prime Ministry last."""
        return tuple(self._climb(institution_id, lambda institution: institution.line_parent_id))

    def coordinators_of(self, institution_id: InstitutionId) -> tuple[Institution, ...]:
        """List who coordinates an institution, the nearest first, the Prime Ministry last."""
        return tuple(self._climb(institution_id, lambda institution: institution.coordinator_id))

    def common_coordinator(self, one: InstitutionId, other: InstitutionId) -> Institution:
        """Give the nearest institution that coordinates both; one of the two, if it coordinates the other."""
        if one == other:
            return self.coordinator_of(one)
        above_other = {other, *(institution.institution_id for institution in self.coordinators_of(other))}
        candidates = (self[one], *self.coordinators_of(one))
        return next((each for each in candidates if each.institution_id in above_other), self.centre)

    def children_of(self, institution_id: InstitutionId) -> tuple[Institution, ...]:
        """List the institutions that stand directly below this one, in its line or under its coordination."""
        return tuple(self._newest[child_id] for child_id in sorted(self._children[institution_id]))

    def search(
        self, query: str, *, province: str | None = None, kind: InstitutionKind | None = None, limit: int = 20
    ) -> tuple[Institution, ...]:
        """List institutions in whose name a word begins with each word of the folded query, short names first."""
        words = [f" {word}" for word in fold(query).split()]
        found = (
            institution
            for institution in self._newest.values()
            if province in (None, institution.province)
            and kind in (None, institution.kind)
            and all(word in self._folded_name(institution) for word in words)
        )
        return tuple(nsmallest(limit, found, key=_short_names_first))

    def _version_on(self, institution_id: InstitutionId, on: date) -> Institution | None:
        newest = self._newest[institution_id]
        if newest.is_valid_on(on):
            return newest
        return next((each for each in self._older.get(institution_id, ()) if each.is_valid_on(on)), None)

    def _climb(
        self, institution_id: InstitutionId, parent_of: Callable[[Institution], InstitutionId | None]
    ) -> Iterator[Institution]:
        institution, seen = self[institution_id], {institution_id}
        while (parent_id := parent_of(institution)) is not None and parent_id not in seen:
            institution = self[parent_id]
            seen.add(parent_id)
            yield institution

    def _remember(self, version: Institution) -> None:
        institution_id = version.institution_id
        self._services.add(version.service_key, institution_id)
        for plate in version.covers:
            self._regions.add((version.branch, plate), institution_id)
        if version.kind is InstitutionKind.PRIME_MINISTRY_UNIT and version.branch is Branch.PUBLIC_RELATIONS:
            self._centre_id = institution_id

    def _forget(self, institution_id: InstitutionId) -> None:
        for version in self.versions_of(institution_id):
            self._services.discard(version.service_key, institution_id)
            for plate in version.covers:
                self._regions.discard((version.branch, plate), institution_id)
        for parent_id in self[institution_id].parent_ids:
            self._children.discard(parent_id, institution_id)
        self._older.pop(institution_id, None)
        self._folded_names.pop(institution_id, None)

    def _folded_name(self, institution: Institution) -> str:
        folded = self._folded_names.get(institution.institution_id)
        if folded is None:
            folded = self._folded_names[institution.institution_id] = f" {fold(institution.name)}"
        return folded


def _by_id(institution: Institution) -> InstitutionId:
    return institution.institution_id


def _short_names_first(institution: Institution) -> tuple[int, str, InstitutionId]:
    return len(institution.name), institution.name, institution.institution_id
