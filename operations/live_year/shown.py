"""How is a year on the real services shown while it passes, settled up, and printed?"""

import asyncio
import contextlib
from collections.abc import Sequence

from rich.console import Console

from data.loaders import load_calendar_days
from domain.legal_regime import ApplicationKind
from operations.evidence import read_facts
from operations.live_year.account import LiveYearAccount, StoredApplication, YearEvidence, draw_up, never_occurred
from operations.live_year.pacing import WATCHED_UNTIL
from operations.live_year.run import LiveWish, LiveYear
from operations.local_stack import LocalStack
from operations.progress import console, step
from operations.store_work import with_store
from operations.topic_records import kafka_of
from operations.year.account import MOST_FAULTS_KEPT
from operations.year.recount import Recount
from operations.year.shown import WIDTH
from operations.year.table import year_table
from runtime.application_documents import ledger_of, state_of
from runtime.kafka_connection import topic
from runtime.store import Store

SAID_EVERY_SECONDS = 15.0
QUIET_SECONDS = 5.0
"""What was decided before the watching ended is on the log and in the store by then."""


def passed_year(stack: LocalStack, wish: LiveWish) -> LiveYearAccount:
    """Let a year pass on a running stack, print its account and return it."""
    year = LiveYear(stack.settings, wish)
    asyncio.run(_passed(year))
    with step("Reading the log and the store"):
        account = _settled(stack, year)
    shown = Console(highlight=False, width=WIDTH)
    shown.print(year_table(account.year, shortened(account.differences)))
    shown.print(_in_words(account, year))
    return account


async def _passed(year: LiveYear) -> None:
    saying = asyncio.ensure_future(_say(year))
    try:
        await year.live()
        await asyncio.sleep(QUIET_SECONDS)
    finally:
        saying.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await saying


async def _say(year: LiveYear) -> None:
    while True:
        await asyncio.sleep(SAID_EVERY_SECONDS)
        console.print(
            f"{year.clock.now():%Y-%m-%d}: {len(year.record.numbers)} of {year.arrivals.applications} applied, "
            f"{len(year.record.confirmed)} deeds done, {year.waiting} wait, backlog {year.behind_seconds:.1f} s",
            soft_wrap=True,
        )


def _settled(stack: LocalStack, year: LiveYear) -> LiveYearAccount:
    documents = with_store(stack.settings, _documents)
    quotas = year.arrivals.quotas()
    evidence = YearEvidence(
        cases=year.cases.all(),
        record=year.record,
        routings=list(read_facts(kafka_of(stack.settings), [topic(stack.settings, "routings")])),
        documents=documents,
        clock=year.clock,
        until=WATCHED_UNTIL,
        planned={kind: sum(n for (each, _), n in quotas.items() if each is kind) for kind in ApplicationKind},
    )
    return draw_up(evidence, Recount(load_calendar_days()))


async def _documents(store: Store) -> dict[str, StoredApplication]:
    return {
        document["_id"]: StoredApplication(state_of(document), ledger_of(document))
        async for document in store.applications.each({})
    }


def shortened(differences: Sequence[str]) -> list[str]:
    """Show the first differences and say how many more there are."""
    more = len(differences) - MOST_FAULTS_KEPT
    return [*differences[:MOST_FAULTS_KEPT], *([f"and {more} more"] if more > 0 else [])]


def _in_words(account: LiveYearAccount, year: LiveYear) -> str:
    lateness = sorted(account.lateness_seconds)
    reports = "Nothing was reported above."
    if lateness:
        middle = lateness[len(lateness) // 2]
        reports = f"{len(lateness)} reports above, on the wall {middle:.2f} s after their moment (p50), "
        reports += f"{lateness[-1]:.2f} s at most, {lateness[0]:.2f} s at least."
    vain = ", ".join(f"{reason} {times}" for reason, times in account.year.asked_in_vain.most_common())
    return (
        f"{reports}\n{len(year.record.confirmed)} deeds over HTTP. The driver was {year.behind_seconds:.1f} s behind "
        f"its plan at most.\nAsked in vain: {vain or 'nothing'}."
        f"\nDid not occur: {', '.join(never_occurred(account.year)) or 'nothing that can'}."
    )
