"""How is a heap of report rows counted: how many came, ended and wait, how they were answered, and how soon?

Counts add up: what is counted of all institutions is the sum of what is counted of each. Both clocks are told side by
side (rulebook 2.2): the citizen's from registration, the institution's from when it got the application.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from domain.business_calendar import BusinessCalendar
from domain.deadline import due_on
from domain.inputs import ResponseOutcome
from domain.legal_regime import LegalRegime, answer_period
from domain.report_rows import Ending, ReportRow
from domain.report_span import ReportSpan


@dataclass(slots=True)
class AnswerTimes:
    """How many days answers took; kept as a count for each number of days, so that two can be added."""

    days: Counter[int] = field(default_factory=Counter)

    @property
    def answers(self) -> int:
        """Count the answers."""
        return self.days.total()

    @property
    def mean(self) -> float | None:
        """Give the mean, None without an answer."""
        return sum(days * count for days, count in self.days.items()) / self.answers if self.answers else None

    @property
    def median(self) -> int | None:
        """Give the days within which half of the answers came, None without an answer."""
        return self._within(0.5)

    @property
    def nine_tenths(self) -> int | None:
        """Give the days within which nine tenths of the answers came, None without an answer."""
        return self._within(0.9)

    def _within(self, share: float) -> int | None:
        wanted, seen = ceil(self.answers * share), 0
        for days in sorted(self.days):
            seen += self.days[days]
            if seen >= wanted:
                return days
        return None


@dataclass(slots=True)
class ClockFigures:
    """What one of the two clocks says of the answers."""

    times: AnswerTimes = field(default_factory=AnswerTimes)
    in_time: int = 0
    overdue: int = 0

    def take(self, days: int, is_overdue: bool) -> None:
        """Count one answer."""
        self.times.days[days] += 1
        self.overdue += is_overdue
        self.in_time += not is_overdue


@dataclass(frozen=True, slots=True)
class Measure:
    """What rows are measured by: the days of the report, the day on which what is open is looked at, the calendar."""

    span: ReportSpan
    as_of: date
    plain_due_on: Callable[[LegalRegime, date], date]
    """When the plain period of a law ends that begins on a day: the last day on a clock other than the legal one."""

    @classmethod
    def of(cls, span: ReportSpan, today: date, calendar: BusinessCalendar) -> "Measure":
        """Measure the days of a span as they look today; every last day is counted once."""
        counted: dict[tuple[LegalRegime, date], date] = {}

        def plain_due_on(regime: LegalRegime, start: date) -> date:
            if (regime, start) not in counted:
                counted[regime, start] = due_on(start, answer_period(regime), calendar).on
            return counted[regime, start]

        return cls(span, span.as_of(today), plain_due_on)


@dataclass(slots=True)
class Figures:
    """What is counted of the rows of one institution, kind or subject."""

    received: int = 0
    concluded: int = 0
    open: int = 0
    open_overdue: int = 0
    deemed_refused: int = 0
    in_time: int = 0
    overdue: int = 0
    endings: Counter[Ending] = field(default_factory=Counter)
    outcomes: Counter[ResponseOutcome] = field(default_factory=Counter)
    citizen: ClockFigures = field(default_factory=ClockFigures)
    institution: ClockFigures = field(default_factory=ClockFigures)

    @property
    def answered(self) -> int:
        """Count what was answered; `in_time` and `overdue` say by the legal last day how many of them."""
        return self.endings[Ending.ANSWERED]

    def share_of(self, outcome: ResponseOutcome) -> float | None:
        """Give the share of answers with this outcome (R-J8), None without an answer."""
        answers = self.outcomes.total()
        return self.outcomes[outcome] / answers if answers else None

    def take(self, row: ReportRow, by: Measure) -> None:
        """Count one row by what happened to it within the span."""
        span = by.span
        self.received += row.given_on in span
        self.deemed_refused += row.deemed_refused_on in span
        if row.ended_on in span:
            self._take_end(row, by)
        elif row.given_on <= span.last_on and (row.ended_on is None or row.ended_on > span.last_on):
            self.open += 1
            self.open_overdue += row.due_on is not None and row.due_on < by.as_of

    def _take_end(self, row: ReportRow, by: Measure) -> None:
        self.concluded += 1
        if row.ended_as is not None:
            self.endings[row.ended_as] += 1
        if row.ended_as is Ending.ANSWERED:
            self._take_answer(row, by)

    def _take_answer(self, row: ReportRow, by: Measure) -> None:
        """Count an answer by its legal last day, and as each clock alone would have it.

        The legal day is one of the two clocks' or between them, extensions and interruptions included: so the
        citizen's plain period ends on it or before, the institution's on it or after.
        """
        if row.outcome is not None:
            self.outcomes[row.outcome] += 1
        answered_on = row.ended_on or by.as_of
        legal = row.due_on or by.plain_due_on(row.legal_regime, row.received_on)
        citizen = min(legal, by.plain_due_on(row.legal_regime, row.received_on))
        institution = max(legal, by.plain_due_on(row.legal_regime, row.given_on))
        self.overdue += answered_on > legal
        self.in_time += answered_on <= legal
        self.citizen.take(row.citizen_days, answered_on > citizen)
        self.institution.take(row.institution_days, answered_on > institution)
