"""Which smaller objects do several events share?"""

from datetime import date, datetime
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from domain.inputs import AnswerBy, OfficialRank
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel, LegalRegime
from schemas.base import WireModel

Uuid = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
InstitutionNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
TrackingDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{18}$")]
Plate = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|[1-7][0-9]|8[01])$")]
SubjectCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
ElementName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]
SubSubjectCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}\.[0-9]{2}$")]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Moment = AwareDatetime
LONGEST_TEXT = 16_384
"""Characters; at four bytes a character a text stays within 64 KiB."""
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=500)]


class PlaceV1(WireModel):
    """A province by plate code and, where known, one of its districts by name."""

    province: Plate
    district: str | None = None


class AboutOfficialV1(WireModel):
    """The official complained of."""

    name: str = Field(max_length=200)
    title: str = Field(max_length=200)
    institution_id: InstitutionNumber | None = None
    rank: OfficialRank


class SealedApplicantV1(WireModel):
    """The applicant in sealed boxes (base64): nobody who reads the log can open them."""

    contact: str | None = None
    identity: str
    person_mac: str


class TextRefV1(WireModel):
    """One text by id and hash; `text` itself only in the copies on an institution's own topic."""

    text_id: Uuid
    sha256: Sha256
    characters: int
    text: str | None = None


class ReasonV1(WireModel):
    """One step of the routing decision: a stable code and a Turkish sentence."""

    code: str
    text: str


class ProposalV1(WireModel):
    """An institution that the rules would have chosen."""

    institution_id: InstitutionNumber
    subject_code: SubjectCode | None = None


class StageV1(WireModel):
    """A stage of a clock and the legal moment at which it is due."""

    stage: Stage
    at: Moment


class RemedyV1(WireModel):
    """Where the applicant may turn next, and until which date."""

    to: ShortText
    until_on: str | None = None


class ApplicationSummaryV1(WireModel):
    """What an institution must know of an application it is given; filled in on its own topic."""

    tracking_number: TrackingDigits
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    subject_code: SubjectCode | None
    place: PlaceV1 | None
    received_at: datetime
    received_on: date
    due_on: date
    identity_confidential: bool
    anonymous: bool
    answer_by: AnswerBy
