"""Which institutions do not deal daily with what arrives?"""

from datetime import date

import pytest

from domain.follow_up import Attendance, left_lying_before, silent_before, worst_first
from domain.identifiers import InstitutionId
from services.desk.follow_up import attendance_of
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, MUNICIPALITY, turkey

pytestmark = pytest.mark.requirement("R-J7")

A, B, C = HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY


def behind(institution_id: InstitutionId, *figures: int, oldest: int = 2, seen: int | None = 2) -> Attendance:
    """Say how an institution stands: unopened, overdue, in correspondence; days of March 2026."""
    unopened, overdue, silent = figures
    oldest_on = date(2026, 3, oldest) if unopened else None
    return Attendance(institution_id, unopened, oldest_on, overdue, silent, (seen and date(2026, 3, seen)) or None)


@pytest.mark.parametrize(
    ("today", "before"),
    [
        pytest.param(date(2026, 3, 4), date(2026, 3, 3), id="Wednesday: what came on Monday"),
        pytest.param(date(2026, 3, 3), date(2026, 3, 2), id="Tuesday: what came last week"),
        pytest.param(date(2026, 3, 9), date(2026, 3, 6), id="Monday: Friday's arrivals had no whole day yet"),
        pytest.param(date(2026, 3, 8), date(2026, 3, 6), id="Sunday: as on Monday"),
        pytest.param(date(2026, 3, 23), date(2026, 3, 19), id="after the feast the half day before it counts"),
    ],
)
def test_what_came_before_the_last_working_day_was_left_lying(today: date, before: date):
    assert left_lying_before(today, turkey()) == before


def test_half_a_petitions_period_without_a_word_is_silence():
    assert silent_before(date(2026, 3, 31)) == date(2026, 3, 16)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(behind(B, 3, 0, 0), behind(A, 2, 9, 9), id="more unopened"),
        pytest.param(behind(B, 2, 2, 0), behind(A, 2, 1, 9), id="as many unopened, more overdue"),
        pytest.param(behind(B, 2, 1, 0, oldest=2), behind(A, 2, 1, 0, oldest=3), id="the older one unopened"),
        pytest.param(behind(B, 1, 0, 0, seen=None), behind(A, 1, 0, 0, seen=1), id="never seen"),
        pytest.param(behind(B, 1, 0, 0, seen=1), behind(A, 1, 0, 0, seen=2), id="not seen for longer"),
        pytest.param(behind(A, 1, 0, 0), behind(B, 1, 0, 0), id="alike: by number, so that the order is always one"),
    ],
)
def test_the_furthest_behind_comes_first(one: Attendance, other: Attendance):
    assert worst_first([other, one]) == worst_first([one, other]) == [one, other]


def test_who_keeps_up_is_not_listed():
    assert worst_first([behind(A, 0, 0, 0), behind(B, 0, 0, 1), behind(C, 0, 1, 0)]) == [
        behind(C, 0, 1, 0),
        behind(B, 0, 0, 1),
    ]


@pytest.mark.parametrize(
    ("oldest", "on"),
    [
        pytest.param("2026-03-02T20:59:59.000Z", date(2026, 3, 2), id="before midnight in Istanbul"),
        pytest.param("2026-03-02T21:00:00.000Z", date(2026, 3, 3), id="midnight in Istanbul"),
        pytest.param(None, None, id="nothing unopened"),
    ],
)
def test_the_oldest_arrival_is_told_by_its_day_in_istanbul(oldest: str | None, on: date | None):
    row = {"_id": A, "unopened": int(on is not None), "oldest": oldest, "overdue": 0, "silent": 0}
    attendance = attendance_of(row, {A: date(2026, 3, 1)})
    assert (attendance.oldest_unopened_on, attendance.last_seen_on) == (on, date(2026, 3, 1))
