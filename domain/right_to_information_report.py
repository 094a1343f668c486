"""What does an institution report once a year about the right to information (Law 4982, art. 30)?

How many requests came, were met, met in part and refused, what else became of them, and how many were appealed against.
Institutions report to the Board of Review by the end of February, the Board to Parliament by the end of April (rulebook
D15).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.identifiers import InstitutionId
from domain.inputs import TaskPurpose
from domain.legal_regime import LegalRegime
from domain.report_figures import Figures, Measure
from domain.report_rows import ReportRow


@dataclass(slots=True)
class RightToInformationReport:
    """The figures of one year, by institution and together, while rows are taken."""

    by: Measure
    total: Figures = field(default_factory=Figures)
    by_institution: defaultdict[InstitutionId, Figures] = field(default_factory=lambda: defaultdict(Figures))

    def take(self, row: ReportRow) -> None:
        """Count one row if it is of a request for information that an institution had to answer; no appeal is one."""
        if row.legal_regime is not LegalRegime.RIGHT_TO_INFORMATION or row.is_appeal:
            return
        if row.purpose is not TaskPurpose.ACTION:
            return
        if row.institution_id is not None:
            self.total.take(row, self.by)
            self.by_institution[row.institution_id].take(row, self.by)

    @property
    def year(self) -> int:
        """Name the year it tells of."""
        return self.by.span.first_on.year

    @property
    def institutions_report_by(self) -> date:
        """Give the day by which institutions report to the Board of Review: the end of February."""
        return date(self.year + 1, 3, 1) - timedelta(days=1)

    @property
    def board_reports_by(self) -> date:
        """Give the day by which the Board reports to Parliament: the end of April."""
        return date(self.year + 1, 4, 30)


def right_to_information_report(rows: Iterable[ReportRow], by: Measure) -> RightToInformationReport:
    """Fold rows into the report of a year."""
    report = RightToInformationReport(by)
    for row in rows:
        report.take(row)
    return report
