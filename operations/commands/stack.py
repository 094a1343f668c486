"""bimer up, down, status, store: how does an operator start, stop and look at the local stack?"""

import json
from contextlib import suppress
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from operations.errors import NeverStarted
from operations.local_stack import LocalStack
from operations.local_store import build_rust_store
from operations.progress import console


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    for command in (up, down, status, store):
        cli.command()(command)


def up(
    brokers: Annotated[int, typer.Option(min=1, help="How many Kafka nodes.")] = 1,
    scale: Annotated[float | None, typer.Option(min=0.001, help="Legal seconds in one second of the wall.")] = None,
) -> None:
    """Start the whole stack in the background; it is ready when this returns."""
    stack = LocalStack.planned(brokers=brokers, scale=scale)
    stack.up()
    show(stack)


def down() -> None:
    """Stop the stack and leave no process; nothing to stop is no fault."""
    with suppress(NeverStarted):
        LocalStack.last().down()


def status(
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one JSON object.")] = False,
) -> None:
    """Say what runs and where; exit 1 when the stack is not running."""
    stack = LocalStack.last()
    if as_json:
        print(json.dumps(stack.status(), ensure_ascii=False))
    else:
        show(stack)
    if not stack.is_running():
        raise typer.Exit(1)


def store() -> None:
    """Build the Rust store into the user's cache, unless it stands there."""
    console.print(f"The store stands at {build_rust_store()}")


def show(stack: LocalStack) -> None:
    """Print the addresses, and the process of each program."""
    status = stack.status()
    table = Table(title="bimer" if status["pids"] else "bimer (not running)", title_justify="left", box=None)
    table.add_column("what")
    table.add_column("where", overflow="fold")
    for name in ("intake", "desk", "provider_simulator", "mailbox", "mongodb"):
        table.add_row(name, status[name])
    mail_in = status["mail_in"]
    table.add_row("mail_in", f"{mail_in['address']} at {mail_in['host']}:{mail_in['port']}")
    table.add_row("kafka", status["kafka"]["bootstrap.servers"])
    for name, pid in status["pids"].items():
        table.add_row(f"process {name}", str(pid))
    Console(highlight=False).print(table)
