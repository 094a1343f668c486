"""What does somebody outside know of each application? What its applicant holds, and what a subscriber has read.

The facts on `routings` are folded as the router folds them, so that whoever plans or acts sees what it would see.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import cast

from domain.application import Application
from domain.evolution import evolve
from domain.facts import Fact
from domain.identifiers import InputId, TrackingNumber
from operations.live_year.requests import Filing
from operations.observed import ObservedFact, Receipt
from operations.year.intents import Happened, Scene
from schemas.catalogue import EVENT_BY_TYPE, TYPE_PREFIX, fact_of

REFUSED = "action.refused.v1"


@dataclass(slots=True)
class Case:
    """One application as it stands to those outside."""

    filing: Filing
    receipt: Receipt
    tracking_secret: str
    rng: random.Random
    first: bool
    application: Application | None = None
    ledger: list[tuple[Fact, datetime]] = field(default_factory=list)

    @property
    def number(self) -> TrackingNumber:
        """The number that its applicant quotes."""
        return TrackingNumber(self.receipt.tracking_number)

    def scene(self, at: datetime) -> Scene:
        """Show the application at a moment; only once something was read of it."""
        assert self.application is not None  # noqa: S101
        return Scene(self.filing.submitted, self.application, self.ledger, at, self.rng, self.first)

    def learn(self, fact: Fact, at: datetime) -> None:
        """Take note of the next fact of its ledger."""
        self.application = evolve(self.application, fact, at)
        self.ledger.append((fact, at))


@dataclass(slots=True)
class Cases:
    """All applications of a year, by their ids."""

    _known: dict[str, Case] = field(default_factory=dict)
    _unread: defaultdict[str, list[ObservedFact]] = field(default_factory=lambda: defaultdict(list))

    def __getitem__(self, application_id: str) -> Case:
        return self._known[application_id]

    def all(self) -> list[Case]:
        """List them in the order of their receipts."""
        return list(self._known.values())

    def on_receipt(self, case: Case) -> None:
        """Learn of an application; facts of it may have been read before."""
        self._known[case.receipt.application_id] = case

    def on_fact(self, fact: ObservedFact) -> None:
        """Learn of a fact."""
        if fact.event_type != REFUSED:
            self._unread[fact.application_id].append(fact)

    def happened(self) -> Iterator[Happened]:
        """Tell what became true of the applications known, each fact in the scene after all that came with it."""
        for application_id in [each for each in self._unread if each in self._known]:
            case, facts = self._known[application_id], self._unread.pop(application_id)
            for cause, together in groupby(facts, key=lambda each: each.cause):
                yield from _learned(case, InputId(cause), list(together))


def _learned(case: Case, cause: InputId, together: list[ObservedFact]) -> Iterator[Happened]:
    read = [read_fact(each) for each in together]
    for fact, at in read:
        case.learn(fact, at)
    scene = case.scene(read[-1][1])
    for ordinal, (fact, _) in enumerate(read):
        yield Happened(fact, cause, ordinal, scene)


def read_fact(seen: ObservedFact) -> tuple[Fact, datetime]:
    """Read what a subscriber saw as the fact it tells and the legal time of it."""
    event = EVENT_BY_TYPE[TYPE_PREFIX + seen.event_type].model_validate(seen.value)
    return cast("Fact", fact_of(event)), datetime.fromisoformat(seen.legal_at)
