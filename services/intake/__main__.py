"""Run intake: `python -m services.intake`."""

import asyncio

from runtime.errors import TransientFault
from runtime.http_server import HttpServer
from runtime.kafka import patiently
from runtime.service import Service, run_service
from services.intake.site import Intake, site_of


async def main(service: Service) -> None:
    """Serve until asked to stop; ready once institutions and calendar are read and the log has answered.

    A log that goes away later does not make it unready: then citizens are told when to come again, by us. Neither does
    the store: applications are registered without it, and mails come again.
    """
    intake = Intake.of(service.settings)
    connected = asyncio.Event()
    service.checks["registry"] = intake.feed.check
    service.checks["log"] = lambda: connected.is_set() or "the log has not answered yet"
    server = HttpServer(site_of(intake), service.settings.intake_port)
    try:
        await server.start()
        await intake.mails.listener.start()
        service.spawn(follow_registry(intake), "registry")
        service.spawn(connect_to_log(intake, connected), "log")
        service.spawn(warm_store(service, intake), "store")
        service.spawn(intake.mails.answering.run(), "mails")
        await service.until_stopped()
    finally:
        await server.stop()
        await intake.stop()


async def follow_registry(intake: Intake) -> None:
    """Read institutions and calendar, and go on reading what changes."""
    await intake.feed.start()
    await intake.feed.follow()


async def connect_to_log(intake: Intake, connected: asyncio.Event) -> None:
    """Connect to the log, however long it takes to come up."""
    await patiently(intake.producer.start, "connecting to the log")
    connected.set()


async def warm_store(service: Service, intake: Intake) -> None:
    """Open the store's first connection before a citizen waits for it; intake works without."""
    try:
        await intake.store.ping()
    except TransientFault as fault:
        service.log.warning("the store is away; keys are not checked", error=str(fault))


if __name__ == "__main__":
    run_service("intake", main)
