"""How does everything get its name, and how is a wrong number noticed?

Ids are derived, never drawn: the same cause gives the same id again, so a repeated input is recognised for what it is.
Each derivation puts its kind first and free text last, so that no two of them can meet.
"""

from hashlib import sha1
from typing import NewType
from uuid import UUID

ApplicationId = NewType("ApplicationId", str)
InstitutionId = NewType("InstitutionId", str)
TaskId = NewType("TaskId", str)
FactId = NewType("FactId", str)
InputId = NewType("InputId", str)
NoticeId = NewType("NoticeId", str)
TrackingNumber = NewType("TrackingNumber", str)
NationalId = NewType("NationalId", str)

TRACKING_NUMBER_LENGTH = 18

_NAMESPACE = UUID("3f0c3b0e-6b5a-5d5e-9a54-1b1c2a7e2006").bytes
"""Never changes: every id ever given depends on it."""
_PLACEHOLDER_NUMBERS = frozenset({"12345678950"} | {digit * 10 + "0" for digit in "123456789"})


def check_digit(digits: str) -> str:
    """Compute the ISO 7064 MOD 11,10 check digit; it catches every wrong digit and nearly every swap of neighbours."""
    product = 10
    for digit in digits:
        total = (product + int(digit)) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def has_valid_check_digit(digits: str) -> bool:
    """Tell whether the last of these decimal digits is the check digit of the others."""
    return len(digits) > 1 and _is_decimal(digits) and check_digit(digits[:-1]) == digits[-1]


def tracking_number_of(digest: bytes) -> TrackingNumber:
    """Turn a keyed digest into 17 digits and a check digit, the number a citizen quotes (architecture, decision 8.1).

    Raises ValueError if the digest is shorter than the eight bytes it needs.
    """
    if len(digest) < 8:
        raise ValueError("a tracking number needs a digest of at least eight bytes")
    digits = f"{int.from_bytes(digest[:8], 'big') % 10**17:017d}"
    return TrackingNumber(digits + check_digit(digits))


def is_tracking_number(text: str) -> bool:
    """Tell whether this could be a tracking number: 18 digits, the last one right."""
    return len(text) == TRACKING_NUMBER_LENGTH and has_valid_check_digit(text)


def application_id_of(number: TrackingNumber) -> ApplicationId:
    """Name the application that has this tracking number."""
    return ApplicationId(_derived("application", number))


def fact_id_of(input_id: InputId, ordinal: int) -> FactId:
    """Name the fact that came out at this place, from 0, when the input was decided."""
    return FactId(_derived("fact", str(ordinal), input_id))


def clock_input_id(clock_id: str, clock_version: int, stage: str) -> InputId:
    """Name the input that says this stage of this clock fell due, whichever eye saw it."""
    return InputId(_derived("clock", str(clock_version), stage, clock_id))


def part_id_of(input_id: InputId, part: str) -> str:
    """Name a part of what an input brings about: a task it gives, a text it files."""
    return _named_uuid(UUID(input_id).bytes, part)


def withdrawal_id_of(application_id: ApplicationId) -> InputId:
    """Name the withdrawal of an application: however often it is asked for, it is one wish."""
    return InputId(_derived("withdrawal", application_id))


def related_input_id(fact_id: FactId, application_id: ApplicationId) -> InputId:
    """Name what a fact about one application asks of another."""
    return InputId(_derived("related", fact_id, application_id))


def calendar_input_id(application_id: ApplicationId, revision: int) -> InputId:
    """Name the recount of one application's dates under a changed calendar."""
    return InputId(_derived("calendar", str(revision), application_id))


def succession_input_id(application_id: ApplicationId, institution_id: InstitutionId) -> InputId:
    """Name the handing over of a closed institution's tasks about one application."""
    return InputId(_derived("succession", institution_id, application_id))


def answer_id_of(question_id: str) -> InputId:
    """Name the applicant's answer to a question: however often it is sent, the first one counts."""
    return InputId(_derived("answer", question_id))


def action_id_of(institution_id: InstitutionId, idempotency_key: str) -> InputId:
    """Name the action an institution asked for under its own Idempotency-Key."""
    return InputId(_derived("action", institution_id, idempotency_key))


def notice_id_of(fact_id: FactId, channel: str) -> NoticeId:
    """Name the one notice that tells this fact by this channel."""
    return NoticeId(_derived("notice", fact_id, channel))


def is_national_id(text: str) -> bool:
    """Tell whether this is a well-formed identity number of a citizen or, beginning with 99, of a foreigner.

    Eleven digits, two check digits, and none of the invented numbers that pass them (rulebook, section 4).
    """
    return len(text) == 11 and _is_decimal(text) and _has_identity_check_digits(text) and not _is_placeholder(text)


def is_foreigner_number(text: str) -> bool:
    """Tell whether this is a well-formed identity number of a foreigner (prefix 99)."""
    return text.startswith("99") and is_national_id(text)


def _has_identity_check_digits(text: str) -> bool:
    digits = [int(digit) for digit in text]
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    eleventh = sum(digits[:10]) % 10
    return digits[0] != 0 and digits[9:] == [tenth, eleventh]


def _is_placeholder(text: str) -> bool:
    return text in _PLACEHOLDER_NUMBERS


def _is_decimal(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _derived(kind: str, *parts: str) -> str:
    return _named_uuid(_NAMESPACE, "|".join((kind, *parts)))


def _named_uuid(namespace: bytes, name: str) -> str:
    """Write the UUID of version 5 (RFC 9562, 5.5) that `uuid.uuid5` makes, without an object on the way: half its time.

    Every fact, task and text has one, so it is asked for more often than anything else.
    """
    digest = bytearray(sha1(namespace + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
