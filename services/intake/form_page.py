"""How are the application form and the receipt shown, whether somebody begins on the web or by a mail?"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from domain.place import Gazetteer
from runtime.web.problem import FieldError, Problem
from services.intake import cookies
from services.intake.error_texts import ProblemCode
from services.intake.page_words import Choices, PageWords
from services.intake.registrar import Receipt
from services.intake.showing import Showing

APPLY: Final = "/basvuru"
RECEIPT: Final = "/basvuru/alindi"
_WARNINGS: Final = frozenset({ProblemCode.IDENTITY_MISMATCHED, ProblemCode.LEGAL_PERSON_MISMATCHED})


@dataclass(frozen=True, slots=True)
class MailShown:
    """The mail that a form completes."""

    path: str = field(repr=False)
    slip: str = field(repr=False)
    email: str = field(repr=False)
    received_at: datetime
    remarks: tuple[str, ...] = ()


class FormPage:
    """Shows the form and what follows it."""

    def __init__(self, showing: Showing, gazetteer: Gazetteer) -> None:
        self._showing = showing
        self._choices = Choices(gazetteer)

    def show(
        self,
        request: Request,
        values: dict[str, str],
        refused: Problem | None = None,
        *,
        form_key: str = "",
        errors: list[FieldError] | None = None,
        notice: str = "",
        asked: Collection[str] = (),
        mail: MailShown | None = None,
    ) -> Response:
        """Show the form; `asked` names the codes it asks for, `mail` the mail it completes."""
        choices = self._choices.in_words(PageWords.of(request), values)
        status = 200 if refused is None else refused.status
        warned = refused is not None and refused.code in _WARNINGS
        told = {"errors": errors or [], "notice": notice, "asked": asked, "mail": mail, "warned": warned}
        said = {"values": values, "form_key": form_key, **told, **choices}
        answer = self._showing.show(request, "apply.html", status, refused, **said)
        if refused is None:
            cookies.keep(answer, request, cookies.FORM, "1", APPLY)
        return answer

    def lead_to_receipt(self, request: Request, receipt: Receipt) -> Response:
        """Lead to the receipt; who keeps no cookies is shown it at once."""
        if cookies.FORM not in request.cookies:
            return self._showing.show(request, "receipt.html", 201, receipt=receipt)
        answer = RedirectResponse(PageWords.of(request).link(RECEIPT), 303)
        value = cookies.receipt_value(
            receipt.tracking_number, receipt.tracking_secret, receipt.kind, receipt.received_at
        )
        cookies.keep(answer, request, cookies.RECEIPT, value, RECEIPT)
        return answer
