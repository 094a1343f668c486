"""Which reports can programs fetch, and in which forms (R-J8, R-J9)?"""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response

from runtime.report_sheets import csv_of, monthly_sheet, yearly_sheet
from runtime.web.accepting import wanted_of
from services.desk.callers import ByCaller, Caller, InOffice
from services.desk.problems import ProblemCode, problem
from services.desk.report_asked import MonthlyWanted, YearlyWanted, reporting_of
from services.desk.report_pdf import monthly_pdf, yearly_pdf

router = APIRouter(prefix="/v1/reports")

JSON: Final = "application/json"
CSV: Final = "text/csv"
PDF: Final = "application/pdf"
FORMS: Final = (JSON, CSV, PDF)
VARIES: Final = {"Vary": "Accept"}


@router.get("/monthly")
async def monthly(request: Request, office: InOffice, caller: ByCaller, wanted: MonthlyWanted) -> Response:
    """Tell the figures of a month; of the institution with those it coordinates, or of the nation from the centre."""
    form = form_wanted(request, caller, FORMS)
    scope, span = wanted.scope(office, caller), wanted.month_span(office)
    report = await reporting_of(office).monthly(span, scope)
    sheet = monthly_sheet(report, office.name_of)
    if form == PDF:
        drawn = await asyncio.to_thread(monthly_pdf, sheet, caller.language)
        return file_of(drawn, PDF, f"bimer-{span.first_on:%Y-%m}.pdf")
    return written(sheet, form, f"bimer-{span.first_on:%Y-%m}")


@router.get("/right-to-information")
async def right_to_information(request: Request, office: InOffice, caller: ByCaller, wanted: YearlyWanted) -> Response:
    """Tell the yearly figures under Law 4982, art. 30, with the days by which they are due."""
    form = form_wanted(request, caller, FORMS)
    scope, span = wanted.scope(office, caller), wanted.year_span(office)
    report = await reporting_of(office).right_to_information(span, scope)
    sheet = yearly_sheet(report, office.name_of)
    if form == PDF:
        drawn = await asyncio.to_thread(yearly_pdf, sheet, caller.language)
        return file_of(drawn, PDF, f"bimer-4982-{span.first_on:%Y}.pdf")
    return written(sheet, form, f"bimer-4982-{span.first_on:%Y}")


def form_wanted(request: Request, caller: Caller, offered: Sequence[str]) -> str:
    """Say in which form the caller wants a report; raises Problem 406."""
    form = wanted_of(request.headers.get("accept"), offered)
    if form is None:
        raise problem(ProblemCode.MEDIA_TYPE_NOT_OFFERED, caller.language)
    return form


def written(sheet: Mapping[str, Any], form: str, name: str) -> Response:
    """Write a sheet as JSON, or as CSV in a file of this name."""
    if form == JSON:
        return Response(orjson.dumps(sheet), media_type=JSON, headers=VARIES)
    return file_of(csv_of(sheet).encode(), f"{CSV}; charset=utf-8", f"{name}.csv")


def file_of(content: bytes, media_type: str, name: str) -> Response:
    """Send a file under its name."""
    headers = VARIES | {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
