"""How is an institution found among 27,299 without looking at each?"""

from collections.abc import Hashable, Iterator, Sequence
from typing import Generic, TypeAlias, TypeVar

from domain.identifiers import InstitutionId
from domain.institution_kind import Branch, InstitutionKind

Key = TypeVar("Key", bound=Hashable)

ServiceKey: TypeAlias = tuple[InstitutionKind, Branch | None, str | None]
"""Kind, branch and the plate of the province."""


class Buckets(Generic[Key]):
    """Ids of institutions under a key, in the order they came."""

    def __init__(self) -> None:
        self._buckets: dict[Key, list[InstitutionId]] = {}

    def __getitem__(self, key: Key) -> Sequence[InstitutionId]:
        return self._buckets.get(key, ())

    def add(self, key: Key, institution_id: InstitutionId) -> None:
        """Put an id under a key, once even when several versions of one institution come one after another."""
        bucket = self._buckets.setdefault(key, [])
        if not bucket or bucket[-1] != institution_id:
            bucket.append(institution_id)

    def discard(self, key: Key, institution_id: InstitutionId) -> None:
        """Take an id from under a key, if it is there."""
        bucket = self._buckets.get(key, [])
        if institution_id in bucket:
            bucket.remove(institution_id)


class ServiceIndex:
    """Institutions by kind, branch and province: one look-up when all three are given."""

    def __init__(self) -> None:
        self._ids: Buckets[ServiceKey] = Buckets()
        self._provinces: dict[InstitutionKind, set[str | None]] = {}
        self._branches: dict[tuple[InstitutionKind, str | None], set[Branch | None]] = {}

    def add(self, key: ServiceKey, institution_id: InstitutionId) -> None:
        """Put an id under its kind, branch and province."""
        kind, branch, province = key
        self._ids.add(key, institution_id)
        self._provinces.setdefault(kind, set()).add(province)
        self._branches.setdefault((kind, province), set()).add(branch)

    def discard(self, key: ServiceKey, institution_id: InstitutionId) -> None:
        """Take an id from under its kind, branch and province."""
        self._ids.discard(key, institution_id)

    def matching(
        self, kind: InstitutionKind, branch: Branch | None, province: str | None
    ) -> Iterator[tuple[ServiceKey, InstitutionId]]:
        """List what stands under the keys that match; None admits every branch or province."""
        for each_province in self._provinces.get(kind, ()) if province is None else (province,):
            for each_branch in self._branches.get((kind, each_province), ()) if branch is None else (branch,):
                key = (kind, each_branch, each_province)
                for institution_id in self._ids[key]:
                    yield key, institution_id
