"""What does an applicant see: where is it, who holds it, by when must they answer, and what happened?"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.decision import Applied, Decision
from domain.inputs import (
    ApplicationWithdrawn,
    Input,
    IssueInterimResponse,
    IssueResponse,
    OpenTask,
    ReferTask,
    ResponseOutcome,
    TaskPurpose,
)
from domain.ladder import Stage
from domain.status import ApplicationStatus
from runtime.application_documents import fields_of
from runtime.ledger import FIRST_HASH, Entry, Occasion, entries_of
from services.intake.api import answer
from services.intake.tracking_view import TrackingView, tracking_json, tracking_view
from tests.support.builders import EDUCATION_DIRECTORATE, HEALTH_DIRECTORATE, Story, input_id, noon

MARCH = date(2026, 3, 3)


@dataclass
class StoredStory(Story):
    """A story that is kept as the router keeps it."""

    ledger: list[Entry] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def happens(self, said: Input, at: datetime) -> Decision:
        """Decide, fold and write down."""
        decision = super().happens(said, at)
        if isinstance(decision, Applied):
            previous = self.ledger[-1]["hash"] if self.ledger else FIRST_HASH
            occasion = Occasion(said.input_id, "applications:0:0", at, at)
            self.ledger += entries_of(decision.facts, occasion, after=len(self.ledger), previous=previous)
            self.texts |= decision.texts
        return decision

    @property
    def document(self) -> dict[str, Any]:
        """The document as it stands in the store."""
        return {"ledger": self.ledger, "texts": self.texts, **fields_of(self.now, self.ledger[-1]["hash"])}

    def seen(self, language: str = "tr") -> TrackingView:
        """What the applicant sees."""
        return tracking_view(self.document, self.registry, language)


@pytest.fixture
def story() -> StoredStory:
    told = StoredStory()
    told.submitted()
    return told


def events(view: TrackingView) -> list[str]:
    return [step.event for step in view.steps]


@pytest.mark.requirement("R-A9", "R-J3")
def test_first_of_all_where_it_is_who_holds_it_and_by_when_they_must_answer(story: StoredStory):
    view = story.seen()
    assert view.status_text == "Kuruma iletildi"
    assert view.holder is not None
    assert view.holder.institution_id == HEALTH_DIRECTORATE
    assert view.due_on == date(2026, 4, 1)
    assert view.open
    assert tracking_json(view)["institution"] == {"id": HEALTH_DIRECTORATE, "name": view.holder.name}


def test_until_it_is_routed_the_api_names_neither_institution_nor_date_but_the_page_does():
    told = StoredStory()
    told.submitted(body="Ne olduğu belli olmayan bir şey.", institution_id=None, event_place=None)
    view = told.seen()
    content = tracking_json(view)
    assert view.application.status is ApplicationStatus.SCREENING
    assert (content["institution"], content["due_on"], content["due_derivation"]) == (None, None, [])
    assert view.holder is not None
    assert view.due_on == told.now.due_on


def test_each_step_is_told_in_order_and_what_happens_within_walls_is_not(story: StoredStory):
    story.asks(OpenTask())
    story.falls_due(Stage.HALF_OF_PERIOD, datetime(2026, 3, 17, 6, tzinfo=UTC))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Okul konusu"), at=noon(date(2026, 3, 18)))
    assert events(story.seen()) == ["registered", "routed", "opened", "referred"]
    assert story.seen().steps[1].because
    assert story.seen().holder.institution_id == EDUCATION_DIRECTORATE  # type: ignore[union-attr]


@pytest.mark.requirement("R-J3")
def test_an_answer_stands_with_its_words_and_what_can_be_done_against_it(story: StoredStory):
    story.asks(IssueInterimResponse("İnceleniyor."))
    story.asks(IssueResponse(ResponseOutcome.NEGATIVE, "Randevu verilemez."), at=noon(date(2026, 3, 10)))
    view = story.seen()
    content = tracking_json(view)
    assert content["status"] == "answered"
    assert content["response"]["body"] == "Randevu verilemez."
    assert content["response"]["outcome"] == "negative"
    assert "2577" in content["response"]["remedies"][0]["to"]
    assert view.interim_responses == ("İnceleniyor.",)
    assert content["institution"]["id"] == HEALTH_DIRECTORATE
    assert not view.open


def test_a_delay_is_told_with_whom_it_climbed_to(story: StoredStory):
    story.falls_due(Stage.COORDINATOR, datetime(2026, 4, 2, 6, tzinfo=UTC))
    view = story.seen()
    assert view.application.overdue
    assert tracking_json(view)["overdue"] is True
    assert events(view)[-2:] == ["overdue", "escalated"]
    assert view.steps[-2].text == "Cevap süresi 1 Nisan 2026 Çarşamba günü doldu, cevap verilmedi."


def test_a_withdrawn_application_is_with_whom_it_was(story: StoredStory):
    assert story.submission is not None
    story.happens(ApplicationWithdrawn(input_id("w"), story.submission.application_id, None), noon(MARCH))
    view = story.seen()
    assert view.status_text == "Geri çekildi"
    assert view.steps[-1].text == "Başvurunuzu geri çektiniz."
    assert view.holder is not None
    assert not view.open


def test_the_second_language_is_english_throughout(story: StoredStory):
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Oldu."))
    view = story.seen("en")
    assert view.status_text == "Answered"
    assert view.steps[0].text == "Your application was registered."


def test_the_api_writes_moments_in_utc_and_days_as_dates(story: StoredStory):
    written = answer(tracking_json(story.seen())).body
    assert b'"received_at":"2026-03-02T09:00:00.000Z"' in written
    assert b'"due_on":"2026-04-01"' in written
    assert b'"at":"2026-03-02T09:00:00.000Z"' in written


def test_the_view_carries_nothing_of_the_person(story: StoredStory):
    written = answer(tracking_json(story.seen())).body
    assert b"sealed" not in written
    assert b"mac" not in written


def test_silence_that_counts_as_refusal_is_said_with_the_rights_it_opens():
    told = StoredStory()
    told.submitted()
    told.falls_due(Stage.DEEMED_REFUSAL, datetime(2026, 4, 3, 6, tzinfo=UTC))
    assert "itiraz ve dava hakkınız doğdu" in told.seen().steps[-1].text
