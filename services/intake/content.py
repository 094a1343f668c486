"""How much of a request is read before anybody looks at it?"""

from typing import Final

from starlette.requests import Request

from services.intake.error_texts import ProblemCode
from services.intake.problems import problem

LARGEST_CONTENT: Final = 256 * 1024
"""Bytes: the longest text with every letter escaped, and the applicant, fit in."""


async def content_of(request: Request, largest: int = LARGEST_CONTENT) -> bytes:
    """Read what was sent; raises Problem 413 as soon as it is too much, 400 for a charset other than UTF-8."""
    if not _is_utf8(request.headers.get("content-type", "")):
        raise problem(ProblemCode.WRONG_ENCODING)
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > largest:
        raise problem(ProblemCode.CONTENT_TOO_LARGE)
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > largest:
            raise problem(ProblemCode.CONTENT_TOO_LARGE)
    return bytes(content)


def _is_utf8(content_type: str) -> bool:
    _, named, charset = content_type.lower().partition("charset=")
    return not named or charset.strip(" \"';") in {"utf-8", "utf8"}
