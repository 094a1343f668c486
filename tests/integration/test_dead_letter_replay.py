"""Does what was put aside come back, in its order, once its cause is mended, and does nobody lose what was not?"""

import asyncio
from datetime import date

import pytest

from data.calendar_table import load_calendar_days
from domain.business_calendar import CalendarDay, DayKind
from domain.inputs import ApplicationSubmitted, ApplicationWithdrawn
from operations.dead_letters import Letter, Replayed, replay, waiting_letters
from runtime.kafka import OutgoingRecord, topic
from tests.support.builders import a_submission, input_id, noon
from tests.support.line import Line, router

pytestmark = pytest.mark.integration

BEYOND = noon(date(2031, 5, 5))
"""After the last year of the calendar: nobody can count a due date, until somebody publishes that year."""


def submitted(name: str = "first") -> ApplicationSubmitted:
    return a_submission(name, received_at=BEYOND)


def withdrawn(said: ApplicationSubmitted) -> ApplicationWithdrawn:
    return ApplicationWithdrawn(input_id(f"withdrawal of {said.application_id}"), said.application_id, None)


async def with_the_next_years(line: Line) -> None:
    new_year = [CalendarDay(date(year, 1, 1), DayKind.FULL, "Yılbaşı", "test") for year in (2031, 2032)]
    await line.publish_calendar([*load_calendar_days(), *new_year])


async def waiting(line: Line) -> list[Letter]:
    return await asyncio.to_thread(waiting_letters, line.settings)


async def replayed(line: Line) -> Replayed:
    return await asyncio.to_thread(replay, line.settings, lambda _: True)


async def test_inputs_come_back_in_order_once_their_cause_is_mended(line: Line):
    first, second = submitted("first"), submitted("second")
    await line.ask(first, second, withdrawn(first))
    async with router(line.settings):
        await line.until_read(3)
        causes = {(letter.application_id, letter.cause) for letter in await waiting(line)}
        assert causes == {
            (first.application_id, "calendar_horizon_passed"),
            (first.application_id, "parked"),
            (second.application_id, "calendar_horizon_passed"),
        }

        await with_the_next_years(line)
        await asyncio.sleep(2)  # the router follows the calendar
        done = await replayed(line)

    assert (done.taken, list(done.stayed)) == (3, [])
    assert await waiting(line) == []
    assert (await line.document(first.application_id))["status"] == "withdrawn"
    assert (await line.document(second.application_id))["status"] == "routed"
    await line.balanced()


async def test_what_is_not_mended_stays_and_comes_back_another_time(line: Line):
    said = submitted()
    await line.ask(said, withdrawn(said))
    async with router(line.settings):
        await line.until_read(2)
        in_vain = await replayed(line)
        assert in_vain.taken == 0
        assert [letter.cause for letter in in_vain.stayed] == ["calendar_horizon_passed", "parked"]

        await with_the_next_years(line)
        await asyncio.sleep(2)
        assert (await replayed(line)).taken == 2
    assert (await line.document(said.application_id))["status"] == "withdrawn"


async def test_only_what_is_meant_comes_back(line: Line):
    first, second = submitted("first"), submitted("second")
    await line.ask(first, second)
    async with router(line.settings):
        await line.until_read(2)
        await with_the_next_years(line)
        await asyncio.sleep(2)
        of_first = lambda letter: letter.application_id == first.application_id  # noqa: E731
        assert (await asyncio.to_thread(replay, line.settings, of_first)).taken == 1
    assert [letter.application_id for letter in await waiting(line)] == [second.application_id]


async def test_garbage_that_nobody_signed_waits_with_its_cause_and_parks_nobody(line: Line):
    garbage = OutgoingRecord(topic(line.settings, "applications"), b"key", b"{", [("ce_id", b"\xff")])
    await line.write(garbage)
    async with router(line.settings):
        await line.until_read(1)
    (letter,) = await waiting(line)
    assert letter.cause == "headers_not_text"
    assert letter.record.value == b"{"
