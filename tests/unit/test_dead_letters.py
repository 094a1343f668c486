"""Which dead letters still wait, and in which order do they come back?"""

from datetime import UTC, datetime

import pytest

from operations.dead_letters import Letter, Place, letter_of, waiting
from runtime.dead_letter import dead_letter, original_of
from runtime.records import RawRecord
from schemas.envelope import REPLAY_OF

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_record(offset: int, *, partition: int = 0, replay_of: str | None = None) -> RawRecord:
    headers = [("ce_type", b"bimer.action.requested.v1"), ("ce_subject", b"application"), ("bimer_sig", b"sig")]
    if replay_of:
        headers.append((REPLAY_OF, replay_of.encode()))
    return RawRecord("t.applications", partition, offset, b"application", b"{}", tuple(headers), AT)


def a_letter(record: RawRecord, cause: str = "parked") -> Letter:
    written = dead_letter(record, "t.router-dead-letters", cause, "detail", AT)
    as_read = RawRecord(written.topic, 0, 0, written.key, written.value, tuple(written.headers), AT)
    return letter_of(as_read, "t.")


def test_a_letter_tells_what_it_holds():
    letter = a_letter(a_record(7, partition=3), "value_does_not_fit")
    assert (letter.service, letter.cause, letter.detail) == ("router", "value_does_not_fit", "detail")
    assert (letter.event_type, letter.application_id, letter.at) == ("action.requested.v1", "application", AT)
    assert letter.place == Place("t.applications", 3, 7)
    assert letter.is_whole


def test_letters_wait_in_the_order_in_which_their_records_stood():
    letters = [a_letter(a_record(offset, partition=1)) for offset in (12, 3, 7)]
    assert [letter.place.offset for letter in waiting(letters, {})] == [3, 7, 12]


def test_a_replayed_record_waits_no_more():
    letters = [a_letter(a_record(3)), a_letter(a_record(7))]
    assert [letter.place.offset for letter in waiting(letters, {"t.applications:0:3": 1})] == [7]


def test_a_replay_that_failed_again_waits_once_under_its_first_place():
    failed_again = a_letter(a_record(40, replay_of="t.applications:0:3"), "value_does_not_fit")
    letters = [a_letter(a_record(3), "decision_failed"), failed_again]
    assert waiting(letters, {"t.applications:0:3": 1}) == [failed_again]
    assert waiting(letters, {"t.applications:0:3": 2}) == []


def test_a_record_comes_back_as_it_was_with_the_place_it_stood_at():
    record = a_record(7)
    back = original_of(a_letter(record).record, "t.applications")
    assert (back.topic, back.key, back.value) == (record.topic, record.key, record.value)
    assert dict(back.headers) == {**dict(record.headers), REPLAY_OF: b"t.applications:0:7"}


@pytest.mark.parametrize("prefix", ["bimer.", "test-1a."])
def test_a_place_is_read_whatever_the_topics_are_called(prefix: str):
    assert Place.of(f"{prefix}applications:11:123") == Place(f"{prefix}applications", 11, 123)
