"""How does an event travel? CloudEvents 1.0 in Kafka's binary mode: context in the headers, JSON in the value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic import ValidationError

from schemas.base import Event
from schemas.catalogue import EVENT_BY_TYPE, ce_type_of

CONTENT_TYPE = "application/json; charset=utf-8"
REQUIRED = ("ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_subject")
CAUSATION = "ce_causationid"
SEQUENCE = "ce_sequence"
SIGNATURE = "bimer_sig"
SIGNATURE_KEY = "bimer_key"
REPLAY_OF = "bimer_replay_of"
"""Original coordinates `topic:partition:offset` of a record that operations replayed from the dead letters."""


class MalformedRecord(ValueError):
    """The record is no event of the contract; `code` is the dead letter's cause."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Envelope:
    """One record of the contract, before its value is read."""

    ce_id: str
    ce_type: str
    ce_source: str
    ce_time: str
    ce_subject: str
    value: bytes
    extensions: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> bytes:
        """Key the record by its application: one order and one owner."""
        return self.ce_subject.encode()

    def headers(self) -> list[tuple[str, bytes]]:
        """Return the Kafka headers."""
        context = {
            "ce_specversion": "1.0",
            "ce_id": self.ce_id,
            "ce_type": self.ce_type,
            "ce_source": self.ce_source,
            "ce_time": self.ce_time,
            "ce_subject": self.ce_subject,
            "content-type": CONTENT_TYPE,
            **self.extensions,
        }
        return [(name, value.encode()) for name, value in context.items()]

    def event(self) -> Event:
        """Read the value as the event its type names; raises MalformedRecord."""
        model = EVENT_BY_TYPE.get(self.ce_type)
        if model is None:
            raise MalformedRecord("unknown_event_type", self.ce_type[:100])
        try:
            return model.model_validate_json(self.value)
        except ValidationError as wrong:
            where = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['type']}" for e in wrong.errors(include_input=False))
            raise MalformedRecord("value_does_not_fit", where[:500]) from None


def wrap(
    event: Event,
    *,
    ce_id: str,
    source: str,
    subject: str,
    at: datetime,
    extensions: Mapping[str, str] | None = None,
) -> Envelope:
    """Put an event into its envelope; `at` is the legal time at which it happened."""
    return Envelope(
        ce_id=ce_id,
        ce_type=ce_type_of(event),
        ce_source=f"bimer/{source}",
        ce_time=rfc3339(at),
        ce_subject=subject,
        value=event.to_json(),
        extensions=dict(extensions or {}),
    )


def unwrap(headers: Iterable[tuple[str, bytes | None]], value: bytes | None) -> Envelope:
    """Read a record's context; raises MalformedRecord when it is no CloudEvent of ours."""
    try:
        context = {name: (raw or b"").decode() for name, raw in headers}
    except UnicodeDecodeError:
        raise MalformedRecord("headers_not_text", "a header is not UTF-8") from None
    missing = [name for name in REQUIRED if not context.get(name)]
    if missing:
        raise MalformedRecord("headers_missing", ", ".join(missing))
    if value is None:
        raise MalformedRecord("no_value", "the record has no value")
    return Envelope(
        ce_id=context["ce_id"],
        ce_type=context["ce_type"],
        ce_source=context["ce_source"],
        ce_time=context["ce_time"],
        ce_subject=context["ce_subject"],
        value=value,
        extensions={name: text for name, text in context.items() if name not in REQUIRED and name != "content-type"},
    )


def rfc3339(at: datetime) -> str:
    """Write an aware time as RFC 3339 in UTC with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
