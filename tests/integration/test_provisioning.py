"""Is everything there that services need to start, and does nobody change what must stay?"""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from confluent_kafka.admin import AdminClient, ConfigResource  # type: ignore[attr-defined]

from data.loaders import load_calendar_days, load_institutions
from domain.identifiers import InstitutionId
from domain.institution import Institution
from operations.registry import RegistryRefused, apply_versions, load_calendar, load_registry
from operations.server_process import wait_until
from operations.topic_records import kafka_of, newest_values, topics_beginning
from operations.topics import PartitionsAreFrozen, apply_institution_topics, apply_topics
from runtime.kafka import topic
from runtime.settings import Settings
from schemas.registry_records import MANIFEST_KEY, CalendarYearV1, InstitutionRecordV1, ManifestV1
from schemas.topics import topic_specs

pytestmark = pytest.mark.integration


@pytest.fixture
def settings(kafka: str, topic_prefix: str) -> Settings:
    return Settings(kafka_bootstrap_servers=kafka, topic_prefix=topic_prefix)


def _registry(settings: Settings) -> tuple[dict[str, bytes], ManifestV1]:
    values = newest_values(kafka_of(settings), f"{settings.topic_prefix}registry")
    return values, ManifestV1.model_validate_json(values.pop(MANIFEST_KEY))


def test_every_topic_of_the_services_is_made_once(settings: Settings):
    made = apply_topics(settings)
    assert sorted(made) == topics_beginning(kafka_of(settings), settings.topic_prefix)
    assert apply_topics(settings) == []


def test_an_attempt_to_grow_a_topic_is_refused_and_changes_nothing(settings: Settings):
    apply_topics(settings)
    grown = topic_specs()["applications"].model_copy(update={"partitions": 24})
    added = topic_specs()["routings"].model_copy(update={"name": "routings-2"})
    with pytest.raises(PartitionsAreFrozen, match="has 12 partitions, its file says 24"):
        apply_topics(settings, [added, grown])
    assert f"{settings.topic_prefix}routings-2" not in topics_beginning(kafka_of(settings), settings.topic_prefix)


def test_a_setting_that_differs_from_its_file_is_corrected(settings: Settings):
    short = topic_specs()["routings"].model_copy(update={"retention_days": 1})
    apply_topics(settings, [short])
    apply_topics(settings)
    routings = ConfigResource("topic", f"{settings.topic_prefix}routings")
    admin = AdminClient({**kafka_of(settings)})

    def kept_ms() -> str:
        (found,) = admin.describe_configs([routings]).values()
        return str(found.result()["retention.ms"].value)

    wait_until(lambda: kept_ms() == str(180 * 86_400_000), "The changed setting", seconds=5)


def test_all_institutions_and_the_calendar_stand_on_their_topics(settings: Settings):
    apply_topics(settings)
    assert load_registry(settings) == 27_299
    load_calendar(settings)
    values, manifest = _registry(settings)
    assert manifest == ManifestV1.of_values(values)
    assert {one for value in values.values() for one in InstitutionRecordV1.model_validate_json(value).to_domain()} == {
        *load_institutions()
    }
    years = newest_values(kafka_of(settings), f"{settings.topic_prefix}calendar")
    del years[MANIFEST_KEY]
    days = {day for year in years.values() for day in CalendarYearV1.model_validate_json(year).to_domain()}
    assert days == set(load_calendar_days())


def test_a_second_provisioning_writes_nothing_and_keeps_what_was_applied(settings: Settings):
    apply_topics(settings)
    load_registry(settings)
    first = next(load_institutions())
    assert apply_versions(settings, [replace(first, name="Yeni Ad")]) == [first.institution_id]
    before = _registry(settings)
    assert load_registry(settings) == 0
    assert _registry(settings) == before


@pytest.fixture
def small(settings: Settings) -> tuple[Settings, Institution]:
    """A registry of one institution without parents."""
    apply_topics(settings)
    only = replace(next(load_institutions()), line_parent_id=None, coordinator_id=None)
    apply_versions(settings, [only])
    return settings, only


def test_an_applied_version_is_added_to_those_known_and_counted(small: tuple[Settings, Institution]):
    settings, only = small
    renamed = replace(only, name="Yeni Ad", valid_from=date(2027, 1, 1))
    assert apply_versions(settings, [renamed]) == [only.institution_id]
    values, manifest = _registry(settings)
    assert InstitutionRecordV1.model_validate_json(values[only.institution_id]).to_domain() == (only, renamed)
    assert manifest.count == 1


def test_an_applied_institution_has_its_topic_before_its_record(small: tuple[Settings, Institution]):
    settings, only = small
    assert f"{settings.topic_prefix}institution.{only.institution_id}" in topics_beginning(
        kafka_of(settings), settings.topic_prefix
    )


def test_versions_that_change_nothing_are_not_written_again(small: tuple[Settings, Institution]):
    settings, only = small
    assert apply_versions(settings, [only]) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        pytest.param({"institution_id": InstitutionId("10000009")}, "check digit", id="a wrong check digit"),
        pytest.param({"coordinator_id": InstitutionId("99999994")}, "is unknown", id="an unknown parent"),
        pytest.param({"valid_to": date(2000, 1, 1)}, "ends before it begins", id="an end before the beginning"),
        pytest.param(
            {"valid_to": date(2026, 1, 1), "successor_id": InstitutionId("99999994")},
            "its successor 99999994 is unknown",
            id="an unknown successor",
        ),
        pytest.param(
            {"valid_to": date(2026, 1, 1), "successor_id": InstitutionId("10000004")},
            "is closed then, too, or leads back to it",
            id="its own successor",
        ),
        pytest.param(
            {"successor_id": InstitutionId("10000004")},
            "has a successor and does not end",
            id="a successor without an end",
        ),
    ],
)
def test_impossible_versions_are_refused_whole(small: tuple[Settings, Institution], changes, says: str):
    settings, only = small
    before = _registry(settings)
    with pytest.raises(RegistryRefused, match=says):
        apply_versions(settings, [replace(only, name="Yeni Ad"), replace(only, **changes)])
    assert _registry(settings) == before


def test_who_has_institutions_below_it_is_not_closed(small: tuple[Settings, Institution]):
    settings, only = small
    other, below = islice(load_institutions(), 1, 3)
    alone = [replace(each, line_parent_id=only.institution_id, coordinator_id=None) for each in (other, below)]
    apply_versions(settings, alone)
    closed = replace(only, valid_to=date(2026, 1, 1), successor_id=other.institution_id)
    with pytest.raises(RegistryRefused, match="2 institutions stand below it"):
        apply_versions(settings, [closed])
    freed = [replace(each, line_parent_id=None) for each in alone]
    assert apply_versions(settings, [closed, *freed]) == [each.institution_id for each in (closed, *freed)]


def test_the_institutions_own_topics_are_made_where_they_are_missing(settings: Settings):
    ids = [InstitutionId(f"{number:08d}") for number in range(3)]
    assert list(apply_institution_topics(settings, ids[:1])) == [1]
    prefix = topic(settings, "institution.")  # the broker that is asked hears of a new topic a moment later
    wait_until(lambda: bool(topics_beginning(kafka_of(settings), prefix)), "The first topic", seconds=10)
    assert list(apply_institution_topics(settings, ids)) == [2]
