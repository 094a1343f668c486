"""What does an officer see of applications, and what not?"""

import dataclasses
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from data.loaders import load_gazetteer
from domain.identifiers import FactId, InstitutionId
from domain.inputs import (
    AboutOfficial,
    ApplicationSubmitted,
    AssignTask,
    IssueInterimResponse,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    OfficialRank,
    OpenTask,
    ReferTask,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.visibility import Viewer
from services.desk.application_view import Surroundings, view_application
from services.desk.due import Due, Urgency
from services.desk.view_models import Item, item_of
from services.desk.view_shapes import ApplicationView
from services.desk.wording import Language
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    a_submission,
    input_id,
)
from tests.support.desk_facts import Filed

TODAY = date(2026, 3, 20)
GAZETTEER = load_gazetteer()


def seen(
    story: Filed,
    by: InstitutionId = HEALTH_DIRECTORATE,
    role: Role = Role.OFFICER,
    language: Language = Language.TURKISH,
) -> ApplicationView:
    """Open the folder as an officer would."""
    around = Surroundings(TODAY, GAZETTEER, lambda institution_id: f"Kurum {institution_id}", language)
    return view_application(story.document, Viewer(by, role), around)


def listed(story: Filed, by: InstitutionId = HEALTH_DIRECTORATE, today: date = TODAY) -> Item:
    """Show the application as a row of an inbox."""
    assert story.submission is not None
    return item_of(story.submission.application_id, story.now, Viewer(by, Role.OFFICER), today, GAZETTEER)


def submitted(**changes: Any) -> Filed:
    """Begin a story."""
    story = Filed()
    story.submitted(**changes)
    return story


@pytest.mark.parametrize(
    ("today", "words", "urgency"),
    [
        pytest.param(date(2026, 3, 20), "12 gün kaldı", Urgency.LATER, id="well before"),
        pytest.param(date(2026, 3, 29), "3 gün kaldı", Urgency.SOON, id="three days before"),
        pytest.param(date(2026, 4, 1), "Bugün son gün", Urgency.TODAY, id="on the day"),
        pytest.param(date(2026, 4, 2), "1 gün gecikti", Urgency.OVERDUE, id="the day after"),
    ],
)
def test_the_last_day_is_told_in_words(today: date, words: str, urgency: Urgency):
    due = Due.seen(date(2026, 4, 1), today)
    assert due.in_words.turkish == words
    assert due.urgency is urgency


def test_a_row_tells_what_it_is_about_and_nothing_that_the_citizen_wrote():
    item = listed(submitted(subject_code="10", body="Adım Ayşe, randevu alamıyorum."))
    assert item.summary == "Hastane ve sağlık hizmetleri · Çankaya, Ankara"
    assert item.task_version == 2
    assert "Ayşe" not in json.dumps(dataclasses.asdict(item), default=str)


def test_a_row_is_overdue_from_the_day_after_the_last_day():
    story = submitted()
    assert not listed(story, today=date(2026, 4, 1)).overdue
    assert listed(story, today=date(2026, 4, 2)).overdue


def test_an_answered_application_is_not_overdue_whatever_the_day():
    story = submitted()
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı."))
    assert not listed(story, today=date(2027, 1, 1)).overdue


def test_the_version_seen_is_that_of_the_viewers_own_task():
    story = submitted()
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Okul sağlığı"))
    story.asks(OpenTask())
    assert seen(story).task_version == 3
    assert seen(story, EDUCATION_DIRECTORATE).task_version == 1
    assert seen(story, GOVERNORATE, Role.COORDINATOR).task_version is None


@pytest.mark.parametrize(
    ("tell", "by", "role", "actions"),
    [
        pytest.param(
            [],
            HEALTH_DIRECTORATE,
            Role.OFFICER,
            {"open", "assign", "refer", "return", "interim_response", "respond"},
            id="the holder",
        ),
        pytest.param(
            [OpenTask()],
            HEALTH_DIRECTORATE,
            Role.APPROVER,
            {"assign", "refer", "return", "interim_response", "respond"},
            id="the holder who opened it",
        ),
        pytest.param([], HEALTH_DIRECTORATE, Role.AUDITOR, set(), id="a role that only reads"),
        pytest.param([], GOVERNORATE, Role.COORDINATOR, set(), id="its coordinator"),
        pytest.param(
            [ReturnTask("Bizim değil")],
            GOVERNORATE,
            Role.COORDINATOR,
            {"open", "assign", "place"},
            id="a screening queue",
        ),
        pytest.param(
            [ReturnTask("Bizim değil")], CENTRE, Role.CENTRE, {"open", "assign", "place"}, id="the centre, any queue"
        ),
        pytest.param([ReturnTask("Bizim değil")], HEALTH_DIRECTORATE, Role.OFFICER, set(), id="who returned it"),
    ],
)
def test_a_page_offers_what_role_holding_and_purpose_allow(
    tell: list[Any], by: InstitutionId, role: Role, actions: set[str]
):
    story = submitted()
    for action in tell:
        story.asks(action)
    assert set(seen(story, by, role).actions) == actions


@pytest.mark.requirement("R-G6")
def test_the_ledger_is_told_in_order_with_the_texts_that_belong_to_it():
    story = submitted()
    story.asks(IssueInterimResponse("Doktor atanıyor."))
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Boş randevu yok."))
    view = seen(story)
    assert [line.seq for line in view.ledger] == list(range(1, len(view.ledger) + 1))
    told = [view.texts[line.text_id] for line in view.ledger if line.text_id]
    assert told == ["Doktor atanıyor.", "Boş randevu yok."]
    assert view.response is not None
    assert view.response.remedies


def test_an_officer_is_named_to_his_own_institution_alone():
    story = submitted()
    story.asks(AssignTask("Dr. Kemal"))
    story.asks(OpenTask())
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.INFORMATION, "Okul sağlığı"))
    assert "Dr. Kemal" in _everything(seen(story))
    others = _everything(seen(story, EDUCATION_DIRECTORATE))
    assert "Dr. Kemal" not in others
    assert "memur-1" not in others


@pytest.mark.requirement("R-B7")
def test_the_official_complained_of_is_shown_to_those_who_decide_alone():
    accused = AboutOfficial("Ali Veli", "Müdür", EDUCATION_DIRECTORATE, OfficialRank.BELOW)
    story = submitted(about_official=accused, institution_id=HEALTH_DIRECTORATE)
    holder = story.now.tasks[0].institution_id
    story.asks(ReferTask(GOVERNORATE, TaskPurpose.INFORMATION, "Bilginize"), by=holder)
    assert "Ali Veli" in _everything(seen(story, holder))
    told = _everything(seen(story, GOVERNORATE))
    assert "Ali Veli" not in told
    assert EDUCATION_DIRECTORATE not in told


@pytest.mark.requirement("R-F5")
def test_of_a_hidden_applicant_not_even_the_hour_is_shown():
    received_at = datetime(2026, 3, 2, 14, 37, tzinfo=UTC)
    open_one, hidden = (submitted(received_at=received_at, identity_confidential=each) for each in (False, True))
    for story in (open_one, hidden):
        assert story.submission is not None
        story.happens(_receipt_served(story.submission, received_at), received_at)
        story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı."), at=received_at)
    assert "14:37" in _everything(seen(open_one))
    told = _everything(seen(hidden))
    assert "14:37" not in told
    assert "2026-03-01 21:00:00+00:00" in told
    assert listed(hidden).received_at == seen(hidden).received_at


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("by", [HEALTH_DIRECTORATE, GOVERNORATE, CENTRE])
def test_nothing_sealed_and_no_key_is_ever_shown(by: InstitutionId, role: Role):
    told = _everything(seen(submitted(), by, role))
    submission = a_submission()
    assert submission.applicant is not None
    for secret in (submission.tracking_factor, submission.content_hash, submission.applicant.contact, "person_mac"):
        assert f'"{secret}"' not in told


def test_the_sentences_are_english_for_who_reads_english():
    view = seen(submitted(), language=Language.ENGLISH)
    assert view.ledger[0].text == "Registered; to be answered by 2026-04-01."


def _receipt_served(submission: ApplicationSubmitted, at: datetime) -> NoticeConcluded:
    return NoticeConcluded(
        input_id=input_id("receipt"),
        application_id=submission.application_id,
        notice_id=str(input_id("notice")),
        fact_id=FactId(str(input_id("fact"))),
        kind=NoticeKind.RECEIPT,
        channel=NoticeChannel.EMAIL,
        outcome=NoticeOutcome.SERVED,
        concluded_at=at,
    )


def _everything(view: ApplicationView) -> str:
    return json.dumps(dataclasses.asdict(view), default=str, ensure_ascii=False)
