"""For which reasons can one field of an application be refused?

The codes are stable: clients match them, the texts for people are looked up by them in one table.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class FieldCode(StrEnum):
    """Why a field is refused."""

    VALUE_TYPE = "value_type"
    VALUE_UNKNOWN = "value_unknown"
    VALUE_TOO_LONG = "value_too_long"
    FIELD_UNKNOWN = "field_unknown"

    KIND_REQUIRED = "kind_required"
    KIND_UNKNOWN = "kind_unknown"
    CHANNEL_REQUIRED = "channel_required"
    CHANNEL_UNKNOWN = "channel_unknown"
    INFORMATION_REQUEST_BY_PHONE = "information_request_by_phone"
    BODY_REQUIRED = "body_required"
    BODY_TOO_SHORT = "body_too_short"
    BODY_TOO_LONG = "body_too_long"
    SUBJECT_UNKNOWN = "subject_unknown"
    INSTITUTION_UNKNOWN = "institution_unknown"
    INSTITUTION_CLOSED = "institution_closed"
    PROVINCE_REQUIRED = "province_required"
    PROVINCE_UNKNOWN = "province_unknown"
    DISTRICT_REQUIRED = "district_required"
    DISTRICT_NOT_IN_PROVINCE = "district_not_in_province"
    CALL_PROVINCE_REQUIRED = "call_province_required"
    OFFICIAL_NOT_NAMED = "official_not_named"
    RANK_REQUIRED = "rank_required"

    APPLICANT_REQUIRED = "applicant_required"
    NATIONAL_ID_REQUIRED = "national_id_required"
    NATIONAL_ID_FORMAT = "national_id_format"
    NATIONAL_ID_CHECKSUM = "national_id_checksum"
    GIVEN_NAME_REQUIRED = "given_name_required"
    FAMILY_NAME_REQUIRED = "family_name_required"
    NAME_CHARACTERS = "name_characters"
    MOTHER_MAIDEN_NAME_REQUIRED = "mother_maiden_name_required"
    MOTHER_MAIDEN_LETTERS_REQUIRED = "mother_maiden_letters_required"
    MOTHER_MAIDEN_LETTERS_FORMAT = "mother_maiden_letters_format"
    MOBILE_REQUIRED = "mobile_required"
    MOBILE_WRONG = "mobile_wrong"
    MOBILE_NEEDED_FOR_ANSWER = "mobile_needed_for_answer"
    EMAIL_REQUIRED = "email_required"
    EMAIL_WRONG = "email_wrong"
    EMAIL_NEEDED_FOR_ANSWER = "email_needed_for_answer"
    EMAIL_NEEDED_FOR_SECRECY = "email_needed_for_secrecy"
    ADDRESS_REQUIRED = "address_required"
    ADDRESS_LINE_REQUIRED = "address_line_required"
    ADDRESS_NEEDED_FOR_ANSWER = "address_needed_for_answer"
    ANSWER_BY_REQUIRED = "answer_by_required"
    SECRECY_IS_ANSWERED_BY_EMAIL = "secrecy_is_answered_by_email"
    LEGAL_PERSON_ONLY_ASKS_FOR_INFORMATION = "legal_person_only_asks_for_information"
    LEGAL_PERSON_TITLE_REQUIRED = "legal_person_title_required"
    TAX_NUMBER_REQUIRED = "tax_number_required"
    TAX_NUMBER_WRONG = "tax_number_wrong"
    SIGNATORY_REQUIRED = "signatory_required"
    SIGNING_DOCUMENT_REQUIRED = "signing_document_required"

    VERIFICATION_REQUIRED = "verification_required"
    VERIFICATION_WRONG = "verification_wrong"
    VERIFICATION_CODE_WRONG = "verification_code_wrong"
    EMAIL_VERIFICATION_REQUIRED = "email_verification_required"
    EMAIL_VERIFICATION_WRONG = "email_verification_wrong"
    ONE_ADDRESS_AT_A_TIME = "one_address_at_a_time"

    ONLY_ON_PAPER = "only_on_paper"
    TRACKING_NUMBER_WRONG = "tracking_number_wrong"
    ANSWER_REQUIRED = "answer_required"


@dataclass(frozen=True, slots=True)
class FieldRefusal:
    """One field by its dotted name in the request, and why it is refused."""

    field: str
    code: FieldCode


def first_of_each_field(refusals: Iterable[FieldRefusal]) -> tuple[FieldRefusal, ...]:
    """Keep one reason a field, the first named."""
    kept: dict[str, FieldRefusal] = {}
    for refusal in refusals:
        kept.setdefault(refusal.field, refusal)
    return tuple(kept.values())
