"""What became of each input, told to the metrics once it is committed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.decision import IgnoredBecause
from domain.evolution import StageReached
from domain.facts import DeemedRefused, Fact, RefusalCode, Routed
from domain.inputs import ApplicationSubmitted, ClockFellDue
from domain.ladder import Stage
from runtime import metrics
from runtime.clock import LegalClock
from runtime.incoming import Incoming


class Became(StrEnum):
    """The closed list of outcomes."""

    APPLIED = "applied"
    REFUSED = "refused"
    IGNORED = "ignored"
    AGAIN = "again"
    DUPLICATE = "duplicate"
    DEAD_LETTER = "dead_letter"
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One input and what became of it; `why` is a stable code."""

    incoming: Incoming
    became: Became
    why: str = ""
    facts: Sequence[Fact] = ()


def observe(outcomes: Sequence[Outcome], clock: LegalClock, *, stored_at: datetime, committed_at: datetime) -> None:
    """Count what was committed, and how long it took."""
    for outcome in outcomes:
        metrics.INPUTS.labels(outcome.incoming.type_label, outcome.became).inc()
        match outcome.became:
            case Became.APPLIED:
                _observe_applied(outcome, clock, stored_at, committed_at)
            case Became.REFUSED | Became.IGNORED if outcome.why == RefusalCode.LEDGER_FULL:
                metrics.LEDGER_FULL.inc()
            case Became.IGNORED if isinstance(outcome.incoming.asked, ClockFellDue):
                metrics.CLOCK_INPUTS_IGNORED.labels(IgnoredBecause(outcome.why)).inc()
            case Became.DEAD_LETTER:
                metrics.DEAD_LETTERS.labels(outcome.why).inc()


def _observe_applied(outcome: Outcome, clock: LegalClock, stored_at: datetime, committed_at: datetime) -> None:
    if isinstance(outcome.incoming.asked, ApplicationSubmitted):
        accepted_at = outcome.incoming.raw.timestamp
        metrics.ACCEPT_TO_ROUTED_SECONDS.observe((stored_at - accepted_at).total_seconds())
        if any(isinstance(fact, Routed) for fact in outcome.facts):
            metrics.ACCEPT_TO_DELIVERED_SECONDS.observe((committed_at - accepted_at).total_seconds())
    for fact in outcome.facts:
        if isinstance(fact, StageReached):
            stage = Stage.DEEMED_REFUSAL if isinstance(fact, DeemedRefused) else fact.stage
            lateness = (committed_at - clock.wall_at(fact.scheduled_at)).total_seconds()
            metrics.ESCALATION_LATENESS_SECONDS.labels(stage).observe(max(0.0, lateness))
