"""Do complaints about officials and violations reach their boards, and never those complained of?"""

from typing import Any

import pytest

from domain.accused import is_involved
from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place
from domain.routing import NeedsScreening, Routed, RoutingDecision, ScreeningReason, decide_route
from domain.routing_reason import ReasonCode
from tests.support.builders import CENTRE, HEALTH_DIRECTORATE, PRIME_MINISTRY, institution, small_registry
from tests.unit.routes import (
    CENTRE_OF_STATE,
    DISTRICT_GOVERNOR,
    DISTRICT_POLICE,
    GOVERNOR,
    HEALTH,
    HOSPITAL,
    INTERIOR,
    VAGUE,
    codes,
    name_of,
    question,
    routed,
    screened,
    the,
)
from tests.unit.state import REGISTRY

SIVAS = Place("58", "Merkez")


def test_a_complaint_never_reaches_the_institution_of_the_official():
    decision = routed(institution_id=HEALTH.institution_id, accused_institution_id=HEALTH.institution_id)
    assert decision.to == GOVERNOR.institution_id
    assert codes(decision) == [ReasonCode.INSTITUTION_CHOSEN, ReasonCode.ACCUSED_AVOIDED]


def test_nor_one_below_the_official():
    decision = routed(text=HOSPITAL, accused_institution_id=GOVERNOR.institution_id)
    assert not is_involved(REGISTRY[decision.to], GOVERNOR.institution_id, REGISTRY)


def test_an_official_elsewhere_changes_nothing():
    assert routed(text=HOSPITAL, accused_institution_id=DISTRICT_POLICE.institution_id).to == HEALTH.institution_id


@pytest.mark.requirement("R-A11")
def test_a_complaint_about_an_official_goes_to_the_superior_of_the_service_it_names():
    decision = routed(text="Nüfus müdürlüğünde görevli memur rüşvet istedi, kaba davrandı.")
    assert decision.to == DISTRICT_GOVERNOR.institution_id
    assert decision.subject_code == "39"
    assert codes(decision)[-1] == ReasonCode.SUPERIOR_OF_OFFICIAL


def test_a_screening_queue_is_not_the_accused_governorates():
    decision = screened(channel=Channel.LETTER, text=VAGUE, accused_institution_id=GOVERNOR.institution_id)
    assert decision.queue == CENTRE_OF_STATE.institution_id


def test_no_proposal_leads_to_the_accused():
    police = DISTRICT_POLICE.institution_id
    decision = screened(text="Çöpler toplanmıyor, hırsızlık var.", accused_institution_id=police)
    assert decision.proposals
    assert not [each for each in decision.proposals if is_involved(REGISTRY[each.to], police, REGISTRY)]


def test_where_everybody_above_is_involved_the_inspectors_examine():
    registry = small_registry()
    inspectors = InstitutionId("10000082")
    registry.apply([institution(inspectors, InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.INSPECTION)])
    asked = question(institution_id=HEALTH_DIRECTORATE, accused_institution_id=PRIME_MINISTRY)
    decision = decide_route(asked, registry)
    assert isinstance(decision, Routed)
    assert decision.to == inspectors
    assert codes(decision)[-1] == ReasonCode.INSPECTION


def test_without_inspectors_a_person_of_the_centre_decides():
    registry = small_registry()
    asked = question(institution_id=HEALTH_DIRECTORATE, accused_institution_id=PRIME_MINISTRY)
    decision = decide_route(asked, registry)
    assert isinstance(decision, NeedsScreening)
    assert (decision.queue, decision.because) == (CENTRE, ScreeningReason.ALL_INVOLVED)


def ethics(**said: Any) -> RoutingDecision:
    return decide_route(question(kind=ApplicationKind.ETHICS_COMPLAINT, **said), REGISTRY)


@pytest.mark.requirement("R-H4")
@pytest.mark.conflict(5)
@pytest.mark.parametrize(
    ("accused", "rank", "name"),
    [
        pytest.param(
            INTERIOR,
            "general_director_or_above",
            "Başbakanlık Kamu Görevlileri Etik Kurulu",
            id="from general director upward the Ethics Board",
            marks=pytest.mark.requirement("R-H1"),
        ),
        pytest.param(
            HEALTH,
            "below",
            "Ankara Valiliği",
            id="below, in the province: the governorate",
            marks=pytest.mark.requirement("R-H2"),
        ),
        pytest.param(
            DISTRICT_POLICE,
            "below",
            "Çankaya Kaymakamlığı",
            id="below, in the district: the kaymakam",
            marks=pytest.mark.requirement("R-H2"),
        ),
        pytest.param(
            the(InstitutionKind.MINISTRY_UNIT, Branch.TEACHER_PERSONNEL),
            "below",
            "Millî Eğitim Bakanlığı Yüksek Disiplin Kurulu",
            id="below, in a ministry: its disciplinary board",
            marks=pytest.mark.requirement("R-H2"),
        ),
    ],
)
def test_the_rank_decides_the_board_of_an_ethics_complaint(accused: Institution, rank: str, name: str):
    assert name_of(ethics(accused_institution_id=accused.institution_id, accused_rank=rank)) == name


def test_the_chosen_institution_stands_for_the_officials_where_that_is_unknown():
    assert name_of(ethics(institution_id=HEALTH.institution_id, accused_rank="below")) == "Ankara Valiliği"


def test_an_ethics_complaint_without_an_institution_goes_by_the_service_it_names():
    decision = ethics(text="Tapu müdürlüğünde görevli memur hediye aldı", accused_rank="below")
    assert name_of(decision) == "Çankaya Kaymakamlığı"


def test_an_ethics_complaint_about_nobody_known_waits_for_a_person():
    decision = ethics(text=VAGUE)
    assert isinstance(decision, NeedsScreening)
    assert decision.because is ScreeningReason.ACCUSED_UNKNOWN


@pytest.mark.requirement("R-H4")
@pytest.mark.conflict(5)
@pytest.mark.parametrize(
    ("said", "name"),
    [
        pytest.param({}, "Çankaya İlçe İnsan Hakları Kurulu", id="the district's board"),
        pytest.param(
            {"event_place": SIVAS}, "Sivas İl İnsan Hakları Kurulu", id="in a central district the province's"
        ),
        pytest.param({"event_place": Place("06")}, "Ankara İl İnsan Hakları Kurulu", id="without a district too"),
        pytest.param(
            {"accused_institution_id": DISTRICT_GOVERNOR.institution_id},
            "Ankara İl İnsan Hakları Kurulu",
            id="past the kaymakam complained of",
        ),
        pytest.param(
            {"accused_institution_id": GOVERNOR.institution_id},
            "Türkiye İnsan Hakları ve Eşitlik Kurumu",
            id="past the governor complained of",
        ),
        pytest.param(
            {"institution_id": HEALTH.institution_id}, "Çankaya İlçe İnsan Hakları Kurulu", id="whatever chosen"
        ),
    ],
)
def test_a_human_rights_complaint_goes_to_the_board_of_its_place(said: dict[str, Any], name: str):
    assert name_of(routed(kind=ApplicationKind.HUMAN_RIGHTS_COMPLAINT, **said)) == name


def test_a_human_rights_complaint_from_nowhere_waits_for_a_person():
    decision = screened(kind=ApplicationKind.HUMAN_RIGHTS_COMPLAINT, event_place=None)
    assert decision.because is ScreeningReason.PLACE_UNKNOWN


def test_a_complaint_about_the_ethics_board_does_not_go_to_it():
    board = the(InstitutionKind.PRIME_MINISTRY_UNIT, Branch.ETHICS_BOARD)
    decision = ethics(accused_institution_id=board.institution_id, accused_rank="general_director_or_above")
    assert isinstance(decision, Routed)
    assert not is_involved(REGISTRY[decision.to], board.institution_id, REGISTRY)
