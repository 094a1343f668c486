"""How does a test see a told application as its applicant does?"""

from datetime import date

from domain.decision import Decision
from domain.facts import Fact
from domain.identifiers import FactId
from domain.inputs import NoticeChannel, NoticeConcluded, NoticeKind, NoticeOutcome
from runtime.ledger import fact_of_entry
from services.intake.tracking_view import Around, TrackingView, tracking_view
from tests.support.builders import input_id, noon, turkey
from tests.support.desk_facts import Filed


class StoredStory(Filed):
    """A story kept as the router keeps it, and looked at by who holds its number."""

    def fact_id_of(self, kind: type[Fact]) -> FactId:
        """Name the last fact of a kind."""
        return next(FactId(e["fact_id"]) for e in reversed(self.entries) if isinstance(fact_of_entry(e)[0], kind))

    def reached(self, of: type[Fact], on: date, kind: NoticeKind = NoticeKind.RESPONSE) -> Decision:
        """The notice of the last fact of a kind was served on a day."""
        return self.hears(
            NoticeConcluded,
            noon(on),
            notice_id=input_id(f"notice {self.asked}"),
            fact_id=self.fact_id_of(of),
            kind=kind,
            channel=NoticeChannel.POST,
            outcome=NoticeOutcome.SERVED,
            concluded_at=noon(on),
        )

    def seen(self, language: str = "tr", today: date = date(2026, 3, 20)) -> TrackingView:
        """What the applicant sees."""
        return tracking_view(self.document, Around(self.registry, turkey(), today, language))
