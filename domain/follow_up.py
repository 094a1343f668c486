"""Does every institution deal daily with what arrives (R-J7), and which must be reminded first?

An arrival is left lying when a whole working day has passed since the day it came and nobody opened it.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.business_calendar import BusinessCalendar
from domain.identifiers import InstitutionId

SILENT_DAYS = 15
"""Calendar days after which an opened application without an interim answer is worth a look: half of Law 3071's 30."""


@dataclass(frozen=True, slots=True)
class Attendance:
    """How one institution keeps up with its open tasks, screening included and copies left out."""

    institution_id: InstitutionId
    unopened: int
    """Tasks that were left lying."""
    oldest_unopened_on: date | None
    overdue: int
    in_correspondence: int
    """Tasks opened long ago about which the applicant was not told how the work stands."""
    last_seen_on: date | None = None
    """The last day on which anybody of the institution signed in or sent a token."""

    @property
    def keeps_up(self) -> bool:
        """Tell whether nothing must be followed up."""
        return not (self.unopened or self.overdue or self.in_correspondence)


def left_lying_before(today: date, calendar: BusinessCalendar) -> date:
    """Give the day before which an arrival must have come to count as left lying: the last working day before today.

    Raises CalendarHorizonPassed.
    """
    return calendar.nth_working_day_before(today, 1)


def silent_before(today: date) -> date:
    """Give the day before which a task must have come to count as long in correspondence."""
    return today - timedelta(days=SILENT_DAYS)


def worst_first(attendances: list[Attendance]) -> list[Attendance]:
    """Leave out who keeps up, and sort: the most left lying, the most overdue, then who was not seen for longest."""
    behind = [each for each in attendances if not each.keeps_up]
    return sorted(behind, key=_badness)


def _badness(attendance: Attendance) -> tuple[int, int, date, date, InstitutionId]:
    return (
        -attendance.unopened,
        -attendance.overdue,
        attendance.oldest_unopened_on or date.max,
        attendance.last_seen_on or date.min,
        attendance.institution_id,
    )
