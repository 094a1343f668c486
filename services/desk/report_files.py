"""In which file is a report handed over, whether a program asks for it or an officer clicks on a link?"""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

import orjson
from fastapi.responses import Response

from runtime.report_sheets import csv_of, monthly_sheet, yearly_sheet
from services.desk.callers import Caller
from services.desk.office import Office
from services.desk.report_asked import ReportWanted, reporting_of
from services.desk.report_pdf import monthly_pdf, yearly_pdf
from services.desk.wording import Language

JSON: Final = "application/json"
CSV: Final = "text/csv"
PDF: Final = "application/pdf"
FORMS: Final = (JSON, CSV, PDF)
VARIES: Final = {"Vary": "Accept"}

Drawn: TypeAlias = Callable[[Mapping[str, Any], Language], bytes]
"""Draws a sheet as a PDF."""


async def monthly_in(form: str, office: Office, caller: Caller, wanted: ReportWanted) -> Response:
    """Hand over the figures of a month; raises Problem 404 or 403."""
    scope, span = wanted.scope(office, caller), wanted.month_span(office)
    report = await reporting_of(office).monthly(span, scope)
    name = f"bimer-{span.first_on:%Y-%m}"
    return await _handed_over(monthly_sheet(report, office.name_of), monthly_pdf, form, caller, name)


async def yearly_in(form: str, office: Office, caller: Caller, wanted: ReportWanted) -> Response:
    """Hand over the yearly figures under Law 4982, art. 30; raises Problem 404 or 403."""
    scope, span = wanted.scope(office, caller), wanted.year_span(office)
    report = await reporting_of(office).right_to_information(span, scope)
    name = f"bimer-4982-{span.first_on:%Y}"
    return await _handed_over(yearly_sheet(report, office.name_of), yearly_pdf, form, caller, name)


async def _handed_over(sheet: Mapping[str, Any], drawn: Drawn, form: str, caller: Caller, name: str) -> Response:
    if form == PDF:
        return file_of(await asyncio.to_thread(drawn, sheet, caller.language), PDF, f"{name}.pdf")
    return written(sheet, form, name)


def written(sheet: Mapping[str, Any], form: str, name: str) -> Response:
    """Write a sheet as JSON, or as CSV in a file of this name."""
    if form == JSON:
        return Response(orjson.dumps(sheet), media_type=JSON, headers=VARIES)
    return file_of(csv_of(sheet).encode(), f"{CSV}; charset=utf-8", f"{name}.csv")


def file_of(content: bytes, media_type: str, name: str) -> Response:
    """Send a file under its name."""
    headers = VARIES | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
