"""How did requests to the desk end? Counted for the metrics page."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtime.metrics import DESK_REQUESTS


class CountedRequests:
    """ASGI middleware: counts every answer by what it says: ok, refused (4xx) or failed (5xx)."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                DESK_REQUESTS.labels(_outcome(message["status"])).inc()
            await send(message)

        await self._inner(scope, receive, counted)


def _outcome(status: int) -> str:
    if status < 400:
        return "ok"
    return "refused" if status < 500 else "failed"
