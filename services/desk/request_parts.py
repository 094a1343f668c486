"""Of which parts are officers' requests made, and how long may a text be?"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from domain.inputs import RemedyOffered
from schemas.parts import LONGEST_TEXT, InstitutionNumber, SubjectCode, SubSubjectCode

LONGEST_REASON = 500
MOST_INSTITUTIONS = 10


def _empty_is_absent(value: object) -> object:
    return None if value == "" else value


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_REASON)]
Letter = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT)]
OptionalSubjectCode = Annotated[SubjectCode | None, BeforeValidator(_empty_is_absent)]
OptionalSubSubjectCode = Annotated[SubSubjectCode | None, BeforeValidator(_empty_is_absent)]
Institutions = Annotated[tuple[InstitutionNumber, ...], Field(max_length=MOST_INSTITUTIONS)]


class Request(BaseModel):
    """One wish; fields that are not its own are ignored."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class RemedyRequest(Request):
    """Where the applicant may turn, and until when."""

    to: Line
    until_on: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")


Remedies = Annotated[tuple[RemedyRequest, ...], Field(max_length=10)]


def offered(remedies: tuple[RemedyRequest, ...]) -> tuple[RemedyOffered, ...]:
    """Read remedies as the domain's."""
    return tuple(RemedyOffered(remedy.to, remedy.until_on) for remedy in remedies)
