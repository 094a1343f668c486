"""Is nothing of a record lost on its way to the dead letters and back?"""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from aiokafka.record.default_records import DefaultRecordBatchBuilder
from hypothesis import given
from hypothesis import strategies as st

from runtime.dead_letter import (
    CAUSE,
    CUT,
    DETAIL,
    SOURCE,
    coordinates_of,
    dead_letter,
    dead_letter_topic,
    original_of,
)
from runtime.records import OutgoingRecord, RawRecord
from runtime.settings import Settings
from schemas.envelope import REPLAY_OF

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def raw(value: bytes | None = b"{}", headers: tuple[tuple[str, bytes | None], ...] = (), offset: int = 7) -> RawRecord:
    return RawRecord("bimer.applications", 2, offset, b"key", value, headers, AT)


def stood(letter: OutgoingRecord, offset: int = 0) -> RawRecord:
    """Read a written record back."""
    return RawRecord(letter.topic, 0, offset, letter.key, letter.value, tuple(letter.headers), AT)


def test_a_letter_says_why_and_from_where() -> None:
    letter = stood(dead_letter(raw(), "dead", "bad_signature", "who?", AT))
    assert (letter.topic, letter.key, letter.value) == ("dead", b"key", b"{}")
    assert (letter.header(CAUSE), letter.header(DETAIL)) == ("bad_signature", "who?")
    assert letter.header(SOURCE) == "bimer.applications:2:7"


@given(
    value=st.binary(max_size=200),
    headers=st.lists(st.tuples(st.text(min_size=1, max_size=8), st.binary(max_size=8)), max_size=4),
)
def test_what_is_written_back_is_what_it_was_with_its_place_added(
    value: bytes, headers: list[tuple[str, bytes]]
) -> None:
    record = raw(value, tuple(headers))
    back = original_of(stood(dead_letter(record, "dead", "cause", "", AT)), "bimer.applications")
    assert (back.topic, back.key, back.value) == (record.topic, record.key, value)
    assert list(back.headers) == [*headers, (REPLAY_OF, record.source.encode())]


def test_the_first_place_stays_known_through_any_number_of_replays() -> None:
    record = raw()
    for offset in range(8, 12):
        letter = stood(dead_letter(record, "dead", "cause", "", AT))
        record = raw(headers=tuple(original_of(letter, "bimer.applications").headers), offset=offset)
        assert coordinates_of(record) == "bimer.applications:2:7"
        assert [name for name, _ in record.headers].count(REPLAY_OF) == 1


HUGE = b"x" * 3_000_000


@pytest.mark.parametrize(
    ("record", "cut"),
    [
        pytest.param(raw(HUGE), "value", id="a long value"),
        pytest.param(raw(headers=(("a", HUGE), ("b", b"2"))), "headers", id="a long header"),
        pytest.param(
            raw(headers=tuple((f"{n}", b"") for n in range(200_000))), "headers,value", id="very many headers"
        ),
        pytest.param(replace(raw(), key=HUGE), "key,headers,value", id="a long key"),
        pytest.param(raw(HUGE, (("a", HUGE),)), "headers,value", id="all of it"),
        pytest.param(raw(headers=((REPLAY_OF, HUGE),)), None, id="a place that is none"),
    ],
)
def test_a_letter_always_fits_into_a_record_and_says_what_was_cut(record: RawRecord, cut: str | None) -> None:
    record = replace(record, headers=(*record.headers, ("ce_id", b"1")))
    written = dead_letter(record, "dead", "oversized", "ş" * 900, AT)
    size = DefaultRecordBatchBuilder.estimate_size_in_bytes(written.key, written.value, list(written.headers))
    assert size < 1_000_000
    letter = stood(written)
    assert (letter.header(CUT) or "").partition(":")[0] == (cut or "")
    if cut is not None:
        with pytest.raises(ValueError, match="cut"):
            original_of(letter, "bimer.applications")


def test_small_parts_are_kept_whole_beside_one_that_is_cut() -> None:
    letter = stood(dead_letter(raw(b"{}", (("a", HUGE), ("b", b"2"))), "dead", "oversized", "", AT))
    assert (letter.key, letter.value, letter.header("a"), letter.header("b")) == (b"key", b"{}", None, "2")


@pytest.mark.parametrize("said", ["nonsense", "bimer.routings:0:1", "bimer.applications:0:x", "bimer.applications:0"])
def test_a_place_that_cannot_be_one_is_not_repeated(said: str) -> None:
    assert coordinates_of(raw(headers=((REPLAY_OF, said.encode()),))) == "bimer.applications:2:7"


def test_every_service_has_its_own_dead_letters() -> None:
    assert dead_letter_topic(Settings(), "deadline_watcher") == "bimer.deadline-watcher-dead-letters"


def test_a_header_that_is_no_text_is_shown_as_well_as_can_be() -> None:
    assert raw(headers=(("a", b"\xff"), ("b", None))).header("a") == "\ufffd"
    assert raw(headers=(("a", b"\xff"), ("b", None))).header("b") is None
