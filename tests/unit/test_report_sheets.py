"""Is a report written so that programs and spreadsheets read the same figures?"""

import csv
import io
import json
from datetime import date

from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import IssueResponse, ResponseOutcome
from domain.monthly_report import MonthlyReport, monthly_report
from domain.report_figures import Measure
from domain.report_rows import report_rows
from domain.report_span import month_span
from runtime.report_sheets import csv_of, monthly_sheet, naming
from tests.support.builders import GOVERNORATE, HEALTH_DIRECTORATE, Story, noon, small_registry

NAME_OF = naming(small_registry())


def a_report(institution_id: InstitutionId | None = None) -> MonthlyReport:
    """A nation in which one complaint was answered in part after eleven days."""
    story = Story().submitted(subject_code="10")
    story.asks(IssueResponse(ResponseOutcome.PARTIAL, "Bir kısmı yapıldı."), at=noon(date(2026, 3, 13)))
    rows = report_rows(ApplicationId("a"), story.now)
    by = Measure.of(month_span(2026, 3), date(2026, 4, 15))
    return monthly_report(rows, institution_id, by, small_registry())


def test_a_sheet_is_plain_json_and_tells_shares_of_one_and_days():
    sheet = json.loads(json.dumps(monthly_sheet(a_report(), NAME_OF)))
    assert (sheet["month"], sheet["as_of"]) == ("2026-03", "2026-03-31")
    assert sheet["tasks"]["shares"] == {"positive": 0.0, "partial": 1.0, "negative": 0.0}
    assert sheet["tasks"]["clocks"]["citizen"] == {
        "answers": 1,
        "mean_days": 11.0,
        "median_days": 11,
        "p90_days": 11,
        "in_time": 1,
        "overdue": 0,
    }
    assert sheet["by_institution"][0]["name"] == f"Kurum {GOVERNORATE}"


def test_every_line_of_the_csv_has_every_figure_of_the_sheet():
    sheet = monthly_sheet(a_report(), NAME_OF)
    lines = list(csv.DictReader(io.StringIO(csv_of(sheet))))
    assert [(line["table"], line["key"]) for line in lines] == [
        ("applications", ""),
        ("tasks", ""),
        ("screening", ""),
        ("appeals", ""),
        ("by_kind", "complaint"),
        ("by_subject", "10"),
        ("by_institution", GOVERNORATE),
    ]
    assert all(None not in line and None not in line.values() for line in lines)
    for line in (lines[1], lines[4], lines[5], lines[6]):
        figures = (line["received"], line["answers_partial"], line["shares_partial"], line["clocks_citizen_p90_days"])
        assert figures == ("1", "1", "1.0", "11")


def test_only_the_nation_counts_whole_applications():
    assert "applications" in monthly_sheet(a_report(), NAME_OF)
    assert "applications" not in monthly_sheet(a_report(HEALTH_DIRECTORATE), NAME_OF)


def test_an_institution_that_the_registry_does_not_know_is_named_by_its_number():
    assert NAME_OF(InstitutionId("99999999")) == "99999999"
