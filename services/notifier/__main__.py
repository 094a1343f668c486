"""The notifier: tells applicants what became true of their applications, by the road each chose.

It reads facts into a queue and works the queue, apart from each other: a provider that is away stops no partition.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import timedelta

from domain.inputs import NoticeChannel
from runtime.clock import wall_now
from runtime.dead_letter import DeadLetters
from runtime.errors import TransientFault
from runtime.fact_reader import FactReader
from runtime.input_producer import InputProducer
from runtime.kafka_connection import patiently
from runtime.keys import Keys
from runtime.metrics import NOTICES_QUEUED
from runtime.registry_feed import RegistryFeed
from runtime.service import Service, run_service
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.store import Store, connect
from schemas.catalogue import Writer
from services.notifier.attempts import RetryPolicy
from services.notifier.channels.base import Channel
from services.notifier.channels.email import EmailChannel
from services.notifier.channels.paper import ListChannel
from services.notifier.channels.sms import SmsChannel
from services.notifier.composition import Composition
from services.notifier.content import Surroundings
from services.notifier.queue import NoticeQueue
from services.notifier.queueing import Queueing
from services.notifier.sabotage import Sabotage
from services.notifier.sender import Means, Sender

NAME = "notifier"
TRACKING_PATH = "/takip"
COUNT_SECONDS = 5.0
GATHER_SECONDS = 0.1
LAST_ROUND_SECONDS = 7.0
"""So long a round may take to end when the service is asked to stop; what it did not reach waits in the queue."""


def channels_of(settings: Settings, store: Store) -> dict[NoticeChannel, Channel]:
    """Open the road for each channel."""
    return {
        NoticeChannel.EMAIL: EmailChannel(settings),
        NoticeChannel.SMS: SmsChannel(settings),
        NoticeChannel.POST: ListChannel.print_queue(store),
        NoticeChannel.PHONE: ListChannel.call_list(store),
    }


def policy_of(settings: Settings) -> RetryPolicy:
    """Take the operator's patience."""
    return RetryPolicy(settings.notice_attempts, timedelta(seconds=settings.notice_first_wait_seconds))


async def main(service: Service) -> None:
    """Queue what must be told, and tell it."""
    settings = service.settings
    service.checks |= dict.fromkeys(("registry", "facts"), lambda: "starting")
    keys = Keys.load(settings, NAME)
    store, letters, feed = connect(settings), DeadLetters(settings, NAME), RegistryFeed(settings)
    producer = InputProducer(settings, Signer.of(keys, Writer.NOTIFIER))
    queue = NoticeQueue(store, f"{NAME}-{settings.worker_id}")

    def around() -> Surroundings:
        return Surroundings(feed.registry, feed.calendar, settings.intake_url + TRACKING_PATH)

    means = Means(
        queue=queue,
        composition=Composition(store, keys.secret("contact"), around),
        producer=producer,
        clock=service.clock,
        policy=policy_of(settings),
        sabotage=Sabotage.of(settings),
    )
    try:
        await _start(service, feed, producer, letters, queue)
        async with _senders(service, means, store) as senders, _reader(service, letters) as reader:
            queueing = Queueing(store, queue, letters, wake=lambda: _wake(senders))
            reading = service.spawn(reader.run(queueing.handle), "facts")
            service.spawn(_count(queue), "count")
            await service.until_stopped()
            reading.cancel()
    finally:
        for part in (feed, producer, letters):
            await part.stop()
        await store.close()


async def _start(
    service: Service, feed: RegistryFeed, producer: InputProducer, letters: DeadLetters, queue: NoticeQueue
) -> None:
    """Connect, learn the institutions' names, and take back what this worker held when it last died."""
    await patiently(producer.start, "inputs")
    await patiently(letters.start, "dead letters")
    await feed.start()
    service.checks["registry"] = feed.check
    service.spawn(feed.follow(), "registry")
    await feed.ready()
    await patiently(lambda: queue.free(wall_now()), "queue")


@asynccontextmanager
async def _senders(service: Service, means: Means, store: Store) -> AsyncIterator[list[Sender]]:
    """Work the queue of each channel; at the end let each round come to its own end."""
    channels = channels_of(service.settings, store)
    senders = [Sender(name, channel, means) for name, channel in channels.items()]
    working = [service.spawn(sender.run(), f"sender {name}") for name, sender in zip(channels, senders, strict=True)]
    try:
        yield senders
    finally:
        for sender in senders:
            sender.stop()
        await asyncio.wait(working, timeout=LAST_ROUND_SECONDS)
        for channel in channels.values():
            await channel.close()


@asynccontextmanager
async def _reader(service: Service, letters: DeadLetters) -> AsyncIterator[FactReader]:
    reader = FactReader(service.settings, NAME, consumer=NAME, dead_letters=letters, gather_seconds=GATHER_SECONDS)
    await reader.start()
    service.checks["facts"] = lambda: reader.ready
    try:
        yield reader
    finally:
        await reader.stop()


def _wake(senders: Iterable[Sender]) -> None:
    for sender in senders:
        sender.wake()


async def _count(queue: NoticeQueue) -> None:
    """Keep the gauge of waiting notices."""
    while True:
        try:
            NOTICES_QUEUED.set(await queue.waiting())
        except TransientFault:
            NOTICES_QUEUED.set(float("nan"))
        await asyncio.sleep(COUNT_SECONDS)


if __name__ == "__main__":
    run_service(NAME, main)
