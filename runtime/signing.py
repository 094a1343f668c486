"""Who wrote this input, and is it unchanged?

Ed25519 over the value and the context that gives it its meaning. Every part is preceded by its length, so that no two
different inputs have the same bytes to sign.
"""

import base64
import binascii
from collections.abc import Iterable
from dataclasses import replace
from typing import Self

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from runtime.errors import RejectedRecord
from runtime.keys import Keys, key_id_of
from schemas.catalogue import WRITER_OF_TYPE, Writer
from schemas.envelope import SIGNATURE, SIGNATURE_KEY, Envelope

DISCARDED = "bimer.input.discarded.v1"
"""The one type on `applications` that asks nothing: operations gives up an input that is parked."""
_WRITERS = {**WRITER_OF_TYPE, DISCARDED: Writer.OPERATIONS}


class BadSignature(RejectedRecord):
    """The input is not by whom its type demands; it says nothing about the application it names."""


def signed_bytes(envelope: Envelope, key_id: str) -> bytes:
    """Return the canonical bytes: value, ce_id, ce_type, ce_subject, ce_time and key id, each after its length."""
    context = (envelope.ce_id, envelope.ce_type, envelope.ce_subject, envelope.ce_time, key_id)
    return _length_prefixed((envelope.value, *(part.encode() for part in context)))


def _length_prefixed(parts: Iterable[bytes]) -> bytes:
    return b"".join(len(part).to_bytes(8, "big") + part for part in parts)


class Signer:
    """Signs as one writer."""

    def __init__(self, writer: Writer, key: SigningKey) -> None:
        self._key = key
        self.writer = writer
        self.key_id = key_id_of(writer, key.verify_key.encode())

    @classmethod
    def of(cls, keys: Keys, writer: Writer) -> Self:
        """Take the writer's own key; a service that was not given it cannot sign so."""
        return cls(writer, SigningKey(keys.secret(f"sign-{writer}")))

    def sign(self, envelope: Envelope) -> Envelope:
        """Return the envelope with its signature and the key's id among the headers."""
        signature = self._key.sign(signed_bytes(envelope, self.key_id)).signature
        added = {SIGNATURE: base64.b64encode(signature).decode(), SIGNATURE_KEY: self.key_id}
        return replace(envelope, extensions={**envelope.extensions, **added})


class Verifier:
    """Tells who signed an input."""

    def __init__(self, keys: Keys) -> None:
        self._keys = {key_id: (writer, VerifyKey(raw)) for key_id, (writer, raw) in keys.verify_keys.items()}

    def writer_of(self, envelope: Envelope) -> Writer:
        """Return who signed.

        Raises BadSignature: `unsigned`, `unknown_key`, `bad_signature`, or `wrong_signer` for another writer's type.
        """
        signature = envelope.extensions.get(SIGNATURE)
        key_id = envelope.extensions.get(SIGNATURE_KEY)
        if not signature or not key_id:
            raise BadSignature("unsigned")
        writer, key = self._keys.get(key_id, (None, None))
        if writer is None or key is None:
            raise BadSignature("unknown_key", key_id[:60])
        try:
            key.verify(signed_bytes(envelope, key_id), base64.b64decode(signature, validate=True))
        except (BadSignatureError, binascii.Error, ValueError):
            raise BadSignature("bad_signature", key_id) from None
        if _WRITERS.get(envelope.ce_type, writer) is not writer:
            raise BadSignature("wrong_signer", f"{writer} may not write {envelope.ce_type}"[:200])
        return writer
