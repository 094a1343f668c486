"""How is a person kept apart from the application?

Two sealed boxes (NaCl: anybody may close one, only the holder of the private key opens it) and keyed hashes, one key a
purpose. What a service keeps for itself alone it locks with a key of its own. Plain hashes of national ids are
forbidden: there are few enough to try them all.
"""

import base64
import binascii
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

import orjson
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.secret import SecretBox

from domain.identifiers import ApplicationId, NationalId
from runtime.errors import RejectedRecord
from runtime.keys import Keys

SECRET_BYTES = 16


def seal(public_key: bytes, content: Mapping[str, Any]) -> str:
    """Close a box around `content`; returns base64."""
    return base64.b64encode(SealedBox(PublicKey(public_key)).encrypt(orjson.dumps(dict(content)))).decode()


def open_box(private_key: bytes, sealed: str) -> dict[str, Any]:
    """Open a box; raises RejectedRecord `box_does_not_open`."""
    try:
        opened = SealedBox(PrivateKey(private_key)).decrypt(base64.b64decode(sealed, validate=True))
    except (CryptoError, binascii.Error, ValueError):
        raise RejectedRecord("box_does_not_open") from None
    content: dict[str, Any] = orjson.loads(opened)
    return content


def lock(key: bytes, content: Mapping[str, Any]) -> str:
    """Lock `content` for whoever holds the same key; returns base64url."""
    return base64.urlsafe_b64encode(SecretBox(key).encrypt(orjson.dumps(dict(content)))).decode()


def unlock(key: bytes, locked: str) -> dict[str, Any]:
    """Open what was locked; raises RejectedRecord `box_does_not_open`."""
    try:
        opened = SecretBox(key).decrypt(base64.b64decode(locked.encode(), altchars=b"-_", validate=True))
    except (CryptoError, binascii.Error, ValueError):
        raise RejectedRecord("box_does_not_open") from None
    content: dict[str, Any] = orjson.loads(opened)
    return content


@dataclass(frozen=True, slots=True)
class Macs:
    """The keyed hashes that intake makes; all texts, in lower-case hex or base64url."""

    number_key: bytes = field(repr=False)
    tracking_key: bytes = field(repr=False)
    secret_key: bytes = field(repr=False)
    person_key: bytes = field(repr=False)

    @classmethod
    def of(cls, keys: Keys) -> Self:
        """Take the keys of the four purposes."""
        return cls(*(keys.secret(f"mac-{name}") for name in ("number", "tracking", "secret", "person")))

    def number_digest(self, scope: str, key: str, canonical_body: bytes) -> bytes:
        """Return the digest that the tracking number is made of: a retry gives the same, another person another."""
        return keyed_hash(self.number_key, scope.encode(), key.encode(), canonical_body)

    def person_mac(self, national_id: NationalId) -> str:
        """Return the stable hash of a person; it stands in the vault alone."""
        return keyed_hash(self.person_key, national_id.encode()).hex()

    def tracking_factor(self, national_id: NationalId, application_id: ApplicationId) -> str:
        """Return what shows that somebody knows the applicant's national id; differs for each application."""
        return keyed_hash(self.tracking_key, national_id.encode(), application_id.encode()).hex()

    def tracking_secret(self, application_id: ApplicationId) -> str:
        """Return the 128 bits that open an application's page to whoever got its receipt."""
        digest = keyed_hash(self.secret_key, application_id.encode())[:SECRET_BYTES]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def same(one: str, other: str) -> bool:
    """Compare two secrets in a time that tells nothing."""
    return hmac.compare_digest(one.encode(), other.encode())


def keyed_hash(key: bytes, *parts: bytes) -> bytes:
    """Hash the parts, each told from its neighbours, with a key."""
    framed = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    return hmac.digest(key, framed, "sha256")
