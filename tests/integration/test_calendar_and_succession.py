"""Does a change by operations reach every open application, once, also when it was cut short half way?"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console
from typer.testing import CliRunner

from data.calendar_table import CALENDAR_FILE
from domain.business_calendar import CalendarDay
from domain.identifiers import ApplicationId, InstitutionId, calendar_input_id, succession_input_id
from domain.inputs import CalendarChanged, ClockFellDue, Eye, InstitutionSucceeded
from domain.institution import Institution
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind
from operations import calendar
from operations.calendar import CalendarRefused
from operations.cli import cli
from operations.local_stack import LocalStack
from operations.registry import RegistryRefused, apply_versions
from operations.succession import apply_institutions, hand_over
from runtime.application_documents import state_of
from runtime.batch import BatchDecider
from runtime.clock import wall_now
from runtime.errors import TransientFault
from runtime.incoming import Incoming
from services.deadline_watcher.store_eye import stages_missed
from tests.support.builders import (
    ADANA_HEALTH,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    Story,
    a_submission,
    input_id,
    noon,
    small_registry,
    wider_registry,
)
from tests.support.line import Line, router
from tests.support.service_process import state_in

pytestmark = pytest.mark.integration

RECEIVED_ON = date(2026, 3, 2)
NOW = noon(date(2026, 3, 25))
"""Half a working day after the coordinator of an information request of that day was told."""


@pytest.fixture
async def line(kafka: str, store_uri: str, database: str, topic_prefix: str, tmp_path: Path) -> AsyncIterator[Line]:
    """A stack whose legal clock stands behind the due date, and where administrative leave is no working day."""
    settings = state_in(
        tmp_path,
        kafka_bootstrap_servers=kafka,
        mongodb_uri=store_uri,
        mongodb_database=database,
        topic_prefix=topic_prefix,
        clock_origin_wall=wall_now(),
        clock_origin_legal=NOW,
        administrative_leave_counts=False,
    )
    line = Line(settings)
    await line.prepare()
    yield line
    await line.close()


@pytest.fixture(autouse=True)
def _numbers_of_the_builders(monkeypatch: pytest.MonkeyPatch) -> None:
    """The builders' institutions have round numbers, without a check digit."""
    monkeypatch.setattr("operations.registry.has_valid_check_digit", lambda _: True)


async def _escalated(line: Line) -> ApplicationId:
    """An information request that was due on the 24th, and its coordinator told on the 25th."""
    story = Story().submitted(kind=ApplicationKind.INFORMATION_REQUEST, received_at=noon(RECEIVED_ON))
    assert story.submission is not None
    holder = story.now.holder
    assert holder is not None
    fell_due = ClockFellDue(
        input_id=input_id("coordinator"),
        application_id=story.submission.application_id,
        task_id=holder.task_id,
        clock_version=1,
        stage=Stage.COORDINATOR,
        eye=Eye.LOG,
    )
    await line.ask(story.submission, fell_due)
    await line.until_read(2)
    return story.submission.application_id


def _leave(line: Line) -> list[CalendarDay]:
    known = calendar.known_calendar(line.settings)
    return calendar.leave_days(known, date(2026, 3, 9), date(2026, 3, 11), "İdari izin", "Resmî Gazete 33200")


def _told(document: dict[str, object], event_type: str) -> list[dict[str, object]]:
    ledger = document["ledger"]
    assert isinstance(ledger, list)
    return [entry["data"] for entry in ledger if entry["type"] == f"bimer.{event_type}"]


@pytest.mark.requirement("R-A14")
async def test_administrative_leave_moves_the_due_date_and_takes_the_escalation_back(line: Line):
    async with router(line.settings):
        application_id = await _escalated(line)
        assert len(_told(await line.document(application_id), "application.escalated.v1")) == 1
        change = await calendar.change_calendar(line.settings, line.store, _leave(line), settling_seconds=0)
        assert (change.revision, change.moves, change.asked, len(change.added)) == (2, True, 1, 3)
        await line.until_read(3)
        document = await line.document(application_id)
        (changed,) = _told(document, "due_date.changed.v1")
        assert (changed["due_on_before"], changed["due_on"]) == ("2026-03-24", "2026-03-27")
        (taken_back,) = _told(document, "escalation.taken_back.v1")
        assert taken_back["to_institution_id"] == GOVERNORATE
        assert (document["due_on"], document["overdue"]) == ("2026-03-27", False)
        assert [stage.stage for stage in stages_missed(application_id, state_of(document), NOW)] == []
        assert await calendar.recounted(line.store, 2) == calendar.Recounted(due_dates=1, taken_back=1)

        holder = state_of(document).holder
        assert holder is not None
        stale = ClockFellDue(input_id("stale"), application_id, holder.task_id, 1, Stage.CENTRE, Eye.STORE)
        await line.ask(stale)
        assert await calendar.recount(line.settings, line.store, 2, settling_seconds=0) == 1
        await line.until_read(5)
        assert (await line.document(application_id))["ledger"] == document["ledger"]
    await line.balanced()


async def test_a_change_that_was_cut_short_before_anybody_was_asked_is_finished_by_a_recount(line: Line, monkeypatch):
    async with router(line.settings):
        application_id = await _escalated(line)

        async def interrupted(*_: object, **__: object) -> int:
            raise ConnectionError

        with monkeypatch.context() as cut:
            cut.setattr(calendar, "ask_all", interrupted)
            with pytest.raises(ConnectionError):
                await calendar.change_calendar(line.settings, line.store, _leave(line), settling_seconds=0)
        known = calendar.known_calendar(line.settings)
        again = await calendar.change_calendar(line.settings, line.store, known.days_of([2026]), settling_seconds=0)
        assert (again.revision, again.added, again.removed, again.asked) == (2, [], [], 0)
        assert (await line.document(application_id))["due_on"] == "2026-03-24"
        assert await calendar.recount(line.settings, line.store, known.revision, settling_seconds=0) == 1
        await line.until_read(3)
        assert (await line.document(application_id))["due_on"] == "2026-03-27"


def _held_up(monkeypatch: pytest.MonkeyPatch, check: str) -> asyncio.Event:
    """Say when a check of the router's has held up a batch."""
    held_up, original = asyncio.Event(), getattr(BatchDecider, check)

    def watched(decider: BatchDecider, incoming: Sequence[Incoming]) -> None:
        try:
            original(decider, incoming)
        except TransientFault:
            held_up.set()
            raise

    monkeypatch.setattr(BatchDecider, check, watched)
    return held_up


async def test_the_router_waits_for_the_calendar_that_an_input_names(line: Line, monkeypatch):
    held_up = _held_up(monkeypatch, "_ensure_calendar")
    async with router(line.settings):
        application_id = await _escalated(line)
        await line.ask(CalendarChanged(calendar_input_id(application_id, 2), application_id, 2))
        await asyncio.wait_for(held_up.wait(), 30)
        assert await asyncio.to_thread(line.committed) == 2
        change = await calendar.change_calendar(line.settings, line.store, _leave(line), settling_seconds=0)
        assert change.revision == 2
        await line.until_read(4)
        document = await line.document(application_id)
        assert document["due_on"] == "2026-03-27"
        assert len(_told(document, "due_date.changed.v1")) == 1


async def test_who_was_being_registered_while_the_calendar_changed_is_asked_too(line: Line):
    submission = a_submission(received_at=noon(RECEIVED_ON), kind=ApplicationKind.INFORMATION_REQUEST)
    async with router(line.settings):
        changing = asyncio.create_task(
            calendar.change_calendar(line.settings, line.store, _leave(line), settling_seconds=3)
        )
        await line.ask(submission)
        await line.until_read(1)
        assert (await changing).asked == 1
        await line.until_read(2)
        assert (await line.document(submission.application_id))["due_on"] == "2026-03-27"


async def test_a_calendar_that_ends_before_what_is_open_is_refused_and_nothing_is_written(line: Line):
    async with router(line.settings):
        await _escalated(line)
    known = calendar.known_calendar(line.settings)
    far = date(2030, 11, 1).isoformat()
    await line.store.applications.update({}, {"$set": {"due_on": far}})
    with pytest.raises(CalendarRefused, match="add the year behind it"):
        await calendar.change_calendar(line.settings, line.store, _leave(line), settling_seconds=0)
    assert calendar.known_calendar(line.settings) == known


async def test_a_new_revision_lets_everybody_count_again_after_a_setting_changed(line: Line):
    assert await calendar.renew_revision(line.settings) == 2
    known = calendar.known_calendar(line.settings)
    assert (known.revision, known.years[2030].version, known.years[2026].version) == (2, 2, 1)


async def test_a_revision_that_is_not_there_is_not_asked_for(line: Line):
    with pytest.raises(CalendarRefused, match="the newest is 1"):
        await calendar.recount(line.settings, line.store, 2, settling_seconds=0)


def _closed(successor: InstitutionId | None) -> Institution:
    return replace(small_registry()[HEALTH_DIRECTORATE], valid_to=date(2026, 3, 25), successor_id=successor)


async def test_the_successor_of_a_closed_institution_gets_its_open_tasks_and_new_applications(line: Line):
    async with router(line.settings):
        first = await _escalated(line)
        applied = await apply_institutions(
            line.settings, line.store, [_closed(EDUCATION_DIRECTORATE)], settling_seconds=0
        )
        assert (applied.changed, applied.handed_over) == ([HEALTH_DIRECTORATE], {HEALTH_DIRECTORATE: 1})
        await line.until_read(3)
        document = await line.document(first)
        holder = state_of(document).holder
        assert holder is not None
        assert (holder.institution_id, holder.due_on) == (EDUCATION_DIRECTORATE, date(2026, 3, 24))
        (told,) = [
            record
            for record in (await line.copies())[EDUCATION_DIRECTORATE]
            if record.header("ce_type") == "bimer.task.succeeded.v1"
        ]
        assert a_submission().body.encode() in (told.value or b"")
        assert await hand_over(line.settings, line.store, settling_seconds=0) == {}

        second = a_submission("second", received_at=NOW)
        await line.ask(second)
        await line.until_read(4)
        holder = state_of(await line.document(second.application_id)).holder
        assert holder is not None
        assert holder.institution_id == EDUCATION_DIRECTORATE
    await line.balanced()


async def test_a_closing_that_was_cut_short_is_finished_by_handing_over(line: Line, monkeypatch):
    async with router(line.settings):
        application_id = await _escalated(line)

        async def interrupted(*_: object, **__: object) -> int:
            raise ConnectionError

        with monkeypatch.context() as cut:
            cut.setattr("operations.succession.ask_all", interrupted)
            with pytest.raises(ConnectionError):
                await apply_institutions(
                    line.settings, line.store, [_closed(EDUCATION_DIRECTORATE)], settling_seconds=0
                )
        handed_over = await hand_over(line.settings, line.store, settling_seconds=0)
        assert handed_over == {HEALTH_DIRECTORATE: 1}
        await line.until_read(3)
        holder = state_of(await line.document(application_id)).holder
        assert holder is not None
        assert holder.institution_id == EDUCATION_DIRECTORATE


async def test_the_router_waits_for_the_successor_that_an_input_names(line: Line, monkeypatch):
    held_up = _held_up(monkeypatch, "_ensure_successors")
    async with router(line.settings):
        application_id = await _escalated(line)
        named = succession_input_id(application_id, HEALTH_DIRECTORATE)
        await line.ask(InstitutionSucceeded(named, application_id, HEALTH_DIRECTORATE, ADANA_HEALTH))
        await asyncio.wait_for(held_up.wait(), 30)
        assert await asyncio.to_thread(line.committed) == 2
        await asyncio.to_thread(apply_versions, line.settings, [wider_registry()[ADANA_HEALTH]])
        await line.until_read(3)
        holder = state_of(await line.document(application_id)).holder
        assert holder is not None
        assert holder.institution_id == ADANA_HEALTH


async def test_an_institution_with_open_tasks_is_not_closed_without_a_successor(line: Line):
    async with router(line.settings):
        await _escalated(line)
    with pytest.raises(RegistryRefused, match="1 applications wait there and no successor is named"):
        await apply_institutions(line.settings, line.store, [_closed(None)], settling_seconds=0)


async def test_an_institution_without_open_tasks_is_closed_without_a_successor(line: Line):
    applied = await apply_institutions(line.settings, line.store, [_closed(None)], settling_seconds=0)
    assert (applied.changed, applied.handed_over) == ([HEALTH_DIRECTORATE], {})


@pytest.fixture
def bimer(line: Line, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Coroutine[None, None, str]]:
    """Run a command on this stack, where administrative leave is a working day, and give what it says."""
    settings = line.settings.model_copy(update={"administrative_leave_counts": True})
    monkeypatch.setattr(LocalStack, "last", lambda: SimpleNamespace(settings=settings))
    said = StringIO()
    monkeypatch.setattr("operations.commands.calendar.console", Console(file=said, width=200))

    async def run(*arguments: str) -> str:
        ended = await asyncio.to_thread(CliRunner().invoke, cli, arguments)
        if ended.exception is not None:
            raise ended.exception
        said.write(ended.stdout)
        return said.getvalue()

    return run


async def test_leave_that_counts_is_written_down_and_said_to_move_nothing(line: Line, bimer):
    leave = ("--from", "2026-05-25", "--to", "2026-05-25", "--name", "İdari izin", "--source", "Resmî Gazete 33200")
    said = await bimer("calendar", "add-leave", *leave)
    assert "+ 2026-05-25 administrative_leave İdari izin (Resmî Gazete 33200)" in said
    assert "Revision 2; the working days stay as they were, no date moves." in said
    assert "is a working day under BIMER_ADMINISTRATIVE_LEAVE_COUNTS" in said
    assert "2026-05-25 Mon" in await bimer("calendar", "show", "--year", "2026")
    assert "revision 2: 0 due dates moved, 0 escalations taken back" in await bimer("calendar", "status")
    with pytest.raises(CalendarRefused, match="2026-05-25 is İdari izin already"):
        await bimer("calendar", "add-leave", *leave)


async def test_a_table_that_says_what_stands_changes_nothing_and_says_so(line: Line, bimer):
    assert "Nothing changed." in await bimer("calendar", "apply", str(CALENDAR_FILE))
    assert calendar.known_calendar(line.settings).revision == 1


async def test_a_table_without_the_leave_added_before_takes_it_out_and_names_it(line: Line, bimer):
    await bimer(
        "calendar", "add-leave", "--from", "2026-05-25", "--to", "2026-05-25", "--name", "Ara", "--source", "RG"
    )
    assert "- 2026-05-25 administrative_leave Ara (RG)" in await bimer("calendar", "apply", str(CALENDAR_FILE))
