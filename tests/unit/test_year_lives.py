"""Do people of a simulated year behave as people do, and does everything happen at its own moment?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from data.loaders import load_calendar_days
from domain.application import TaskStatus
from domain.business_calendar import ISTANBUL, local_date
from domain.facts import (
    AppealRecorded,
    Closed,
    ClosedBecause,
    DeemedRefused,
    DuplicateProposed,
    Escalated,
    Fact,
    FeePaid,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    Merged,
    NoticeRecorded,
    NotProcessed,
    PaymentMissed,
    PeriodExtended,
    QuestionAnswered,
    QuestionAsked,
    Referred,
    Registered,
    Reminded,
    Reopened,
    ResponseDrafted,
    ResponseIssued,
    Returned,
    ScreeningRequested,
    TaskOpened,
)
from domain.grounds import NotProcessedReason
from domain.inputs import AnswerBy, AppealStep, NoticeOutcome, ResponseOutcome, TaskPurpose
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel
from domain.status import ApplicationStatus
from operations.year.faults import faults_of
from operations.year.habits import ApplicantHabits, YearHabits
from operations.year.life import Life, Lived
from operations.year.office_hours import OfficeHours
from operations.year.outcome import Mark, read, told
from operations.year.recount import Recount
from tests.support.builders import REVIEW_BOARD, turkey
from tests.support.years import CONTENT, QUIET, UNTIL, a_life, a_society, lives

USUAL = YearHabits()
SILENT = replace(QUIET, silent=1.0)
INFORMATION: dict[str, Any] = {"kind": ApplicationKind.INFORMATION_REQUEST}


def _when(lived: Life | Lived, *kinds: type[Any]) -> list[datetime]:
    of = lived.first if isinstance(lived, Life) else lived
    return [at for fact, at in of.ledger if isinstance(fact, kinds)]


def _status(life: Life) -> ApplicationStatus:
    assert life.first.application is not None
    return life.first.application.status


def _tasks(life: Life) -> tuple[Any, ...]:
    assert life.first.application is not None
    return life.first.application.tasks


def _morning(day: int) -> datetime:
    return datetime(2026, 4, day, 9, tzinfo=ISTANBUL).astimezone(UTC)


def test_the_same_luck_gives_the_same_life_and_other_luck_another():
    assert a_life(a_society(USUAL), 5) == a_life(a_society(USUAL), 5)
    answered = {_when(life, ResponseIssued)[0] for life in lives(20, a_society())}
    assert len(answered) == 20


def test_who_answers_in_time_is_answered_told_and_closed():
    for life in lives(50, a_society()):
        (answered,) = _when(life, ResponseIssued)
        assert _status(life) in (ApplicationStatus.CLOSED, ApplicationStatus.ANSWERED)
        assert local_date(answered) <= date(2026, 4, 1)
        assert not _when(life, Escalated, DeemedRefused)
        assert not any((life.refused, life.ignored, life.broken, life.others))


def test_a_silent_institution_is_reminded_reported_and_its_silence_refuses_each_at_its_own_moment():
    life = a_life(a_society(SILENT))
    told = {fact.stage: at for fact, at in life.first.ledger if isinstance(fact, Escalated)}
    assert told == {Stage.COORDINATOR: _morning(2), Stage.CENTRE: _morning(8)}
    assert _when(life, DeemedRefused) == [_morning(2)]
    assert len(_when(life, Reminded)) == 4
    assert _status(life) is ApplicationStatus.ROUTED


def test_nothing_happens_after_the_watching_ends():
    life = a_life(a_society(SILENT, until=datetime(2026, 3, 20, tzinfo=ISTANBUL)))
    assert max(at for _, at in life.first.ledger) < datetime(2026, 3, 20, tzinfo=ISTANBUL)
    assert not _when(life, Escalated, DeemedRefused)


def test_what_is_referred_or_returned_is_answered_by_somebody_else():
    referred = list(lives(20, a_society(replace(QUIET, refers=1.0, passes_on_again=0.0))))
    for life in referred:
        assert _when(life, ResponseIssued)
        if _when(life, Referred):
            assert [task.status for task in _tasks(life)] == [TaskStatus.REFERRED, TaskStatus.RESPONDED]
    assert sum(bool(_when(life, Referred)) for life in referred) > 10
    for life in lives(20, a_society(replace(QUIET, returns=1.0, passes_on_again=0.0))):
        assert [len(_when(life, kind)) for kind in (Returned, ScreeningRequested, ResponseIssued)] == [1, 1, 1]


def test_nobody_passes_on_more_often_than_the_habit_allows():
    for life in lives(30, a_society(replace(QUIET, returns=0.5, refers=0.5, passes_on_again=1.0, most_hops=2))):
        assert sum(task.purpose is TaskPurpose.ACTION for task in _tasks(life)) <= 3
        assert _when(life, ResponseIssued)


def test_one_in_five_is_passed_on_and_nearly_all_are_answered():
    seen: Counter[str] = Counter()
    for life in lives(1_500, a_society(USUAL)):
        seen["passed on"] += bool(_when(life, Referred, Returned))
        seen["answered"] += bool(_when(life, ResponseIssued))
        seen["opened"] += bool(_when(life, TaskOpened))
        seen["overdue"] += bool(_when(life, Escalated))
    assert 0.17 < seen["passed on"] / 1_500 < 0.27
    assert 0.94 < seen["answered"] / 1_500 < 0.99
    assert 0.03 < seen["overdue"] / 1_500 < 0.12
    assert seen["opened"] > 400


def test_an_answer_takes_about_eleven_days():
    answered = [(life, _when(life, ResponseIssued)) for life in lives(1_000, a_society(USUAL))]
    days = [(when[0] - life.first.submitted.received_at) / timedelta(days=1) for life, when in answered if when]
    assert 10 < sum(days) / len(days) < 12.5


def test_requests_for_information_are_mostly_granted():
    outcomes = Counter(
        fact.outcome
        for life in lives(1_000, a_society(), **INFORMATION)
        for fact, _ in life.first.ledger
        if isinstance(fact, ResponseIssued)
    )
    assert 0.81 < outcomes[ResponseOutcome.POSITIVE] / 1_000 < 0.88


def _always(habit: str) -> dict[str, Any]:
    return {habit: 1.0}


def _some(habit: str, kind: ApplicationKind = ApplicationKind.INFORMATION_REQUEST, count: int = 30) -> list[Life]:
    """Lives in which institutions always do one thing more than answer."""
    return list(lives(count, a_society(replace(QUIET, **_always(habit))), kind=kind))


@pytest.mark.parametrize(
    ("habit", "fact"),
    [
        pytest.param("extends", PeriodExtended, id="extends"),
        pytest.param("asks_fee", FeeRequested, id="asks a fee"),
        pytest.param("asks_applicant", QuestionAsked, id="asks the applicant"),
        pytest.param("tells_meanwhile", InterimResponseIssued, id="tells the state of the work"),
        pytest.param("drafts", ResponseDrafted, id="drafts for a superior"),
        pytest.param("opens_first", TaskOpened, id="reads first"),
        pytest.param("reopens", Reopened, id="takes up again"),
        pytest.param("not_processed", NotProcessed, id="declines to process"),
        pytest.param("invalid", FoundInvalid, id="finds invalid"),
        pytest.param("shares", Referred, id="shares the work"),
        pytest.param("informs", Referred, id="informs a colleague"),
    ],
)
def test_an_institution_that_always_does_something_does_it(habit: str, fact: type[Fact]):
    assert sum(bool(_when(life, fact)) for life in _some(habit)) > 20


def test_who_extends_answers_within_the_long_period():
    for life in _some("extends"):
        (answered,) = _when(life, ResponseIssued)
        assert _when(life, PeriodExtended)[0] < answered
        assert local_date(answered) <= date(2026, 4, 14)
        assert not life.refused


def test_seven_in_ten_pay_and_are_answered_the_others_count_as_having_given_up():
    asked = _some("asks_fee", count=200)
    paid, unpaid = (
        [life for life in asked if _when(life, FeePaid)],
        [life for life in asked if _when(life, PaymentMissed)],
    )
    assert 0.6 < len(paid) / len(asked) < 0.8
    assert len(paid) + len(unpaid) == len(asked)
    assert all(_when(life, ResponseIssued) for life in paid)
    assert {_status(life) for life in unpaid} == {ApplicationStatus.WITHDRAWN}


def test_most_answer_what_they_are_asked():
    asked = _some("asks_applicant", count=100)
    assert 0.3 < sum(bool(_when(life, QuestionAnswered)) for life in asked) / 100 < 0.95
    assert all(_when(life, ResponseIssued) for life in asked)


def test_an_interim_answer_is_followed_by_the_answer():
    for life in _some("tells_meanwhile", ApplicationKind.COMPLAINT):
        assert _when(life, InterimResponseIssued)[0] < _when(life, ResponseIssued)[0]


def test_two_institutions_that_share_the_work_both_answer():
    shared = [life for life in _some("shares", ApplicationKind.COMPLAINT) if _when(life, Referred)]
    assert all(len(_when(life, ResponseIssued)) == 2 for life in shared)


def test_who_wants_it_no_more_withdraws_unless_the_answer_was_quicker():
    withdrawn = list(lives(60, a_society(applicants=replace(CONTENT, withdraws=1.0))))
    ends = Counter(fact.because for life in withdrawn for fact, _ in life.first.ledger if isinstance(fact, Closed))
    assert ends[ClosedBecause.WITHDRAWN] > 15
    assert ends[ClosedBecause.ANSWER_SERVED] > 5
    for life in withdrawn:
        assert bool(life.ignored) != (_status(life) is ApplicationStatus.WITHDRAWN)


def test_who_writes_the_same_again_is_answered_together_in_the_end():
    again = list(lives(40, a_society(replace(QUIET, merges=1.0), replace(CONTENT, sends_again=1.0))))
    assert all(len(life.others) == 1 for life in again)
    assert all(_when(life.others[0], DuplicateProposed) for life in again)
    merged = [life for life in again if _when(life.others[0], Merged)]
    assert len(merged) > 10
    assert all(len(_when(life.others[0], ResponseIssued)) == 1 for life in again)


def test_who_was_refused_appeals_by_letter_and_the_board_decides():
    applicants = replace(CONTENT, appeals_refusal=1.0)
    refused = [life for life in lives(200, a_society(applicants=applicants), **INFORMATION) if life.others]
    assert 15 < len(refused) < 60
    for life in refused:
        for appeal in life.others:
            assert appeal.submitted.channel is Channel.LETTER
            assert appeal.application is not None
            assert {task.institution_id for task in appeal.application.tasks if task.purpose is TaskPurpose.ACTION} == {
                REVIEW_BOARD
            }
        steps = [fact.step for fact, _ in life.first.ledger if isinstance(fact, AppealRecorded)]
        assert steps == [AppealStep.LODGED, AppealStep.DECIDED] * len(life.others)


@pytest.mark.parametrize("hidden", [True, False])
def test_an_appeal_that_was_given_up_is_counted_as_withdrawn_by_both_accounts(hidden: bool):
    society = a_society(replace(QUIET, silent=0.7), replace(CONTENT, withdraws=0.3, appeals_silence=1.0))
    lived = [each for life in lives(80, society, **INFORMATION, identity_confidential=hidden) for each in life.all]
    assert any(Mark.APPEAL_WITHDRAWN in told(each.ledger).marks for each in lived)
    assert all(told(each.ledger).agrees_with(read(each.application)) for each in lived if each.application is not None)


def test_who_was_refused_by_silence_appeals_too_and_who_forgets_the_copies_is_not_heard():
    forgetful = replace(CONTENT, appeals_silence=1.0, forgets_copies=1.0)
    for applicants, heard in ((replace(CONTENT, appeals_silence=1.0), True), (forgetful, False)):
        life = a_life(a_society(SILENT, applicants), **INFORMATION)
        (appeal,) = life.others
        assert bool(_when(life, AppealRecorded)) is heard
        reasons = [fact.reason for fact, _ in appeal.ledger if isinstance(fact, NotProcessed)]
        assert reasons == ([] if heard else [NotProcessedReason.APPEAL_COPIES_MISSING])


def test_a_letter_takes_days_a_mail_minutes_and_the_anonymous_are_told_nothing():
    def served_after(answer_by: AnswerBy) -> timedelta:
        life = a_life(a_society(), answer_by=answer_by)
        return _when(life, NoticeRecorded)[0] - _when(life, ResponseIssued)[0]

    assert served_after(AnswerBy.EMAIL) < timedelta(minutes=15)
    assert timedelta(hours=12) < served_after(AnswerBy.POST) < timedelta(days=6)
    unsigned = a_life(a_society(), answer_by=AnswerBy.NONE, applicant=None, kind=ApplicationKind.TIP_OFF)
    assert not _when(unsigned, NoticeRecorded)
    assert _status(unsigned) is ApplicationStatus.CLOSED


def test_few_notices_fail():
    outcomes = Counter(
        fact.outcome
        for life in lives(600, a_society())
        for fact, _ in life.first.ledger
        if isinstance(fact, NoticeRecorded)
    )
    assert 0 < outcomes[NoticeOutcome.FAILED] < 0.03 * outcomes[NoticeOutcome.SERVED]


def test_officers_act_in_office_hours():
    for life in lives(200, a_society(USUAL)):
        for at in _when(life, TaskOpened, ResponseIssued, Referred, Returned):
            assert turkey().is_working_day(local_date(at))
            assert 9 <= at.astimezone(ISTANBUL).hour < 18


class AlwaysHalf:
    def random(self) -> float:
        return 0.5


@pytest.mark.parametrize(
    ("earliest", "days", "day"),
    [
        pytest.param(datetime(2026, 3, 2, 6, tzinfo=UTC), 0.0, date(2026, 3, 2), id="on the same morning"),
        pytest.param(datetime(2026, 3, 2, 16, tzinfo=UTC), 0.0, date(2026, 3, 3), id="after closing, on the next day"),
        pytest.param(datetime(2026, 3, 6, 16, tzinfo=UTC), 0.5, date(2026, 3, 9), id="over a weekend"),
        pytest.param(datetime(2026, 5, 26, 16, tzinfo=UTC), 1.0, date(2026, 6, 1), id="over Kurban Bayramı"),
    ],
)
def test_an_office_is_open_on_working_days_alone(earliest: datetime, days: float, day: date):
    at = OfficeHours(turkey()).after(earliest, days, AlwaysHalf())  # type: ignore[arg-type]
    assert at > earliest
    assert local_date(at) == day


WILD = YearHabits(
    silent=0.2,
    left_in_screening=0.1,
    not_processed=0.05,
    invalid=0.03,
    returns=0.25,
    refers=0.25,
    passes_on_again=0.9,
    most_hops=5,
    extends=0.3,
    asks_fee=0.3,
    asks_applicant=0.2,
    tells_meanwhile=0.3,
    shares=0.2,
    informs=0.2,
    places_with_several=0.5,
    reopens=0.2,
    answers_overdue=0.3,
    overdue_days=20.0,
)
RESTLESS = ApplicantHabits(withdraws=0.05, sends_again=0.3, pays=0.5, appeals_refusal=0.5, appeals_silence=0.5)


@pytest.mark.parametrize("kind", list(ApplicationKind))
def test_whatever_people_do_no_promise_is_broken(kind: ApplicationKind):
    society, recount = a_society(WILD, RESTLESS), Recount(load_calendar_days())
    for life in lives(80, society, kind=kind):
        assert life.broken == []
        for lived in life.all:
            assert list(faults_of(lived.ledger, UNTIL, recount)) == []
            assert sum(isinstance(fact, Registered) for fact, _ in lived.ledger) == 1


def test_copies_for_information_ask_nobody_to_act():
    told = [task for task in _tasks(a_life(a_society(SILENT))) if task.purpose is TaskPurpose.INFORMATION]
    assert len(told) == 2
    assert all(task.status is TaskStatus.WAITING for task in told)
