"""Who does what is the centre's to do when the centre itself is complained of?"""

from datetime import date
from typing import Any

import pytest

from domain.accused import acting_for_the_centre, is_involved
from domain.decision import Applied, Refused
from domain.facts import ClockSet, DeadlineMissed, Escalated, RefusalCode, StagePassedOver
from domain.grounds import BoardDecision, NotProcessedReason
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import (
    AboutOfficial,
    DeclineToProcess,
    InstitutionSucceeded,
    NoticeKind,
    OfficialRank,
    PlaceTask,
    RecordDecision,
    Reopen,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.institution import Branch, InstitutionKind, Registry
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel
from domain.referral import common_queue, screening_queue_for_return
from domain.routing import NeedsScreening, RoutingDecision, decide_route
from domain.visibility import Viewer, may_see
from tests.support.builders import (
    CENTRE,
    ETHICS_BOARD,
    HEALTH_DIRECTORATE,
    PRIME_MINISTRY,
    REVIEW_BOARD,
    Story,
    institution,
    noon,
    wider_registry,
)
from tests.unit.routes import CENTRE_OF_STATE, HOSPITAL, VAGUE, name_of, question
from tests.unit.state import REGISTRY

INSPECTORS = InstitutionId("10000123")
TODAY = date(2026, 3, 2)
APPEALED = ApplicationId("7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0001")
OF_THE_CENTRE = AboutOfficial("Ali Veli", "Uzman", CENTRE, OfficialRank.BELOW)
HEAD_OF_THE_CENTRE = AboutOfficial("Ali Veli", "Başkan", CENTRE, OfficialRank.GENERAL_DIRECTOR_OR_ABOVE)


def state() -> Registry:
    registry = wider_registry()
    registry.apply([institution(INSPECTORS, InstitutionKind.PRIME_MINISTRY_UNIT, branch=Branch.INSPECTION)])
    return registry


def complaint(**said: Any) -> Story:
    """A complaint about an official of the centre; nothing tells whose it is."""
    unclear = {"institution_id": None, "body": VAGUE, "about_official": OF_THE_CENTRE}
    return Story(registry=state()).submitted(**(unclear | said))


def in_screening() -> Story:
    story = complaint(kind=ApplicationKind.OPINION)
    (task,) = story.now.tasks
    assert task.purpose is TaskPurpose.SCREENING
    return story


def holders(story: Story) -> list[InstitutionId]:
    return [task.institution_id for task in story.now.tasks_to_act_on]


@pytest.mark.parametrize(
    ("accused", "acting"),
    [
        pytest.param(None, CENTRE, id="nobody: the centre"),
        pytest.param(HEALTH_DIRECTORATE, CENTRE, id="somebody elsewhere: the centre"),
        pytest.param(CENTRE, PRIME_MINISTRY, id="the centre: the Prime Ministry above it"),
        pytest.param(PRIME_MINISTRY, INSPECTORS, id="the Prime Ministry: its inspectors, the last resort"),
        pytest.param(INSPECTORS, CENTRE, id="the inspectors: the centre"),
    ],
)
def test_the_first_above_the_centre_that_is_not_involved_acts_for_it(
    accused: InstitutionId | None, acting: InstitutionId
):
    assert acting_for_the_centre(accused, state(), TODAY).institution_id == acting


def test_without_inspectors_nobody_but_the_centre_is_left():
    assert acting_for_the_centre(PRIME_MINISTRY, wider_registry(), TODAY).institution_id == CENTRE


def asked(**said: Any) -> RoutingDecision:
    return decide_route(question(**({"accused_institution_id": CENTRE_OF_STATE.institution_id} | said)), REGISTRY)


@pytest.mark.requirement("R-G8", "R-H1", "R-H2")
@pytest.mark.parametrize(
    ("said", "name"),
    [
        pytest.param({"institution_id": CENTRE_OF_STATE.institution_id}, "Başbakanlık", id="chosen"),
        pytest.param({"text": HOSPITAL}, "Başbakanlık", id="by subject"),
        pytest.param({"text": VAGUE, "kind": ApplicationKind.OPINION}, "Başbakanlık", id="screened"),
        pytest.param(
            {"text": VAGUE, "kind": ApplicationKind.OPINION, "channel": Channel.LETTER}, "Başbakanlık", id="a letter"
        ),
        pytest.param(
            {"kind": ApplicationKind.ETHICS_COMPLAINT, "accused_rank": "below"}, "Başbakanlık", id="ethics, below"
        ),
        pytest.param(
            {"kind": ApplicationKind.ETHICS_COMPLAINT, "accused_rank": "general_director_or_above"},
            "Başbakanlık Kamu Görevlileri Etik Kurulu",
            id="ethics, from general director upward",
        ),
        pytest.param(
            {"kind": ApplicationKind.HUMAN_RIGHTS_COMPLAINT},
            "Türkiye İnsan Hakları ve Eşitlik Kurumu",
            id="human rights",
        ),
        pytest.param(
            {"kind": ApplicationKind.HUMAN_RIGHTS_COMPLAINT, "event_place": None},
            "Başbakanlık",
            id="human rights, nowhere",
        ),
    ],
)
def test_a_complaint_about_the_centre_is_neither_screened_nor_answered_by_it(said: dict[str, Any], name: str):
    assert name_of(asked(**said)) == name


def test_a_complaint_about_the_prime_ministry_itself_is_screened_by_its_inspectors():
    decision = asked(accused_institution_id=InstitutionId("10000004"), text=VAGUE, kind=ApplicationKind.OPINION)
    assert isinstance(decision, NeedsScreening)
    assert name_of(decision) == "Başbakanlık Teftiş Kurulu Başkanlığı"


@pytest.mark.parametrize("board", [ETHICS_BOARD, INSPECTORS, REVIEW_BOARD])
def test_whom_the_law_itself_names_is_involved_only_when_complained_of_itself(board: InstitutionId):
    registry = state()
    assert not is_involved(registry[board], CENTRE, registry)
    assert not is_involved(registry[board], PRIME_MINISTRY, registry)
    assert is_involved(registry[board], board, registry)


def test_what_waits_in_screening_is_the_prime_ministrys():
    assert holders(in_screening()) == [PRIME_MINISTRY]


@pytest.mark.requirement("R-G8")
def test_the_centre_places_nothing_that_complains_of_it():
    story = in_screening()
    decision = story.asks(PlaceTask(PRIME_MINISTRY), by=CENTRE, role=Role.CENTRE)
    assert decision == Refused(RefusalCode.NOT_THE_HOLDER)


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(Reopen("Yeniden bakılsın."), id="take up again"),
        pytest.param(DeclineToProcess(NotProcessedReason.FALSE_STATEMENT, "Yalan."), id="treat as never made"),
    ],
)
def test_nor_does_it_take_up_or_void_what_others_decided_about_it(action: Any):
    story = in_screening()
    story.asks(PlaceTask(PRIME_MINISTRY), by=PRIME_MINISTRY, role=Role.COORDINATOR)
    story.answers(by=PRIME_MINISTRY)
    assert story.asks(action, by=CENTRE, role=Role.CENTRE) == Refused(RefusalCode.NOT_THE_HOLDER)


@pytest.mark.parametrize("to", [PRIME_MINISTRY, INSPECTORS, ETHICS_BOARD])
def test_the_prime_ministry_places_it_with_itself_or_with_who_examines_officials(to: InstitutionId):
    story = in_screening()
    assert isinstance(story.asks(PlaceTask(to), by=PRIME_MINISTRY, role=Role.COORDINATOR), Applied)
    assert holders(story) == [to]


@pytest.mark.parametrize("to", [CENTRE, HEALTH_DIRECTORATE])
def test_but_not_with_whom_the_centre_coordinates(to: InstitutionId):
    decision = in_screening().asks(PlaceTask(to), by=PRIME_MINISTRY, role=Role.COORDINATOR)
    assert decision == Refused(RefusalCode.ACCUSED_INSTITUTION)


def test_what_the_ethics_board_returns_is_not_the_centres():
    story = complaint(kind=ApplicationKind.ETHICS_COMPLAINT, about_official=HEAD_OF_THE_CENTRE)
    assert holders(story) == [ETHICS_BOARD]
    story.asks(ReturnTask("Görev alanımızda değil."), by=ETHICS_BOARD)
    assert holders(story) == [PRIME_MINISTRY]


@pytest.mark.parametrize(
    ("accused", "queue"),
    [
        pytest.param(None, CENTRE, id="the centre"),
        pytest.param(CENTRE, PRIME_MINISTRY, id="past the centre complained of"),
        pytest.param(PRIME_MINISTRY, INSPECTORS, id="past the Prime Ministry complained of"),
    ],
)
def test_a_return_or_a_dispute_that_would_be_the_centres(accused: InstitutionId | None, queue: InstitutionId):
    registry = state()
    often = (HEALTH_DIRECTORATE,) * 6
    assert screening_queue_for_return(HEALTH_DIRECTORATE, often, registry, accused, on=TODAY) == queue
    assert common_queue((ETHICS_BOARD, INSPECTORS), registry, accused, on=TODAY) == queue


def test_two_returns_of_a_complaint_about_the_centre_are_settled_above_it():
    story = complaint(kind=ApplicationKind.ETHICS_COMPLAINT, about_official=HEAD_OF_THE_CENTRE)
    story.asks(ReturnTask("Görev alanımızda değil."), by=ETHICS_BOARD)
    story.asks(PlaceTask(INSPECTORS), by=PRIME_MINISTRY, role=Role.COORDINATOR)
    story.asks(ReturnTask("Görev alanımızda değil."), by=INSPECTORS)
    assert holders(story) == [PRIME_MINISTRY]


@pytest.mark.parametrize("stage", [Stage.COORDINATOR, Stage.CENTRE])
def test_delay_about_the_centre_climbs_past_it(stage: Stage):
    story = complaint(kind=ApplicationKind.ETHICS_COMPLAINT, about_official=HEAD_OF_THE_CENTRE)
    story.falls_due(stage, noon(date(2026, 7, 1)))
    (climbed,) = story.facts_of(Escalated)
    assert climbed.to_institution_id == PRIME_MINISTRY


@pytest.mark.parametrize("stage", [Stage.COORDINATOR, Stage.CENTRE])
def test_where_the_last_above_holds_it_nobody_is_told_and_the_delay_is_recorded(stage: Stage):
    story = in_screening()
    story.falls_due(stage, noon(date(2026, 7, 1)))
    assert not story.facts_of(Escalated)
    assert len(story.facts_of(DeadlineMissed)) == len(story.facts_of(StagePassedOver)) == 1


def test_who_has_no_successor_hands_a_complaint_about_the_centre_to_the_one_above():
    story = complaint(kind=ApplicationKind.ETHICS_COMPLAINT, about_official=HEAD_OF_THE_CENTRE)
    story.hears(InstitutionSucceeded, noon(TODAY), institution_id=ETHICS_BOARD, successor_id=InstitutionId("99999999"))
    assert holders(story) == [PRIME_MINISTRY]


def test_what_the_ethics_board_decided_about_the_centre_it_takes_up_again_itself():
    story = complaint(kind=ApplicationKind.ETHICS_COMPLAINT, about_official=HEAD_OF_THE_CENTRE)
    story.asks(RecordDecision(BoardDecision.REJECTED, "Karar."), by=ETHICS_BOARD)
    story.asks(Reopen("Yeni delil."), by=PRIME_MINISTRY, role=Role.COORDINATOR)
    assert holders(story) == [ETHICS_BOARD]


@pytest.mark.requirement("R-G12")
@pytest.mark.parametrize(
    ("by", "role", "seen"),
    [
        pytest.param(CENTRE, Role.CENTRE, False, id="the centre, which sees all else"),
        pytest.param(CENTRE, Role.COORDINATOR, False, id="its coordinator"),
        pytest.param(CENTRE, Role.AUDITOR, False, id="its auditor"),
        pytest.param(CENTRE, Role.OFFICER, False, id="its officer"),
        pytest.param(PRIME_MINISTRY, Role.COORDINATOR, True, id="the Prime Ministry, which decides"),
    ],
)
def test_who_is_complained_of_at_the_centre_does_not_see_it(by: InstitutionId, role: Role, seen: bool):
    for story in (in_screening(), complaint(kind=ApplicationKind.ETHICS_COMPLAINT, about_official=HEAD_OF_THE_CENTRE)):
        assert may_see(Viewer(by, role), story.now, story.registry) is seen


def test_an_appeal_that_complains_of_the_centre_is_placed_before_the_board_by_the_one_above():
    story = complaint(kind=ApplicationKind.INFORMATION_REQUEST, channel=Channel.LETTER, appeal_of=APPEALED)
    assert holders(story) == [PRIME_MINISTRY]
    story.asks(PlaceTask(REVIEW_BOARD), by=PRIME_MINISTRY, role=Role.COORDINATOR)
    assert holders(story) == [REVIEW_BOARD]


def test_what_the_rules_alone_refused_and_complains_of_the_centre_reminds_of_rights_without_it():
    story = complaint(kind=ApplicationKind.INFORMATION_REQUEST, channel=Channel.PHONE)
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 4))
    (rights,) = story.facts_of(ClockSet)
    assert rights.institution_id == PRIME_MINISTRY
