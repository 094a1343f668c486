"""May an application be registered as it was sent, and which fields must be mended first?

Form errors are refused here, all at once; every judgement of content comes after the registration (TCK 121).
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from domain.applicant import PAPER_CHANNELS, ClaimedApplicant, applicant_refusals, legal_person_refusals
from domain.confidentiality import asks_for_secrecy
from domain.field_refusal import FieldCode, FieldRefusal, first_of_each_field
from domain.identifiers import InstitutionId, is_tracking_number
from domain.inputs import AboutOfficial, Enclosure
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Gazetteer, Place

SHORTEST_BODY = 10
"""Characters: less cannot hold a definite subject (Law 3071, art. 6/a)."""

LONGEST_BODY = 16_384
"""Characters; at four bytes a character a text stays within 64 KiB."""


@dataclass(frozen=True, slots=True)
class Submission:
    """An application as it was sent, cleaned but unjudged; what could not be read is None."""

    kind: ApplicationKind | None
    channel: Channel | None
    body: str | None
    subject_code: str | None = None
    institution_id: InstitutionId | None = None
    event_place: Place | None = None
    call_province: str | None = None
    about_official: AboutOfficial | None = None
    identity_confidential: bool = False
    applicant: ClaimedApplicant | None = None
    signed: bool | None = None
    enclosures: tuple[Enclosure, ...] = ()
    appeal_of: str | None = None


def wants_secrecy(ticked: bool, body: str | None, applicant: ClaimedApplicant | None) -> bool:
    """Tell whether the identity is to be hidden: a box ticked (R-F4) or a phrase in the text (R-F7)."""
    return applicant is not None and (ticked or asks_for_secrecy(body or ""))


@dataclass(frozen=True, slots=True)
class Known:
    """What a submission may refer to."""

    places: Gazetteer
    registry: Registry
    subject_codes: Container[str]


def submission_refusals(submission: Submission, known: Known, on: date) -> tuple[FieldRefusal, ...]:
    """Name every field that must be mended, one reason a field; none means that it can be registered."""
    return first_of_each_field(_refusals(submission, known, on))


def _refusals(submission: Submission, known: Known, on: date) -> Iterator[FieldRefusal]:
    kind, channel, claim = submission.kind, submission.channel, submission.applicant
    yield from _channel_refusals(kind, channel, submission.appeal_of)
    yield from _paper_refusals(submission)
    yield from _body_refusals(submission.body)
    if submission.subject_code is not None and submission.subject_code not in known.subject_codes:
        yield FieldRefusal("subject_code", FieldCode.SUBJECT_UNKNOWN)
    yield from _institution_refusals("institution_id", submission.institution_id, known.registry, on)
    yield from place_refusals("event_place", submission.event_place, known.places)
    yield from _call_refusals(submission.call_province, channel, known.places)
    yield from _official_refusals(submission.about_official, known.registry, on)
    if claim is not None and claim.address is not None:
        yield from place_refusals("applicant.address", claim.address.place, known.places)
    yield from applicant_refusals(claim, kind, channel, submission.identity_confidential)
    if claim is not None and channel not in PAPER_CHANNELS:
        yield from legal_person_refusals(claim.legal_person, kind)


def place_refusals(where: str, place: Place | None, places: Gazetteer) -> Iterator[FieldRefusal]:
    """Name what is impossible about a place: no such province, or no such district in it."""
    if place is None:
        return
    if Place(place.province) not in places:
        yield FieldRefusal(f"{where}.province", FieldCode.PROVINCE_UNKNOWN)
    elif place not in places:
        yield FieldRefusal(f"{where}.district", FieldCode.DISTRICT_NOT_IN_PROVINCE)


def _channel_refusals(
    kind: ApplicationKind | None, channel: Channel | None, appeal_of: str | None
) -> Iterator[FieldRefusal]:
    """Refuse a request for information by telephone (R-C9); an appeal by a wrong channel is registered and then told.

    Every other square of the channel matrix is registered first (TCK 121).
    """
    if kind is None:
        yield FieldRefusal("kind", FieldCode.KIND_REQUIRED)
    elif kind is ApplicationKind.INFORMATION_REQUEST and channel is Channel.PHONE and appeal_of is None:
        yield FieldRefusal("kind", FieldCode.INFORMATION_REQUEST_BY_PHONE)
    if channel is None:
        yield FieldRefusal("channel", FieldCode.CHANNEL_REQUIRED)


def _paper_refusals(submission: Submission) -> Iterator[FieldRefusal]:
    """Refuse what only the officer who holds the paper can say, and a number that is no application's."""
    if submission.channel is not None and submission.channel not in PAPER_CHANNELS:
        if submission.signed is not None:
            yield FieldRefusal("signed", FieldCode.ONLY_ON_PAPER)
        if submission.enclosures:
            yield FieldRefusal("enclosures", FieldCode.ONLY_ON_PAPER)
    if submission.appeal_of is not None and not is_tracking_number(submission.appeal_of):
        yield FieldRefusal("appeal_of", FieldCode.TRACKING_NUMBER_WRONG)


def _body_refusals(body: str | None) -> Iterator[FieldRefusal]:
    if not body:
        yield FieldRefusal("body", FieldCode.BODY_REQUIRED)
    elif len(body) < SHORTEST_BODY:
        yield FieldRefusal("body", FieldCode.BODY_TOO_SHORT)
    elif len(body) > LONGEST_BODY:
        yield FieldRefusal("body", FieldCode.BODY_TOO_LONG)


def _institution_refusals(
    where: str, institution_id: InstitutionId | None, registry: Registry, on: date
) -> Iterator[FieldRefusal]:
    if institution_id is None:
        return
    if institution_id not in registry:
        yield FieldRefusal(where, FieldCode.INSTITUTION_UNKNOWN)
    elif not any(version.is_valid_on(on) for version in registry.versions_of(institution_id)):
        yield FieldRefusal(where, FieldCode.INSTITUTION_CLOSED)


def _call_refusals(call_province: str | None, channel: Channel | None, places: Gazetteer) -> Iterator[FieldRefusal]:
    """Want the province of a call, which decides the governorate that answers it (R-C3)."""
    if call_province is not None and Place(call_province) not in places:
        yield FieldRefusal("call_province", FieldCode.PROVINCE_UNKNOWN)
    elif call_province is None and channel is Channel.PHONE:
        yield FieldRefusal("call_province", FieldCode.CALL_PROVINCE_REQUIRED)


def _official_refusals(official: AboutOfficial | None, registry: Registry, on: date) -> Iterator[FieldRefusal]:
    """Want an official who can be found: a name or a title (R-E8)."""
    if official is None:
        return
    if not official.name and not official.title:
        yield FieldRefusal("about_official", FieldCode.OFFICIAL_NOT_NAMED)
    yield from _institution_refusals("about_official.institution_id", official.institution_id, registry, on)
