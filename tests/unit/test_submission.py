"""Which fields of what was sent must be mended before anything is registered?"""

from dataclasses import replace
from datetime import date

import pytest

from data.loaders import load_gazetteer
from domain.applicant import ClaimedAddress, ClaimedApplicant
from domain.field_refusal import FieldCode
from domain.identifiers import InstitutionId
from domain.inputs import AboutOfficial, AnswerBy, OfficialRank
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.submission import Known, Submission, submission_refusals
from tests.support.builders import small_registry

ON = date(2026, 3, 2)
KNOWN = Known(load_gazetteer(), small_registry(), frozenset({"10"}))
TIP_OFF = Submission(ApplicationKind.TIP_OFF, Channel.WEB, "Hastanede üç haftadır randevu verilmiyor.")
CALL = replace(TIP_OFF, channel=Channel.PHONE, call_province="06")
CALLER = ClaimedApplicant(
    national_id="10000000146",
    given_name="Ayşe",
    family_name="Yılmaz",
    mother_maiden_letters="dr",
    email="ayse@example.org",
    answer_by=AnswerBy.EMAIL,
)
ON_THE_WEB = replace(
    CALLER,
    mother_maiden_letters=None,
    mother_maiden_name="Demir",
    mobile="+905321234567",
    address=ClaimedAddress("Atatürk Cad. 12/3", Place("06", "Çankaya")),
)


def refused(submission: Submission) -> dict[str, FieldCode]:
    return {each.field: each.code for each in submission_refusals(submission, KNOWN, ON)}


@pytest.mark.requirement("R-E8")
@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        pytest.param("Ali Veli", "", {}, id="by his name"),
        pytest.param("", "Müdür", {}, id="by his title"),
        pytest.param("", "", {"about_official": FieldCode.OFFICIAL_NOT_NAMED}, id="not at all"),
    ],
)
def test_an_official_complained_of_is_named(name: str, title: str, expected: dict[str, FieldCode]) -> None:
    official = AboutOfficial(name, title, None, OfficialRank.BELOW)
    assert refused(replace(TIP_OFF, about_official=official)) == expected


@pytest.mark.requirement("R-C3")
@pytest.mark.parametrize(
    ("province", "expected"),
    [
        pytest.param("06", {}, id="a province"),
        pytest.param(None, {"call_province": FieldCode.CALL_PROVINCE_REQUIRED}, id="none"),
        pytest.param("82", {"call_province": FieldCode.PROVINCE_UNKNOWN}, id="one that does not exist"),
    ],
)
def test_a_call_comes_from_a_province(province: str | None, expected: dict[str, FieldCode]) -> None:
    assert refused(replace(CALL, call_province=province)) == expected


@pytest.mark.requirement("R-C2")
def test_a_call_comes_from_a_landline_as_well_as_from_a_mobile() -> None:
    for mobile in (None, "+905321234567"):
        claim = replace(CALLER, mobile=mobile)
        assert refused(replace(CALL, kind=ApplicationKind.COMPLAINT, applicant=claim)) == {}


@pytest.mark.requirement("R-A11")
def test_an_addressee_is_an_institution_that_exists() -> None:
    nobody = replace(TIP_OFF, institution_id=InstitutionId("99999999"))
    assert refused(nobody) == {"institution_id": FieldCode.INSTITUTION_UNKNOWN}


@pytest.mark.requirement("R-D5", "R-F6")
@pytest.mark.conflict(4)
def test_the_web_asks_everybody_for_a_mobile_and_the_hidden_for_an_email_address() -> None:
    by_post = replace(ON_THE_WEB, email=None, answer_by=AnswerBy.POST)
    form = replace(TIP_OFF, kind=ApplicationKind.COMPLAINT, applicant=by_post)
    assert refused(form) == {}
    assert refused(replace(form, applicant=replace(by_post, mobile=None))) == {
        "applicant.mobile": FieldCode.MOBILE_REQUIRED
    }
    assert refused(replace(form, identity_confidential=True)) == {
        "applicant.email": FieldCode.EMAIL_NEEDED_FOR_SECRECY,
        "applicant.answer_by": FieldCode.SECRECY_IS_ANSWERED_BY_EMAIL,
    }
