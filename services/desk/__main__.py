"""Run the desk: `python -m services.desk`."""

from runtime.http_server import HttpServer
from runtime.kafka import patiently
from runtime.service import Service, run_service
from services.desk.site import Desk, site_of


async def main(service: Service) -> None:
    """Serve from when the institutions are read until asked to stop: without them nobody may see anything.

    Ready once the log answers and its facts are followed, too.
    """
    desk = Desk.of(service.settings)
    service.checks["registry"] = desk.feed.check
    service.checks["log"] = lambda: desk.producer.connected or "the log did not take the last input"
    service.checks["facts"] = lambda: desk.facts.ready or "facts are not followed yet"
    server = HttpServer(site_of(desk.office), service.settings.desk_port)
    try:
        service.spawn(desk.follow_registry(), "registry")
        service.spawn(desk.follow_facts(), "facts")
        service.spawn(patiently(desk.producer.start, "connecting to the log"), "log")
        service.spawn(patiently(desk.store.ping, "connecting to the store"), "store")
        await desk.feed.ready()
        await server.start()
        await service.until_stopped()
    finally:
        await server.stop()
        await desk.stop()


if __name__ == "__main__":
    run_service("desk", main)
