"""How does a notice go by e-mail? Over a few SMTP connections that are kept; its Message-ID is the notice's id."""

import asyncio
import time

import aiosmtplib
from aiosmtplib import errors as e

from runtime.clock import wall_now
from runtime.settings import Settings
from services.notifier.attempts import Accepted, Attempt, Postponed, Refused
from services.notifier.channels.mail import UnusableAddress, mail
from services.notifier.composition import Parcel
from services.notifier.content import greeting
from services.notifier.letters import written

CONNECTIONS = 4
TIMEOUT_SECONDS = 10.0
IDLE_SECONDS = 20.0
"""A connection that rested for so long is asked whether it still stands: a mail is never the one to find out."""


def fate_of(error: Exception) -> Postponed | Refused:
    """Say what an SMTP error means: 5xx about the recipient or the mail is for good, everything else passes."""
    if isinstance(error, e.SMTPRecipientsRefused):
        codes = {refused.code for refused in error.recipients}
        return _by_code(max(codes, default=0))
    if isinstance(error, e.SMTPRecipientRefused | e.SMTPDataError):
        return _by_code(error.code)
    if isinstance(error, e.SMTPResponseException):
        return Postponed(f"smtp_{error.code}")
    return Postponed("smtp_unreachable", provider_away=True)


def _by_code(code: int) -> Postponed | Refused:
    permanent = 500 <= code < 600
    return Refused(f"smtp_{code}") if permanent else Postponed(f"smtp_{code}")


class _Connection:
    """One SMTP connection, opened when first needed and anew after any error."""

    def __init__(self, settings: Settings) -> None:
        self._smtp = aiosmtplib.SMTP(hostname=settings.smtp_host, port=settings.smtp_port, timeout=TIMEOUT_SECONDS)
        self._used_at = 0.0

    async def send(self, sender: str, to: str, message: bytes) -> None:
        """Send one mail; raises aiosmtplib's errors."""
        try:
            await self._ensure_open()
            await self._smtp.sendmail(sender, [to], message)
        except BaseException:
            self.close()
            raise
        self._used_at = time.monotonic()

    async def _ensure_open(self) -> None:
        if self._smtp.is_connected and time.monotonic() - self._used_at > IDLE_SECONDS:
            try:
                await self._smtp.noop()
            except (e.SMTPException, OSError):
                self.close()
        if not self._smtp.is_connected:
            await self._smtp.connect()

    def close(self) -> None:
        """Drop the connection."""
        self._smtp.close()


class EmailChannel:
    """Hands mails to the mail server."""

    at_once = CONNECTIONS

    def __init__(self, settings: Settings) -> None:
        self._sender = settings.smtp_sender
        self._connections = [_Connection(settings) for _ in range(CONNECTIONS)]
        self._free = asyncio.Queue[_Connection]()
        for connection in self._connections:
            self._free.put_nowait(connection)

    async def hand_over(self, parcel: Parcel) -> Attempt:
        """Send the notice as a mail."""
        if not parcel.contact.email:
            return Refused("no_address")
        letter = written(parcel.notice.kind, {**parcel.said, "greeting": greeting(parcel.contact.name)})
        to, notice_id = parcel.contact.email, parcel.notice.notice_id
        try:
            message = mail(letter, notice_id=notice_id, sender=self._sender, to=to, at=wall_now())
        except UnusableAddress:
            return Refused("unusable_address")
        connection = await self._free.get()
        try:
            await connection.send(self._sender, to, message)
        except (e.SMTPException, OSError, TimeoutError) as error:
            return fate_of(error)
        finally:
            self._free.put_nowait(connection)
        return Accepted(letter.template)

    async def close(self) -> None:
        """Drop the connections."""
        for connection in self._connections:
            connection.close()
