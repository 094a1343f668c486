"""How much may be sent before it is read no further?"""

from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.desk.problems import ProblemCode, problem
from services.desk.wording import Language

LARGEST_CONTENT: Final = 256 * 1024
"""Bytes: the longest text with every letter escaped fits in."""


class ContentTooLarge(HTTPException):
    """More came than was announced, and more than may be sent."""

    def __init__(self) -> None:
        super().__init__(413)


class LimitedContent:
    """ASGI middleware: refuses with 413 instead of reading on, whether or not a length was announced."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        announced = Headers(scope=scope).get("content-length", "0") if scope["type"] == "http" else "0"
        if not announced.isdigit() or int(announced) > LARGEST_CONTENT:
            answer = problem(ProblemCode.CONTENT_TOO_LARGE, Language.TURKISH).response()
            await answer(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > LARGEST_CONTENT:
                raise ContentTooLarge
            return message

        await self._inner(scope, counted, send)
