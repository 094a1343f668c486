"""When is a bounded run over? When nobody waits any more: answered and told, ended otherwise, or told to the centre."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.ladder import Stage
from operations.observed import ObservedFact, Receipt


@dataclass(slots=True)
class _Waiting:
    reachable: bool = True
    answered: bool = False
    told: bool = False
    settled: bool = False
    centre_at: datetime | None = None


@dataclass(slots=True)
class Settling:
    """Follows every application to its end."""

    _all: dict[str, _Waiting] = field(default_factory=dict)

    def on_receipt(self, receipt: Receipt) -> None:
        """Wait for the end of one more application."""
        self._all.setdefault(receipt.application_id, _Waiting()).reachable = receipt.reachable

    def on_fact(self, fact: ObservedFact) -> None:
        """Learn of a fact."""
        waiting = self._all.setdefault(fact.application_id, _Waiting())
        match fact.event_type:
            case "clock.set.v1":
                stages = fact.value["stages"]
                assert isinstance(stages, list)  # noqa: S101
                at = [stage["at"] for stage in stages if stage["stage"] == Stage.CENTRE]
                waiting.centre_at = datetime.fromisoformat(at[0]) if at else waiting.centre_at
            case "response.issued.v1":
                waiting.answered = True
            case "notice.recorded.v1" if fact.value.get("kind") == "response":
                waiting.told = True
            case "application.closed.v1" | "application.not_processed.v1" | "application.found_invalid.v1":
                waiting.settled = True
            case "application.escalated.v1" if fact.value.get("stage") == Stage.CENTRE:
                waiting.settled = True

    def unsettled(self) -> int:
        """Count those who still wait for an institution."""
        return sum(not (waiting.settled or waiting.answered) for waiting in self._all.values())

    def untold(self) -> int:
        """Count the answers of which the citizen was not told yet."""
        return sum(
            waiting.answered and waiting.reachable and not (waiting.told or waiting.settled)
            for waiting in self._all.values()
        )

    def last_rung_at(self) -> datetime | None:
        """Tell the legal moment by which the last of those who wait must have been reported to the centre."""
        moments = (waiting.centre_at for waiting in self._all.values() if not (waiting.settled or waiting.answered))
        return max((moment for moment in moments if moment is not None), default=None)
