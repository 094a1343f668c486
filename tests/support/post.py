"""How does a test write to the BİMER address, and read what comes back?"""

import email
import email.policy
import re
import smtplib
import sys
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx

from operations.machine import is_listening
from operations.server_process import ServerProcess, wait_until
from runtime.settings import Settings

LOOPBACK = "127.0.0.1"
LETTER = "Sokağımızda iki haftadır çöp toplanmıyor. Ben Ayşe Yılmaz, belediyeye üç kez yazdım."

COMPLETED = {
    "kind": "complaint",
    "event_place.province": "06",
    "event_place.district": "Çankaya",
    "applicant.national_id": "10000000146",
    "applicant.given_name": "Ayşe",
    "applicant.family_name": "Yılmaz",
    "applicant.address.line": "Atatürk Cad. 12/3",
    "applicant.address.province": "06",
    "applicant.address.district": "Çankaya",
    "applicant.answer_by": "email",
}
"""What the sender of a mail fills into the form."""


def a_letter(name: str, sender: str = "ayse@example.org", text: str = LETTER, /, **headers: str) -> bytes:
    """Write a mail; `name` makes its Message-ID."""
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["Message-ID"] = f"<{name}@example.org>"
    mail["From"], mail["To"], mail["Subject"] = sender, "basvuru@bimer.example", "Çöp"
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def mail_server(settings: Settings) -> ServerProcess:
    """Start the applicants' mail server."""
    said = {"BIMER_SMTP_PORT": str(settings.smtp_port), "BIMER_STATE_DIRECTORY": str(settings.state_directory)}
    log = settings.state_directory / "mail-server.log"
    server = ServerProcess([sys.executable, "-m", "operations.mail_server"], log=log, environment=said)
    wait_until(lambda: is_listening(settings.smtp_port), "the mail server", seconds=30, log=log)
    return server


@dataclass(frozen=True)
class Post:
    """The way to intake and back."""

    settings: Settings

    def deliver(
        self,
        raw: bytes,
        sender: str = "ayse@example.org",
        to: str = "basvuru@bimer.example",
        client: Callable[..., smtplib.SMTP] = smtplib.SMTP,
    ) -> tuple[int, str]:
        """Hand a mail over as a mail server does; returns the last answer."""
        with client(LOOPBACK, self.settings.mail_in_port, timeout=60) as smtp:
            smtp.ehlo_or_helo_if_needed()
            smtp.mail(sender, ["body=8bitmime"])
            code, said = smtp.rcpt(to)
            if code == 250:
                code, said = smtp.data(raw)
            return code, said.decode()

    def mails(self, to: str) -> list[EmailMessage]:
        """Read the mails that reached an address."""
        found = [self._read(path) for path in sorted((self.settings.state_directory / "mailbox").glob("*.eml"))]
        return [mail for mail in found if mail["To"] == to]

    def deliveries(self, mail: EmailMessage) -> int:
        """Count how often a mail was handed over."""
        name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
        return len((self.settings.state_directory / "mailbox" / f"{name}.deliveries").read_text().splitlines())

    def mail_to(self, to: str, seconds: float = 30.0) -> EmailMessage:
        """Wait for the first mail to an address."""
        wait_until(lambda: bool(self.mails(to)), "the mail", seconds=seconds)
        return self.mails(to)[0]

    def _read(self, path: Path) -> EmailMessage:
        mail: Any = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        return mail  # type: ignore[no-any-return]


def text_of(mail: EmailMessage) -> str:
    """Return a mail's text with plain line ends."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


def link_in(mail: EmailMessage) -> str:
    """Find the link to follow."""
    found = re.search(r"http\S+", text_of(mail))
    assert found is not None
    return found[0]


def hidden_slip(page: str) -> str:
    """Read the slip hidden in the form."""
    return page.split('name="slip" value="')[1].split('"')[0]


def browser() -> httpx.Client:
    """A browser that keeps cookies and follows where it is led."""
    return httpx.Client(follow_redirects=True, timeout=30)
