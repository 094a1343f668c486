"""What does the store hold in a test without a store? Facts of the golden examples, documents told by a story."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.decision import Applied, Decision
from domain.facts import ActionRefused, Fact
from domain.inputs import Input
from runtime.application_documents import new_document
from runtime.ledger import FIRST_HASH, Entry, Occasion, entries_of
from schemas.catalogue import EVENT_BY_TYPE, fact_of
from tests.support.builders import Story

EXAMPLES = Path(__file__).parents[2] / "schemas" / "examples" / "routings" / "v1"


def one_of_each_fact() -> list[Fact]:
    """Read the facts of all golden examples."""
    examples = [json.loads(file.read_text()) for file in sorted(EXAMPLES.glob("*.json"))]
    facts = [
        fact_of(EVENT_BY_TYPE[example["headers"]["ce_type"]].model_validate(example["value"])) for example in examples
    ]
    return [fact for fact in facts if not isinstance(fact, ActionRefused)]


@dataclass
class Filed(Story):
    """A story that is written into a document as the router would."""

    entries: list[Entry] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def happens(self, said: Input, at: datetime) -> Decision:
        """Decide one input, and write down what became true."""
        decision = super().happens(said, at)
        if isinstance(decision, Applied):
            previous = self.entries[-1]["hash"] if self.entries else FIRST_HASH
            occasion = Occasion(said.input_id, "applications:0:0", at, at)
            self.entries += entries_of(decision.facts, occasion, after=len(self.entries), previous=previous)
            self.texts |= decision.texts
        return decision

    @property
    def document(self) -> dict[str, Any]:
        """The application's document."""
        assert self.submission is not None
        return new_document(self.submission, self.now, self.entries, self.texts)
