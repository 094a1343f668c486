"""Does everybody get the same right, at any hour, whatever he asks for and whoever he is?"""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeAlias

import pytest

from domain.applicant import ClaimedApplicant, applicant_refusals
from domain.application import Application
from domain.confidentiality import asks_for_secrecy
from domain.field_refusal import FieldCode
from domain.inputs import AnswerBy, ReferTask, SealedApplicant, TaskPurpose
from domain.institution import InstitutionKind
from domain.jurisdiction import Competent, find_competent
from domain.legal_regime import ApplicationKind, Channel, LegalRegime, answer_period
from domain.place import Place
from domain.status import ApplicationStatus
from domain.subject import SUBJECTS
from domain.subject_table import OVERLAYS
from domain.submission import wants_secrecy
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, Story, noon
from tests.unit.routes import CANKAYA, CENTRE_OF_STATE, name_of, routed, screened
from tests.unit.state import REGISTRY, TODAY

K: TypeAlias = ApplicationKind


@pytest.mark.requirement("R-A4", "R-B1")
@pytest.mark.conflict(5)
@pytest.mark.parametrize(
    ("kind", "law", "words"),
    [
        pytest.param(K.SERVICE_REQUEST, LegalRegime.PETITION, "3071", id="petition"),
        pytest.param(K.INFORMATION_REQUEST, LegalRegime.RIGHT_TO_INFORMATION, "4982", id="information"),
        pytest.param(K.ETHICS_COMPLAINT, LegalRegime.ETHICS, "5176", id="ethics"),
        pytest.param(K.HUMAN_RIGHTS_COMPLAINT, LegalRegime.HUMAN_RIGHTS, "kıyasen", id="human rights"),
    ],
)
def test_each_of_the_four_rights_has_its_law(kind: K, law: LegalRegime, words: str) -> None:
    application = Story().submitted(kind=kind).now
    assert application.legal_regime is law
    assert words in answer_period(application.legal_regime).law


@pytest.mark.requirement("R-A6")
@pytest.mark.parametrize("kind", [K.SERVICE_REQUEST, K.COMPLAINT, K.TIP_OFF, K.OPINION, K.SUGGESTION])
def test_a_petition_of_any_kind_is_taken_and_given_to_who_must_answer(kind: K) -> None:
    application = Story().submitted(kind=kind).now
    assert (application.kind, application.legal_regime) == (kind, LegalRegime.PETITION)
    assert application.status is ApplicationStatus.ROUTED


@pytest.mark.requirement("R-A8")
@pytest.mark.parametrize(
    ("received_at", "received_on"),
    [
        pytest.param(datetime(2026, 3, 2, 20, 59, 59, tzinfo=UTC), date(2026, 3, 2), id="a second before midnight"),
        pytest.param(datetime(2026, 3, 2, 21, 0, tzinfo=UTC), date(2026, 3, 3), id="at midnight, the next day begins"),
        pytest.param(datetime(2026, 3, 7, 23, 30, tzinfo=UTC), date(2026, 3, 8), id="in the night of a Sunday"),
        pytest.param(datetime(2026, 10, 29, 9, 0, tzinfo=UTC), date(2026, 10, 29), id="on the national day"),
        pytest.param(datetime(2026, 3, 20, 5, 0, tzinfo=UTC), date(2026, 3, 20), id="on the first morning of a feast"),
    ],
)
def test_an_application_is_taken_at_any_hour_and_that_day_is_day_zero(received_at: datetime, received_on: date) -> None:
    application = Story().submitted(received_at=received_at).now
    assert application.received_on == received_on
    assert application.status is ApplicationStatus.ROUTED


@pytest.mark.requirement("R-A10")
@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Nüfus müdürlüğü kamu hizmet standartlarına uymadı, belgem söz verilen sürede verilmedi.",
            "Çankaya İlçe Nüfus Müdürlüğü",
            id="the population registry",
        ),
        pytest.param(
            "Kamu hizmet standartlarına uyulmuyor, tapu müdürlüğünde kimse işlem süresini söylemiyor.",
            "Çankaya Tapu Müdürlüğü",
            id="the land registry",
        ),
    ],
)
def test_who_breaks_the_public_service_standards_must_answer_for_it(text: str, name: str) -> None:
    assert name_of(routed(text=text)) == name


@pytest.mark.requirement("R-A10")
def test_a_breach_of_the_standards_by_nobody_named_waits_for_a_person() -> None:
    decision = screened(text="Kamu hizmet standartlarına uyulmadı, haksız muamele gördüm.")
    assert decision.queue == CENTRE_OF_STATE.institution_id


@pytest.mark.requirement("R-A11")
@pytest.mark.parametrize(
    "subject", [each for each in SUBJECTS if each.code not in OVERLAYS], ids=lambda each: each.code
)
def test_no_subject_goes_to_the_prime_minister_himself(subject) -> None:
    found = find_competent(subject, "", CANKAYA, REGISTRY, TODAY)
    assert isinstance(found, Competent)
    assert found.institution.kind is not InstitutionKind.PRIME_MINISTRY


@pytest.mark.requirement("R-B5")
@pytest.mark.parametrize("channel", list(Channel))
def test_anybody_may_inform_in_writing_or_by_word_of_mouth(channel: Channel) -> None:
    assert list(applicant_refusals(None, K.TIP_OFF, channel, False)) == []


@pytest.mark.requirement("R-B6")
@pytest.mark.conflict(1)
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.EMAIL, Channel.PHONE])
def test_a_complaint_is_made_by_the_person_who_was_harmed(channel: Channel) -> None:
    unsigned = list(applicant_refusals(None, K.COMPLAINT, channel, False))
    assert [each.code for each in unsigned] == [FieldCode.APPLICANT_REQUIRED]


@pytest.mark.requirement("R-B8")
def test_who_applies_does_not_decide_what_follows() -> None:
    others: list[dict[str, object]] = [
        {"applicant": SealedApplicant("another", "another", "another")},
        {"applicant": SealedApplicant("foreign", "foreign", "foreign"), "answer_by": AnswerBy.POST},
        {"kind": K.TIP_OFF, "applicant": None, "answer_by": AnswerBy.NONE},
        {"kind": K.TIP_OFF, "identity_confidential": True},
    ]
    for asked in ({"institution_id": EDUCATION_DIRECTORATE}, {"institution_id": None, "body": "Her şey çok kötü."}):
        ayse = _what_follows(Story().submitted(**asked).now)
        assert [_what_follows(Story().submitted(**asked, **other).now) for other in others] == [ayse] * len(others)


def _what_follows(application: Application) -> tuple[object, ...]:
    holder = application.holder
    assert holder is not None
    return holder.institution_id, holder.purpose, application.due_on, application.legal_regime


@pytest.mark.requirement("R-F4")
@pytest.mark.parametrize(
    ("ticked", "hidden"), [pytest.param(True, True, id="ticked"), pytest.param(False, False, id="left empty")]
)
def test_the_box_of_secrecy_hides_who_informs(ticked: bool, hidden: bool) -> None:
    text = "İhaleye fesat karıştırıldı."
    assert not asks_for_secrecy(text)
    assert wants_secrecy(ticked, text, ClaimedApplicant(email="ayse@example.org")) is hidden
    assert not wants_secrecy(ticked, text, None)


@pytest.mark.requirement("R-I1", "R-I2")
@pytest.mark.conflict(8)
@pytest.mark.parametrize(
    ("kind", "received_on", "due_on", "silence_ends_on"),
    [
        pytest.param(K.COMPLAINT, date(2021, 7, 13), date(2021, 8, 12), date(2021, 9, 13), id="petition, the old law"),
        pytest.param(K.COMPLAINT, date(2021, 7, 14), date(2021, 8, 13), date(2021, 8, 13), id="petition, the new law"),
        pytest.param(
            K.INFORMATION_REQUEST, date(2026, 3, 2), date(2026, 3, 24), date(2026, 4, 1), id="information, over a feast"
        ),
    ],
)
def test_the_day_to_answer_and_the_day_silence_refuses_are_promised_at_once(
    kind: K, received_on: date, due_on: date, silence_ends_on: date
) -> None:
    application = Story().submitted(kind=kind, received_at=noon(received_on)).now
    assert (application.due_on, application.deemed_refusal_on) == (due_on, silence_ends_on)


@pytest.mark.requirement("R-G3", "R-G5")
def test_whoever_it_is_sent_on_to_answers_it() -> None:
    story = Story().submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Konu okulla ilgili."))
    holder = story.now.holder
    assert holder is not None
    assert holder.institution_id == EDUCATION_DIRECTORATE
    assert [task.institution_id for task in story.now.tasks if not task.open] == [HEALTH_DIRECTORATE]


@pytest.mark.requirement("R-C3", "R-C4")
@pytest.mark.parametrize("place", [Place("06"), CANKAYA, Place("58", "Merkez")], ids=str)
def test_a_call_waits_at_the_governorate_of_its_province_and_nowhere_else(place: Place) -> None:
    said = "Gereğinin yapılmasını arz ederim."
    called = screened(channel=Channel.PHONE, text=said, event_place=None, call_province=place.province)
    told = screened(channel=Channel.PHONE, text=said, event_place=place, call_province=place.province)
    for queue in (REGISTRY[called.queue], REGISTRY[told.queue]):
        assert (queue.kind, queue.province) == (InstitutionKind.GOVERNORATE, place.province)


@pytest.mark.requirement("R-B2")
def test_a_foreigners_number_is_as_good_as_a_citizens() -> None:
    citizen = ClaimedApplicant(national_id="10000000146", answer_by=AnswerBy.NONE)
    for claim in (citizen, replace(citizen, national_id="99000000042")):
        assert list(applicant_refusals(claim, K.TIP_OFF, Channel.WEB, False)) == []
