"""How is the account of a year shown? Kinds across, ways to end down, with what happened on the way below."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from operations.year.account import CATEGORIES, RECEIVED, Tally, YearAccount
from operations.year.outcome import End, Mark


def year_table(account: YearAccount, differences: Sequence[str]) -> RenderableType:
    """Draw the account."""
    table = Table(title="The year 2026", title_justify="left", box=None, pad_edge=False)
    table.add_column("", no_wrap=True)
    for category in CATEGORIES:
        table.add_column(category.replace("_", " "), justify="right", max_width=12)
    table.add_column("total", justify="right")
    _rows(table, account.told, [RECEIVED], style="bold")
    _rows(table, account.told, End)
    table.add_section()
    table.add_row("", *[""] * (len(CATEGORIES) + 1))
    _rows(table, account.told, Mark, style="dim")
    return Group(table, Text(""), _in_words(account), *_verdict(differences))


def _rows(table: Table, tally: Tally, columns: Iterable[str], style: str = "") -> None:
    for column in columns:
        counts = (tally.of(column, category) for category in (*CATEGORIES, None))
        table.add_row(column, *(f"{count:,}" for count in counts), style=style)


def _in_words(account: YearAccount) -> Text:
    received, answered = account.told.of(RECEIVED), account.answered
    if not answered:
        return Text(f"{received:,} applications, none answered.")
    mean = account.answer_time / answered / timedelta(days=1)
    return Text(f"{answered / received:.1%} answered, in {mean:.1f} days on average; {account.facts:,} facts.")


def _verdict(differences: Sequence[str]) -> list[Text]:
    if not differences:
        return [Text("It balances.", style="bold green")]
    return [
        Text(f"It does not balance: {len(differences)} differences.", style="bold red"),
        *(Text(f"  {difference}") for difference in differences),
    ]
