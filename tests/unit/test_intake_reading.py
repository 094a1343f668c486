"""Is a request understood as it was meant, and is everything wrong with it named at once?"""

from contextlib import suppress
from typing import TypeAlias

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.loaders import load_gazetteer
from domain.applicant import ClaimedAddress, LegalPerson
from domain.field_refusal import FieldCode
from domain.inputs import AnswerBy, Enclosure
from domain.place import Place
from services.intake.error_texts import ProblemCode
from services.intake.mobiles import is_turkish, mobile_number, subscriber_digits
from services.intake.places import PlaceNames
from services.intake.reading import Read, Unreadable, read_application
from tests.support.intake import COMPLAINT, changed

F: TypeAlias = FieldCode

PLACES = PlaceNames(load_gazetteer())


def read(request: object) -> Read:
    return read_application(orjson.dumps(request), PLACES)


def refused(request: object) -> dict[str, FieldCode]:
    return {refusal.field: refusal.code for refusal in read(request).refusals}


def test_a_whole_request_is_read_as_it_stands():
    submission = read(COMPLAINT).submission
    assert submission.event_place == Place("06", "Çankaya")
    assert submission.applicant is not None
    assert submission.applicant.mobile == "+905321234567"
    assert submission.applicant.answer_by is AnswerBy.EMAIL
    assert submission.applicant.address == ClaimedAddress("Atatürk Cad. 12/3", Place("06", "Çankaya"))
    assert refused(COMPLAINT) == {}


def test_what_citizens_type_is_tidied():
    applicant = {"national_id": " 100 0000 0146 ", "given_name": " Ayşe \n Nur ", "mobile": "0 (532) 123 45 67"}
    submission = read(
        changed(applicant=applicant, body=" a\r\nb\x00 ", event_place={"province": "06", "district": "CANKAYA"})
    ).submission
    assert submission.applicant is not None
    assert submission.applicant.national_id == "10000000146"
    assert submission.applicant.given_name == "Ayşe Nur"
    assert submission.applicant.mobile == "+905321234567"
    assert submission.body == "a\nb"
    assert submission.event_place == Place("06", "Çankaya")


def test_an_applicant_who_says_nothing_is_nobody():
    assert read(changed(applicant={"given_name": " "})).submission.applicant is None


def test_a_legal_person_is_read_by_the_names_of_the_contract():
    legal = {"title": "Örnek A.Ş.", "tax_number": "123 456 7890", "signatory": "Ayşe", "authority_document": "12/3"}
    applicant = read(changed(applicant__legal_person=legal)).submission.applicant
    assert applicant is not None
    assert applicant.legal_person == LegalPerson("Örnek A.Ş.", "1234567890", "Ayşe", "12/3")
    assert applicant.person_number == "1234567890"


def test_the_two_letters_may_stand_beside_the_call_or_with_the_applicant():
    beside = changed(channel="phone", call_province="06", mother_maiden_letters="dr")
    within = changed(channel="phone", call_province="06", applicant__mother_maiden_letters="dr")
    for request in (beside, within):
        applicant = read(request).submission.applicant
        assert applicant is not None
        assert applicant.mother_maiden_letters == "dr"


@pytest.mark.requirement("R-F7")
def test_the_phrase_in_the_text_hides_the_identity():
    said = changed(body="Çöpler toplanmıyor. Kimlik bilgilerimin gizli kalmasını istiyorum.")
    assert read(said).submission.identity_confidential
    assert not read(changed(said, applicant=None)).submission.identity_confidential


@pytest.mark.parametrize(
    ("changes", "refusals"),
    [
        pytest.param({"kind": "wish"}, {"kind": F.KIND_UNKNOWN}, id="unknown kind"),
        pytest.param({"channel": "pigeon"}, {"channel": F.CHANNEL_UNKNOWN}, id="unknown channel"),
        pytest.param({"body": 12}, {"body": F.VALUE_TYPE}, id="a number for a text"),
        pytest.param({"identity_confidential": "yes"}, {"identity_confidential": F.VALUE_TYPE}, id="a text for a yes"),
        pytest.param({"identity_confidental": True}, {"identity_confidental": F.FIELD_UNKNOWN}, id="a misspelt field"),
        pytest.param({"applicant": "Ayşe"}, {"applicant": F.VALUE_TYPE}, id="a text for an object"),
        pytest.param({"applicant__answer_by": "owl"}, {"applicant.answer_by": F.VALUE_UNKNOWN}, id="unknown value"),
        pytest.param({"applicant__given_name": "a" * 201}, {"applicant.given_name": F.VALUE_TOO_LONG}, id="too long"),
        pytest.param({"applicant__mobile": "0312 418 41 41"}, {"applicant.mobile": F.MOBILE_WRONG}, id="a landline"),
        pytest.param(
            {"event_place": {"district": "Çankaya"}},
            {"event_place.province": F.PROVINCE_REQUIRED},
            id="a district of nowhere",
        ),
        pytest.param(
            {"about_official": {"name": "Kemal"}}, {"about_official.rank": F.RANK_REQUIRED}, id="an official of no rank"
        ),
        pytest.param(
            {"kind": "wish", "channel": 1, "applicant__national_id": 5, "applicant__x": 1},
            {
                "kind": F.KIND_UNKNOWN,
                "channel": F.CHANNEL_UNKNOWN,
                "applicant.national_id": F.VALUE_TYPE,
                "applicant.x": F.FIELD_UNKNOWN,
            },
            id="all at once",
        ),
    ],
)
def test_each_field_that_cannot_be_read_is_named(changes: dict[str, object], refusals: dict[str, FieldCode]):
    assert refused(changed(**changes)) == refusals


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"", ProblemCode.NOT_JSON, id="nothing"),
        pytest.param(b"{", ProblemCode.NOT_JSON, id="half an object"),
        pytest.param(b"[]", ProblemCode.NOT_JSON, id="a list"),
        pytest.param(b"null", ProblemCode.NOT_JSON, id="null"),
        pytest.param(b'"text"', ProblemCode.NOT_JSON, id="a text"),
        pytest.param(b"[" * 10_000, ProblemCode.NOT_JSON, id="endless nesting"),
        pytest.param(b'{"body": "\\ud800"}', ProblemCode.NOT_JSON, id="half a sign"),
        pytest.param('{"body": "çöp"}'.encode("iso-8859-9"), ProblemCode.WRONG_ENCODING, id="Latin-5"),
        pytest.param('{"body": "çöp"}'.encode("utf-16"), ProblemCode.WRONG_ENCODING, id="UTF-16"),
    ],
)
def test_what_is_no_json_in_utf8_is_refused_whole(raw: bytes, code: ProblemCode):
    with pytest.raises(Unreadable) as unreadable:
        read_application(raw, PLACES)
    assert unreadable.value.code is code


scalars = st.none() | st.booleans() | st.floats(allow_nan=False) | st.text()
requests = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from([*COMPLAINT, "x", "province"]), inner)
)


@given(st.binary(max_size=60) | requests.map(orjson.dumps))
def test_nothing_that_is_sent_breaks_the_reader(raw: bytes):
    with suppress(Unreadable):
        assert read_application(raw, PLACES).canonical


def test_the_canonical_bytes_know_neither_order_nor_spaces_nor_the_proof_of_a_mobile():
    turned = dict(reversed(list(COMPLAINT.items())))
    spaced = orjson.dumps(turned | {"verification": "12.ab", "call_province": None}, option=orjson.OPT_INDENT_2)
    assert read_application(spaced, PLACES).canonical == read(COMPLAINT).canonical
    assert read(changed(body=COMPLAINT["body"] + "!")).canonical != read(COMPLAINT).canonical


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0532 123 45 67", "+905321234567"),
        ("5321234567", "+905321234567"),
        ("0090 532 123 45 67", "+905321234567"),
        ("+49 151 23456789", "+4915123456789"),
        ("0312 418 41 41", None),
        ("0561 123 45 67", None),
        ("444 0 150", None),
        ("150", None),
        ("", None),
        ("abc", None),
    ],
)
def test_only_mobiles_are_mobiles(written: str, number: str | None):
    assert mobile_number(written) == number


def test_the_digits_by_which_people_know_a_number_have_no_prefix():
    assert subscriber_digits("+905321234567") == "5321234567"
    assert is_turkish("+905321234567")
    assert not is_turkish("+4915123456789")


@pytest.mark.parametrize("enclosures", [["gold"], ["evidence", 5, "gold"], "evidence", [["evidence"]], {"a": 1}])
def test_a_list_with_anything_unknown_in_it_is_refused_by_its_own_name(enclosures: object):
    assert set(refused(changed(channel="letter", enclosures=enclosures))) == {"enclosures"}


def test_what_a_paper_bears_and_encloses_is_read():
    said = changed(channel="letter", signed=False, enclosures=["evidence", "evidence"], appeal_of=" 123 456 ")
    submission = read(said).submission
    assert (submission.signed, submission.enclosures, submission.appeal_of) == (False, (Enclosure.EVIDENCE,), "123456")


def test_a_request_that_says_nothing_new_is_the_same_request_as_ever():
    assert not {b"signed", b"enclosures", b"appeal_of"} & set(read(COMPLAINT).canonical.split(b'"'))
