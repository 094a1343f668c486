"""What are the bytes of a mail? Written by hand: the same few headers each time, and two parts in base64.

The library's message class parses every header it is given and costs more than all the rest of a notice.
"""

import base64
import re
from datetime import datetime
from email.utils import format_datetime

from services.notifier.letters import Letter

_ADDRESS = re.compile(r"[!-?A-~]+@[!-?A-~]+")
"""Printable ASCII around one @: nothing that could end a header line or begin another."""

WORD_BYTES = 45


class UnusableAddress(ValueError):
    """The address cannot stand in a mail's header; its text is not repeated here."""


def mail(letter: Letter, *, notice_id: str, sender: str, to: str, at: datetime) -> bytes:
    """Make the mail, as plain text and as a page of the same words, under the notice's id. Raises UnusableAddress."""
    if not _ADDRESS.fullmatch(to):
        raise UnusableAddress
    boundary = f"bimer-{notice_id}"
    head = (
        f"Message-ID: <{notice_id}@{sender.partition('@')[2]}>",
        f"Date: {format_datetime(at)}",
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {_encoded(letter.subject)}",
        f"X-Bimer-Template: {letter.template}",
        "Auto-Submitted: auto-generated",
        "Content-Language: tr",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
    )
    parts = (*_part(boundary, "plain", letter.text), *_part(boundary, "html", letter.html()), f"--{boundary}--", "")
    return "\r\n".join((*head, "", *parts)).encode()


def _encoded(subject: str) -> str:
    """Encode a header's text in base64 words, as RFC 2047 wants it: no word over 75 characters, no letter cut."""
    words, word = [], ""
    for letter in subject:
        if len((word + letter).encode()) > WORD_BYTES:
            words.append(word)
            word = ""
        word += letter
    return "\r\n ".join(f"=?utf-8?b?{base64.b64encode(part.encode()).decode()}?=" for part in (*words, word))


def _part(boundary: str, subtype: str, text: str) -> tuple[str, ...]:
    return (
        f"--{boundary}",
        f"Content-Type: text/{subtype}; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        base64.encodebytes(text.replace("\n", "\r\n").encode()).decode().replace("\n", "\r\n"),
    )
