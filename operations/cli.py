"""What does `bimer` understand? Each group of commands is a module of its own; here they are only registered."""

import sys

import typer

from operations.commands import calendar, integrity, log, notices, reports, simulation, stack, tokens
from operations.errors import StackError
from operations.progress import console

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for group in (stack, simulation, tokens, log, calendar, integrity, notices, reports):
    group.register(cli)


@cli.callback()
def bimer() -> None:
    """Run, feed and watch BİMER on this machine."""


def main() -> None:
    """Run the command line; a fault that a person can mend ends it with one message and exit code 1."""
    try:
        cli()
    except StackError as fault:
        console.print("[red]✗[/red] ", end="")
        console.print(str(fault), markup=False)
        sys.exit(1)
