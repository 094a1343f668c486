"""What did the applicant send, cleaned and in our own words?

From bytes to a `Submission`, and whatever could not be read named field by field. The fast road is one pass of
pydantic over the bytes; only a request with faults is taken apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Generic, TypeVar

import orjson
from pydantic import ValidationError

from domain.applicant import ClaimedAddress, ClaimedApplicant, LegalPerson
from domain.field_refusal import FieldCode, FieldRefusal
from domain.identifiers import InstitutionId
from domain.inputs import AboutOfficial
from domain.masking import clean_text
from domain.place import Place
from domain.submission import Submission, wants_secrecy
from services.intake.error_texts import ProblemCode
from services.intake.mobiles import mobile_number
from services.intake.places import PlaceNames
from services.intake.sent import (
    AboutOfficialSent,
    AddressSent,
    ApplicantSent,
    ApplicationSent,
    LegalPersonSent,
    PlaceSent,
    Sent,
)

SentT = TypeVar("SentT", bound=Sent)


class Unreadable(Exception):
    """The request is no JSON object in UTF-8; nothing can be said about its fields."""

    def __init__(self, code: ProblemCode) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Shaped(Generic[SentT]):
    """A request whose readable part has a shape; `refusals` name the rest."""

    sent: SentT
    refusals: tuple[FieldRefusal, ...] = ()


def shape(raw: bytes, model: type[SentT]) -> Shaped[SentT]:
    """Read the JSON of a request; raises Unreadable when it is none."""
    try:
        return Shaped(model.model_validate_json(raw))
    except ValidationError as wrong:
        if wrong.errors(include_url=False, include_input=False, include_context=False)[0]["type"] == "json_invalid":
            raise Unreadable(_unreadable_because(raw)) from None
        return _shape_of_what_is_right(raw, model, wrong)


def _unreadable_because(raw: bytes) -> ProblemCode:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return ProblemCode.WRONG_ENCODING
    return ProblemCode.NOT_JSON


def _shape_of_what_is_right(raw: bytes, model: type[SentT], wrong: ValidationError) -> Shaped[SentT]:
    content = orjson.loads(raw)
    if not isinstance(content, dict):
        raise Unreadable(ProblemCode.NOT_JSON)
    refusals = tuple(_refusals_of(wrong))
    for error in wrong.errors(include_url=False, include_input=False, include_context=False):
        _remove(content, _named(error["loc"]))
    return Shaped(model.model_validate_json(orjson.dumps(content)), refusals)


_CODES = {
    "extra_forbidden": FieldCode.FIELD_UNKNOWN,
    "string_too_long": FieldCode.VALUE_TOO_LONG,
    "enum": FieldCode.VALUE_UNKNOWN,
}
_ENUM_CODES = {"kind": FieldCode.KIND_UNKNOWN, "channel": FieldCode.CHANNEL_UNKNOWN}


def _refusals_of(wrong: ValidationError) -> Iterator[FieldRefusal]:
    for error in wrong.errors(include_url=False, include_input=False, include_context=False):
        field = ".".join(_named(error["loc"]))[:100]
        code = _CODES.get(error["type"], FieldCode.VALUE_TYPE)
        yield FieldRefusal(field, _ENUM_CODES.get(field, code) if code is FieldCode.VALUE_UNKNOWN else code)


def _named(location: Sequence[int | str]) -> list[str]:
    """Name the field where something is wrong: of a list, the list."""
    return [str(step) for step in takewhile(lambda step: isinstance(step, str), location)]


def _remove(content: dict[str, Any], location: Sequence[str]) -> None:
    *above, name = location
    within: Any = content
    for step in above:
        within = within[step]
    within.pop(name, None)


@dataclass(frozen=True, slots=True)
class Read:
    """An application as it was meant; `canonical` are the bytes that tell it from every other."""

    submission: Submission
    refusals: tuple[FieldRefusal, ...]
    canonical: bytes
    verification: str | None
    email_verification: str | None = None


def read_application(raw: bytes, places: PlaceNames) -> Read:
    """Read an application; raises Unreadable."""
    shaped = shape(raw, ApplicationSent)
    sent = shaped.sent
    found: dict[str, FieldRefusal] = {refusal.field: refusal for refusal in shaped.refusals}
    applicant = _claim(sent.applicant, sent.mother_maiden_letters, places, found)
    body = _text(sent.body)
    submission = Submission(
        kind=sent.kind,
        channel=sent.channel,
        body=body,
        subject_code=sent.subject_code or None,
        institution_id=InstitutionId(sent.institution_id) if sent.institution_id else None,
        event_place=_place("event_place", sent.event_place, places, found),
        call_province=sent.call_province or None,
        about_official=_official(sent.about_official, found),
        identity_confidential=wants_secrecy(sent.identity_confidential, body, applicant),
        applicant=applicant,
        signed=sent.signed,
        enclosures=tuple(dict.fromkeys(sent.enclosures or ())),
        appeal_of=_number(sent.appeal_of),
    )
    return Read(submission, tuple(found.values()), canonical_bytes(sent), sent.verification, sent.email_verification)


def canonical_bytes(sent: ApplicationSent) -> bytes:
    """Write what was sent in one way, whatever its spaces and order; the passing proofs are no part of it."""
    content = sent.model_dump(mode="json", exclude_none=True, exclude={"verification", "email_verification"})
    return orjson.dumps(content, option=orjson.OPT_SORT_KEYS)


Found = dict[str, FieldRefusal]


def _text(text: str | None) -> str | None:
    return clean_text(text) or None if text else None


def _name(text: str | None) -> str | None:
    return " ".join(clean_text(text).split()) or None if text else None


def _number(text: str | None) -> str | None:
    return "".join(text.split()) or None if text else None


def _place(where: str, sent: PlaceSent | None, places: PlaceNames, found: Found) -> Place | None:
    if sent is None:
        return None
    province, district = _name(sent.province), _name(sent.district)
    if province is None:
        if district is not None:
            _refuse(found, f"{where}.province", FieldCode.PROVINCE_REQUIRED)
        return None
    return places.place(province, district)


def _refuse(found: Found, field: str, code: FieldCode) -> None:
    found.setdefault(field, FieldRefusal(field, code))


def _official(sent: AboutOfficialSent | None, found: Found) -> AboutOfficial | None:
    if sent is None:
        return None
    if sent.rank is None:
        _refuse(found, "about_official.rank", FieldCode.RANK_REQUIRED)
        return None
    institution_id = InstitutionId(sent.institution_id) if sent.institution_id else None
    return AboutOfficial(_name(sent.name) or "", _name(sent.title) or "", institution_id, sent.rank)


def _claim(
    sent: ApplicantSent | None, letters: str | None, places: PlaceNames, found: Found
) -> ClaimedApplicant | None:
    if sent is None:
        return None
    claim = ClaimedApplicant(
        national_id=_number(sent.national_id),
        given_name=_name(sent.given_name),
        family_name=_name(sent.family_name),
        mother_maiden_name=_name(sent.mother_maiden_name),
        mother_maiden_letters=_number(sent.mother_maiden_letters or letters),
        mobile=_mobile(sent.mobile, found),
        email=_name(sent.email),
        address=_address(sent.address, places, found),
        answer_by=sent.answer_by,
        legal_person=_legal_person(sent.legal_person),
    )
    return None if claim == ClaimedApplicant() else claim


def _mobile(text: str | None, found: Found) -> str | None:
    written = _name(text)
    if written is None:
        return None
    number = mobile_number(written)
    if number is None:
        _refuse(found, "applicant.mobile", FieldCode.MOBILE_WRONG)
    return number


def _address(sent: AddressSent | None, places: PlaceNames, found: Found) -> ClaimedAddress | None:
    if sent is None:
        return None
    address = ClaimedAddress(_name(sent.line), _place("applicant.address", sent, places, found))
    return None if address == ClaimedAddress() else address


def _legal_person(sent: LegalPersonSent | None) -> LegalPerson | None:
    if sent is None:
        return None
    return LegalPerson(_name(sent.title), _number(sent.tax_number), _name(sent.signatory), _name(sent.signing_document))
