"""How fast is the whole line on this machine? `make bench` starts a stack, measures, and keeps the figures as JSON."""

import asyncio
import json
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Annotated, Any

import typer

from bench.facts import Arrivals
from bench.lifecycles import Holder, Lifecycles
from bench.machine import description, processor_seconds, resident_mebibytes
from data.loaders import load_institutions, load_populations
from domain.inputs import Role
from domain.institution import InstitutionKind
from operations.local_stack import LocalStack
from operations.local_store import LocalStore
from operations.progress import console
from operations.running import INTERRUPTED, running
from operations.simulation.people import Population
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.tokens import issue

RESULTS = Path(__file__).parent / "results"
WARM_UP_SECONDS = 20.0
"""A broker that has just started, with fresh topics, is several times slower."""
HOLDERS = 81
"""The governorates: few enough topics to be warm, enough to be many."""


async def measure(stack: LocalStack, *, concurrency: int, rate: float, seconds: float) -> dict[str, Any]:
    """Warm up, then measure the most lives a second, then the latency at a steady rate."""
    status, machine = stack.status(), description()
    holders = list(_holders(stack))
    people = Population(load_populations(), Random(datetime.now(UTC).timestamp()))
    await _touch(stack, holders, people)
    prefix = stack.settings.topic_prefix
    topics = [f"{prefix}routings", *(f"{prefix}institution.{holder.institution_id}" for holder in holders)]
    idle = resident_mebibytes(status["pids"])
    arrivals = Arrivals(status["kafka"], topics)
    try:
        await _busy(status, holders, people, arrivals, concurrency, WARM_UP_SECONDS)
        most = await _busy(status, holders, people, arrivals, concurrency, seconds)
        steady = await _steady(status, holders, people, arrivals, rate, seconds)
    finally:
        arrivals.stop()
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": machine,
        "store": _store_kind(stack),
        "idle_memory_mib": idle,
        "busy_memory_mib": resident_mebibytes(status["pids"]),
        "most": most,
        "steady": steady,
    }


def _holders(stack: LocalStack) -> list[Holder]:
    keys = Keys.load(stack.settings, "operations")
    governorates = [each for each in load_institutions() if each.kind is InstitutionKind.GOVERNORATE][:HOLDERS]
    return [
        Holder(each.institution_id, issue(keys, institution_id=each.institution_id, role=Role.OFFICER, officer="bench"))
        for each in governorates
    ]


async def _touch(stack: LocalStack, holders: list[Holder], people: Population) -> None:
    """Send every institution one application, so that its topic is there before anybody follows it."""
    prefix = stack.settings.topic_prefix
    arrivals = Arrivals(stack.status()["kafka"], [f"{prefix}routings"])
    first = Lifecycles(stack.status(), holders, people, arrivals)
    try:
        await asyncio.gather(*(first.submit_only() for _ in holders))
    finally:
        await first.close()
        arrivals.stop()


async def _busy(
    status: dict[str, Any],
    holders: list[Holder],
    people: Population,
    arrivals: Arrivals,
    concurrency: int,
    seconds: float,
) -> dict[str, Any]:
    lives = Lifecycles(status, holders, people, arrivals)
    before = processor_seconds(status["pids"])
    began = asyncio.get_running_loop().time()
    await lives.keep_busy(concurrency, seconds)
    return await _told(lives, before, status, asyncio.get_running_loop().time() - began) | {"concurrency": concurrency}


async def _steady(
    status: dict[str, Any],
    holders: list[Holder],
    people: Population,
    arrivals: Arrivals,
    rate: float,
    seconds: float,
) -> dict[str, Any]:
    lives = Lifecycles(status, holders, people, arrivals)
    before = processor_seconds(status["pids"])
    began = asyncio.get_running_loop().time()
    await lives.at_rate(rate, seconds)
    return await _told(lives, before, status, asyncio.get_running_loop().time() - began) | {"offered_per_second": rate}


async def _told(lives: Lifecycles, before: dict[str, float], status: dict[str, Any], seconds: float) -> dict[str, Any]:
    await lives.close()
    finished = len(lives.measured.finished_at)
    after = processor_seconds(status["pids"])
    used = {name: round((after[name] - before[name]) * 1e3 / max(1, finished), 2) for name in after}
    return {
        "lifecycles": finished,
        "lifecycles_per_second": round(finished / seconds, 1),
        "failures": len(lives.measured.failures),
        "first_failures": lives.measured.failures[:3],
        "ended_meanwhile": sorted(before.keys() - after.keys()),
        "steps": lives.measured.summary(),
        "processor_ms_per_lifecycle": dict(sorted(used.items(), key=lambda item: -item[1])),
    }


def _store_kind(stack: LocalStack) -> str:
    return LocalStore(stack.plan.directory / "store", port=stack.plan.ports["store"]).kind


def main(
    concurrency: Annotated[int, typer.Option(help="Citizens at once in the closed loop.")] = 128,
    rate: Annotated[float, typer.Option(help="Lives begun a second in the open loop.")] = 30.0,
    seconds: Annotated[float, typer.Option(help="How long each loop is measured.")] = 30.0,
    out: Annotated[Path, typer.Option(help="Where the figures are kept.")] = RESULTS / "lifecycles.json",
) -> None:
    """Measure and keep the figures."""
    with tempfile.TemporaryDirectory(prefix="bimer-bench-") as directory:
        stack = LocalStack.planned(Settings(ports="free", state_directory=Path(directory) / "state"))
        with running(stack, INTERRUPTED):
            figures = asyncio.run(measure(stack, concurrency=concurrency, rate=rate, seconds=seconds))
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(figures, indent=2) + "\n")
    console.print_json(data=figures)
    if figures["most"]["failures"] + figures["steady"]["failures"] > 0:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
