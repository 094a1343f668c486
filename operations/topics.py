"""Do the topics stand as their files say? Missing ones are made, settings brought up to date, partitions never."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from confluent_kafka import KafkaError, KafkaException
from confluent_kafka.admin import (  # type: ignore[attr-defined]
    AdminClient,
    AlterConfigOpType,
    ConfigEntry,
    ConfigResource,
    NewTopic,
    ResourceType,
)

from domain.identifiers import InstitutionId
from operations.errors import StackError
from operations.topic_records import kafka_of
from runtime.settings import Settings
from schemas.topics import INSTITUTION_TOPIC, TopicSpec, topic_specs

ADMIN_TIMEOUT_SECONDS = 60.0
CREATE_AT_ONCE = 1_000
"""KRaft takes 10,000 records a request, and a topic with its settings takes several."""


class PartitionsAreFrozen(StackError):
    """A topic's number of partitions differs from its file; it is never changed (architecture, decision 8.9)."""


def apply_topics(settings: Settings, specs: Iterable[TopicSpec] | None = None) -> list[str]:
    """Make the topics of all services that are missing and correct the settings of the others; return what was made.

    Raises PartitionsAreFrozen, before anything is changed, where a topic stands with another number of partitions:
    keys would move to other partitions and each application's order would be lost.
    """
    admin = _admin(settings)
    wanted = {
        settings.topic_prefix + spec.name: spec
        for spec in (topic_specs().values() if specs is None else specs)
        if not spec.for_each_institution
    }
    known = admin.list_topics(timeout=ADMIN_TIMEOUT_SECONDS).topics
    frozen = [
        f"{name} has {len(known[name].partitions)} partitions, its file says {spec.partitions}"
        for name, spec in wanted.items()
        if name in known and len(known[name].partitions) != spec.partitions
    ]
    if frozen:
        raise PartitionsAreFrozen(
            "; ".join(frozen) + ". Partitions are frozen: growth is a new generation of topics for new applications."
        )
    missing = [name for name in wanted if name not in known]
    _create(admin, [_new_topic(name, wanted[name]) for name in missing])
    _correct_settings(admin, {name: spec for name, spec in wanted.items() if name in known})
    return missing


def apply_institution_topics(settings: Settings, institutions: Iterable[InstitutionId]) -> Iterator[int]:
    """Make the own topics of these institutions where they are missing; yield how many, a thousand at a time."""
    admin = _admin(settings)
    spec = topic_specs()[INSTITUTION_TOPIC]
    names = (settings.topic_prefix + spec.name.format(institution_id=one) for one in institutions)
    known = admin.list_topics(timeout=ADMIN_TIMEOUT_SECONDS).topics
    missing = iter([name for name in names if name not in known])
    while batch := list(islice(missing, CREATE_AT_ONCE)):
        _create(admin, [_new_topic(name, spec) for name in batch])
        yield len(batch)


def _admin(settings: Settings) -> AdminClient:
    return AdminClient({**kafka_of(settings), "log_level": 2})


def _new_topic(name: str, spec: TopicSpec) -> NewTopic:
    return NewTopic(name, num_partitions=spec.partitions, replication_factor=-1, config=spec.configuration())


def _create(admin: AdminClient, topics: Sequence[NewTopic]) -> None:
    if not topics:
        return
    for future in admin.create_topics(list(topics), request_timeout=ADMIN_TIMEOUT_SECONDS).values():
        try:
            future.result()
        except KafkaException as refused:
            if refused.args[0].code() != KafkaError.TOPIC_ALREADY_EXISTS:
                raise StackError(f"Kafka did not make a topic: {refused.args[0]}") from refused


def _correct_settings(admin: AdminClient, specs: Mapping[str, TopicSpec]) -> None:
    if not specs:
        return
    resources = [ConfigResource(ResourceType.TOPIC, name) for name in specs]
    differing = []
    for resource, future in admin.describe_configs(resources).items():
        stands: dict[str, Any] = future.result()
        wanted = specs[resource.name].configuration()
        changes = {key: value for key, value in wanted.items() if key not in stands or stands[key].value != value}
        if changes:
            entries = [
                ConfigEntry(key, value, incremental_operation=AlterConfigOpType.SET) for key, value in changes.items()
            ]
            differing.append(ConfigResource(ResourceType.TOPIC, resource.name, incremental_configs=entries))
    if differing:
        for future in admin.incremental_alter_configs(differing).values():
            future.result()
