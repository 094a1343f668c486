"""Which three fates can a failure have?

Fault
├── TransientFault   try again on a schedule: a server is away, a membership was lost
│   └── Fenced       another producer took over, or the transaction took too long
├── RejectedRecord   this record can never be processed: to the dead letters with its cause
└── FatalFault       this process must not go on: end, and let the supervisor start a new one
Library errors are translated where the library is used: `kafka_errors.py`, `store_errors.py`.
"""


class Fault(Exception):
    """A failure whose fate is known."""


class TransientFault(Fault):
    """Something that passes; the same work may succeed later."""


class Fenced(TransientFault):
    """This producer may write no more; a new one may."""


class RejectedRecord(Fault):
    """A record that will never be right; `code` is stable: metric label and dead-letter cause."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class FatalFault(Fault):
    """Going on could lose or repeat something; the message says what an operator must look at."""
