"""What is known and what changes about one application while a batch is decided?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.application import Application
from domain.decision import Applied
from domain.errors import ImpossibleInput
from domain.evolution import evolve
from domain.facts import Fact
from domain.identifiers import ApplicationId, InputId
from domain.inputs import (
    ActionRequested,
    AnsweredTogether,
    AppealReported,
    ApplicationJoined,
    ApplicationSubmitted,
    ApproveDraft,
    Input,
    InstitutionSucceeded,
    IssueResponse,
    PlaceTask,
    RecordDecision,
    ReferTask,
    Reopen,
    ReturnTask,
)
from domain.report_rows import ReportRow, report_rows
from runtime.application_documents import bytes_of, changes_of, new_document, state_of, vault_row
from runtime.errors import RejectedRecord
from runtime.ledger import FIRST_HASH, LONGEST_LEDGER, Entry, Occasion, entries_of, fact_of_entry
from runtime.log import logger
from runtime.report_facts import row_update
from runtime.store import Insert, Update

_log = logger(__name__)

MOST_TEXT = 4_000_000
"""Bytes of all texts of one application; a document must stay far below the 16 MB that the store can hold."""

LOADED = {
    "version": 1,
    "state": 1,
    "texts_bytes": 1,
    "ledger_hash": 1,
    "ledger.cause": 1,
    "ledger.src": 1,
}
"""What deciding needs of a document: of the ledger only which inputs it has already, and from where."""
WITH_TEXTS = {**LOADED, "texts": 1}
_QUOTING_ACTIONS = (ReferTask, ReturnTask, PlaceTask, Reopen, ApproveDraft)
_QUOTING_INPUTS = (InstitutionSucceeded, AppealReported, ApplicationJoined)
"""What quotes what was written before: the next institution gets the citizen's words, a joined one the answer."""
_ANSWERS = (IssueResponse, RecordDecision)
_COMES_WITHOUT_END = (ActionRequested, AppealReported, ApplicationJoined)
"""What people may write as often as they like, but for the actions that lead to an end. All else is as much as stands
in the ledger already can bring about, and once: each stage of each clock, the notice of each fact, the answer to each
question, the end of each task."""


def quotes(asked: Input | None) -> bool:
    """Tell whether the facts of this input need the texts of before."""
    if isinstance(asked, ActionRequested):
        return isinstance(asked.action, _QUOTING_ACTIONS)
    return isinstance(asked, _QUOTING_INPUTS)


def answers(asked: Input | None) -> bool:
    """Tell whether this input may answer the application, and with it those that joined it."""
    return isinstance(asked, AnsweredTogether) or (
        isinstance(asked, ActionRequested) and isinstance(asked.action, _ANSWERS)
    )


def _comes_without_end(asked: Input) -> bool:
    if isinstance(asked, ActionRequested):
        return not asked.leads_to_an_end
    return isinstance(asked, _COMES_WITHOUT_END)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry of the ledger with what a copy for an institution needs: the application as it was after it."""

    application_id: ApplicationId
    fact: Fact
    entry: Entry
    after: Application
    texts: Mapping[str, str]


def told_before(document: Mapping[str, Any]) -> dict[InputId, list[Told]]:
    """Tell again what each input made true, from the document that knows it: the same entries, the same states.

    Raises RejectedRecord `document_unreadable`.
    """
    told: dict[InputId, list[Told]] = {}
    application: Application | None = None
    try:
        for entry in document["ledger"]:
            fact, at = fact_of_entry(entry)
            application = evolve(application, fact, at)
            one = Told(document["_id"], fact, entry, application, document["texts"])
            told.setdefault(entry["cause"], []).append(one)
    except Exception as unreadable:
        raise RejectedRecord("document_unreadable", type(unreadable).__name__) from unreadable
    return told


@dataclass(slots=True)
class Work:
    """One application: as it was loaded, and as the inputs of the batch have made it so far."""

    application_id: ApplicationId
    is_readable: bool = True
    application: Application | None = None
    version: int = 0
    length: int = 0
    ledger_hash: str = FIRST_HASH
    texts: Mapping[str, str] = field(default_factory=dict)
    """Those of this batch, and all earlier ones where they were loaded."""
    texts_bytes: int = 0
    sources: dict[InputId, str] = field(default_factory=dict)
    """Where each input that the ledger knows was read from."""
    new_entries: list[Entry] = field(default_factory=list)
    new_texts: dict[str, str] = field(default_factory=dict)
    submitted: ApplicationSubmitted | None = None
    reported: tuple[ReportRow, ...] = ()
    """The report rows of the application as it was loaded: they stand in the store, unless `told_again`."""
    told_again: bool = False
    """An input was read before: whoever stored what it made true may have ended before writing the rows."""

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> "Work":
        """Take up an application from its document; one that cannot be read is known as such."""
        try:
            ledger, application = document["ledger"], state_of(document)
            return cls(
                application_id=document["_id"],
                application=application,
                version=document["version"],
                length=len(ledger),
                ledger_hash=document["ledger_hash"],
                texts=document.get("texts", {}),
                texts_bytes=document.get("texts_bytes", 0),
                sources={entry["cause"]: entry["src"] for entry in ledger},
                reported=report_rows(document["_id"], application),
            )
        except Exception as unreadable:
            _log.error("a document cannot be read", application_id=document["_id"], error=type(unreadable).__name__)
            return cls(document["_id"], is_readable=False)

    @property
    def tells_others(self) -> bool:
        """Tell whether an answer to this application is an answer to others, too."""
        return self.application is not None and bool(self.application.joined)

    def has_room_for(self, asked: Input, applied: Applied) -> bool:
        """Tell whether the document can hold what would follow; of texts only officers can add without end.

        A full ledger stops no clock and nobody who withdraws or answers: only what may come without end finds no room.
        """
        if not _comes_without_end(asked):
            return True
        if isinstance(asked, ActionRequested) and self.texts_bytes + bytes_of(applied.texts) > MOST_TEXT:
            return False
        return self.length + len(applied.facts) <= LONGEST_LEDGER

    def foresee(self, asked: Input, applied: Applied, occasion: Occasion) -> list[Told]:
        """Say what would become true if an input took effect; changes nothing.

        Raises ImpossibleInput.
        """
        if not applied.facts or (self.application is None and not isinstance(asked, ApplicationSubmitted)):
            raise ImpossibleInput("an input took effect without a fact, or before the application was submitted")
        entries = entries_of(applied.facts, occasion, after=self.length, previous=self.ledger_hash)
        texts = {**self.texts, **applied.texts}
        told: list[Told] = []
        application = self.application
        for fact, entry in zip(applied.facts, entries, strict=True):
            application = evolve(application, fact, occasion.at)
            told.append(Told(self.application_id, fact, entry, application, texts))
        return told

    def accept(self, asked: Input, applied: Applied, told: Sequence[Told]) -> None:
        """Let an input take effect as it was foreseen."""
        last = told[-1]
        if isinstance(asked, ApplicationSubmitted):
            self.submitted = asked
        self.application, self.texts = last.after, last.texts
        self.texts_bytes += bytes_of(applied.texts)
        self.length, self.ledger_hash = last.entry["seq"], last.entry["hash"]
        self.sources[last.entry["cause"]] = last.entry["src"]
        self.new_entries += [one.entry for one in told]
        self.new_texts.update(applied.texts)

    def write(self) -> Insert | Update | None:
        """Make the one write that stores all of it, None where nothing changed."""
        if not self.new_entries or self.application is None:
            return None
        if self.submitted is not None and not self.version:
            return Insert(new_document(self.submitted, self.application, self.new_entries, self.new_texts))
        changes = changes_of(self.application, self.new_entries, self.new_texts)
        return Update({"_id": self.application_id, "version": self.version}, changes)

    def vault_row(self) -> dict[str, Any] | None:
        """Make the sealed row of an applicant that this batch brought."""
        if self.submitted is None or self.application is None:
            return None
        return vault_row(self.submitted, self.application)

    def row_updates(self) -> list[Update]:
        """Make the writes of the report rows that differ from those in the store, or may do."""
        if self.application is None:
            return []
        version = self.version + bool(self.new_entries)
        rows = report_rows(self.application_id, self.application)
        return [row_update(row, version) for row in rows if self.told_again or row not in self.reported]
