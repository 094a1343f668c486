"""How does a long list go on where the page before it ended?"""

import base64
import binascii
import json
from dataclasses import dataclass

from domain.identifiers import ApplicationId


class MalformedCursor(ValueError):
    """The cursor is none that this service gave."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page: the date it is sorted by, and its application, which breaks ties."""

    on: str
    application_id: ApplicationId

    def encode(self) -> str:
        """Write it as one opaque word for a URL."""
        return base64.urlsafe_b64encode(json.dumps([self.on, self.application_id]).encode()).decode().rstrip("=")

    @classmethod
    def decode(cls, word: str) -> "Cursor":
        """Read a word that `encode` gave; raises MalformedCursor."""
        try:
            raw = base64.urlsafe_b64decode(word.encode("ascii") + b"=" * (-len(word) % 4))
            row = json.loads(raw)
        except (ValueError, binascii.Error, RecursionError):
            raise MalformedCursor(word[:40]) from None
        match row:
            case [str(on), str(application_id)]:
                return cls(on, ApplicationId(application_id))
            case _:
                raise MalformedCursor(word[:40])
