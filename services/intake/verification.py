"""Does this mobile or e-mail address belong to who fills in the form? A code is sent there (R-D5, R-D6).

Code and proof are keyed hashes of the address and the time on the wall: nothing is remembered, and any process can
check what another sent.
"""

import base64
import hashlib
import hmac
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from domain.field_refusal import FieldCode, FieldRefusal

CODE_SECONDS: Final = 180
MAILED_CODE_SECONDS: Final = 900
"""Mail servers make strangers wait."""

PROOF_SECONDS: Final = 1_800
MOST_TRIES: Final = 5
"""Wrong codes an address may be given while one code is good: guessing all day finds one in a thousand."""

_STEP_SECONDS: Final = 60
_REMEMBERED: Final = 10_000


@dataclass(slots=True)
class AddressVerification:
    """Makes and checks codes and proofs; counts wrong tries within this process."""

    key: bytes = field(repr=False)
    code_seconds: int = CODE_SECONDS
    _tries: OrderedDict[str, tuple[float, int]] = field(default_factory=OrderedDict, repr=False)

    def code_for(self, address: str, at: datetime) -> str:
        """Return the six digits to be sent now."""
        return self._code(address, _step(at))

    def proof_for(self, address: str, code: str, at: datetime) -> str | None:
        """Return the proof that the address was confirmed; None for a wrong or old code, or after too many tries."""
        if self._tries_left(address, at) <= 0:
            return None
        steps = range(_step(at), _step(at) - self.code_seconds // _STEP_SECONDS, -1)
        if not any(hmac.compare_digest(self._code(address, step).encode(), code.encode()) for step in steps):
            self._count_a_try(address, at)
            return None
        good_until = int(at.timestamp()) + PROOF_SECONDS
        return f"{good_until}.{self._proof_mac(address, good_until)}"

    def is_proof(self, proof: str, address: str, at: datetime) -> bool:
        """Tell whether the proof is of this address and still good."""
        until, _, mac = proof.partition(".")
        if not (until.isascii() and until.isdigit()) or len(until) > 12 or int(until) < at.timestamp():
            return False
        return hmac.compare_digest(self._proof_mac(address, int(until)).encode(), mac.encode())

    def _code(self, address: str, step: int) -> str:
        return f"{int.from_bytes(self._mac(f'code|{step}|{address}')[:8], 'big') % 1_000_000:06d}"

    def _proof_mac(self, address: str, good_until: int) -> str:
        digest = self._mac(f"proof|{good_until}|{address}")[:16]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")

    def _mac(self, text: str) -> bytes:
        return hmac.new(self.key, text.encode(), hashlib.sha256).digest()

    def _tries_left(self, address: str, at: datetime) -> int:
        since, count = self._tries.get(address, (0.0, 0))
        return MOST_TRIES if at.timestamp() - since > self.code_seconds else MOST_TRIES - count

    def _count_a_try(self, address: str, at: datetime) -> None:
        since, count = self._tries.pop(address, (at.timestamp(), 0))
        if at.timestamp() - since > self.code_seconds:
            since, count = at.timestamp(), 0
        self._tries[address] = (since, count + 1)
        while len(self._tries) > _REMEMBERED:
            self._tries.popitem(last=False)


@dataclass(frozen=True, slots=True)
class ProofCheck:
    """Wants the proof of one address in an application, where the operator wants it."""

    verification: AddressVerification
    required: bool
    named: str
    """The field in which the proof is sent."""
    missing: FieldCode
    wrong: FieldCode

    def refusal(self, address: str | None, proof: str | None, at: datetime) -> FieldRefusal | None:
        """Say what is wrong with the proof; who gives no address needs none."""
        if not self.required or address is None:
            return None
        if not proof:
            return FieldRefusal(self.named, self.missing)
        return None if self.verification.is_proof(proof, address, at) else FieldRefusal(self.named, self.wrong)


def mobile_check(verification: AddressVerification, required: bool) -> ProofCheck:
    """Want the proof of the mobile (R-D5)."""
    codes = FieldCode.VERIFICATION_REQUIRED, FieldCode.VERIFICATION_WRONG
    return ProofCheck(verification, required, "verification", *codes)


def email_check(verification: AddressVerification, required: bool) -> ProofCheck:
    """Want the proof of the e-mail address (R-D6)."""
    codes = FieldCode.EMAIL_VERIFICATION_REQUIRED, FieldCode.EMAIL_VERIFICATION_WRONG
    return ProofCheck(verification, required, "email_verification", *codes)


def _step(at: datetime) -> int:
    return int(at.timestamp()) // _STEP_SECONDS
