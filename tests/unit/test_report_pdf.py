"""Does a report on paper show every figure, with every Turkish letter in it?"""

import re

import pytest

from domain.report_figures import Measure
from domain.report_span import year_span
from domain.right_to_information_report import RightToInformationReport
from runtime.report_sheets import monthly_sheet, naming, yearly_sheet
from services.desk import report_pdf
from services.desk.report_pdf import monthly_pdf, yearly_pdf
from services.desk.wording import Language
from tests.support.builders import HEALTH_DIRECTORATE, small_registry
from tests.unit.test_report_sheets import a_report

NAME_OF = naming(small_registry())


def letters_of(pdf: bytes) -> set[str]:
    """The letters that the font inside can draw, and a reader can copy or read aloud."""
    (letters,) = re.findall(rb"beginbfchar\n(.*?)endbfchar", pdf, re.S)
    return {chr(int(code, 16)) for code in re.findall(rb"^<[0-9A-F]{4}> <([0-9A-F]{4})>", letters, re.M)}


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def test_a_monthly_report_brings_every_letter_of_its_words_along():
    pdf = monthly_pdf(monthly_sheet(a_report(), NAME_OF), Language.TURKISH)
    assert pdf.startswith(b"%PDF-")
    assert b"/FontFile2" in pdf
    assert set("BİMER Aylık rapor Türkiye Şikâyet İtirazlar Sonuçlanan cevaplandığı Ön") <= letters_of(pdf)


def test_a_yearly_report_is_drawn_with_the_days_by_which_it_is_due():
    report = RightToInformationReport(Measure(year_span(2026), year_span(2026).last_on))
    pdf = yearly_pdf(yearly_sheet(report, NAME_OF), Language.TURKISH)
    assert set("28 Şubat 2027 30 Nisan 2027") <= letters_of(pdf)


@pytest.mark.parametrize("language", Language)
def test_a_long_report_goes_on_over_pages(language: Language):
    sheet = monthly_sheet(a_report(HEALTH_DIRECTORATE), NAME_OF)
    sheet["by_institution"] = sheet["by_institution"] * 120
    pdf = monthly_pdf(sheet, language)
    assert pages_of(pdf) > 3


def test_of_a_whole_nation_the_institutions_with_most_are_drawn_and_the_others_are_counted(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(report_pdf, "MOST_DRAWN", 30)
    sheet = monthly_sheet(a_report(HEALTH_DIRECTORATE), NAME_OF)
    line = sheet["by_institution"][0]
    pdfs = [monthly_pdf({**sheet, "by_institution": [line] * count}, Language.TURKISH) for count in (30, 31, 20_000)]
    assert pages_of(pdfs[1]) == pages_of(pdfs[2]) <= pages_of(pdfs[0]) + 1
    assert set("kurum daha; tamamı CSV") <= letters_of(pdfs[2])
