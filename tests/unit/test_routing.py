"""Does an application go to the right institution, with its reasons, or to the right person's queue?"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.institution import Branch
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.routing import NeedsScreening, Routed, ScreeningReason, decide_route
from domain.routing_reason import ReasonCode
from tests.support.builders import GOVERNORATE, HEALTH_DIRECTORATE, MUNICIPALITY, small_registry
from tests.unit.routes import (
    CANKAYA,
    CENTRE_OF_STATE,
    HEALTH,
    HOSPITAL,
    RUBBISH,
    UNKNOWN,
    VAGUE,
    codes,
    name_of,
    question,
    routed,
    screened,
)
from tests.unit.state import REGISTRY


def test_the_institution_the_applicant_chose_goes_before_the_subject():
    decision = routed(institution_id=HEALTH.institution_id)
    assert name_of(decision) == "Ankara İl Sağlık Müdürlüğü"
    assert codes(decision) == [ReasonCode.INSTITUTION_CHOSEN]


def test_a_chosen_institution_needs_no_clear_text_and_no_place():
    decision = routed(institution_id=HEALTH.institution_id, text=VAGUE, event_place=None)
    assert decision.to == HEALTH.institution_id


def test_an_unknown_choice_falls_back_to_the_subject_and_says_so():
    decision = routed(institution_id=UNKNOWN)
    assert name_of(decision) == "Çankaya Belediye Başkanlığı"
    assert codes(decision)[0] == ReasonCode.CHOSEN_INSTITUTION_UNKNOWN


def test_a_closed_choice_falls_back_to_the_subject_and_says_so():
    registry = small_registry()
    registry.apply([replace(registry[HEALTH_DIRECTORATE], valid_to=date(2026, 1, 1))])
    registry.apply([replace(registry[MUNICIPALITY], branch=Branch.MUNICIPAL_SERVICES)])
    decision = decide_route(question(institution_id=HEALTH_DIRECTORATE), registry)
    assert isinstance(decision, Routed)
    assert decision.to == MUNICIPALITY
    assert codes(decision)[0] == ReasonCode.CHOSEN_INSTITUTION_CLOSED


@pytest.mark.requirement("R-G1")
def test_a_subject_chosen_by_the_applicant_goes_before_the_text():
    decision = routed(subject_code="10")
    assert name_of(decision) == "Ankara İl Sağlık Müdürlüğü"
    assert decision.subject_code == "10"
    assert codes(decision) == [ReasonCode.SUBJECT_CHOSEN, ReasonCode.EVENT_PLACE, ReasonCode.IN_PROVINCE]


def test_an_unknown_subject_code_leaves_the_text_to_decide():
    assert routed(subject_code="99").subject_code == "22"


@pytest.mark.requirement("R-A11", "R-G1", "R-G7")
def test_a_recognised_subject_tells_its_cues_and_its_place():
    decision = routed()
    assert name_of(decision) == "Çankaya Belediye Başkanlığı"
    assert codes(decision) == [ReasonCode.SUBJECT_RECOGNISED, ReasonCode.EVENT_PLACE, ReasonCode.IN_DISTRICT]
    assert "“çöp konteyner…”" in decision.because[0].text


def test_home_decides_where_the_event_has_no_place():
    decision = routed(event_place=None, residence=Place("35", "Buca"))
    assert name_of(decision) == "Buca Belediye Başkanlığı"
    assert ReasonCode.RESIDENCE in codes(decision)


@pytest.mark.requirement("R-C3", "R-G2")
def test_the_province_of_the_call_decides_where_nothing_else_is_known():
    decision = routed(text=HOSPITAL, event_place=None, channel=Channel.PHONE, call_province="58")
    assert name_of(decision) == "Sivas İl Sağlık Müdürlüğü"
    assert ReasonCode.CALL_PROVINCE in codes(decision)


def test_what_is_the_same_everywhere_says_nothing_of_the_place():
    decision = routed(text="TOKİ kurasında konut teslim edilmedi", residence=CANKAYA, event_place=None)
    assert codes(decision) == [ReasonCode.SUBJECT_RECOGNISED, ReasonCode.COUNTRYWIDE]


def test_no_reason_names_the_applicants_home_or_words():
    decision = routed(
        event_place=None, residence=Place("35", "Buca"), text=HOSPITAL + " Ben Kurtuluş Sokak'ta oturuyorum."
    )
    told = " ".join(reason.text for reason in decision.because)
    assert "Buca" not in told
    assert "Kurtuluş" not in told


def test_a_complaint_about_the_system_goes_to_the_centre():
    decision = routed(text="BİMER başvuru numarama cevap verilmedi, önceki başvurum kapatıldı", event_place=None)
    assert decision.to == CENTRE_OF_STATE.institution_id


@pytest.mark.parametrize(
    ("channel", "queue"),
    [
        pytest.param(Channel.PHONE, "Ankara Valiliği", id="a call", marks=pytest.mark.requirement("R-C3", "R-G2")),
        pytest.param(Channel.LETTER, "Ankara Valiliği", id="a letter", marks=pytest.mark.requirement("R-C6")),
        pytest.param(Channel.IN_PERSON, "Ankara Valiliği", id="a visit", marks=pytest.mark.requirement("R-C1")),
        pytest.param(Channel.FAX, "Ankara Valiliği", id="a fax, which is paper", marks=pytest.mark.requirement("R-C7")),
        pytest.param(
            Channel.WEB,
            "Başbakanlık Halkla İlişkiler Dairesi Başkanlığı",
            id="the web page",
            marks=pytest.mark.requirement("R-G8"),
        ),
        pytest.param(
            Channel.EMAIL,
            "Başbakanlık Halkla İlişkiler Dairesi Başkanlığı",
            id="an e-mail",
            marks=pytest.mark.requirement("R-G8"),
        ),
    ],
)
def test_an_unclear_text_waits_where_its_channel_belongs(channel: Channel, queue: str):
    decision = screened(channel=channel, text=VAGUE)
    assert decision.because is ScreeningReason.SUBJECT_UNCLEAR
    assert name_of(decision) == queue
    assert codes(decision) == [ReasonCode.SUBJECT_UNCLEAR, ReasonCode.SCREENING]


def test_a_call_from_nowhere_waits_at_the_centre():
    decision = screened(channel=Channel.LETTER, text=VAGUE, event_place=None)
    assert decision.queue == CENTRE_OF_STATE.institution_id


def test_a_tie_comes_with_the_proposals_of_both_sides():
    decision = screened(text="Çöpler toplanmıyor, cami yanında.")
    assert {REGISTRY[each.to].name for each in decision.proposals} == {
        "Çankaya Belediye Başkanlığı",
        "Çankaya İlçe Müftülüğü",
    }
    assert {each.subject_code for each in decision.proposals} == {"22", "36"}


@pytest.mark.parametrize(
    ("said", "because"),
    [
        pytest.param({"event_place": None}, ScreeningReason.PLACE_UNKNOWN, id="no place"),
        pytest.param({"event_place": Place("06")}, ScreeningReason.PLACE_UNKNOWN, id="no district"),
        pytest.param({"event_place": Place("99", "Yok")}, ScreeningReason.INSTITUTION_NOT_FOUND, id="no such place"),
        pytest.param({"subject_code": "39", "text": VAGUE}, ScreeningReason.ACCUSED_UNKNOWN, id="an official of what?"),
        pytest.param({"accused_institution_id": UNKNOWN}, ScreeningReason.ACCUSED_UNKNOWN, id="an official of nowhere"),
        pytest.param(
            {"subject_code": "41", "kind": ApplicationKind.INFORMATION_REQUEST, "text": VAGUE},
            ScreeningReason.SUBJECT_UNCLEAR,
            id="information about what?",
        ),
    ],
)
def test_what_the_rules_cannot_place_names_its_reason(said: dict[str, Any], because: ScreeningReason):
    assert screened(**said).because is because


def test_a_small_state_without_the_service_leaves_it_to_the_centre():
    decision = decide_route(question(text=RUBBISH), small_registry())
    assert isinstance(decision, NeedsScreening)
    assert decision.because is ScreeningReason.INSTITUTION_NOT_FOUND


def test_a_new_institution_is_found_without_a_restart():
    registry = small_registry()
    registry.apply([replace(registry[MUNICIPALITY], branch=Branch.MUNICIPAL_SERVICES)])
    decision = decide_route(question(), registry)
    assert isinstance(decision, Routed)
    assert decision.to == MUNICIPALITY
    assert registry.coordinator_of(decision.to).institution_id == GOVERNORATE
