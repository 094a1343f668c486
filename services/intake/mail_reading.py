"""What did somebody write in a mail? From its bytes to a plain text, whichever program made it.

Nothing in a mail can be trusted to be well formed, and nothing is refused for not being so: what cannot be read is left
out, and the citizen sees in the form what was read.
"""

import codecs
import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from html import unescape
from typing import Final, TypeAlias

from domain.masking import clean_text

LARGEST_PART: Final = 256 * 1024
"""Bytes of one text that are looked at: many times what the form takes."""

LONGEST_HEADER: Final = 4_000
"""Signs of one header that are looked at."""

DEEPEST: Final = 20
"""Parts within parts; no mail program nests so deep."""

MOST_PARTS: Final = 2_000
MOST_STEPS: Final = 5_000_000
"""Lines, each compared by the library with every boundary: half a second of work."""

_TURKISH: Final = "cp1254"
_SAID_TO_BE_TURKISH: Final = frozenset({"iso8859-1", "iso8859-9", "cp1252", "ascii"})
"""Read as Windows-1254, which holds them but for six letters that Turkish does not have."""

_NO_CHARSETS: Final = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "utf-7"})
"""What Python can decode and no mail is written in."""

_MESSAGE_ID: Final = re.compile(r"<[!-;=?-~]{1,250}>")
_BLANKS: Final = re.compile(r"[ \t\r\n\f\u00a0]+")
_EMPTY_LINES: Final = re.compile(r"\n{3,}")
_LIST_HEADERS: Final = ("List-Id", "List-Post", "List-Unsubscribe")
_MASS_MAIL: Final = frozenset({"bulk", "junk", "list"})
_SIGNATURES: Final = frozenset({"application/pgp-signature", "application/pkcs7-signature"})
_MARKUP: Final = re.compile(r"<!--|<(/?)([A-Za-z][A-Za-z0-9]*+)[^<>]*+>|<[!?][^<>]*+>")
_PARAGRAPHS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "hr"}
)
_LINES: Final = frozenset({"br", "div", "tr", "li", "dt", "dd", "section", "article", "header", "footer"})
_UNSEEN: Final = frozenset({"script", "style", "title"})
_OF_A_MACHINE: Final = re.compile(r"(?:mailer-daemon|postmaster)@.*", re.IGNORECASE)

Mail: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class MailRead:
    """A mail as far as it could be read."""

    author: str = field(repr=False)
    """The address in `From`; empty where there is none."""
    message_id: str = field(repr=False)
    subject: str = field(repr=False)
    text: str = field(repr=False)
    attachments: int
    automatic: bool
    """Whether a machine wrote it: answering such mails makes machines talk to each other without end (RFC 3834)."""


def read_mail(raw: bytes) -> MailRead:
    """Read a mail; never fails."""
    message = _parsed(raw)
    author = _author(message)
    text, attachments = _content(message)
    return MailRead(
        author=author,
        message_id=_message_id(message),
        subject=_header(message, "Subject"),
        text=_EMPTY_LINES.sub("\n\n", clean_text(text)),
        attachments=attachments,
        automatic=_is_automatic(message, author),
    )


def _parsed(raw: bytes) -> Mail:
    """Parse a mail; of one that the library trips over, or would need minutes for, the headers alone."""
    lines = max(raw.count(b"\n"), raw.count(b"\r"))
    parts = raw.count(b"\n--") + raw.count(b"\r--")
    if parts <= MOST_PARTS and lines * (1 + raw.lower().count(b"boundary")) <= MOST_STEPS:
        with contextlib.suppress(RecursionError, TypeError, ValueError):
            return message_from_bytes(raw)
    message = BytesHeaderParser().parsebytes(raw)
    message.set_payload("")
    return message


def _is_automatic(message: Mail, author: str) -> bool:
    """Tell whether a machine wrote the mail, or a person to a whole list."""
    submitted = _header(message, "Auto-Submitted").lower()
    return (
        (submitted != "" and not submitted.startswith("no"))
        or _header(message, "Precedence").lower() in _MASS_MAIL
        or any(name in message for name in _LIST_HEADERS)
        or message.get_content_type() == "multipart/report"
        or _OF_A_MACHINE.fullmatch(author) is not None
    )


def _author(message: Mail) -> str:
    try:
        addresses = getaddresses([_unfolded(_raw_header(message, "From"))])
    except RecursionError:
        return ""
    return next((address for _, address in addresses if "@" in address), "")


def _message_id(message: Mail) -> str:
    found = _MESSAGE_ID.search(_raw_header(message, "Message-ID"))
    return found[0] if found else ""


def _raw_header(message: Mail, name: str) -> str:
    """Return the first header of this name as it was sent; bytes beyond ASCII stand in it as surrogates."""
    found = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return found[:LONGEST_HEADER]


def _header(message: Mail, name: str) -> str:
    raw = _raw_header(message, name)
    if not raw.isascii():
        return _unfolded(_decoded(raw.encode("ascii", "surrogateescape"), None))
    try:
        words = decode_header(raw)
    except (HeaderParseError, ValueError):
        return _unfolded(raw)
    return _unfolded("".join(w if isinstance(w, str) else _decoded(w, charset) for w, charset in words))


def _unfolded(text: str) -> str:
    return " ".join(clean_text(text.encode("utf-8", "replace").decode()).split())


def _content(part: Mail, depth: int = 0) -> tuple[str, int]:
    """Read the text of a part, and count what hangs on it that is no text; as such counts what cannot be read."""
    try:
        return _content_read(part, depth)
    except (TypeError, ValueError):  # the library's, of a name or a charset that no mail program writes so
        return "", 1


def _content_read(part: Mail, depth: int) -> tuple[str, int]:
    kind = part.get_content_type()
    if depth < DEEPEST and part.is_multipart() and kind.startswith("multipart/"):
        return _joined(kind, [_content(child, depth + 1) for child in _children(part)])
    if part.get_filename() is None and part.get_content_disposition() != "attachment":
        if kind == "text/html":
            return words_of_html(_text_of(part)), 0
        if kind == "text/plain" or (kind.startswith("multipart/") and not part.is_multipart()):
            return _text_of(part), 0
    return "", 0 if kind in _SIGNATURES else 1


def _joined(kind: str, read: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """Join what stands one below the other; of alternatives take the first that has words, the plainest."""
    texts = [text.strip() for text, _ in read if text.strip()]
    attachments = [count for _, count in read]
    if kind == "multipart/alternative":
        return texts[0] if texts else "", max(attachments, default=0)
    return "\n\n".join(texts), sum(attachments)


def _children(part: Mail) -> list[Mail]:
    below = part.get_payload()
    return [child for child in below if isinstance(child, Message)] if isinstance(below, list) else []


def _text_of(part: Mail) -> str:
    try:
        payload = part.get_payload(decode=True)
    except ValueError:
        return ""
    charset = part.get_param("charset")
    named = charset[2] if isinstance(charset, tuple) else charset
    return _decoded(payload[:LARGEST_PART], named) if isinstance(payload, bytes) else ""


def _decoded(raw: bytes, charset: str | None) -> str:
    """Decode as it says, else as UTF-8, else as the old Turkish machines wrote; what no charset fits is replaced."""
    for name in (_codec(charset), "utf-8"):
        if name is not None:
            try:
                return raw.decode(name)
            except ValueError:
                continue
    return raw.decode(_TURKISH, "replace")


def _codec(charset: str | None) -> str | None:
    try:
        name = codecs.lookup((charset or "").strip(" \"'")).name
    except (LookupError, ValueError):
        return None
    if name in _SAID_TO_BE_TURKISH:
        return None if name == "ascii" else _TURKISH
    return None if name in _NO_CHARSETS or not _is_of_text(name) else name


def _is_of_text(name: str) -> bool:
    return bool(getattr(codecs.lookup(name), "_is_text_encoding", True))


def words_of_html(html: str) -> str:
    """Return what a browser would show of a page, with its line ends.

    One pass, whatever is sent: the library's parser needs minutes for a page of unfinished comments.
    """
    lines = (_BLANKS.sub(" ", line).strip() for line in "".join(_shown(html)).split("\n"))
    return _EMPTY_LINES.sub("\n\n", "\n".join(lines)).strip()


def _shown(html: str) -> Iterator[str]:
    position, unseen = 0, ""
    while found := _MARKUP.search(html, position):
        if not unseen:
            yield _BLANKS.sub(" ", unescape(html[position : found.start()]))
        position = found.end() if found[0] != "<!--" else _after_comment(html, found.end())
        ending, tag = found[1], (found[2] or "").lower()
        if not ending and tag in _UNSEEN:
            unseen = tag
        elif tag in {"body", unseen}:
            unseen = ""
        if not unseen:
            yield _line_end(tag, ending=bool(ending))
    if not unseen:
        yield _BLANKS.sub(" ", unescape(html[position:]))


def _after_comment(html: str, start: int) -> int:
    end = html.find("-->", start)
    return len(html) if end < 0 else end + len("-->")


def _line_end(tag: str, *, ending: bool) -> str:
    if tag in _PARAGRAPHS:
        return "\n\n"
    if tag in _LINES and not (ending and tag == "br"):
        return "\n"
    return " " if tag == "td" else ""
