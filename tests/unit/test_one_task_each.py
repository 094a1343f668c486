"""Has an institution never more than one task for action on an application, whichever way a second would come?"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.application import Task
from domain.business_calendar import BusinessCalendar
from domain.decision import Applied, Refused
from domain.facts import ClockSet, FeePaid, RefusalCode, Routed, TaskSucceeded
from domain.grounds import ExtensionGround
from domain.identifiers import InstitutionId
from domain.inputs import (
    AskApplicant,
    CalendarChanged,
    ExtendTask,
    InstitutionSucceeded,
    IssueResponse,
    PlaceTask,
    QuestionAnsweredByApplicant,
    RecordPayment,
    ReferTask,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.institution import Registry
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from domain.status import ApplicationStatus
from operations.year import outcome
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    Story,
    changed_table,
    noon,
    small_registry,
    special,
)

SHARED = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "İkimizin işi.", keep=True)
COPY = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Bilginize.")
NOT_OURS = ReturnTask("Görevimiz değil.")
FEE = RequestFee(40, 28_680, "Hesaba.")
AFTER = noon(date(2026, 3, 17))


def _shared(kind: ApplicationKind = ApplicationKind.COMPLAINT) -> Story:
    """Two institutions act: health since 2 March, education since 4 March."""
    story = Story().submitted(kind=kind)
    assert isinstance(story.asks(SHARED, at=noon(date(2026, 3, 4))), Applied)
    return story


def _acting(story: Story) -> list[InstitutionId]:
    return [task.institution_id for task in story.now.tasks_to_act_on]


def _task_of(story: Story, institution_id: InstitutionId) -> Task:
    (task,) = (task for task in story.now.tasks_to_act_on if task.institution_id == institution_id)
    return task


def _closing(closed: InstitutionId, successor: InstitutionId) -> Registry:
    registry = small_registry()
    registry.apply([replace(registry[closed], valid_to=date(2026, 3, 16), successor_id=successor)])
    return registry


def _succeeded(story: Story, closed: InstitutionId, successor: InstitutionId) -> None:
    story.registry = _closing(closed, successor)
    story.hears(InstitutionSucceeded, AFTER, institution_id=closed, successor_id=successor)


def _returned_by_the_other_and_placed(story: Story) -> None:
    story.asks(NOT_OURS, by=EDUCATION_DIRECTORATE, at=AFTER)
    placed = story.asks(PlaceTask(HEALTH_DIRECTORATE), by=GOVERNORATE, role=Role.COORDINATOR, at=AFTER)
    assert isinstance(placed, Applied)


def _other_one_closed(story: Story) -> None:
    _succeeded(story, EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE)


GROWING = [
    pytest.param(_returned_by_the_other_and_placed, id="a person places with it what another returned"),
    pytest.param(_other_one_closed, id="it succeeds another that acted"),
]


@pytest.mark.parametrize("grows", GROWING)
def test_who_acts_already_and_gets_the_part_of_another_answers_both_at_once(grows: Callable[[Story], None]):
    story = _shared()
    seen = _task_of(story, HEALTH_DIRECTORATE)
    grows(story)
    assert _acting(story) == [HEALTH_DIRECTORATE]
    assert _task_of(story, HEALTH_DIRECTORATE).task_id == seen.task_id
    answer = IssueResponse(ResponseOutcome.POSITIVE, "Randevu verildi.")
    assert story.asks(answer, version=seen.task_version, at=AFTER) == Refused(RefusalCode.STALE_TASK_VERSION)
    story.asks(answer, at=AFTER)
    assert story.now.status is ApplicationStatus.ANSWERED
    assert story.now.next_stage_at is None


def test_who_gets_the_part_of_another_hears_of_it_on_its_task():
    for grows, told in ((_returned_by_the_other_and_placed, Routed), (_other_one_closed, TaskSucceeded)):
        story = _shared()
        held = _task_of(story, HEALTH_DIRECTORATE)
        grows(story)
        fact = story.facts_of(told)[-1]
        assert (fact.institution_id, fact.task_id) == (HEALTH_DIRECTORATE, held.task_id)


@pytest.mark.parametrize(
    ("moves_to", "due_on"),
    [
        pytest.param(HEALTH_DIRECTORATE, date(2026, 3, 24), id="its own date comes first"),
        pytest.param(EDUCATION_DIRECTORATE, date(2026, 3, 24), id="the other's date comes first"),
    ],
)
@pytest.mark.parametrize("by_succession", [True, False])
def test_of_two_dates_under_law_4982_the_earlier_binds(moves_to: InstitutionId, due_on: date, by_succession: bool):
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    dates = [_task_of(story, each).due_on for each in (HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE)]
    assert dates == [date(2026, 3, 24), date(2026, 3, 26)]
    (leaves,) = {HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE} - {moves_to}
    if by_succession:
        _succeeded(story, leaves, moves_to)
    else:
        story.asks(NOT_OURS, by=leaves, at=AFTER)
        story.asks(PlaceTask(moves_to), by=GOVERNORATE, role=Role.COORDINATOR, at=AFTER)
    assert _task_of(story, moves_to).due_on == due_on
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 3, 25)))
    assert story.now.overdue


@pytest.mark.parametrize("payer", [HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE])
@pytest.mark.parametrize("grows", GROWING[1:])
def test_nobody_loses_by_an_unpaid_fee_what_it_was_not_asked_for(grows: Callable[[Story], None], payer: InstitutionId):
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    story.asks(FEE, by=payer, at=noon(date(2026, 3, 5)))
    grows(story)
    task = _task_of(story, HEALTH_DIRECTORATE)
    assert not task.awaits_payment
    assert task.due_on is not None
    assert task.due_on <= date(2026, 3, 26)
    assert story.asks(FEE, at=AFTER) == Refused(RefusalCode.FEE_ALREADY_REQUESTED)
    story.answers(at=AFTER)
    assert story.now.status is ApplicationStatus.ANSWERED


def test_what_waits_for_a_payment_runs_again_when_the_part_of_another_is_placed_with_it():
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    story.asks(FEE, at=noon(date(2026, 3, 5)))
    _returned_by_the_other_and_placed(story)
    task = _task_of(story, HEALTH_DIRECTORATE)
    assert (task.awaits_payment, task.due_on) == (False, date(2026, 3, 24))


UNPAID = [
    pytest.param(HEALTH_DIRECTORATE, _returned_by_the_other_and_placed, id="its own, and a part is placed with it"),
    pytest.param(HEALTH_DIRECTORATE, _other_one_closed, id="its own, and it succeeds another"),
    pytest.param(EDUCATION_DIRECTORATE, _other_one_closed, id="that of the one it succeeds"),
]


def _unpaid(payer: InstitutionId, grows: Callable[[Story], None]) -> Story:
    """A fee was asked on 5 March, and since the 17th nothing waits for it any more."""
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    story.asks(FEE, by=payer, at=noon(date(2026, 3, 5)))
    grows(story)
    return story


@pytest.mark.parametrize(("payer", "grows"), UNPAID)
def test_a_fee_that_nothing_waits_for_any_more_is_recorded_as_paid_and_moves_no_clock(
    payer: InstitutionId, grows: Callable[[Story], None]
):
    story = _unpaid(payer, grows)
    before = _task_of(story, HEALTH_DIRECTORATE)
    on_a_day_to_come = story.asks(RecordPayment(date(2026, 3, 19)), at=noon(date(2026, 3, 18)))
    assert on_a_day_to_come == Refused(RefusalCode.PAID_IN_THE_FUTURE)
    before_it_came = story.asks(RecordPayment(date(2026, 3, 1)), at=noon(date(2026, 3, 18)))
    assert before_it_came == Refused(RefusalCode.PAID_BEFORE_ASKED)
    paid = story.asks(RecordPayment(date(2026, 3, 18)), at=noon(date(2026, 3, 18)))
    assert isinstance(paid, Applied)
    assert [type(fact) for fact in paid.facts] == [FeePaid]
    task = _task_of(story, HEALTH_DIRECTORATE)
    assert task.fee is not None
    assert task.fee.paid_on == date(2026, 3, 18)
    assert (task.clock, task.due_on) == (before.clock, before.due_on)
    twice = story.asks(RecordPayment(date(2026, 3, 18)), at=noon(date(2026, 3, 18)))
    assert twice == Refused(RefusalCode.NO_FEE_REQUESTED)


@pytest.mark.requirement("R-I6")
@pytest.mark.parametrize("paid", [False, True])
@pytest.mark.parametrize(("payer", "grows"), UNPAID)
def test_a_fee_that_moved_no_date_moves_no_silence_when_the_calendar_changes(
    payer: InstitutionId, grows: Callable[[Story], None], paid: bool
):
    story = _unpaid(payer, grows)
    if paid:
        story.asks(RecordPayment(date(2026, 3, 18)), at=noon(date(2026, 3, 18)))
    holidays = (special(date(2026, 3, day)) for day in (19, 23, 24, 25, 26, 27, 30, 31))
    story.calendar = BusinessCalendar.from_table(changed_table(*holidays))
    story.hears(CalendarChanged, noon(date(2026, 3, 18)), revision=2)
    assert story.now.due_on > story.now.deemed_refusal_on == date(2026, 4, 1)


@pytest.mark.parametrize("first_paid", [False, True])
def test_of_two_fees_that_come_together_neither_is_lost(first_paid: bool):
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    for payer, amount in ((HEALTH_DIRECTORATE, 100), (EDUCATION_DIRECTORATE, 200)):
        story.asks(replace(FEE, amount=amount), by=payer, at=noon(date(2026, 3, 5)))
    if first_paid:
        story.asks(RecordPayment(date(2026, 3, 9)), at=noon(date(2026, 3, 9)))
    _other_one_closed(story)
    for _ in range(2 - first_paid):
        assert isinstance(story.asks(RecordPayment(date(2026, 3, 17)), at=AFTER), Applied)
    assert story.asks(RecordPayment(date(2026, 3, 17)), at=AFTER) == Refused(RefusalCode.NO_FEE_REQUESTED)
    fees = _task_of(story, HEALTH_DIRECTORATE).fees
    first_on = date(2026, 3, 9) if first_paid else date(2026, 3, 17)
    assert {(fee.amount, fee.paid_on) for fee in fees} == {(100, first_on), (200, date(2026, 3, 17))}
    assert story.now.due_on == (date(2026, 3, 31) if first_paid else date(2026, 4, 8))


@pytest.mark.requirement("R-I2")
def test_a_part_that_is_taken_in_moves_no_period_of_the_applicant():
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    story.asks(replace(SHARED, to_institution_id=MUNICIPALITY, keep=False), at=noon(date(2026, 3, 9)))
    _succeeded(story, EDUCATION_DIRECTORATE, MUNICIPALITY)
    assert _task_of(story, MUNICIPALITY).due_on == date(2026, 3, 26)
    assert (story.now.period, story.now.period_began_on) == (None, None)
    story.asks(NOT_OURS, by=MUNICIPALITY, at=AFTER)
    assert story.facts_of(ClockSet)[-1].received_on == date(2026, 3, 2)
    assert story.now.due_on == date(2026, 3, 24)


def test_what_was_paid_holds_for_the_next_one_though_a_part_was_taken_in_since():
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    story.asks(FEE, at=noon(date(2026, 3, 5)))
    story.asks(RecordPayment(date(2026, 3, 16)), at=noon(date(2026, 3, 16)))
    _other_one_closed(story)
    assert _task_of(story, HEALTH_DIRECTORATE).due_on == date(2026, 3, 26)
    assert story.now.period_began_on == date(2026, 3, 16)


def test_a_successor_that_acts_already_takes_over_the_questions_of_the_closed_one_and_not_its_extension():
    story = _shared(ApplicationKind.INFORMATION_REQUEST)
    story.asks(
        ExtendTask(ExtensionGround.OPINION_NEEDED, "Görüş."), by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 5))
    )
    story.asks(AskApplicant("Hangi yıl?"), by=EDUCATION_DIRECTORATE, at=noon(date(2026, 3, 5)))
    _other_one_closed(story)
    task = _task_of(story, HEALTH_DIRECTORATE)
    assert (task.extended, task.due_on) == (False, date(2026, 3, 24))
    (question,) = story.now.questions
    assert (question.task_id, question.institution_id) == (task.task_id, HEALTH_DIRECTORATE)
    story.hears(QuestionAnsweredByApplicant, AFTER, question_id=question.question_id, body="2025.")
    assert story.now.questions[0].answer is not None


def test_a_referral_gives_nobody_a_second_task():
    for first in (SHARED, COPY):
        for second in (SHARED, COPY, replace(SHARED, keep=False)):
            story = Story().submitted()
            story.asks(first)
            assert story.asks(second) == Refused(RefusalCode.ALREADY_HAS_IT)


def test_who_had_a_copy_and_is_to_act_since_has_one_task_for_action():
    story = Story().submitted()
    story.asks(COPY)
    story.asks(NOT_OURS)
    placed = story.asks(PlaceTask(EDUCATION_DIRECTORATE), by=GOVERNORATE, role=Role.COORDINATOR)
    assert isinstance(placed, Applied)
    assert _acting(story) == [EDUCATION_DIRECTORATE]
    story.answers(by=EDUCATION_DIRECTORATE)
    assert story.now.status is ApplicationStatus.ANSWERED


def test_who_placed_with_itself_what_it_acts_on_already_has_one_task():
    story = Story().submitted()
    story.asks(replace(SHARED, to_institution_id=GOVERNORATE))
    story.asks(NOT_OURS)
    story.asks(PlaceTask(GOVERNORATE), by=GOVERNORATE, role=Role.COORDINATOR, version=2)
    assert _acting(story) == [GOVERNORATE]


def test_a_year_counts_an_overdue_answer_as_overdue_though_a_part_was_placed_with_who_acted_already():
    story = _shared()
    story.asks(replace(SHARED, to_institution_id=MUNICIPALITY), at=noon(date(2026, 3, 5)))
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 4, 2)))
    story.answers(at=noon(date(2026, 4, 3)))
    story.asks(NOT_OURS, by=EDUCATION_DIRECTORATE, at=noon(date(2026, 4, 6)))
    place = PlaceTask(MUNICIPALITY)
    story.asks(
        place,
        by=GOVERNORATE,
        role=Role.COORDINATOR,
        version=_task_of(story, GOVERNORATE).task_version,
        at=noon(date(2026, 4, 6)),
    )
    story.answers(by=MUNICIPALITY, at=noon(date(2026, 4, 7)))
    assert story.now.status is ApplicationStatus.ANSWERED
    counted = outcome.told([(fact, noon(date(2026, 3, 10))) for fact in story.facts])
    assert counted.end is outcome.read(story.now).end is outcome.End.ANSWERED_OVERDUE


_PLACES = (HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY)
_STEP = st.tuples(st.sampled_from(["share", "send", "copy", "return", "close"]), st.integers(0, 2), st.integers(0, 2))


def _step(story: Story, what: str, acting: Task, to: InstitutionId) -> None:
    """Let one who acts do something, and a person place at once what waits then, wherever it was."""
    by, version = acting.institution_id, acting.task_version
    match what:
        case "return":
            story.asks(NOT_OURS, by=by, version=version, at=AFTER)
        case "close" if by != to:
            story.registry.apply([replace(small_registry()[by], valid_to=date(2026, 3, 16), successor_id=to)])
            story.hears(InstitutionSucceeded, AFTER, institution_id=by, successor_id=to)
            story.registry = small_registry()
        case _:
            purpose = TaskPurpose.INFORMATION if what == "copy" else TaskPurpose.ACTION
            refer = ReferTask(to, purpose, "Sizin de işiniz.", keep=what == "share")
            story.asks(refer, by=by, version=version, at=AFTER)
    for waiting in (task for task in story.now.tasks_to_act_on if task.purpose is TaskPurpose.SCREENING):
        place = PlaceTask(to)
        story.asks(place, by=waiting.institution_id, role=Role.COORDINATOR, version=waiting.task_version, at=AFTER)


@settings(max_examples=200, deadline=None)
@given(st.lists(_STEP, min_size=2, max_size=8))
def test_whatever_is_done_in_whichever_order_nobody_has_two_tasks_for_action(steps: list[tuple[str, int, int]]):
    story = Story(registry=small_registry()).submitted()
    for what, who, to in steps:
        acting = [task for task in story.now.tasks_to_act_on if task.purpose is TaskPurpose.ACTION]
        _step(story, what, acting[who % len(acting)], _PLACES[to])
        acting = [task for task in story.now.tasks_to_act_on if task.purpose is TaskPurpose.ACTION]
        assert len({task.institution_id for task in acting}) == len(acting)
        assert all(task.clock is not None and task.clock.running for task in acting)
