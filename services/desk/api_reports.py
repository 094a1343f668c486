"""Which reports can programs fetch, and in which forms (R-J8, R-J9)?"""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from runtime.web.accepting import wanted_of
from services.desk.callers import ByCaller, Caller, InOffice
from services.desk.problems import ProblemCode, problem
from services.desk.report_asked import MonthlyWanted, YearlyWanted
from services.desk.report_files import FORMS, monthly_in, yearly_in

router = APIRouter(prefix="/v1/reports")


@router.get("/monthly")
async def monthly(request: Request, office: InOffice, caller: ByCaller, wanted: MonthlyWanted) -> Response:
    """Tell the figures of a month; of the institution with those it coordinates, or of the nation from the centre."""
    return await monthly_in(form_wanted(request, caller, FORMS), office, caller, wanted)


@router.get("/right-to-information")
async def right_to_information(request: Request, office: InOffice, caller: ByCaller, wanted: YearlyWanted) -> Response:
    """Tell the yearly figures under Law 4982, art. 30, with the days by which they are due."""
    return await yearly_in(form_wanted(request, caller, FORMS), office, caller, wanted)


def form_wanted(request: Request, caller: Caller, offered: Sequence[str]) -> str:
    """Say in which form the caller wants a report; raises Problem 406."""
    form = wanted_of(request.headers.get("accept"), offered)
    if form is None:
        raise problem(ProblemCode.MEDIA_TYPE_NOT_OFFERED, caller.language)
    return form
