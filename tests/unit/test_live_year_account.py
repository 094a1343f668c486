"""Does the account of a year on the real services notice every kind of broken promise?

The evidence is made of pure lives, written down as a subscriber and the store would have them.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from uuid import NAMESPACE_URL, uuid5

import pytest

from data.loaders import load_calendar_days, load_populations
from domain.evolution import rebuild
from domain.facts import DeadlineMissed, Escalated
from domain.legal_regime import ApplicationKind
from operations.live_year.account import StoredApplication, YearEvidence, draw_up, told_by_date
from operations.live_year.cases import Case
from operations.live_year.record import YearRecord
from operations.live_year.requests import Filing
from operations.observed import ObservedFact, Receipt
from operations.simulation.people import Population
from operations.year.life import Life, Lived
from operations.year.outcome import End, told
from operations.year.recount import Recount
from runtime.clock import LegalClock
from runtime.ledger import wire_of
from schemas.catalogue import TYPE_PREFIX
from schemas.envelope import rfc3339
from tests.support.years import QUIET, UNTIL, a_life, a_society

SILENT = replace(QUIET, silent=1.0)
OVERDUE = replace(QUIET, answers_overdue=1.0, overdue_days=30.0)
CLOCK = LegalClock(datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC), 36_000.0)
WALL_DELAY = timedelta(seconds=0.4)


@cache
def lived() -> tuple[Lived, ...]:
    """One answered, one silent through both rungs, one answered after the due date, one that asks for information."""
    return (
        _on_a_real_line(a_life(a_society(), 0)),
        _on_a_real_line(a_life(a_society(SILENT), 1)),
        _on_a_real_line(a_life(a_society(OVERDUE), 2)),
        _on_a_real_line(a_life(a_society(SILENT), 3, kind=ApplicationKind.INFORMATION_REQUEST)),
    )


def _on_a_real_line(life: Life) -> Lived:
    """A real line writes whole milliseconds."""
    ledger = [(fact, at.replace(microsecond=at.microsecond // 1000 * 1000)) for fact, at in life.first.ledger]
    return Lived(life.first.submitted, rebuild(ledger), ledger)


@cache
def recount() -> Recount:
    return Recount(load_calendar_days())


def _seen(one: Lived) -> list[ObservedFact]:
    """What a subscriber reads of it."""
    application_id = one.submitted.application_id
    return [
        ObservedFact(
            topic="bimer.routings",
            fact_id=str(uuid5(NAMESPACE_URL, f"{application_id}-{sequence}")),
            event_type=wire_of(fact)[0].removeprefix(TYPE_PREFIX),
            application_id=application_id,
            sequence=sequence,
            wall_at=CLOCK.wall_at(at) + WALL_DELAY,
            value=wire_of(fact)[1],
            legal_at=rfc3339(at),
            cause=f"cause-{sequence}",
        )
        for sequence, (fact, at) in enumerate(one.ledger, start=1)
    ]


def _case(one: Lived) -> Case:
    submitted = one.submitted
    receipt = Receipt(
        submitted.application_id,
        submitted.tracking_number,
        submitted.received_at,
        "2026-04-01",
        submitted.kind,
        reachable=False,
    )
    somebody = Population(load_populations(), random.Random(1)).somebody()
    return Case(Filing(submitted, somebody), receipt, "secret", random.Random(1), first=True)


def _stored(one: Lived) -> StoredApplication:
    assert one.application is not None
    return StoredApplication(one.application, one.ledger)


def honest() -> YearEvidence:
    """Everybody kept every promise."""
    record = YearRecord(numbers={one.submitted.application_id: number for number, one in enumerate(lived())})
    answered = lived()[0].submitted.application_id
    record.confirmed["cause-2"] = answered
    return YearEvidence(
        cases=[_case(one) for one in lived()],
        record=record,
        routings=[fact for one in lived() for fact in _seen(one)],
        documents={one.submitted.application_id: _stored(one) for one in lived()},
        clock=CLOCK,
        until=UNTIL,
        planned={ApplicationKind.COMPLAINT: 3, ApplicationKind.INFORMATION_REQUEST: 1},
    )


def test_an_honest_year_balances_and_its_lateness_is_on_the_wall():
    account = draw_up(honest(), recount())
    assert account.differences == []
    assert account.year.told.of(End.ANSWERED_IN_TIME) == 1
    assert account.year.told.of(End.ANSWERED_OVERDUE) == 1
    assert account.year.told.of(End.SILENCE) == 2
    escalated = [fact for one in lived() for fact, _ in one.ledger if isinstance(fact, Escalated)]
    assert len(account.lateness_seconds) == len(escalated) >= 4
    assert account.lateness_seconds == pytest.approx([WALL_DELAY.total_seconds()] * len(escalated))


def _moved(evidence: YearEvidence, event_type: str, by: timedelta) -> YearEvidence:
    """Move the first fact of a type, and what followed it, in the log and in the store."""
    which = next(fact for fact in evidence.routings if fact.event_type == event_type)
    stored = evidence.documents[which.application_id]
    ledger = [
        (fact, at + by if place >= which.sequence else at) for place, (fact, at) in enumerate(stored.ledger, start=1)
    ]
    one = next(each for each in lived() if each.submitted.application_id == which.application_id)
    moved = _seen(Lived(one.submitted, None, ledger))
    return replace(
        evidence,
        routings=[*(fact for fact in evidence.routings if fact.application_id != which.application_id), *moved],
        documents={
            **evidence.documents,
            which.application_id: StoredApplication(rebuild(ledger) or stored.state, ledger),
        },
    )


def _without(evidence: YearEvidence, event_type: str) -> YearEvidence:
    return replace(evidence, routings=[fact for fact in evidence.routings if fact.event_type != event_type])


def _with_finding(evidence: YearEvidence) -> YearEvidence:
    evidence.record.find("an application was refused: 422")
    return evidence


def _confirmed_for_nothing(evidence: YearEvidence) -> YearEvidence:
    evidence.record.confirmed["cause-of-nothing"] = evidence.cases[0].receipt.application_id
    return evidence


def _withdrawn_for_nothing(evidence: YearEvidence) -> YearEvidence:
    evidence.record.withdrawn.append(evidence.cases[1].receipt.application_id)
    return evidence


def _first_of(documents: YearEvidence) -> str:
    return next(iter(documents.documents))


@pytest.mark.parametrize(
    ("plant", "says"),
    [
        pytest.param(lambda e: replace(e, cases=e.cases[1:]), "without a receipt", id="a receipt is lost"),
        pytest.param(lambda e: replace(e, cases=[*e.cases, e.cases[0]]), "2 receipts", id="a receipt came twice"),
        pytest.param(
            lambda e: replace(e, routings=[*e.routings, e.routings[0]]), "seen more than once", id="a fact came twice"
        ),
        pytest.param(
            lambda e: replace(e, documents={k: v for k, v in e.documents.items() if k != _first_of(e)}),
            "not in the store",
            id="a document is missing",
        ),
        pytest.param(lambda e: _without(e, "application.escalated.v1"), "was forgotten", id="nobody was told above"),
        pytest.param(
            lambda e: _moved(e, "application.escalated.v1", -timedelta(hours=3)), "instead of", id="told too early"
        ),
        pytest.param(
            lambda e: _moved(e, "application.escalated.v1", timedelta(days=7)), "instead of", id="told after 15 s"
        ),
        pytest.param(lambda e: _without(e, "response.issued.v1"), "or others", id="log and store differ"),
        pytest.param(
            lambda e: replace(e, planned={**e.planned, ApplicationKind.OPINION: 1}), "missing", id="one never came"
        ),
        pytest.param(_with_finding, "was refused", id="somebody was refused"),
        pytest.param(_confirmed_for_nothing, "a deed was confirmed", id="a confirmed deed is lost"),
        pytest.param(_withdrawn_for_nothing, "withdrawn, and still open", id="a withdrawal is lost"),
    ],
)
def test_a_broken_promise_is_noticed(plant: Callable[[YearEvidence], YearEvidence], says: str):
    account = draw_up(plant(honest()), recount())
    assert any(says in difference for difference in account.differences), account.differences


def test_a_report_within_fifteen_seconds_of_the_wall_is_in_time():
    assert draw_up(_moved(honest(), "application.escalated.v1", timedelta(hours=1)), recount()).differences == []


def test_an_answer_after_its_date_is_overdue_before_anybody_reports_it():
    unreported = [entry for entry in lived()[2].ledger if not isinstance(entry[0], DeadlineMissed | Escalated)]
    assert told(unreported).end is End.ANSWERED_IN_TIME
    assert told_by_date(unreported).end is End.ANSWERED_OVERDUE
    assert told_by_date(lived()[0].ledger).end is End.ANSWERED_IN_TIME
