"""Do the periods of the remedies run from the right day, is the applicant reminded, and what does an appeal change?"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

import pytest

from data.loaders import load_calendar_days
from domain.application import Task
from domain.audience import audience
from domain.decision import Applied, Ignored, IgnoredBecause, Refused
from domain.evolution import evolve
from domain.facts import (
    AppealRecorded,
    ApplicantReminded,
    ClockCleared,
    ClockClearedBecause,
    ClockPurpose,
    ClockSet,
    DeemedRefused,
    Fact,
    RefusalCode,
    Routed,
    StagePassedOver,
)
from domain.grounds import AppealOutcome, BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason
from domain.identifiers import ApplicationId, FactId, InstitutionId, fact_id_of
from domain.inputs import (
    AboutOfficial,
    AnswerBy,
    AppealReported,
    AppealStep,
    ApplicationWithdrawn,
    ClockFellDue,
    DeclineToProcess,
    ExtendTask,
    Eye,
    IdentityCheck,
    IssueResponse,
    MarkInvalid,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    OfficialRank,
    PlaceTask,
    RecordDecision,
    ReferTask,
    Reopen,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
    WithdrawOnBehalf,
)
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind, Channel
from domain.refusals import refusals_of
from domain.related import inputs_for_others
from domain.rights import Right, rights_of
from domain.status import ApplicationStatus
from operations.year.faults import faults_of
from operations.year.recount import Recount
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    PRIME_MINISTRY,
    REVIEW_BOARD,
    Story,
    input_id,
    noon,
    wider_registry,
)
from tests.unit.test_admissibility import appeal_story

APPEAL = ApplicationId("7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0002")
LODGED = {"appeal_id": APPEAL, "step": AppealStep.LODGED}


def _refused(kind: ApplicationKind = ApplicationKind.INFORMATION_REQUEST, **changes) -> Story:
    story = Story(registry=wider_registry()).submitted(kind=kind, **changes)
    story.answers(ResponseOutcome.NEGATIVE)
    return story


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    ("served_on", "appeal_until", "reminded_on"),
    [
        pytest.param(date(2026, 3, 3), date(2026, 3, 18), date(2026, 3, 15), id="plain"),
        pytest.param(date(2026, 3, 5), date(2026, 3, 23), date(2026, 3, 20), id="the last day is a feast"),
        pytest.param(date(2026, 5, 12), date(2026, 6, 1), date(2026, 5, 29), id="the last day is Kurban Bayramı"),
        pytest.param(date(2026, 10, 14), date(2026, 10, 30), date(2026, 10, 27), id="the last day is 29 October"),
    ],
)
def test_an_appeal_may_be_lodged_fifteen_days_from_the_service_of_a_refusal(served_on, appeal_until, reminded_on):
    story = _refused(received_at=noon(served_on - timedelta(days=1)))
    story.served(NoticeKind.RESPONSE, served_on)
    clock = story.facts_of(ClockSet)[-1]
    assert (clock.purpose, clock.received_on, clock.due_on) == (ClockPurpose.RIGHT, served_on, appeal_until)
    assert clock.stages[0].at == opening(reminded_on)
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, reminded_on)
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [appeal_until]


def test_the_suit_is_reminded_of_ten_days_before_its_sixty_are_over():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.right_falls_due(Stage.SUIT_RIGHT_ENDING, date(2026, 4, 24))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 5, 4)]


def test_against_a_petitions_refusal_there_is_the_suit_alone():
    story = _refused(ApplicationKind.COMPLAINT)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    assert [stage.stage for stage in story.facts_of(ClockSet)[-1].stages] == [Stage.SUIT_RIGHT_ENDING]


@pytest.mark.parametrize("outcome", [ResponseOutcome.PARTIAL, ResponseOutcome.NEGATIVE])
def test_a_refusal_in_part_is_a_refusal(outcome: ResponseOutcome):
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.answers(outcome)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    assert story.facts_of(ClockSet)[-1].purpose is ClockPurpose.RIGHT


def test_against_what_was_granted_no_right_is_watched():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.answers(ResponseOutcome.POSITIVE)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    assert story.now.next_stage_at is None


def test_a_refusal_to_process_opens_the_same_rights_from_its_service():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(DeclineToProcess(NotProcessedReason.EXEMPT_INFORMATION, "Devlet sırrı."))
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 5))
    clock = story.facts_of(ClockSet)[-1]
    assert (clock.purpose, clock.due_on) == (ClockPurpose.RIGHT, date(2026, 3, 23))
    assert story.now.status is ApplicationStatus.NOT_PROCESSED


@pytest.mark.requirement("R-I6", "R-I7")
def test_after_silence_the_appeal_runs_from_the_last_day_of_silence():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    assert story.facts_of(DeemedRefused)[0].deemed_refusal_on == date(2026, 4, 1)
    story.falls_due(Stage.APPEAL_RIGHT_ENDING, opening(date(2026, 4, 13)))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 4, 16)]


def test_whom_nobody_can_tell_is_reminded_of_nothing():
    story = Story(registry=wider_registry()).submitted(
        kind=ApplicationKind.TIP_OFF, applicant=None, answer_by=AnswerBy.NONE
    )
    stages = {stage.stage for stage in story.facts_of(ClockSet)[0].stages}
    assert stages.isdisjoint({Stage.APPEAL_RIGHT_ENDING, Stage.SUIT_RIGHT_ENDING})


@pytest.mark.requirement("R-I9")
def test_an_appeal_stops_the_period_for_the_suit():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.hears(AppealReported, noon(date(2026, 3, 10)), **LODGED)
    (stopped,) = [
        cleared for cleared in story.facts_of(ClockCleared) if cleared.because is ClockClearedBecause.APPEALED
    ]
    assert stopped.institution_id == HEALTH_DIRECTORATE
    assert story.now.appealed
    assert story.now.next_stage_at is None


@pytest.mark.requirement("R-I9")
def test_an_appeal_against_silence_leaves_the_reminders_of_other_rights_unsaid():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    story.hears(AppealReported, noon(date(2026, 4, 3)), **LODGED)
    story.falls_due(Stage.APPEAL_RIGHT_ENDING, opening(date(2026, 4, 13)))
    assert len(story.facts_of(StagePassedOver)) == 1
    assert not story.facts_of(ApplicantReminded)


@pytest.mark.requirement("R-I9")
def test_the_suit_stands_still_from_the_receipt_of_the_appeal_however_late_a_person_placed_it():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.hears(AppealReported, noon(date(2026, 3, 20)), **LODGED, lodged_at=noon(date(2026, 3, 10)))
    assert story.now.appeals[0].lodged_at == noon(date(2026, 3, 10))


@pytest.mark.requirement("R-I9")
def test_after_an_appeal_that_was_none_the_rights_are_watched_as_before():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.hears(AppealReported, noon(date(2026, 3, 10)), **LODGED)
    story.hears(AppealReported, noon(date(2026, 3, 12)), appeal_id=APPEAL, step=AppealStep.VOID)
    assert not story.now.appeals
    assert story.now.next_stage_at == opening(date(2026, 3, 20))
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, date(2026, 3, 20))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 3, 23)]


def test_an_appeal_that_was_none_and_never_reported_changes_nothing():
    story = _refused()
    void = story.hears(AppealReported, noon(date(2026, 3, 12)), appeal_id=APPEAL, step=AppealStep.VOID)
    assert void == Ignored(IgnoredBecause.ALREADY_KNOWN)


def test_an_appeal_is_recorded_once():
    story = _refused()
    story.hears(AppealReported, noon(date(2026, 3, 10)), **LODGED)
    again = story.hears(AppealReported, noon(date(2026, 3, 10)), **LODGED)
    assert again == Ignored(IgnoredBecause.ALREADY_KNOWN)


def test_a_decision_about_an_appeal_nobody_lodged_changes_nothing():
    story = _refused()
    decided = {"appeal_id": APPEAL, "step": AppealStep.DECIDED, "decision": AppealOutcome.UPHELD}
    assert story.hears(AppealReported, noon(date(2026, 3, 10)), **decided) == Ignored(IgnoredBecause.ALREADY_KNOWN)


@pytest.mark.requirement("R-I8", "R-H4")
@pytest.mark.parametrize(
    ("decision", "answers_anew"),
    [
        pytest.param(AppealOutcome.UPHELD, True, id="upheld"),
        pytest.param(AppealOutcome.PARTLY_UPHELD, True, id="partly upheld"),
        pytest.param(AppealOutcome.REJECTED, False, id="rejected"),
        pytest.param(AppealOutcome.DISMISSED, False, id="dismissed"),
        pytest.param(AppealOutcome.WITHDRAWN, False, id="withdrawn"),
    ],
)
def test_the_boards_decision_returns_to_the_institution(decision: AppealOutcome, answers_anew: bool):
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.hears(AppealReported, noon(date(2026, 3, 10)), **LODGED)
    told = {"appeal_id": APPEAL, "step": AppealStep.DECIDED, "decision": decision}
    story.hears(AppealReported, noon(date(2026, 4, 13)), **told)
    recorded = story.facts_of(AppealRecorded)[-1]
    assert audience(recorded, story.now) == (HEALTH_DIRECTORATE,)
    assert story.now.appeals[0].decision is decision
    assert story.now.open is answers_anew
    if answers_anew:
        assert story.facts_of(Routed)[-1].because[0].code == "appeal_upheld"
        assert story.now.due_on == date(2026, 5, 6)


def test_an_appeal_upheld_after_the_applicant_gave_up_is_recorded_and_nobody_answers_anew():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.hears(AppealReported, noon(date(2026, 4, 10)), **LODGED)
    story.asks(WithdrawOnBehalf("Vazgeçti."), by=GOVERNORATE, role=Role.OPERATOR, at=noon(date(2026, 4, 20)))
    told = {"appeal_id": APPEAL, "step": AppealStep.DECIDED, "decision": AppealOutcome.UPHELD}
    assert isinstance(story.hears(AppealReported, noon(date(2026, 5, 20)), **told), Applied)
    assert story.now.appeals[0].decision is AppealOutcome.UPHELD
    assert story.now.status is ApplicationStatus.WITHDRAWN


def test_an_appeal_reports_to_the_application_it_was_made_against():
    story = appeal_story()
    fact_id = FactId(fact_id_of(input_id("cause"), 0))
    routed = story.facts_of(Routed)[0]
    assert story.submission is not None
    (told,) = inputs_for_others(story.submission.application_id, routed, fact_id, story.now, {})
    assert isinstance(told, AppealReported)
    assert (told.application_id, told.step) == (story.now.appeal_of, AppealStep.LODGED)


def test_the_boards_decision_is_reported_once_for_one_fact():
    story = appeal_story()
    assert isinstance(story.asks(RecordDecision(BoardDecision.UPHELD, "Haklı."), by=REVIEW_BOARD), Applied)
    assert story.submission is not None
    fact_id = FactId(fact_id_of(input_id("cause"), 0))
    answered = story.facts[-1]
    twice = [
        list(inputs_for_others(story.submission.application_id, answered, fact_id, story.now, {})) for _ in range(2)
    ]
    assert twice[0] == twice[1]
    (told,) = twice[0]
    assert isinstance(told, AppealReported)
    assert told.decision is AppealOutcome.UPHELD


def _reports(story: Story) -> list[AppealReported]:
    """List what the appeal's facts so far tell the application it was made against, each fact after the other."""
    assert story.submission is not None
    told, state = list[AppealReported](), None
    for ordinal, fact in enumerate(story.facts):
        state = evolve(state, fact, noon(date(2026, 3, 2)))
        fact_id = FactId(fact_id_of(input_id("cause"), ordinal))
        for asked in inputs_for_others(story.submission.application_id, fact, fact_id, state, {}):
            assert isinstance(asked, AppealReported)
            told.append(asked)
    return told


def _reported(story: Story) -> list[tuple[AppealStep, AppealOutcome | None]]:
    return [(told.step, told.decision) for told in _reports(story)]


@pytest.mark.requirement("R-I9")
def test_an_appeal_that_waits_for_a_person_is_reported_from_its_own_receipt():
    story = appeal_story(elements_missing=("signature",))
    assert [(told.step, told.lodged_at) for told in _reports(story)] == [(AppealStep.LODGED, story.now.received_at)]


@pytest.mark.requirement("R-I9")
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"original": {"same_applicant": False}}, id="somebody else's"),
        pytest.param({"identity_check": IdentityCheck.MISMATCHED}, id="under a name that is not the applicant's"),
        pytest.param(
            {"original": {"same_applicant": False}, "elements_missing": ("signature",)}, id="somebody else's, unsigned"
        ),
    ],
)
def test_an_appeal_that_may_not_be_the_applicants_stops_nothing_until_a_person_finds_that_it_is(changes):
    story = appeal_story(**changes)
    assert _reported(story) == []
    story.asks(PlaceTask(REVIEW_BOARD), by=CENTRE, role=Role.CENTRE)
    assert [(told.step, told.lodged_at) for told in _reports(story)] == [(AppealStep.LODGED, story.now.received_at)]


@pytest.mark.requirement("R-I9")
@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(DeclineToProcess(NotProcessedReason.ELEMENTS_MISSING, "İmza yok."), id="refused"),
        pytest.param(MarkInvalid(InvalidReason.IDENTITY_WRONG, "Başkası."), id="invalid"),
    ],
)
def test_what_a_person_finds_to_be_no_appeal_is_void(ending):
    story = appeal_story(elements_missing=("signature",))
    story.asks(ending, by=CENTRE, role=Role.CENTRE)
    assert _reported(story) == [(AppealStep.LODGED, None), (AppealStep.VOID, None)]


@pytest.mark.requirement("R-I9")
def test_an_appeal_given_up_while_it_waits_for_a_person_is_withdrawn():
    story = appeal_story(elements_missing=("signature",))
    story.asks(WithdrawOnBehalf("Vazgeçti."), by=GOVERNORATE, role=Role.OPERATOR)
    assert _reported(story) == [(AppealStep.LODGED, None), (AppealStep.DECIDED, AppealOutcome.WITHDRAWN)]


def test_an_appeal_that_the_board_does_not_process_is_dismissed():
    story = appeal_story()
    story.asks(DeclineToProcess(NotProcessedReason.ALREADY_CONCLUDED, "Karar verilmişti."), by=REVIEW_BOARD)
    assert _reported(story) == [(AppealStep.LODGED, None), (AppealStep.DECIDED, AppealOutcome.DISMISSED)]


@pytest.mark.requirement("R-I11")
def test_an_appeal_that_never_came_before_the_board_is_reported_to_nobody():
    assert _reported(appeal_story(channel=Channel.FAX)) == []


def test_the_board_answers_an_appeal_with_a_decision_and_nothing_else():
    assert appeal_story().answers(by=REVIEW_BOARD) == Refused(RefusalCode.BOARD_RECORDS_A_DECISION)


UPHELD = {"appeal_id": APPEAL, "step": AppealStep.DECIDED, "decision": AppealOutcome.UPHELD}


def _upheld(story: Story) -> list[InstitutionId]:
    """List who must answer anew once the Board upheld an appeal."""
    story.hears(AppealReported, noon(date(2026, 3, 30)), **LODGED)
    story.hears(AppealReported, noon(date(2026, 4, 13)), **UPHELD)
    return [task.institution_id for task in story.now.tasks_to_act_on]


@pytest.mark.requirement("R-I8")
def test_of_several_institutions_the_one_that_refused_answers_anew():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    story.answers(ResponseOutcome.POSITIVE, by=EDUCATION_DIRECTORATE)
    assert _upheld(story) == [HEALTH_DIRECTORATE]


def test_all_that_refused_answer_anew_each_in_a_whole_period():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    story.answers(ResponseOutcome.PARTIAL, by=EDUCATION_DIRECTORATE)
    assert _upheld(story) == [HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE]
    assert {task.due_on for task in story.now.tasks_to_act_on} == {date(2026, 5, 6)}


def test_who_declined_in_screening_takes_it_up_again_and_not_who_had_returned_it():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReturnTask("Görevimiz değil."))
    story.asks(DeclineToProcess(NotProcessedReason.EXEMPT_INFORMATION, "Devlet sırrı."), by=GOVERNORATE)
    assert _upheld(story) == [GOVERNORATE]


def test_what_was_declined_before_anybody_had_it_is_taken_up_again():
    story = Story(registry=wider_registry()).submitted(
        kind=ApplicationKind.INFORMATION_REQUEST, channel=Channel.FAX, elements_missing=("national_id",)
    )
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
    assert _upheld(story) == [CENTRE]


def test_against_a_refusal_after_an_appeal_was_upheld_the_rights_are_watched_again():
    story = _refused()
    _upheld(story)
    story.answers(ResponseOutcome.NEGATIVE, at=noon(date(2026, 4, 20)))
    story.served(NoticeKind.RESPONSE, date(2026, 4, 21))
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, date(2026, 5, 3))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 5, 6)]


def test_silence_after_an_appeal_was_upheld_is_reminded_of():
    story = _refused()
    _upheld(story)
    assert story.now.holder is not None
    assert story.now.holder.clock is not None
    stages = {stage.stage for stage in story.now.holder.clock.stages}
    assert {Stage.APPEAL_RIGHT_ENDING, Stage.SUIT_RIGHT_ENDING} <= stages


def test_a_board_that_takes_up_its_decision_again_is_heard():
    story = _refused()
    story.hears(AppealReported, noon(date(2026, 3, 10)), **LODGED)
    story.hears(AppealReported, noon(date(2026, 3, 20)), **(UPHELD | {"decision": AppealOutcome.DISMISSED}))
    assert not story.now.open
    story.hears(AppealReported, noon(date(2026, 4, 13)), **UPHELD)
    assert story.now.open


def test_an_appeal_that_was_given_up_no_longer_stands_before_the_board():
    story = appeal_story()
    story.asks(WithdrawOnBehalf("Vazgeçti."), by=GOVERNORATE, role=Role.OPERATOR)
    assert _reported(story) == [(AppealStep.LODGED, None), (AppealStep.DECIDED, AppealOutcome.WITHDRAWN)]


@pytest.mark.requirement("R-G14")
@pytest.mark.parametrize(
    ("ending", "kind", "served_on"),
    [
        pytest.param(
            DeclineToProcess(NotProcessedReason.EXEMPT_INFORMATION, "Devlet sırrı."),
            NoticeKind.NOT_PROCESSED,
            date(2026, 5, 8),
            id="not processed before",
        ),
        pytest.param(
            IssueResponse(ResponseOutcome.NEGATIVE, "Olmaz."),
            NoticeKind.RESPONSE,
            date(2026, 3, 9),
            id="answered before",
        ),
    ],
)
def test_a_letter_about_what_was_taken_up_again_since_closes_nothing(ending, kind, served_on):
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ending)
    story.asks(Reopen("Yeniden."), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 5, 4)))
    story.answers(ResponseOutcome.NEGATIVE, at=noon(date(2026, 5, 7)))
    story.served(kind, served_on)
    assert story.now.status is ApplicationStatus.ANSWERED
    assert story.now.next_stage_at is None


def test_what_was_answered_and_then_treated_as_never_made_is_refused_and_its_rights_are_watched():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.answers(ResponseOutcome.POSITIVE)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.asks(
        DeclineToProcess(NotProcessedReason.FALSE_STATEMENT, "Belge sahte."), by=CENTRE, role=Role.CENTRE, version=0
    )
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 9))
    assert story.facts_of(ClockSet)[-1].purpose is ClockPurpose.RIGHT


PHONED = {"kind": ApplicationKind.INFORMATION_REQUEST, "channel": Channel.PHONE}


@pytest.mark.requirement("R-I4")
def test_of_a_refusal_by_the_rules_alone_the_applicant_is_reminded_too():
    story = Story(registry=wider_registry()).submitted(**PHONED)
    assert story.now.status is ApplicationStatus.NOT_PROCESSED
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 5))
    assert story.now.next_stage_at == opening(date(2026, 3, 20))
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, date(2026, 3, 20))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 3, 23)]
    story.right_falls_due(Stage.SUIT_RIGHT_ENDING, date(2026, 4, 24))
    assert [told.institution_id for told in story.facts_of(ApplicantReminded)] == [CENTRE, CENTRE]


def test_what_the_rules_refused_is_nobodys_to_do_and_its_rights_are_watched_from_the_first_service():
    story = Story(registry=wider_registry()).submitted(**PHONED)
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 5))
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 9))
    (clock,) = story.facts_of(ClockSet)
    assert clock.received_on == date(2026, 3, 5)
    assert (story.now.open, story.now.held_by(), story.now.status) == (False, (), ApplicationStatus.NOT_PROCESSED)


def test_of_a_refused_appeal_the_rules_watch_no_right():
    story = appeal_story(channel=Channel.FAX)
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 5))
    assert not story.facts_of(ClockSet)


def _refused_in_part() -> Story:
    """The health directorate refused its part; the one for education still has to answer."""
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    story.served(NoticeKind.PART_RESPONSE, date(2026, 3, 5), task_id=story.now.tasks[0].task_id)
    return story


@pytest.mark.requirement("R-I4")
def test_from_the_service_of_a_refusal_in_part_its_rights_are_watched():
    story = _refused_in_part()
    assert story.now.open
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, date(2026, 3, 20))
    told = [(told.until_on, told.institution_id) for told in story.facts_of(ApplicantReminded)]
    assert told == [(date(2026, 3, 23), HEALTH_DIRECTORATE)]


@pytest.mark.parametrize(
    ("last", "watched"),
    [
        pytest.param(ResponseOutcome.POSITIVE, [], id="the rest was granted"),
        pytest.param(ResponseOutcome.NEGATIVE, [EDUCATION_DIRECTORATE], id="the rest was refused, too"),
    ],
)
def test_the_last_answer_starts_only_rights_of_its_own_beside_those_of_a_part(last: ResponseOutcome, watched):
    story = _refused_in_part()
    before = len(story.facts)
    story.answers(last, by=EDUCATION_DIRECTORATE)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 12))
    clocks = [fact for fact in story.facts[before:] if isinstance(fact, ClockSet)]
    assert [clock.institution_id for clock in clocks] == watched


def test_a_part_that_never_reached_the_applicant_alone_is_refused_by_the_last_answer():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    story.answers(ResponseOutcome.POSITIVE, by=EDUCATION_DIRECTORATE)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 12))
    clock = story.facts_of(ClockSet)[-1]
    assert (clock.institution_id, clock.received_on) == (HEALTH_DIRECTORATE, date(2026, 3, 12))


@pytest.mark.parametrize(
    "outcome", [pytest.param(ResponseOutcome.POSITIVE, id="granted"), pytest.param(None, id="not answered")]
)
def test_a_part_that_refused_nothing_starts_no_right(outcome):
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    if outcome is not None:
        story.answers(outcome)
    before = len(story.facts)
    story.served(NoticeKind.PART_RESPONSE, date(2026, 3, 5), task_id=story.now.tasks[0].task_id)
    assert not any(isinstance(fact, ClockSet) for fact in story.facts[before:])


def test_a_letter_about_a_part_that_was_refused_before_it_was_taken_up_again_opens_the_rights_that_the_page_names():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    part = story.now.tasks[0].task_id
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE)
    story.asks(Reopen("Yeniden."), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 3, 9)))
    story.served(NoticeKind.PART_RESPONSE, date(2026, 3, 12), task_id=part)
    assert _watched(story) == {HEALTH_DIRECTORATE: (date(2026, 3, 12), date(2026, 3, 27))}
    assert ("appeal", "open", date(2026, 3, 27)) in _rights(story, date(2026, 3, 13))


ELSEWHERE = Refused(RefusalCode.NOT_WHERE_APPEALS_GO)


@pytest.mark.requirement("R-I4")
def test_a_person_places_an_appeal_before_the_review_board_and_nowhere_else():
    story = appeal_story(elements_missing=("signature",))
    assert story.asks(PlaceTask(HEALTH_DIRECTORATE), by=CENTRE, role=Role.CENTRE) == ELSEWHERE
    both = PlaceTask(REVIEW_BOARD, also_to=(HEALTH_DIRECTORATE,))
    assert story.asks(both, by=CENTRE, role=Role.CENTRE) == ELSEWHERE
    told = PlaceTask(REVIEW_BOARD, inform=(HEALTH_DIRECTORATE,))
    assert isinstance(story.asks(told, by=CENTRE, role=Role.CENTRE), Applied)
    assert story.now.held_by() == (REVIEW_BOARD,)


@pytest.mark.parametrize("accused", [REVIEW_BOARD, PRIME_MINISTRY, CENTRE])
def test_an_appeal_that_complains_of_the_board_or_of_who_stands_above_it_goes_to_the_board_all_the_same(accused):
    official = AboutOfficial("Ali Kaya", "Üye", accused, OfficialRank.BELOW)
    story = appeal_story(original={"same_applicant": False}, about_official=official)
    assert story.now.holder is not None
    queue = story.now.holder.institution_id
    assert isinstance(story.asks(PlaceTask(REVIEW_BOARD), by=queue, role=Role.CENTRE), Applied)
    assert isinstance(story.asks(RecordDecision(BoardDecision.REJECTED, "Karar."), by=REVIEW_BOARD), Applied)


def test_the_queue_of_a_governorate_places_an_appeal_before_the_board_itself():
    story = appeal_story(elements_missing=("signature",))
    assert story.now.holder is not None
    assert story.now.holder.institution_id == GOVERNORATE
    assert isinstance(story.asks(PlaceTask(REVIEW_BOARD), by=GOVERNORATE), Applied)


def test_the_board_sends_an_appeal_to_nobody_to_act_on():
    story = appeal_story()
    refer = ReferTask(PRIME_MINISTRY, TaskPurpose.ACTION, "Sizin işiniz.")
    assert story.asks(refer, by=REVIEW_BOARD) == ELSEWHERE
    inform = ReferTask(PRIME_MINISTRY, TaskPurpose.INFORMATION, "Bilginize.")
    assert isinstance(story.asks(inform, by=REVIEW_BOARD), Applied)


ANOTHER = ApplicationId("7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0003")


def _lodged(story: Story, on: date, appeal_id: ApplicationId = APPEAL, **said) -> None:
    story.hears(AppealReported, noon(on), appeal_id=appeal_id, step=AppealStep.LODGED, lodged_at=noon(on), **said)


def _ended(story: Story, on: date, decision: AppealOutcome, appeal_id: ApplicationId = APPEAL, **said) -> None:
    story.hears(AppealReported, noon(on), appeal_id=appeal_id, step=AppealStep.DECIDED, decision=decision, **said)


def _rights(story: Story, today: date) -> list[tuple[str, str, date | None]]:
    """List what may still be done, and until when, as the tracking page says it."""
    held = rights_of(story.now, today, story.calendar)
    return [(right.right.value, right.state.value, right.until_on) for right in held]


def _watched(story: Story) -> dict[InstitutionId, tuple[date | None, date]]:
    """Tell whose refusals are watched, from which service and until when."""
    clocks = [(task.institution_id, task.clock) for task in story.now.tasks if task.clock is not None]
    return {
        who: (clock.started_on, clock.due_on)
        for who, clock in clocks
        if clock.running and clock.purpose is ClockPurpose.RIGHT
    }


@pytest.mark.requirement("R-I8")
def test_what_one_of_several_refused_is_answered_anew_while_the_others_still_have_to_answer():
    story = _refused_in_part()
    _lodged(story, date(2026, 3, 6))
    _ended(story, date(2026, 3, 20), AppealOutcome.UPHELD)
    acting = [task.institution_id for task in story.now.tasks_to_act_on]
    assert acting == [EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE]
    given = story.now.tasks_to_act_on[-1]
    assert given.clock is not None
    assert (given.clock.running, given.clock.started_on) == (True, date(2026, 3, 20))
    silence = story.now.deemed_refusal_on
    assert silence == date(2026, 4, 1)
    assert _rights(story, date(2026, 3, 25)) == []


def test_only_whose_refusal_the_appeal_came_after_answers_anew():
    story = _refused_in_part()
    _lodged(story, date(2026, 3, 6))
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 20)))
    story.served(NoticeKind.RESPONSE, date(2026, 3, 24))
    assert _watched(story) == {EDUCATION_DIRECTORATE: (date(2026, 3, 24), date(2026, 4, 8))}
    _ended(story, date(2026, 3, 30), AppealOutcome.UPHELD)
    assert [task.institution_id for task in story.now.tasks_to_act_on] == [HEALTH_DIRECTORATE]
    assert _watched(story) == {EDUCATION_DIRECTORATE: (date(2026, 3, 24), date(2026, 4, 8))}


def test_an_appeal_against_silence_that_was_upheld_gives_its_holder_no_second_task():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    _lodged(story, date(2026, 4, 3))
    _ended(story, date(2026, 4, 20), AppealOutcome.UPHELD)
    assert len(story.now.tasks) == 1


@pytest.mark.requirement("R-I9")
@pytest.mark.parametrize(
    ("served_on", "until_on"),
    [
        pytest.param(None, None, id="not served yet"),
        pytest.param(date(2026, 3, 4), date(2026, 5, 4), id="served before the withdrawal"),
        pytest.param(date(2026, 4, 20), date(2026, 6, 19), id="served after the withdrawal"),
    ],
)
def test_after_a_withdrawn_appeal_the_rest_of_the_suit_runs_from_the_service_if_that_comes_later(served_on, until_on):
    story = _refused()
    if served_on is not None and served_on < date(2026, 3, 5):
        story.served(NoticeKind.RESPONSE, served_on)
    _lodged(story, date(2026, 3, 5))
    _ended(story, date(2026, 3, 6), AppealOutcome.WITHDRAWN)
    if served_on is not None and served_on > date(2026, 3, 5):
        story.served(NoticeKind.RESPONSE, served_on)
    assert _rights(story, date(2026, 4, 21)) == [("appeal", "used", None), ("suit", "open", until_on)]
    assert _watched(story) == ({} if until_on is None else {HEALTH_DIRECTORATE: (served_on, until_on)})


@pytest.mark.requirement("R-I9")
def test_of_the_rest_of_the_suit_after_a_withdrawn_appeal_the_applicant_is_reminded():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    _lodged(story, date(2026, 3, 10))
    _ended(story, date(2026, 3, 27), AppealOutcome.WITHDRAWN, ended_at=noon(date(2026, 3, 25)))
    assert story.now.appeals[0].ended_at == noon(date(2026, 3, 25))
    story.right_falls_due(Stage.SUIT_RIGHT_ENDING, date(2026, 5, 11))
    (told,) = story.facts_of(ApplicantReminded)
    assert _rights(story, date(2026, 5, 11))[-1] == ("suit", "open", told.until_on)
    assert told.until_on == date(2026, 5, 20)


@pytest.mark.requirement("R-I9")
def test_while_one_of_several_appeals_is_before_the_board_the_suit_stands_still():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    _lodged(story, date(2026, 3, 6))
    _lodged(story, date(2026, 3, 9), ANOTHER)
    _ended(story, date(2026, 3, 10), AppealOutcome.WITHDRAWN, ANOTHER)
    assert _rights(story, date(2026, 3, 20)) == [("appeal", "used", None), ("suit", "stopped", None)]
    assert _watched(story) == {}
    _ended(story, date(2026, 4, 10), AppealOutcome.UPHELD)
    assert _rights(story, date(2026, 4, 11)) == []


def test_of_several_appeals_the_last_end_and_the_days_outside_all_of_them_count():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    _lodged(story, date(2026, 3, 6))
    _ended(story, date(2026, 3, 10), AppealOutcome.WITHDRAWN)
    _lodged(story, date(2026, 3, 16), ANOTHER)
    _ended(story, date(2026, 4, 13), AppealOutcome.WITHDRAWN, ANOTHER)
    suit = rights_of(story.now, date(2026, 4, 14), story.calendar)[-1]
    assert (suit.days_left, suit.until_on) == (60 - 1 - 6, date(2026, 6, 5))


def _two_refusals() -> Story:
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE)
    return story


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 0), (1, 0, 0, 1)])
def test_services_reported_in_any_order_give_the_same_days(order: tuple[int, ...]):
    story = _two_refusals()
    part, last = (task.task_id for task in story.now.tasks)
    reports = (
        (NoticeKind.PART_RESPONSE, date(2026, 3, 5), part),
        (NoticeKind.RESPONSE, date(2026, 3, 16), last),
    )
    for which in order:
        kind, on, task_id = reports[which]
        story.served(kind, on, task_id=task_id)
    assert [response.served_on for response in story.now.responses] == [date(2026, 3, 5), date(2026, 3, 16)]
    assert _watched(story) == {
        HEALTH_DIRECTORATE: (date(2026, 3, 5), date(2026, 3, 23)),
        EDUCATION_DIRECTORATE: (date(2026, 3, 16), date(2026, 3, 31)),
    }
    assert story.now.status is ApplicationStatus.CLOSED


def test_the_letter_of_the_last_answer_serves_what_it_repeats_and_is_watched_once():
    story = _two_refusals()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 16), task_id=story.now.tasks[1].task_id)
    assert [response.served_on for response in story.now.responses] == [date(2026, 3, 16)] * 2
    assert _watched(story) == {EDUCATION_DIRECTORATE: (date(2026, 3, 16), date(2026, 3, 31))}


def test_a_service_reported_twice_sets_one_clock():
    story = _refused()
    for _ in range(2):
        story.served(NoticeKind.RESPONSE, date(2026, 3, 5), task_id=story.now.tasks[0].task_id)
    assert len([clock for clock in story.facts_of(ClockSet) if clock.purpose is ClockPurpose.RIGHT]) == 1


def test_an_old_state_tells_the_service_by_the_clock_that_was_set_for_it():
    story = _refused_in_part()
    old = replace(story.now, responses=tuple(replace(each, served_on=None) for each in story.now.responses))
    assert [each.day_zero for each in refusals_of(old, date(2026, 3, 6))] == [date(2026, 3, 5)]


@pytest.mark.requirement("R-I9")
def test_a_refusal_by_the_rules_that_was_appealed_before_its_service_is_taken_up_again():
    story = Story(registry=wider_registry()).submitted(**PHONED)
    _lodged(story, date(2026, 3, 6))
    _ended(story, date(2026, 3, 20), AppealOutcome.UPHELD)
    assert (story.now.reopened_on, story.now.ended_unanswered) == (date(2026, 3, 20), None)
    story.answers(ResponseOutcome.NEGATIVE, by=CENTRE, at=noon(date(2026, 3, 25)))
    story.served(NoticeKind.RESPONSE, date(2026, 3, 26))
    assert _watched(story) == {CENTRE: (date(2026, 3, 26), date(2026, 4, 10))}


def _appealed_silence() -> Story:
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    _lodged(story, date(2026, 4, 3))
    return story


@pytest.mark.requirement("R-I9")
def test_an_answer_after_silence_was_appealed_against_is_watched_from_its_service():
    story = _appealed_silence()
    story.answers(ResponseOutcome.NEGATIVE, at=noon(date(2026, 4, 6)))
    story.served(NoticeKind.RESPONSE, date(2026, 4, 7))
    assert _watched(story) == {HEALTH_DIRECTORATE: (date(2026, 4, 7), date(2026, 4, 22))}


@pytest.mark.requirement("R-I9")
def test_a_reminder_passed_over_for_an_appeal_that_was_none_is_told_while_the_right_still_runs():
    story = _appealed_silence()
    story.falls_due(Stage.APPEAL_RIGHT_ENDING, opening(date(2026, 4, 13)))
    assert not story.facts_of(ApplicantReminded)
    story.hears(AppealReported, noon(date(2026, 4, 13)), appeal_id=APPEAL, step=AppealStep.VOID)
    story.falls_due(Stage.APPEAL_RIGHT_ENDING, noon(date(2026, 4, 13)))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 4, 16)]


def test_after_the_applicant_gave_up_nothing_is_watched_again():
    story = _refused_in_part()
    _lodged(story, date(2026, 3, 6))
    story.hears(ApplicationWithdrawn, noon(date(2026, 3, 7)), reason=None)
    story.hears(AppealReported, noon(date(2026, 3, 9)), appeal_id=APPEAL, step=AppealStep.VOID)
    story.served(NoticeKind.PART_RESPONSE, date(2026, 3, 10), task_id=story.now.tasks[0].task_id)
    assert (_watched(story), story.now.next_stage_at) == ({}, None)


@pytest.mark.requirement("R-I9")
def test_an_appeal_taken_up_again_stands_before_the_board_as_from_its_first_lodging():
    appeal = appeal_story()
    appeal.asks(DeclineToProcess(NotProcessedReason.ELEMENTS_MISSING, "Eksik."), by=REVIEW_BOARD)
    appeal.asks(Reopen("Yanlışlıkla."), by=CENTRE, role=Role.CENTRE)
    steps = [AppealStep.LODGED, AppealStep.DECIDED, AppealStep.LODGED]
    assert [told.step for told in _reports(appeal)] == steps
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    _lodged(story, date(2026, 3, 6))
    _ended(story, date(2026, 3, 20), AppealOutcome.DISMISSED)
    _lodged(story, date(2026, 3, 23), reopened_at=noon(date(2026, 3, 23)))
    (known,) = story.now.appeals
    assert (known.lodged_at, known.decision, known.ended_at) == (noon(date(2026, 3, 6)), None, None)
    assert _rights(story, date(2026, 3, 24))[-1] == ("suit", "stopped", None)


@pytest.mark.parametrize(
    "reopened_at", [pytest.param(None, id="the first report"), pytest.param(noon(date(2026, 3, 10)), id="an older one")]
)
def test_a_lodging_told_again_after_the_end_takes_nothing_up(reopened_at):
    story = _refused()
    _lodged(story, date(2026, 3, 6))
    _ended(story, date(2026, 3, 20), AppealOutcome.DISMISSED)
    again = story.hears(AppealReported, noon(date(2026, 3, 23)), **LODGED, reopened_at=reopened_at)
    assert again == Ignored(IgnoredBecause.ALREADY_KNOWN)


@pytest.mark.parametrize("seed", range(60))
def test_reminder_and_page_name_the_same_last_day_whatever_the_order_of_services_and_appeals(seed: int):
    """Random stories of two refusals, services in any order and appeals."""
    rng = Random(seed)
    story = _two_refusals()
    part, last = (task.task_id for task in story.now.tasks)
    letters = [
        (NoticeKind.PART_RESPONSE, date(2026, 3, 3) + timedelta(days=rng.randrange(20)), part),
        (NoticeKind.RESPONSE, date(2026, 3, 3) + timedelta(days=rng.randrange(20)), last),
    ]
    rng.shuffle(letters)
    steps = [*letters, *rng.choices(letters, k=rng.randrange(2))]
    for kind, on, task_id in steps:
        story.served(kind, on, task_id=task_id)
    if rng.random() < 0.7:
        _lodged(story, date(2026, 3, 24))
        step = rng.choice((None, AppealStep.VOID, AppealOutcome.WITHDRAWN, AppealOutcome.REJECTED))
        if step is AppealStep.VOID:
            story.hears(AppealReported, noon(date(2026, 3, 25)), appeal_id=APPEAL, step=step)
        elif isinstance(step, AppealOutcome):
            _ended(story, date(2026, 3, 25), step)
    page = rights_of(story.now, date(2026, 3, 25), story.calendar)
    named = {right.until_on for right in page if right.right is Right.SUIT and right.until_on is not None}
    while (due := story.now.next_stage_at) is not None:
        stage, task = next(
            (task.clock.next_stage.stage, task)
            for task in story.now.tasks
            if task.clock is not None and task.clock.next_stage is not None and task.clock.next_stage.at == due
        )
        assert task.clock is not None
        told = {"task_id": task.task_id, "clock_version": task.clock.version, "stage": stage, "eye": Eye.LOG}
        story.hears(ClockFellDue, due, **told)
    reminded = [told for told in story.facts_of(ApplicantReminded) if told.stage is Stage.SUIT_RIGHT_ENDING]
    assert {told.until_on for told in reminded} == named


def _silent_beside_who_refused(upheld_on: date) -> Story:
    """Two have to act: one refuses, the other is silent, and the Board upholds the appeal against the refusal."""
    story = _refused_in_part()
    _lodged(story, date(2026, 3, 19))
    if upheld_on > date(2026, 4, 1):
        story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    _ended(story, upheld_on, AppealOutcome.UPHELD)
    return story


def _anew(story: Story) -> Task:
    return next(task for task in story.now.tasks_to_act_on if task.institution_id == HEALTH_DIRECTORATE)


def _told_silent(story: Story, task: Task, last_day: date) -> None:
    """Let the watcher report the day after the last day of silence."""
    assert task.clock is not None
    told = {"task_id": task.task_id, "clock_version": task.clock.version, "stage": Stage.DEEMED_REFUSAL}
    story.hears(ClockFellDue, opening(last_day + timedelta(days=1)), eye=Eye.LOG, **told)


@pytest.mark.requirement("R-I6", "R-I8")
@pytest.mark.parametrize(
    ("upheld_on", "silent_until", "appeal_until", "suit_until"),
    [
        pytest.param(date(2026, 3, 30), date(2026, 4, 29), date(2026, 5, 14), date(2026, 6, 29), id="before"),
        pytest.param(date(2026, 4, 30), date(2026, 6, 1), date(2026, 6, 16), date(2026, 7, 31), id="after"),
    ],
)
def test_who_answers_anew_beside_a_silent_one_is_silent_from_a_day_of_his_own(
    upheld_on, silent_until, appeal_until, suit_until
):
    story = _silent_beside_who_refused(upheld_on)
    of_the_other = [] if upheld_on < date(2026, 4, 1) else [date(2026, 4, 16), date(2026, 6, 1)]
    assert [until for _, _, until in _rights(story, upheld_on)] == of_the_other
    _told_silent(story, _anew(story), silent_until)
    assert [until for _, _, until in _rights(story, silent_until + timedelta(days=1))] == [
        *of_the_other,
        appeal_until,
        suit_until,
    ]


@pytest.mark.requirement("R-I6", "R-I8")
def test_once_the_silent_one_granted_who_answers_anew_has_still_all_his_time():
    story = _silent_beside_who_refused(date(2026, 4, 30))
    story.answers(ResponseOutcome.POSITIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 5, 4)))
    assert _rights(story, date(2026, 5, 5)) == []
    assert (story.now.deemed_refused, story.now.deemed_refusal_on) == (False, date(2026, 6, 1))
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 6, 2)))
    assert [told.deemed_refusal_on for told in story.facts_of(DeemedRefused)] == [date(2026, 4, 1), date(2026, 6, 1)]
    assert _rights(story, date(2026, 6, 2)) == [
        ("appeal", "open", date(2026, 6, 16)),
        ("suit", "open", date(2026, 7, 31)),
    ]


@pytest.mark.requirement("R-I6", "R-I8")
def test_a_silence_of_his_own_goes_with_the_task_and_with_its_extension():
    story = _silent_beside_who_refused(date(2026, 4, 30))
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Sizin işiniz.", keep=False), at=noon(date(2026, 5, 5)))
    story.asks(ExtendTask(ExtensionGround.OTHER_UNIT, "Arşiv."), by=MUNICIPALITY, at=noon(date(2026, 5, 6)))
    given = next(task for task in story.now.tasks_to_act_on if task.institution_id == MUNICIPALITY)
    assert story.now.deemed_refusal_on == date(2026, 4, 1)
    assert given.clock is not None
    silent_until = given.clock.due_on
    assert silent_until > date(2026, 6, 1)
    _told_silent(story, given, silent_until)
    assert story.facts_of(DeemedRefused)[-1].deemed_refusal_on == silent_until
    assert story.now.open


@pytest.mark.requirement("R-I6", "R-I8")
def test_whose_silence_the_board_annulled_has_a_whole_period_and_a_new_day_of_silence():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    _lodged(story, date(2026, 4, 3))
    _ended(story, date(2026, 4, 30), AppealOutcome.UPHELD)
    assert (story.now.due_on, story.now.deemed_refused) == (date(2026, 5, 25), False)
    assert _rights(story, date(2026, 5, 5)) == []
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 6, 2)))
    assert _rights(story, date(2026, 6, 2)) == [
        ("appeal", "open", date(2026, 6, 16)),
        ("suit", "open", date(2026, 7, 31)),
    ]


@pytest.mark.requirement("R-I6", "R-I8")
def test_where_the_board_annulled_a_refusal_and_a_silence_all_have_one_new_day():
    story = _refused_in_part()
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    _lodged(story, date(2026, 4, 3))
    _ended(story, date(2026, 4, 30), AppealOutcome.UPHELD)
    assert {task.due_on for task in story.now.tasks_to_act_on} == {date(2026, 5, 25)}
    assert (story.now.deemed_refused, story.now.deemed_refusal_on) == (False, date(2026, 6, 1))


def test_of_one_silence_of_two_the_applicant_is_reminded_once():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    for stage, on in ((Stage.DEEMED_REFUSAL, date(2026, 4, 2)), (Stage.APPEAL_RIGHT_ENDING, date(2026, 4, 13))):
        for task in story.now.tasks:
            assert task.clock is not None
            told = {"task_id": task.task_id, "clock_version": task.clock.version, "stage": stage, "eye": Eye.LOG}
            story.hears(ClockFellDue, opening(on), **told)
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 4, 16)]


def _second_part(outcome: ResponseOutcome, *, served: bool = True) -> Story:
    """The health directorate refused its part, gets the other's part by a person, and answers that."""
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE)
    if served:
        story.served(NoticeKind.PART_RESPONSE, date(2026, 3, 5), task_id=story.now.tasks[0].task_id)
    story.asks(ReturnTask("Görevimiz değil."), by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 6)))
    story.asks(PlaceTask(HEALTH_DIRECTORATE), by=GOVERNORATE, at=noon(date(2026, 3, 7)))
    story.answers(outcome, at=noon(date(2026, 3, 9)))
    return story


@pytest.mark.requirement("R-I4")
def test_an_answer_to_a_second_part_leaves_the_refusal_of_the_first_as_it_was():
    story = _second_part(ResponseOutcome.POSITIVE)
    assert _rights(story, date(2026, 3, 10)) == [
        ("appeal", "open", date(2026, 3, 23)),
        ("suit", "open", date(2026, 5, 4)),
    ]
    assert story.now.outcome is ResponseOutcome.PARTIAL
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, date(2026, 3, 20))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 3, 23)]


@pytest.mark.requirement("R-I4")
def test_the_letter_of_the_last_part_serves_the_refusal_of_the_first_that_it_repeats():
    story = _second_part(ResponseOutcome.PARTIAL, served=False)
    story.served(NoticeKind.RESPONSE, date(2026, 3, 10), task_id=story.now.responses[1].task_id)
    assert [each.served_on for each in story.now.responses] == [date(2026, 3, 10)] * 2
    assert story.now.told_together(story.now.responses) == story.now.responses


def test_a_letter_serves_nothing_that_it_leaves_out():
    story = _refused_in_part()
    _lodged(story, date(2026, 3, 6))
    _ended(story, date(2026, 3, 9), AppealOutcome.UPHELD)
    unserved = tuple(replace(each, served_on=None) for each in story.now.responses)
    story.application = replace(story.now, responses=unserved)
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 10)))
    story.answers(ResponseOutcome.POSITIVE, at=noon(date(2026, 3, 11)))
    story.served(NoticeKind.RESPONSE, date(2026, 3, 12), task_id=story.now.responses[2].task_id)
    assert [each.served_on for each in story.now.responses] == [None, date(2026, 3, 12), date(2026, 3, 12)]


@pytest.mark.requirement("R-I9")
def test_a_change_of_hands_keeps_the_reminder_of_the_suit_that_runs_on_after_a_withdrawn_appeal():
    story = _appealed_silence()
    _ended(story, date(2026, 5, 15), AppealOutcome.WITHDRAWN, ended_at=noon(date(2026, 5, 15)))
    until_on = rights_of(story.now, date(2026, 5, 25), story.calendar)[-1].until_on
    assert until_on is not None
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Onların işi."), at=noon(date(2026, 5, 25)))
    story.falls_due(Stage.SUIT_RIGHT_ENDING, opening(until_on - timedelta(days=10)))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [until_on]


@pytest.mark.requirement("R-I7")
def test_a_service_reported_just_before_a_reminder_of_silence_is_told_takes_nothing_from_it():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    story.answers(ResponseOutcome.NEGATIVE, at=noon(date(2026, 4, 10)))
    story.served(NoticeKind.PART_RESPONSE, date(2026, 4, 13), task_id=story.now.responses[0].task_id)
    story.falls_due(Stage.APPEAL_RIGHT_ENDING, noon(date(2026, 4, 13)))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 4, 16)]


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize("reported_after", [pytest.param(False, id="served before"), pytest.param(True, id="after")])
def test_a_refusal_is_reminded_of_after_it_was_taken_up_again_until_it_is_answered_anew(reported_after: bool):
    story = _refused()
    if not reported_after:
        story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    story.asks(Reopen("Yeniden."), by=CENTRE, role=Role.CENTRE, at=noon(date(2026, 3, 12)))
    if reported_after:
        story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    assert _rights(story, date(2026, 3, 14)) == [
        ("appeal", "open", date(2026, 3, 23)),
        ("suit", "open", date(2026, 5, 4)),
    ]
    assert _watched(story) == {HEALTH_DIRECTORATE: (date(2026, 3, 5), date(2026, 3, 23))}
    story.right_falls_due(Stage.APPEAL_RIGHT_ENDING, date(2026, 3, 20))
    assert [told.until_on for told in story.facts_of(ApplicantReminded)] == [date(2026, 3, 23)]
    story.answers(ResponseOutcome.POSITIVE, at=noon(date(2026, 3, 23)))
    story.right_falls_due(Stage.SUIT_RIGHT_ENDING, date(2026, 4, 24))
    assert len(story.facts_of(ApplicantReminded)) == 1
    assert _rights(story, date(2026, 3, 24)) == []


def test_of_what_was_not_processed_and_is_taken_up_again_nobody_is_reminded():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(DeclineToProcess(NotProcessedReason.EXEMPT_INFORMATION, "Devlet sırrı."))
    story.served(NoticeKind.NOT_PROCESSED, date(2026, 3, 5))
    story.asks(Reopen("Yeniden."), by=CENTRE, role=Role.CENTRE, at=noon(date(2026, 3, 12)))
    assert (_watched(story), _rights(story, date(2026, 3, 14))) == ({}, [])


@pytest.mark.requirement("R-I9")
def test_a_second_appeal_uses_no_days_while_the_first_is_before_the_board():
    story = _refused()
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    _lodged(story, date(2026, 3, 10))
    _lodged(story, date(2026, 3, 20), ANOTHER)
    assert rights_of(story.now, date(2026, 3, 21), story.calendar)[-1].days_left == 55
    _ended(story, date(2026, 3, 25), AppealOutcome.WITHDRAWN, ANOTHER)
    assert rights_of(story.now, date(2026, 3, 26), story.calendar)[-1].days_left == 55


@pytest.mark.requirement("R-I4")
@pytest.mark.parametrize(
    ("reported_on", "told"),
    [
        pytest.param(date(2026, 3, 21), [date(2026, 3, 23), date(2026, 5, 4)], id="while the appeal is open"),
        pytest.param(date(2026, 3, 24), [date(2026, 5, 4)], id="while the suit is open"),
        pytest.param(date(2026, 5, 5), [], id="after both"),
    ],
)
def test_a_service_that_is_reported_after_the_moment_of_a_reminder_is_followed_by_it_at_once(reported_on, told):
    story = _refused()
    day = noon(date(2026, 3, 5))
    said = {"notice_id": "n", "fact_id": "f", "kind": NoticeKind.RESPONSE, "outcome": NoticeOutcome.SERVED}
    story.hears(NoticeConcluded, noon(reported_on), **said, channel=NoticeChannel.POST, concluded_at=day)
    while (due := story.now.next_stage_at) is not None:
        (task,) = story.now.tasks
        assert task.clock is not None
        assert task.clock.next_stage is not None
        stage = {"stage": task.clock.next_stage.stage, "clock_version": task.clock.version, "eye": Eye.LOG}
        story.hears(ClockFellDue, max(due, noon(reported_on)), task_id=task.task_id, **stage)
    assert [each.until_on for each in story.facts_of(ApplicantReminded)] == told


@pytest.mark.requirement("R-I4")
def test_who_answers_anew_for_another_does_not_answer_anew_what_it_refused_itself():
    story = _refused_in_part()
    _lodged(story, date(2026, 3, 6))
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 20)))
    story.served(NoticeKind.RESPONSE, date(2026, 3, 24))
    _ended(story, date(2026, 3, 30), AppealOutcome.UPHELD)
    story.asks(ReturnTask("Görevimiz değil."), at=noon(date(2026, 3, 31)))
    story.asks(PlaceTask(EDUCATION_DIRECTORATE), by=GOVERNORATE, at=noon(date(2026, 4, 1)))
    story.answers(ResponseOutcome.POSITIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 4, 2)))
    assert _rights(story, date(2026, 4, 3)) == [
        ("appeal", "open", date(2026, 4, 8)),
        ("suit", "open", date(2026, 5, 25)),
    ]


@pytest.mark.requirement("R-I6")
def test_a_silence_goes_with_what_was_returned_and_leaves_that_of_who_answers_anew():
    story = _silent_beside_who_refused(date(2026, 4, 30))
    story.asks(ReturnTask("Görevimiz değil."), by=EDUCATION_DIRECTORATE, at=noon(date(2026, 5, 4)))
    assert (story.now.deemed_refused, story.now.deemed_refusal_on) == (True, date(2026, 4, 1))
    assert _rights(story, date(2026, 5, 5)) == [
        ("appeal", "ended", date(2026, 4, 16)),
        ("suit", "open", date(2026, 6, 1)),
    ]
    _told_silent(story, _anew(story), date(2026, 6, 1))
    assert _rights(story, date(2026, 6, 2))[-1] == ("suit", "open", date(2026, 7, 31))


def test_the_judge_of_the_year_knows_of_two_silences_where_one_answers_anew_beside_another():
    story, ledger = _refused_in_part(), list[tuple[Fact, datetime]]()

    def noted(at: datetime) -> None:
        ledger.extend((fact, at) for fact in story.facts[len(ledger) :])

    noted(noon(date(2026, 3, 5)))
    _lodged(story, date(2026, 3, 19))
    _ended(story, date(2026, 3, 30), AppealOutcome.UPHELD)
    noted(noon(date(2026, 3, 30)))
    (other, anew) = story.now.tasks_to_act_on
    for task, last_day in ((other, date(2026, 4, 1)), (anew, date(2026, 4, 29))):
        _told_silent(story, task, last_day)
        noted(opening(last_day + timedelta(days=1)))
    faults = faults_of(ledger, noon(date(2026, 4, 30)), Recount(load_calendar_days()))
    assert [fault for fault in faults if "silence" in fault or "stages of" in fault] == []
