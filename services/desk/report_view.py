"""How does a report look on a page: which lines has each table, and how long is each bar of its chart?"""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.identifiers import InstitutionId
from domain.inputs import ResponseOutcome
from domain.monthly_report import MonthlyReport
from domain.report_figures import Figures
from runtime.report_sheets import Naming
from services.desk.page_words import PageWords
from services.desk.wording import Language

MOST_BARS = 12
BAR = 300
"""Width of the longest bar, in the units of the drawing."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line of a table; `institution_id` where it has a report of its own."""

    name: str
    figures: Figures
    institution_id: InstitutionId | None = None

    def shares(self, language: Language) -> tuple[str, ...]:
        """Write the share of each outcome in percent; a dash where nothing was answered."""
        return tuple(_percent(self.figures.share_of(outcome), language) for outcome in ResponseOutcome)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it stands for, how much, and how long it is drawn."""

    name: str
    count: int
    length: int


@dataclass(frozen=True, slots=True)
class ReportTable:
    """One table with its chart; `title` names a text of the pages."""

    title: str
    lines: tuple[ReportLine, ...]
    bars: tuple[Bar, ...]


def tables_of(report: MonthlyReport, words: PageWords, name_of: Naming) -> tuple[ReportTable, ...]:
    """Show a report's breakdowns, in each the line with most applications first."""
    unknown = words.say("reports.no_subject")
    return (
        _table("reports.by_kind", (ReportLine(words.label(kind), one) for kind, one in report.by_kind.items())),
        _table(
            "reports.by_subject",
            (ReportLine(words.subject(code) or unknown, one) for code, one in report.by_subject.items()),
        ),
        _table("reports.by_institution", (ReportLine(name_of(who), one, who) for who, one in report.by_part.items())),
    )


def _table(title: str, lines: Iterable[ReportLine]) -> ReportTable:
    ordered = tuple(sorted(lines, key=lambda line: (-line.figures.received, line.name)))
    return ReportTable(title, ordered, bars_of(ordered[:MOST_BARS]))


def bars_of(lines: Iterable[ReportLine]) -> tuple[Bar, ...]:
    """Draw what came, the most as the longest bar."""
    counts = [(line.name, line.figures.received) for line in lines if line.figures.received]
    most = max((count for _, count in counts), default=1)
    return tuple(Bar(name, count, max(1, round(BAR * count / most))) for name, count in counts)


def _percent(share: float | None, language: Language) -> str:
    if share is None:
        return "–"
    number = f"{share * 100:.0f}"
    return f"{number}%" if language is Language.ENGLISH else f"%{number}"
