"""Which fields of an applicant must be mended before anything is registered?"""

from dataclasses import replace
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.tr import vkn

from domain.applicant import (
    ClaimedAddress,
    ClaimedApplicant,
    LegalPerson,
    applicant_refusals,
    is_email,
    is_name,
    is_tax_number,
    legal_person_refusals,
)
from domain.field_refusal import FieldCode, first_of_each_field
from domain.inputs import AnswerBy
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place

K: TypeAlias = ApplicationKind
C: TypeAlias = Channel
F: TypeAlias = FieldCode

AYSE = ClaimedApplicant(
    national_id="10000000146",
    given_name="Ayşe",
    family_name="Yılmaz",
    mother_maiden_name="Demir",
    mobile="+905321234567",
    email="ayse@example.org",
    address=ClaimedAddress("Atatürk Cad. 12/3", Place("06", "Çankaya")),
    answer_by=AnswerBy.EMAIL,
)
CALLER = ClaimedApplicant(
    national_id="10000000146",
    given_name="Ayşe",
    family_name="Yılmaz",
    mother_maiden_letters="dr",
    mobile="+905321234567",
    answer_by=AnswerBy.PHONE,
)
COMPANY = ClaimedApplicant(
    email="bilgi@example.org",
    address=AYSE.address,
    answer_by=AnswerBy.EMAIL,
    legal_person=LegalPerson("Örnek A.Ş.", "1234567890", "Ayşe Yılmaz", "İmza sirküleri 2026/4"),
)


def refusals(
    claim: ClaimedApplicant | None, kind: K | None = K.COMPLAINT, channel: C | None = C.WEB, confidential: bool = False
) -> dict[str, FieldCode]:
    return {r.field: r.code for r in first_of_each_field(applicant_refusals(claim, kind, channel, confidential))}


@pytest.mark.parametrize("kind", [kind for kind in K if kind is not K.TIP_OFF])
@pytest.mark.requirement("R-D4", "R-D8")
@pytest.mark.conflict(1)
def test_every_kind_but_a_tip_off_is_signed(kind: K) -> None:
    assert refusals(None, kind) == {"applicant": F.APPLICANT_REQUIRED}
    assert refusals(replace(AYSE, national_id=None), kind) == {"applicant.national_id": F.NATIONAL_ID_REQUIRED}
    assert refusals(AYSE, kind) == {}


@pytest.mark.parametrize("channel", list(C))
@pytest.mark.requirement("R-F1")
def test_an_informer_owes_nobody_his_name(channel: C) -> None:
    assert refusals(None, K.TIP_OFF, channel) == {}
    assert refusals(ClaimedApplicant(given_name="Ayşe"), K.TIP_OFF, channel) == {}


@pytest.mark.parametrize("channel", [C.LETTER, C.FAX, C.IN_PERSON])
def test_what_comes_on_paper_is_registered_before_it_is_judged(channel: C) -> None:
    assert refusals(None, K.COMPLAINT, channel) == {}
    assert refusals(ClaimedApplicant(family_name="Yılmaz"), K.SERVICE_REQUEST, channel) == {}
    wrong = ClaimedApplicant(national_id="10000000147")
    assert refusals(wrong, K.SERVICE_REQUEST, channel) == {"applicant.national_id": F.NATIONAL_ID_CHECKSUM}


@pytest.mark.parametrize(
    ("channel", "field", "code"),
    [
        pytest.param(C.WEB, "given_name", F.GIVEN_NAME_REQUIRED, id="web, given name"),
        pytest.param(C.WEB, "family_name", F.FAMILY_NAME_REQUIRED, id="web, family name"),
        pytest.param(C.WEB, "mother_maiden_name", F.MOTHER_MAIDEN_NAME_REQUIRED, id="web, the full maiden name (R-D4)"),
        pytest.param(C.WEB, "mobile", F.MOBILE_REQUIRED, id="web, a mobile for the code (R-D5)"),
        pytest.param(C.WEB, "address", F.ADDRESS_REQUIRED, id="web, an address (Law 3071, art. 4)"),
        pytest.param(C.WEB, "answer_by", F.ANSWER_BY_REQUIRED, id="web, how to answer"),
        pytest.param(C.WEB, "national_id", F.NATIONAL_ID_REQUIRED, id="web, national id"),
        pytest.param(C.EMAIL, "email", F.EMAIL_REQUIRED, id="e-mail, the address it came from"),
        pytest.param(C.EMAIL, "address", F.ADDRESS_REQUIRED, id="e-mail, an address"),
    ],
)
@pytest.mark.requirement("R-D4", "R-D5", "R-D6", "R-D8", "R-D11")
def test_a_missing_field_is_named(channel: C, field: str, code: FieldCode) -> None:
    assert refusals(replace(AYSE, **{field: None}), K.SERVICE_REQUEST, channel) == {f"applicant.{field}": code}


@pytest.mark.requirement("R-D1", "R-D8", "R-C11")
@pytest.mark.parametrize(
    ("field", "code"),
    [
        pytest.param("national_id", F.NATIONAL_ID_REQUIRED, id="the national id (R-D1)"),
        pytest.param("mother_maiden_letters", F.MOTHER_MAIDEN_LETTERS_REQUIRED, id="the two letters (R-D1)"),
        pytest.param("given_name", F.GIVEN_NAME_REQUIRED, id="the given name (R-D8, R-C11)"),
        pytest.param("family_name", F.FAMILY_NAME_REQUIRED, id="the family name (R-D8, R-C11)"),
        pytest.param("answer_by", F.ANSWER_BY_REQUIRED, id="how to answer (R-D9)"),
        pytest.param("mobile", F.MOBILE_NEEDED_FOR_ANSWER, id="the telephone, to be called back (R-D8, R-D9)"),
    ],
)
def test_the_operator_records_what_a_caller_must_tell(field: str, code: FieldCode) -> None:
    assert refusals(CALLER, K.COMPLAINT, C.PHONE) == {}
    assert refusals(replace(CALLER, **{field: None}), K.COMPLAINT, C.PHONE) == {f"applicant.{field}": code}


@pytest.mark.requirement("R-D1")
@pytest.mark.conflict(3)
def test_the_full_maiden_name_is_not_asked_for_by_telephone_nor_the_letters_on_the_web() -> None:
    assert refusals(replace(CALLER, mother_maiden_name=None), K.COMPLAINT, C.PHONE) == {}
    assert refusals(replace(AYSE, mother_maiden_letters=None), K.COMPLAINT, C.WEB) == {}


@pytest.mark.parametrize("letters", ["d", "drm", "d1", "d ", "d-"])
@pytest.mark.requirement("R-D1")
def test_the_letters_are_two_letters(letters: str) -> None:
    claim = replace(CALLER, mother_maiden_letters=letters)
    assert refusals(claim, K.COMPLAINT, C.PHONE) == {"applicant.mother_maiden_letters": F.MOTHER_MAIDEN_LETTERS_FORMAT}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param("10000000147", F.NATIONAL_ID_CHECKSUM, id="one wrong digit"),
        pytest.param("11111111110", F.NATIONAL_ID_CHECKSUM, id="invented, though its checksum is right"),
        pytest.param("00000000000", F.NATIONAL_ID_CHECKSUM, id="begins with zero"),
        pytest.param("1000000014", F.NATIONAL_ID_FORMAT, id="ten digits"),
        pytest.param("100000001466", F.NATIONAL_ID_FORMAT, id="twelve digits"),
        pytest.param("1000000014x", F.NATIONAL_ID_FORMAT, id="a letter"),
        pytest.param("١٠٠٠٠٠٠٠١٤٦", F.NATIONAL_ID_FORMAT, id="digits of another script"),
    ],
)
@pytest.mark.requirement("R-D2", "R-D7")
def test_a_wrong_national_id_is_refused_for_any_kind(number: str, code: FieldCode) -> None:
    for kind in (K.COMPLAINT, K.TIP_OFF, None):
        assert refusals(replace(AYSE, national_id=number), kind) == {"applicant.national_id": code}


@pytest.mark.requirement("R-B2")
def test_a_foreign_resident_applies_with_his_own_number() -> None:
    assert refusals(replace(AYSE, national_id="99000000036")) == {"applicant.national_id": F.NATIONAL_ID_CHECKSUM}
    assert refusals(replace(AYSE, national_id="99000000042")) == {}


@pytest.mark.parametrize(
    ("answer_by", "without", "field", "code"),
    [
        pytest.param(AnswerBy.EMAIL, "email", "applicant.email", F.EMAIL_NEEDED_FOR_ANSWER, id="e-mail"),
        pytest.param(AnswerBy.SMS, "mobile", "applicant.mobile", F.MOBILE_REQUIRED, id="sms; the web needs it anyway"),
        pytest.param(AnswerBy.PHONE, "mobile", "applicant.mobile", F.MOBILE_REQUIRED, id="phone"),
        pytest.param(AnswerBy.POST, "address", "applicant.address", F.ADDRESS_REQUIRED, id="post"),
    ],
)
@pytest.mark.requirement("R-D9", "R-I3")
def test_an_answer_needs_its_contact(answer_by: AnswerBy, without: str, field: str, code: FieldCode) -> None:
    claim = replace(AYSE, answer_by=answer_by, **{without: None})
    assert refusals(claim)[field] is code


@pytest.mark.requirement("R-D9")
def test_an_informer_who_wants_an_answer_must_be_reachable() -> None:
    assert refusals(ClaimedApplicant(answer_by=AnswerBy.SMS), K.TIP_OFF) == {
        "applicant.mobile": F.MOBILE_NEEDED_FOR_ANSWER
    }
    assert refusals(ClaimedApplicant(answer_by=AnswerBy.POST), K.TIP_OFF) == {
        "applicant.address": F.ADDRESS_NEEDED_FOR_ANSWER
    }


def test_a_letter_needs_a_line_a_province_and_a_district() -> None:
    nowhere = replace(AYSE, address=ClaimedAddress(None, None))
    assert refusals(nowhere) == {
        "applicant.address.line": F.ADDRESS_LINE_REQUIRED,
        "applicant.address.province": F.PROVINCE_REQUIRED,
    }
    province_only = replace(AYSE, address=ClaimedAddress("Atatürk Cad. 12", Place("06")))
    assert refusals(province_only) == {"applicant.address.district": F.DISTRICT_REQUIRED}


@pytest.mark.requirement("R-F6")
def test_hidden_identity_is_answered_by_email_alone() -> None:
    assert refusals(AYSE, confidential=True) == {}
    assert refusals(replace(AYSE, answer_by=AnswerBy.SMS, email=None), confidential=True) == {
        "applicant.email": F.EMAIL_NEEDED_FOR_SECRECY,
        "applicant.answer_by": F.SECRECY_IS_ANSWERED_BY_EMAIL,
    }


def test_legal_persons_ask_for_information_and_nothing_else() -> None:
    assert refusals(COMPANY, K.INFORMATION_REQUEST) == {}
    assert [r.code for r in legal_person_refusals(COMPANY.legal_person, K.INFORMATION_REQUEST)] == []
    assert [r.code for r in legal_person_refusals(COMPANY.legal_person, K.COMPLAINT)] == [
        F.LEGAL_PERSON_ONLY_ASKS_FOR_INFORMATION
    ]


def test_a_legal_person_is_named_signed_and_proven() -> None:
    assert [r.field for r in legal_person_refusals(LegalPerson(), K.INFORMATION_REQUEST)] == [
        "applicant.legal_person.title",
        "applicant.legal_person.tax_number",
        "applicant.legal_person.signatory",
        "applicant.legal_person.authority_document",
    ]
    wrong = LegalPerson("Örnek A.Ş.", "1234567891", "Ayşe Yılmaz", "İmza sirküleri")
    assert [r.code for r in legal_person_refusals(wrong, K.INFORMATION_REQUEST)] == [F.TAX_NUMBER_WRONG]


@given(st.text("0123456789", min_size=10, max_size=10))
def test_a_tax_number_is_what_the_reference_says(digits: str) -> None:
    assert is_tax_number(digits) == vkn.is_valid(digits)
    assert is_tax_number(digits[:9] + vkn.calc_check_digit(digits[:9]))


@pytest.mark.parametrize("name", ["Ayşe", "Mehmet Ali", "Yılmaz-Demir", "O'Brien", "Müller", "Şükrü Ö.", "Nguyễn"])
def test_real_names_are_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize("name", ["", "123", "Ayşe1", "<b>", "Ay\nşe", "-", "Ayşe;", "a" * 101])
def test_what_is_no_name_is_refused(name: str) -> None:
    assert not is_name(name)


@pytest.mark.parametrize("email", ["ayse@example.org", "a.b+c@x-y.com.tr"])
def test_addresses_that_mail_servers_take(email: str) -> None:
    assert is_email(email)


@pytest.mark.parametrize(
    "email",
    ["", "ayse", "ayse@", "@example.org", "ayse@example", "a b@example.org", "ayşe@example.org", "a@x..org",
     "a@example.org\r\nBcc: b@example.org", "a" * 250 + "@x.org"],
)  # fmt: skip
@pytest.mark.requirement("R-D7")
def test_addresses_that_no_mail_server_takes(email: str) -> None:
    assert not is_email(email)


def test_without_kind_or_channel_nothing_is_required_but_what_is_there_must_be_right() -> None:
    assert refusals(ClaimedApplicant(), None, None) == {}
    assert refusals(ClaimedApplicant(email="x"), None, None) == {"applicant.email": F.EMAIL_WRONG}
