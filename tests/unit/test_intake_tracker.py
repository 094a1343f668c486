"""Who may see an application? Whoever holds its number and the second factor, and nobody else."""

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from domain.identifiers import ApplicationId, NationalId, TrackingNumber
from domain.inputs import AnswerBy, IssueResponse, ResponseOutcome
from domain.legal_regime import ApplicationKind, Channel
from runtime.application_documents import new_document
from runtime.clock import LegalClock
from runtime.ledger import FIRST_HASH, Occasion, entries_of
from runtime.vault import Macs
from runtime.web.problem import Problem
from services.intake.rate_limits import RateLimits
from services.intake.sent import TrackingSent
from services.intake.tracker import Tracker
from services.intake.tracking_view import TrackingView
from tests.support.builders import Story, a_submission, noon, small_registry, turkey

AYSE, ALI = NationalId("10000000146"), NationalId("10000000078")
NOON = noon(date(2026, 3, 10))
MACS = Macs(b"n" * 32, b"t" * 32, b"s" * 32, b"p" * 32)


@dataclass
class Shelf:
    """The stored applications, read as the store reads them."""

    documents: dict[ApplicationId, dict[str, Any]] = field(default_factory=dict)

    async def get(self, application_id: ApplicationId, *, show: object = None) -> dict[str, Any] | None:
        return self.documents.get(application_id)


def filed(by: NationalId | None = AYSE, **said: Any) -> tuple[TrackingNumber, Tracker]:
    """An application that was answered, and the tracker that finds it."""
    application_id = a_submission().application_id
    factor = None if by is None else MACS.tracking_factor(by, application_id)
    story = Story().submitted(tracking_factor=factor, **said)
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı."))
    submission = story.submission
    assert submission is not None
    occasion = Occasion(submission.input_id, "t:0:1", submission.received_at, submission.received_at)
    entries = entries_of(story.facts, occasion, after=0, previous=FIRST_HASH)
    shelf = Shelf({application_id: new_document(submission, story.now, entries, {})})
    feed = SimpleNamespace(is_ready=True, registry=small_registry(), calendar=turkey())
    store, log_gate = SimpleNamespace(applications=shelf), None
    clock = LegalClock(NOON, NOON, wall=lambda: NOON)
    around: tuple[Any, ...] = (store, MACS, feed, log_gate, clock, RateLimits(enabled=False))
    return submission.tracking_number, Tracker(*around)


async def seen(tracker: Tracker, number: str, **factor: str) -> TrackingView | None:
    """What somebody sees who tells this number and this factor."""
    try:
        return await tracker.find(TrackingSent(tracking_number=number, **factor), "tr")
    except Problem as problem:
        if problem.status != 404:
            raise
        return None


@pytest.mark.requirement("R-J1", "R-J2", "R-J3")
@pytest.mark.conflict(2)
@pytest.mark.parametrize("channel", [Channel.WEB, Channel.PHONE, Channel.LETTER])
async def test_who_tells_the_number_and_the_national_id_sees_the_result(channel: Channel) -> None:
    number, tracker = filed(channel=channel)
    view = await seen(tracker, number, national_id=AYSE)
    assert view is not None
    assert view.response is not None
    assert view.response.outcome is ResponseOutcome.POSITIVE


@pytest.mark.requirement("R-F3")
@pytest.mark.conflict(2)
async def test_who_stayed_unknown_sees_it_by_the_number_and_the_secret_of_the_receipt() -> None:
    number, tracker = filed(None, kind=ApplicationKind.TIP_OFF, applicant=None, answer_by=AnswerBy.NONE)
    assert await seen(tracker, number, tracking_secret=tracker.secret_of(number)) is not None


@pytest.mark.requirement("R-F3", "R-J1")
@pytest.mark.conflict(2)
@pytest.mark.parametrize("by", [pytest.param(AYSE, id="identified"), pytest.param(None, id="unknown")])
async def test_the_number_alone_opens_nothing(by: NationalId | None) -> None:
    number, tracker = filed(by)
    assert await seen(tracker, number) is None
    assert await seen(tracker, number, national_id=ALI) is None
    assert await seen(tracker, number, national_id="", tracking_secret="A" * 22) is None
