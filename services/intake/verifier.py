"""How does a code reach a mobile or a mailbox, and what comes back for it?"""

import secrets
from dataclasses import dataclass

import httpx

from domain.applicant import is_email
from domain.field_refusal import FieldCode, FieldRefusal
from runtime.clock import wall_now
from runtime.log import logger
from runtime.web.problem import Problem
from services.intake.error_texts import ProblemCode
from services.intake.mail_relay import AddressRefused, MailRelay, RelayAway
from services.intake.mobiles import is_turkish, mobile_number
from services.intake.problems import problem
from services.intake.rate_limits import Purpose, RateLimits
from services.intake.sent import ConfirmationSent, VerificationSent
from services.intake.verification import AddressVerification

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Sends codes through the SMS provider and the mail server, and gives proofs for them."""

    mobiles: AddressVerification
    emails: AddressVerification
    provider: httpx.AsyncClient
    relay: MailRelay
    limits: RateLimits

    async def send(self, asked: VerificationSent) -> None:
        """Send a code; raises Problem 422 for what can have none, 429, or 503 while it cannot be sent."""
        if _is_about_email(asked):
            await self.send_to_email(asked.email)
        else:
            await self.send_to_mobile(asked.mobile)

    def confirm(self, asked: ConfirmationSent) -> str:
        """Return the proof for the right code; raises Problem 422."""
        if _is_about_email(asked):
            return self.confirm_email(asked.email, asked.code)
        return self.confirm_mobile(asked.mobile, asked.code)

    async def send_to_mobile(self, mobile: str | None) -> None:
        """Send a code by SMS to a mobile of Türkiye; raises Problem."""
        number = _number(mobile)
        with self.limits.counting(Purpose.CODES_SENT, number):
            await self._by_sms(number)

    async def send_to_email(self, email: str | None) -> None:
        """Send a code by mail; raises Problem."""
        address = _email(email)
        with self.limits.counting(Purpose.CODES_SENT, address.lower()):
            await self._by_mail(address)

    async def _by_sms(self, number: str) -> None:
        code = self.mobiles.code_for(number, wall_now())
        text = f"BİMER doğrulama kodunuz: {code}. Kod 3 dakika geçerlidir; kimseyle paylaşmayın."
        try:
            answer = await self.provider.post(
                "/messages", json={"reference": f"code-{secrets.token_hex(8)}", "to": number, "text": text}
            )
            answer.raise_for_status()
        except httpx.HTTPError as failed:
            _log.warning("a code could not be sent", type=type(failed).__name__)
            raise problem(ProblemCode.SMS_UNAVAILABLE) from None

    async def _by_mail(self, address: str) -> None:
        code = self.emails.code_for(address, wall_now())
        text = (
            f"BİMER doğrulama kodunuz: {code}\n\nKod 15 dakika geçerlidir; kimseyle paylaşmayın. Kodu siz "
            "istemediyseniz bu iletiyi dikkate almayın.\n\nBİMER\n"
            "Bu ileti otomatik olarak gönderildi, lütfen cevaplamayın.\n"
        )
        name = f"code-{secrets.token_hex(8)}"
        try:
            await self.relay.send(to=address, name=name, subject="BİMER doğrulama kodunuz", text=text)
        except RelayAway as away:
            _log.warning("a code could not be mailed", type=str(away))
            raise problem(ProblemCode.MAIL_UNAVAILABLE) from None
        except AddressRefused:
            raise _refused("email", FieldCode.EMAIL_WRONG) from None

    def confirm_mobile(self, mobile: str | None, code: str | None) -> str:
        """Return the proof that a mobile was confirmed; raises Problem 422."""
        return _proof(self.mobiles, _number(mobile), code)

    def confirm_email(self, email: str | None, code: str | None) -> str:
        """Return the proof that an e-mail address was confirmed; raises Problem 422."""
        return _proof(self.emails, _email(email), code)


def _is_about_email(asked: VerificationSent) -> bool:
    if asked.email and asked.mobile:
        raise _refused("email", FieldCode.ONE_ADDRESS_AT_A_TIME)
    return bool(asked.email)


def _proof(verification: AddressVerification, address: str, code: str | None) -> str:
    proof = verification.proof_for(address, (code or "").strip(), wall_now())
    if proof is None:
        raise _refused("code", FieldCode.VERIFICATION_CODE_WRONG)
    return proof


def _number(text: str | None) -> str:
    number = mobile_number((text or "").strip())
    if number is None or not is_turkish(number):
        raise _refused("mobile", FieldCode.MOBILE_WRONG)
    return number


def _email(text: str | None) -> str:
    """Write an address as an application's is read, so that the proof fits."""
    address = (text or "").strip()
    if not is_email(address):
        raise _refused("email", FieldCode.EMAIL_WRONG)
    return address


def _refused(named: str, code: FieldCode) -> Problem:
    return problem(ProblemCode.REQUEST_NOT_ACCEPTABLE, [FieldRefusal(named, code)])
