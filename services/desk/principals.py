"""Who is asking? A bearer token, or the session cookie that holds one."""

from typing import Final
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from domain.visibility import Viewer
from runtime.keys import Keys
from runtime.tokens import InvalidToken, Principal, read
from services.desk.problems import ProblemCode, problem
from services.desk.wording import Language

COOKIE: Final = "bimer_desk"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})


def viewer_of(principal: Principal) -> Viewer:
    """Say for whom this one looks."""
    return Viewer(principal.institution_id, principal.role)


def principal_of(request: Request, keys: Keys, language: Language) -> Principal:
    """Tell who asks; a cookie counts for a change only when the request comes from a page of this very site.

    Raises Problem 401 `token_required` or `token_invalid`, 403 `foreign_origin`.
    """
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer.strip() if scheme.lower() == "bearer" else None
    if token is None:
        token = request.cookies.get(COOKIE)
        if token is not None and request.method not in _SAFE and not comes_from_here(request):
            raise problem(ProblemCode.FOREIGN_ORIGIN, language)
    if not token:
        raise problem(ProblemCode.TOKEN_REQUIRED, language)
    try:
        return read(keys, token)
    except InvalidToken:
        raise problem(ProblemCode.TOKEN_INVALID, language) from None


def comes_from_here(request: HTTPConnection) -> bool:
    """Tell whether a page of this site sent the request: its Origin names this host, or the browser vouches for it."""
    origin = request.headers.get("origin")
    if origin is not None and origin != "null":
        return urlsplit(origin).netloc == request.headers.get("host")
    return request.headers.get("sec-fetch-site") == "same-origin"


def begin_session(response: Response, token: str, *, secure: bool) -> None:
    """Put a token into the session cookie: out of reach of scripts, never sent along from other sites."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure, path="/")


def end_session(response: Response) -> None:
    """Take the cookie away."""
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
