"""Do people of a simulated year behave as people do, and does everything happen at its own moment?"""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.application import TaskStatus
from domain.business_calendar import ISTANBUL, local_date
from domain.facts import (
    Closed,
    ClosedBecause,
    DeemedRefused,
    Escalated,
    NoticeRecorded,
    Referred,
    Reminded,
    ResponseIssued,
    Returned,
    ScreeningRequested,
    TaskOpened,
)
from domain.inputs import AnswerBy, NoticeOutcome, ResponseOutcome, TaskPurpose
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from domain.status import ApplicationStatus
from operations.year.applicants import ApplicantHabits
from operations.year.faults import faults_of
from operations.year.institutions import YearHabits
from operations.year.office_hours import OfficeHours
from operations.year.recount import Recount
from tests.support.builders import turkey
from tests.support.years import CONTENT, QUIET, UNTIL, a_life, a_society, lives

USUAL = YearHabits()
SILENT = replace(QUIET, silent=1.0)


def _when(lived, *kinds):
    return [at for fact, at in lived.ledger if isinstance(fact, kinds)]


def test_the_same_luck_gives_the_same_life_and_other_luck_another():
    assert a_life(a_society(USUAL), 5).ledger == a_life(a_society(USUAL), 5).ledger
    answered = {_when(lived, ResponseIssued)[0] for lived in lives(20, a_society())}
    assert len(answered) == 20


def test_who_answers_in_time_is_answered_told_and_closed():
    for lived in lives(50, a_society()):
        (answered,) = _when(lived, ResponseIssued)
        assert lived.application.status in (ApplicationStatus.CLOSED, ApplicationStatus.ANSWERED)
        assert local_date(answered) <= date(2026, 4, 1)
        assert not _when(lived, Escalated, DeemedRefused)
        assert lived.refused == lived.ignored == []


def test_a_silent_institution_is_reminded_reported_and_its_silence_refuses_each_at_its_own_moment():
    lived = a_life(a_society(SILENT))
    morning = {stage: _morning(day) for stage, day in (("coordinator", 2), ("centre", 8), ("deemed", 2))}
    assert [at for fact, at in lived.ledger if isinstance(fact, Escalated) and fact.stage is Stage.COORDINATOR] == [
        morning["coordinator"]
    ]
    assert [at for fact, at in lived.ledger if isinstance(fact, Escalated) and fact.stage is Stage.CENTRE] == [
        morning["centre"]
    ]
    assert _when(lived, DeemedRefused) == [morning["deemed"]]
    assert len(_when(lived, Reminded)) == 4
    assert lived.application.open


def _morning(day: int) -> datetime:
    return datetime(2026, 4, day, 9, tzinfo=ISTANBUL).astimezone(UTC)


def test_nothing_happens_after_the_watching_ends():
    lived = a_life(a_society(SILENT, until=datetime(2026, 3, 20, tzinfo=ISTANBUL)))
    assert max(at for _, at in lived.ledger) < datetime(2026, 3, 20, tzinfo=ISTANBUL)
    assert not _when(lived, Escalated, DeemedRefused)


def test_what_is_referred_or_returned_is_answered_by_somebody_else():
    referred = [a_life(a_society(replace(QUIET, refers=1.0, passes_on_again=0.0)), number) for number in range(20)]
    for lived in referred:
        if _when(lived, Referred):
            assert [task.status for task in lived.application.tasks] == [TaskStatus.REFERRED, TaskStatus.RESPONDED]
        assert _when(lived, ResponseIssued)
    assert sum(bool(_when(lived, Referred)) for lived in referred) > 10
    for lived in lives(20, a_society(replace(QUIET, returns=1.0, passes_on_again=0.0))):
        assert [len(_when(lived, kind)) for kind in (Returned, ScreeningRequested, ResponseIssued)] == [1, 1, 1]


def test_nobody_passes_on_more_often_than_the_habit_allows():
    for lived in lives(30, a_society(replace(QUIET, returns=0.5, refers=0.5, passes_on_again=1.0, most_hops=2))):
        assert len(lived.application.held_by()) <= 3
        assert _when(lived, ResponseIssued)


def test_one_in_five_is_passed_on_and_nearly_all_are_answered():
    society = a_society(USUAL, until=UNTIL)
    first = Counter()
    for lived in lives(1_500, society):
        first["passed on"] += bool(_when(lived, Referred, Returned))
        first["answered"] += bool(_when(lived, ResponseIssued))
        first["opened"] += bool(_when(lived, TaskOpened))
        first["overdue"] += bool(_when(lived, Escalated))
    assert 0.16 < first["passed on"] / 1_500 < 0.25
    assert 0.95 < first["answered"] / 1_500 < 0.99
    assert 0.03 < first["overdue"] / 1_500 < 0.12
    assert first["opened"] > 500


def test_an_answer_takes_about_eleven_days():
    days = [
        (_when(lived, ResponseIssued)[0] - lived.submitted.received_at) / timedelta(days=1)
        for lived in lives(1_000, a_society(USUAL))
        if _when(lived, ResponseIssued)
    ]
    assert 10 < sum(days) / len(days) < 12.5


def test_requests_for_information_are_mostly_granted():
    outcomes = Counter(
        fact.outcome
        for lived in lives(1_000, a_society(), kind=ApplicationKind.INFORMATION_REQUEST)
        for fact, _ in lived.ledger
        if isinstance(fact, ResponseIssued)
    )
    assert 0.81 < outcomes[ResponseOutcome.POSITIVE] / 1_000 < 0.88


def test_who_wants_it_no_more_withdraws_unless_the_answer_was_quicker():
    withdrawn = list(lives(60, a_society(applicants=ApplicantHabits(withdraws=1.0))))
    ends = Counter(fact.because for lived in withdrawn for fact, _ in lived.ledger if isinstance(fact, Closed))
    assert ends[ClosedBecause.WITHDRAWN] > 20
    assert ends[ClosedBecause.ANSWER_SERVED] > 5
    for lived in withdrawn:
        assert bool(lived.ignored) != (lived.application.status is ApplicationStatus.WITHDRAWN)


def test_a_letter_takes_days_a_mail_minutes_and_the_anonymous_are_told_nothing():
    def served_after(answer_by: AnswerBy) -> timedelta:
        lived = a_life(a_society(), answer_by=answer_by)
        return next(at for fact, at in lived.ledger if isinstance(fact, NoticeRecorded)) - lived.submitted.received_at

    assert served_after(AnswerBy.EMAIL) < timedelta(minutes=15)
    assert timedelta(hours=12) < served_after(AnswerBy.POST) < timedelta(days=6)
    unsigned = a_life(a_society(), answer_by=AnswerBy.NONE, applicant=None, kind=ApplicationKind.TIP_OFF)
    assert not _when(unsigned, NoticeRecorded)
    assert unsigned.application.status is ApplicationStatus.CLOSED


def test_few_notices_fail():
    outcomes = Counter(
        fact.outcome
        for lived in lives(600, a_society())
        for fact, _ in lived.ledger
        if isinstance(fact, NoticeRecorded)
    )
    assert 0 < outcomes[NoticeOutcome.FAILED] < 0.03 * outcomes[NoticeOutcome.SERVED]


def test_officers_act_in_office_hours():
    for lived in lives(200, a_society(USUAL)):
        for at in _when(lived, TaskOpened, ResponseIssued, Referred, Returned):
            assert turkey().is_working_day(local_date(at))
            assert 9 <= at.astimezone(ISTANBUL).hour < 18


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
    class AlwaysHalf:
        def random(self) -> float:
            return 0.5

    at = OfficeHours(turkey()).after(earliest, days, AlwaysHalf())
    assert at > earliest
    assert local_date(at) == day


def test_whatever_people_do_no_life_breaks_a_promise(recount: Recount):
    wild = YearHabits(silent=0.2, returns=0.3, refers=0.3, passes_on_again=0.9, answers_overdue=0.4, most_hops=4)
    society = a_society(wild, ApplicantHabits(withdraws=0.1))
    for kind in ApplicationKind:
        for lived in lives(60, society, kind=kind):
            assert list(faults_of(lived.ledger, UNTIL, recount)) == []


@pytest.fixture
def recount() -> Recount:
    from data.loaders import load_calendar_days

    return Recount(load_calendar_days())


def test_copies_for_information_ask_nobody_to_act():
    lived = a_life(a_society(SILENT))
    told = [task for task in lived.application.tasks if task.purpose is TaskPurpose.INFORMATION]
    assert len(told) == 2
    assert all(task.status is TaskStatus.WAITING for task in told)
    assert CONTENT.withdraws == 0
