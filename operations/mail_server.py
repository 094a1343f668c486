"""Where do the mails go on a machine without a mail system? Into files that anybody can open.

A real SMTP server on loopback: every mail becomes `<state>/mailbox/<Message-ID>.eml`, written whole or not at all.
Beside it `<Message-ID>.deliveries` has one line a delivery, so that a mail sent twice can be seen.
"""

import asyncio
import re
import signal
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.policy import compat32
from hashlib import sha256
from pathlib import Path

import uvloop
from aiosmtpd.smtp import SMTP, Envelope, Session

from runtime.settings import Settings

LOOPBACK = "127.0.0.1"


class Mailbox:
    """Takes every mail that arrives; aiosmtpd calls `handle_DATA`."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        directory.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep one mail and only then acknowledge it."""
        del server, session
        self.keep(envelope.original_content or b"")
        return "250 OK"

    def keep(self, mail: bytes) -> Path:
        """Write a mail under its Message-ID; the same mail again replaces the file and adds a delivery."""
        path = self._directory / f"{_name_of(mail)}.eml"
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_bytes(mail)
        unfinished.replace(path)
        with path.with_suffix(".deliveries").open("a") as deliveries:
            deliveries.write(f"{datetime.now(UTC).isoformat(timespec='milliseconds')}\n")
        return path


def _name_of(mail: bytes) -> str:
    """Make a file name of the Message-ID's local part; of the content's hash where there is none."""
    headers = BytesHeaderParser(policy=compat32).parsebytes(mail)
    local_part = str(headers.get("Message-ID", "")).strip().strip("<>").partition("@")[0]
    return re.sub(r"[^\w.-]", "_", local_part)[:120] or sha256(mail).hexdigest()


async def serve(mailbox: Mailbox, port: int) -> asyncio.Server:
    """Listen on loopback."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: SMTP(mailbox, enable_SMTPUTF8=True, loop=loop), LOOPBACK, port)


async def _run(settings: Settings) -> None:
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    server = await serve(Mailbox(settings.state_directory / "mailbox"), settings.smtp_port)
    await stopping.wait()
    server.close()


if __name__ == "__main__":
    uvloop.run(_run(Settings()))
