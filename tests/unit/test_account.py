"""Does the account notice every kind of broken promise? A checker that misses planted bugs proves nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

import pytest

from domain.identifiers import FactId, notice_id_of
from domain.inputs import NoticeChannel
from domain.ladder import Stage, schedule
from operations.account import draw_up
from operations.observed import DeliveredNotice, Evidence, ObservedFact, Receipt
from runtime.clock import LegalClock
from tests.support.builders import turkey

RECEIVED = datetime(2026, 3, 2, 9, tzinfo=UTC)
WALL = datetime(2026, 11, 22, 12, tzinfo=UTC)
TIME = LegalClock(origin_wall=WALL, origin_legal=RECEIVED, scale=21_600.0)
DUE = date(2026, 4, 1)
ENDED = WALL + timedelta(minutes=5)
RUNG = {stage.stage: TIME.wall_at(stage.at) for stage in schedule(date(2026, 3, 2), DUE, DUE, turkey())}


def _id(application: str, sequence: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{application}-{sequence}"))


def _mail(channel: NoticeChannel, text: str = "Başvuru numaranız: number a") -> DeliveredNotice:
    return DeliveredNotice(notice_id_of(FactId(_id("a", 3)), channel), text)


def _fact(application: str, sequence: int, event_type: str, wall_at: datetime = WALL, **value: object) -> ObservedFact:
    return ObservedFact("bimer.routings", _id(application, sequence), event_type, application, sequence, wall_at, value)


def _copy(fact: ObservedFact) -> ObservedFact:
    value = {**fact.value, "content": {"text": "Metin."}}
    return replace(fact, topic=f"bimer.institution.{fact.value['institution_id']}", value=value)


def _receipt(application: str) -> Receipt:
    return Receipt(application, f"number {application}", RECEIVED, DUE.isoformat(), "complaint", reachable=True)


def honest() -> Evidence:
    """One answered, one silent through both rungs, one in screening and then withdrawn."""
    answered = [
        _fact("a", 1, "application.registered.v1"),
        _fact("a", 2, "application.routed.v1", institution_id="11111111"),
        _fact("a", 3, "response.issued.v1", institution_id="11111111"),
    ]
    silent = [
        _fact("s", 1, "application.registered.v1"),
        _fact("s", 2, "application.routed.v1", institution_id="22222222"),
        *(
            _fact(
                "s",
                number,
                "application.escalated.v1",
                RUNG[stage] + timedelta(seconds=2),
                stage=stage.value,
                due_on=DUE.isoformat(),
            )
            for number, stage in ((3, Stage.COORDINATOR), (4, Stage.CENTRE))
        ),
    ]
    screened = [
        _fact("w", 1, "application.registered.v1"),
        _fact("w", 2, "application.screening_requested.v1", institution_id="33333333", because="no_place"),
        _fact("w", 3, "application.closed.v1", because="withdrawn"),
    ]
    return Evidence(
        receipts=[_receipt("a"), _receipt("s"), _receipt("w")],
        routings=[*answered, *silent, *screened],
        institutions=[_copy(answered[1]), _copy(silent[1]), _copy(screened[1])],
        notices=[_mail(NoticeChannel.EMAIL)],
        applied_answers=["a"],
        confirmed_withdrawals=["w"],
        findings=[],
        clock=TIME,
        calendar=turkey(),
        ended_at=ENDED,
    )


def test_an_honest_run_balances():
    account = draw_up(honest())
    assert account.differences == []
    assert account.figures["answered"] == 1
    assert account.figures["climbed to the coordinator"] == 1
    assert account.figures["climbed to the centre"] == 1


def _without(evidence: Evidence, fact_id: str) -> Evidence:
    return replace(evidence, routings=[fact for fact in evidence.routings if fact.fact_id != fact_id])


def _retimed(evidence: Evidence, fact_id: str, by: timedelta) -> Evidence:
    moved = [replace(f, wall_at=f.wall_at + by) if f.fact_id == fact_id else f for f in evidence.routings]
    return replace(evidence, routings=moved)


def _with(evidence: Evidence, *facts: ObservedFact) -> Evidence:
    return replace(evidence, routings=[*evidence.routings, *facts])


def _told_holder(evidence: Evidence) -> ObservedFact:
    """The answering institution's copy of its own answer."""
    return _copy(evidence.routings[2])


PLANTED: list[tuple[str, Callable[[Evidence], Evidence], str]] = [
    ("an application lost", lambda e: replace(e, receipts=[*e.receipts, _receipt("lost")]), "not registered"),
    ("one never placed", lambda e: _without(e, _id("a", 2)), "neither routed, nor in screening"),
    ("one from nowhere", lambda e: _with(e, _fact("x", 1, "application.registered.v1")), "without a receipt"),
    ("a fact twice", lambda e: _with(e, e.routings[2]), "seen more than once"),
    ("a gap in a ledger", lambda e: _without(e, _id("s", 3)), "ledger numbers"),
    ("a task not delivered", lambda e: replace(e, institutions=e.institutions[1:]), "delivered 0 times"),
    ("a task delivered twice", lambda e: replace(e, institutions=[*e.institutions, *e.institutions]), "delivered 2"),
    ("an answer never told", lambda e: replace(e, notices=[]), "told 0 times"),
    (
        "an answer told twice",
        lambda e: replace(e, notices=[*e.notices, _mail(NoticeChannel.SMS)]),
        "told 2 times",
    ),
    (
        "another's number told",
        lambda e: replace(e, notices=[_mail(NoticeChannel.EMAIL, "number b")]),
        "told of another number",
    ),
    ("a confirmed answer lost", lambda e: replace(e, applied_answers=["a", "s"]), "is not on the log"),
    ("a withdrawal unheard", lambda e: _without(e, _id("w", 3)), "withdrawn, and still open"),
    ("something found on the spot", lambda e: replace(e, findings=["a: differs"]), "a: differs"),
    ("a rung skipped", lambda e: _without(e, _id("s", 4)), "nobody there was told"),
    (
        "a rung passed over by a quick climber",
        lambda e: replace(_without(e, _id("s", 3)), ended_at=RUNG[Stage.COORDINATOR]),
        "the centre was told, the coordinator never",
    ),
    ("a rung climbed early", lambda e: _retimed(e, _id("s", 3), timedelta(seconds=-5)), "before it was due"),
    ("a rung climbed too long after", lambda e: _retimed(e, _id("s", 4), timedelta(seconds=14)), "after it was due"),
    (
        "a rung of another day",
        lambda e: _with(
            e,
            _fact("s", 5, "application.escalated.v1", stage="coordinator", due_on="2026-01-02"),
        ),
        "a day nobody counts to",
    ),
    (
        "a rung climbed twice",
        lambda e: _with(e, replace(e.routings[5], fact_id=_id("s", 5), sequence=5)),
        "2 times",
    ),
    (
        "a copy twice that gives no task",
        lambda e: replace(e, institutions=[*e.institutions, _told_holder(e), _told_holder(e)]),
        "came 2 times",
    ),
    (
        "a copy from nowhere",
        lambda e: replace(e, institutions=[*e.institutions, replace(_told_holder(e), fact_id=_id("x", 9))]),
        "is not on routings",
    ),
    (
        "a delivery without its text",
        lambda e: replace(e, institutions=[replace(e.institutions[0], value={}), *e.institutions[1:]]),
        "without its text",
    ),
]


@pytest.mark.parametrize(("plant", "says"), [pytest.param(p, s, id=name) for name, p, s in PLANTED])
def test_a_planted_fault_is_found(plant: Callable[[Evidence], Evidence], says: str):
    assert any(says in difference for difference in draw_up(plant(honest())).differences)


def test_a_silence_that_is_not_yet_past_its_day_is_no_fault():
    early = replace(honest(), ended_at=RUNG[Stage.COORDINATOR])
    assert draw_up(_without(_without(early, _id("s", 3)), _id("s", 4))).differences == []
