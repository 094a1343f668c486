"""What did people outside hold and see in one run?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.business_calendar import BusinessCalendar
from runtime.clock import LegalClock

GIVES_TASK = ("application.routed.v1", "application.screening_requested.v1", "application.referred.v1")
ENDS_WITH_A_REASON = ("application.not_processed.v1", "application.found_invalid.v1")
ENDS_WAITING = ("response.issued.v1", "application.closed.v1", *ENDS_WITH_A_REASON)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a citizen holds after a 201."""

    application_id: str
    tracking_number: str
    received_at: datetime
    due_on: str
    kind: str
    reachable: bool
    """Whether the citizen left an address at which an answer must arrive."""


@dataclass(frozen=True, slots=True)
class ObservedFact:
    """One record as a subscriber saw it; `wall_at` is Kafka's timestamp, `legal_at` and `cause` its headers' texts."""

    topic: str
    fact_id: str
    event_type: str
    application_id: str
    sequence: int
    wall_at: datetime
    value: Mapping[str, object]
    legal_at: str = ""
    cause: str = ""


@dataclass(frozen=True, slots=True)
class DeliveredNotice:
    """One mail or message that arrived; `deliveries` above one means the provider saw it again."""

    notice_id: str
    text: str
    deliveries: int = 1


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the account is computed from."""

    receipts: Sequence[Receipt]
    routings: Sequence[ObservedFact]
    institutions: Sequence[ObservedFact]
    notices: Sequence[DeliveredNotice]
    applied_answers: Sequence[str]
    """Ids of the applications whose answer the desk confirmed as applied."""
    confirmed_withdrawals: Sequence[str]
    """Ids of the applications whose withdrawal intake confirmed."""
    findings: Sequence[str]
    """What citizens and officers found wrong on the spot, in words."""
    clock: LegalClock
    calendar: BusinessCalendar
    ended_at: datetime
