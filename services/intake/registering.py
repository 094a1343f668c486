"""How does an acceptable submission become a number, a receipt and one input on the log?

Pure but for the random numbers in the sealed boxes: the same person, key and content give the same number again.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, TypeVar

from domain.applicant import PAPER_CHANNELS, ClaimedApplicant, missing_elements
from domain.identifiers import (
    ApplicationId,
    InputId,
    InstitutionId,
    NationalId,
    TrackingNumber,
    application_id_of,
    tracking_number_of,
)
from domain.inputs import AnswerBy, ApplicationSubmitted, IdentityCheck, SealedApplicant
from domain.masking import Identity, mask
from domain.submission import LONGEST_BODY, Submission
from runtime.tokens import Principal
from runtime.vault import Macs, seal
from schemas.contact import AddressV1, ContactV1
from services.intake.mobiles import subscriber_digits

T = TypeVar("T")

ANONYMOUS_SCOPE = "anonymous"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an application is known by; `digest` also tells its content from any other under the same number."""

    application_id: ApplicationId
    tracking_number: TrackingNumber
    digest: bytes


@dataclass(frozen=True, slots=True)
class Boxes:
    """The public keys of the two sealed boxes: the notifier's and the vault's."""

    contact: bytes
    identity: bytes


class TextGrewTooLong(Exception):
    """The masked text no longer fits; only a text of nothing but names gets there."""


def scope_of(submission: Submission, principal: Principal | None, macs: Macs) -> str:
    """Name in whose name an Idempotency-Key counts: the person, else the officer, else everybody unnamed."""
    claim = submission.applicant
    if claim is not None and claim.person_number is not None:
        return macs.person_mac(NationalId(claim.person_number))
    return ANONYMOUS_SCOPE if principal is None else f"{principal.institution_id}:{principal.officer}"


def numbers_of(scope: str, key: str, canonical: bytes, macs: Macs) -> Numbers:
    """Derive the number from who asks, under which key, for what: a retry needs no look-up (decision 8.1)."""
    digest = macs.number_digest(scope, key, canonical)
    number = tracking_number_of(digest)
    return Numbers(application_id_of(number), number, digest)


def submitted_of(
    submission: Submission,
    numbers: Numbers,
    macs: Macs,
    boxes: Boxes,
    received_at: datetime,
    *,
    key_reuse_unchecked: bool,
    identity_check: IdentityCheck = IdentityCheck.NOT_ASKED,
    registered_at: InstitutionId | None = None,
) -> ApplicationSubmitted:
    """Write the input: the text masked, the person sealed; raises TextGrewTooLong.

    `registered_at` is the institution whose officer registers it: of a paper it is the bureau where that came in.
    """
    claim, application_id = submission.applicant, numbers.application_id
    kind, channel = _certain(submission.kind), _certain(submission.channel)
    person = None if claim is None else claim.person_number
    address = None if claim is None else claim.address
    return ApplicationSubmitted(
        input_id=InputId(application_id),
        application_id=application_id,
        tracking_number=numbers.tracking_number,
        kind=kind,
        channel=channel,
        body=_masked_body(submission),
        received_at=received_at,
        answer_by=AnswerBy.NONE if claim is None or claim.answer_by is None else claim.answer_by,
        content_hash=numbers.digest.hex(),
        tracking_factor=None if person is None else macs.tracking_factor(NationalId(person), application_id),
        subject_code=submission.subject_code,
        institution_id=submission.institution_id,
        event_place=submission.event_place,
        residence=None if address is None else address.place,
        call_province=submission.call_province,
        about_official=submission.about_official,
        identity_confidential=submission.identity_confidential,
        applicant=None if claim is None else _sealed(claim, submission.body or "", application_id, macs, boxes),
        key_reuse_unchecked=key_reuse_unchecked,
        identity_check=identity_check,
        signed=submission.signed,
        elements_missing=missing_elements(claim, kind, channel, submission.signed, submission.enclosures),
        enclosures=submission.enclosures,
        appeal_of=_appealed_about(submission),
        bureau_institution_id=registered_at if channel in PAPER_CHANNELS else None,
    )


def _appealed_about(submission: Submission) -> ApplicationId | None:
    return None if submission.appeal_of is None else application_id_of(TrackingNumber(submission.appeal_of))


def identity_of(claim: ClaimedApplicant) -> Identity:
    """List what must not be read in the applicant's text."""
    legal = claim.legal_person
    names = (claim.given_name, claim.family_name, None if legal is None else legal.signatory)
    numbers = (claim.person_number, claim.mobile and subscriber_digits(claim.mobile))
    return Identity(
        tuple(name for name in names if name),
        tuple(number for number in numbers if number),
        (claim.email,) if claim.email else (),
    )


def _masked_body(submission: Submission) -> str:
    body = submission.body or ""
    if submission.applicant is None:
        return body
    masked = mask(body, identity_of(submission.applicant))
    if len(masked) > LONGEST_BODY:
        raise TextGrewTooLong
    return masked


def _sealed(
    claim: ClaimedApplicant, body: str, application_id: ApplicationId, macs: Macs, boxes: Boxes
) -> SealedApplicant:
    """Close both boxes; who gave no number gets a hash of his own, so that nobody is taken for somebody else."""
    contact = _contact(claim)
    return SealedApplicant(
        contact=seal(boxes.contact, contact) if contact else None,
        identity=seal(boxes.identity, {**_identity(claim), "body": body}),
        person_mac=macs.person_mac(NationalId(claim.person_number or application_id)),
    )


def _contact(claim: ClaimedApplicant) -> dict[str, Any]:
    """Give the notifier what it needs to reach the applicant, by the wished road and no other data."""
    if claim.answer_by is None:
        return {}
    legal = claim.legal_person
    names = (claim.given_name, claim.family_name) if legal is None else (legal.title,)
    contact = ContactV1(
        name=" ".join(name for name in names if name) or None,
        email=claim.email,
        mobile=claim.mobile,
        address=_postal_address(claim) if claim.answer_by is AnswerBy.POST else None,
    )
    return contact.model_dump(exclude_none=True)


def _postal_address(claim: ClaimedApplicant) -> AddressV1 | None:
    address = claim.address
    if address is None or address.line is None or address.place is None:
        return None
    return AddressV1(line=address.line, province=address.place.province, district=address.place.district)


def _identity(claim: ClaimedApplicant) -> dict[str, Any]:
    """Give the vault who applied; the mother's name was only a check and is not kept (rulebook 1.6, conflict 3)."""
    known = {
        "national_id": claim.national_id,
        "given_name": claim.given_name,
        "family_name": claim.family_name,
        "mobile": claim.mobile,
        "email": claim.email,
        "address": _address(claim),
        "legal_person": None if claim.legal_person is None else asdict(claim.legal_person),
    }
    return {name: value for name, value in known.items() if value}


def _address(claim: ClaimedApplicant) -> dict[str, Any] | None:
    address = claim.address
    if address is None:
        return None
    place = address.place
    return {
        "line": address.line,
        "province": None if place is None else place.province,
        "district": None if place is None else place.district,
    }


def _certain(value: T | None) -> T:
    if value is None:
        raise ValueError("a submission without kind or channel is refused before it is registered")
    return value
