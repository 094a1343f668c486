"""What does the monthly report say (R-J8): of one institution and those it coordinates, or of the whole nation?

A fold over report rows. Each task counts for the institution that had it, so the figures of a governorate or ministry
are the sum of those below it, and the nation's the sum of all. An application that went through several institutions
is several tasks; `applications` counts each once, and exists for the nation alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.identifiers import InstitutionId
from domain.inputs import Role, TaskPurpose
from domain.institution import Institution, Registry
from domain.institution_kind import InstitutionKind
from domain.legal_regime import ApplicationKind
from domain.report_figures import Figures, Measure
from domain.report_rows import ReportRow
from domain.visibility import Viewer, institutions_seen


@dataclass(slots=True)
class MonthlyReport:
    """The figures of one scope while rows are taken; `institution_id` None is the whole nation."""

    institution_id: InstitutionId | None
    by: Measure
    registry: Registry
    tasks: Figures = field(default_factory=Figures)
    screening: Figures = field(default_factory=Figures)
    appeals: Figures = field(default_factory=Figures)
    applications: Figures = field(default_factory=Figures)
    by_kind: defaultdict[ApplicationKind, Figures] = field(default_factory=lambda: defaultdict(Figures))
    by_subject: defaultdict[str | None, Figures] = field(default_factory=lambda: defaultdict(Figures))
    by_part: defaultdict[InstitutionId, Figures] = field(default_factory=lambda: defaultdict(Figures))
    _parts: dict[InstitutionId, InstitutionId] = field(default_factory=dict)

    def take(self, row: ReportRow) -> None:
        """Count one row: of a task, or of an application, which no institution is counted for.

        Appeals and what waits to be placed are counted apart: neither is an application that somebody must answer.
        """
        if row.institution_id is None:
            if not row.is_appeal:
                self.applications.take(row, self.by)
        elif row.is_appeal and row.purpose is TaskPurpose.ACTION:
            self.appeals.take(row, self.by)
        elif row.purpose is TaskPurpose.SCREENING:
            self.screening.take(row, self.by)
        else:
            part = self._part_of(row.institution_id)
            for figures in (self.tasks, self.by_kind[row.kind], self.by_subject[row.subject_code], self.by_part[part]):
                figures.take(row, self.by)

    def _part_of(self, institution_id: InstitutionId) -> InstitutionId:
        if institution_id not in self._parts:
            self._parts[institution_id] = part_of(institution_id, self.institution_id, self.registry)
        return self._parts[institution_id]


def monthly_report(
    rows: Iterable[ReportRow], institution_id: InstitutionId | None, by: Measure, registry: Registry
) -> MonthlyReport:
    """Fold rows into a report; they must be those of the institutions in its scope."""
    report = MonthlyReport(institution_id, by, registry)
    for row in rows:
        report.take(row)
    return report


def part_of(institution_id: InstitutionId, scope: InstitutionId | None, registry: Registry) -> InstitutionId:
    """Name the line of a report in which an institution is counted, climbing from coordinator to coordinator.

    Within one scope it is the scope itself, or whom it coordinates directly. In the nation it is the governorate above,
    else whom the centre coordinates directly: a ministry, or a body beside them (R-J8). An institution that the
    registry does not know stands alone.
    """
    if institution_id not in registry:
        return institution_id
    climb = (registry[institution_id], *registry.coordinators_of(institution_id))
    if scope is None:
        return _part_of_nation(climb, registry).institution_id
    below = institution_id
    for each in climb:
        if each.institution_id == scope:
            break
        below = each.institution_id
    return scope if institution_id == scope else below


def _part_of_nation(climb: tuple[Institution, ...], registry: Registry) -> Institution:
    governorate = next((each for each in climb if each.kind is InstitutionKind.GOVERNORATE), None)
    if governorate is not None:
        return governorate
    centre = registry.centre.institution_id
    return next((each for each in climb if each.coordinator_id == centre), climb[0])


def scope_of(institution_id: InstitutionId, registry: Registry) -> tuple[InstitutionId, ...]:
    """List whose tasks an institution's report counts: its own, and those of all whom it coordinates, however deep."""
    return tuple(institutions_seen(Viewer(institution_id, Role.COORDINATOR), registry))
