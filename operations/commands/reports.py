"""bimer report: what do the monthly and the yearly report say?"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from domain.institution import Registry
from domain.report_span import ReportSpan, month_before, month_span, year_span
from operations.errors import StackError
from operations.local_stack import LocalStack
from operations.progress import step
from operations.reports import read_registry, reporting_of, scope_named
from runtime.report_sheets import Sheet, csv_of, lines_of, monthly_sheet, naming, yearly_sheet
from runtime.reporting import Reporting
from runtime.store import connect

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


class Form(StrEnum):
    """How a report is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Institution = Annotated[str | None, typer.Option(help="Its eight digits, with those it coordinates; else the nation.")]
AsForm = Annotated[Form, typer.Option("--format", help="A table for people, JSON or CSV for programs.")]
Written = Callable[[Reporting], Awaitable[Sheet]]


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    reports = typer.Typer(no_args_is_help=True, help="Reports: figures of a month, or of a year under Law 4982.")
    reports.command("monthly")(report_monthly)
    reports.command("yearly")(report_yearly)
    cli.add_typer(reports, name="report")


def report_monthly(
    month: Annotated[str | None, typer.Option(help="Like 2026-10; by default the month before.")] = None,
    institution: Institution = None,
    form: AsForm = Form.TABLE,
) -> None:
    """Print the monthly report: counts, shares of answers and answer times, by kind, subject and institution."""

    async def written(reporting: Reporting) -> Sheet:
        span = month_before(reporting.today) if month is None else _month(month)
        report = await reporting.monthly(span, scope_named(institution, reporting.registry))
        return monthly_sheet(report, naming(reporting.registry))

    sheet = _made(written)
    _print(sheet, form, f"{sheet['institution_name']}, {sheet['month']} (as of {sheet['as_of']})")


def report_yearly(
    year: Annotated[int, typer.Option(help="The year it tells of.", min=2006, max=2099)],
    institution: Institution = None,
    form: AsForm = Form.TABLE,
) -> None:
    """Print the yearly report on the right to information (Law 4982, art. 30) and the days by which it is due."""

    async def written(reporting: Reporting) -> Sheet:
        report = await reporting.right_to_information(year_span(year), scope_named(institution, reporting.registry))
        return yearly_sheet(report, naming(reporting.registry))

    sheet = _made(written)
    due = f"institutions report by {sheet['institutions_report_by']}, the Board by {sheet['board_reports_by']}"
    _print(sheet, form, f"Right to information, {year}: {due}")


def _month(word: str) -> ReportSpan:
    match = _MONTH.fullmatch(word)
    if match is None:
        raise StackError("Write the month like 2026-10.")
    return month_span(int(match[1]), int(match[2]))


def _made(written: Written) -> Sheet:
    settings = LocalStack.last().settings

    async def make(registry: Registry) -> Sheet:
        store = connect(settings)
        try:
            return await written(reporting_of(settings, store, registry))
        finally:
            await store.close()

    with step("Counting"):
        return asyncio.run(make(read_registry(settings)))


def _print(sheet: Mapping[str, Any], form: Form, title: str) -> None:
    if form is Form.JSON:
        print(json.dumps(sheet, ensure_ascii=False, indent=2))
    elif form is Form.CSV:
        print(csv_of(sheet), end="")
    else:
        Console(highlight=False).print(table_of(sheet, title))


def table_of(sheet: Mapping[str, Any], title: str) -> Table:
    """Put what people look for first into a table; `days` are those within which half of the answers came."""
    table = Table(title=title, box=None, title_justify="left")
    table.add_column("", overflow="fold", min_width=12)
    for column in ("received", "ended", "open", "overdue", "yes", "partly", "no", "days"):
        table.add_column(column, justify="right", no_wrap=True)
    for line in lines_of(sheet):
        figures = line.figures
        median = figures["clocks"]["institution"]["median_days"]
        table.add_row(
            " ".join(filter(None, (line.table.removeprefix("by_"), line.name or line.key))),
            *(f"{figures[name]:,}" for name in ("received", "concluded", "open")),
            f"{figures['overdue'] + figures['open_overdue']:,}",
            *(f"{count:,}" for count in figures["answers"].values()),
            "-" if median is None else str(median),
        )
    return table
