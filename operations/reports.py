"""How does an operator make a report without a desk? From the store, with the institutions off the log."""

from domain.business_calendar import local_date
from domain.identifiers import InstitutionId
from domain.institution import Registry
from operations.errors import StackError
from operations.topic_records import kafka_of, newest_values
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.reporting import Reporting
from runtime.settings import Settings
from runtime.store import Store
from schemas.registry_records import MANIFEST_KEY, InstitutionRecordV1


def read_registry(settings: Settings) -> Registry:
    """Read the institutions off the log, as the services do."""
    values = newest_values(kafka_of(settings), topic(settings, "registry"))
    values.pop(MANIFEST_KEY, None)
    versions = (InstitutionRecordV1.model_validate_json(value).to_domain() for value in values.values())
    return Registry(one for several in versions for one in several)


def reporting_of(settings: Settings, store: Store, registry: Registry) -> Reporting:
    """Let reports be made as of the legal today."""
    return Reporting(store, registry, local_date(LegalClock.of(settings).now()))


def scope_named(institution: str | None, registry: Registry) -> InstitutionId | None:
    """Say whose report is wanted, None for the nation's; raises StackError for an institution that is not there."""
    if institution is None:
        return None
    institution_id = InstitutionId(institution)
    if institution_id not in registry:
        raise StackError(f"There is no institution {institution}.")
    return None if institution_id == registry.centre.institution_id else institution_id
