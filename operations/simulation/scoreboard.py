"""How does the run stand right now, as citizens' receipts and a subscriber's facts tell it?"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.identifiers import InstitutionId
from domain.inputs import TaskPurpose
from domain.ladder import Stage
from operations.observed import GIVES_TASK, ObservedFact
from operations.simulation.levels import Level

REMEMBERED = 20_000
"""How many of the newest durations the percentiles are taken of."""


@dataclass(slots=True)
class _Standing:
    """What is known of one application."""

    accepted_at: datetime | None = None
    level: Level | None = None
    routed_after: timedelta | None = None
    overdue: bool = False
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Percentiles:
    """The middle one and the hundredth worst of some durations."""

    p50: timedelta
    p99: timedelta

    @classmethod
    def of(cls, durations: Sequence[timedelta]) -> "Percentiles | None":
        """Take them of durations in any order; None of none."""
        if not durations:
            return None
        ranked = sorted(durations)
        return cls(*(ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.99)))


@dataclass(slots=True)
class Scoreboard:
    """Counts receipts and facts as they come; `figures` names each count."""

    level_of: Callable[[InstitutionId], Level]
    figures: Counter[str] = field(default_factory=Counter)
    in_hands_of: Counter[Level] = field(default_factory=Counter)
    accept_to_routed: deque[timedelta] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    accept_to_answered: deque[timedelta] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    _standings: dict[str, _Standing] = field(default_factory=dict)

    def on_receipt(self, application_id: str, at: datetime) -> None:
        """Note that a citizen holds a receipt; the routing may have been seen before it."""
        self.figures["submitted"] += 1
        standing = self._standings.setdefault(application_id, _Standing())
        standing.accepted_at = at

    def on_fact(self, fact: ObservedFact, seen_at: datetime) -> None:
        """Note a fact in the order of its application's ledger."""
        standing = self._standings.setdefault(fact.application_id, _Standing())
        if fact.event_type in GIVES_TASK:
            self._given(standing, fact, seen_at)
        match fact.event_type:
            case "response.issued.v1":
                self._ended(standing, "answered")
                if standing.accepted_at is not None:
                    self.accept_to_answered.append(seen_at - standing.accepted_at)
            case "application.closed.v1" if fact.value.get("because") == "withdrawn":
                self._ended(standing, "withdrawn")
            case "deadline.missed.v1":
                self.figures["overdue"] += not standing.overdue
                standing.overdue = True
            case "application.escalated.v1":
                rung = "coordinator" if fact.value.get("stage") == Stage.COORDINATOR else "centre"
                self.figures[f"escalated to the {rung}"] += 1
            case "notice.recorded.v1":
                self.figures[f"notices {fact.value.get('outcome')}"] += 1
            case "action.refused.v1":
                self.figures["actions refused"] += 1

    def _given(self, standing: _Standing, fact: ObservedFact, seen_at: datetime) -> None:
        if fact.value.get("purpose") == TaskPurpose.INFORMATION:
            return
        level = self.level_of(InstitutionId(str(fact.value["institution_id"])))
        self._move(standing, level)
        if fact.event_type == "application.referred.v1":
            self.figures["referred"] += 1
            return
        if fact.event_type == "application.screening_requested.v1":
            self.figures["screened"] += 1
        else:
            self.figures["placed by hand" if fact.value.get("placed_from_task_id") else "routed"] += 1
        if standing.routed_after is None and standing.accepted_at is not None:
            standing.routed_after = max(seen_at - standing.accepted_at, timedelta(0))
            self.accept_to_routed.append(standing.routed_after)

    def _ended(self, standing: _Standing, how: str) -> None:
        if not standing.ended:
            standing.ended = True
            self.figures[how] += 1
            self._move(standing, None)

    def _move(self, standing: _Standing, level: Level | None) -> None:
        if standing.level is not None:
            self.in_hands_of[standing.level] -= 1
        if level is not None:
            self.in_hands_of[level] += 1
        standing.level = level
