"""How does an officer sign in and out? With a token of the institution, which a cookie then holds."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from runtime.tokens import InvalidToken, read
from services.desk.callers import InOffice
from services.desk.page_words import PageWords
from services.desk.principals import begin_session, comes_from_here, end_session
from services.desk.problems import PROBLEMS, ProblemCode, problem
from services.desk.screen import INBOX, LOGIN, LOGOUT, InPages, page

router = APIRouter(include_in_schema=False)


@router.get(LOGIN)
async def login(request: Request, pages: InPages, onward: str = INBOX) -> Response:
    """Show the form."""
    return page(pages, PageWords.of(request), "login.html", onward=local_path(onward), wrong="")


@router.post(LOGIN)
async def sign_in(
    request: Request,
    office: InOffice,
    pages: InPages,
    token: Annotated[str, Form(max_length=4096)] = "",
    onward: Annotated[str, Form(max_length=500)] = INBOX,
) -> Response:
    """Check the token, keep it in the cookie and lead on; show the form again for a token that is none."""
    words = PageWords.of(request)
    _only_from_here(request, words)
    try:
        read(office.keys, token.strip())
    except InvalidToken:
        wrong = PROBLEMS[ProblemCode.TOKEN_INVALID][1].say(words.language)
        return page(pages, words, "login.html", 401, onward=local_path(onward), wrong=wrong)
    answer = RedirectResponse(local_path(onward), 303)
    begin_session(answer, token.strip(), secure=request.url.scheme == "https")
    return answer


@router.post(LOGOUT)
async def sign_out(request: Request) -> Response:
    """Forget the token."""
    words = PageWords.of(request)
    _only_from_here(request, words)
    answer = RedirectResponse(words.link(LOGIN), 303)
    end_session(answer)
    return answer


def local_path(path: str) -> str:
    """Keep a path of this site; anything that could lead elsewhere becomes the inbox."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else INBOX


def _only_from_here(request: Request, words: PageWords) -> None:
    if not comes_from_here(request):
        raise problem(ProblemCode.FOREIGN_ORIGIN, words.language)
