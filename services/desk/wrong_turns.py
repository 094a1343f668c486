"""How is anything that went wrong answered: to a program with problem details, to a person with a page?"""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from runtime.errors import TransientFault
from runtime.log import logger
from runtime.web.problem import Problem, answer_problems, unavailable, unforeseen
from schemas.input_events import DOMAIN_ACTIONS
from services.desk.asked import language_of
from services.desk.content_limit import ContentTooLarge
from services.desk.field_wordings import field_errors
from services.desk.page_words import PageWords
from services.desk.problems import ProblemCode, problem
from services.desk.screen import INBOX, LOGIN, page, pages_in

_TOLD: Final[Mapping[int, str]] = {
    HTTPStatus.NOT_FOUND: "problem.no_page",
    HTTPStatus.METHOD_NOT_ALLOWED: "problem.no_page",
    HTTPStatus.SERVICE_UNAVAILABLE: "problem.unavailable",
}
"""What a page says where a problem brings no words of its own, or none in both languages."""

_FIELDS: Final = {
    "month": "reports.month",
    "institution_id": "institution.number",
    "tracking_number": "search.number",
    "province": "find.province",
    "status": "filter.status",
    "overdue": "filter.overdue",
    "subject_code": "filter.subject",
    "from_on": "search.from",
    "to_on": "search.to",
    "q": "search.words",
    "kind": "find.kind",
}
"""How the pages call what may be wrong in an address."""

_log = logger(__name__)


def answer_wrong_turns(site: FastAPI) -> None:
    """Let every error be answered in the form its asker can read."""
    answer_problems(site)
    site.add_exception_handler(Problem, _problem)
    site.add_exception_handler(RequestValidationError, _not_acceptable)
    site.add_exception_handler(ContentTooLarge, _too_large)
    site.add_exception_handler(HTTPException, _http)
    site.add_exception_handler(TransientFault, _transient)
    site.add_exception_handler(Exception, _unforeseen)


async def _problem(request: Request, wrong: Exception) -> Response:
    return _answer(request, cast("Problem", wrong))


async def _not_acceptable(request: Request, wrong: Exception) -> Response:
    language = language_of(request)
    found = cast("RequestValidationError", wrong).errors()
    if any(error["type"] == "json_invalid" for error in found):
        return _answer(request, problem(ProblemCode.NOT_JSON, language))
    errors = field_errors(found, language, tuple(DOMAIN_ACTIONS))
    return _answer(request, problem(ProblemCode.NOT_ACCEPTABLE, language, errors))


async def _too_large(request: Request, _: Exception) -> Response:
    return _answer(request, problem(ProblemCode.CONTENT_TOO_LARGE, language_of(request)))


async def _http(request: Request, wrong: Exception) -> Response:
    error = cast("HTTPException", wrong)
    code = HTTPStatus(error.status_code).name.lower()
    return _answer(request, Problem(error.status_code, code, headers=dict(error.headers or {})))


async def _transient(request: Request, fault: Exception) -> Response:
    _log.warning("answered that it is unavailable", error=str(fault))
    return _answer(request, unavailable())


async def _unforeseen(request: Request, error: Exception) -> Response:
    return _answer(request, unforeseen(error))


def _answer(request: Request, wrong: Problem) -> Response:
    if request.url.path.startswith(("/v1/", "/openapi")):
        return wrong.response()
    words = PageWords.of(request)
    if wrong.status == 401:
        onward = str(request.url.path) if request.method == "GET" else INBOX
        return RedirectResponse(words.link(LOGIN, onward=onward), 303)
    said = None if wrong.status >= HTTPStatus.INTERNAL_SERVER_ERROR else wrong.detail
    told = said or words.say(_TOLD.get(wrong.status, "problem.unforeseen"))
    answer = page(pages_in(request), words, "problem.html", wrong.status, wrong=wrong, told=told, fields=_FIELDS)
    answer.headers.update(wrong.headers)
    return answer
