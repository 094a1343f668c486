"""Does a changed calendar move exactly the dates it must, tell old and new, and take back what is no longer due?"""

from datetime import date, timedelta

import pytest

from domain.business_calendar import BusinessCalendar, DayKind, HalfDayPolicy
from domain.decision import Applied, Decision, Ignored, IgnoredBecause
from domain.facts import (
    ClockPurpose,
    ClockSet,
    DeadlineMissed,
    DueDateChanged,
    Escalated,
    EscalationTakenBack,
    Reminded,
)
from domain.grounds import ExtensionGround
from domain.inputs import (
    CalendarChanged,
    ExtendTask,
    PlaceTask,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    Story,
    changed_table,
    noon,
    special,
    turkey,
)

COMPLAINT, REQUEST = ApplicationKind.COMPLAINT, ApplicationKind.INFORMATION_REQUEST
LEAVE = DayKind.ADMINISTRATIVE_LEAVE


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def _with_holidays(*on: date) -> BusinessCalendar:
    return BusinessCalendar.from_table(changed_table(*(special(each) for each in on)))


def _recounted(story: Story, calendar: BusinessCalendar, at: date) -> Decision:
    story.calendar = calendar
    return story.hears(CalendarChanged, noon(at), revision=2)


def _escalated(story: Story, *stages: tuple[Stage, date]) -> Story:
    for stage, on in stages:
        assert isinstance(story.falls_due(stage, opening(on)), Applied)
    return story


def _request() -> Story:
    """An information request of 2 March: due on the 24th, coordinator on the 25th, centre on the 31st."""
    return Story().submitted(kind=REQUEST)


TABLE = changed_table
FEAST = [day(5, number) for number in (26, 27, 28, 29, 30)]


@pytest.mark.requirement("R-A14")
@pytest.mark.parametrize(
    ("kind", "received_on", "table", "policy", "before", "after"),
    [
        pytest.param(
            COMPLAINT, day(3, 2), TABLE(special(day(4, 1))), {}, day(4, 1), day(4, 2), id="its last day becomes one"
        ),
        pytest.param(
            COMPLAINT,
            day(3, 2),
            TABLE(*(special(day(4, number)) for number in (1, 2, 3))),
            {},
            day(4, 1),
            day(4, 6),
            id="three days and a weekend from its last day on",
        ),
        pytest.param(
            REQUEST, day(3, 2), TABLE(special(day(3, 9))), {}, day(3, 24), day(3, 25), id="a working day inside is lost"
        ),
        pytest.param(
            REQUEST, day(3, 2), TABLE(without=[day(3, 20)]), {}, day(3, 24), day(3, 23), id="a holiday is worked"
        ),
        pytest.param(
            REQUEST,
            day(5, 11),
            TABLE(*(special(day(5, number)) for number in (28, 29, 30, 31)), without=FEAST),
            {},
            day(6, 5),
            day(6, 4),
            id="a feast a day behind, one working day less is lost",
        ),
        pytest.param(
            REQUEST,
            day(5, 11),
            TABLE(*(special(day(5, number)) for number in (26, 27, 28, 29)), without=FEAST),
            {},
            day(6, 5),
            day(6, 8),
            id="a feast a day ahead, one more is lost",
        ),
        pytest.param(
            REQUEST,
            day(5, 11),
            TABLE(special(day(5, 25), LEAVE)),
            {"administrative_leave_counts": False},
            day(6, 5),
            day(6, 8),
            id="administrative leave where it is no working day",
        ),
        pytest.param(
            COMPLAINT,
            day(4, 25),
            TABLE(special(day(5, 25), LEAVE)),
            {"administrative_leave_counts": False},
            day(5, 25),
            day(5, 26),
            id="administrative leave on the last day of thirty",
        ),
        pytest.param(
            REQUEST,
            day(3, 2),
            TABLE(),
            {"half_day_policy": HalfDayPolicy.OFF},
            day(3, 24),
            day(3, 25),
            id="half days are no longer worked",
        ),
        pytest.param(
            COMPLAINT,
            day(4, 26),
            TABLE(),
            {"half_day_policy": HalfDayPolicy.OFF},
            day(5, 26),
            day(6, 1),
            id="a half day at the end and the feast behind it",
        ),
    ],
)
def test_an_open_due_date_is_counted_again_and_old_and_new_are_told(kind, received_on, table, policy, before, after):
    story = Story().submitted(kind=kind, received_at=noon(received_on))
    assert story.now.due_on == before
    _recounted(story, BusinessCalendar.from_table(table, **policy), received_on + timedelta(days=1))
    (changed,) = story.facts_of(DueDateChanged)
    assert (changed.due_on_before, changed.due_on, changed.institution_id) == (before, after, HEALTH_DIRECTORATE)
    holder = story.now.holder
    assert holder is not None
    assert holder.clock is not None
    assert (story.now.due_on, holder.due_on, holder.clock.due_on, holder.clock.version) == (after, after, after, 2)


@pytest.mark.parametrize(
    ("calendar", "kind"),
    [
        pytest.param(turkey(), COMPLAINT, id="the same table"),
        pytest.param(_with_holidays(day(9, 1)), REQUEST, id="a holiday long after it"),
        pytest.param(
            BusinessCalendar.from_table(changed_table(special(day(3, 9), LEAVE))), REQUEST, id="leave that counts"
        ),
        pytest.param(
            BusinessCalendar.from_table(changed_table(special(day(3, 8)))), COMPLAINT, id="a holiday on a Sunday"
        ),
    ],
)
def test_a_change_that_moves_nothing_of_it_leaves_no_trace(calendar: BusinessCalendar, kind: ApplicationKind):
    story = Story().submitted(kind=kind)
    before = story.now
    assert _recounted(story, calendar, day(3, 3)) == Ignored(IgnoredBecause.NOTHING_MOVED)
    assert story.now == before


def test_a_change_may_move_a_reminder_and_leave_the_due_date():
    story = Story().submitted(kind=COMPLAINT)
    _recounted(story, _with_holidays(day(3, 17)), day(3, 3))
    assert story.facts_of(DueDateChanged) == []
    assert len(story.facts_of(ClockSet)) == 2


def test_a_rung_that_is_no_longer_due_is_taken_back_and_climbed_again_on_its_new_day():
    story = _escalated(_request(), (Stage.COORDINATOR, day(3, 25)))
    (climbed,) = story.facts_of(Escalated)
    _recounted(story, _with_holidays(*(day(3, number) for number in (9, 10, 11))), day(3, 25))
    assert story.now.due_on == day(3, 27)
    (taken_back,) = story.facts_of(EscalationTakenBack)
    assert (taken_back.to_institution_id, taken_back.to_task_id) == (GOVERNORATE, climbed.to_task_id)
    assert not story.now.overdue
    assert [task.institution_id for task in story.now.open_tasks] == [HEALTH_DIRECTORATE]
    assert story.falls_due(Stage.COORDINATOR, opening(day(3, 27))) == Ignored(IgnoredBecause.EARLY)
    _escalated(story, (Stage.COORDINATOR, day(3, 30)))
    assert [each.due_on for each in story.facts_of(Escalated)] == [day(3, 24), day(3, 27)]
    assert len(story.facts_of(DeadlineMissed)) == 2


def test_of_two_rungs_only_the_one_that_lies_ahead_is_taken_back():
    story = _escalated(_request(), (Stage.COORDINATOR, day(3, 25)), (Stage.CENTRE, day(3, 31)))
    _recounted(story, _with_holidays(day(3, 9)), day(3, 31))
    assert [each.to_institution_id for each in story.facts_of(EscalationTakenBack)] == [CENTRE]
    assert story.now.overdue
    assert story.falls_due(Stage.COORDINATOR, noon(day(3, 31))) == Ignored(IgnoredBecause.STALE_CLOCK)
    _escalated(story, (Stage.CENTRE, day(4, 1)))


def test_what_the_old_clock_reports_after_the_change_is_stale():
    story = _request()
    old = story.now.holder
    assert old is not None
    assert old.clock is not None
    _recounted(story, _with_holidays(day(3, 9)), day(3, 20))
    reported = story.falls_due(Stage.COORDINATOR, opening(day(3, 25)), clock_version=old.clock.version)
    assert reported == Ignored(IgnoredBecause.STALE_CLOCK)


def test_rungs_that_stay_climbed_are_not_climbed_again_however_often_the_calendar_changes():
    story = _escalated(_request(), (Stage.COORDINATOR, day(3, 25)), (Stage.CENTRE, day(3, 31)))
    for holidays in ([9], [9, 10], [9, 10, 11]):
        _recounted(story, _with_holidays(*(day(3, number) for number in holidays)), day(4, 20))
        holder = story.now.holder
        assert holder is not None
        assert holder.clock is not None
        assert not {Stage.COORDINATOR, Stage.CENTRE} & {stage.stage for stage in holder.clock.stages}
    assert [each.due_on for each in story.facts_of(DueDateChanged)] == [day(3, 25), day(3, 26), day(3, 27)]
    assert len(story.facts_of(Escalated)) == 2
    assert story.facts_of(EscalationTakenBack) == []


@pytest.mark.parametrize(
    ("at", "taken_back"),
    [
        pytest.param(day(4, 2), [GOVERNORATE], id="while its new day lies ahead"),
        pytest.param(day(4, 20), [], id="not when its new day has passed, too"),
    ],
)
def test_a_rung_climbed_before_the_task_changed_hands_is_taken_back(at: date, taken_back: list[str]):
    story = _escalated(Story().submitted(), (Stage.COORDINATOR, day(4, 2)))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Okul sağlığı."), at=noon(day(4, 2)))
    _recounted(story, _with_holidays(day(4, 1)), at)
    assert [each.to_institution_id for each in story.facts_of(EscalationTakenBack)] == taken_back
    holder = story.now.holder
    assert holder is not None
    assert holder.clock is not None
    assert any(stage.stage is Stage.COORDINATOR for stage in holder.clock.stages) is bool(taken_back)


def test_a_due_date_that_comes_to_lie_in_the_past_was_missed_and_climbs_at_once():
    story = Story(calendar=_with_holidays(day(3, 9), day(3, 10))).submitted(kind=REQUEST)
    assert story.now.due_on == day(3, 26)
    _recounted(story, turkey(), day(3, 25))
    (missed,) = story.facts_of(DeadlineMissed)
    assert missed.due_on == day(3, 24)
    assert story.now.overdue
    _escalated(story, (Stage.COORDINATOR, day(3, 25)))
    assert len(story.facts_of(DeadlineMissed)) == 1


def test_a_reminder_that_fell_due_before_the_change_and_was_not_told_yet_is_told_all_the_same():
    story = _request()
    fell_due = opening(day(3, 24))
    story.calendar = BusinessCalendar.from_table(changed_table(special(day(3, 25))))
    story.hears(CalendarChanged, fell_due + timedelta(seconds=1), revision=2)
    assert isinstance(story.falls_due(Stage.DUE_DAY, fell_due + timedelta(seconds=2)), Applied)
    assert [each.stage for each in story.facts_of(Reminded)] == [Stage.DUE_DAY]


def test_what_was_answered_is_left_alone():
    story = _request()
    story.answers(at=noon(day(3, 10)))
    before = story.now
    assert _recounted(story, _with_holidays(day(3, 9)), day(3, 12)) == Ignored(IgnoredBecause.NOTHING_MOVED)
    assert story.now == before


def test_an_application_nobody_knows_is_ignored():
    story = Story().submitted()
    story.application = None
    assert _recounted(story, turkey(), day(3, 3)) == Ignored(IgnoredBecause.UNKNOWN_APPLICATION)


def test_each_of_several_tasks_is_counted_again_from_its_own_day_zero():
    story = _request()
    refer = ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Birlikte.", keep=True)
    story.asks(refer, at=noon(day(3, 11)))
    _recounted(story, _with_holidays(day(3, 9)), day(3, 12))
    assert [(each.institution_id, each.due_on) for each in story.facts_of(DueDateChanged)] == [
        (HEALTH_DIRECTORATE, day(3, 25))
    ]
    _recounted(story, _with_holidays(day(3, 9), day(3, 16)), day(3, 12))
    assert [(each.institution_id, each.due_on) for each in story.facts_of(DueDateChanged)[1:]] == [
        (HEALTH_DIRECTORATE, day(3, 26)),
        (EDUCATION_DIRECTORATE, day(4, 3)),
    ]


def test_the_date_that_does_not_bind_moves_with_the_calendar_too():
    story = _request()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Görev alanı."), at=noon(day(3, 11)))
    holder = story.now.holder
    assert holder is not None
    assert (holder.due_on, holder.other_due_on) == (day(4, 2), day(3, 24))
    _recounted(story, _with_holidays(day(3, 9)), day(3, 12))
    holder = story.now.holder
    assert holder is not None
    assert (holder.due_on, holder.other_due_on) == (day(4, 2), day(3, 25))


def test_an_extended_period_is_counted_again_as_the_long_one():
    story = _request()
    story.asks(ExtendTask(ExtensionGround.OPINION_NEEDED, "Görüş bekleniyor."), at=noon(day(3, 10)))
    assert story.now.due_on == day(4, 14)
    _recounted(story, _with_holidays(day(4, 6)), day(3, 12))
    assert (story.now.due_on, story.now.deemed_refusal_on) == (day(4, 15), day(4, 15))


def test_the_day_until_which_a_fee_is_paid_moves_and_silence_does_not():
    story = _request()
    story.asks(RequestFee(40, 28_680, "Ziraat Bankası."), at=noon(day(3, 3)))
    _recounted(story, _with_holidays(day(3, 9)), day(3, 4))
    (changed,) = story.facts_of(DueDateChanged)
    assert (changed.due_on_before, changed.due_on) == (day(3, 25), day(3, 26))
    assert story.now.deemed_refusal_on == day(4, 1)
    story.asks(RecordPayment(day(3, 26)), at=noon(day(3, 26)))
    assert story.now.due_on == day(4, 16)


def test_a_disputes_short_clock_is_counted_again_alone():
    story = Story().submitted()
    story.asks(ReturnTask("Görevimiz değil."), at=noon(day(3, 3)))
    story.asks(PlaceTask(EDUCATION_DIRECTORATE), by=GOVERNORATE, at=noon(day(3, 4)))
    story.asks(ReturnTask("Bizim de değil."), by=EDUCATION_DIRECTORATE, at=noon(day(3, 5)))
    assert story.facts_of(ClockSet)[-1].purpose is ClockPurpose.PLACING
    _recounted(story, _with_holidays(day(3, 9)), day(3, 6))
    again = story.facts_of(ClockSet)[-1]
    assert (again.due_on, again.other_due_on) == (day(3, 11), None)


def test_what_was_taken_up_again_keeps_its_own_day_zero():
    story = Story().submitted()
    story.answers(at=noon(day(3, 10)))
    story.asks(Reopen("Eksik cevap."), role=Role.COORDINATOR, at=noon(day(4, 20)))
    assert (story.now.due_on, story.now.deemed_refusal_on) == (day(5, 20), day(5, 20))
    _recounted(story, _with_holidays(day(5, 20)), day(4, 21))
    assert (story.now.due_on, story.now.deemed_refusal_on) == (day(5, 21), day(5, 21))
    holder = story.now.holder
    assert holder is not None
    assert holder.clock is not None
    assert all(stage.at > noon(day(4, 21)) for stage in holder.clock.stages)


def test_what_was_taken_up_again_and_sent_on_gives_the_next_one_the_new_period():
    story = Story().submitted()
    story.answers(at=noon(day(3, 10)))
    story.asks(Reopen("Eksik cevap."), role=Role.COORDINATOR, at=noon(day(4, 20)))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Görev alanı."), at=noon(day(4, 22)))
    holder = story.now.holder
    assert holder is not None
    assert (holder.institution_id, holder.due_on, holder.overdue) == (EDUCATION_DIRECTORATE, day(5, 20), False)


def test_the_day_until_which_a_fee_may_be_paid_moves_with_its_clock():
    story = _request()
    story.asks(RequestFee(40, 28_680, "Hesaba."), at=noon(day(3, 3)))
    _recounted(story, _with_holidays(day(3, 10)), day(3, 4))
    assert story.now.holder is not None
    assert story.now.holder.fee is not None
    assert story.now.holder.fee.pay_by == story.now.holder.due_on == day(3, 26)
