"""May several institutions act on one application, who decides when they dispute it, and how does it come back?"""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.business_calendar import BusinessCalendar
from domain.decision import Applied, Refused
from domain.facts import (
    ClockPurpose,
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    Escalated,
    Referred,
    RefusalCode,
    Reopened,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
)
from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason, ReturnReason
from domain.identifiers import InstitutionId
from domain.inputs import (
    AboutOfficial,
    AnswerBy,
    ApproveDraft,
    CalendarChanged,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    NoticeKind,
    OfficialRank,
    PlaceTask,
    RecordDecision,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
    WithdrawOnBehalf,
)
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from domain.referral import HOP_LIMIT
from domain.report_rows import Ending, report_rows
from domain.routing_decision import ScreeningReason
from domain.status import ApplicationStatus
from domain.sub_subject import sub_subjects_of
from domain.subject_table import SUBJECTS
from operations.year import outcome
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    ETHICS_BOARD,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    Story,
    a_submission,
    changed_table,
    noon,
    special,
    wider_registry,
)

UNCLEAR = {"institution_id": None, "event_place": None, "body": "Her şey çok kötü, lütfen düzeltin."}
BOTH = PlaceTask(HEALTH_DIRECTORATE, also_to=(MUNICIPALITY,), inform=(EDUCATION_DIRECTORATE,))


def _given_to_both(**changes) -> Story:
    story = Story(registry=wider_registry()).submitted(**(UNCLEAR | changes))
    story.asks(BOTH, by=CENTRE, role=Role.CENTRE)
    return story


@pytest.mark.requirement("R-G8")
def test_a_person_gives_one_application_to_several_institutions_and_copies_to_others():
    story = _given_to_both()
    given = [(routed.institution_id, routed.purpose) for routed in story.facts_of(Routed)]
    assert given == [
        (HEALTH_DIRECTORATE, TaskPurpose.ACTION),
        (MUNICIPALITY, TaskPurpose.ACTION),
        (EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION),
    ]
    acting = [task for task in story.now.open_tasks if task.purpose is TaskPurpose.ACTION]
    assert [task.due_on for task in acting] == [date(2026, 4, 1), date(2026, 4, 1)]


def test_it_is_answered_when_all_have_answered_and_closed_when_that_was_served():
    story = _given_to_both()
    statuses = []
    for by in (HEALTH_DIRECTORATE, MUNICIPALITY):
        story.answers(by=by)
        statuses.append(story.now.status)
    assert statuses == [ApplicationStatus.ROUTED, ApplicationStatus.ANSWERED]
    assert [answer.completes for answer in story.facts_of(ResponseIssued)] == [False, True]
    story.served(NoticeKind.RESPONSE, date(2026, 3, 5))
    assert story.facts_of(Closed) == [Closed(ClosedBecause.ANSWER_SERVED)]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        pytest.param("positive", "positive", "positive", id="both granted"),
        pytest.param("negative", "negative", "negative", id="both refused"),
        pytest.param("positive", "negative", "partial", id="one granted, one refused"),
        pytest.param("partial", "positive", "partial", id="one granted in part"),
    ],
)
def test_the_combined_answer_says_what_all_of_them_say(one: str, other: str, together: str):
    story = _given_to_both()
    story.answers(ResponseOutcome(one), by=HEALTH_DIRECTORATE)
    story.answers(ResponseOutcome(other), by=MUNICIPALITY)
    assert story.now.outcome == together


def test_an_answer_of_one_does_not_close_what_nobody_can_be_told_of():
    story = _given_to_both(kind=ApplicationKind.TIP_OFF, applicant=None, answer_by=AnswerBy.NONE)
    story.answers(by=HEALTH_DIRECTORATE)
    assert not story.facts_of(Closed)
    story.answers(by=MUNICIPALITY)
    assert story.facts_of(Closed) == [Closed(ClosedBecause.ANSWER_CANNOT_BE_SERVED)]


def test_a_clock_of_one_institution_runs_on_while_the_other_has_answered():
    story = _given_to_both()
    story.answers(by=HEALTH_DIRECTORATE)
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 4, 2)))
    assert story.now.overdue
    assert story.now.holder is not None
    assert story.now.holder.institution_id == MUNICIPALITY


@pytest.mark.parametrize(
    ("place", "code"),
    [
        pytest.param(
            PlaceTask(HEALTH_DIRECTORATE, also_to=(HEALTH_DIRECTORATE,)), RefusalCode.ALREADY_HAS_IT, id="twice"
        ),
        pytest.param(
            PlaceTask(HEALTH_DIRECTORATE, inform=(InstitutionId("99999999"),)),
            RefusalCode.UNKNOWN_INSTITUTION,
            id="an unknown one",
        ),
        pytest.param(PlaceTask(HEALTH_DIRECTORATE, "99"), RefusalCode.UNKNOWN_SUBJECT, id="an unknown subject"),
        pytest.param(
            PlaceTask(HEALTH_DIRECTORATE, "10", "11.01"), RefusalCode.UNKNOWN_SUB_SUBJECT, id="another's sub-subject"
        ),
    ],
)
def test_a_place_that_cannot_be_is_refused_whole(place: PlaceTask, code: RefusalCode):
    story = Story(registry=wider_registry()).submitted(**UNCLEAR)
    assert story.asks(place, by=CENTRE, role=Role.CENTRE) == Refused(code)


def test_every_subject_has_sub_subjects_with_codes_of_its_own():
    for subject in SUBJECTS:
        found = sub_subjects_of(subject.code)
        assert len(found) >= 3
        assert all(each.code.startswith(f"{subject.code}.") for each in found)


def test_a_referral_may_say_the_sub_subject():
    story = Story(registry=wider_registry()).submitted()
    story.asks(
        ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyenin işi.", subject_code="22", sub_subject_code="22.01")
    )
    assert (story.now.subject_code, story.now.sub_subject_code) == ("22", "22.01")


def test_a_holder_may_share_the_work_and_keep_its_own_task():
    story = Story(registry=wider_registry()).submitted()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Bir kısmı belediyenin.", keep=True))
    assert story.facts_of(Referred)[0].keep
    assert [task.institution_id for task in story.now.tasks_to_act_on] == [HEALTH_DIRECTORATE, MUNICIPALITY]


@pytest.mark.requirement("R-G9")
@pytest.mark.parametrize("code", ReturnReason)
def test_what_one_institution_returns_goes_to_a_person_of_its_coordinator(code: ReturnReason):
    story = Story(registry=wider_registry()).submitted()
    story.asks(ReturnTask("Görevimiz değil.", code))
    assert story.facts_of(Returned)[0].code is code
    assert story.now.holder is not None
    assert story.now.holder.institution_id == GOVERNORATE


def _returned_twice() -> Story:
    story = Story(registry=wider_registry()).submitted()
    story.asks(ReturnTask("Görevimiz değil."))
    story.asks(PlaceTask(EDUCATION_DIRECTORATE), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 3, 4)))
    story.asks(ReturnTask("Bizim de değil."), by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 5)))
    return story


def test_what_two_institutions_returned_is_decided_by_the_coordinator_common_to_them_in_three_working_days():
    story = _returned_twice()
    asked = story.facts_of(ScreeningRequested)[-1]
    assert (asked.because, asked.institution_id) == (ScreeningReason.JURISDICTION_DISPUTE, GOVERNORATE)
    clock = story.facts_of(ClockSet)[-1]
    assert (clock.purpose, clock.due_on) == (ClockPurpose.PLACING, date(2026, 3, 10))


def test_a_dispute_between_provinces_is_decided_by_the_centre():
    story = Story(registry=wider_registry()).submitted()
    story.asks(ReturnTask("Bizim ilimiz değil.", ReturnReason.OTHER_PLACE))
    story.asks(PlaceTask(OTHER_GOVERNORATE), by=CENTRE, role=Role.CENTRE)
    story.asks(ReturnTask("Bizim de değil."), by=OTHER_GOVERNORATE)
    assert story.facts_of(ScreeningRequested)[-1].institution_id == CENTRE


def test_a_dispute_leaves_the_citizens_date_as_it_was():
    story = _returned_twice()
    assert story.now.due_on == date(2026, 4, 1)
    story.asks(PlaceTask(MUNICIPALITY), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 3, 6)))
    assert story.now.holder is not None
    assert story.now.holder.due_on == date(2026, 4, 1)


def test_a_dispute_that_is_not_decided_climbs():
    story = _returned_twice()
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 3, 11)))
    assert story.now.overdue


@pytest.mark.requirement("R-A12")
def test_a_due_date_that_passed_while_a_dispute_lasted_is_told_as_missed_where_the_application_comes_to_rest():
    story = _returned_twice()
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 3, 11)))
    story.asks(PlaceTask(MUNICIPALITY), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 4, 2)))
    story.falls_due(Stage.COORDINATOR, noon(date(2026, 4, 2)))
    story.falls_due(Stage.CENTRE, opening(date(2026, 4, 8)))
    missed = [(each.institution_id, each.due_on) for each in story.facts_of(DeadlineMissed)]
    assert missed == [(GOVERNORATE, date(2026, 3, 10)), (MUNICIPALITY, date(2026, 4, 1))]


def test_a_due_date_that_was_told_as_missed_is_not_told_again_of_the_next_holder():
    story = Story(registry=wider_registry()).submitted()
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 4, 2)))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Okul sağlığı."), at=noon(date(2026, 4, 2)))
    story.falls_due(Stage.CENTRE, opening(date(2026, 4, 8)))
    assert [each.institution_id for each in story.facts_of(DeadlineMissed)] == [HEALTH_DIRECTORATE]
    assert [each.stage for each in story.facts_of(Escalated)] == [Stage.COORDINATOR, Stage.CENTRE]


def test_no_rule_ever_sends_what_was_returned_back_to_the_same_institution():
    story = Story(registry=wider_registry()).submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Onların işi."))
    back = story.asks(ReferTask(HEALTH_DIRECTORATE, TaskPurpose.ACTION, "Sizin."), by=EDUCATION_DIRECTORATE)
    assert back == Refused(RefusalCode.HELD_BEFORE)
    assert HOP_LIMIT == 5


def test_an_answer_is_drafted_by_an_officer_and_sent_by_a_superior():
    story = Story(registry=wider_registry()).submitted()
    assert story.asks(ApproveDraft(), role=Role.APPROVER) == Refused(RefusalCode.NO_DRAFT)
    story.asks(DraftResponse(ResponseOutcome.POSITIVE, "Randevunuz verildi."))
    assert story.asks(ApproveDraft(), role=Role.OFFICER) == Refused(RefusalCode.ROLE_NOT_ALLOWED)
    story.asks(ApproveDraft(), role=Role.APPROVER)
    assert story.now.status is ApplicationStatus.ANSWERED
    assert story.now.response is not None
    assert story.now.response.outcome is ResponseOutcome.POSITIVE


def _before_the_ethics_board() -> Story:
    accused = AboutOfficial("Ad", "Genel Müdür", HEALTH_DIRECTORATE, OfficialRank.GENERAL_DIRECTOR_OR_ABOVE)
    return Story(registry=wider_registry()).submitted(
        kind=ApplicationKind.ETHICS_COMPLAINT, institution_id=None, about_official=accused
    )


@pytest.mark.requirement("R-H3", "R-H4")
@pytest.mark.parametrize(
    ("decision", "outcome"),
    [
        pytest.param(BoardDecision.UPHELD, ResponseOutcome.POSITIVE, id="upheld"),
        pytest.param(BoardDecision.PARTLY_UPHELD, ResponseOutcome.PARTIAL, id="partly upheld"),
        pytest.param(BoardDecision.REJECTED, ResponseOutcome.NEGATIVE, id="rejected"),
        pytest.param(BoardDecision.DISMISSED, ResponseOutcome.NEGATIVE, id="dismissed"),
    ],
)
def test_what_a_board_decides_is_recorded_and_is_the_answer(decision: BoardDecision, outcome: ResponseOutcome):
    story = _before_the_ethics_board()
    story.asks(RecordDecision(decision, "Kurul kararı."), by=ETHICS_BOARD)
    (answer,) = story.facts_of(ResponseIssued)
    assert (answer.decision, answer.outcome) == (decision, outcome)
    assert story.now.status is ApplicationStatus.ANSWERED


def test_only_a_board_records_a_decision():
    story = Story(registry=wider_registry()).submitted()
    assert story.asks(RecordDecision(BoardDecision.UPHELD, "Karar.")) == Refused(RefusalCode.NOT_A_BOARD)


@pytest.mark.requirement("R-J4")
def test_an_operator_withdraws_for_an_applicant_who_called():
    story = Story(registry=wider_registry()).submitted()
    asked = WithdrawOnBehalf("Arayan, sorunun çözüldüğünü söyledi.")
    assert story.asks(asked, by=GOVERNORATE) == Refused(RefusalCode.ROLE_NOT_ALLOWED)
    assert isinstance(story.asks(asked, by=GOVERNORATE, role=Role.OPERATOR), Applied)
    assert story.now.status is ApplicationStatus.WITHDRAWN
    assert story.facts_of(Closed)[0].institution_id == GOVERNORATE
    again = story.asks(asked, by=GOVERNORATE, role=Role.OPERATOR)
    assert again == Refused(RefusalCode.NOTHING_TO_WITHDRAW)


ABOUT_THE_GOVERNOR = AboutOfficial("Ad Soyad", "Vali", GOVERNORATE, OfficialRank.BELOW)


@pytest.mark.requirement("R-J4")
@pytest.mark.parametrize(
    ("by", "role", "refused"),
    [
        pytest.param(GOVERNORATE, Role.OPERATOR, RefusalCode.NOT_THE_HOLDER, id="where the accused sits"),
        pytest.param(GOVERNORATE, Role.COORDINATOR, RefusalCode.NOT_THE_HOLDER, id="its coordinator"),
        pytest.param(HEALTH_DIRECTORATE, Role.OPERATOR, RefusalCode.NOT_THE_HOLDER, id="one below the accused"),
        pytest.param(OTHER_GOVERNORATE, Role.OPERATOR, None, id="another province"),
        pytest.param(CENTRE, Role.CENTRE, None, id="the centre"),
    ],
)
def test_no_complaint_is_withdrawn_by_who_is_complained_of(by: InstitutionId, role: Role, refused: RefusalCode | None):
    story = Story(registry=wider_registry()).submitted(about_official=ABOUT_THE_GOVERNOR)
    decision = story.asks(WithdrawOnBehalf("Aradı, vazgeçti."), by=by, role=role)
    assert isinstance(decision, Applied) if refused is None else decision == Refused(refused)
    assert story.now.open is (refused is not None)


@pytest.mark.requirement("R-J4")
def test_who_must_decide_though_it_came_below_the_accused_does_not_withdraw_the_complaint():
    accused = AboutOfficial("Ad Soyad", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)
    story = Story(registry=wider_registry()).submitted(about_official=accused)
    story.registry.apply([replace(story.registry[HEALTH_DIRECTORATE], line_parent_id=EDUCATION_DIRECTORATE)])
    refused = story.asks(WithdrawOnBehalf("Aradı, vazgeçti."), role=Role.COORDINATOR)
    assert refused == Refused(RefusalCode.ACCUSED_INSTITUTION)
    assert isinstance(story.answers(ResponseOutcome.NEGATIVE), Applied)


REOPEN = Reopen("Cevap soruyu karşılamıyor.")


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param(IssueResponse(ResponseOutcome.NEGATIVE, "Olmaz."), id="answered"),
        pytest.param(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."), id="not processed"),
        pytest.param(MarkInvalid(InvalidReason.CONTACT_WRONG, "Adres yok."), id="invalid"),
    ],
)
def test_the_coordinator_takes_up_again_what_had_ended_and_a_whole_period_runs(ending):
    story = Story(registry=wider_registry()).submitted()
    story.asks(ending)
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 5, 4)))
    assert story.now.status is ApplicationStatus.ROUTED
    assert story.now.holder is not None
    assert story.now.holder.institution_id == HEALTH_DIRECTORATE
    assert story.facts_of(Reopened)[0].asked_by_institution_id == GOVERNORATE
    assert story.now.due_on == date(2026, 6, 3)
    assert story.now.deemed_refusal_on == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("by", "role", "code"),
    [
        pytest.param(HEALTH_DIRECTORATE, Role.OFFICER, RefusalCode.ROLE_NOT_ALLOWED, id="an officer"),
        pytest.param(OTHER_GOVERNORATE, Role.COORDINATOR, RefusalCode.NOT_THE_HOLDER, id="another province"),
    ],
)
def test_not_everybody_may_reopen(by: InstitutionId, role: Role, code: RefusalCode):
    story = Story(registry=wider_registry()).submitted()
    story.answers()
    assert story.asks(REOPEN, by=by, role=role) == Refused(code)


SHARED = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True)
FEE = RequestFee(40, 28_680, "Hesaba.")
REFER = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Görev alanımız dışında.")


def _reopened() -> Story:
    story = Story(registry=wider_registry()).submitted()
    story.answers()
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 5, 4)))
    return story


ENDINGS_UNANSWERED = [
    pytest.param(
        DeclineToProcess(NotProcessedReason.COURT_DECIDED, "Mahkeme karar verdi."),
        ApplicationStatus.NOT_PROCESSED,
        id="not processed",
    ),
    pytest.param(MarkInvalid(InvalidReason.CONTACT_WRONG, "Adres yok."), ApplicationStatus.INVALID, id="invalid"),
]


@pytest.mark.parametrize(("declined", "status"), ENDINGS_UNANSWERED)
def test_what_was_answered_and_taken_up_again_can_still_be_declined(declined, status: ApplicationStatus):
    story = _reopened()
    assert isinstance(story.asks(declined, at=noon(date(2026, 5, 6))), Applied)
    assert story.now.status is status
    assert story.now.next_stage_at is None
    (row, *_) = report_rows(a_submission().application_id, story.now)
    assert (row.ended_as, row.outcome) == (Ending(status.value), None)


@pytest.mark.parametrize(("declined", "status"), ENDINGS_UNANSWERED)
def test_a_round_that_one_institution_answered_is_answered_to_the_end(declined, status: ApplicationStatus):
    story = _reopened()
    story.asks(SHARED, at=noon(date(2026, 5, 5)))
    story.answers(by=EDUCATION_DIRECTORATE, at=noon(date(2026, 5, 6)))
    assert story.asks(declined, at=noon(date(2026, 5, 6))) == Refused(RefusalCode.ANSWERED_IN_PART)
    assert story.now.status is not status


def test_a_fee_unpaid_after_being_taken_up_again_is_no_answer_though_an_earlier_round_was_answered_in_part():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(SHARED, at=noon(date(2026, 3, 3)))
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 10)))
    story.falls_due(Stage.PAYMENT_MISSED, opening(date(2026, 3, 26)))
    ended_at_first = story.now.status
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 5, 4)))
    story.asks(FEE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 5, 5)))
    story.falls_due(Stage.PAYMENT_MISSED, opening(date(2026, 6, 5)))
    assert (ended_at_first, story.now.status) == (ApplicationStatus.CLOSED, ApplicationStatus.WITHDRAWN)
    counted = outcome.told([(fact, noon(date(2026, 6, 5))) for fact in story.facts])
    assert counted.end is outcome.read(story.now).end is outcome.End.UNPAID


def _told_meanwhile() -> Story:
    story = Story(registry=wider_registry()).submitted()
    story.asks(IssueInterimResponse("İnceliyoruz."), at=noon(date(2026, 3, 30)))
    return story


def _extended() -> Story:
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(ExtendTask(ExtensionGround.OPINION_NEEDED, "Görüş istendi."), at=noon(date(2026, 3, 20)))
    return story


@pytest.mark.parametrize(
    ("told", "on", "due_on"),
    [
        pytest.param(_reopened, date(2026, 5, 6), date(2026, 6, 3), id="taken up again"),
        pytest.param(_told_meanwhile, date(2026, 4, 8), date(2026, 4, 29), id="after an interim answer"),
        pytest.param(_extended, date(2026, 4, 8), date(2026, 4, 14), id="extended"),
    ],
)
def test_the_period_that_runs_for_the_applicant_goes_on_when_a_person_places_it_anew(told, on, due_on):
    story = told()
    assert story.now.due_on == due_on
    story.asks(ReturnTask("Görevimiz değil."), at=noon(on))
    assert story.now.due_on == due_on
    story.asks(PlaceTask(EDUCATION_DIRECTORATE), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(on))
    assert story.now.due_on == due_on
    assert not story.now.overdue
    assert not story.facts_of(Escalated)


@pytest.mark.parametrize(
    "told", [pytest.param(_told_meanwhile, id="after an interim answer"), pytest.param(_extended, id="extended")]
)
def test_after_being_taken_up_again_silence_refuses_a_month_later_whatever_had_moved_its_day(told):
    story = told()
    story.answers(at=noon(date(2026, 4, 8)))
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 4, 10)))
    assert story.now.deemed_refusal_on == date(2026, 5, 11)


def test_a_petition_taken_up_again_and_referred_keeps_its_new_period():
    story = _reopened()
    story.asks(REFER, at=noon(date(2026, 5, 6)))
    assert story.now.due_on == date(2026, 6, 3)
    assert story.now.deemed_refusal_on == date(2026, 6, 3)


def test_what_is_open_or_was_withdrawn_is_not_reopened():
    story = Story(registry=wider_registry()).submitted()
    assert story.asks(REOPEN, by=CENTRE, role=Role.CENTRE) == Refused(RefusalCode.NOTHING_TO_REOPEN)
    story.asks(WithdrawOnBehalf("Vazgeçti."), by=GOVERNORATE, role=Role.OPERATOR)
    assert story.asks(REOPEN, by=CENTRE, role=Role.CENTRE) == Refused(RefusalCode.NOTHING_TO_REOPEN)


def _silence_of(story: Story, holder: InstitutionId) -> list[datetime]:
    """List when silence falls due on the running clock of a holder."""
    (task,) = (task for task in story.now.tasks_to_act_on if task.institution_id == holder)
    assert task.clock is not None
    return [stage.at for stage in task.clock.stages if stage.stage is Stage.DEEMED_REFUSAL]


@pytest.mark.requirement("R-I6")
@pytest.mark.parametrize(
    ("kind", "told", "silent_until"),
    [
        pytest.param(
            ApplicationKind.COMPLAINT, IssueInterimResponse("Sürüyor."), date(2026, 7, 2), id="an interim answer"
        ),
        pytest.param(
            ApplicationKind.INFORMATION_REQUEST,
            ExtendTask(ExtensionGround.SEVERAL_INSTITUTIONS, "İki kurum."),
            date(2026, 4, 14),
            id="an extension",
        ),
    ],
)
def test_the_day_on_which_silence_refuses_is_one_day_for_all_who_act(kind, told, silent_until):
    story = Story(registry=wider_registry()).submitted(kind=kind)
    story.asks(SHARED, at=noon(date(2026, 3, 4)))
    story.asks(told, at=noon(date(2026, 3, 20)))
    assert story.now.deemed_refusal_on == silent_until
    assert _silence_of(story, EDUCATION_DIRECTORATE) == [opening(silent_until + timedelta(days=1))]


@pytest.mark.requirement("R-I6")
def test_after_a_payment_the_new_day_of_silence_is_the_other_institutions_too():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(SHARED, at=noon(date(2026, 3, 4)))
    story.asks(RequestFee(40, 28_680, "Hesaba."), at=noon(date(2026, 3, 10)))
    story.asks(RecordPayment(date(2026, 3, 27)), at=noon(date(2026, 3, 27)))
    assert story.now.deemed_refusal_on == date(2026, 4, 17)
    assert _silence_of(story, EDUCATION_DIRECTORATE) == [opening(date(2026, 4, 18))]


def _silent_and_reopened() -> Story:
    story = Story(registry=wider_registry()).submitted()
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 4, 2)))
    story.answers(ResponseOutcome.NEGATIVE, at=noon(date(2026, 4, 10)))
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 5, 4)))
    return story


@pytest.mark.requirement("R-I6")
def test_silence_after_being_taken_up_again_is_a_refusal_of_its_own():
    story = _silent_and_reopened()
    assert not story.now.deemed_refused
    story.falls_due(Stage.DEEMED_REFUSAL, opening(date(2026, 6, 4)))
    assert [told.deemed_refusal_on for told in story.facts_of(DeemedRefused)] == [date(2026, 4, 1), date(2026, 6, 3)]


def test_a_report_keeps_the_day_of_a_silence_that_was_broken_and_taken_up_again():
    rows = report_rows(a_submission().application_id, _silent_and_reopened().now)
    assert [row.deemed_refused_on for row in rows] == [date(2026, 4, 1), date(2026, 4, 1), None]


def test_an_interim_answer_given_before_being_taken_up_again_moves_nothing_when_the_calendar_changes():
    story = _told_meanwhile()
    story.answers(at=noon(date(2026, 4, 8)))
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 4, 10)))
    story.hears(CalendarChanged, noon(date(2026, 4, 13)), revision=2)
    assert story.now.deemed_refusal_on == date(2026, 5, 11)


def test_a_calendar_counts_the_silence_anew_whatever_had_been_extended_before_being_taken_up_again():
    story = _extended()
    story.answers(at=noon(date(2026, 4, 8)))
    story.asks(REOPEN, by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 4, 10)))
    story.calendar = BusinessCalendar.from_table(changed_table(special(date(2026, 5, 11))))
    story.hears(CalendarChanged, noon(date(2026, 4, 13)), revision=2)
    assert story.now.deemed_refusal_on == date(2026, 5, 12)


def test_what_was_returned_and_declined_goes_to_a_person_when_it_is_taken_up_again():
    story = Story(registry=wider_registry()).submitted()
    story.asks(ReturnTask("Görevimiz değil."))
    story.asks(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut."), by=GOVERNORATE)
    story.asks(REOPEN, by=CENTRE, role=Role.CENTRE, at=noon(date(2026, 5, 4)))
    assert story.now.status is ApplicationStatus.SCREENING
    assert story.now.holder is not None
    assert story.now.holder.institution_id == GOVERNORATE


@pytest.mark.requirement("R-I6")
def test_of_two_extensions_the_one_that_ends_last_says_when_silence_refuses():
    story = Story(registry=wider_registry()).submitted(kind=ApplicationKind.INFORMATION_REQUEST)
    story.asks(SHARED, at=noon(date(2026, 3, 4)))
    extend = ExtendTask(ExtensionGround.SEVERAL_INSTITUTIONS, "İki kurum.")
    story.asks(extend, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 20)))
    later = story.now.deemed_refusal_on
    assert later > date(2026, 4, 14)
    story.asks(extend, at=noon(date(2026, 3, 20)))
    assert story.now.deemed_refusal_on == later
    assert _silence_of(story, HEALTH_DIRECTORATE) == [opening(later + timedelta(days=1))]


def test_who_acts_on_an_application_itself_can_place_what_another_returned_of_it():
    story = Story(registry=wider_registry()).submitted(institution_id=GOVERNORATE)
    story.asks(ReferTask(HEALTH_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True), by=GOVERNORATE)
    story.asks(ReturnTask("Görevimiz değil."))
    assert {task.purpose for task in story.now.open_tasks} == {TaskPurpose.ACTION, TaskPurpose.SCREENING}
    assert isinstance(story.asks(PlaceTask(EDUCATION_DIRECTORATE), by=GOVERNORATE), Applied)
    assert isinstance(story.answers(by=GOVERNORATE), Applied)
    assert [task.institution_id for task in story.now.tasks_to_act_on] == [EDUCATION_DIRECTORATE]
