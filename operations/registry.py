"""What stands on `registry` and `calendar`, and how does an operator change it?

The manifest goes last: a reader that has found as many records as it says has read everything.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

from data.loaders import load_calendar_days, load_institutions
from domain.business_calendar import CalendarDay
from domain.identifiers import InstitutionId, has_valid_check_digit
from domain.institution import Institution
from operations.errors import StackError
from operations.topic_records import RecordWriter, kafka_of, newest_values
from operations.topics import apply_institution_topics
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
        _write(settings, name, missing, stands | missing)
    return len(missing)


def _write(settings: Settings, name: str, changed: Mapping[str, bytes], whole: Mapping[str, bytes]) -> None:
    """Write records, wait until all stand, then the manifest of everything."""
    where = topic(settings, name)
    with RecordWriter(kafka_of(settings)) as records:
        for key, value in changed.items():
            records.write(where, key.encode(), value)
        records.flush()
        records.write(where, MANIFEST_KEY.encode(), ManifestV1.of_values(whole).to_json())


def apply_versions(settings: Settings, given: Iterable[Institution]) -> list[InstitutionId]:
    """Add versions to the registry and return whose changed; a version from the same day replaces the one known.

    The institution's topic comes first, the record second: nobody is routed to where nothing can be delivered.
    Raises RegistryRefused, before anything is written, with every fault of the versions.
    """
    stands = newest_values(kafka_of(settings), topic(settings, "registry"))
    stands.pop(MANIFEST_KEY, None)
    by_id: defaultdict[InstitutionId, list[Institution]] = defaultdict(list)
    for version in given:
        by_id[version.institution_id].append(version)
    faults = [fault for versions in by_id.values() for each in versions for fault in _faults(each, {*stands, *by_id})]
    if faults:
        raise RegistryRefused("; ".join(faults))
    changed: dict[str, bytes] = {}
    for institution_id, versions in by_id.items():
        value = InstitutionRecordV1.of_versions(_merged(stands.get(institution_id), versions)).to_json()
        if value != stands.get(institution_id):
            changed[institution_id] = value
    for _ in apply_institution_topics(settings, by_id):
        continue
    if changed:
        _write(settings, "registry", changed, stands | changed)
    return [InstitutionId(name) for name in changed]


def _merged(stands: bytes | None, given: Iterable[Institution]) -> Iterable[Institution]:
    known = InstitutionRecordV1.model_validate_json(stands).to_domain() if stands else ()
    by_start: dict[date, Institution] = {version.valid_from: version for version in (*known, *given)}
    return by_start.values()


def _faults(version: Institution, known: set[str]) -> Iterable[str]:
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
