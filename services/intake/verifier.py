"""How does a code reach a mobile, and what comes back for it?"""

import secrets
from dataclasses import dataclass

import httpx

from domain.field_refusal import FieldCode, FieldRefusal
from runtime.clock import wall_now
from runtime.log import logger
from services.intake.error_texts import ProblemCode
from services.intake.mobiles import is_turkish, mobile_number
from services.intake.problems import problem
from services.intake.rate_limits import Purpose, RateLimits
from services.intake.verification import MobileVerification

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Sends codes through the SMS provider and gives proofs for them."""

    verification: MobileVerification
    provider: httpx.AsyncClient
    limits: RateLimits

    async def send(self, mobile: str | None) -> None:
        """Send a code; raises Problem 422 for what is no mobile of Türkiye, 429, or 503 while the provider is away."""
        number = _number(mobile)
        self.limits.check(Purpose.CODES_SENT, number)
        code = self.verification.code_for(number, wall_now())
        text = f"BİMER doğrulama kodunuz: {code}. Kod 3 dakika geçerlidir; kimseyle paylaşmayın."
        try:
            answer = await self.provider.post(
                "/messages", json={"reference": f"code-{secrets.token_hex(8)}", "to": number, "text": text}
            )
            answer.raise_for_status()
        except httpx.HTTPError as failed:
            _log.warning("a code could not be sent", type=type(failed).__name__)
            raise problem(ProblemCode.SMS_UNAVAILABLE) from None
        self.limits.spend(Purpose.CODES_SENT, number)

    def confirm(self, mobile: str | None, code: str | None) -> str:
        """Return the proof for the right code; raises Problem 422."""
        proof = self.verification.proof_for(_number(mobile), (code or "").strip(), wall_now())
        if proof is None:
            raise problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, [FieldRefusal("code", FieldCode.VERIFICATION_CODE_WRONG)])
        return proof


def _number(text: str | None) -> str:
    number = mobile_number((text or "").strip())
    if number is None or not is_turkish(number):
        raise problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, [FieldRefusal("mobile", FieldCode.MOBILE_WRONG)])
    return number
