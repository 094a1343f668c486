"""How does an HTTP server live inside a service's own event loop, without taking its signals?"""

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp

from runtime.errors import FatalFault


class _Quiet(uvicorn.Server):
    """uvicorn's server with the signals left to the service; `listening` is set once it accepts."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.listening = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.listening.set()


class HttpServer:
    """Serves one ASGI application on one port of the loopback address, or on all with `host`."""

    def __init__(self, asgi: ASGIApp, port: int, *, host: str = "127.0.0.1") -> None:
        self._config = uvicorn.Config(asgi, log_config=None, access_log=False, lifespan="off", server_header=False)
        self._server = _Quiet(self._config)
        self._address = (host, port)
        self._task: asyncio.Task[None] | None = None
        self.port = port

    async def start(self) -> None:
        """Listen; raises FatalFault when the port is taken. Port 0 takes a free one, told in `port`."""
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(self._address)
        except OSError as taken:
            listening.close()
            raise FatalFault(f"port {self._address[1]} cannot be used: {taken.strerror}") from taken
        self.port = listening.getsockname()[1]
        self._task = asyncio.create_task(self._server.serve(sockets=[listening]), name=f"http:{self.port}")
        await self._server.listening.wait()

    async def stop(self) -> None:
        """Answer what is under way, for two seconds at most, and close."""
        if self._task is None:
            return
        self._server.should_exit = True
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(self._task), 2)
        self._task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._task
