"""bimer notices: how is it reported that a letter or a call reached its applicant?"""

import asyncio
from datetime import datetime
from typing import Annotated

import typer

from domain.business_calendar import local_date
from domain.identifiers import NoticeId
from operations.errors import StackError
from operations.local_stack import LocalStack
from operations.progress import console
from runtime.clock import LegalClock, wall_now
from runtime.notice_rows import NoticeStatus, ServiceReport, record_service
from runtime.settings import Settings
from runtime.store import Document, Store, connect

_WHY_NOT = {
    ServiceReport.UNKNOWN_NOTICE: "There is no notice with this id.",
    ServiceReport.NOT_LISTED: "This notice does not wait for a day of service: see `bimer notices listed`.",
    ServiceReport.BEFORE_IT_WAS_WRITTEN: "The day lies before the notice was written.",
    ServiceReport.IN_THE_FUTURE: "The day lies in the future.",
}


def register(cli: typer.Typer) -> None:
    """Add these commands to `bimer`."""
    notices = typer.Typer(no_args_is_help=True, help="Notices: letters and calls that people bring to applicants.")
    notices.command("listed")(notices_listed)
    notices.command("served")(notices_served)
    cli.add_typer(notices, name="notices")


def notices_listed() -> None:
    """List the letters and calls whose day of service nobody reported yet."""
    rows = asyncio.run(_listed(LocalStack.last().settings))
    for row in rows:
        console.print(f"{row['_id']}  {row['channel']}  {row['kind']}", markup=False)
    console.print(f"{len(rows)} notices wait for their day of service")


def notices_served(
    notice: Annotated[str, typer.Option(help="The notice's id, as printed on the list.")],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day on which it reached the applicant.")],
) -> None:
    """Report the day on which a letter or a call reached its applicant; the remedies' periods run from it."""
    report = asyncio.run(_served(LocalStack.last().settings, NoticeId(notice), on))
    if report is not ServiceReport.RECORDED:
        raise StackError(_WHY_NOT[report])
    console.print("Recorded; the notifier reports it.")


async def _listed(settings: Settings) -> list[Document]:
    store = connect(settings)
    try:
        shown = {"channel": 1, "kind": 1}
        return await store.notices.find({"status": NoticeStatus.LISTED.value}, show=shown, order=[("listed_at", 1)])
    finally:
        await store.close()


async def _served(settings: Settings, notice_id: NoticeId, on: datetime) -> ServiceReport:
    store: Store = connect(settings)
    today = local_date(LegalClock.of(settings).now())
    try:
        return await record_service(store, notice_id, on.date(), today=today, wall=wall_now())
    finally:
        await store.close()
