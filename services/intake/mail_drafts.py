"""Where does a mail wait until its sender has confirmed the address and completed the form?

In a collection of intake's own, locked with intake's own key, for seven days. An id is a keyed hash of what was sent,
so the same mail is the same draft however often it is delivered; a link's token is the id and a second hash, so that
nobody makes one from the store alone.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Self

from runtime.clock import wall_now
from runtime.errors import RejectedRecord
from runtime.keys import DRAFTS, Keys
from runtime.store import Collection
from runtime.vault import keyed_hash, lock, same, unlock

ID_BYTES: Final = 16
LEASE: Final = timedelta(seconds=30)
"""So long nobody else answers a draft after one has begun to."""

SLIP_LIFETIME: Final = timedelta(days=1)
"""How long a form stays good after it was shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail that is not an application yet."""

    draft_id: str
    email: str = field(repr=False)
    body: str = field(repr=False)
    """Subject and text, cut to what the form takes."""
    message_id: str = field(repr=False)
    attachments: int
    cut: bool
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Slip:
    """What a shown form carries back: whose address was confirmed, and when the mail came."""

    draft_id: str
    email: str = field(repr=False)
    received_at: datetime


@dataclass(frozen=True, slots=True)
class DraftKeys:
    """Makes ids, tokens and locks."""

    mac_key: bytes = field(repr=False)
    lock_key: bytes = field(repr=False)

    @classmethod
    def of(cls, keys: Keys) -> Self:
        """Take intake's own keys."""
        return cls(keys.secret("mac-mail"), keys.secret(DRAFTS))

    def id_of(self, message_id: str, email: str, content_hash: bytes) -> str:
        """Name the draft of a mail."""
        return keyed_hash(self.mac_key, b"draft", message_id.encode(), email.encode(), content_hash)[:ID_BYTES].hex()

    def token_of(self, draft_id: str) -> str:
        """Make the token of the link that opens a draft; it says nothing about anybody."""
        raw = bytes.fromhex(draft_id)
        return base64.urlsafe_b64encode(raw + self._proof(raw)).decode().rstrip("=")

    def id_in(self, token: str) -> str | None:
        """Read the draft's id in a token; None for one that was not made here."""
        try:
            raw = base64.b64decode((token + "=" * (-len(token) % 4)).encode(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        draft_id = raw[:ID_BYTES].hex()
        return draft_id if len(raw) == 2 * ID_BYTES and same(self.token_of(draft_id), token) else None

    def slip_of(self, draft: Draft, at: datetime) -> str:
        """Write the slip that a form carries."""
        content = {"id": draft.draft_id, "email": draft.email, "received_at": draft.received_at.isoformat()}
        return lock(self.lock_key, {**content, "until": (at + SLIP_LIFETIME).isoformat()})

    def slip_in(self, text: str, draft_id: str, at: datetime) -> Slip | None:
        """Read a slip; None for what is none, has run out or belongs to another draft."""
        try:
            content = unlock(self.lock_key, text)
        except RejectedRecord:
            return None
        if content.get("id") != draft_id or "until" not in content or datetime.fromisoformat(content["until"]) < at:
            return None
        return Slip(draft_id, content["email"], datetime.fromisoformat(content["received_at"]))

    def _proof(self, raw: bytes) -> bytes:
        return keyed_hash(self.mac_key, b"token", raw)[:ID_BYTES]


@dataclass(frozen=True, slots=True)
class MailDrafts:
    """The drafts in the store; every method raises faults."""

    collection: Collection
    keys: DraftKeys

    async def keep(self, draft: Draft) -> bool:
        """Keep a draft durably; False when this mail was delivered before, whatever became of it."""
        now = wall_now()
        locked = lock(self.keys.lock_key, _content(draft))
        row = {"_id": draft.draft_id, "locked": locked, "at": now, "answered_at": None, "attempts": 0}
        return await self.collection.insert({**row, "next_attempt_at": now})

    async def find(self, draft_id: str) -> Draft | None:
        """Return a draft; None where it has run out or was registered."""
        return self._draft(await self.collection.get(draft_id))

    async def unanswered(self, limit: int) -> list[str]:
        """List drafts whose sender must be written to now."""
        due = {"answered_at": None, "next_attempt_at": {"$lte": wall_now()}}
        rows = await self.collection.find(due, show={"_id": 1}, order=[("next_attempt_at", 1)], limit=limit)
        return [row["_id"] for row in rows]

    async def count_unanswered(self) -> int:
        """Count the drafts whose sender was not written to yet."""
        return await self.collection.count({"answered_at": None})

    async def take(self, draft_id: str) -> tuple[Draft, int] | None:
        """Take a draft to answer it, with the number of this attempt; None where another process was quicker."""
        now = wall_now()
        waiting = {"_id": draft_id, "answered_at": None, "next_attempt_at": {"$lte": now}}
        taken = {"$set": {"next_attempt_at": now + LEASE}, "$inc": {"attempts": 1}}
        if not await self.collection.update(waiting, taken):
            return None
        row = await self.collection.get(draft_id)
        draft = self._draft(row)
        return None if row is None or draft is None else (draft, row["attempts"])

    async def answered(self, draft_id: str) -> None:
        """Note that the sender was written to."""
        await self.collection.update({"_id": draft_id}, {"$set": {"answered_at": wall_now()}})

    async def postpone(self, draft_id: str, wait: timedelta) -> None:
        """Have it tried again later."""
        await self.collection.update({"_id": draft_id}, {"$set": {"next_attempt_at": wall_now() + wait}})

    async def forget(self, draft_id: str) -> None:
        """Take away what was written; the bare id stays for its seven days, so that a copy is known as one."""
        now = wall_now()
        await self.collection.put({"_id": draft_id, "at": now, "answered_at": now})

    def _draft(self, row: Mapping[str, Any] | None) -> Draft | None:
        if row is None or "locked" not in row:
            return None
        content = unlock(self.keys.lock_key, row["locked"])
        received_at = datetime.fromisoformat(content.pop("received_at"))
        return Draft(draft_id=row["_id"], received_at=received_at, **content)


def _content(draft: Draft) -> dict[str, Any]:
    return {
        "email": draft.email,
        "body": draft.body,
        "message_id": draft.message_id,
        "attachments": draft.attachments,
        "cut": draft.cut,
        "received_at": draft.received_at.isoformat(),
    }
