"""What is a notice, from the fact that causes it to its end?

A fact becomes one notice for one channel, under an id derived from both: read twice it is the same notice. The queue
keeps the fact as it stands on the log and nothing of the person.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from domain.facts import ActionRefused, Fact
from domain.identifiers import ApplicationId, FactId, NoticeId, notice_id_of
from domain.inputs import NoticeChannel, NoticeKind, NoticeOutcome
from domain.notice import notice_kind_of
from schemas.catalogue import EVENT_BY_TYPE, ce_type_of, fact_of, to_wire


@dataclass(frozen=True, slots=True)
class Told:
    """One fact as read from the log: what became true, when by law, and when it was written on the wall."""

    fact_id: FactId
    application_id: ApplicationId
    fact: Fact | ActionRefused
    at: datetime
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Conclusion:
    """How a notice ended, at a legal moment; `cause` says why it failed, `template` in which words it went out."""

    outcome: NoticeOutcome
    at: datetime
    cause: str | None = None
    template: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one applicant by one road; `attempts` counts the one under way."""

    notice_id: NoticeId
    kind: NoticeKind
    channel: NoticeChannel
    told: Told
    attempts: int = 0
    conclusion: Conclusion | None = None

    @classmethod
    def of(cls, told: Told, channel: NoticeChannel | None) -> Self | None:
        """Make the notice that tells a fact; None where the applicant is not told or cannot be."""
        kind = notice_kind_of(told.fact)
        if kind is None or channel is None:
            return None
        return cls(notice_id_of(told.fact_id, channel), kind, channel, told)

    def row(self) -> dict[str, Any]:
        """Return what the queue keeps of a new notice."""
        event = to_wire(self.told.fact)
        return {
            "_id": self.notice_id,
            "application_id": self.told.application_id,
            "fact_id": self.told.fact_id,
            "kind": self.kind.value,
            "channel": self.channel.value,
            "fact": {"type": ce_type_of(event), "data": event.model_dump(mode="json")},
            "at": self.told.at.isoformat(),
            "written_at": self.told.written_at.isoformat(),
        }

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> Self:
        """Read a notice as the queue keeps it."""
        event = EVENT_BY_TYPE[row["fact"]["type"]].model_validate(row["fact"]["data"])
        told = Told(
            FactId(row["fact_id"]),
            ApplicationId(row["application_id"]),
            fact_of(event),
            datetime.fromisoformat(row["at"]),
            datetime.fromisoformat(row["written_at"]),
        )
        return cls(
            NoticeId(row["_id"]),
            NoticeKind(row["kind"]),
            NoticeChannel(row["channel"]),
            told,
            row.get("attempts", 0),
            _conclusion(row.get("conclusion"), row.get("template")),
        )


def _conclusion(kept: dict[str, Any] | None, template: str | None) -> Conclusion | None:
    if kept is None:
        return None
    at = datetime.fromisoformat(kept["at"])
    return Conclusion(NoticeOutcome(kept["outcome"]), at, kept["cause"], template)
