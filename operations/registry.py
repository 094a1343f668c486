"""What stands on `registry` and `calendar`, and how does an operator change it?

The manifest goes last: a reader that has found as many records as it says has read everything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from data.loaders import load_calendar_days, load_institutions
from domain.business_calendar import CalendarDay, local_date
from domain.identifiers import InstitutionId, has_valid_check_digit
from domain.institution import Institution, Registry
from operations.errors import StackError
from operations.topic_records import RecordWriter, kafka_of, newest_values
from operations.topics import apply_institution_topics
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.settings import Settings
from schemas.registry_records import MANIFEST_KEY, CalendarYearV1, InstitutionRecordV1, ManifestV1

ID_LENGTH = 8
Row = TypeVar("Row")


class RegistryRefused(StackError):
    """The versions given cannot be right; nothing was written."""


def load_registry(settings: Settings) -> int:
    """Write the institutions of `data/` that the topic does not hold yet; return how many.

    What an operator applied stays: corrections of institutions that are there come by `apply_versions` alone.
    """
    by_id: defaultdict[str, list[Institution]] = defaultdict(list)
    for version in load_institutions():
        by_id[version.institution_id].append(version)
    return _complete(settings, "registry", by_id, lambda _, given: InstitutionRecordV1.of_versions(given).to_json())


def load_calendar(settings: Settings) -> int:
    """Write the calendar years of `data/` that the topic does not hold yet; return how many."""
    by_year: defaultdict[str, list[CalendarDay]] = defaultdict(list)
    for day in load_calendar_days():
        by_year[str(day.on.year)].append(day)
    return _complete(
        settings, "calendar", by_year, lambda year, days: CalendarYearV1.of_days(int(year), days).to_json()
    )


def _complete(
    settings: Settings, name: str, wanted: Mapping[str, list[Row]], written: Callable[[str, list[Row]], bytes]
) -> int:
    kafka, where = kafka_of(settings), topic(settings, name)
    stands = newest_values(kafka, where)
    manifest = stands.pop(MANIFEST_KEY, None)
    missing = {key: written(key, wanted[key]) for key in wanted if key not in stands}
    if missing or manifest is None:
        write_whole(settings, name, missing, stands | missing)
    return len(missing)


def write_whole(settings: Settings, name: str, changed: Mapping[str, bytes], whole: Mapping[str, bytes]) -> None:
    """Write records in their order, wait until all stand, then the manifest of everything."""
    where = topic(settings, name)
    with RecordWriter(kafka_of(settings)) as records:
        for key, value in changed.items():
            records.write(where, key.encode(), value)
        records.flush()
        records.write(where, MANIFEST_KEY.encode(), ManifestV1.of_values(whole).to_json())


def known_institutions(settings: Settings) -> dict[InstitutionId, tuple[Institution, ...]]:
    """Read all versions of all institutions from the topic."""
    values = newest_values(kafka_of(settings), topic(settings, "registry"))
    values.pop(MANIFEST_KEY, None)
    records = map(InstitutionRecordV1.model_validate_json, values.values())
    return {InstitutionId(record.institution_id): record.to_domain() for record in records}


def with_versions(
    known: Mapping[InstitutionId, Sequence[Institution]], given: Iterable[Institution]
) -> dict[InstitutionId, Sequence[Institution]]:
    """Say what is known with these versions; one from the same day replaces the one known."""
    whole: dict[InstitutionId, Sequence[Institution]] = dict(known)
    for version in given:
        kept = (each for each in whole.get(version.institution_id, ()) if each.valid_from != version.valid_from)
        whole[version.institution_id] = sorted((*kept, version), key=lambda each: each.valid_from)
    return whole


def apply_versions(settings: Settings, given: Iterable[Institution]) -> list[InstitutionId]:
    """Add versions to the registry and return whose changed; a version from the same day replaces the one known.

    The institution's topic comes first, the record second: nobody is routed to where nothing can be delivered.
    Raises RegistryRefused, before anything is written, with every fault of the versions.
    """
    given, known = list(given), known_institutions(settings)
    then = with_versions(known, given)
    faults = [*_faults_of_all(given, then), *faults_of_closing(given, then, local_date(LegalClock.of(settings).now()))]
    if faults:
        raise RegistryRefused("; ".join(faults))
    ids = list(dict.fromkeys(version.institution_id for version in given))
    changed = [name for name in ids if tuple(then[name]) != tuple(known.get(name, ()))]
    for _ in apply_institution_topics(settings, ids):
        continue
    if changed:
        whole = {str(name): InstitutionRecordV1.of_versions(versions).to_json() for name, versions in then.items()}
        write_whole(settings, "registry", {name: whole[name] for name in changed}, whole)
    return changed


def _faults_of_all(given: Iterable[Institution], then: Mapping[InstitutionId, object]) -> Iterable[str]:
    return (fault for version in given for fault in _faults(version, then))


def _faults(version: Institution, known: Mapping[InstitutionId, object]) -> Iterable[str]:
    name = version.institution_id
    if len(name) != ID_LENGTH or not has_valid_check_digit(name):
        yield f"{name}: not eight digits with a right check digit"
    if version.valid_to is not None and version.valid_to <= version.valid_from:
        yield f"{name}: ends before it begins"
    for parent in sorted(version.parent_ids):
        if parent not in known:
            yield f"{name}: its parent {parent} is unknown"
        elif parent == name:
            yield f"{name}: is its own parent"
    if version.successor_id is not None:
        if version.successor_id not in known:
            yield f"{name}: its successor {version.successor_id} is unknown"
        if version.valid_to is None:
            yield f"{name}: has a successor and does not end"


def faults_of_closing(
    given: Iterable[Institution], then: Mapping[InstitutionId, Sequence[Institution]], today: date
) -> Iterable[str]:
    """Say what forbids to close institutions: nobody left at the end of the successors, or somebody below one."""
    registry = Registry(version for versions in then.values() for version in versions)
    for name in dict.fromkeys(version.institution_id for version in given):
        newest = registry[name]
        if newest.valid_to is None:
            continue
        closed_on = max(today, newest.valid_to)
        if newest.successor_id is not None and registry.standing_for(name, closed_on) is None:
            yield f"{name}: its successor {newest.successor_id} is closed then, too, or leads back to it"
        below = [each.institution_id for each in registry.children_of(name) if each.is_valid_on(closed_on)]
        if below:
            yield f"{name}: {len(below)} institutions stand below it, {below[0]} first; give them another parent"
