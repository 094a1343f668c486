"""Does Law 4982 give more time only where, when and as often as its articles 10 and 11 say?"""

from datetime import date, timedelta

import pytest

from domain.decision import Applied, Decision, Refused
from domain.facts import (
    ApplicantReminded,
    ClockCleared,
    ClockClearedBecause,
    ClockPurpose,
    ClockSet,
    Closed,
    ClosedBecause,
    FeePaid,
    PaymentMissed,
    PeriodExtended,
    RefusalCode,
)
from domain.grounds import AppealOutcome, ExtensionGround
from domain.identifiers import ApplicationId
from domain.inputs import (
    AppealReported,
    AppealStep,
    ApplicationWithdrawn,
    ApproveDraft,
    AskApplicant,
    ClockFellDue,
    DraftResponse,
    ExtendTask,
    Eye,
    IssueResponse,
    NoticeKind,
    QuestionAnsweredByApplicant,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    Role,
    TaskPurpose,
)
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from domain.rights import Right, rights_of
from domain.status import ApplicationStatus
from operations.year import outcome
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    Story,
    noon,
)

EXTEND = ExtendTask(ExtensionGround.OPINION_NEEDED, "Hukuk müşavirliğinin görüşü bekleniyor.")
FEE = RequestFee(40, 28_680, "Ziraat Bankası, döner sermaye hesabına.")


def _request(received_on: date = date(2026, 3, 2)) -> Story:
    return Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST, received_at=noon(received_on))


@pytest.mark.parametrize(
    ("received_on", "due", "extended_to"),
    [
        pytest.param(date(2026, 1, 5), date(2026, 1, 26), date(2026, 2, 16), id="plain weeks"),
        pytest.param(date(2026, 3, 2), date(2026, 3, 24), date(2026, 4, 14), id="over Ramazan Bayramı"),
        pytest.param(date(2026, 5, 11), date(2026, 6, 5), date(2026, 6, 26), id="over Kurban Bayramı"),
        pytest.param(date(2026, 5, 23), date(2026, 6, 17), date(2026, 7, 8), id="received on a Saturday"),
        pytest.param(date(2024, 12, 23), date(2025, 1, 14), date(2025, 2, 4), id="over the turn of the year"),
    ],
)
def test_an_extension_gives_thirty_working_days_in_all_from_the_same_day_zero(received_on, due, extended_to):
    story = _request(received_on)
    assert story.now.due_on == due
    story.asks(EXTEND, at=noon(received_on + timedelta(days=1)))
    assert story.now.due_on == extended_to
    (extended,) = story.facts_of(PeriodExtended)
    assert (extended.due_on_before, extended.due_on, extended.ground) == (due, extended_to, EXTEND.ground)


@pytest.mark.parametrize("ground", ExtensionGround)
def test_there_are_three_grounds_for_an_extension(ground: ExtensionGround):
    assert len(ExtensionGround) == 3
    assert isinstance(_request().asks(ExtendTask(ground, "Gerekçe.")), Applied)


def test_an_extension_is_given_on_the_fifteenth_working_day_and_refused_after_it():
    on_the_day, after_it = _request(), _request()
    assert isinstance(on_the_day.asks(EXTEND, at=noon(date(2026, 3, 24))), Applied)
    assert after_it.asks(EXTEND, at=noon(date(2026, 3, 25))) == Refused(RefusalCode.PERIOD_PASSED)


def test_an_extension_is_given_once():
    story = _request()
    story.asks(EXTEND)
    assert story.asks(EXTEND) == Refused(RefusalCode.ALREADY_EXTENDED)


@pytest.mark.parametrize(
    "kind",
    [
        ApplicationKind.SERVICE_REQUEST,
        ApplicationKind.COMPLAINT,
        ApplicationKind.TIP_OFF,
        ApplicationKind.OPINION,
        ApplicationKind.SUGGESTION,
    ],
)
def test_a_petition_knows_neither_extension_nor_fee(kind: ApplicationKind):
    story = Story().submitted(kind=kind)
    assert story.asks(EXTEND) == Refused(RefusalCode.EXTENSION_NOT_PROVIDED)
    assert story.asks(FEE) == Refused(RefusalCode.FEE_NOT_PROVIDED)


def test_an_extension_told_in_writing_moves_the_day_on_which_silence_refuses():
    story = _request()
    assert story.now.deemed_refusal_on == date(2026, 4, 1)
    story.asks(EXTEND)
    assert story.now.deemed_refusal_on == date(2026, 4, 14)


def test_a_fee_interrupts_the_period_and_gives_fifteen_working_days_to_pay():
    story = _request()
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    (cleared,) = story.facts_of(ClockCleared)
    assert cleared.because is ClockClearedBecause.INTERRUPTED
    paying = story.facts_of(ClockSet)[-1]
    assert (paying.purpose, paying.due_on) == (ClockPurpose.PAYMENT, date(2026, 3, 25))
    assert story.now.status is ApplicationStatus.AWAITING_PAYMENT


def test_after_the_payment_the_whole_period_runs_anew():
    story = _request()
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    story.asks(RecordPayment(date(2026, 3, 16)), at=noon(date(2026, 3, 17)))
    assert story.facts_of(FeePaid)[0].paid_on == date(2026, 3, 16)
    assert story.now.due_on == date(2026, 4, 7)
    assert story.now.deemed_refusal_on == date(2026, 4, 7)
    assert story.now.status is ApplicationStatus.ROUTED


def test_after_the_payment_of_an_extended_request_its_long_period_runs_anew():
    story = _request()
    story.asks(EXTEND, at=noon(date(2026, 3, 3)))
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    story.asks(RecordPayment(date(2026, 3, 16)), at=noon(date(2026, 3, 16)))
    assert story.now.due_on == date(2026, 4, 29)


def test_who_does_not_pay_is_reminded_and_then_counts_as_having_given_up():
    story = _request()
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    story.falls_due(Stage.PAYMENT_ENDING, opening(date(2026, 3, 19)))
    assert story.facts_of(ApplicantReminded)[0].until_on == date(2026, 3, 25)
    story.falls_due(Stage.PAYMENT_MISSED, opening(date(2026, 3, 26)))
    assert story.facts_of(PaymentMissed)[0].pay_by == date(2026, 3, 25)
    assert story.facts_of(Closed) == [Closed(ClosedBecause.UNPAID)]
    assert story.now.status is ApplicationStatus.WITHDRAWN
    assert story.now.next_stage_at is None


def test_a_payment_is_not_missed_before_its_last_day_is_over():
    story = _request()
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    story.falls_due(Stage.PAYMENT_MISSED, opening(date(2026, 3, 25)))
    assert story.now.status is ApplicationStatus.AWAITING_PAYMENT


@pytest.mark.parametrize(
    ("fee", "code"),
    [
        pytest.param(RequestFee(10, 100, "Hesaba."), RefusalCode.FIRST_PAGES_ARE_FREE, id="ten pages are free"),
        pytest.param(RequestFee(1, 100, "Hesaba."), RefusalCode.FIRST_PAGES_ARE_FREE, id="one page is free"),
    ],
)
def test_the_first_ten_pages_are_free(fee: RequestFee, code: RefusalCode):
    assert _request().asks(fee) == Refused(code)


def test_the_eleventh_page_may_cost_something():
    assert isinstance(_request().asks(RequestFee(11, 956, "Hesaba.")), Applied)


def test_a_fee_is_asked_once_and_not_after_the_period():
    story, overdue = _request(), _request()
    story.asks(FEE)
    story.asks(RecordPayment(date(2026, 3, 3)))
    assert story.asks(FEE) == Refused(RefusalCode.FEE_ALREADY_REQUESTED)
    assert overdue.asks(FEE, at=noon(date(2026, 3, 25))) == Refused(RefusalCode.PERIOD_PASSED)


def test_a_payment_answers_a_fee_and_lies_in_the_past():
    story = _request()
    assert story.asks(RecordPayment(date(2026, 3, 3))) == Refused(RefusalCode.NO_FEE_REQUESTED)
    story.asks(FEE)
    assert story.asks(RecordPayment(date(2026, 3, 4))) == Refused(RefusalCode.PAID_IN_THE_FUTURE)
    for day in (date(2026, 3, 2), date(1900, 1, 1)):
        assert story.asks(RecordPayment(day)) == Refused(RefusalCode.PAID_BEFORE_ASKED)


@pytest.mark.parametrize(
    "action",
    [
        pytest.param(EXTEND, id="extend"),
        pytest.param(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Onların işi."), id="refer"),
    ],
)
def test_while_the_fee_is_unpaid_the_request_neither_moves_on_nor_gets_longer(action):
    story = _request()
    story.asks(FEE)
    assert story.asks(action) == Refused(RefusalCode.AWAITING_PAYMENT)


def _answered_at_once(story: Story, outcome: ResponseOutcome) -> Decision:
    return story.asks(IssueResponse(outcome, "Karar verildi."))


def _drafted_and_approved(story: Story, outcome: ResponseOutcome) -> Decision:
    assert isinstance(story.asks(DraftResponse(outcome, "Karar verildi.")), Applied)
    return story.asks(ApproveDraft(), role=Role.APPROVER)


@pytest.mark.parametrize(
    "answered",
    [
        pytest.param(_answered_at_once, id="at once"),
        pytest.param(_drafted_and_approved, id="by a draft that a superior approves"),
    ],
)
@pytest.mark.parametrize(
    ("outcome", "waits"),
    [
        pytest.param(ResponseOutcome.POSITIVE, True, id="full access"),
        pytest.param(ResponseOutcome.PARTIAL, False, id="a refusal of a part"),
        pytest.param(ResponseOutcome.NEGATIVE, False, id="a refusal"),
    ],
)
def test_access_is_given_after_the_payment_and_a_refusal_waits_for_none(
    answered, outcome: ResponseOutcome, waits: bool
):
    story = _request()
    story.asks(FEE)
    decision = answered(story, outcome)
    assert (decision == Refused(RefusalCode.AWAITING_PAYMENT)) is waits
    assert story.now.open is waits
    if waits:
        story.asks(RecordPayment(date(2026, 3, 3)))
        assert isinstance(answered(story, outcome), Applied)


def test_a_question_to_the_applicant_stops_no_clock():
    story = _request()
    before = story.now.holder
    assert before is not None
    story.asks(AskApplicant("Hangi yılın kayıtlarını istiyorsunuz?"))
    assert story.now.status is ApplicationStatus.AWAITING_APPLICANT
    assert story.now.holder is not None
    assert story.now.holder.clock == before.clock


def test_the_applicants_answer_moves_the_holders_version():
    story = _request()
    story.asks(AskApplicant("Hangi yılın kayıtlarını istiyorsunuz?"))
    holder = story.now.holder
    assert holder is not None
    question = story.now.questions[0]
    story.hears(
        QuestionAnsweredByApplicant, noon(date(2026, 3, 4)), question_id=question.question_id, body="2025 yılının."
    )
    assert story.now.questions[0].answer is not None
    assert story.now.status is ApplicationStatus.ROUTED
    stale = story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Ekte."), version=holder.task_version)
    assert stale == Refused(RefusalCode.STALE_TASK_VERSION)


def _shared_and_unpaid() -> Story:
    """Two institutions act; one asks a fee on 3 March that nobody pays until the 25th."""
    story = _request()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.asks(FEE, at=noon(date(2026, 3, 3)))
    return story


def _payment_missed(story: Story) -> None:
    (unpaid,) = (task for task in story.now.open_tasks if task.fee is not None)
    assert unpaid.clock is not None
    told = {"task_id": unpaid.task_id, "clock_version": unpaid.clock.version, "stage": Stage.PAYMENT_MISSED}
    story.hears(ClockFellDue, opening(date(2026, 3, 26)), eye=Eye.LOG, **told)


def test_what_was_not_paid_to_one_institution_is_still_owed_by_the_other():
    story = _shared_and_unpaid()
    _payment_missed(story)
    assert [task.institution_id for task in story.now.tasks_to_act_on] == [EDUCATION_DIRECTORATE]
    assert not story.facts_of(Closed)
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 27)))
    assert story.now.status is ApplicationStatus.ANSWERED


def test_who_does_not_pay_keeps_the_rights_against_what_another_institution_refused():
    story = _shared_and_unpaid()
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 10)))
    _payment_missed(story)
    assert story.now.status is ApplicationStatus.CLOSED
    assert story.now.next_stage_at is None
    held = rights_of(story.now, date(2026, 3, 26), story.calendar)
    assert [each.right for each in held] == [Right.APPEAL, Right.SUIT]


def test_a_year_counts_what_was_answered_in_part_and_not_paid_for_the_rest_as_answered():
    story = _shared_and_unpaid()
    story.answers(ResponseOutcome.NEGATIVE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 10)))
    _payment_missed(story)
    counted = outcome.told([(fact, noon(date(2026, 3, 10))) for fact in story.facts])
    assert counted.end is outcome.read(story.now).end is outcome.End.ANSWERED_IN_TIME


def _taken_up_again_after_a_part(answered_on: date = date(2026, 3, 10)) -> Story:
    """One institution refused its part, the other's fee was not paid; the other decides anew since 13 April."""
    story = _request()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True))
    story.asks(FEE, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 3)))
    if answered_on > date(2026, 3, 24):
        story.falls_due(Stage.COORDINATOR, opening(date(2026, 3, 25)))
    story.answers(ResponseOutcome.NEGATIVE, at=noon(answered_on))
    _payment_missed(story)
    assert story.now.status is ApplicationStatus.CLOSED
    story.asks(Reopen("Ödeme yapılmış."), by=GOVERNORATE, role=Role.COORDINATOR, at=noon(date(2026, 4, 13)))
    return story


@pytest.mark.requirement("R-J8")
def test_a_part_that_was_refused_before_it_was_taken_up_again_is_not_counted_with_the_new_answer():
    story = _taken_up_again_after_a_part()
    before = story.now.outcome
    story.answers(by=EDUCATION_DIRECTORATE, at=noon(date(2026, 4, 14)))
    refused, granted = story.now.responses
    assert story.now.told_together(story.now.responses) == (granted,)
    assert (before, story.now.outcome) == (ResponseOutcome.NEGATIVE, ResponseOutcome.POSITIVE)
    assert story.now.told_together((refused,)) == (refused,)


def test_what_its_letter_does_not_tell_is_not_served_by_it():
    story = _taken_up_again_after_a_part()
    story.answers(by=EDUCATION_DIRECTORATE, at=noon(date(2026, 4, 14)))
    story.served(NoticeKind.RESPONSE, date(2026, 4, 16))
    assert [answer.served_on for answer in story.now.responses] == [None, date(2026, 4, 16)]


def test_what_ended_again_without_an_answer_keeps_the_outcome_it_had():
    story = _taken_up_again_after_a_part()
    story.hears(ApplicationWithdrawn, noon(date(2026, 4, 14)), reason=None)
    assert story.now.outcome is ResponseOutcome.NEGATIVE


def test_what_others_answered_meanwhile_belongs_to_what_is_answered_anew_after_the_boards_decision():
    story = _request()
    for to in (EDUCATION_DIRECTORATE, MUNICIPALITY):
        story.asks(ReferTask(to, TaskPurpose.ACTION, "Hepimizin işi.", keep=True))
    story.answers(ResponseOutcome.NEGATIVE, at=noon(date(2026, 3, 4)))
    story.answers(ResponseOutcome.PARTIAL, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 5)))
    appeal = {"appeal_id": ApplicationId("appeal"), "step": AppealStep.LODGED, "lodged_at": noon(date(2026, 3, 4))}
    story.hears(AppealReported, noon(date(2026, 3, 4)), **appeal)
    upheld = {**appeal, "step": AppealStep.DECIDED, "decision": AppealOutcome.UPHELD}
    story.hears(AppealReported, noon(date(2026, 3, 6)), **upheld)
    story.answers(at=noon(date(2026, 3, 9)))
    story.answers(by=MUNICIPALITY, at=noon(date(2026, 3, 10)))
    assert story.now.status is ApplicationStatus.ANSWERED
    told = story.now.told_together(story.now.responses)
    assert {answer.institution_id for answer in told} == {HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY}
    assert story.now.outcome is ResponseOutcome.PARTIAL


def test_a_year_counts_no_overdue_part_from_before_it_was_taken_up_again():
    story = _taken_up_again_after_a_part(date(2026, 3, 25))
    assert outcome.read(story.now).end is outcome.End.OPEN
    story.answers(by=EDUCATION_DIRECTORATE, at=noon(date(2026, 4, 14)))
    counted = outcome.told([(fact, noon(date(2026, 3, 10))) for fact in story.facts])
    assert counted.end is outcome.read(story.now).end is outcome.End.ANSWERED_IN_TIME
