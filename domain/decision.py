"""What can a decision be, and what may it look at?

Expected outcomes are values: an input is applied, refused with a code, or ignored with a reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID, uuid5

from domain.business_calendar import BusinessCalendar, local_date
from domain.facts import Fact, RefusalCode, TextRef
from domain.identifiers import InputId, TaskId
from domain.institution import Registry


@dataclass(frozen=True, slots=True)
class World:
    """What rules may look at besides the application: the institutions, the calendar and the legal time."""

    registry: Registry
    calendar: BusinessCalendar
    now: datetime

    @property
    def today(self) -> date:
        """Name the legal date in Istanbul."""
        return local_date(self.now)


@dataclass(frozen=True, slots=True)
class Applied:
    """The input took effect: these facts, in this order, and the texts they refer to by id."""

    facts: tuple[Fact, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """An officer's wish was judged and not applied."""

    code: RefusalCode


class IgnoredBecause(StrEnum):
    """Why an input has no effect and leaves no trace under its id."""

    STALE_CLOCK = "stale_clock"
    STAGE_ALREADY_REACHED = "stage_already_reached"
    EARLY = "early"
    UNKNOWN_APPLICATION = "unknown_application"
    ALREADY_REGISTERED = "already_registered"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    LEDGER_FULL = "ledger_full"


@dataclass(frozen=True, slots=True)
class Ignored:
    """The input came too early, too often or too late to matter."""

    because: IgnoredBecause


Decision: TypeAlias = Applied | Refused | Ignored


def task_id_of(input_id: InputId, ordinal: int = 0) -> TaskId:
    """Name the nth task that an input gives, the same each time the input is decided."""
    return TaskId(str(uuid5(UUID(input_id), f"task:{ordinal}")))


def text_of(input_id: InputId, name: str, text: str) -> tuple[TextRef, dict[str, str]]:
    """File a text under an id derived from its input; return the reference and the entry to store."""
    text_id = str(uuid5(UUID(input_id), f"text:{name}"))
    return TextRef.of(text_id, text), {text_id: text}
