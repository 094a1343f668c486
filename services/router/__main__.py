"""The router: decides what follows from every input. `python -m services.router`."""

from runtime.kafka import patiently
from runtime.keys import Keys
from runtime.processor import NAME, Processor
from runtime.registry_feed import RegistryFeed
from runtime.service import Service, run_service
from runtime.store import connect
from services.router.handlers import judge


async def main(service: Service) -> None:
    """Read the registry whole, reach the store, then process inputs until stopped."""
    store = connect(service.settings)
    feed = RegistryFeed(service.settings)
    processor = Processor(service, store, feed, Keys.load(service.settings, NAME), judge)
    service.checks |= {"registry": feed.check, "partitions": processor.check}
    await feed.start()
    service.spawn(feed.follow(), "registry feed")
    await feed.ready()
    await patiently(store.ping, "the store")
    await processor.run()
    await feed.stop()
    await store.close()


if __name__ == "__main__":
    run_service(NAME, main)
