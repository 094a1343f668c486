"""bimer simulate, demo, run: how does an operator let citizens and institutions act?"""

import asyncio
import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console

from operations.account_table import account_table
from operations.demo import settle_up, simulated
from operations.errors import NeverStarted, StackError
from operations.live_year.pacing import is_before_the_year, legal_start_of, scale_of
from operations.live_year.run import LiveWish
from operations.live_year.shown import passed_year
from operations.local_stack import LocalStack
from operations.progress import console, step
from operations.running import INTERRUPTED, ended_by_a_signal, running
from operations.simulation.behaviour import Habits
from operations.simulation.run import Wish
from operations.year.pure import YearWish
from operations.year.shown import shown_year
from runtime.clock import LegalClock

SCALE = 21_600.0
"""A legal day in four seconds: thirty of them pass in two minutes."""
USUAL = Habits()
A_NATIONS_YEAR = 5_500_000
A_STACKS_YEAR = 5_500
USUAL_MINUTES = 20.0
YEARS_SEED = 2026

Applications = Annotated[int, typer.Option(min=1, help="How many applications.")]
Scale = Annotated[float, typer.Option(min=0.001, help="Legal seconds in one second of the wall.")]
Rate = Annotated[float, typer.Option(min=0.01, help="Applications a second, on average.")]
Silent = Annotated[float, typer.Option(min=0, max=1, help="Share of the tasks that nobody ever answers.")]
Seed = Annotated[int | None, typer.Option(help="For the same people with the same habits again; else others come.")]


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    for command in (simulate, demo, run):
        cli.command()(command)


def simulate(
    applications: Annotated[int | None, typer.Option(min=1, help="How many applications; a year has its own.")] = None,
    rate: Rate = 5.0,
    institutions: Annotated[bool, typer.Option("--institutions", help="Institutions act, too.")] = False,
    silent: Silent = USUAL.silent,
    seed: Seed = None,
    year: Annotated[bool, typer.Option("--year", help="The whole year 2026, by the shape of a nation's load.")] = False,
    pure: Annotated[
        bool, typer.Option("--pure", help="With --year: through the rules alone, without a stack.")
    ] = False,
    minutes: Annotated[
        float, typer.Option(min=1.0, help="With --year on a stack: how long the year and its tail take.")
    ] = USUAL_MINUTES,
) -> None:
    """Let citizens apply on the stack that runs; with institutions it ends when all have come to an end.

    With --year the calendar of 2026 passes on a stack of its own and an account is printed; exit 1 unless it balances.
    """
    if year:
        _simulate_year(applications, seed, None if pure else minutes)
        return
    if applications is None or pure:
        raise StackError("Say how many --applications, or --year; --pure goes with --year.")
    stack = LocalStack.last()
    if not stack.is_running():
        raise StackError("The stack is not running. Start it with `make up`.")
    wish = wished(rate, seed, applications=applications, institutions_act=institutions, habits=Habits(silent=silent))
    with ended_by_a_signal(INTERRUPTED):
        record = asyncio.run(simulated(stack, wish))
    console.print(f"{len(record.receipts)} receipts, {len(record.applied_answers)} answers confirmed")
    for finding in record.findings:
        console.print(finding, markup=False)
    if record.findings:
        raise typer.Exit(1)


def _simulate_year(applications: int | None, seed: int | None, minutes: float | None) -> None:
    """Let the year 2026 pass, through the rules alone without `minutes`; exit 1 unless its account balances."""
    luck = YEARS_SEED if seed is None else seed
    if minutes is None:
        with ended_by_a_signal(INTERRUPTED):
            found = shown_year(YearWish(applications or A_NATIONS_YEAR, luck)).differences
    else:
        with stack_of_a_year(minutes) as stack:
            found = passed_year(stack, LiveWish(applications or A_STACKS_YEAR, luck)).differences
    if found:
        raise typer.Exit(1)


@contextmanager
def stack_of_a_year(minutes: float) -> Iterator[LocalStack]:
    """Take the stack that runs if its year is still to come, else start one and stop it afterwards."""
    with contextlib.suppress(NeverStarted):
        running_one = LocalStack.last()
        if running_one.is_running():
            if not is_before_the_year(LegalClock.of(running_one.settings).now()):
                raise StackError("The year 2026 has begun on the stack that runs. Stop it: `make down`.")
            with ended_by_a_signal(INTERRUPTED):
                yield running_one
            return
    scale = scale_of(minutes)
    stack = LocalStack.planned(scale=scale, legal_start=legal_start_of(scale))
    with running(stack, INTERRUPTED):
        yield stack


def demo(
    applications: Applications = 500,
    scale: Scale = SCALE,
    rate: Rate = 12.0,
    silent: Silent = USUAL.silent,
    seed: Seed = None,
) -> None:
    """Start a stack, run a bounded simulation on it, print its account and stop; exit 1 unless it balances."""
    stack = LocalStack.planned(scale=scale)
    wish = wished(rate, seed, applications=applications, habits=Habits(silent=silent))
    with running(stack, INTERRUPTED):
        record = asyncio.run(simulated(stack, wish))
        with step("Reading topics and mails"):
            account = settle_up(stack, record)
    Console(highlight=False).print(account_table(account))
    if not account.balances:
        raise typer.Exit(1)


def run(scale: Scale = SCALE, rate: Rate = 5.0, seed: Seed = None) -> None:
    """Start a stack and simulate citizens and institutions until Ctrl-C."""
    stack = LocalStack.planned(scale=scale)
    with running(stack, 0):
        asyncio.run(simulated(stack, wished(rate, seed)))


def wished(rate: float, seed: int | None, **more: Any) -> Wish:
    """Make the wish and say its seed, so that a run can be had again."""
    wish = Wish(rate, **more) if seed is None else Wish(rate, seed=seed, **more)
    console.print(f"Simulating with --seed {wish.seed}")
    return wish
