"""Does an application whose input lies in the dead letters come back in order?"""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from data.calendar_table import load_calendar_days
from domain.business_calendar import CalendarDay, DayKind
from domain.identifiers import ApplicationId
from domain.inputs import ApplicationSubmitted, AssignTask, Input, OpenTask
from domain.ladder import Stage
from operations.dead_letters import discard
from runtime.dead_letter import CAUSE, SOURCE, original_of
from runtime.discard import discarding
from runtime.kafka import RawRecord, topic
from runtime.keys import Keys
from runtime.signing import Signer
from schemas.catalogue import Writer
from schemas.envelope import REPLAY_OF
from tests.support.builders import a_submission, noon
from tests.support.faults import STEPS, PlantedFault, with_fault
from tests.support.line import Line, router
from tests.support.lives import action, fell_due

pytestmark = pytest.mark.integration

LATE = a_submission("beyond the calendar", received_at=noon(date(2030, 12, 30)))
OPENED = action(LATE, "open", OpenTask())
ASSIGNED = action(LATE, "assign", AssignTask("memur-2"), expected_task_version=3)
GOOD = a_submission("good")


async def replay(line: Line, *letters: RawRecord) -> None:
    """Write dead letters back, as operations does."""
    await line.write(*(original_of(letter, topic(line.settings, "applications")) for letter in letters))


async def longer_calendar(line: Line) -> None:
    """The operator publishes two more years."""
    days = [CalendarDay(date(year, 1, 1), DayKind.FULL, "Yılbaşı", "test") for year in (2031, 2032)]
    await line.publish_calendar([*load_calendar_days(), *days])


def signer(line: Line, writer: Writer) -> Signer:
    return Signer.of(Keys.load(line.settings, writer), writer)


async def outstanding(line: Line, application_id: ApplicationId) -> list[str]:
    row = await line.store.parked.get(application_id)
    return [] if row is None else [one["place"] for one in row["outstanding"]]


async def parked(line: Line) -> list[RawRecord]:
    """Let an application be parked with three inputs; returns their dead letters."""
    await line.ask(LATE, OPENED, GOOD, ASSIGNED)
    async with router(line.settings):
        await line.until_read(4)
    letters = await line.read("router-dead-letters")
    assert [letter.header(CAUSE) for letter in letters] == ["calendar_horizon_passed", "parked", "parked"]
    return letters


def causes_of(document: dict[str, object]) -> list[str]:
    ledger: list[dict[str, str]] = document["ledger"]  # type: ignore[assignment]
    return list(dict.fromkeys(entry["cause"] for entry in ledger))


async def test_what_was_parked_is_replayed_in_order_and_the_application_is_free_again(line: Line) -> None:
    letters = await parked(line)
    await longer_calendar(line)
    await replay(line, *letters)

    async with router(line.settings):
        await line.until_read(7)
        interim = action(LATE, "again", AssignTask("memur-3"), expected_task_version=3)
        await line.ask(interim)
        await line.until_read(8)

    assert await outstanding(line, LATE.application_id) == []
    document = await line.document(LATE.application_id)
    assert causes_of(document) == [asked.input_id for asked in (LATE, OPENED, ASSIGNED, interim)]
    assert len(await line.read("router-dead-letters")) == 3
    await line.balanced()


async def test_a_replay_before_its_cause_is_mended_changes_nothing(line: Line) -> None:
    letters = await parked(line)
    await replay(line, *letters)

    async with router(line.settings):
        await line.until_read(7)

    again = (await line.read("router-dead-letters"))[3:]
    assert [letter.header(CAUSE) for letter in again] == ["calendar_horizon_passed", "parked", "parked"]
    assert [letter.header(SOURCE) for letter in again] == [letter.header(SOURCE) for letter in letters]
    assert await outstanding(line, LATE.application_id) == [letter.header(SOURCE) for letter in letters]

    await longer_calendar(line)
    await replay(line, *again)
    async with router(line.settings):
        await line.until_read(10)
    assert causes_of(await line.document(LATE.application_id)) == [asked.input_id for asked in (LATE, OPENED, ASSIGNED)]


async def test_a_replay_may_not_overtake_what_was_before_it(line: Line) -> None:
    letters = await parked(line)
    await longer_calendar(line)
    await replay(line, letters[2], letters[0], letters[1])

    async with router(line.settings):
        await line.until_read(7)

    assert await outstanding(line, LATE.application_id) == [letters[2].header(SOURCE)]
    assert causes_of(await line.document(LATE.application_id)) == [LATE.input_id, OPENED.input_id]


async def test_a_new_owner_knows_what_is_parked(line: Line) -> None:
    await parked(line)
    withdrawn: Input = action(LATE, "more", AssignTask("memur-9"))
    await line.ask(withdrawn)

    async with router(line.settings):
        await line.until_read(5)

    assert [letter.header(CAUSE) for letter in await line.read("router-dead-letters")][3:] == ["parked"]


async def test_a_clock_that_is_reported_again_and_again_waits_once(line: Line) -> None:
    await parked(line)
    clock = fell_due(LATE, Stage.COORDINATOR)
    await line.ask(*[clock] * 5, OPENED)

    async with router(line.settings):
        await line.until_read(10)

    letters = await line.read("router-dead-letters")
    assert [letter.header(CAUSE) for letter in letters][3:] == ["parked"]
    assert await outstanding(line, LATE.application_id) == [letter.header(SOURCE) for letter in letters]


async def test_who_only_claims_to_be_a_replay_is_none(line: Line) -> None:
    letters = await parked(line)
    await longer_calendar(line)
    first = letters[0].header(SOURCE)
    assert first is not None
    intruder = line.record(action(LATE, "intruder", AssignTask("memur-7")))
    await line.write(replace(intruder, headers=[*intruder.headers, (REPLAY_OF, first.encode())]))

    async with router(line.settings):
        await line.until_read(5)
        added = (await line.read("router-dead-letters"))[3:]
        assert [(letter.header(CAUSE), letter.header(SOURCE) == first) for letter in added] == [("parked", False)]
        assert (await outstanding(line, LATE.application_id))[0] == first

        await replay(line, *letters, *added)
        await line.until_read(9)
    assert await outstanding(line, LATE.application_id) == []
    assert causes_of(await line.document(LATE.application_id)) == [asked.input_id for asked in (LATE, OPENED, ASSIGNED)]


async def test_an_input_that_can_never_be_right_is_given_up_by_operations_alone(line: Line) -> None:
    letters = await parked(line)
    await longer_calendar(line)
    await replay(line, letters[0])
    first = letters[1].header(SOURCE)
    assert first is not None
    forged = discarding(
        OPENED.input_id, LATE.application_id, first, "", "2026-03-02T09:00:00Z", signer(line, Writer.DESK)
    )
    await line.write(replace(forged, headers=forged.headers[:-1]))

    async with router(line.settings):
        await line.until_read(6)
        assert await outstanding(line, LATE.application_id) == [letter.header(SOURCE) for letter in letters[1:]]
        given_up = await asyncio.to_thread(discard, line.settings, LATE.application_id, "Görev yanlış açılmış.")
        assert given_up is not None
        assert given_up.source == first
        assert await outstanding(line, LATE.application_id) == [letters[2].header(SOURCE)]
        await asyncio.to_thread(discard, line.settings, LATE.application_id, "Bu da.")
        assert await asyncio.to_thread(discard, line.settings, LATE.application_id, "Yok.") is None

        assert await outstanding(line, LATE.application_id) == []
        await line.ask(action(LATE, "later", OpenTask()))
        await line.until_read(9)
    document = await line.document(LATE.application_id)
    assert causes_of(document) == [LATE.input_id, action(LATE, "later", OpenTask()).input_id]


async def test_what_stood_before_the_first_is_not_parked_when_it_is_read_again(line: Line) -> None:
    came = a_submission("worked on")
    wrong = line.envelope(action(came, "wrong", OpenTask()))
    poison = line.record(line.signed(replace(wrong, value=b"{}"), Writer.DESK))
    ignored = fell_due(came, Stage.COORDINATOR)  # far too early: it leaves no trace
    await line.write(line.record(came), line.record(ignored), poison)
    async with router(line.settings):
        await line.until_read(3)
    before = await outstanding(line, came.application_id)
    assert len(before) == 1

    await line.read_all_again()
    async with router(line.settings):
        await line.until_read(3)
    assert await outstanding(line, came.application_id) == before


@pytest.mark.parametrize("step", ["after the documents", "after what is parked", "before committing"])
async def test_replays_that_are_delivered_twice_take_effect_once(
    line: Line, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = await parked(line)
    await longer_calendar(line)
    stale = action(LATE, "stale", AssignTask("memur-9"), expected_task_version=99)
    await line.ask(stale)
    await replay(line, *letters[:2])
    planted = PlantedFault()
    monkeypatch.setattr(STEPS[step].owner, STEPS[step].method, with_fault(STEPS[step], planted))

    async with router(line.settings):
        await line.until_read(7)

    assert planted.times == 1
    assert causes_of(await line.document(LATE.application_id)) == [LATE.input_id, OPENED.input_id]
    left = [letter.header(SOURCE) for letter in await line.read("router-dead-letters")][2:]
    assert await outstanding(line, LATE.application_id) == left
    await line.balanced()


async def test_a_wrongly_signed_record_comes_back_once_its_key_is_known(line: Line) -> None:
    came: ApplicationSubmitted = a_submission("new key")
    verify_key = line.settings.keys_path / "sign-intake.pub.key"
    known = verify_key.read_text()
    verify_key.write_text((line.settings.keys_path / "sign-desk.pub.key").read_text())
    await line.ask(came)
    async with router(line.settings):
        await line.until_read(1)
    (letter,) = await line.read("router-dead-letters")
    assert letter.header(CAUSE) == "unknown_key"

    verify_key.write_text(known)
    await replay(line, letter)
    async with router(line.settings):
        await line.until_read(2)

    (document,) = await line.balanced()
    assert document["ledger"][0]["cause"] == came.input_id
    assert all(letter.header(REPLAY_OF) is None for letter in await line.read("routings"))
