"""Which reports may an officer read on a page?"""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from services.desk.report_asked import MonthlyWanted, reporting_of
from services.desk.report_view import BAR, tables_of
from services.desk.screen import REPORTS, OnScreen

router = APIRouter(include_in_schema=False)


@router.get(REPORTS)
async def reports(screen: OnScreen, wanted: MonthlyWanted) -> HTMLResponse:
    """Show the figures of a month: tables, and a chart beside each."""
    office, caller = screen.office, screen.caller
    scope, span = wanted.scope(office, caller), wanted.month_span(office)
    report = await reporting_of(office).monthly(span, scope)
    centre = office.feed.registry.centre.institution_id
    return screen.show(
        "reports.html",
        report=report,
        tables=tables_of(report, screen.words, office.name_of),
        scope_id=scope or centre,
        scope_name=None if scope is None else office.name_of(scope),
        centre_id=centre,
        month=f"{span.first_on:%Y-%m}",
        running=not span.has_ended_by(office.reading.today),
        longest=BAR,
    )
