"""How is a heap of report rows counted: how many came, ended and wait, how they were answered, and how soon?

Counts add up: what is counted of all institutions is the sum of what is counted of each. Both clocks are told side by
side (rulebook 2.2): the citizen's from registration, the institution's from when it got the application.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from domain.grounds import AppealOutcome
from domain.inputs import ResponseOutcome
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
    """What rows are measured by: the days of the report, and the day on which what is open is looked at."""

    span: ReportSpan
    as_of: date

    @classmethod
    def of(cls, span: ReportSpan, today: date) -> "Measure":
        """Measure the days of a span as they look today."""
        return cls(span, span.as_of(today))


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
    extended: int = 0
    with_fee: int = 0
    appealed: int = 0
    endings: Counter[Ending] = field(default_factory=Counter)
    outcomes: Counter[ResponseOutcome] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    appeal_decisions: Counter[AppealOutcome] = field(default_factory=Counter)
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
        if row.appealed_on in span:
            self._take_appeal(row)
        if row.ended_on in span:
            self._take_end(row, by)
        elif row.given_on <= span.last_on and (row.ended_on is None or row.ended_on > span.last_on):
            self.open += 1
            self.open_overdue += row.due_on is not None and row.due_on < by.as_of

    def _take_end(self, row: ReportRow, by: Measure) -> None:
        self.concluded += 1
        self.extended += row.extended
        self.with_fee += row.with_fee
        if row.reason is not None:
            self.reasons[row.reason] += 1
        if row.ended_as is not None:
            self.endings[row.ended_as] += 1
        if row.ended_as is Ending.ANSWERED:
            self._take_answer(row, by)

    def _take_appeal(self, row: ReportRow) -> None:
        """Count an application that was appealed against within the span, and what the Board said up to now."""
        self.appealed += 1
        if row.appeal_decision is not None:
            self.appeal_decisions[row.appeal_decision] += 1

    def _take_answer(self, row: ReportRow, by: Measure) -> None:
        """Count an answer by its legal last day, and by each clock's own.

        The citizen's clock began first, so of the two days that a task has the earlier one is the citizen's.
        """
        if row.outcome is not None:
            self.outcomes[row.outcome] += 1
        answered_on = row.ended_on or by.as_of
        legal = row.due_on or answered_on
        days = (legal, row.other_due_on or legal)
        self.overdue += answered_on > legal
        self.in_time += answered_on <= legal
        self.citizen.take(row.citizen_days, answered_on > min(days))
        self.institution.take(row.institution_days, answered_on > max(days))
