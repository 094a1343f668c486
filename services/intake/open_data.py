"""What can everybody fetch about a month, without a token?

Only a month that is over: while one runs, asking before and after an application would tell what it was. What was
counted is kept for a while, so that no crowd of readers keeps the store busy.
"""

import asyncio
import csv
import io
import re
import time
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import Response

from domain.business_calendar import local_date
from domain.open_data import LEAST_TOLD
from domain.report_span import ReportSpan, month_before, month_span
from runtime.clock import LegalClock
from runtime.reporting import open_data
from runtime.store import Store
from runtime.web.accepting import wanted_of
from services.intake.api import answer
from services.intake.error_texts import ProblemCode
from services.intake.problems import problem

KEPT_SECONDS: Final = 600.0
MOST_MONTHS: Final = 240
FORMS: Final = ("application/json", "text/csv")
_MONTH: Final = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class OpenDataShelf:
    """Counts months that are over, each once in a while."""

    def __init__(self, store: Store, clock: LegalClock, plates: tuple[str, ...]) -> None:
        self._store = store
        self._clock = clock
        self._plates = plates
        self._kept: dict[ReportSpan, tuple[float, dict[str, Any]]] = {}
        self._counting = asyncio.Lock()

    async def month(self, word: str | None) -> dict[str, Any]:
        """Tell a month, the one before when none is named; raises Problem 422 or 404, TransientFault."""
        today = local_date(self._clock.now())
        span = month_before(today) if not word else _span(word)
        if not span.has_ended_by(today):
            raise problem(ProblemCode.MONTH_NOT_OVER)
        async with self._counting:
            counted_at, told = self._kept.get(span, (-KEPT_SECONDS, {}))
            if time.monotonic() - counted_at >= KEPT_SECONDS:
                told = await self._counted(span)
                self._keep(span, told)
        return told

    async def _counted(self, span: ReportSpan) -> dict[str, Any]:
        data = await open_data(self._store, span, self._plates)
        tables = {
            name: [{"categories": list(cell.categories), "count": cell.count} for cell in cells]
            for name, cells in data.told().items()
        }
        return {
            "month": f"{span.first_on:%Y-%m}",
            "least_count": LEAST_TOLD,
            "mean_answer_days": data.mean_days,
            "tables": tables,
        }

    def _keep(self, span: ReportSpan, told: dict[str, Any]) -> None:
        if len(self._kept) >= MOST_MONTHS:
            self._kept.clear()
        self._kept[span] = (time.monotonic(), told)


def open_data_of(shelf: OpenDataShelf) -> APIRouter:
    """Make the route of the open data."""
    router = APIRouter()

    @router.get("/v1/open-data")
    async def month(request: Request) -> Response:
        """Tell the counts of a month that is over; small ones stand together with their neighbours'."""
        form = wanted_of(request.headers.get("accept"), FORMS)
        if form is None:
            raise problem(ProblemCode.MEDIA_TYPE_NOT_OFFERED)
        told = await shelf.month(request.query_params.get("month"))
        given = answer(told) if form == FORMS[0] else Response(_csv(told), media_type="text/csv; charset=utf-8")
        given.headers.update({"Vary": "Accept", "Cache-Control": f"public, max-age={KEPT_SECONDS:.0f}"})
        return given

    return router


def _span(word: str) -> ReportSpan:
    match = _MONTH.fullmatch(word)
    if match is None:
        raise problem(ProblemCode.MONTH_WRONG)
    return month_span(int(match[1]), int(match[2]))


def _csv(told: dict[str, Any]) -> str:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(["month", "table", "categories", "count"])
    for table, cells in told["tables"].items():
        for cell in cells:
            count = f"<{LEAST_TOLD}" if cell["count"] is None else cell["count"]
            lines.writerow([told["month"], table, " ".join(cell["categories"]), count])
    return written.getvalue()
