"""What do all models of the wire contract have in common?

Strict on writing: a value of a wrong type never leaves. Tolerant on reading: fields of a newer version are ignored.
"""

from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict


class WireModel(BaseModel):
    """One JSON object of the contract."""

    model_config = ConfigDict(frozen=True, extra="ignore", from_attributes=True, ser_json_inf_nan="constants")

    @classmethod
    def of(cls, value: Any) -> Self:
        """Write a domain value of the same shape; raises pydantic.ValidationError for a wrong type."""
        return cls.model_validate(value, strict=True, from_attributes=True)


class Event(WireModel):
    """The value of one record; `event_type` is its CloudEvents type without the prefix `bimer.`."""

    event_type: ClassVar[str]
    """For instance `application.routed.v1`: the last part is the major version."""

    def to_json(self) -> bytes:
        """Return the UTF-8 JSON that goes on the log."""
        return self.model_dump_json().encode()
