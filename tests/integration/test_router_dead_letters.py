"""What becomes of an input that can never be processed, and of those behind it?"""

import math
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import orjson
import pytest

from domain.decision import Decision
from domain.inputs import ApplicationSubmitted, Input, OpenTask
from runtime.dead_letter import CAUSE, DETAIL, SOURCE
from runtime.records import OutgoingRecord
from schemas.catalogue import Writer
from services.router.handlers import judge
from tests.support.builders import a_submission
from tests.support.line import Line, router
from tests.support.lives import action

pytestmark = pytest.mark.integration

GOOD = a_submission("good")

Making = Callable[[Line, ApplicationSubmitted], OutgoingRecord]


def garbage(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return replace(line.record(came), value=b"\xff\x00garbage", headers=())


def no_utf8(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return replace(line.record(came), headers=[("ce_id", b"\xff\xfe")])


def without_a_value(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return replace(line.record(came), value=None)


def unsigned(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    record = line.record(came)
    return replace(record, headers=[header for header in record.headers if header[0] != "bimer_sig"])


def tampered(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    record = line.record(came)
    return replace(record, value=(record.value or b"").replace(b"randevu", b"RANDEVU"))


def signed_by_desk(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return line.record(line.envelope(came, by=Writer.DESK))


def oversized(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return line.record(line.signed(replace(line.envelope(came), value=b"[" * 300_000), Writer.INTAKE))


def with_an_endless_header(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    record = line.record(came)
    return replace(record, headers=[("x", b"x" * 2_000_000), *record.headers[1:]])


def under_a_foreign_key(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return replace(line.record(came), key=GOOD.application_id.encode())


def with_names_for_ids(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return line.record(line.signed(replace(line.envelope(came), ce_id="first"), Writer.INTAKE))


def of_an_unknown_type(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    envelope = replace(line.envelope(came), ce_type="bimer.application.submitted.v9")
    return line.record(line.signed(envelope, Writer.INTAKE))


def of_a_facts_type(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    envelope = replace(line.envelope(came), ce_type="bimer.application.closed.v1", value=b'{"because":"withdrawn"}')
    return line.record(line.signed(envelope, Writer.INTAKE))


def not_a_number(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    opened = action(came, "open", OpenTask())
    value = orjson.dumps({**orjson.loads(line.envelope(opened).value), "expected_task_version": 0}).replace(
        b'"expected_task_version":0', b'"expected_task_version":' + str(math.nan).encode()
    )
    return line.record(line.signed(replace(line.envelope(opened), value=value), Writer.DESK))


def a_deep_bomb(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    value = b'{"tracking_number":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    return line.record(line.signed(replace(line.envelope(came), value=value), Writer.INTAKE))


def beyond_the_calendar(line: Line, came: ApplicationSubmitted) -> OutgoingRecord:
    return line.record(replace(came, received_at=came.received_at + timedelta(days=36_500)))


REFUSED: tuple[tuple[Making, str], ...] = (
    (garbage, "headers_missing"),
    (no_utf8, "headers_not_text"),
    (without_a_value, "no_value"),
    (unsigned, "unsigned"),
    (tampered, "bad_signature"),
    (signed_by_desk, "wrong_signer"),
    (oversized, "oversized"),
    (with_an_endless_header, "headers_missing"),
    (under_a_foreign_key, "key_is_not_subject"),
    (with_names_for_ids, "ids_are_no_uuids"),
)
"""Says nothing about the application it names: a next, right input of it goes its way."""

POISON: tuple[tuple[Making, str], ...] = (
    (of_an_unknown_type, "unknown_event_type"),
    (of_a_facts_type, "unknown_event_type"),
    (not_a_number, "value_does_not_fit"),
    (a_deep_bomb, "value_does_not_fit"),
    (beyond_the_calendar, "calendar_horizon_passed"),
)
"""Signed by the rightful writer: a next input of the same application must not overtake it."""


async def test_records_nobody_may_have_written_are_put_aside_and_hold_up_nobody(line: Line) -> None:
    came = a_submission("harmed")
    records = [make(line, came) for make, _ in REFUSED]
    await line.write(*records, line.record(GOOD), line.record(came))

    async with router(line.settings):
        await line.until_read(len(records) + 2)

    letters = await line.read("router-dead-letters")
    kept = {(letter.header(CAUSE), letter.key, letter.value) for letter in letters}
    assert kept == {
        (cause, record.key, record.value or b"") for record, (_, cause) in zip(records, REFUSED, strict=True)
    }
    assert len(letters) == len(records)
    assert {one["_id"] for one in await line.balanced()} == {came.application_id, GOOD.application_id}


async def test_rightly_signed_records_that_cannot_be_processed_park_their_applications_alone(line: Line) -> None:
    harmed = {make.__name__: a_submission(make.__name__) for make, _ in POISON}
    records = []
    for make, _ in POISON:
        came = harmed[make.__name__]
        records += [make(line, came), line.record(GOOD), line.record(action(came, "next", OpenTask()))]
    await line.write(*records)

    async with router(line.settings):
        await line.until_read(len(records))

    letters = await line.read("router-dead-letters")
    for make, cause in POISON:
        own = [letter for letter in letters if letter.key == harmed[make.__name__].application_id.encode()]
        assert [letter.header(CAUSE) for letter in own] == [cause, "parked"]
        parked = await line.store.parked.get(harmed[make.__name__].application_id)
        assert parked is not None
        assert [one["place"] for one in parked["outstanding"]] == [letter.header(SOURCE) for letter in own]
    assert [one["_id"] for one in await line.balanced()] == [GOOD.application_id]


async def test_a_rule_that_fails_by_mistake_parks_the_application_and_the_partition_goes_on(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(application: object, asked: Input, world: object, entries: int) -> Decision:
        if asked.application_id != GOOD.application_id:
            raise KeyError("a citizen's own words")
        return judge(application, asked, world, entries)  # type: ignore[arg-type]

    monkeypatch.setattr("services.router.__main__.judge", mistaken)
    await line.ask(a_submission("harmed"), GOOD)

    async with router(line.settings):
        await line.until_read(2)

    (letter,) = await line.read("router-dead-letters")
    assert (letter.header(CAUSE), letter.header(DETAIL)) == ("decision_failed", "KeyError")
    assert [one["_id"] for one in await line.balanced()] == [GOOD.application_id]
