"""Is every way of tampering with the store or the log found? A checker that misses planted tampering proves nothing."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.decision import Applied, Decision
from domain.identifiers import InputId
from domain.inputs import ReferTask, TaskPurpose
from domain.report_rows import report_rows
from operations.verify import (
    PublishedFact,
    faults_of_document,
    faults_of_publication,
    faults_of_row,
    ledger_facts,
    rows_owed_by,
)
from runtime.application_documents import changes_of, fields_of, new_document, state_of
from runtime.ledger import FIRST_HASH, Entry, Occasion, entries_of, hash_of
from runtime.report_facts import document_of
from tests.support.builders import MUNICIPALITY, Story, a_submission, input_id

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
Document = dict[str, Any]


def stored() -> Document:
    """An application that was registered, routed and referred, as the router stores it."""
    story, submitted = Story(), a_submission()
    first = story.happens(submitted, AT)
    entries, texts = _written(first, submitted.input_id, 1, [])
    document = new_document(submitted, story.now, entries, texts)
    second = story.asks(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "Belediyenin görevidir."), at=AT)
    more, reasons = _written(second, input_id("refer"), 2, entries)
    document |= fields_of(story.now, more[-1]["hash"])
    document["ledger"] = [*entries, *more]
    document["texts"] = {**texts, **reasons}
    assert changes_of(story.now, more, reasons)["$push"]["ledger"]["$each"] == more
    return document


def _written(
    decision: Decision, cause: InputId, offset: int, before: list[Entry]
) -> tuple[list[Entry], dict[str, str]]:
    assert isinstance(decision, Applied)
    occasion = Occasion(cause, f"bimer.applications:0:{offset}", AT, AT)
    previous = before[-1]["hash"] if before else FIRST_HASH
    return entries_of(decision.facts, occasion, after=len(before), previous=previous), dict(decision.texts)


def test_an_untouched_document_has_no_fault():
    assert list(faults_of_document(stored())) == []


def _rechained(document: Document) -> None:
    """What a careful forger does: number the entries and chain the hashes anew."""
    previous = FIRST_HASH
    for number, entry in enumerate(document["ledger"], start=1):
        entry["seq"] = number
        previous = entry["hash"] = hash_of(entry, previous)
    document["ledger_hash"] = previous


def _delete(document: Document) -> None:
    del document["ledger"][2]


def _truncate(document: Document) -> None:
    del document["ledger"][-1]


def _alter(document: Document) -> None:
    document["ledger"][1]["data"]["institution_id"] = "10000058"


def _reorder(document: Document) -> None:
    ledger = document["ledger"]
    ledger[1], ledger[2] = ledger[2], ledger[1]


def _fork(document: Document) -> None:
    """Replace the end of the ledger by another one, chained well, without the document's own hash."""
    before = document["ledger_hash"]
    _delete(document)
    _rechained(document)
    document["ledger_hash"] = before


def _add(document: Document) -> None:
    document["ledger"].append(copy.deepcopy(document["ledger"][-1]))


def _backdate(document: Document) -> None:
    document["ledger"][0]["at"] = "2026-01-01T09:00:00.000Z"


@pytest.mark.parametrize("tamper", [_delete, _truncate, _alter, _reorder, _fork, _add, _backdate])
def test_a_tampered_ledger_is_found(tamper: Callable[[Document], None]):
    document = stored()
    tamper(document)
    assert any("its ledger was changed" in fault for fault in faults_of_document(document))


@pytest.mark.parametrize("tamper", [_delete, _truncate, _alter, _reorder, _backdate])
def test_a_forger_who_chains_all_hashes_anew_is_found_by_the_log(tamper: Callable[[Document], None]):
    document = stored()
    tamper(document)
    _rechained(document)
    assert list(faults_of_publication(ledger_facts(document), ledger_facts(stored()), LATER))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("status", "answered", id="the status"),
        pytest.param("open", False, id="openness"),
        pytest.param("due_on", "2027-01-01", id="the due date"),
        pytest.param("next_stage_at", None, id="the next stage"),
        pytest.param("overdue", True, id="overdue"),
        pytest.param("tasks", [], id="the tasks"),
    ],
)
def test_a_field_for_lists_that_differs_from_the_state_is_found(field: str, value: object):
    document = stored()
    document[field] = value
    assert [fault for fault in faults_of_document(document) if fault.endswith(f": {field}")]


def test_a_state_that_its_ledger_does_not_give_is_found():
    document = stored()
    document["state"]["tasks"][-1]["institution_id"] = "10000058"
    assert "its state is not what its ledger makes of it" in list(faults_of_document(document))


def test_a_changed_text_and_a_missing_one_are_found():
    document = stored()
    first, second = document["texts"]
    document["texts"][first] += " "
    del document["texts"][second]
    assert sorted(faults_of_document(document)) == sorted(
        [f"the text {first} was changed", f"the text {second} is missing"]
    )


def test_a_ledger_that_cannot_be_folded_is_a_fault_and_not_a_crash():
    document = stored()
    document["ledger"][0]["data"] = {}
    assert any("cannot be folded" in fault for fault in faults_of_document(document))


def test_a_ledger_and_the_log_that_tell_the_same_have_no_fault():
    assert list(faults_of_publication(ledger_facts(stored()), ledger_facts(stored()), LATER)) == []


def test_an_entry_that_was_never_published_is_found():
    ledger = ledger_facts(stored())
    missing = dict(list(ledger.items())[1:])
    assert ["never published" in fault for fault in faults_of_publication(ledger, missing, LATER)] == [True]


def test_an_entry_that_was_published_differently_is_found():
    ledger = ledger_facts(stored())
    (fact_id, fact), *_ = ledger.items()
    differently = {**ledger, fact_id: replace(fact, digest=b"other")}
    assert ["published differently" in fault for fault in faults_of_publication(ledger, differently, LATER)] == [True]


def test_a_published_fact_that_no_ledger_knows_is_found():
    ledger = ledger_facts(stored())
    more = {**ledger, "from nowhere": PublishedFact(2, "application.routed.v1", b"digest")}
    assert ["stands in no ledger" in fault for fault in faults_of_publication(ledger, more, LATER)] == [True]


def test_a_fact_that_came_after_the_ledger_was_read_is_no_fault():
    ledger = ledger_facts(stored())
    later = {**ledger, "later": PublishedFact(len(ledger) + 1, "task.opened.v1", b"digest", wall_at=LATER)}
    assert list(faults_of_publication(ledger, later, LATER)) == []


def test_entries_older_than_the_log_are_not_looked_for_there():
    assert ledger_facts(stored(), since=AT + timedelta(days=1)) == {}


def reported(version: int = 1) -> list[Document]:
    """The report rows of `stored()`, as the router stores them."""
    document = stored()
    return [document_of(row) | {"version": version} for row in report_rows(document["_id"], state_of(document))]


def row_faults(row: Document) -> list[str]:
    return list(faults_of_row(row, rows_owed_by(stored()).get(row["_id"])))


def test_untouched_report_rows_have_no_fault_and_none_is_missing():
    assert [row["_id"] for row in reported()] == list(rows_owed_by(stored()))
    assert [row_faults(row) for row in reported()] == [[], [], []]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"ended_as": "answered"}, id="how it ended"),
        pytest.param({"institution_id": "10000058"}, id="whose it was"),
        pytest.param({"kind": "opinion"}, id="its kind"),
        pytest.param({"more": 1}, id="something that does not belong there"),
    ],
)
def test_a_changed_report_row_is_found(change: Document):
    assert all(row_faults(row | change) for row in reported())


def test_a_report_row_of_no_task_is_found():
    assert row_faults(reported()[0] | {"_id": "somewhere else"})


def test_a_report_row_that_was_renewed_after_its_document_was_read_is_no_fault():
    assert row_faults(reported(version=2)[0] | {"ended_as": "answered"}) == []
