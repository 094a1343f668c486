"""Do the people of a live year learn what a subscriber learns, and do they act on it as things stand?"""

import random
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from data.loaders import load_populations
from domain.evolution import rebuild
from domain.facts import ClockSet, Registered, Routed
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import NoticeChannel, Role
from operations.live_year import officers as officers_module
from operations.live_year.account import never_occurred
from operations.live_year.carriers import served_at
from operations.live_year.cases import Case, Cases
from operations.live_year.officers import Officers
from operations.live_year.record import YearRecord
from operations.live_year.requests import Filing
from operations.live_year.shown import shortened
from operations.observed import ObservedFact, Receipt
from operations.simulation import replies as replies_module
from operations.simulation.behaviour import Deed
from operations.simulation.doors import Door, Reply
from operations.simulation.people import Population
from operations.year.account import MOST_FAULTS_KEPT, YearAccount
from operations.year.deeds import Deeds
from operations.year.intents import Intent
from operations.year.life import Lived
from operations.year.outcome import End, Mark, Outcome
from operations.year.post import LONGEST_DAYS
from runtime.clock import LegalClock
from runtime.ledger import wire_of
from schemas.catalogue import TYPE_PREFIX
from schemas.envelope import rfc3339
from tests.support.builders import wider_registry
from tests.support.years import QUIET, a_life, a_society

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)


@cache
def lived() -> Lived:
    return a_life(a_society()).first


def seen() -> list[ObservedFact]:
    """The first decision about an application as a subscriber reads it: registered, routed, its clock set."""
    submitted = lived().submitted
    first = [(fact, at) for fact, at in lived().ledger if at == submitted.received_at]
    return [
        ObservedFact(
            topic="bimer.routings",
            fact_id=f"fact-{sequence}",
            event_type=wire_of(fact)[0].removeprefix(TYPE_PREFIX),
            application_id=submitted.application_id,
            sequence=sequence,
            wall_at=AT,
            value=wire_of(fact)[1],
            legal_at=rfc3339(at),
            cause=submitted.input_id,
        )
        for sequence, (fact, at) in enumerate(first, start=1)
    ]


def a_case() -> Case:
    submitted = lived().submitted
    somebody = Population(load_populations(), random.Random(1)).somebody()
    receipt = Receipt(
        submitted.application_id,
        submitted.tracking_number,
        submitted.received_at,
        "2026-04-01",
        submitted.kind,
        reachable=False,
    )
    return Case(Filing(submitted, somebody), receipt, "secret", random.Random(1), first=True)


def test_facts_read_before_the_receipt_wait_for_it_and_are_told_in_the_scene_after_all_of_them():
    cases, case = Cases(), a_case()
    for fact in seen():
        cases.on_fact(fact)
    assert list(cases.happened()) == []
    cases.on_receipt(case)
    happened = list(cases.happened())
    assert type(happened[0].fact) is Registered
    assert {Routed, ClockSet} <= {type(each.fact) for each in happened}
    assert all(each.scene.application == rebuild(case.ledger) for each in happened)
    assert all(before.ordinal + 1 == after.ordinal for before, after in pairwise(happened))
    assert list(cases.happened()) == []


def test_a_refused_action_is_no_fact_of_an_application():
    cases = Cases()
    cases.on_receipt(a_case())
    first = seen()[0]
    cases.on_fact(ObservedFact(**{**_fields(first), "event_type": "action.refused.v1"}))
    assert list(cases.happened()) == []


def _fields(fact: ObservedFact) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in ObservedFact.__slots__}


class Desk(Door):
    """A desk that answers what it was told to, in turn."""

    def __init__(self, *replies: Reply) -> None:
        super().__init__("http://desk")
        self._replies = list(replies)
        self.asked: list[tuple[str, Mapping[str, Any] | None, Mapping[str, str]]] = []

    async def ask(
        self, method: str, path: str, content: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        self.asked.append((f"{method} {path}", content, headers or {}))
        return self._replies.pop(0)


def badges(institution_id: InstitutionId, role: Role) -> dict[str, str]:
    return {"Authorization": f"Bearer {institution_id} {role}"}


def officers(desk: Desk, planned: list[Intent]) -> Officers:
    clock = LegalClock(AT, AT)
    return Officers(desk, badges, Deeds(wider_registry(), QUIET), clock, YearRecord(), planned.append)


def known_case() -> Case:
    cases, case = Cases(), a_case()
    cases.on_receipt(case)
    for fact in seen():
        cases.on_fact(fact)
    list(cases.happened())
    return case


def intent(case: Case, deed: Deed = Deed.RETURN, instead: Deed | None = Deed.RESPOND) -> Intent:
    assert case.application is not None
    application_id = ApplicationId(case.receipt.application_id)
    return Intent(AT, deed, application_id, case.application.tasks[0].task_id, instead)


async def test_a_deed_goes_to_the_desk_with_the_version_as_the_institution_that_holds_the_task():
    case, planned = known_case(), list[Intent]()
    desk = Desk(Reply(200, {"applied": True, "action_id": "the-action"}))
    acting = officers(desk, planned)
    await acting.do(intent(case), case)
    assert case.application is not None
    task = case.application.tasks[0]
    ((where, content, headers),) = desk.asked
    assert where == f"POST /v1/applications/{case.receipt.application_id}/actions"
    assert content is not None
    assert content["action"] == "return"
    assert headers["If-Match"] == f'"{task.task_version}"'
    assert headers["Authorization"] == f"Bearer {task.institution_id} officer"
    assert acting.record.confirmed == {"the-action": case.receipt.application_id}
    assert planned == []


async def test_where_somebody_was_quicker_it_is_asked_again_under_another_key(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(officers_module, "LOOKS_AGAIN_SECONDS", 0.0)
    case = known_case()
    desk = Desk(Reply(412, {"code": "stale_task_version"}), Reply(200, {"applied": True, "action_id": "second"}))
    acting = officers(desk, [])
    await acting.do(intent(case), case)
    assert list(acting.record.confirmed) == ["second"]
    assert len({headers["Idempotency-Key"] for _, _, headers in desk.asked}) == 2


async def test_a_verdict_that_is_not_there_yet_is_asked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(replies_module, "LOOKS_AGAIN_SECONDS", 0.0)
    case = known_case()
    undecided = Reply(202, {"applied": None, "action_id": "slow"})
    desk = Desk(undecided, Reply(404, {}), Reply(200, {"applied": True, "action_id": "slow"}))
    acting = officers(desk, [])
    await acting.do(intent(case), case)
    assert [where for where, _, _ in desk.asked][1:] == ["GET /v1/actions/slow"] * 2
    assert list(acting.record.confirmed) == ["slow"]


async def test_what_the_rules_refuse_is_counted_and_something_else_is_planned():
    case, planned = known_case(), list[Intent]()
    acting = officers(Desk(Reply(409, {"code": "already_returned"})), planned)
    await acting.do(intent(case), case)
    assert acting.record.asked_in_vain == {"already_returned": 1}
    assert [(each.deed, each.instead) for each in planned] == [(Deed.RESPOND, None)]
    assert acting.record.findings == []


async def test_what_the_desk_cannot_read_is_a_finding():
    case = known_case()
    acting = officers(Desk(Reply(422, {"code": "not_acceptable"})), [])
    await acting.do(intent(case), case)
    assert "422 not_acceptable" in acting.record.findings[0]


@pytest.mark.parametrize("channel", [NoticeChannel.POST, NoticeChannel.PHONE])
def test_a_carried_notice_is_served_within_the_longest_time_of_its_road_always_at_the_same_moment(
    channel: NoticeChannel,
):
    rows = [{"_id": f"notice-{number}", "channel": channel.value, "at": AT.isoformat()} for number in range(50)]
    moments = [served_at(row) for row in rows]
    assert moments == [served_at(row) for row in rows]
    assert len(set(moments)) == 50
    assert all(timedelta(0) < at - AT <= timedelta(days=LONGEST_DAYS[channel]) for at in moments)


def test_what_never_occurred_is_named():
    account = YearAccount()
    account.told.add("complaint", Outcome(End.UNPAID, {Mark.FEE_ASKED}))
    never = never_occurred(account)
    assert End.ANSWERED_IN_TIME.value in never
    assert Mark.EXTENDED.value in never
    assert not {End.UNPAID.value, Mark.FEE_ASKED.value, End.OPEN.value} & set(never)


def test_many_differences_are_shown_as_the_first_and_their_number():
    assert shortened(["one"]) == ["one"]
    shown = shortened([str(number) for number in range(MOST_FAULTS_KEPT + 5)])
    assert len(shown) == MOST_FAULTS_KEPT + 1
    assert shown[-1] == "and 5 more"
