"""How does every service start, run and end?

Settings, log, uvloop, signals, health server and watchdog are the same for all; a service adds what it does. Exit
codes: 0 asked to stop, 1 a fatal fault, 3 the watchdog; the supervisor starts anew after each but the first.
"""

import asyncio
import gc
import signal
import sys
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final

import uvloop

from runtime import log
from runtime.clock import LegalClock
from runtime.errors import FatalFault
from runtime.health import Check, HealthServer
from runtime.settings import Settings
from runtime.settings import settings as settings_of_environment
from runtime.watchdog import Watchdog

STOP_SECONDS: Final = 10.0
_LOOP = "event loop"


class Service:
    """What `run_service` gives to a service's `main`."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.name = name
        self.settings = settings
        self.clock = LegalClock.of(settings)
        self.log = log.logger(name)
        self.watchdog = Watchdog()
        self.checks: dict[str, Check] = {}
        self._stopping = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._crash: BaseException | None = None
        self.settled = False
        """Whether `main` came so far that it ends by itself when asked to stop."""

    def spawn(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Run work beside `main`; if it raises, the service ends and the error decides the exit code."""
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._concluded)
        return task

    def stop(self) -> None:
        """Ask the service to end."""
        self._stopping.set()

    @property
    def stopping(self) -> bool:
        """Tell whether the service was asked to end."""
        return self._stopping.is_set()

    async def until_stopped(self) -> None:
        """Return when a signal came; raise what a spawned task raised."""
        if not self.settled:
            self.settled = True
            _spare_what_was_loaded()
        await self._stopping.wait()
        if self._crash is not None:
            raise self._crash

    def crash(self, error: BaseException | None) -> None:
        """End the service because of an error that going on cannot heal."""
        self._crash = self._crash or error
        self.stop()

    def _concluded(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception() is not None:
            self.crash(task.exception())

    async def end_tasks(self) -> None:
        """Cancel what was spawned and see it end."""
        for task in list(self._tasks):
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_SECONDS / 2)


Main = Callable[[Service], Awaitable[None]]


def run_service(name: str, main: Main, settings: Settings | None = None) -> None:
    """Run a service until it is asked to stop, then exit the process with its code."""
    settings = settings or settings_of_environment()
    log.configure(name, settings.log_level)
    sys.exit(uvloop.run(_run(name, main, settings)))


async def _run(name: str, main: Main, settings: Settings) -> int:
    service = Service(name, settings)
    if not __debug__:
        service.log.error("aiokafka's transactions are kept right by asserts: never run with -O")
        return 1
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, service.stop)
    health = HealthServer(settings.metrics_port_of(name), service.checks)
    try:
        await health.start()
        service.watchdog.start()
        service.spawn(_beat(service.watchdog), "beat")
        await _main_until_stopped(service, main)
    except Exception as error:
        kind = "a fatal fault" if isinstance(error, FatalFault) else "an unforeseen error"
        service.log.exception(f"{kind} ends the service")
        return 1
    finally:
        service.watchdog.stop()
        await service.end_tasks()
        await health.stop()
    return 0


async def _main_until_stopped(service: Service, main: Main) -> None:
    """Run `main`; asked to stop, it has a few seconds to end by itself, and none while it still starts."""
    service.log.info("started", worker_id=service.settings.worker_id)
    running = asyncio.ensure_future(main(service))
    stopped = asyncio.create_task(service._stopping.wait())
    await asyncio.wait({running, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    if not service.settled:
        running.cancel()
    await asyncio.wait({running}, timeout=STOP_SECONDS)
    if not running.done():
        service.log.error("did not stop in time", seconds=STOP_SECONDS)
        running.cancel()
        await asyncio.wait({running}, timeout=1)
    if running.done() and not running.cancelled():
        running.result()
    if service._crash is not None:
        raise service._crash
    service.log.info("stopped")


def _spare_what_was_loaded() -> None:
    """Keep 27,299 institutions out of every later garbage collection: they cost a third of the router's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


async def _beat(watchdog: Watchdog) -> None:
    while True:
        watchdog.beat(_LOOP)
        await asyncio.sleep(1)
