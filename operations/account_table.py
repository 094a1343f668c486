"""How is an account shown to a person? Figures first, then every difference in words."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from operations.account import Account

MOST_DIFFERENCES_SHOWN = 30


def account_table(account: Account) -> RenderableType:
    """Draw the account."""
    table = Table(title="The account, from outside", title_justify="left", box=None, show_header=False)
    table.add_column("what")
    table.add_column("count", justify="right")
    for what, count in account.figures.items():
        table.add_row(what, f"{count:,}")
    if account.lateness_seconds:
        p50, worst = _middle(account.lateness_seconds), max(account.lateness_seconds)
        table.add_row("rungs climbed after they were due, p50 / worst", f"{p50:.1f} s / {worst:.1f} s")
    return Group(table, Text(""), *_verdict(account))


def _verdict(account: Account) -> list[Text]:
    if account.balances:
        return [Text("It balances.", style="bold green")]
    shown = [Text(f"  {difference}") for difference in account.differences[:MOST_DIFFERENCES_SHOWN]]
    more = len(account.differences) - len(shown)
    return [
        Text(f"It does not balance: {len(account.differences)} differences.", style="bold red"),
        *shown,
        *([Text(f"  and {more} more")] if more else []),
    ]


def _middle(seconds: Sequence[float]) -> float:
    return sorted(seconds)[len(seconds) // 2]
