"""Which headers guard every answer, and how does a unit of work get its correlation id?"""

import uuid
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtime import log

CORRELATION: Final = "X-Correlation-ID"

SECURITY_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
        "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_LONGEST_ID = 64


class GuardedAnswers:
    """ASGI middleware: security headers on every answer, and a correlation id on every line logged meanwhile."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        correlation_id = _correlation_id(Headers(scope=scope).get(CORRELATION))
        log.unbind()
        log.bind(correlation_id=correlation_id)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers[CORRELATION] = correlation_id
            await send(message)

        await self._inner(scope, receive, guarded)


def _correlation_id(given: str | None) -> str:
    """Keep a caller's id where it is one; anything else could carry whatever a caller likes into the log."""
    if given and len(given) <= _LONGEST_ID and given.isascii() and given.replace("-", "").isalnum():
        return given
    return str(uuid.uuid4())
