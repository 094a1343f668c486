"""How is a run shown, and how is it settled up afterwards?"""

import asyncio
import contextlib
from collections.abc import Awaitable

from rich.console import Console
from rich.live import Live

from data.loaders import load_calendar_days
from domain.business_calendar import BusinessCalendar
from operations.account import Account, draw_up
from operations.evidence import read_facts, read_mailbox, read_messages
from operations.local_stack import LocalStack
from operations.observed import Evidence
from operations.simulation.live_table import Moment, Pages, live_table, one_line
from operations.simulation.record import Record
from operations.simulation.run import Run, Wish
from operations.topic_records import kafka_of, topics_beginning
from runtime.clock import LegalClock, wall_now
from runtime.kafka_connection import topic

MESSAGES_FILE = "sms/messages.jsonl"
DRAWN_EVERY_SECONDS = 0.25
SAID_EVERY_SECONDS = 10.0


async def simulated(stack: LocalStack, wish: Wish) -> Record:
    """Run a simulation with its live table; on a terminal that cannot draw, a line every ten seconds."""
    run = Run(stack.settings, wish)
    pages = Pages(stack.settings.intake_url, stack.settings.desk_url, str(stack.plan.mailbox))
    console = Console(highlight=False)
    await _shown(run, pages, console, run.live())
    return run.record


async def _shown(run: Run, pages: Pages, console: Console, work: Awaitable[None]) -> None:
    drawing = asyncio.ensure_future(_draw(run, pages, console))
    try:
        await work
    finally:
        drawing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await drawing


async def _draw(run: Run, pages: Pages, console: Console) -> None:
    if not console.is_terminal:
        while True:
            await asyncio.sleep(SAID_EVERY_SECONDS)
            console.print(one_line(run.board, _moment(run)), soft_wrap=True)
    with Live(console=console, auto_refresh=False) as live:
        while True:
            live.update(live_table(run.board, _moment(run), pages), refresh=True)
            await asyncio.sleep(DRAWN_EVERY_SECONDS)


def _moment(run: Run) -> Moment:
    return Moment(run.clock.now(), run.clock.scale, run.clock.wall() - run.started_at)


def settle_up(stack: LocalStack, record: Record) -> Account:
    """Draw up the account of what citizens and officers experienced against topics and mails."""
    kafka = kafka_of(stack.settings)
    routings = topic(stack.settings, "routings")
    institutions = topics_beginning(kafka, topic(stack.settings, "institution."))
    account = draw_up(
        Evidence(
            receipts=list(record.receipts.values()),
            routings=list(read_facts(kafka, [routings])),
            institutions=list(read_facts(kafka, institutions)),
            notices=[*read_mailbox(stack.plan.mailbox), *read_messages(stack.plan.directory / MESSAGES_FILE)],
            applied_answers=record.applied_answers,
            confirmed_withdrawals=record.confirmed_withdrawals,
            findings=record.findings,
            clock=LegalClock.of(stack.settings),
            calendar=BusinessCalendar.from_table(load_calendar_days()),
            ended_at=wall_now(),
        )
    )
    account.figures["answers found by tracking"] = record.looked
    return account
