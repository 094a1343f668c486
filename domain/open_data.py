"""What may everybody know of a month, so that no count leads to a person?

Counts under five are never told, not even by subtraction. The categories of a table stand in a fixed order and are
halved again and again; a half is told apart from the other only when both reach five, else the two stay one cell. So
whoever knows the rule and the total still cannot tell one hidden count from another (a test tries all tables).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from domain.inputs import ResponseOutcome
from domain.legal_regime import ApplicationKind, Channel
from domain.report_figures import AnswerTimes
from domain.report_rows import Ending, ReportRow
from domain.report_span import ReportSpan
from domain.subject_table import HUMAN_RIGHTS, OVERLAYS, SUBJECTS

LEAST_TOLD: Final = 5

Category: TypeAlias = str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is told of one category, or of several together; `count` is None where even all of them are too few."""

    categories: tuple[Category, ...]
    count: int | None


def cells_told(categories: Sequence[Category], counts: Mapping[Category, int]) -> tuple[Cell, ...]:
    """Tell the counts of a table, too small ones merged with their neighbours."""
    if sum(counts.get(category, 0) for category in categories) < LEAST_TOLD:
        return (Cell(tuple(categories), None),)
    return tuple(_told(categories, counts))


def _told(categories: Sequence[Category], counts: Mapping[Category, int]) -> Iterable[Cell]:
    half = len(categories) // 2
    halves = (categories[:half], categories[half:])
    sums = [sum(counts.get(category, 0) for category in each) for each in halves]
    if min(sums) < LEAST_TOLD:
        return (Cell(tuple(categories), sum(sums)),)
    return [cell for each in halves for cell in _told(each, counts)]


OTHER: Final = "other"
"""Where a row counts that has no category of its own in a table."""

KINDS: Final[tuple[Category, ...]] = tuple(ApplicationKind)
CHANNELS: Final[tuple[Category, ...]] = tuple(Channel)
SUBJECTS_TOLD: Final[tuple[Category, ...]] = (
    *(subject.code for subject in SUBJECTS if subject.code not in {*OVERLAYS, HUMAN_RIGHTS}),
    OTHER,
)
"""Subjects that say no more than the kind does are left out: two tables must not tell the same thing twice."""
ENDS: Final[tuple[Category, ...]] = (
    *ResponseOutcome,
    Ending.NOT_PROCESSED.value,
    Ending.INVALID.value,
    Ending.WITHDRAWN.value,
    OTHER,
)
"""How applications ended: one table without subtotals, since a subtotal would tell what was merged."""


@dataclass(slots=True)
class OpenData:
    """The counts of one month while rows of whole applications are taken; `plates` are the provinces."""

    span: ReportSpan
    plates: Sequence[str]
    kinds: Counter[Category] = field(default_factory=Counter)
    channels: Counter[Category] = field(default_factory=Counter)
    provinces: Counter[Category] = field(default_factory=Counter)
    subjects: Counter[Category] = field(default_factory=Counter)
    ends: Counter[Category] = field(default_factory=Counter)
    times: AnswerTimes = field(default_factory=AnswerTimes)

    def take(self, row: ReportRow) -> None:
        """Count one application where it was received and where it ended; appeals are none."""
        if row.is_appeal:
            return
        if row.given_on in self.span:
            self.kinds[row.kind] += 1
            self.channels[row.channel] += 1
            self.provinces[_among(self.plates, row.province)] += 1
            self.subjects[_among(SUBJECTS_TOLD, row.subject_code)] += 1
        if row.ended_on in self.span:
            if row.ended_as is Ending.ANSWERED:
                self.times.days[row.citizen_days] += 1
            self.ends[_among(ENDS, row.outcome if row.ended_as is Ending.ANSWERED else row.ended_as)] += 1

    def told(self) -> dict[str, tuple[Cell, ...]]:
        """Tell the tables by their names."""
        return {
            "received_by_kind": cells_told(KINDS, self.kinds),
            "received_by_channel": cells_told(CHANNELS, self.channels),
            "received_by_province": cells_told((*self.plates, OTHER), self.provinces),
            "received_by_subject": cells_told(SUBJECTS_TOLD, self.subjects),
            "concluded_by_ending": cells_told(ENDS, self.ends),
        }

    @property
    def mean_days(self) -> int | None:
        """Give the mean time of answers in whole days; only where the answers of every outcome are told anyway."""
        told = {cell.categories for cell in cells_told(ENDS, self.ends)}
        is_told = all((outcome.value,) in told for outcome in ResponseOutcome)
        return round(self.times.mean) if is_told and self.times.mean is not None else None


def _among(categories: Sequence[Category], category: Category | None) -> Category:
    return category if category is not None and category in categories else OTHER
