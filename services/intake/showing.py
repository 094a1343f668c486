"""How is a citizen's page shown, a refusal included?"""

from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import Response

from domain.field_refusal import FieldCode
from runtime.web.pages import Pages
from runtime.web.problem import FieldError, Problem
from services.intake.error_texts import FIELD_TEXTS, PROBLEM_TEXTS, ProblemCode
from services.intake.form import shown_errors
from services.intake.page_words import PageWords

HOME: Final = "/"


class Showing:
    """The templates, in the language that is asked for."""

    def __init__(self) -> None:
        self._pages = Pages(Path(__file__).parent / "templates")

    def show(
        self, request: Request, template: str, status: int = 200, refused: Problem | None = None, **said: Any
    ) -> Response:
        """Show a page."""
        answer = self._pages.render(template, status, **PageWords.of(request).everywhere(), **said)
        if refused is not None:
            answer.headers.update(refused.headers)
        return answer

    def message(
        self, request: Request, status: int, title: str, message: str, refused: Problem | None = None, back: str = HOME
    ) -> Response:
        """Show a page that says one thing, and where it leads back to."""
        said = {"title": title, "message": message, "back": back, "back_home": back == HOME}
        return self.show(request, "message.html", status, refused, **said)


def errors_of(refused: Problem, words: PageWords) -> list[FieldError]:
    """Put what is wrong with single fields into words, in the order of the page."""
    return shown_errors(
        FieldError(error.field, error.code, FIELD_TEXTS[FieldCode(error.code)].in_language(words.language))
        for error in refused.errors
    )


def words_of(refused: Problem, words: PageWords) -> str:
    """Put a refusal into words."""
    return PROBLEM_TEXTS[ProblemCode(refused.code)].in_language(words.language)
