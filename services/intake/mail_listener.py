"""What happens to a mail that arrives at the BİMER address? It is answered 250 only when it cannot be lost any more.

Whatever stands in the way for a while is answered 4xx: the sender's mail server keeps the mail and comes again.
"""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session

from domain.applicant import is_email
from domain.masking import clean_text
from domain.submission import LONGEST_BODY
from runtime.clock import LegalClock
from runtime.errors import FatalFault, Fault
from runtime.log import logger
from runtime.metrics import INTAKE_MAILS
from runtime.settings import Settings
from runtime.web.problem import Problem
from services.intake.mail_drafts import Draft, MailDrafts
from services.intake.mail_reading import MailRead, read_mail
from services.intake.rate_limits import Purpose, RateLimits

LOOPBACK: Final = "127.0.0.1"
LARGEST_MAIL: Final = 10 * 1024 * 1024
"""Bytes, attachments included; they are read over, not kept."""

LONGEST_LINE: Final = 64 * 1024
"""Some programs write a paragraph in one line, though RFC 5321 allows 1,000 signs."""

QUIET_SECONDS: Final = 120
"""A client that says nothing for so long is hung up on."""

TAKEN: Final = "250 2.0.0 OK"
NOT_OURS: Final = "550 5.1.1 No such mailbox here"
ONE_AT_A_TIME: Final = "452 4.5.3 One recipient at a time"
NO_ADDRESS: Final = "550 5.1.7 The sender's address cannot be answered"
COME_AGAIN: Final = "451 4.3.0 The mail cannot be kept now, please try again later"
TOO_MANY: Final = "450 4.7.1 Too many mails from this address, please try again later"

_NULL_SENDERS: Final = frozenset({"", "<>"})
_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class MailGate:
    """Takes mails for one address; aiosmtpd calls the `handle_...` methods."""

    address: str
    own_sender: str
    drafts: MailDrafts
    clock: LegalClock
    limits: RateLimits
    on_draft: Callable[[], None]

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the BİMER address and no other."""
        del server, session
        if address.lower() != self.address.lower():
            return _counted("wrong_recipient", NOT_OURS)
        if envelope.rcpt_tos:
            return ONE_AT_A_TIME
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep a mail as a draft, or say why not."""
        del server, session
        raw = envelope.original_content or b""
        sender = envelope.mail_from or ""
        mail = await asyncio.to_thread(read_mail, raw)
        email = next((one for one in (mail.author, sender) if is_email(one)), None)
        if sender in _NULL_SENDERS or mail.automatic or (email or "").lower() in self._ourselves:
            return _counted("automatic", TAKEN)
        if email is None:
            return _counted("no_address", NO_ADDRESS)
        try:
            self.limits.check(Purpose.MAILS, email.lower())
        except Problem:
            return _counted("too_many", TOO_MANY)
        self.limits.spend(Purpose.MAILS, email.lower())
        return await self._keep(self._draft_of(mail, email, raw))

    async def handle_exception(self, error: Exception) -> str:
        """Answer what nobody foresaw so that the mail comes again."""
        _log.error("a mail could not be taken", exc_info=error)
        return _counted("internal_error", COME_AGAIN)

    async def _keep(self, draft: Draft) -> str:
        try:
            fresh = await self.drafts.keep(draft)
        except Fault as fault:
            _log.warning("a mail could not be kept", error=str(fault))
            self.limits.give_back(Purpose.MAILS, draft.email.lower())
            return _counted("store_unavailable", COME_AGAIN)
        if not fresh:
            self.limits.give_back(Purpose.MAILS, draft.email.lower())
            return _counted("repeated", TAKEN)
        self.on_draft()
        return _counted("kept", TAKEN)

    def _draft_of(self, mail: MailRead, email: str, raw: bytes) -> Draft:
        body = clean_text(f"{mail.subject}\n\n{mail.text}")
        _, _, content = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
        return Draft(
            draft_id=self.drafts.keys.id_of(mail.message_id, email, hashlib.sha256(content).digest()),
            email=email,
            body=body[:LONGEST_BODY],
            message_id=mail.message_id,
            attachments=mail.attachments,
            cut=len(body) > LONGEST_BODY,
            received_at=self.clock.now(),
        )

    @property
    def _ourselves(self) -> tuple[str, str]:
        return self.address.lower(), self.own_sender.lower()


class _Smtp(SMTP):
    line_length_limit = LONGEST_LINE


class _Lmtp(LMTP):
    line_length_limit = LONGEST_LINE


class MailListener:
    """Listens on one port of the loopback address, where the mail exchanger hands mails over."""

    def __init__(self, gate: MailGate, settings: Settings) -> None:
        self._gate = gate
        self._speaks = _Lmtp if settings.mail_in_protocol == "lmtp" else _Smtp
        self._port = settings.mail_in_port
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen; raises FatalFault when the port is taken."""
        loop = asyncio.get_running_loop()
        try:
            self._server = await loop.create_server(self._connection, LOOPBACK, self._port)
        except OSError as taken:
            raise FatalFault(f"port {self._port} cannot be used: {taken.strerror}") from taken

    async def stop(self) -> None:
        """Take no more mails; what is under way was not acknowledged and comes again."""
        if self._server is not None:
            self._server.close()

    def _connection(self) -> SMTP:
        return self._speaks(
            self._gate,
            data_size_limit=LARGEST_MAIL,
            enable_SMTPUTF8=True,
            hostname=self._gate.address.partition("@")[2],
            ident="BIMER",
            timeout=QUIET_SECONDS,
            loop=asyncio.get_running_loop(),
        )


def _counted(outcome: str, answer: str) -> str:
    INTAKE_MAILS.labels(outcome).inc()
    return answer
