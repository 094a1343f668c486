"""Does each kind come in by the channels that the rulebook's table 1.2 opens to it, and by no other?"""

from dataclasses import replace
from datetime import date
from typing import TypeAlias

import pytest

from data.loaders import load_gazetteer
from domain.applicant import ClaimedAddress, ClaimedApplicant, LegalPerson, missing_elements
from domain.field_refusal import FieldCode
from domain.identifiers import tracking_number_of
from domain.inputs import AnswerBy, Enclosure
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.submission import Known, Submission, submission_refusals
from tests.support.builders import small_registry

K: TypeAlias = ApplicationKind
C: TypeAlias = Channel
F: TypeAlias = FieldCode

PAPER = (C.LETTER, C.FAX, C.IN_PERSON)
ON = date(2026, 3, 2)
KNOWN = Known(load_gazetteer(), small_registry(), frozenset({"10", "41"}))
EARLIER = tracking_number_of(b"an earlier application")
AYSE = ClaimedApplicant(
    national_id="10000000146",
    given_name="Ayşe",
    family_name="Yılmaz",
    mother_maiden_name="Demir",
    mother_maiden_letters="dr",
    mobile="+905321234567",
    email="ayse@example.org",
    address=ClaimedAddress("Atatürk Cad. 12/3", Place("06", "Çankaya")),
    answer_by=AnswerBy.EMAIL,
)
FOREIGNER = replace(AYSE, national_id="99000000042")
COMPANY = replace(
    AYSE,
    national_id=None,
    given_name=None,
    family_name=None,
    legal_person=LegalPerson("Örnek A.Ş.", "1234567890", "Ayşe Yılmaz", "İmza sirküleri 2026/4"),
)


def submission(kind: K, channel: C, **said: object) -> Submission:
    """An application with whatever its channel asks for."""
    everything: dict[str, object] = {
        "kind": kind,
        "channel": channel,
        "body": "Hastanede üç haftadır randevu verilmiyor.",
        "call_province": "06" if channel is C.PHONE else None,
        "signed": True if channel in PAPER else None,
        "applicant": AYSE,
    }
    return Submission(**(everything | said))  # type: ignore[arg-type]


def refused(kind: K, channel: C, **said: object) -> dict[str, FieldCode]:
    return {each.field: each.code for each in submission_refusals(submission(kind, channel, **said), KNOWN, ON)}


BY_PHONE = {"kind": F.INFORMATION_REQUEST_BY_PHONE}
NOBODY = {"applicant": F.APPLICANT_REQUIRED}


@pytest.mark.requirement("R-B1", "R-C1", "R-C2", "R-C5", "R-C6", "R-C7", "R-C8", "R-C9", "R-A6")
@pytest.mark.parametrize("channel", list(C))
@pytest.mark.parametrize("kind", list(K))
@pytest.mark.conflict(5)
@pytest.mark.conflict(6)
@pytest.mark.conflict(7)
def test_every_kind_comes_by_every_channel_but_information_is_never_asked_for_by_telephone(kind: K, channel: C) -> None:
    by_phone = kind is K.INFORMATION_REQUEST and channel is C.PHONE
    assert refused(kind, channel) == (BY_PHONE if by_phone else {})


@pytest.mark.requirement("R-F1", "R-E12")
@pytest.mark.parametrize("channel", list(C))
@pytest.mark.parametrize("kind", list(K))
@pytest.mark.conflict(1)
def test_without_a_name_a_tip_off_comes_by_every_channel_and_any_kind_on_paper(kind: K, channel: C) -> None:
    expected = {} if kind is K.TIP_OFF or channel in PAPER else NOBODY
    if kind is K.INFORMATION_REQUEST and channel is C.PHONE:
        expected = expected | BY_PHONE
    assert refused(kind, channel, applicant=None) == expected


@pytest.mark.requirement("R-B2")
@pytest.mark.parametrize("channel", list(C))
@pytest.mark.parametrize("kind", list(K))
def test_a_foreign_resident_applies_wherever_a_citizen_does(kind: K, channel: C) -> None:
    assert refused(kind, channel, applicant=FOREIGNER) == refused(kind, channel)


@pytest.mark.requirement("R-B1", "R-B4")
@pytest.mark.parametrize("channel", [channel for channel in C if channel is not C.PHONE])
@pytest.mark.parametrize("kind", list(K))
def test_a_legal_person_only_asks_for_information_and_on_paper_that_is_judged_afterwards(kind: K, channel: C) -> None:
    asks = kind is K.INFORMATION_REQUEST
    natural = {"applicant.legal_person": F.LEGAL_PERSON_ONLY_ASKS_FOR_INFORMATION}
    assert refused(kind, channel, applicant=COMPANY) == ({} if asks or channel in PAPER else natural)
    if channel in PAPER and kind is not K.TIP_OFF:
        lacking = set(missing_elements(COMPANY, kind, channel, signed=True))
        assert ({"given_name", "family_name"} <= lacking) != asks


@pytest.mark.requirement("R-I5", "R-I11")
@pytest.mark.parametrize("channel", list(C))
def test_an_appeal_is_registered_whatever_way_it_comes_so_that_its_channel_can_be_judged(channel: C) -> None:
    assert refused(K.INFORMATION_REQUEST, channel, appeal_of=EARLIER) == {}


@pytest.mark.parametrize("number", ["1", EARLIER[:-1], EARLIER[:-1] + str((int(EARLIER[-1]) + 1) % 10), "x" * 18])
def test_an_appeal_names_a_number_that_can_be_one(number: str) -> None:
    assert refused(K.INFORMATION_REQUEST, C.LETTER, appeal_of=number) == {"appeal_of": F.TRACKING_NUMBER_WRONG}


@pytest.mark.parametrize("channel", [channel for channel in C if channel not in PAPER])
def test_only_who_holds_a_paper_tells_of_its_signature_and_enclosures(channel: C) -> None:
    said = {"signed": True, "enclosures": (Enclosure.EVIDENCE,)}
    assert refused(K.COMPLAINT, channel, **said) == {"signed": F.ONLY_ON_PAPER, "enclosures": F.ONLY_ON_PAPER}


NAMELESS = replace(AYSE, given_name=None, family_name=None)
ART_4 = ("given_name", "family_name", "signature", "address")
WITH_ID = (*ART_4, "national_id")
EK_2 = ("title", "signatory", "authority_document", "signature", "address")


@pytest.mark.parametrize(
    ("kind", "channel", "claim", "signed", "missing"),
    [
        pytest.param(K.SERVICE_REQUEST, C.LETTER, AYSE, True, (), id="a whole letter (R-D3, R-D11)"),
        pytest.param(K.SERVICE_REQUEST, C.LETTER, replace(AYSE, mobile=None), True, (), id="no law wants a telephone"),
        pytest.param(K.SERVICE_REQUEST, C.LETTER, AYSE, False, ("signature",), id="art. 4, not signed"),
        pytest.param(K.SERVICE_REQUEST, C.LETTER, AYSE, None, (), id="nobody said whether it is signed"),
        pytest.param(K.SERVICE_REQUEST, C.LETTER, NAMELESS, True, ART_4[:2], id="art. 4, no name"),
        pytest.param(K.OPINION, C.FAX, replace(AYSE, address=None), True, ("address",), id="art. 4, no address"),
        pytest.param(
            K.SUGGESTION, C.IN_PERSON, replace(AYSE, address=ClaimedAddress(None, Place("06"))), True, ("address",),
            id="art. 4, a province is no address",
        ),
        pytest.param(K.SERVICE_REQUEST, C.LETTER, replace(AYSE, national_id=None), True, (), id="art. 4 wants no id"),
        pytest.param(
            K.COMPLAINT, C.LETTER, replace(AYSE, national_id=None), True, ("national_id",),
            id="who accuses gives the national id (R-D12)",
        ),
        pytest.param(K.COMPLAINT, C.FAX, None, False, WITH_ID, id="an anonymous complaint lacks everything"),
        pytest.param(K.TIP_OFF, C.LETTER, None, False, (), id="an informer owes nothing (R-F1)"),
        pytest.param(K.TIP_OFF, C.FAX, NAMELESS, False, (), id="nor does one who tells half (R-E14)"),
        pytest.param(K.ETHICS_COMPLAINT, C.LETTER, None, False, ART_4, id="ethics, nothing"),
        pytest.param(K.HUMAN_RIGHTS_COMPLAINT, C.LETTER, AYSE, True, (), id="human rights, whole"),
        pytest.param(
            K.INFORMATION_REQUEST, C.FAX, replace(AYSE, national_id=None), True, ("national_id",),
            id="information by fax, no national id (R-D13)",
        ),
        pytest.param(
            K.INFORMATION_REQUEST, C.FAX, None, True, ("given_name", "family_name", "address", "national_id"),
            id="information by fax, nothing (R-D14)",
        ),
        pytest.param(
            K.INFORMATION_REQUEST, C.FAX, AYSE, False, (), id="information by fax: the number stands for the signature"
        ),
        pytest.param(
            K.INFORMATION_REQUEST, C.LETTER, replace(AYSE, national_id=None), True, (), id="information by letter: none"
        ),
        pytest.param(
            K.INFORMATION_REQUEST, C.IN_PERSON, AYSE, False, ("signature",),
            id="information in person is written and signed (R-C10)",
        ),
        pytest.param(K.INFORMATION_REQUEST, C.LETTER, COMPANY, True, (), id="a legal person, whole (EK-2)"),
        pytest.param(
            K.INFORMATION_REQUEST, C.FAX, replace(COMPANY, legal_person=LegalPerson(), address=None), False, EK_2,
            id="a legal person, nothing (EK-2)",
        ),
        *[
            pytest.param(kind, channel, None, None, (), id=f"{kind} by {channel}: asked for before it is registered")
            for kind in K
            for channel in C
            if channel not in PAPER
        ],
    ],
)  # fmt: skip
@pytest.mark.requirement("R-D3", "R-D11", "R-D12", "R-D13", "R-D14", "R-C10", "R-F1")
def test_what_the_law_wants_of_a_paper_is_named_when_it_is_not_there(
    kind: K, channel: C, claim: ClaimedApplicant | None, signed: bool | None, missing: tuple[str, ...]
) -> None:
    assert missing_elements(claim, kind, channel, signed) == missing


def test_an_enclosed_proof_of_who_may_sign_is_one() -> None:
    unproven = replace(COMPANY, legal_person=LegalPerson("Örnek A.Ş.", "1234567890", "Ayşe Yılmaz"))
    letter = (unproven, K.INFORMATION_REQUEST, C.LETTER, True)
    assert missing_elements(*letter) == ("authority_document",)
    assert missing_elements(*letter, enclosures=(Enclosure.AUTHORITY_DOCUMENT,)) == ()


@pytest.mark.requirement("R-D10")
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(None, {"body": F.BODY_REQUIRED}, id="nothing said"),
        pytest.param("ç" * 9, {"body": F.BODY_TOO_SHORT}, id="nine characters hold no subject"),
        pytest.param("ç" * 10, {}, id="ten may"),
        pytest.param("ç" * 16_384, {}, id="the longest"),
        pytest.param("ç" * 16_385, {"body": F.BODY_TOO_LONG}, id="one character too long"),
    ],
)
def test_a_text_is_neither_empty_nor_endless(body: str | None, expected: dict[str, FieldCode]) -> None:
    assert refused(K.COMPLAINT, C.WEB, body=body) == expected
