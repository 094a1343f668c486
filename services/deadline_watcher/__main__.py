"""The deadline watcher: keeps every open clock and says when a stage of it falls due, never early.

Two eyes that know nothing of each other: one on the log (faust), one on the store. Each works with the other switched
off; the router judges what they tell.
"""

import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from runtime.dead_letter import DeadLetters
from runtime.input_producer import InputProducer
from runtime.kafka_connection import patiently
from runtime.keys import Keys
from runtime.service import Service, run_service
from runtime.signing import Signer
from runtime.store import connect
from schemas.catalogue import Writer
from services.deadline_watcher.awake import Awake
from services.deadline_watcher.firing import Firing
from services.deadline_watcher.log_eye import LogEye
from services.deadline_watcher.sabotage import Sabotage
from services.deadline_watcher.stage_inputs import StageInputs
from services.deadline_watcher.store_eye import Pace, StoreEye

NAME = "deadline_watcher"


async def main(service: Service) -> None:
    """Watch with the eyes that the settings name."""
    settings = service.settings
    eyes = {name: _EYES[name] for name in settings.watcher_eyes.split(",")}
    service.checks |= dict.fromkeys((f"{name} eye" for name in eyes), lambda: "starting")
    signer = Signer.of(Keys.load(settings, NAME), Writer.DEADLINE_WATCHER)
    producer = InputProducer(settings, signer)
    inputs = StageInputs(producer, service.clock, Sabotage.of(settings))
    awake = Awake()
    service.spawn(awake.run(), "awake")
    await patiently(producer.start, "inputs")
    try:
        async with AsyncExitStack() as open_eyes:
            for open_eye in eyes.values():
                await open_eyes.enter_async_context(open_eye(service, inputs, awake))
            await service.until_stopped()
    finally:
        await producer.stop()


@asynccontextmanager
async def _log_eye(service: Service, inputs: StageInputs, awake: Awake) -> AsyncIterator[None]:
    """Follow the log with faust, and fire what falls due."""
    letters = DeadLetters(service.settings, NAME)
    await patiently(letters.start, "dead letters")
    eye = LogEye(service.settings, service.clock, letters)
    firing = Firing(eye, inputs, service.clock)
    service.checks["log eye"] = lambda: eye.ready
    service.spawn(eye.worker.run(), "faust")
    loop = service.spawn(firing.run(may_tell=lambda: awake.check() and eye.ready), "firing")
    exit_code = 1
    try:
        yield
        exit_code = 0
    finally:
        loop.cancel()
        ended = await eye.worker.stop()
        await letters.stop()
        if not ended:
            service.log.error("faust's threads would keep the process from ending", exit_code=exit_code)
            os._exit(exit_code)


@asynccontextmanager
async def _store_eye(service: Service, inputs: StageInputs, awake: Awake) -> AsyncIterator[None]:
    """Look into the store for what was not told."""
    store = connect(service.settings)
    eye = StoreEye(store, inputs, service.clock, Pace.of(service.settings.clock_scale))
    service.checks["store eye"] = lambda: eye.ready
    looking = service.spawn(eye.run(may_tell=awake.check), "store eye")
    try:
        yield
    finally:
        looking.cancel()
        await store.close()


_EYES = {"log": _log_eye, "store": _store_eye}

if __name__ == "__main__":
    run_service(NAME, main)
