"""Does the ledger show every tampering, and does the document say what the application is?"""

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.evolution import rebuild
from domain.inputs import OpenTask, ReturnTask
from runtime.application_documents import (
    fields_of,
    ledger_of,
    new_document,
    search_words,
    seconds,
    state_of,
    text_of,
    vault_row,
)
from runtime.ledger import FIRST_HASH, Entry, Occasion, entries_of, first_broken, hash_of
from tests.support.builders import Story, a_submission, noon

DAY = date(2026, 3, 2)


def written(story: Story) -> list[Entry]:
    """Write a story's facts as a ledger, all on one occasion."""
    assert story.submission is not None
    occasion = Occasion(story.submission.input_id, "t:0:1", noon(DAY), noon(DAY))
    return entries_of(story.facts, occasion, after=0, previous=FIRST_HASH)


def a_story() -> Story:
    story = Story().submitted()
    story.asks(OpenTask())
    story.asks(ReturnTask("Görevimiz değil."))
    return story


STORY = a_story()
ENTRIES = written(STORY)
LAST_HASH = ENTRIES[-1]["hash"]


def test_an_untouched_ledger_holds() -> None:
    assert first_broken(ENTRIES, LAST_HASH) is None
    assert [entry["seq"] for entry in ENTRIES] == list(range(1, len(ENTRIES) + 1))


def test_the_hash_outlives_a_journey_through_json() -> None:
    assert first_broken(orjson.loads(orjson.dumps(ENTRIES)), LAST_HASH) is None


def _changed(entries: list[Entry], number: int) -> None:
    entries[number]["data"] = {**entries[number]["data"], "institution_id": "99999999"}


def _changed_and_sealed_anew(entries: list[Entry], number: int) -> None:
    _changed(entries, number)
    entries[number]["hash"] = hash_of(entries[number], entries[number - 1]["hash"])


TAMPERING: dict[str, tuple[Callable[[list[Any]], object], int]] = {
    "a changed fact": (lambda entries: _changed(entries, 1), 2),
    "a changed fact with a hash that fits it": (lambda entries: _changed_and_sealed_anew(entries, 1), 3),
    "a changed time": (lambda entries: entries[2].update(at="2026-03-02T09:00:01.000Z"), 3),
    "another cause": (lambda entries: entries[0].update(cause="x"), 1),
    "a missing entry": (lambda entries: entries.pop(1), 2),
    "a reordered pair": (lambda entries: entries.insert(0, entries.pop(1)), 1),
    "an end that was cut off": (lambda entries: entries.pop(), len(ENTRIES)),
    "an added entry": (lambda entries: entries.append({**entries[-1], "seq": len(entries) + 1}), len(ENTRIES) + 1),
}


@pytest.mark.requirement("R-A9")
@pytest.mark.parametrize(("tamper", "found_at"), TAMPERING.values(), ids=TAMPERING)
def test_every_tampering_is_found(tamper: Callable[[list[Any]], object], found_at: int) -> None:
    entries = deepcopy(ENTRIES)
    tamper(entries)
    assert first_broken(entries, LAST_HASH) == found_at


@given(
    number=st.integers(0, len(ENTRIES) - 1), field=st.sampled_from(["fact_id", "type", "at", "wall_at", "src", "hash"])
)
def test_no_field_of_no_entry_can_be_changed_unnoticed(number: int, field: str) -> None:
    entries = deepcopy(ENTRIES)
    entries[number][field] = entries[number][field][:-1] + "x"
    assert first_broken(entries, LAST_HASH) == number + 1


def document() -> dict[str, Any]:
    assert STORY.submission is not None
    return new_document(STORY.submission, STORY.now, ENTRIES, {"t": "söz"})


def test_a_document_gives_back_the_application_it_was_made_of() -> None:
    assert state_of(document()) == STORY.now
    assert state_of(orjson.loads(orjson.dumps(document()))) == STORY.now


@pytest.mark.requirement("R-A14")
def test_folding_the_ledger_gives_the_same_application() -> None:
    assert [fact for fact, _ in ledger_of(document())] == STORY.facts
    folded = rebuild(ledger_of(document()))
    assert folded is not None
    assert folded.status is STORY.now.status
    assert [task.status for task in folded.tasks] == [task.status for task in STORY.now.tasks]


def test_texts_are_found_by_their_ids_alone() -> None:
    assert text_of(document(), "t") == "söz"
    assert text_of(document(), "u") is None


def test_the_fields_for_lists_say_what_the_state_says() -> None:
    fields = fields_of(STORY.now, LAST_HASH)
    tasks = [(task["institution_id"], task["status"], task["open"], task["task_version"]) for task in fields["tasks"]]
    assert tasks == [(t.institution_id, t.status.value, t.open, t.task_version) for t in STORY.now.tasks]
    assert (fields["open"], fields["status"], fields["overdue"]) == (True, "screening", False)
    assert (fields["province"], fields["district"]) == ("06", "Çankaya")
    next_stage_at = STORY.now.next_stage_at
    assert next_stage_at is not None
    assert fields["next_stage_at"] == seconds(next_stage_at) == "2026-03-17T06:00:00Z"


def test_nothing_of_the_person_stands_in_the_document() -> None:
    text = orjson.dumps(document()).decode()
    assert "sealed" not in text
    assert "person of first" not in text


def test_the_vault_row_holds_what_is_sealed_and_nothing_for_the_anonymous() -> None:
    assert STORY.submission is not None
    assert vault_row(STORY.submission, STORY.now) == {
        "_id": STORY.submission.application_id,
        "contact": "sealed",
        "identity": "sealed",
        "person_mac": "person of first",
        "received_on": "2026-03-02",
    }
    assert vault_row(a_submission(applicant=None), STORY.now) is None


def test_an_application_is_found_by_its_folded_words() -> None:
    assert search_words("İğdır'da SU yok, su YOK; Iğdır'da!") == ["igdir", "yok"]
    assert len(search_words(" ".join(f"kelime{number}" for number in range(500)))) == 64


def test_moments_sort_as_texts() -> None:
    moments = [noon(DAY) + timedelta(hours=step) for step in range(40)]
    assert sorted(map(seconds, moments)) == list(map(seconds, moments))
