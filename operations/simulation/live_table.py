"""What does a person see while a run goes on? One table, drawn anew a few times a second."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from domain.business_calendar import ISTANBUL
from operations.simulation.levels import Level
from operations.simulation.scoreboard import Percentiles, Scoreboard

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a person can look."""

    citizens: str
    officers: str
    mailbox: str


@dataclass(frozen=True, slots=True)
class Moment:
    """What is told besides the counts: the legal time, its scale and how long the run has lasted."""

    legal_now: datetime
    scale: float
    running_for: timedelta


def live_table(board: Scoreboard, moment: Moment, pages: Pages) -> RenderableType:
    """Draw the table."""
    return Group(_title(moment), _counts(board, moment), _addresses(pages))


def one_line(board: Scoreboard, moment: Moment) -> str:
    """Say the same in one line, for a log."""
    figures = board.figures
    return (
        f"{moment.legal_now.astimezone(ISTANBUL):%d.%m.%Y %H:%M}  submitted {figures['submitted']}, "
        f"routed {figures['routed']}, answered {figures['answered']}, overdue {figures['overdue']}, "
        f"escalated {_escalated(figures)}, notices {figures['notices served']}"
    )


def _title(moment: Moment) -> Text:
    legal = moment.legal_now.astimezone(ISTANBUL)
    day_takes = DAY.total_seconds() / moment.scale
    return Text.assemble(
        ("bimer", "bold"),
        f"   {legal:%d.%m.%Y %H:%M} in Istanbul by legal time, a day in {day_takes:.3g} s",
        f"   running for {int(moment.running_for.total_seconds())} s",
    )


def _counts(board: Scoreboard, moment: Moment) -> Table:
    figures = board.figures
    table = Table(box=None, padding=(0, 3, 0, 0), show_header=False)
    for _ in range(1 + len(Level)):
        table.add_column(no_wrap=True)
    rows = [
        ("citizens", {name: figures[name] for name in ("submitted", "withdrawn")}),
        ("placed", {name: figures[name] for name in ("routed", "screened", "placed by hand", "referred")}),
        ("in the hands of", {level.value: board.in_hands_of[level] for level in Level}),
        ("institutions", {"answered": figures["answered"], "overdue": figures["overdue"]}),
        ("reported to", {rung: figures[f"escalated to the {rung}"] for rung in ("coordinator", "centre")}),
        ("notices", {how: figures[f"notices {how}"] for how in ("served", "failed")}),
    ]
    for name, cells in rows:
        table.add_row(Text(name, style="dim"), *(_cell(label, count) for label, count in cells.items()))
    table.add_row(
        Text("accept to routed (wall)", style="dim"),
        *_durations(Percentiles.of(list(board.accept_to_routed)), _milliseconds),
    )
    scale = moment.scale
    table.add_row(
        Text("accept to answered (legal)", style="dim"),
        *_durations(Percentiles.of(list(board.accept_to_answered)), lambda took: f"{took * scale / DAY:.1f} days"),
    )
    return table


def _cell(label: str, count: int) -> Text:
    return Text.assemble((f"{count:,}", "bold" if count else "dim"), f" {label}")


def _durations(found: Percentiles | None, written: Callable[[timedelta], str]) -> tuple[Text, ...]:
    if found is None:
        return (Text("-", style="dim"),)
    return tuple(
        Text.assemble((written(took), "bold"), f" {name}") for name, took in (("p50", found.p50), ("p99", found.p99))
    )


def _milliseconds(took: timedelta) -> str:
    return f"{took / timedelta(milliseconds=1):,.0f} ms"


def _escalated(figures: Mapping[str, int]) -> int:
    return figures.get("escalated to the coordinator", 0) + figures.get("escalated to the centre", 0)


def _addresses(pages: Pages) -> Text:
    return Text(f"\ncitizens {pages.citizens}   officers {pages.officers}   mailbox {pages.mailbox}", style="dim")
