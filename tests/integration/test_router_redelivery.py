"""Is every input applied once, however often and from wherever it is delivered?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.application import Application
from domain.inputs import AssignTask, Input, OpenTask
from domain.ladder import Stage
from domain.status import ApplicationStatus
from runtime.application_documents import state_of
from tests.support.builders import a_submission, input_id
from tests.support.faults import STEPS, PlantedFault, Step, with_fault
from tests.support.ledger_account import facts_seen
from tests.support.line import Line, router
from tests.support.lives import action, fell_due, in_turn, lives

pytestmark = pytest.mark.integration

LIVES = 6


async def lived(line: Line) -> list[Application]:
    """Check that all lives ended as they should, each fact told once; returns the applications."""
    documents = await line.balanced()
    assert len(documents) == LIVES
    applications = [state_of(document) for document in documents]
    assert sorted(one.status for one in applications) == sorted(
        [ApplicationStatus.CLOSED, ApplicationStatus.WITHDRAWN] * (LIVES // 2)
    )
    refusals = [record for record in await line.read("routings") if record.header("ce_sequence") is None]
    assert len({record.header("ce_id") for record in refusals}) == len(refusals) == LIVES // 2
    return applications


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
async def test_a_batch_that_fails_at_any_step_is_told_once(
    line: Line, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = in_turn(lives(LIVES))
    await line.ask(*inputs)
    planted = PlantedFault()
    monkeypatch.setattr(step.owner, step.method, with_fault(step, planted, times=3))

    async with router(line.settings):
        await line.until_read(len(inputs))

    assert planted.times > 0
    await lived(line)


async def test_inputs_that_are_read_anew_from_the_beginning_decide_nothing_new(line: Line) -> None:
    inputs = in_turn(lives(LIVES))
    await line.ask(*inputs)
    async with router(line.settings):
        await line.until_read(len(inputs))
    before = await lived(line)
    told_first = facts_seen(await line.read("routings"))

    await line.read_all_again()
    async with router(line.settings):
        await line.until_read(len(inputs))

    told_twice = facts_seen(await line.read("routings"))
    assert {name: [*told, *told] for name, told in told_first.items()} == told_twice
    assert [state_of(document) for document in await line.store.applications.find({})] == before


async def test_what_is_told_again_has_the_same_bytes(line: Line) -> None:
    inputs = in_turn(lives(2))
    await line.ask(*inputs)
    for _ in range(2):
        async with router(line.settings):
            await line.until_read(len(inputs))
        await line.read_all_again()

    records = await line.read("routings")
    copies = [record for copy in (await line.copies()).values() for record in copy]

    for several in (records, copies):
        told = {(record.topic, record.header("ce_id"), record.key, record.value, record.headers) for record in several}
        assert len(told) * 2 == len(several)


async def test_the_same_input_from_another_place_is_dropped(line: Line) -> None:
    came = a_submission()
    opened = action(came, "open", OpenTask())
    stale = action(came, "stale", AssignTask("memur-2"), expected_task_version=9)
    inputs: list[Input] = [came, came, opened, stale, opened, came, stale]
    await line.ask(*inputs)

    async with router(line.settings):
        await line.until_read(len(inputs))

    (document,) = await line.balanced()
    assert len({entry["cause"] for entry in document["ledger"]}) == 2
    refusals = [record for record in await line.read("routings") if record.header("ce_sequence") is None]
    assert len(refusals) == 1


async def test_a_clock_that_was_reported_early_or_stale_leaves_nothing_and_takes_effect_when_it_is_time(
    line: Line,
) -> None:
    came = a_submission()
    early = fell_due(came, Stage.COORDINATOR)
    stale = replace(early, clock_version=7, input_id=input_id("stale"))
    await line.ask(came, early, stale)
    async with router(line.settings):
        await line.until_read(3)
    before = await line.document(came.application_id)

    assert line.settings.clock_origin_legal is not None
    two_months_on = line.settings.clock_origin_legal + timedelta(days=60)
    later = line.settings.model_copy(update={"clock_origin_legal": two_months_on})
    await line.ask(early)
    async with router(later):
        await line.until_read(4)

    after = await line.document(came.application_id)
    assert {entry["cause"] for entry in before["ledger"]} == {came.input_id}
    assert [entry["type"] for entry in after["ledger"][len(before["ledger"]) :]] == [
        "bimer.deadline.missed.v1",
        "bimer.application.escalated.v1",
    ]
    assert await line.read("router-dead-letters") == []
    await line.balanced()
