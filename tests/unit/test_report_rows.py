"""Which rows does an application leave for the reports, at each step of its life?"""

from datetime import date
from typing import Any

import pytest

from domain.application import Application, TaskStatus
from domain.decision import Applied
from domain.grounds import AppealOutcome, ExtensionGround, NotProcessedReason
from domain.identifiers import ApplicationId
from domain.inputs import (
    AppealReported,
    AppealStep,
    ApplicationWithdrawn,
    DeclineToProcess,
    ExtendTask,
    InstitutionSucceeded,
    IssueResponse,
    OpenTask,
    PlaceTask,
    ReferTask,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from domain.report_rows import APPLICATION_ENDINGS, TASK_ENDINGS, Ending, ReportRow, report_rows
from domain.status import ApplicationStatus
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    Story,
    input_id,
    noon,
)

ID = ApplicationId("00000000-0000-0000-0000-000000000001")
RECEIVED_ON, NEXT_DAY = date(2026, 3, 2), date(2026, 3, 3)
ANSWER = IssueResponse(ResponseOutcome.PARTIAL, "Bir kısmı yapıldı.")


def rows_of(story: Story) -> tuple[ReportRow, ...]:
    return report_rows(ID, story.now)


def ends_of(story: Story) -> list[tuple[Any, ...]]:
    return [(row.institution_id, row.ended_as, row.outcome, row.ended_on) for row in rows_of(story)]


def withdrawn(story: Story) -> Story:
    assert story.submission is not None
    wish = ApplicationWithdrawn(input_id("withdrawn"), story.submission.application_id, "Vazgeçtim.")
    story.happens(wish, noon(NEXT_DAY))
    return story


@pytest.mark.parametrize("status", TaskStatus)
def test_every_status_of_a_task_says_how_it_ended(status: TaskStatus):
    assert (TASK_ENDINGS[status] is None) is status.open


@pytest.mark.parametrize("status", ApplicationStatus)
def test_every_status_of_an_application_says_how_it_ended(status: ApplicationStatus):
    assert status in APPLICATION_ENDINGS


@pytest.mark.requirement("R-J8", "R-A14")
def test_an_open_application_has_a_row_of_its_own_and_one_for_its_holder():
    own, task = rows_of(Story().submitted())
    assert (own.row_id, own.institution_id, own.purpose, own.ended_on) == (ID, None, None, None)
    assert (task.institution_id, task.purpose, task.ended_on) == (HEALTH_DIRECTORATE, TaskPurpose.ACTION, None)
    assert (task.application_id, task.received_on, task.given_on, task.first_hop) == (
        ID,
        RECEIVED_ON,
        RECEIVED_ON,
        True,
    )
    assert (own.due_on, task.due_on) == (date(2026, 4, 1), date(2026, 4, 1))


def test_an_answer_ends_both_rows_with_its_outcome():
    story = Story().submitted()
    story.asks(ANSWER)
    partial = (Ending.ANSWERED, ResponseOutcome.PARTIAL, NEXT_DAY)
    assert ends_of(story) == [(None, *partial), (HEALTH_DIRECTORATE, *partial)]


@pytest.mark.requirement("R-J8")
def test_a_referral_ends_the_row_of_who_referred_and_begins_that_of_the_next():
    story = Story().submitted()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyenin görevidir."), at=noon(date(2026, 3, 5)))
    story.asks(ANSWER, by=MUNICIPALITY, at=noon(date(2026, 3, 9)))
    _, first, second = rows_of(story)
    assert (first.ended_as, first.outcome, first.first_hop) == (Ending.REFERRED, None, True)
    assert (second.ended_as, second.given_on, second.first_hop) == (Ending.ANSWERED, date(2026, 3, 5), False)
    assert (second.citizen_days, second.institution_days, first.institution_days) == (7, 4, 3)


def test_a_return_leads_over_a_screening_row_to_who_was_found():
    story = Story().submitted()
    story.asks(ReturnTask("Görevimiz değil."))
    story.asks(PlaceTask(EDUCATION_DIRECTORATE, "06"), by=GOVERNORATE, role=Role.COORDINATOR)
    own, returned, screened, placed = rows_of(story)
    assert (returned.ended_as, screened.ended_as, placed.ended_as) == (Ending.RETURNED, Ending.PLACED, None)
    assert (screened.purpose, screened.institution_id) == (TaskPurpose.SCREENING, GOVERNORATE)
    assert {row.subject_code for row in (own, returned, screened, placed)} == {"06"}
    assert own.ended_on is None


def test_a_copy_for_information_leaves_no_row():
    story = Story().submitted()
    story.asks(ReferTask(GOVERNORATE, TaskPurpose.INFORMATION, "Bilginize."))
    assert [row.institution_id for row in rows_of(story)] == [None, HEALTH_DIRECTORATE]


def test_what_the_applicant_withdrew_is_withdrawn_in_every_row():
    assert ends_of(withdrawn(Story().submitted())) == [
        (None, Ending.WITHDRAWN, None, NEXT_DAY),
        (HEALTH_DIRECTORATE, Ending.WITHDRAWN, None, NEXT_DAY),
    ]


def test_silence_that_refuses_is_dated_in_the_application_and_in_whose_hands_it_happened():
    story = Story().submitted()
    story.falls_due(Stage.DEEMED_REFUSAL, noon(date(2026, 4, 2)))
    assert [row.deemed_refused_on for row in rows_of(story)] == [date(2026, 4, 1)] * 2


def test_reading_a_task_changes_no_row():
    story = Story().submitted()
    before = rows_of(story)
    story.asks(OpenTask())
    assert rows_of(story) == before


def test_days_overdue_are_counted_to_the_end_or_to_the_day_one_looks():
    story = Story().submitted()
    assert [rows_of(story)[1].days_overdue(day) for day in (date(2026, 4, 1), date(2026, 4, 11))] == [0, 10]
    story.asks(ANSWER, at=noon(date(2026, 4, 3)))
    assert rows_of(story)[1].days_overdue(date(2026, 4, 11)) == 2


def test_rows_name_no_person_no_text_and_no_number_a_citizen_knows():
    story = Story().submitted()
    story.asks(ANSWER)
    application: Application = story.now
    written = repr(rows_of(story))
    for secret in (application.tracking_number, application.content.sha256, "hastane", "Bir kısmı"):
        assert str(secret).lower() not in written.lower()


def told(story: Story, decision: object) -> Story:
    """Let an input take effect, or say why the rules refused it."""
    assert isinstance(decision, Applied), decision
    return story


def requested() -> Story:
    """A request for information that the health directorate holds."""
    return Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST)


def test_two_institutions_that_both_answer_have_each_its_own_outcome_and_the_application_both():
    story = Story().submitted()
    both = ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Birlikte cevaplanacak.", keep=True)
    told(story, story.asks(both))
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Yapıldı."), at=noon(date(2026, 3, 4)))
    assert [row.ended_as for row in rows_of(story)] == [None, Ending.ANSWERED, None]
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Yapılamadı."), by=MUNICIPALITY, at=noon(date(2026, 3, 9)))
    assert ends_of(story) == [
        (None, Ending.ANSWERED, ResponseOutcome.PARTIAL, date(2026, 3, 9)),
        (HEALTH_DIRECTORATE, Ending.ANSWERED, ResponseOutcome.POSITIVE, date(2026, 3, 4)),
        (MUNICIPALITY, Ending.ANSWERED, ResponseOutcome.NEGATIVE, date(2026, 3, 9)),
    ]


def test_an_extension_and_a_fee_stand_in_the_rows_of_who_asked_for_them():
    story = requested()
    told(story, story.asks(ExtendTask(ExtensionGround.OTHER_UNIT, "Arşivden istenecek.")))
    told(story, story.asks(RequestFee(40, 30_000, "Vezneye ödeyin.")))
    assert [(row.extended, row.with_fee) for row in rows_of(story)] == [(True, True)] * 2


def test_why_an_application_was_not_processed_stands_in_its_rows():
    story = requested()
    wish = DeclineToProcess(NotProcessedReason.ALREADY_PUBLISHED, "Sitemizde 2025'te yayımlandı.")
    told(story, story.asks(wish))
    assert [(row.ended_as, row.reason) for row in rows_of(story)] == [
        (Ending.NOT_PROCESSED, "already_published"),
        (Ending.NOT_PROCESSED, "already_published"),
    ]


def test_under_law_4982_both_clocks_last_days_stand_in_the_row_of_who_got_it_on():
    story = requested()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyededir."), at=noon(date(2026, 3, 6)))
    _, first, second = rows_of(story)
    assert first.other_due_on is None
    assert second.other_due_on == first.due_on == date(2026, 3, 24)
    assert second.due_on == date(2026, 3, 30)


@pytest.mark.parametrize("decision", [None, AppealOutcome.UPHELD])
def test_an_appeal_stands_in_the_rows_of_the_application_and_of_who_held_it_then(decision: AppealOutcome | None):
    story = requested()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyededir."))
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Verilemez."), by=MUNICIPALITY)
    assert story.submission is not None
    steps = [(AppealStep.LODGED, None, date(2026, 3, 20)), (AppealStep.DECIDED, decision, date(2026, 4, 9))]
    for step, said, on in steps[: 2 if decision else 1]:
        report = AppealReported(input_id(f"appeal {step}"), story.submission.application_id, ID, step, said)
        told(story, story.happens(report, noon(on)))
    appealed = (date(2026, 3, 20), decision)
    appeals = [(row.appealed_on, row.appeal_decision) for row in rows_of(story)]
    assert appeals[:3] == [appealed, (None, None), appealed]
    assert set(appeals[3:]) <= {(None, None)}, "what the decision asks to be done is no appeal"


def test_the_task_of_a_closed_institution_goes_on_in_its_successors_row():
    story = Story().submitted()
    assert story.submission is not None
    closed = InstitutionSucceeded(
        input_id("succeeded"), story.submission.application_id, HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE
    )
    told(story, story.happens(closed, noon(date(2026, 3, 4))))
    _, old, new = rows_of(story)
    assert (old.ended_as, old.ended_on) == (Ending.SUCCEEDED, date(2026, 3, 4))
    assert (new.institution_id, new.ended_as) == (EDUCATION_DIRECTORATE, None)


def test_a_task_that_ended_before_silence_refused_was_not_silent():
    story = Story().submitted()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyenin görevidir."))
    story.falls_due(Stage.DEEMED_REFUSAL, noon(date(2026, 4, 2)))
    assert [row.deemed_refused_on for row in rows_of(story)] == [date(2026, 4, 1), None, date(2026, 4, 1)]
    story.asks(ANSWER, by=MUNICIPALITY, at=noon(date(2026, 4, 8)))
    assert [row.deemed_refused_on for row in rows_of(story)] == [date(2026, 4, 1), None, date(2026, 4, 1)]
