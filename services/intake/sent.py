"""What does a request say, before anybody judges it? The shapes of the JSON that intake takes (http-api.md).

Every field may be missing, so that all that is wrong is named at once; a field nobody knows is refused, since a
misspelt `identity_confidential` must not pass unnoticed.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from domain.inputs import AnswerBy, Enclosure, OfficialRank
from domain.legal_regime import ApplicationKind, Channel

Line = Annotated[str, StringConstraints(max_length=300)]
Title = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[str, StringConstraints(max_length=40)]


class Sent(BaseModel):
    """One JSON object of a request."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


class PlaceSent(Sent):
    """A province by plate code, and one of its districts by name."""

    province: Code | None = Field(None, examples=["06"])
    district: Title | None = Field(None, examples=["Çankaya"])


class AddressSent(PlaceSent):
    """Where letters reach the applicant."""

    line: Line | None = Field(None, examples=["Atatürk Cad. 12/3"])


class LegalPersonSent(Sent):
    """A company or association; only in information requests."""

    title: Title | None = None
    tax_number: Code | None = None
    signatory: Title | None = None
    signing_document: Line | None = Field(None, alias="authority_document")


class ApplicantSent(Sent):
    """Who applies."""

    national_id: Code | None = Field(None, examples=["10000000146"])
    given_name: Title | None = Field(None, examples=["Ayşe"])
    family_name: Title | None = Field(None, examples=["Yılmaz"])
    mother_maiden_name: Title | None = Field(None, description="Full name; on the web. Checked, never kept.")
    mother_maiden_letters: Code | None = Field(None, description="First and last letter; by telephone.")
    mobile: Code | None = Field(None, examples=["+905321234567"])
    email: Line | None = Field(None, examples=["ayse@example.org"])
    address: AddressSent | None = None
    answer_by: AnswerBy | None = None
    legal_person: LegalPersonSent | None = None


class AboutOfficialSent(Sent):
    """The official complained of."""

    name: Title | None = None
    title: Title | None = None
    institution_id: Code | None = None
    rank: OfficialRank | None = None


class ApplicationSent(Sent):
    """An application; `applicant: null` makes it anonymous."""

    kind: ApplicationKind | None = None
    channel: Channel | None = None
    body: str | None = Field(None, examples=["Sokağımızda iki haftadır çöp toplanmıyor..."])
    subject_code: Code | None = Field(None, examples=["22"])
    institution_id: Code | None = None
    event_place: PlaceSent | None = None
    call_province: Code | None = Field(None, description="Plate code of the province a call came from.")
    mother_maiden_letters: Code | None = Field(None, description="May stand here or with the applicant.")
    about_official: AboutOfficialSent | None = None
    identity_confidential: bool = False
    applicant: ApplicantSent | None = None
    signed: bool | None = Field(None, description="On paper: whether it bears a signature.")
    enclosures: list[Enclosure] | None = Field(None, description="On paper: what was enclosed.")
    appeal_of: Code | None = Field(None, description="Tracking number of the application appealed about.")
    verification: Line | None = Field(None, description="What POST /v1/verifications/confirm returned for the mobile.")
    email_verification: Line | None = Field(None, description="What it returned for the e-mail address.")


class TrackingSent(Sent):
    """What opens an application: its number with the national id, or with the secret of the receipt."""

    tracking_number: Code | None = None
    national_id: Code | None = Field(None, description="Of a legal person: the tax number.")
    tracking_secret: Code | None = None


class WithdrawalSent(TrackingSent):
    """The wish to withdraw."""

    reason: str | None = None


class AnswerSent(TrackingSent):
    """The answer to a question of the institution."""

    question_id: Code | None = None
    body: str | None = None


class AppealSent(TrackingSent):
    """The wish for a printable appeal to the Review Board."""

    grounds: str | None = None


class VerificationSent(Sent):
    """The mobile or the e-mail address a code is sent to; one of the two."""

    mobile: Code | None = None
    email: Line | None = None


class ConfirmationSent(VerificationSent):
    """The code that arrived."""

    code: Code | None = None
