"""Does each input lead to the facts the law and the architecture promise?"""

from datetime import date, timedelta

import pytest

from domain.application import TaskStatus
from domain.decision import Applied, Ignored, IgnoredBecause, Refused
from domain.errors import ImpossibleInput
from domain.evolution import evolve, rebuild
from domain.facts import (
    ClockCleared,
    ClockClearedBecause,
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    RefusalCode,
    Registered,
    Reminded,
    StagePassedOver,
)
from domain.identifiers import FactId, InputId, InstitutionId
from domain.inputs import (
    AboutOfficial,
    AnswerBy,
    ApplicationWithdrawn,
    AssignTask,
    IssueInterimResponse,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    OfficialRank,
    OpenTask,
    PlaceTask,
    ReferTask,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from domain.place import Place
from domain.status import MAY_BECOME, ApplicationStatus, assert_may_become
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    PRIME_MINISTRY,
    Story,
    a_submission,
    input_id,
    names_of,
    noon,
)

ANSWER = IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi.")


@pytest.mark.requirement("R-A7", "R-A13")
def test_an_application_is_registered_then_placed_then_its_clock_runs():
    story = Story().submitted()
    assert names_of(story.facts) == ["Registered", "Routed", "ClockSet"]
    assert story.now.status is ApplicationStatus.ROUTED
    assert story.now.holder is not None
    assert story.now.holder.institution_id == HEALTH_DIRECTORATE


@pytest.mark.requirement("R-I1")
def test_a_petition_received_on_the_second_of_march_is_due_thirty_days_on():
    assert Story().submitted().now.due_on == date(2026, 4, 1)


def test_the_same_submission_again_changes_nothing():
    story = Story().submitted()
    assert story.happens(a_submission(), noon(date(2026, 3, 2))) == Ignored(IgnoredBecause.ALREADY_REGISTERED)


def test_other_content_under_one_number_is_a_broken_rule():
    story = Story().submitted()
    with pytest.raises(ImpossibleInput):
        story.happens(a_submission(content_hash="b" * 64), noon(date(2026, 3, 2)))


@pytest.mark.requirement("R-G8")
def test_what_no_rule_can_place_waits_for_a_person_with_a_running_clock():
    story = Story().submitted(institution_id=None, event_place=None, body="Her şey çok kötü, lütfen düzeltin.")
    assert names_of(story.facts) == ["Registered", "ScreeningRequested", "ClockSet"]
    assert story.now.status is ApplicationStatus.SCREENING
    assert story.now.holder is not None
    assert story.now.holder.institution_id == CENTRE


@pytest.mark.requirement("R-G8")
def test_a_person_in_screening_places_it():
    story = Story().submitted(institution_id=None, event_place=None, body="Her şey çok kötü, lütfen düzeltin.")
    story.asks(PlaceTask(HEALTH_DIRECTORATE, "10"), by=CENTRE, role=Role.CENTRE)
    assert story.now.status is ApplicationStatus.ROUTED
    assert story.now.subject_code == "10"
    assert story.now.due_on == date(2026, 4, 1)


def test_reading_is_told_once_and_moves_the_version():
    story = Story().submitted()
    story.asks(OpenTask())
    assert story.now.status is ApplicationStatus.IN_PROGRESS
    assert story.asks(OpenTask()) == Refused(RefusalCode.ALREADY_OPEN)


def test_giving_a_task_to_a_colleague_does_not_move_its_version():
    story = Story().submitted()
    before = story.now.holder
    story.asks(AssignTask("memur-2"))
    after = story.now.holder
    assert before is not None
    assert after is not None
    assert (after.officer, after.task_version) == ("memur-2", before.task_version)


@pytest.mark.requirement("R-A7", "R-G3")
def test_an_answer_stops_the_clock_and_waits_for_its_notice():
    story = Story().submitted()
    story.asks(ANSWER)
    assert story.now.status is ApplicationStatus.ANSWERED
    assert [fact.because for fact in story.facts_of(ClockCleared)] == [ClockClearedBecause.ANSWERED]
    assert story.now.next_stage_at is None


@pytest.mark.requirement("R-F2")
def test_an_anonymous_application_closes_with_its_answer():
    story = Story().submitted(kind=ApplicationKind.TIP_OFF, applicant=None, answer_by=AnswerBy.NONE)
    story.asks(ANSWER)
    assert story.facts_of(Closed) == [Closed(ClosedBecause.ANSWER_CANNOT_BE_SERVED)]
    assert story.now.status is ApplicationStatus.CLOSED


def _notice(kind: NoticeKind, outcome: NoticeOutcome = NoticeOutcome.SERVED) -> NoticeConcluded:
    submission = a_submission()
    return NoticeConcluded(
        input_id=input_id(f"notice {kind}"),
        application_id=submission.application_id,
        notice_id=input_id("notice"),
        fact_id=FactId(input_id("fact")),
        kind=kind,
        channel=NoticeChannel.EMAIL,
        outcome=outcome,
        concluded_at=noon(date(2026, 3, 4)),
    )


@pytest.mark.requirement("R-G14")
def test_a_served_answer_closes_the_application():
    story = Story().submitted()
    story.asks(ANSWER)
    story.happens(_notice(NoticeKind.RESPONSE), noon(date(2026, 3, 4)))
    assert story.now.status is ApplicationStatus.CLOSED


@pytest.mark.requirement("R-G14")
@pytest.mark.parametrize(
    "notice",
    [
        pytest.param(_notice(NoticeKind.RECEIPT), id="another notice"),
        pytest.param(_notice(NoticeKind.RESPONSE, NoticeOutcome.FAILED), id="an answer that could not be delivered"),
    ],
)
def test_only_a_served_answer_closes(notice: NoticeConcluded):
    story = Story().submitted()
    story.asks(ANSWER)
    story.happens(notice, noon(date(2026, 3, 4)))
    assert story.now.status is ApplicationStatus.ANSWERED


def test_an_interim_response_to_an_information_request_leaves_clock_and_version_alone():
    story = Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    before = story.now.holder
    story.asks(IssueInterimResponse("İnceleme sürüyor."))
    assert story.now.holder == before
    assert len(story.now.interim_responses) == 1


@pytest.mark.requirement("R-I1")
def test_a_petition_sent_on_keeps_its_due_date():
    story = Story().submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Konu okulla ilgili."), role=Role.COORDINATOR)
    holder = story.now.holder
    assert holder is not None
    assert holder.institution_id == EDUCATION_DIRECTORATE
    assert holder.due_on == date(2026, 4, 1)


@pytest.mark.requirement("R-I2")
def test_an_information_request_sent_on_gets_the_receivers_own_fifteen_working_days():
    story = Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    assert story.now.due_on == date(2026, 3, 24)
    later = noon(date(2026, 3, 10))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Bilgi oradadır."), at=later, role=Role.COORDINATOR)
    assert story.now.due_on == date(2026, 4, 1)


def test_a_copy_for_information_leaves_the_holder_its_task():
    story = Story().submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Bilginize."))
    assert story.now.holder is not None
    assert story.now.holder.institution_id == HEALTH_DIRECTORATE
    assert len(story.now.open_tasks) == 2


def test_an_institution_told_for_information_cannot_answer():
    story = Story().submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Bilginize."))
    assert story.asks(ANSWER, by=EDUCATION_DIRECTORATE) == Refused(RefusalCode.NOT_THE_HOLDER)


@pytest.mark.requirement("R-G9")
def test_what_is_returned_waits_for_a_person_above():
    story = Story().submitted()
    story.asks(ReturnTask("Görev alanımız değil."))
    assert names_of(story.facts[-4:]) == ["ClockCleared", "Returned", "ScreeningRequested", "ClockSet"]
    assert story.now.status is ApplicationStatus.SCREENING
    assert story.now.holder is not None
    assert story.now.holder.institution_id == GOVERNORATE
    assert story.now.tasks[0].status is TaskStatus.RETURNED


def test_a_wish_with_an_old_version_is_refused():
    story = Story().submitted()
    assert story.asks(ANSWER, version=0) == Refused(RefusalCode.STALE_TASK_VERSION)


@pytest.mark.requirement("R-G3")
@pytest.mark.parametrize(
    ("role", "by", "code"),
    [
        pytest.param(Role.AUDITOR, HEALTH_DIRECTORATE, RefusalCode.ROLE_NOT_ALLOWED, id="an auditor only looks"),
        pytest.param(Role.OFFICER, MUNICIPALITY, RefusalCode.NOT_THE_HOLDER, id="a neighbour does not hold it"),
    ],
)
def test_only_the_holders_officers_may_answer(role: Role, by, code: RefusalCode):
    assert Story().submitted().asks(ANSWER, role=role, by=by) == Refused(code)


def test_a_closed_application_takes_no_more_actions():
    story = Story().submitted()
    story.asks(ANSWER)
    assert story.asks(ANSWER, version=2) == Refused(RefusalCode.APPLICATION_CLOSED)


def test_an_action_about_nothing_is_refused():
    story = Story()
    story.submission = a_submission()
    unknown = Story().submitted().asks(ANSWER, version=99)
    assert unknown == Refused(RefusalCode.STALE_TASK_VERSION)


@pytest.mark.requirement("R-J4")
def test_a_withdrawal_stops_every_clock_and_ends_the_application():
    story = Story().submitted()
    withdrawal = ApplicationWithdrawn(InputId(input_id("w")), a_submission().application_id, "Sorun çözüldü.")
    story.happens(withdrawal, noon(date(2026, 3, 5)))
    assert story.now.status is ApplicationStatus.WITHDRAWN
    assert story.now.open_tasks == ()
    assert story.happens(withdrawal, noon(date(2026, 3, 6))) == Ignored(IgnoredBecause.NOTHING_TO_WITHDRAW)


def _stage_at(story: Story, stage: Stage):
    return next(each.at for each in story.facts_of(ClockSet)[-1].stages if each.stage is stage)


def test_a_stage_counts_once_from_its_moment_on_and_never_before():
    story = Story().submitted()
    at = _stage_at(story, Stage.COORDINATOR)
    assert story.falls_due(Stage.COORDINATOR, at - timedelta(seconds=1)) == Ignored(IgnoredBecause.EARLY)
    assert isinstance(story.falls_due(Stage.COORDINATOR, at), Applied)
    assert story.falls_due(Stage.COORDINATOR, at) == Ignored(IgnoredBecause.STAGE_ALREADY_REACHED)


@pytest.mark.requirement("R-A12", "R-G9", "R-G11")
def test_delay_climbs_to_the_coordinator_then_to_the_centre_and_the_holder_keeps_its_task():
    story = Story().submitted()
    story.falls_due(Stage.COORDINATOR, _stage_at(story, Stage.COORDINATOR))
    story.falls_due(Stage.CENTRE, _stage_at(story, Stage.CENTRE))
    assert [fact.to_institution_id for fact in story.facts_of(Escalated)] == [GOVERNORATE, CENTRE]
    assert len(story.facts_of(DeadlineMissed)) == 1
    assert story.now.holder is not None
    assert story.now.holder.institution_id == HEALTH_DIRECTORATE
    assert story.now.overdue


@pytest.mark.requirement("R-A12", "R-A13")
def test_reminders_go_to_the_holder_before_the_due_day_ends():
    story = Story().submitted()
    for stage in (Stage.HALF_OF_PERIOD, Stage.DUE_DAY):
        story.falls_due(stage, _stage_at(story, stage))
    assert [fact.institution_id for fact in story.facts_of(Reminded)] == [HEALTH_DIRECTORATE] * 2


@pytest.mark.requirement("R-I6")
def test_silence_is_a_refusal_once_and_can_still_be_broken():
    story = Story().submitted()
    at = _stage_at(story, Stage.DEEMED_REFUSAL)
    story.falls_due(Stage.DEEMED_REFUSAL, at)
    assert len(story.facts_of(DeemedRefused)) == 1
    assert story.now.deemed_refused
    story.asks(ANSWER, at=at)
    assert story.now.status is ApplicationStatus.ANSWERED


def test_boards_do_not_refuse_by_silence():
    story = Story().submitted(kind=ApplicationKind.HUMAN_RIGHTS_COMPLAINT)
    assert Stage.DEEMED_REFUSAL not in {stage.stage for stage in story.facts_of(ClockSet)[0].stages}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param({"clock_version": 2}, IgnoredBecause.STALE_CLOCK, id="of another version"),
        pytest.param({"task_id": input_id("none")}, IgnoredBecause.STALE_CLOCK, id="of a task that never was"),
    ],
)
def test_a_stage_of_another_clock_has_no_effect(change, reason: IgnoredBecause):
    story = Story().submitted()
    at = _stage_at(story, Stage.COORDINATOR)
    assert story.falls_due(Stage.COORDINATOR, at, **change) == Ignored(reason)


def test_a_rung_climbed_before_a_referral_is_not_climbed_again():
    story = Story().submitted()
    at = _stage_at(story, Stage.COORDINATOR)
    story.falls_due(Stage.COORDINATOR, at)
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Yetki orada."), at=at, role=Role.COORDINATOR)
    stages = {stage.stage for stage in story.facts_of(ClockSet)[-1].stages}
    assert Stage.COORDINATOR not in stages
    assert Stage.CENTRE in stages
    assert story.now.overdue


@pytest.mark.requirement("R-A14", "R-G6")
def test_the_ledger_alone_rebuilds_the_application():
    story = Story().submitted()
    story.asks(OpenTask())
    story.asks(ANSWER)
    at = noon(date(2026, 3, 3))
    times = [noon(date(2026, 3, 2))] * 3 + [at] * (len(story.facts) - 3)
    assert rebuild(zip(story.facts, times, strict=True)) == story.now


def test_nothing_comes_before_the_registration_and_nobody_registers_twice():
    story = Story().submitted()
    registered = story.facts[0]
    assert isinstance(registered, Registered)
    with pytest.raises(ImpossibleInput):
        evolve(story.now, registered, noon(date(2026, 3, 2)))
    with pytest.raises(ImpossibleInput):
        evolve(None, story.facts[1], noon(date(2026, 3, 2)))


@pytest.mark.parametrize("now", list(ApplicationStatus))
@pytest.mark.parametrize("then", list(ApplicationStatus))
def test_the_table_of_transitions_is_closed(now: ApplicationStatus, then: ApplicationStatus):
    if now is then or then in MAY_BECOME[now]:
        assert_may_become(now, then)
    else:
        with pytest.raises(ImpossibleInput):
            assert_may_become(now, then)


@pytest.mark.requirement("R-G9")
def test_another_province_cannot_be_reached_by_an_officers_referral():
    story = Story().submitted()
    answer = story.asks(ReferTask(OTHER_GOVERNORATE, TaskPurpose.ACTION, "Yetki orada."), role=Role.COORDINATOR)
    assert answer == Refused(RefusalCode.OUTSIDE_COORDINATION)


def _about_the_head_of(institution_id: InstitutionId) -> AboutOfficial:
    return AboutOfficial("Bir yönetici", "Yönetici", institution_id, OfficialRank.BELOW)


def test_no_referral_reaches_the_institution_complained_of():
    story = Story().submitted(about_official=_about_the_head_of(EDUCATION_DIRECTORATE))
    asked = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Konu orada.")
    assert story.asks(asked, role=Role.COORDINATOR) == Refused(RefusalCode.ACCUSED_INSTITUTION)


def test_a_delay_is_not_told_to_the_coordinator_complained_of():
    story = Story().submitted(about_official=_about_the_head_of(GOVERNORATE), institution_id=CENTRE)
    story.falls_due(Stage.COORDINATOR, _stage_at(story, Stage.COORDINATOR))
    assert GOVERNORATE not in {fact.to_institution_id for fact in story.facts_of(Escalated)}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        pytest.param({}, Place("06", "Çankaya"), id="an ordinary applicant's district"),
        pytest.param({"identity_confidential": True}, Place("06"), id="a hidden applicant's province alone"),
        pytest.param(
            {"kind": ApplicationKind.TIP_OFF, "applicant": None, "answer_by": AnswerBy.NONE},
            Place("06"),
            id="an unnamed applicant's province alone",
        ),
        pytest.param(
            {"identity_confidential": True, "event_place": Place("06", "Mamak")},
            Place("06", "Mamak"),
            id="where it happened, whoever tells it",
        ),
    ],
)
def test_a_home_is_told_no_more_precisely_than_its_owner_may_be_known(changes, told: Place):
    story = Story().submitted(**{"event_place": None, "residence": Place("06", "Çankaya"), **changes})
    assert story.now.place == told


def test_the_centre_told_of_a_delay_in_another_queue_can_still_place_what_waits_there():
    story = Story().submitted()
    story.asks(ReturnTask("Görev alanımız değil."))
    at = _stage_at(story, Stage.CENTRE)
    story.falls_due(Stage.CENTRE, at)
    waiting = story.now.holder
    assert waiting is not None
    placed = story.asks(PlaceTask(MUNICIPALITY), by=CENTRE, role=Role.CENTRE, at=at, version=waiting.task_version)
    assert isinstance(placed, Applied)


@pytest.mark.parametrize("rung", [Stage.COORDINATOR, Stage.CENTRE])
def test_a_delay_of_a_complaint_about_the_centre_is_told_to_nobody_below_it(rung: Stage):
    story = Story().submitted(about_official=_about_the_head_of(CENTRE), institution_id=CENTRE)
    assert story.now.holder is not None
    assert story.now.holder.institution_id == PRIME_MINISTRY
    story.falls_due(rung, _stage_at(story, rung))
    assert not story.facts_of(Escalated)
    assert story.now.overdue
    assert [passed.stage for passed in story.facts_of(StagePassedOver)] == [rung]
