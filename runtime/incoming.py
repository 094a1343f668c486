"""What does a record on `applications` ask, and may its writer ask it?

Nothing that is read here raises: what is wrong with a record is part of the answer. Only a record that its rightful
writer signed says something about its application, so only such a one can park it.
"""

from dataclasses import dataclass
from uuid import UUID

from domain.errors import DomainError
from domain.identifiers import ApplicationId, InputId
from domain.inputs import Input
from runtime.errors import RejectedRecord
from runtime.metrics import SIGNATURE_REFUSED
from runtime.records import RawRecord
from runtime.signing import DISCARDED, BadSignature, Verifier
from schemas.catalogue import WRITER_OF_TYPE, input_of
from schemas.envelope import Envelope, MalformedRecord, unwrap

LONGEST_INPUT = 256 << 10
"""Bytes; the longest text and both sealed boxes take less than half of it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One record, read: what it asks, or why it cannot be processed."""

    raw: RawRecord
    source: str
    envelope: Envelope | None = None
    asked: Input | None = None
    fault: RejectedRecord | None = None

    @property
    def is_signed(self) -> bool:
        """Tell whether the rightful writer signed it."""
        return self.envelope is not None

    @property
    def is_discard(self) -> bool:
        """Tell whether operations gives up the parked input of this id."""
        return self.envelope is not None and self.envelope.ce_type == DISCARDED

    @property
    def application_id(self) -> ApplicationId:
        """Name the application it is about; only for a signed one."""
        assert self.envelope is not None  # noqa: S101
        return ApplicationId(self.envelope.ce_subject)

    @property
    def input_id(self) -> InputId:
        """Name the input; only for a signed one."""
        assert self.envelope is not None  # noqa: S101
        return InputId(self.envelope.ce_id)

    @property
    def type_label(self) -> str:
        """Name its type for the metrics, from a closed list."""
        if self.envelope is None or (self.asked is None and not self.is_discard):
            return "unreadable"
        return self.envelope.ce_type


def read(raw: RawRecord, verifier: Verifier) -> Incoming:
    """Read one record: size, envelope, signature, then what it asks."""
    place = (raw, raw.source)
    try:
        envelope = _signed_envelope(raw, verifier)
    except RejectedRecord as fault:
        return Incoming(*place, fault=fault)
    if envelope.ce_type == DISCARDED:
        return Incoming(*place, envelope)
    try:
        asked = _asked(envelope)
    except MalformedRecord as malformed:
        return Incoming(*place, envelope, fault=RejectedRecord(malformed.code, malformed.detail))
    except (ValueError, KeyError, DomainError) as wrong:
        return Incoming(*place, envelope, fault=RejectedRecord("value_does_not_fit", type(wrong).__name__))
    return Incoming(*place, envelope, asked)


def _asked(envelope: Envelope) -> Input:
    if envelope.ce_type not in WRITER_OF_TYPE:
        raise MalformedRecord("unknown_event_type", envelope.ce_type[:100])
    return input_of(envelope.event(), envelope.ce_id, envelope.ce_subject)


def _signed_envelope(raw: RawRecord, verifier: Verifier) -> Envelope:
    """Return the envelope of a record that its rightful writer signed and keyed; raises RejectedRecord."""
    if len(raw.value or b"") > LONGEST_INPUT:
        raise RejectedRecord("oversized", f"{len(raw.value or b'')} bytes")
    try:
        envelope = unwrap(raw.headers, raw.value)
    except MalformedRecord as malformed:
        raise RejectedRecord(malformed.code, malformed.detail) from None
    try:
        verifier.writer_of(envelope)
    except BadSignature:
        SIGNATURE_REFUSED.inc()
        raise
    if raw.key != envelope.key:
        # The signature does not cover the key; under a foreign one the input would have a second order and owner.
        raise RejectedRecord("key_is_not_subject")
    if not (_is_uuid(envelope.ce_id) and _is_uuid(envelope.ce_subject)):
        raise RejectedRecord("ids_are_no_uuids")
    return envelope


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
