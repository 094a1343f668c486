"""Who has the open tasks of an institution that was closed, and does everything about them go on?"""

from dataclasses import replace
from datetime import date

import pytest

from domain.application import TaskStatus
from domain.business_calendar import BusinessCalendar
from domain.decision import Applied, Decision, Ignored, IgnoredBecause, Refused
from domain.facts import (
    ClockCleared,
    ClockSet,
    Closed,
    DueDateChanged,
    Escalated,
    EscalationTakenBack,
    Routed,
    TaskSucceeded,
)
from domain.grounds import ExtensionGround
from domain.identifiers import InstitutionId
from domain.inputs import (
    AboutOfficial,
    AskApplicant,
    CalendarChanged,
    ExtendTask,
    InstitutionSucceeded,
    OfficialRank,
    OpenTask,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    Role,
    TaskPurpose,
)
from domain.institution import Institution, Registry
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from domain.routing_reason import ReasonCode
from domain.status import ApplicationStatus
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    Story,
    a_submission,
    changed_table,
    noon,
    small_registry,
    special,
)

CLOSED_ON = date(2026, 3, 16)
BEFORE, AFTER = noon(date(2026, 3, 10)), noon(date(2026, 3, 17))


def _closed(institution_id: InstitutionId, successor_id: InstitutionId | None, on: date = CLOSED_ON) -> Institution:
    return replace(small_registry()[institution_id], valid_to=on, successor_id=successor_id)


def _after_closing(*closed: Institution) -> Registry:
    registry = small_registry()
    for each in closed:
        registry.apply([each])
    return registry


def _succeeded(
    story: Story,
    closed: InstitutionId = HEALTH_DIRECTORATE,
    successor: InstitutionId = EDUCATION_DIRECTORATE,
) -> Decision:
    story.registry = _after_closing(_closed(closed, successor))
    return story.hears(InstitutionSucceeded, AFTER, institution_id=closed, successor_id=successor)


def _request() -> Story:
    return Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST)


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        pytest.param(ApplicationKind.COMPLAINT, date(2026, 4, 1), id="a petition"),
        pytest.param(ApplicationKind.INFORMATION_REQUEST, date(2026, 3, 24), id="an information request"),
    ],
)
def test_a_successor_gets_the_task_and_its_clock_goes_on_as_it_stood(kind: ApplicationKind, due_on: date):
    story = Story().submitted(kind=kind)
    story.asks(OpenTask(), at=BEFORE)
    assert isinstance(_succeeded(story), Applied)
    (handed,) = story.facts_of(TaskSucceeded)
    assert (handed.from_institution_id, handed.institution_id) == (HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE)
    holder = story.now.holder
    assert holder is not None
    assert (holder.institution_id, holder.status, holder.due_on) == (EDUCATION_DIRECTORATE, TaskStatus.WAITING, due_on)
    assert story.facts_of(ClockSet)[-1].received_on == date(2026, 3, 2)
    assert len(story.facts_of(ClockCleared)) == 1
    assert story.now.status is ApplicationStatus.ROUTED


def test_the_successor_answers_and_the_closed_one_may_not():
    story = _request()
    _succeeded(story)
    assert isinstance(story.answers(by=HEALTH_DIRECTORATE, at=AFTER), Refused)
    assert isinstance(story.answers(by=EDUCATION_DIRECTORATE, at=AFTER), Applied)
    assert story.now.status is ApplicationStatus.ANSWERED


def test_a_second_word_of_it_finds_nothing_to_hand_over():
    story = _request()
    _succeeded(story)
    assert _succeeded(story) == Ignored(IgnoredBecause.NOT_THE_HOLDER)


def test_what_was_answered_stays_with_who_answered_it():
    story = _request()
    story.answers(at=BEFORE)
    assert _succeeded(story) == Ignored(IgnoredBecause.NOT_THE_HOLDER)


def test_an_application_nobody_knows_is_ignored():
    story = _request()
    story.application = None
    assert _succeeded(story) == Ignored(IgnoredBecause.UNKNOWN_APPLICATION)


def test_an_extension_is_not_given_a_second_time_after_a_succession():
    story = _request()
    extend = ExtendTask(ExtensionGround.OPINION_NEEDED, "Görüş bekleniyor.")
    story.asks(extend, at=BEFORE)
    _succeeded(story)
    holder = story.now.holder
    assert holder is not None
    assert (holder.extended, holder.due_on) == (True, date(2026, 4, 14))
    assert isinstance(story.asks(extend, by=EDUCATION_DIRECTORATE, at=AFTER), Refused)


def test_a_fee_that_was_asked_before_can_be_paid_after_a_succession():
    story = _request()
    story.asks(RequestFee(40, 28_680, "Ziraat Bankası."), at=BEFORE)
    _succeeded(story)
    assert story.now.status is ApplicationStatus.AWAITING_PAYMENT
    paid = story.asks(RecordPayment(date(2026, 3, 17)), by=EDUCATION_DIRECTORATE, at=AFTER)
    assert isinstance(paid, Applied)
    assert story.now.due_on == date(2026, 4, 8)


def test_a_fee_that_is_not_paid_after_a_succession_ends_the_request():
    story = _request()
    story.asks(RequestFee(40, 28_680, "Ziraat Bankası."), at=BEFORE)
    _succeeded(story)
    holder = story.now.holder
    assert holder is not None
    assert holder.due_on is not None
    story.falls_due(Stage.PAYMENT_MISSED, noon(date(2026, 4, 3)))
    assert len(story.facts_of(Closed)) == 1


def test_a_question_that_waits_is_the_successors():
    story = Story().submitted()
    story.asks(AskApplicant("Hangi hastane?"), at=BEFORE)
    _succeeded(story)
    assert story.now.status is ApplicationStatus.AWAITING_APPLICANT
    (question,) = story.now.questions
    assert question.institution_id == EDUCATION_DIRECTORATE


def test_a_rung_climbed_before_a_succession_is_not_climbed_again_and_is_taken_back_when_its_day_moves():
    story = Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST, received_at=noon(date(2026, 2, 20)))
    assert story.now.due_on == date(2026, 3, 13)
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 3, 16)))
    _succeeded(story)
    holder = story.now.holder
    assert holder is not None
    assert holder.clock is not None
    assert holder.overdue
    assert Stage.COORDINATOR not in {stage.stage for stage in holder.clock.stages}
    holidays = (special(date(2026, 3, number)) for number in (9, 10, 11))
    story.calendar = BusinessCalendar.from_table(changed_table(*holidays))
    story.hears(CalendarChanged, AFTER, revision=2)
    assert [each.due_on for each in story.facts_of(DueDateChanged)] == [date(2026, 3, 18)]
    assert [each.to_institution_id for each in story.facts_of(EscalationTakenBack)] == [GOVERNORATE]


def test_a_closed_coordinators_copy_goes_to_its_successor_and_can_still_be_taken_back():
    story = _request()
    story.falls_due(Stage.COORDINATOR, opening(date(2026, 3, 25)))
    (climbed,) = story.facts_of(Escalated)
    story.registry = _after_closing(_closed(GOVERNORATE, INTERIOR))
    at = noon(date(2026, 3, 25))
    story.hears(InstitutionSucceeded, at, institution_id=GOVERNORATE, successor_id=INTERIOR)
    told = story.now.open_tasks[-1]
    assert (told.institution_id, told.escalation_of) == (INTERIOR, climbed.task_id)
    holidays = (special(date(2026, 3, number)) for number in (9, 10, 11))
    story.calendar = BusinessCalendar.from_table(changed_table(*holidays))
    story.hears(CalendarChanged, at, revision=2)
    assert [each.to_institution_id for each in story.facts_of(EscalationTakenBack)] == [INTERIOR]


def test_each_of_the_open_tasks_of_a_closed_one_goes_on():
    story = _request()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Birlikte.", keep=True), at=BEFORE)
    _succeeded(story, MUNICIPALITY)
    assert [(task.institution_id, task.due_on) for task in story.now.tasks_to_act_on] == [
        (HEALTH_DIRECTORATE, date(2026, 3, 24)),
        (EDUCATION_DIRECTORATE, date(2026, 4, 1)),
    ]


def test_a_successor_below_the_official_complained_of_is_passed_over():
    accused = AboutOfficial("Ad Soyad", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)
    story = Story().submitted(about_official=accused)
    _succeeded(story)
    holder = story.now.holder
    assert holder is not None
    assert holder.institution_id == CENTRE


def test_a_successor_that_was_closed_meanwhile_hands_on_to_its_own():
    story = _request()
    story.registry = _after_closing(
        _closed(HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE), _closed(EDUCATION_DIRECTORATE, MUNICIPALITY)
    )
    closed = {"institution_id": HEALTH_DIRECTORATE, "successor_id": EDUCATION_DIRECTORATE}
    story.hears(InstitutionSucceeded, AFTER, **closed)
    holder = story.now.holder
    assert holder is not None
    assert holder.institution_id == MUNICIPALITY


def test_a_succession_is_no_hop():
    story = _request()
    _succeeded(story)
    assert story.now.held_by() == (EDUCATION_DIRECTORATE,)


def test_what_is_taken_up_again_goes_to_the_successor_of_who_answered():
    story = _request()
    story.answers(ResponseOutcome.NEGATIVE, at=BEFORE)
    story.registry = _after_closing(_closed(HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE))
    story.asks(Reopen("Eksik cevap."), by=GOVERNORATE, role=Role.COORDINATOR, at=AFTER)
    holder = story.now.holder
    assert holder is not None
    assert holder.institution_id == EDUCATION_DIRECTORATE


@pytest.mark.requirement("R-G1")
@pytest.mark.parametrize(
    ("received_at", "registered_at", "to", "because"),
    [
        pytest.param(BEFORE, BEFORE, HEALTH_DIRECTORATE, ReasonCode.INSTITUTION_CHOSEN, id="before the closing"),
        pytest.param(
            AFTER, AFTER, EDUCATION_DIRECTORATE, ReasonCode.CHOSEN_INSTITUTION_SUCCEEDED, id="after the closing"
        ),
        pytest.param(
            BEFORE,
            AFTER,
            EDUCATION_DIRECTORATE,
            ReasonCode.CHOSEN_INSTITUTION_SUCCEEDED,
            id="written before the closing and registered after it",
        ),
    ],
)
def test_who_chooses_a_closed_institution_reaches_its_successor(received_at, registered_at, to, because):
    story = Story(registry=_after_closing(_closed(HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE)))
    story.happens(a_submission(received_at=received_at), registered_at)
    (routed,) = story.facts_of(Routed)
    assert (routed.institution_id, routed.because[0].code) == (to, because)


@pytest.mark.parametrize(
    ("closed", "standing"),
    [
        pytest.param([], HEALTH_DIRECTORATE, id="itself while it is there"),
        pytest.param([(HEALTH_DIRECTORATE, MUNICIPALITY)], MUNICIPALITY, id="its successor"),
        pytest.param(
            [(HEALTH_DIRECTORATE, MUNICIPALITY), (MUNICIPALITY, GOVERNORATE)], GOVERNORATE, id="the last of a chain"
        ),
        pytest.param([(HEALTH_DIRECTORATE, None)], None, id="nobody where none is named"),
        pytest.param(
            [(HEALTH_DIRECTORATE, MUNICIPALITY), (MUNICIPALITY, HEALTH_DIRECTORATE)], None, id="nobody in a circle"
        ),
        pytest.param([(HEALTH_DIRECTORATE, InstitutionId("99999994"))], None, id="nobody where he is unknown"),
    ],
)
def test_who_stands_for_an_institution(closed: list[tuple[InstitutionId, InstitutionId]], standing):
    registry = _after_closing(*(_closed(name, successor) for name, successor in closed))
    found = registry.standing_for(HEALTH_DIRECTORATE, CLOSED_ON)
    assert (None if found is None else found.institution_id) == standing


def test_a_successor_complained_of_does_not_take_up_again_what_its_predecessor_answered():
    accused = AboutOfficial("Ad Soyad", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)
    story = Story().submitted(about_official=accused)
    story.answers(ResponseOutcome.NEGATIVE, at=BEFORE)
    story.registry = _after_closing(_closed(HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE))
    story.asks(Reopen("Cevap yetersiz."), by=CENTRE, role=Role.CENTRE, at=AFTER)
    assert [task.institution_id for task in story.now.tasks_to_act_on] == [CENTRE]
