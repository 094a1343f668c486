"""Does this mobile belong to who fills in the form? A code by SMS, without anything to remember (R-D5).

Code and proof are keyed hashes of the number and the time on the wall: any process can check what another sent.
"""

import base64
import hashlib
import hmac
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

CODE_SECONDS: Final = 180
PROOF_SECONDS: Final = 1_800
MOST_TRIES: Final = 5
"""Wrong codes a number may be given within `CODE_SECONDS`: guessing all day finds one in a thousand."""

_STEP_SECONDS: Final = 60
_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class MobileVerification:
    """Makes and checks codes and proofs; counts wrong tries within this process."""

    key: bytes = field(repr=False)
    _tries: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict, repr=False)

    def code_for(self, mobile: str, at: datetime) -> str:
        """Return the six digits to be sent now."""
        return self._code(mobile, _step(at))

    def proof_for(self, mobile: str, code: str, at: datetime) -> str | None:
        """Return the proof that the number was confirmed; None for a wrong or old code, or after too many tries."""
        if self._tries_left(mobile, at) <= 0:
            return None
        steps = range(_step(at), _step(at) - CODE_SECONDS // _STEP_SECONDS, -1)
        if not any(hmac.compare_digest(self._code(mobile, step).encode(), code.encode()) for step in steps):
            self._count_a_try(mobile, at)
            return None
        good_until = int(at.timestamp()) + PROOF_SECONDS
        return f"{good_until}.{self._proof_mac(mobile, good_until)}"

    def is_proof(self, proof: str, mobile: str, at: datetime) -> bool:
        """Tell whether the proof is of this number and still good."""
        until, _, mac = proof.partition(".")
        if not (until.isascii() and until.isdigit()) or len(until) > 12 or int(until) < at.timestamp():
            return False
        return hmac.compare_digest(self._proof_mac(mobile, int(until)).encode(), mac.encode())

    def _code(self, mobile: str, step: int) -> str:
        return f"{int.from_bytes(self._mac(f'code|{step}|{mobile}')[:8], 'big') % 1_000_000:06d}"

    def _proof_mac(self, mobile: str, good_until: int) -> str:
        digest = self._mac(f"proof|{good_until}|{mobile}")[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def _mac(self, text: str) -> bytes:
        return hmac.new(self.key, text.encode(), hashlib.sha256).digest()

    def _tries_left(self, mobile: str, at: datetime) -> int:
        since, count = self._tries.get(mobile, (0.0, 0))
        return MOST_TRIES if at.timestamp() - since > CODE_SECONDS else MOST_TRIES - count

    def _count_a_try(self, mobile: str, at: datetime) -> None:
        since, count = self._tries.pop(mobile, (at.timestamp(), 0))
        if at.timestamp() - since > CODE_SECONDS:
            since, count = at.timestamp(), 0
        self._tries[mobile] = (since, count + 1)
        while len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)


def _step(at: datetime) -> int:
    return int(at.timestamp()) // _STEP_SECONDS
