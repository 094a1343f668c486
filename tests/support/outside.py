"""Who are the applicants' mail server and SMS provider in a test? The local ones, with what goes wrong on demand."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from operations.evidence import read_mailbox, read_messages
from operations.machine import free_ports
from operations.mail_server import Mailbox, serve
from operations.sms_simulator import provider_service
from runtime.http_server import HttpServer
from runtime.settings import Settings


class MoodyMailbox(Mailbox):
    """Takes mails, unless told to answer otherwise; says when one came."""

    def __init__(self, directory: Path) -> None:
        super().__init__(directory)
        self.answers: list[str] = []
        self.on_mail: Callable[[], None] = lambda: None
        self.tries = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Answer as told, once an answer; else keep the mail."""
        self.tries += 1
        if self.answers:
            return self.answers.pop(0)
        kept = await super().handle_DATA(server, session, envelope)
        self.on_mail()
        return kept


@dataclass
class Outside:
    """The world outside, for one test."""

    directory: Path
    smtp_port: int = field(default_factory=lambda: free_ports(1)[0])
    sms_port: int = field(default_factory=lambda: free_ports(1)[0])

    def __post_init__(self) -> None:
        self.mailbox = MoodyMailbox(self.directory / "mailbox")

    def of(self, settings: Settings) -> Settings:
        """Point a stack at this world."""
        said = settings.model_dump(exclude_unset=True)
        return Settings(**said, smtp_port=self.smtp_port, sms_url=f"http://127.0.0.1:{self.sms_port}")

    @asynccontextmanager
    async def mail_server(self) -> AsyncIterator[None]:
        """Take mails until the block ends."""
        server = await serve(self.mailbox, self.smtp_port)
        try:
            yield
        finally:
            server.close()

    @asynccontextmanager
    async def sms_provider(self) -> AsyncIterator[None]:
        """Take short messages until the block ends."""
        server = HttpServer(provider_service(self.directory / "sms" / "messages.jsonl"), self.sms_port)
        await server.start()
        try:
            yield
        finally:
            await server.stop()

    def mails(self) -> dict[str, int]:
        """Tell how often each mail was delivered, by its Message-ID."""
        return {mail.notice_id: mail.deliveries for mail in read_mailbox(self.directory / "mailbox")}

    def mail_texts(self) -> list[str]:
        """List the mails' texts."""
        return [mail.text.replace("\r\n", "\n") for mail in read_mailbox(self.directory / "mailbox")]

    def messages(self) -> list[str]:
        """List the short messages' texts."""
        return [message.text for message in read_messages(self.directory / "sms" / "messages.jsonl")]


async def until(holds: Callable[[], bool], seconds: float = 30.0) -> None:
    """Wait for something that nobody announces."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.05)
