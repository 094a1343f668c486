"""With which settings does faust run, and how is it started and ended inside a service of ours?

Each setting was found by killing, freezing and starving it. Its topics are made by provisioning, its web server is off,
and it has no group instance id: a static member says no goodbye, and its successor would wait out the session.
"""

import asyncio

import faust

from runtime.errors import FatalFault
from runtime.kafka_connection import group
from runtime.settings import Settings
from services.deadline_watcher.awake import SESSION_SECONDS

NAME = "deadline-watcher"
TABLE = "open_clocks"
PARTITIONS = 12
STOP_SECONDS = 6.0

TABLE_STORE = {  # twelve small databases a worker; faust's own sizes are meant for a few large ones
    "write_buffer_size": 8 << 20,
    "block_cache_size": 16 << 20,
    "block_cache_compressed_size": 4 << 20,
    "max_open_files": 200,
}


def changelog_topic_name(settings: Settings) -> str:
    """Name the table's changelog as faust does; provisioning makes it from schemas/topics."""
    return f"{group(settings, NAME)}-{TABLE}-changelog"


def faust_of(settings: Settings) -> faust.App:
    """Set up faust for one worker; each keeps its tables in a directory of its own."""
    return faust.App(
        id=group(settings, NAME),
        broker=[f"kafka://{server}" for server in settings.kafka_bootstrap_servers.split(",")],
        broker_client_id=f"{group(settings, NAME)}-{settings.worker_id}",
        store="rocksdb://",
        datadir=settings.state_directory.absolute() / f"{NAME}-{settings.worker_id}",
        autodiscover=False,
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        table_standby_replicas=1,
        topic_allow_declare=False,
        topic_disable_leader=True,
        topic_partitions=PARTITIONS,
        web_enabled=False,
        broker_session_timeout=SESSION_SECONDS,
        broker_heartbeat_interval=2.0,
        broker_commit_interval=1.0,
        broker_commit_every=5_000,
        broker_max_poll_records=1_000,
        stream_wait_empty=True,
        stream_recovery_delay=0.0,
        stream_buffer_maxsize=4_096,
        producer_acks=-1,
        producer_linger=0.005,
    )


class FaustWorker:
    """Runs a faust application inside the service's loop, without faust's own worker."""

    def __init__(self, application: faust.App) -> None:
        self._faust = application
        self._stopping = False
        self._failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def fail(self, error: Exception) -> None:
        """End `run` with this error; what faust calls must not raise, since faust would swallow it."""
        if not self._failed.done():
            self._failed.set_exception(error)

    async def run(self) -> None:
        """Run until `stop`; raises FatalFault when faust ends by itself, or what `fail` was given."""
        self._faust.finalize()
        await self._faust.maybe_start()
        ended = asyncio.ensure_future(self._faust.wait_until_stopped())
        await asyncio.wait({ended, self._failed}, return_when=asyncio.FIRST_COMPLETED)
        ended.cancel()
        if self._failed.done():
            self._failed.result()
        if not self._stopping:
            raise FatalFault(f"faust ended: {type(self._faust.crash_reason).__name__}")

    async def stop(self) -> bool:
        """End faust within a few seconds; False when it would not: its threads then keep the process from ending."""
        self._stopping = True
        try:
            await asyncio.wait_for(self._faust.stop(), STOP_SECONDS)
        except TimeoutError:
            return False
        return True
