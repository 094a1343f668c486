"""Who takes over the open tasks of an institution that was closed?

Its successor stands in the registry. The record goes first, then one input for every application in which the closed
one still has something to do; cut short in between, `hand_over` does the rest.
"""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.business_calendar import local_date
from domain.identifiers import ApplicationId, InstitutionId, succession_input_id
from domain.inputs import InstitutionSucceeded
from domain.institution import Institution, Registry
from operations.asking import SETTLING_SECONDS, ask_all
from operations.registry import RegistryRefused, apply_versions, known_institutions, with_versions
from runtime.clock import LegalClock
from runtime.settings import Settings
from runtime.store import Store


@dataclass(frozen=True, slots=True)
class Applied:
    """Whose versions changed, and how many applications each closed institution's successor was given."""

    changed: Sequence[InstitutionId]
    handed_over: Mapping[InstitutionId, int]


async def apply_institutions(
    settings: Settings, store: Store, given: Sequence[Institution], *, settling_seconds: float = SETTLING_SECONDS
) -> Applied:
    """Add versions to the registry and hand over what the closed ones hold.

    Raises RegistryRefused, before anything is written: for a fault of the versions, or where an institution that has
    open tasks is closed and nobody takes over.
    """
    today = local_date(LegalClock.of(settings).now())
    known = await asyncio.to_thread(known_institutions, settings)
    registry = _registry(with_versions(known, given))
    faults = [
        f"{name}: {count} applications wait there and no successor is named"
        for name in dict.fromkeys(version.institution_id for version in given)
        if _is_abandoned(registry, name, today) and (count := await store.applications.count(_held_by(name)))
    ]
    if faults:
        raise RegistryRefused("; ".join(faults))
    changed = await asyncio.to_thread(apply_versions, settings, given)
    return Applied(changed, await hand_over(settings, store, settling_seconds=settling_seconds))


async def hand_over(
    settings: Settings, store: Store, *, settling_seconds: float = SETTLING_SECONDS
) -> dict[InstitutionId, int]:
    """Give the open tasks of every institution that is closed by today to who stands for it; return how many each.

    Safe to repeat: what was handed over is held no more.
    """
    registry = _registry(await asyncio.to_thread(known_institutions, settings))
    handed_over: dict[InstitutionId, int] = {}
    for closed, successor in successions(registry, local_date(LegalClock.of(settings).now())):
        if await store.applications.find_one(_held_by(closed), show={"_id": 1}) is None:
            continue

        def asking(
            application_id: ApplicationId, closed: InstitutionId = closed, successor: InstitutionId = successor
        ) -> InstitutionSucceeded:
            return InstitutionSucceeded(succession_input_id(application_id, closed), application_id, closed, successor)

        handed_over[closed] = await ask_all(
            settings, store, _held_by(closed), asking, settling_seconds=settling_seconds
        )
    return handed_over


def successions(registry: Registry, today: date) -> Iterator[tuple[InstitutionId, InstitutionId]]:
    """Yield every institution that is closed and the one that stands for it today."""
    for institution in registry:
        if institution.successor_id is not None and not institution.is_valid_on(today):
            standing = registry.standing_for(institution.institution_id, today)
            if standing is not None and standing.institution_id != institution.institution_id:
                yield institution.institution_id, standing.institution_id


def _is_abandoned(registry: Registry, name: InstitutionId, today: date) -> bool:
    """Tell whether an institution is closed by today and names nobody who takes over."""
    newest = registry[name]
    return newest.valid_to is not None and newest.valid_to <= today and newest.successor_id is None


def _registry(versions: Mapping[InstitutionId, Sequence[Institution]]) -> Registry:
    return Registry(version for each in versions.values() for version in each)


def _held_by(institution_id: InstitutionId) -> dict[str, Any]:
    """Find the applications in which an institution has something to do."""
    return {
        "tasks.institution_id": institution_id,
        "tasks": {"$elemMatch": {"institution_id": institution_id, "open": True}},
    }
