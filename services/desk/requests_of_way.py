"""How does an officer ask that an application change hands, join another, be withdrawn or taken up again?"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from domain import inputs
from domain.grounds import ReturnReason
from domain.identifiers import ApplicationId, InstitutionId, TrackingNumber, application_id_of, is_tracking_number
from domain.inputs import Action, TaskPurpose
from schemas.parts import InstitutionNumber, Uuid
from services.desk.request_parts import (
    Institutions,
    Line,
    OptionalSubjectCode,
    OptionalSubSubjectCode,
    Request,
)


def _without_spaces(value: Any) -> Any:
    return "".join(value.split()) or None if isinstance(value, str) else value


class ReferRequest(Request):
    """Send it to another institution (sevk); with `keep` both institutions answer it."""

    action: Literal["refer"]
    to_institution_id: InstitutionNumber
    purpose: Literal["action", "information"] = Field(alias="for")
    reason: Line
    keep: bool = False
    subject_code: OptionalSubjectCode = None
    sub_subject_code: OptionalSubSubjectCode = None

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.ReferTask(
            to_institution_id=InstitutionId(self.to_institution_id),
            purpose=TaskPurpose(self.purpose),
            reason=self.reason,
            keep=self.keep,
            subject_code=self.subject_code,
            sub_subject_code=self.sub_subject_code,
        )


class ReturnRequest(Request):
    """Give it back as not ours (iade)."""

    action: Literal["return"]
    reason: Line
    code: ReturnReason = ReturnReason.NOT_COMPETENT

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.ReturnTask(self.reason, self.code)


class PlaceRequest(Request):
    """Place what waits in screening: `also_to` answer it, too; `inform` get copies."""

    action: Literal["place"]
    to_institution_id: InstitutionNumber
    subject_code: OptionalSubjectCode = None
    sub_subject_code: OptionalSubSubjectCode = None
    also_to: Institutions = ()
    inform: Institutions = ()

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.PlaceTask(
            to_institution_id=InstitutionId(self.to_institution_id),
            subject_code=self.subject_code,
            sub_subject_code=self.sub_subject_code,
            also_to=tuple(InstitutionId(each) for each in self.also_to),
            inform=tuple(InstitutionId(each) for each in self.inform),
        )


class MergeRequest(Request):
    """Let it be answered together with another application of the same applicant: named by number or by id."""

    action: Literal["merge"]
    into_application_id: Uuid | None = None
    into_tracking_number: Annotated[str | None, BeforeValidator(_without_spaces)] = Field(
        default=None, validate_default=True
    )

    @field_validator("into_tracking_number")
    @classmethod
    def _one_is_named(cls, number: str | None, info: ValidationInfo) -> str | None:
        if number is None and info.data.get("into_application_id") is None:
            raise PydanticCustomError("missing", "name the other application")
        if number is not None and not is_tracking_number(number):
            raise PydanticCustomError("string_pattern_mismatch", "this is no tracking number")
        return number

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        if self.into_tracking_number is not None:
            return inputs.MergeTask(application_id_of(TrackingNumber(self.into_tracking_number)))
        return inputs.MergeTask(ApplicationId(self.into_application_id or ""))


class WithdrawOnBehalfRequest(Request):
    """Cancel for an applicant who asked for it and quoted the number; If-Match may be `*`."""

    action: Literal["withdraw_on_behalf"]
    reason: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.WithdrawOnBehalf(self.reason)


class ReopenRequest(Request):
    """Take up again what had ended; If-Match may be `*`."""

    action: Literal["reopen"]
    reason: Line

    def wish(self) -> Action:
        """Read it as the domain's wish."""
        return inputs.Reopen(self.reason)
