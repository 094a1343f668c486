"""bimer verify, dead-letters: does everything fit together, and how does what was put aside come back or end?"""

import asyncio
from collections.abc import Callable, Sequence
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from operations import dead_letters, verify
from operations.dead_letters import NEVER_SIGNED, Letter
from operations.local_stack import LocalStack
from operations.progress import console, step
from runtime.clock import wall_now
from runtime.settings import Settings
from runtime.store import connect

MOST_FAULTS_SHOWN = 50
Cause = Annotated[str | None, typer.Option(help="Only those with this cause.")]
Application = Annotated[str | None, typer.Option(help="Only those of this application (its id).")]
Service = Annotated[str | None, typer.Option(help="Only those of this service, for instance router.")]


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    cli.command("verify")(verify_store)
    letters = typer.Typer(no_args_is_help=True, help="Dead letters: what could not be processed.")
    letters.command("list")(letters_list)
    letters.command("replay")(letters_replay)
    letters.command("discard")(letters_discard)
    cli.add_typer(letters, name="dead-letters")


def verify_store() -> None:
    """Check ledgers' chains, states against ledgers, report rows against states, the store against the log.

    Exits 1 on a fault.
    """
    with step("Comparing the store with the log"):
        found = asyncio.run(_verify(LocalStack.last().settings))
    console.print(f"{found.applications:,} applications, {found.facts:,} facts")
    for application_id, faults in list(found.faults.items())[:MOST_FAULTS_SHOWN]:
        for fault in faults:
            console.print(f"{application_id}: {fault}", markup=False)
    if found.faults:
        console.print(f"[red]{len(found.faults)} applications do not fit[/red]")
        raise typer.Exit(1)
    console.print("[green]Everything fits.[/green]")


async def _verify(settings: Settings) -> verify.Verification:
    store = connect(settings)
    try:
        return await verify.verify(settings, store)
    finally:
        await store.close()


def letters_list(cause: Cause = None, application: Application = None, service: Service = None) -> None:
    """List what waits, with its cause and the place where it first stood."""
    settings = LocalStack.last().settings
    chosen = _chosen(cause, application, service, signed_only=False)
    show([letter for letter in dead_letters.waiting_letters(settings) if chosen(letter)])


def letters_replay(cause: Cause = None, application: Application = None, service: Service = "router") -> None:
    """Write what waits back to where it stood, in order, until nothing of it waits; say what stayed and exit 1 then.

    What nobody signed rightly comes back only when its cause is named.
    """
    settings = LocalStack.last().settings
    with step("Replaying dead letters"):
        done = dead_letters.replay(settings, _chosen(cause, application, service, signed_only=True))
    console.print(f"{done.taken} taken, {len(done.stayed)} stayed")
    if done.stayed:
        show(done.stayed)
        raise typer.Exit(1)


def letters_discard(
    application: Annotated[str, typer.Argument(help="The application whose first waiting input is given up (its id).")],
    reason: Annotated[str, typer.Option(help="Why it can never be right; kept on the log.")],
) -> None:
    """Give up the input that all others of an application wait for, for good; those behind it are then replayed."""
    with step("Giving up the first waiting input"):
        given_up = dead_letters.discard(LocalStack.last().settings, application, reason)
    if given_up is None:
        console.print("Nothing waits for this application.")
        raise typer.Exit(1)
    show([given_up])


def _chosen(
    cause: str | None, application: str | None, service: str | None, *, signed_only: bool
) -> Callable[[Letter], bool]:
    def is_chosen(letter: Letter) -> bool:
        right_cause = letter.cause == cause or (cause is None and not (signed_only and letter.cause in NEVER_SIGNED))
        return right_cause and application in (None, letter.application_id) and service in (None, letter.service)

    return is_chosen


def show(letters: Sequence[Letter]) -> None:
    """Print letters as a table."""
    table = Table(box=None)
    for column in ("cause", "detail", "source", "type", "application", "age"):
        table.add_column(column, overflow="fold")
    for letter in letters:
        age = str(wall_now() - letter.at).split(".")[0]
        table.add_row(letter.cause, letter.detail, letter.source, letter.event_type, letter.application_id, age)
    Console(highlight=False).print(table if letters else "No dead letters wait.")
