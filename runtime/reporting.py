"""How is a report made of the rows in the store?"""

from dataclasses import dataclass
from datetime import date

from domain.identifiers import InstitutionId
from domain.institution import Registry
from domain.legal_regime import LegalRegime
from domain.monthly_report import MonthlyReport, scope_of
from domain.open_data import OpenData
from domain.report_figures import Measure
from domain.report_span import ReportSpan
from domain.right_to_information_report import RightToInformationReport
from runtime.report_facts import rows_within
from runtime.store import Store


@dataclass(frozen=True, slots=True)
class Reporting:
    """Folds rows as they come from the store; what is counted is what the router wrote up to now."""

    store: Store
    registry: Registry
    today: date

    async def monthly(self, span: ReportSpan, institution_id: InstitutionId | None) -> MonthlyReport:
        """Make the monthly report of an institution with those it coordinates, None for the nation."""
        report = MonthlyReport(institution_id, self._measure(span), self.registry)
        scope = None if institution_id is None else scope_of(institution_id, self.registry)
        async for row in rows_within(self.store, span, institutions=scope):
            report.take(row)
        return report

    async def right_to_information(
        self, span: ReportSpan, institution_id: InstitutionId | None
    ) -> RightToInformationReport:
        """Make the yearly report under Law 4982, art. 30, of an institution with those it coordinates, or of all."""
        report = RightToInformationReport(self._measure(span))
        scope = None if institution_id is None else scope_of(institution_id, self.registry)
        regime = LegalRegime.RIGHT_TO_INFORMATION
        async for row in rows_within(self.store, span, institutions=scope, regime=regime):
            report.take(row)
        return report

    def _measure(self, span: ReportSpan) -> Measure:
        return Measure.of(span, self.today)


async def open_data(store: Store, span: ReportSpan, plates: tuple[str, ...]) -> OpenData:
    """Count whole applications for everybody."""
    data = OpenData(span, plates)
    async for row in rows_within(store, span, institutions=[None]):
        data.take(row)
    return data
