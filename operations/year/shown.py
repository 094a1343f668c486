"""How is a simulated year shown while it runs and when it is over?"""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from operations.progress import console
from operations.year.pure import SimulatedYear, YearWish, simulate_year
from operations.year.table import year_table

WIDTH = 132
"""What the table needs; a narrower terminal would fold its figures."""


def shown_year(wish: YearWish) -> SimulatedYear:
    """Drive a year through the pure domain with a bar, then print its account."""
    columns = (TextColumn("Living"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        bar = progress.add_task("lives", total=wish.applications)
        simulated = simulate_year(wish, lambda lived, _: progress.update(bar, completed=lived))
    Console(highlight=False, width=WIDTH).print(year_table(simulated.account, simulated.differences))
    return simulated
