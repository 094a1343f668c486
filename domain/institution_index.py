"""How is an institution found among 27,299 without looking at each?"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
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

    def __iter__(self) -> Iterator[Key]:
        return iter(self._buckets)

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
        self._by_kind: dict[InstitutionKind, Buckets[ServiceKey]] = {kind: Buckets() for kind in InstitutionKind}

    def add(self, key: ServiceKey, institution_id: InstitutionId) -> None:
        """Put an id under its kind, branch and province."""
        self._by_kind[key[0]].add(key, institution_id)

    def discard(self, key: ServiceKey, institution_id: InstitutionId) -> None:
        """Take an id from under its kind, branch and province."""
        self._by_kind[key[0]].discard(key, institution_id)

    def matching(
        self, kind: InstitutionKind, branch: Branch | None, province: str | None
    ) -> Iterator[tuple[ServiceKey, InstitutionId]]:
        """List what stands under the keys that match; None admits every branch or province."""
        buckets = self._by_kind[kind]
        keys: Iterable[ServiceKey] = buckets
        if branch is not None and province is not None:
            keys = ((kind, branch, province),)
        for key in keys:
            if branch in (None, key[1]) and province in (None, key[2]):
                yield from ((key, institution_id) for institution_id in buckets[key])
