"""bimer simulate, demo, run: how does an operator let citizens and institutions act?"""

import asyncio
from typing import Annotated, Any

import typer
from rich.console import Console

from operations.account_table import account_table
from operations.demo import settle_up, simulated
from operations.errors import StackError
from operations.local_stack import LocalStack
from operations.progress import console, step
from operations.running import INTERRUPTED, ended_by_a_signal, running
from operations.simulation.behaviour import Habits
from operations.simulation.run import Wish

SCALE = 21_600.0
"""A legal day in four seconds: thirty of them pass in two minutes."""
USUAL = Habits()

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
    applications: Applications,
    rate: Rate = 5.0,
    institutions: Annotated[bool, typer.Option("--institutions", help="Institutions act, too.")] = False,
    silent: Silent = USUAL.silent,
    seed: Seed = None,
) -> None:
    """Let citizens apply on the stack that runs; with institutions it ends when all have come to an end."""
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
