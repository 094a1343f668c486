"""How does a report look on paper? A PDF that brings its letters along, so that no Turkish one is ever missing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from fpdf import FPDF, FontFace

from data.font_file import LATIN_FONT
from domain.legal_regime import ApplicationKind
from domain.subject import subject_of
from domain.turkish_dates import long_date
from runtime.report_sheets import SheetLine, lines_of
from services.desk.labels import label
from services.desk.page_texts import TEXTS
from services.desk.wording import Language

MOST_DRAWN: Final = 500
"""Institutions on paper, those with most first: drawing all of a nation's would take minutes."""

_SHADE: Final = (235, 235, 238)
_COLUMNS: Final = (
    *("reports.received", "reports.concluded", "reports.open", "reports.overdue"),
    *("reports.positive", "reports.partial", "reports.negative", "reports.median"),
)
_TITLES: Final = {
    "applications": "reports.applications",
    "tasks": "reports.all",
    "total": "reports.all",
    "screening": "screening",
    "appeals": "reports.appeals",
}
"""What the sums of a sheet are called; each other table is called by its own name."""


def monthly_pdf(sheet: Mapping[str, Any], language: Language) -> bytes:
    """Draw a monthly report."""
    return _drawn(sheet, language, "reports.title", [f"{sheet['institution_name']}, {sheet['month']}"])


def yearly_pdf(sheet: Mapping[str, Any], language: Language) -> bytes:
    """Draw a yearly report on the right to information, with the days by which it is due."""
    due = [
        f"{TEXTS[name].say(language)}: {_day(sheet[key], language)}"
        for name, key in (("reports.to_board", "institutions_report_by"), ("reports.to_parliament", "board_reports_by"))
    ]
    return _drawn(sheet, language, "reports.yearly", [str(sheet["year"]), *due])


def _drawn(sheet: Mapping[str, Any], language: Language, title: str, said: list[str]) -> bytes:
    page = FPDF(orientation="landscape")
    page.set_title(TEXTS[title].say(language))
    page.set_lang(language)
    page.add_font("Latin", fname=LATIN_FONT)
    page.add_page()
    page.set_font("Latin", size=16)
    page.cell(h=10, text=f"BİMER · {TEXTS[title].say(language)}", new_x="LMARGIN", new_y="NEXT")
    page.set_font("Latin", size=10)
    for line in (*said, f"{TEXTS['reports.as_of'].say(language)}: {_day(sheet['as_of'], language)}"):
        page.cell(h=6, text=line, new_x="LMARGIN", new_y="NEXT")
    page.ln(4)
    page.set_font("Latin", size=8)
    _draw_table(page, sheet, language)
    return bytes(page.output())


def _draw_table(page: FPDF, sheet: Mapping[str, Any], language: Language) -> None:
    heading = ["", *(TEXTS[name].say(language) for name in _COLUMNS)]
    alignment = ("LEFT", *["RIGHT"] * len(_COLUMNS))
    with page.table(
        text_align=alignment,
        col_widths=(4, *[1] * len(_COLUMNS)),
        headings_style=FontFace(fill_color=_SHADE),
        borders_layout="HORIZONTAL_LINES",
    ) as table:
        table.row(heading)
        for cells in _rows(sheet, language):
            row = table.row()
            for cell in cells:
                row.cell(cell, colspan=len(heading) if len(cells) == 1 else 1)


def _rows(sheet: Mapping[str, Any], language: Language) -> Iterator[list[str]]:
    """Write the lines, those of each table under a row with its name alone."""
    before, drawn = "", {**sheet, "by_institution": sheet["by_institution"][:MOST_DRAWN]}
    for line in lines_of(drawn):
        if line.table != before and line.key:
            yield [TEXTS[f"reports.{line.table}"].say(language)]
        before = line.table
        yield [_name(line, language), *_numbers(line.figures)]
    left = len(sheet["by_institution"]) - MOST_DRAWN
    if left > 0:
        yield [TEXTS["reports.more_in_csv"].say(language).format(count=left)]


def _numbers(figures: Mapping[str, Any]) -> Iterator[str]:
    for name in ("received", "concluded", "open"):
        yield str(figures[name])
    yield str(figures["overdue"] + figures["open_overdue"])
    yield from (str(count) for count in figures["answers"].values())
    median = figures["clocks"]["institution"]["median_days"]
    yield "–" if median is None else str(median)


def _name(line: SheetLine, language: Language) -> str:
    if line.table in _TITLES:
        return TEXTS[_TITLES[line.table]].say(language)
    if line.table == "by_kind":
        return label(ApplicationKind(line.key)).say(language)
    if line.table == "by_subject":
        subject = subject_of(line.key) if line.key else None
        return TEXTS["reports.no_subject"].say(language) if subject is None else subject.name
    return line.name


def _day(word: str, language: Language) -> str:
    return word if language is Language.ENGLISH else long_date(date.fromisoformat(word))
