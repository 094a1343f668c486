"""Is what an applicant says about himself complete and possible?

Pure field rules (rulebook 1.2, 1.4 D and F, 1.6, section 4): they name every refusal at once, one a field. Whether a
person exists is not asked here: that is the population registry's to say. Telephone numbers arrive normalised.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.field_refusal import FieldCode, FieldRefusal
from domain.identifiers import is_national_id
from domain.inputs import AnswerBy, Enclosure
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place

LONGEST_NAME = 100
LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class ClaimedAddress:
    """Where the applicant lives or works."""

    line: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class LegalPerson:
    """A company or association that asks for information (Law 4982, form EK-2)."""

    title: str | None = None
    tax_number: str | None = None
    signatory: str | None = None
    signing_document: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedApplicant:
    """What somebody says about himself; nothing of it is proven."""

    national_id: str | None = None
    given_name: str | None = None
    family_name: str | None = None
    mother_maiden_name: str | None = None
    mother_maiden_letters: str | None = None
    mobile: str | None = None
    email: str | None = None
    address: ClaimedAddress | None = None
    answer_by: AnswerBy | None = None
    legal_person: LegalPerson | None = None

    @property
    def person_number(self) -> str | None:
        """Give the number that tells this person from all others: national id, or a legal person's tax number."""
        return self.national_id if self.legal_person is None else self.legal_person.tax_number


PAPER_CHANNELS = frozenset({Channel.LETTER, Channel.FAX, Channel.IN_PERSON})
"""What comes on paper is registered first and judged afterwards (TCK 121): here only what is there must be right."""

STAFF_CHANNELS = PAPER_CHANNELS | {Channel.PHONE, Channel.EMAIL}
"""What a citizen does not type himself: an operator, a bureau or the mail gateway registers it."""

_NATURAL_PERSON = ("national_id", "given_name", "family_name")
_REQUIRED: Mapping[Channel, tuple[str, ...]] = MappingProxyType(
    {
        Channel.WEB: (*_NATURAL_PERSON, "mother_maiden_name", "mobile", "address", "answer_by"),
        Channel.EMAIL: (*_NATURAL_PERSON, "email", "address", "answer_by"),
        Channel.PHONE: (*_NATURAL_PERSON, "mother_maiden_letters", "answer_by"),
    }
)
"""What a citizen types (R-D4), a mail gives (R-D6, R-D7), an operator asks a caller (R-D1, R-D8, R-C11)."""

_OF_A_LEGAL_PERSON = frozenset({"email", "address", "answer_by"})

_MISSING = MappingProxyType(
    {
        "national_id": FieldCode.NATIONAL_ID_REQUIRED,
        "given_name": FieldCode.GIVEN_NAME_REQUIRED,
        "family_name": FieldCode.FAMILY_NAME_REQUIRED,
        "mother_maiden_name": FieldCode.MOTHER_MAIDEN_NAME_REQUIRED,
        "mother_maiden_letters": FieldCode.MOTHER_MAIDEN_LETTERS_REQUIRED,
        "mobile": FieldCode.MOBILE_REQUIRED,
        "email": FieldCode.EMAIL_REQUIRED,
        "answer_by": FieldCode.ANSWER_BY_REQUIRED,
    }
)

_NAME = re.compile(r"[^\W\d_.'’ -]+(?:[.'’ -]+[^\W\d_.'’ -]+)*\.?")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


def applicant_refusals(
    claim: ClaimedApplicant | None, kind: ApplicationKind | None, channel: Channel | None, confidential: bool
) -> Iterator[FieldRefusal]:
    """Name what is missing or impossible about the applicant; an unknown kind or channel requires nothing.

    Everybody signs but an informer (R-F1; rulebook 1.6, conflict 1).
    """
    if claim is None:
        if kind not in (None, ApplicationKind.TIP_OFF) and channel is not None and channel not in PAPER_CHANNELS:
            yield FieldRefusal("applicant", FieldCode.APPLICANT_REQUIRED)
        return
    yield from _impossible(claim)
    if channel is None or channel in PAPER_CHANNELS:
        return
    if kind not in (None, ApplicationKind.TIP_OFF):
        yield from _missing(claim, channel)
    yield from _unreachable(claim, confidential)


def legal_person_refusals(person: LegalPerson | None, kind: ApplicationKind | None) -> Iterator[FieldRefusal]:
    """Name what is wrong about a legal person, who may only ask for information (Law 4982; rulebook 1.1)."""
    if person is None:
        return
    where = "applicant.legal_person"
    if kind not in (None, ApplicationKind.INFORMATION_REQUEST):
        yield FieldRefusal(where, FieldCode.LEGAL_PERSON_ONLY_ASKS_FOR_INFORMATION)
        return
    if not person.title:
        yield FieldRefusal(f"{where}.title", FieldCode.LEGAL_PERSON_TITLE_REQUIRED)
    if not person.tax_number:
        yield FieldRefusal(f"{where}.tax_number", FieldCode.TAX_NUMBER_REQUIRED)
    elif not is_tax_number(person.tax_number):
        yield FieldRefusal(f"{where}.tax_number", FieldCode.TAX_NUMBER_WRONG)
    if not person.signatory:
        yield FieldRefusal(f"{where}.signatory", FieldCode.SIGNATORY_REQUIRED)
    if not person.signing_document:
        yield FieldRefusal(f"{where}.authority_document", FieldCode.SIGNING_DOCUMENT_REQUIRED)


_PETITION = ("given_name", "family_name", "signature", "address")
_ACCUSING = (*_PETITION, "national_id")
_BY_FAX = ("given_name", "family_name", "address", "national_id")
_OF_A_COMPANY = ("title", "signatory", "authority_document", "signature", "address")


def missing_elements(
    claim: ClaimedApplicant | None,
    kind: ApplicationKind,
    channel: Channel,
    signed: bool | None,
    enclosures: Container[Enclosure] = (),
) -> tuple[str, ...]:
    """Name what the law wants of a paper and this one lacks: it is registered, and judged by it afterwards.

    Law 3071, art. 4 (R-D11), with the national id where somebody is accused (R-D12); Law 4982, regulation, forms EK-1
    and EK-2, by fax with the national id in the signature's stead (R-D13). An informer owes nothing (R-F1), and the
    telephone of R-D3 is asked for, but no law makes a letter void without it. A signature is missing only where the
    officer says so.
    """
    if channel not in PAPER_CHANNELS or kind is ApplicationKind.TIP_OFF:
        return ()
    there = _elements_of(claim, enclosures)
    if signed is not False:
        there |= {"signature"}
    return tuple(element for element in _elements_wanted(claim, kind, channel) if element not in there)


def _elements_wanted(claim: ClaimedApplicant | None, kind: ApplicationKind, channel: Channel) -> tuple[str, ...]:
    if kind is ApplicationKind.COMPLAINT:
        return _ACCUSING
    if kind is not ApplicationKind.INFORMATION_REQUEST:
        return _PETITION
    if claim is not None and claim.legal_person is not None:
        return _OF_A_COMPANY
    return _BY_FAX if channel is Channel.FAX else _PETITION


def _elements_of(claim: ClaimedApplicant | None, enclosures: Container[Enclosure]) -> set[str]:
    if claim is None:
        return set()
    legal = claim.legal_person or LegalPerson()
    proven = legal.signing_document or Enclosure.AUTHORITY_DOCUMENT in enclosures
    elements = {
        "given_name": claim.given_name,
        "family_name": claim.family_name,
        "national_id": claim.national_id,
        "address": claim.address is not None and claim.address.line,
        "title": legal.title,
        "signatory": legal.signatory,
        "authority_document": proven,
    }
    return {name for name, there in elements.items() if there}


def is_tax_number(text: str) -> bool:
    """Tell whether this is a well-formed tax number: ten digits, the last one the check digit."""
    if len(text) != 10 or not (text.isascii() and text.isdigit()):
        return False
    total = 0
    for position, digit in enumerate(text[:9]):
        shifted = (int(digit) + 9 - position) % 10
        total += shifted * 2 ** (9 - position) % 9 or (9 if shifted else 0)
    return (10 - total % 10) % 10 == int(text[9])


def is_name(text: str) -> bool:
    """Tell whether this can be a person's name: words of letters, joined by spaces, hyphens, apostrophes or dots."""
    return len(text) <= LONGEST_NAME and _NAME.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Tell whether this can be an e-mail address that every mail server takes: ASCII, one @, a dotted domain."""
    return len(text) <= LONGEST_EMAIL and _EMAIL.fullmatch(text) is not None and ".." not in text


def _impossible(claim: ClaimedApplicant) -> Iterator[FieldRefusal]:
    if claim.national_id:
        yield from _national_id_refusal(claim.national_id)
    for name in ("given_name", "family_name", "mother_maiden_name"):
        text = getattr(claim, name)
        if text and not is_name(text):
            yield FieldRefusal(f"applicant.{name}", FieldCode.NAME_CHARACTERS)
    if claim.mother_maiden_letters and not _TWO_LETTERS.fullmatch(claim.mother_maiden_letters):
        yield FieldRefusal("applicant.mother_maiden_letters", FieldCode.MOTHER_MAIDEN_LETTERS_FORMAT)
    if claim.email and not is_email(claim.email):
        yield FieldRefusal("applicant.email", FieldCode.EMAIL_WRONG)


def _national_id_refusal(text: str) -> Iterator[FieldRefusal]:
    if len(text) != 11 or not (text.isascii() and text.isdigit()):
        yield FieldRefusal("applicant.national_id", FieldCode.NATIONAL_ID_FORMAT)
    elif not is_national_id(text):
        yield FieldRefusal("applicant.national_id", FieldCode.NATIONAL_ID_CHECKSUM)


def _missing(claim: ClaimedApplicant, channel: Channel) -> Iterator[FieldRefusal]:
    for name in _REQUIRED[channel]:
        if claim.legal_person is not None and name not in _OF_A_LEGAL_PERSON:
            continue
        if name == "address":
            yield from _missing_in_address(claim.address, FieldCode.ADDRESS_REQUIRED)
        elif not getattr(claim, name):
            yield FieldRefusal(f"applicant.{name}", _MISSING[name])


def _missing_in_address(address: ClaimedAddress | None, code: FieldCode) -> Iterator[FieldRefusal]:
    if address is None:
        yield FieldRefusal("applicant.address", code)
        return
    if not address.line:
        yield FieldRefusal("applicant.address.line", FieldCode.ADDRESS_LINE_REQUIRED)
    if address.place is None:
        yield FieldRefusal("applicant.address.province", FieldCode.PROVINCE_REQUIRED)
    elif not address.place.district:
        yield FieldRefusal("applicant.address.district", FieldCode.DISTRICT_REQUIRED)


def _unreachable(claim: ClaimedApplicant, confidential: bool) -> Iterator[FieldRefusal]:
    """Name the contact that the wished answer needs (R-D9, R-I3); a hidden applicant is answered by e-mail (R-F6)."""
    if confidential:
        if not claim.email:
            yield FieldRefusal("applicant.email", FieldCode.EMAIL_NEEDED_FOR_SECRECY)
        if claim.answer_by not in (None, AnswerBy.EMAIL):
            yield FieldRefusal("applicant.answer_by", FieldCode.SECRECY_IS_ANSWERED_BY_EMAIL)
    match claim.answer_by:
        case AnswerBy.EMAIL if not claim.email:
            yield FieldRefusal("applicant.email", FieldCode.EMAIL_NEEDED_FOR_ANSWER)
        case AnswerBy.SMS | AnswerBy.PHONE if not claim.mobile:
            yield FieldRefusal("applicant.mobile", FieldCode.MOBILE_NEEDED_FOR_ANSWER)
        case AnswerBy.POST:
            yield from _missing_in_address(claim.address, FieldCode.ADDRESS_NEEDED_FOR_ANSWER)
        case _:
            return
