"""What may an officer send, and how is it read as a wish of the domain?"""

from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from domain import inputs
from domain.grounds import ExtensionGround
from domain.inputs import Action
from services.desk.request_parts import Letter, Line, Request
from services.desk.requests_of_answers import (
    ApproveRequest,
    AskApplicantRequest,
    DraftResponseRequest,
    InterimResponseRequest,
    MarkInvalidRequest,
    NotProcessedRequest,
    RecordDecisionRequest,
    RespondRequest,
)
from services.desk.requests_of_way import (
    MergeRequest,
    PlaceRequest,
    ReferRequest,
    ReopenRequest,
    ReturnRequest,
    WithdrawOnBehalfRequest,
)

MOST_PAGES = 100_000
HIGHEST_FEE = 100_000_000
"""In kuruş: a million lira."""


class OpenRequest(Request):
    """Take the application in hand."""

    action: Literal["open"]

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.OpenTask()


class AssignRequest(Request):
    """Give it to an officer of one's own (havale)."""

    action: Literal["assign"]
    officer: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.AssignTask(self.officer)


class NoteRequest(Request):
    """Write something down for colleagues."""

    action: Literal["note"]
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.AddNote(self.body)


class ExtendRequest(Request):
    """Take the long period of Law 4982, art. 11."""

    action: Literal["extend"]
    ground: ExtensionGround
    reason: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.ExtendTask(self.ground, self.reason)


class FeeRequest(Request):
    """Ask the cost of access (Law 4982, art. 10)."""

    action: Literal["request_fee"]
    pages: int = Field(ge=1, le=MOST_PAGES)
    amount: int = Field(ge=1, le=HIGHEST_FEE, description="in kuruş: 1250 is 12.50 lira")
    how_to_pay: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.RequestFee(self.pages, self.amount, self.how_to_pay)


class PaymentRequest(Request):
    """Record that the fee was paid, on the day that the proof of payment bears."""

    action: Literal["record_payment"]
    paid_on: date

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.RecordPayment(self.paid_on)


ActionRequest: TypeAlias = Annotated[
    OpenRequest
    | AssignRequest
    | ReferRequest
    | ReturnRequest
    | PlaceRequest
    | InterimResponseRequest
    | RespondRequest
    | DraftResponseRequest
    | ApproveRequest
    | ExtendRequest
    | FeeRequest
    | PaymentRequest
    | AskApplicantRequest
    | NotProcessedRequest
    | MarkInvalidRequest
    | NoteRequest
    | RecordDecisionRequest
    | MergeRequest
    | WithdrawOnBehalfRequest
    | ReopenRequest,
    Field(discriminator="action"),
]
