"""Which statuses may an application have, and which may follow which?"""

from enum import StrEnum

from domain.errors import ImpossibleInput


class ApplicationStatus(StrEnum):
    """Where an application stands, as the applicant is told; overdue and deemed refused are flags, not statuses."""

    REGISTERED = "registered"
    SCREENING = "screening"
    ROUTED = "routed"
    IN_PROGRESS = "in_progress"
    AWAITING_APPLICANT = "awaiting_applicant"
    AWAITING_PAYMENT = "awaiting_payment"
    ANSWERED = "answered"
    CLOSED = "closed"
    INVALID = "invalid"
    NOT_PROCESSED = "not_processed"
    WITHDRAWN = "withdrawn"


_S = ApplicationStatus
_IN_HAND = frozenset({_S.SCREENING, _S.ROUTED, _S.IN_PROGRESS, _S.AWAITING_APPLICANT, _S.AWAITING_PAYMENT})
ENDED_UNANSWERED = frozenset({_S.INVALID, _S.NOT_PROCESSED, _S.WITHDRAWN})
"""How an application ends to which no answer was given, or none that still counts."""
_REOPENED = frozenset({_S.SCREENING, _S.ROUTED})

MAY_BECOME: dict[ApplicationStatus, frozenset[ApplicationStatus]] = {
    _S.REGISTERED: frozenset({_S.SCREENING, _S.ROUTED}) | ENDED_UNANSWERED,
    _S.SCREENING: _IN_HAND | ENDED_UNANSWERED | {_S.ANSWERED},
    _S.ROUTED: _IN_HAND | ENDED_UNANSWERED | {_S.ANSWERED},
    _S.IN_PROGRESS: _IN_HAND | ENDED_UNANSWERED | {_S.ANSWERED},
    _S.AWAITING_APPLICANT: _IN_HAND | ENDED_UNANSWERED | {_S.ANSWERED},
    _S.AWAITING_PAYMENT: _IN_HAND | ENDED_UNANSWERED | {_S.ANSWERED},
    _S.ANSWERED: _REOPENED | {_S.CLOSED, _S.NOT_PROCESSED},
    _S.CLOSED: _REOPENED | {_S.NOT_PROCESSED},
    _S.INVALID: _REOPENED,
    _S.NOT_PROCESSED: _REOPENED,
    _S.WITHDRAWN: frozenset(),
}
"""The closed table of transitions (rulebook 1.5): what is missing here cannot happen."""


def may_become(now: ApplicationStatus, then: ApplicationStatus) -> bool:
    """Tell whether the table allows `then` after `now`; staying is always allowed."""
    return now is then or then in MAY_BECOME[now]


def assert_may_become(now: ApplicationStatus, then: ApplicationStatus) -> None:
    """Raise ImpossibleInput where the table has no such transition."""
    if not may_become(now, then):
        raise ImpossibleInput(f"an application that is {now} cannot become {then}")
