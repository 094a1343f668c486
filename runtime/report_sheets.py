"""How is a report written for programs? The same sheet as JSON and, flattened, as CSV.

A sheet is plain values under stable names; names of institutions are the only words in it.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from domain.grounds import AppealOutcome, NotProcessedReason
from domain.identifiers import InstitutionId
from domain.inputs import ResponseOutcome
from domain.institution import Registry
from domain.monthly_report import MonthlyReport
from domain.report_figures import ClockFigures, Figures
from domain.report_rows import Ending
from domain.right_to_information_report import RightToInformationReport

Sheet: TypeAlias = dict[str, Any]
Naming: TypeAlias = Callable[[InstitutionId], str]

NATION = "Türkiye"


def naming(registry: Registry) -> Naming:
    """Name institutions as a registry does; one that it does not know is named by its number."""

    def name_of(institution_id: InstitutionId) -> str:
        institution = registry.get(institution_id)
        return institution_id if institution is None else institution.name

    return name_of


def monthly_sheet(report: MonthlyReport, name_of: Naming) -> Sheet:
    """Write a monthly report; `applications` is there for the nation alone."""
    scope = report.institution_id
    sheet: Sheet = {
        "month": f"{report.by.span.first_on:%Y-%m}",
        "institution_id": scope,
        "institution_name": NATION if scope is None else name_of(scope),
        "as_of": report.by.as_of.isoformat(),
        "tasks": figures_sheet(report.tasks),
        "screening": figures_sheet(report.screening),
        "appeals": figures_sheet(report.appeals),
        "by_kind": [{"kind": kind, **figures_sheet(report.by_kind[kind])} for kind in sorted(report.by_kind)],
        "by_subject": [
            {"subject_code": code, **figures_sheet(report.by_subject[code])}
            for code in sorted(report.by_subject, key=lambda code: code or "")
        ],
        "by_institution": _by_institution(report.by_part, name_of),
    }
    return sheet | ({"applications": figures_sheet(report.applications)} if scope is None else {})


def yearly_sheet(report: RightToInformationReport, name_of: Naming) -> Sheet:
    """Write the yearly report under Law 4982, art. 30."""
    return {
        "year": report.year,
        "institutions_report_by": report.institutions_report_by.isoformat(),
        "board_reports_by": report.board_reports_by.isoformat(),
        "as_of": report.by.as_of.isoformat(),
        "total": figures_sheet(report.total),
        "by_institution": _by_institution(report.by_institution, name_of),
    }


def figures_sheet(figures: Figures) -> Sheet:
    """Write figures; shares are of 1, times are days."""
    return {
        "received": figures.received,
        "concluded": figures.concluded,
        "open": figures.open,
        "open_overdue": figures.open_overdue,
        "deemed_refused": figures.deemed_refused,
        "endings": {ending.value: figures.endings[ending] for ending in Ending},
        "answers": {outcome.value: figures.outcomes[outcome] for outcome in ResponseOutcome},
        "shares": {outcome.value: _rounded(figures.share_of(outcome), 4) for outcome in ResponseOutcome},
        "in_time": figures.in_time,
        "overdue": figures.overdue,
        "extended": figures.extended,
        "with_fee": figures.with_fee,
        "not_processed_because": {reason.value: figures.reasons[reason] for reason in NotProcessedReason},
        "appealed": figures.appealed,
        "appeal_decisions": {decision.value: figures.appeal_decisions[decision] for decision in AppealOutcome},
        "clocks": {"citizen": _clock_sheet(figures.citizen), "institution": _clock_sheet(figures.institution)},
    }


def csv_of(sheet: Mapping[str, Any]) -> str:
    """Write a sheet as CSV: one line for each set of figures, with the table it belongs to and its key there."""
    lines = [
        {"table": line.table, "key": line.key, "name": line.name, **_flat(line.figures)} for line in lines_of(sheet)
    ]
    written = io.StringIO()
    table = csv.DictWriter(written, lines[0].keys())
    table.writeheader()
    table.writerows(lines)
    return written.getvalue()


_WHOLE = ("applications", "tasks", "screening", "appeals", "total")
_KEYS = {"by_kind": "kind", "by_subject": "subject_code", "by_institution": "institution_id"}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One set of figures: the table it belongs to, its key there, and a name where it has one."""

    table: str
    key: str
    name: str
    figures: Sheet


def lines_of(sheet: Mapping[str, Any]) -> Iterator[SheetLine]:
    """List all figures of a sheet, the totals first."""
    for table in _WHOLE:
        if table in sheet:
            yield SheetLine(table, "", "", sheet[table])
    for table, key in _KEYS.items():
        for line in sheet.get(table, ()):
            figures = {name: value for name, value in line.items() if name not in (key, "name")}
            yield SheetLine(table, line[key] or "", line.get("name", ""), figures)


def _flat(figures: Mapping[str, Any], prefix: str = "") -> Sheet:
    flat: Sheet = {}
    for name, value in figures.items():
        flat |= _flat(value, f"{prefix}{name}_") if isinstance(value, Mapping) else {f"{prefix}{name}": value}
    return flat


def _by_institution(parts: Mapping[InstitutionId, Figures], name_of: Naming) -> list[Sheet]:
    return [
        {"institution_id": one, "name": name_of(one), **figures_sheet(parts[one])}
        for one in sorted(parts, key=lambda one: (-parts[one].received, one))
    ]


def _clock_sheet(clock: ClockFigures) -> Sheet:
    times = clock.times
    return {
        "answers": times.answers,
        "mean_days": _rounded(times.mean, 2),
        "median_days": times.median,
        "p90_days": times.nine_tenths,
        "in_time": clock.in_time,
        "overdue": clock.overdue,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
