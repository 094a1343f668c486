"""Does a bounded run wait for everybody, and for nobody in vain?"""

from datetime import UTC, datetime, timedelta

from operations.observed import ObservedFact, Receipt
from operations.simulation.settling import Settling

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
CENTRE_AT = NOON + timedelta(days=37)


def settling(*, reachable: bool = True) -> Settling:
    """Waits for one application whose clock runs."""
    waits = Settling()
    waits.on_receipt(Receipt("a", "1", NOON, "2026-12-23", "complaint", reachable))
    tell(waits, "clock.set.v1", stages=[{"stage": "centre", "at": CENTRE_AT.isoformat()}])
    return waits


def tell(waits: Settling, event_type: str, **value: object) -> None:
    waits.on_fact(ObservedFact("bimer.routings", "f", event_type, "a", 1, NOON, value))


def test_who_holds_a_receipt_is_waited_for_until_the_centre_must_have_been_told():
    waits = settling()
    assert waits.unsettled() == 1
    assert waits.last_rung_at() == CENTRE_AT


def test_an_answer_ends_the_waiting_and_a_notice_the_telling():
    waits = settling()
    tell(waits, "response.issued.v1")
    assert (waits.unsettled(), waits.untold(), waits.last_rung_at()) == (0, 1, None)
    tell(waits, "notice.recorded.v1", kind="receipt")
    assert waits.untold() == 1
    tell(waits, "notice.recorded.v1", kind="response")
    assert waits.untold() == 0


def test_who_cannot_be_reached_is_not_waited_for():
    waits = settling(reachable=False)
    tell(waits, "response.issued.v1")
    assert waits.untold() == 0


def test_a_withdrawal_and_the_last_rung_settle():
    for event_type, value in (
        ("application.closed.v1", {"because": "withdrawn"}),
        ("application.escalated.v1", {"stage": "centre"}),
    ):
        waits = settling()
        tell(waits, event_type, **value)
        assert waits.unsettled() == 0


def test_the_coordinators_rung_does_not_settle():
    waits = settling()
    tell(waits, "application.escalated.v1", stage="coordinator")
    assert waits.unsettled() == 1


def test_a_clock_that_was_set_anew_counts_by_its_last_rung():
    waits = settling()
    tell(waits, "clock.set.v1", stages=[{"stage": "centre", "at": (CENTRE_AT + timedelta(days=3)).isoformat()}])
    assert waits.last_rung_at() == CENTRE_AT + timedelta(days=3)
