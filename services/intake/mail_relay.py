"""How does intake hand a mail to the mail server, and what did the server make of it?"""

from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, Self

import aiosmtplib
from aiosmtplib import errors as e

from runtime.clock import wall_now
from runtime.settings import Settings

TIMEOUT_SECONDS: Final = 10.0
NOBODY: Final = ""
"""The sender of what must never come back: a machine's answer (RFC 3834)."""


class RelayAway(Exception):
    """The mail was not taken now and may be taken later."""


class AddressRefused(Exception):
    """No mail will ever reach this address."""


@dataclass(frozen=True, slots=True)
class MailRelay:
    """The mail server that takes what intake sends."""

    host: str
    port: int
    sender: str

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """Take the operator's mail server."""
        return cls(settings.smtp_host, settings.smtp_port, settings.smtp_sender)

    async def send(self, *, to: str, name: str, subject: str, text: str, answers: str = "") -> None:
        """Send a mail in Turkish under a Message-ID made of `name`; raises RelayAway or AddressRefused."""
        mail = EmailMessage()
        mail["Message-ID"] = f"<{name}@{self.sender.partition('@')[2]}>"
        mail["Date"] = format_datetime(wall_now())
        mail["From"], mail["To"], mail["Subject"] = self.sender, to, subject
        mail["Auto-Submitted"] = "auto-replied" if answers else "auto-generated"
        mail["Content-Language"] = "tr"
        if answers:
            mail["In-Reply-To"] = mail["References"] = answers
        mail.set_content(text)
        try:
            await aiosmtplib.send(
                mail,
                sender=NOBODY,
                recipients=[to],
                hostname=self.host,
                port=self.port,
                timeout=TIMEOUT_SECONDS,
            )
        except (e.SMTPException, OSError, TimeoutError) as error:
            raise _fate_of(error) from None


def _fate_of(error: Exception) -> RelayAway | AddressRefused:
    """Say what an SMTP error means: 5xx about the recipient or the mail is for good, everything else passes."""
    if isinstance(error, e.SMTPRecipientsRefused):
        codes = [refused.code for refused in error.recipients]
    elif isinstance(error, e.SMTPRecipientRefused | e.SMTPDataError):
        codes = [error.code]
    else:
        codes = []
    if any(500 <= code < 600 for code in codes):
        return AddressRefused()
    return RelayAway(type(error).__name__)
