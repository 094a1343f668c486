"""bimer calendar: how does an operator see and change the days on which offices work?"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from domain.business_calendar import CalendarDay
from operations import calendar
from operations.calendar import Change
from operations.local_stack import LocalStack
from operations.progress import console, step
from operations.store_work import with_store
from runtime.store import Store


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    group = typer.Typer(no_args_is_help=True, help="Calendar: holidays, half days and administrative leave.")
    group.command("show")(calendar_show)
    group.command("apply")(calendar_apply)
    group.command("add-leave")(calendar_add_leave)
    group.command("recount")(calendar_recount)
    group.command("status")(calendar_status)
    cli.add_typer(group, name="calendar")


def calendar_show(
    year: Annotated[int | None, typer.Option(help="Only this year, day by day.")] = None,
) -> None:
    """List the years with their revisions, or the special days of one."""
    known = calendar.known_calendar(LocalStack.last().settings)
    if year is not None:
        _show_days(known.days_of([year]))
        return
    table = Table(box=None)
    for column in ("year", "revision", "full", "half", "administrative leave"):
        table.add_column(column)
    for each in sorted(known.years):
        kinds = [day.kind.value for day in known.days_of([each])]
        counts = (str(kinds.count(kind)) for kind in ("full", "half", "administrative_leave"))
        table.add_row(str(each), str(known.years[each].version), *counts)
    Console(highlight=False).print(table)


def calendar_apply(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV as data/calendar.csv, whole years.")],
) -> None:
    """Put the years of a table in the place of those known and let every open due date be counted again."""
    _change(calendar.read_days(file))


def calendar_add_leave(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day of the leave.")],
    last: Annotated[datetime, typer.Option("--to", formats=["%Y-%m-%d"], help="Its last day.")],
    name: Annotated[str, typer.Option(help="What people call it, in Turkish.")],
    source: Annotated[str, typer.Option(help="The decision: date and number of the Official Gazette.")],
) -> None:
    """Add administrative leave; weekends inside are passed over, a day that is special already is refused."""
    settings = LocalStack.last().settings
    known = calendar.known_calendar(settings)
    _change(calendar.leave_days(known, first.date(), last.date(), name, source))
    if settings.administrative_leave_counts:
        console.print(
            "Administrative leave is a working day under BIMER_ADMINISTRATIVE_LEAVE_COUNTS: it moves no date."
        )
    else:
        console.print("Administrative leave is no working day under BIMER_ADMINISTRATIVE_LEAVE_COUNTS: dates move.")


def calendar_recount(
    revision: Annotated[int | None, typer.Option(help="Under this revision; by default the newest.")] = None,
    anew: Annotated[
        bool, typer.Option("--anew", help="Under a new revision: after a setting of the calendar changed.")
    ] = False,
) -> None:
    """Ask every open application once more to count its dates: the end of a change that was cut short."""
    settings = LocalStack.last().settings

    async def recount(store: Store) -> tuple[int, int]:
        newest = await calendar.renew_revision(settings) if anew else calendar.known_calendar(settings).revision
        wanted = revision or newest
        return wanted, await calendar.recount(settings, store, wanted)

    with step("Asking open applications"):
        under, asked = with_store(settings, recount)
    console.print(f"{asked:,} applications asked to count again under revision {under}")


def calendar_status() -> None:
    """Say what the newest revision is and what it has moved so far."""
    settings = LocalStack.last().settings
    revision = calendar.known_calendar(settings).revision
    done = with_store(settings, lambda store: calendar.recounted(store, revision))
    console.print(
        f"revision {revision}: {done.due_dates:,} due dates moved, {done.taken_back:,} escalations taken back"
    )


def _change(days: Sequence[CalendarDay]) -> None:
    settings = LocalStack.last().settings
    with step("Changing the calendar"):
        change = with_store(settings, lambda store: calendar.change_calendar(settings, store, days))
    _tell(change)


def _tell(change: Change) -> None:
    for sign, days in (("-", change.removed), ("+", change.added)):
        for day in days:
            console.print(f"{sign} {day.on} {day.kind.value} {day.name} ({day.source})", markup=False)
    if not change.added and not change.removed:
        console.print("Nothing changed. If an earlier change was cut short: bimer calendar recount")
    elif not change.moves:
        console.print(f"Revision {change.revision}; the working days stay as they were, no date moves.")
    else:
        console.print(f"Revision {change.revision}: {change.asked:,} applications asked to count again")


def _show_days(days: Sequence[CalendarDay]) -> None:
    table = Table(box=None)
    for column in ("day", "kind", "name", "source"):
        table.add_column(column)
    for day in days:
        table.add_row(_named(day.on), day.kind.value, day.name, day.source)
    Console(highlight=False).print(table if days else "The calendar does not know this year.")


def _named(on: date) -> str:
    return f"{on:%Y-%m-%d %a}"
