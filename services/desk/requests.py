"""What may an officer send, and how is it read as a wish of the domain?"""

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain import inputs
from domain.identifiers import InstitutionId
from domain.inputs import Action, RemedyOffered, ResponseOutcome, TaskPurpose
from schemas.parts import LONGEST_TEXT, InstitutionNumber, SubjectCode

LONGEST_REASON = 500

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_REASON)]
Letter = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]


class _Request(BaseModel):
    """One wish; fields that are not its own are ignored."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class OpenRequest(_Request):
    """Take the application in hand."""

    action: Literal["open"]

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.OpenTask()


class AssignRequest(_Request):
    """Give it to an officer of one's own (havale)."""

    action: Literal["assign"]
    officer: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.AssignTask(self.officer)


class ReferRequest(_Request):
    """Send it to another institution (sevk)."""

    action: Literal["refer"]
    to_institution_id: InstitutionNumber
    purpose: Literal["action", "information"] = Field(alias="for")
    reason: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.ReferTask(InstitutionId(self.to_institution_id), TaskPurpose(self.purpose), self.reason)


class ReturnRequest(_Request):
    """Give it back as not ours (iade)."""

    action: Literal["return"]
    reason: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.ReturnTask(self.reason)


class PlaceRequest(_Request):
    """Place what waits in screening."""

    action: Literal["place"]
    to_institution_id: InstitutionNumber
    subject_code: SubjectCode | None = None

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.PlaceTask(InstitutionId(self.to_institution_id), self.subject_code)


class InterimResponseRequest(_Request):
    """Tell the applicant the state of the work."""

    action: Literal["interim_response"]
    body: Letter

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.IssueInterimResponse(self.body)


class RemedyRequest(_Request):
    """Where the applicant may turn, and until when."""

    to: Line
    until_on: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")


class RespondRequest(_Request):
    """Answer."""

    action: Literal["respond"]
    outcome: ResponseOutcome
    body: Letter
    remedies: tuple[RemedyRequest, ...] = Field(default=(), max_length=10)

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        remedies = tuple(RemedyOffered(remedy.to, remedy.until_on) for remedy in self.remedies)
        return inputs.IssueResponse(self.outcome, self.body, remedies)


ActionRequest: TypeAlias = Annotated[
    OpenRequest | AssignRequest | ReferRequest | ReturnRequest | PlaceRequest | InterimResponseRequest | RespondRequest,
    Field(discriminator="action"),
]
