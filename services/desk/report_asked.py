"""Whose report of which time does a request want, and may the caller read it? The same for API and pages."""

from dataclasses import dataclass
from typing import Annotated, Final, TypeAlias

from fastapi import Depends
from pydantic import Field, StringConstraints

from domain.identifiers import InstitutionId
from domain.report_readers import may_read_report
from domain.report_span import ReportSpan, month_before, month_span, year_span
from runtime.reporting import Reporting
from services.desk.asked import EmptyIsAbsent
from services.desk.callers import Caller
from services.desk.filters import OptionalWord
from services.desk.office import Office
from services.desk.problems import ProblemCode, problem

MONTH: Final = r"^20\d\d-(0[1-9]|1[0-2])$"
FIRST_YEAR, LAST_YEAR = 2006, 2099

OptionalMonth: TypeAlias = Annotated[Annotated[str, StringConstraints(pattern=MONTH)] | None, EmptyIsAbsent]
OptionalYear: TypeAlias = Annotated[Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)] | None, EmptyIsAbsent]


@dataclass(frozen=True, slots=True)
class ReportWanted:
    """Which report: by default the caller's own, of the month, or year, before; the centre's is the nation's."""

    month: str | None
    year: int | None
    institution_id: str | None

    def month_span(self, office: Office) -> ReportSpan:
        """Give the days of the month."""
        if self.month is None:
            return month_before(office.reading.today)
        return month_span(int(self.month[:4]), int(self.month[5:]))

    def year_span(self, office: Office) -> ReportSpan:
        """Give the days of the year."""
        return year_span(office.reading.today.year - 1 if self.year is None else self.year)

    def scope(self, office: Office, caller: Caller) -> InstitutionId | None:
        """Say whose report it is, None for the nation's; raises Problem 404 or 403."""
        registry = office.feed.registry
        asked = InstitutionId(self.institution_id or caller.viewer.institution_id)
        if asked not in registry:
            raise problem(ProblemCode.INSTITUTION_NOT_FOUND, caller.language)
        scope = None if asked == registry.centre.institution_id else asked
        if not may_read_report(caller.viewer, scope, registry):
            raise problem(ProblemCode.REPORT_NOT_ALLOWED, caller.language)
        return scope


def _monthly_wanted(month: OptionalMonth = None, institution_id: OptionalWord = None) -> ReportWanted:
    return ReportWanted(month, None, institution_id)


def _yearly_wanted(
    year: OptionalYear = None,
    institution_id: OptionalWord = None,
) -> ReportWanted:
    return ReportWanted(None, year, institution_id)


MonthlyWanted: TypeAlias = Annotated[ReportWanted, Depends(_monthly_wanted)]
YearlyWanted: TypeAlias = Annotated[ReportWanted, Depends(_yearly_wanted)]


def reporting_of(office: Office) -> Reporting:
    """Let reports be made of the institutions as they are now."""
    return Reporting(office.store, office.feed.registry, office.reading.today)
