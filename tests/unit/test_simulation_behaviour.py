"""Do simulated institutions behave as institutions do: most answer in time, some pass on, some stay silent?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from domain.identifiers import ApplicationId, InstitutionId, TaskId
from domain.inputs import TaskPurpose
from domain.legal_regime import LegalRegime
from operations.simulation.behaviour import Deed, GivenTask, Habits, Step, conduct

GIVEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
TASK = GivenTask(
    ApplicationId("a"),
    TaskId("t"),
    InstitutionId("10000008"),
    TaskPurpose.ACTION,
    LegalRegime.PETITION,
    given_at=GIVEN,
    ends_at=GIVEN + timedelta(days=30),
)


def _conducts(count: int, **changes: object) -> list[tuple[Step, ...]]:
    tasks = (replace(TASK, task_id=TaskId(str(uuid5(NAMESPACE_URL, str(n)))), **changes) for n in range(count))  # type: ignore[arg-type]
    return [conduct(task, Habits(), seed=1) for task in tasks]


def test_the_same_task_is_always_treated_alike_in_one_run_and_not_in_every_run():
    assert conduct(TASK, Habits(), seed=1) == conduct(TASK, Habits(), seed=1)
    assert len({conduct(TASK, Habits(), seed=seed) for seed in range(20)}) > 1


def test_eight_to_ten_in_a_hundred_stay_silent():
    conducts = _conducts(5_000)
    assert 0.08 < sum(not steps for steps in conducts) / len(conducts) < 0.10


def test_every_deed_comes_in_order_after_the_task_and_ends_with_one_that_gives_it_away():
    for steps in filter(None, _conducts(2_000)):
        assert [step.at for step in steps] == sorted(step.at for step in steps)
        assert steps[0].at > GIVEN
        assert steps[-1].deed in (Deed.RESPOND, Deed.REFER, Deed.RETURN)
        assert all(step.deed in (Deed.OPEN, Deed.INTERIM_RESPONSE) for step in steps[:-1])


def test_most_answers_come_in_time_and_the_others_before_the_centre_is_told():
    answers = [steps[-1].at for steps in _conducts(5_000) if steps and steps[-1].deed is Deed.RESPOND]
    overdue = [at for at in answers if at > TASK.ends_at]
    assert 0.01 < len(overdue) / len(answers) < 0.06
    assert max(overdue) < TASK.ends_at + timedelta(days=4)


def test_all_deeds_occur():
    deeds = Counter(step.deed for steps in _conducts(2_000) for step in steps)
    assert set(deeds) == {Deed.OPEN, Deed.INTERIM_RESPONSE, Deed.REFER, Deed.RETURN, Deed.RESPOND}


def test_an_application_that_changed_hands_twice_is_not_passed_on_again():
    assert {steps[-1].deed for steps in _conducts(1_000, hops=2) if steps} == {Deed.RESPOND}


def test_a_task_given_after_its_due_date_is_answered_at_once():
    for steps in filter(None, _conducts(500, ends_at=GIVEN - timedelta(days=1), hops=2)):
        assert steps[-1].at <= GIVEN + timedelta(days=3)


def test_what_waits_in_screening_is_placed_within_days_but_for_a_few():
    conducts = _conducts(4_000, purpose=TaskPurpose.SCREENING)
    assert 0.03 < sum(not steps for steps in conducts) / len(conducts) < 0.07
    placed = [step for steps in conducts for step in steps]
    assert {step.deed for step in placed} == {Deed.PLACE}
    assert max(step.at for step in placed) <= GIVEN + timedelta(days=4)


@pytest.mark.parametrize("purpose", [TaskPurpose.ACTION, TaskPurpose.SCREENING])
def test_an_ethics_complaint_is_never_left_since_its_three_months_would_outlast_the_run(purpose: TaskPurpose):
    conducts = _conducts(1_000, purpose=purpose, legal_regime=LegalRegime.ETHICS, ends_at=GIVEN + timedelta(days=91))
    assert all(conducts)
    assert max(steps[-1].at for steps in conducts) <= GIVEN + timedelta(days=30)


def test_a_copy_for_information_asks_nothing():
    assert not any(_conducts(100, purpose=TaskPurpose.INFORMATION))
