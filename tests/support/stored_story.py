"""How does a test see a told application as its applicant does? Stories kept as the router keeps them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.decision import Applied, Decision
from domain.facts import Fact
from domain.identifiers import FactId
from domain.inputs import Input, NoticeChannel, NoticeConcluded, NoticeKind, NoticeOutcome
from runtime.application_documents import fields_of
from runtime.ledger import FIRST_HASH, Entry, Occasion, entries_of, fact_of_entry
from services.intake.tracking_view import Around, TrackingView, tracking_view
from tests.support.builders import Story, input_id, noon, turkey


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

    def fact_id_of(self, kind: type[Fact]) -> FactId:
        """Name the last fact of a kind."""
        return next(FactId(e["fact_id"]) for e in reversed(self.ledger) if isinstance(fact_of_entry(e)[0], kind))

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
