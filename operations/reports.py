"""How does an operator make a report without a desk? From the store, with institutions and calendar off the log."""

from dataclasses import dataclass

from domain.business_calendar import BusinessCalendar, local_date
from domain.identifiers import InstitutionId
from domain.institution import Registry
from operations.errors import StackError
from operations.topic_records import kafka_of, newest_values
from runtime.clock import LegalClock
from runtime.kafka_connection import topic
from runtime.reporting import Reporting
from runtime.settings import Settings
from runtime.store import Store
from schemas.registry_records import MANIFEST_KEY, CalendarYearV1, InstitutionRecordV1


@dataclass(frozen=True, slots=True)
class Background:
    """What figures are told against: who coordinates whom, and which days are worked."""

    registry: Registry
    calendar: BusinessCalendar

    @classmethod
    def read(cls, settings: Settings) -> "Background":
        """Read institutions and calendar off the log, as the services do."""
        kafka = kafka_of(settings)
        institutions = newest_values(kafka, topic(settings, "registry"))
        years = newest_values(kafka, topic(settings, "calendar"))
        for values in (institutions, years):
            values.pop(MANIFEST_KEY, None)
        versions = (InstitutionRecordV1.model_validate_json(value).to_domain() for value in institutions.values())
        days = (CalendarYearV1.model_validate_json(years[year]).to_domain() for year in sorted(years))
        calendar = BusinessCalendar.from_table(
            (day for year in days for day in year), half_day_policy=settings.half_day_policy
        )
        return cls(Registry(one for several in versions for one in several), calendar)

    def reporting(self, settings: Settings, store: Store) -> Reporting:
        """Let reports be made as of the legal today."""
        return Reporting(store, self.registry, self.calendar, local_date(LegalClock.of(settings).now()))

    def scope(self, institution: str | None) -> InstitutionId | None:
        """Say whose report is wanted, None for the nation's; raises StackError for an institution that is not there."""
        if institution is None:
            return None
        institution_id = InstitutionId(institution)
        if institution_id not in self.registry:
            raise StackError(f"There is no institution {institution}.")
        return None if institution_id == self.registry.centre.institution_id else institution_id
