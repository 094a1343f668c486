"""How are headers and query parameters read, which FastAPI would read less kindly?"""

import re
from typing import Annotated, Any, Final

from pydantic import BeforeValidator
from starlette.requests import Request

from schemas.parts import Plate, SubjectCode
from services.desk.cursors import Cursor, MalformedCursor
from services.desk.problems import ProblemCode, problem
from services.desk.wording import Language, language_named

LONGEST_KEY: Final = 128
NO_VERSION: Final = 0
_VERSION = re.compile(r'"(\d{1,9})"|(\d{1,9})')


def _empty_is_absent(value: Any) -> Any:
    return None if value == "" else value


EmptyIsAbsent = BeforeValidator(_empty_is_absent)
"""A form without a script sends every field, the empty ones too."""

OptionalPlate = Annotated[Plate | None, EmptyIsAbsent]
OptionalSubject = Annotated[SubjectCode | None, EmptyIsAbsent]


def language_of(request: Request) -> Language:
    """Say in which language to answer: what the address asks for; a program may name its own in Accept-Language."""
    asked = request.query_params.get("lang")
    if asked is None and request.url.path.startswith("/v1/"):
        asked = request.headers.get("accept-language", "")[:2].lower()
    return language_named(asked)


def expected_version(request: Request, language: Language, *, any_will_do: bool = False) -> int:
    """Read If-Match; raises Problem 428 without it, 400 for anything but one version, or `*` where any will do."""
    header = request.headers.get("if-match")
    if header is None:
        raise problem(ProblemCode.IF_MATCH_REQUIRED, language)
    if any_will_do and header.strip() == "*":
        return NO_VERSION
    match = _VERSION.fullmatch(header.strip())
    if match is None:
        raise problem(ProblemCode.IF_MATCH_MALFORMED, language)
    return int(match[1] or match[2])


def idempotency_key(request: Request, language: Language) -> str:
    """Read Idempotency-Key; raises Problem 400 without it, or when it is empty, long or not visible."""
    key = request.headers.get("idempotency-key")
    if key is None:
        raise problem(ProblemCode.IDEMPOTENCY_KEY_REQUIRED, language)
    if not 1 <= len(key) <= LONGEST_KEY or not all("!" <= letter <= "~" for letter in key):
        raise problem(ProblemCode.IDEMPOTENCY_KEY_MALFORMED, language)
    return key


def cursor_in(word: str | None, language: Language) -> Cursor | None:
    """Read where a list goes on; raises Problem 400."""
    if not word:
        return None
    try:
        return Cursor.decode(word)
    except MalformedCursor:
        raise problem(ProblemCode.CURSOR_MALFORMED, language) from None
