"""Which reports may an officer read on a page, and fetch from there as a file?"""

from typing import Annotated, Final

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, Response

from services.desk.report_asked import MonthlyWanted, YearlyWanted, reporting_of
from services.desk.report_files import CSV, PDF, monthly_in, yearly_in
from services.desk.report_view import BAR, tables_of
from services.desk.screen import REPORTS, OnScreen

MONTHLY_FILE: Final = f"{REPORTS}/aylik"
YEARLY_FILE: Final = f"{REPORTS}/bilgi-edinme"
FILES: Final = {"csv": CSV, "pdf": PDF}
"""What a link to a report may end in, and the form it stands for: a browser cannot ask for one by a header."""

Ending = Annotated[str, Path(pattern=f"^({'|'.join(FILES)})$")]

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
        span=span,
        files=tuple(FILES),
        monthly_file=MONTHLY_FILE,
        yearly_file=YEARLY_FILE,
        scope_id=scope or centre,
        scope_name=None if scope is None else office.name_of(scope),
        centre_id=centre,
        month=f"{span.first_on:%Y-%m}",
        running=not span.has_ended_by(office.reading.today),
        longest=BAR,
    )


@router.get(f"{MONTHLY_FILE}.{{ending}}")
async def monthly_file(screen: OnScreen, ending: Ending, wanted: MonthlyWanted) -> Response:
    """Hand over the report of a month as a file."""
    return await monthly_in(FILES[ending], screen.office, screen.caller, wanted)


@router.get(f"{YEARLY_FILE}.{{ending}}")
async def yearly_file(screen: OnScreen, ending: Ending, wanted: YearlyWanted) -> Response:
    """Hand over the yearly report on the right to information as a file."""
    return await yearly_in(FILES[ending], screen.office, screen.caller, wanted)
