"""How would an institution's own developers learn the contract? As one AsyncAPI 3 document."""

from typing import Any

from schemas.catalogue import EVENT_BY_TYPE
from schemas.topics import TopicSpec, topic_specs


def asyncapi_document() -> dict[str, Any]:
    """Describe every channel that carries events, its messages and who sends and receives them."""
    specs = [spec for spec in topic_specs().values() if spec.events]
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "bimer",
            "version": "1.0.0",
            "description": "CloudEvents 1.0 in Kafka's binary mode; values are JSON.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/json",
        "channels": {_channel_name(spec): _channel(spec) for spec in specs},
        "operations": {name: operation for spec in specs for name, operation in _operations(spec).items()},
        "components": {"messages": {name: _message(name) for name in _message_names()}},
    }


def _message_names() -> list[str]:
    return [ce_type.removeprefix("bimer.") for ce_type in EVENT_BY_TYPE]


def _channel_name(spec: TopicSpec) -> str:
    return "institution" if spec.for_each_institution else spec.name


def _channel(spec: TopicSpec) -> dict[str, Any]:
    channel: dict[str, Any] = {
        "address": f"bimer.{spec.name}",
        "description": spec.purpose,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in spec.events},
        "bindings": {"kafka": {"partitions": spec.partitions, "bindingVersion": "0.5.0"}},
    }
    if spec.for_each_institution:
        channel["parameters"] = {"institution_id": {"description": "The institution's eight digits."}}
    return channel


def _operations(spec: TopicSpec) -> dict[str, Any]:
    name = _channel_name(spec)
    channel = {"$ref": f"#/channels/{name}"}
    senders = {f"{writer}_sends_{name}": {"action": "send", "channel": channel} for writer in spec.written_by}
    receivers = {f"{reader}_receives_{name}": {"action": "receive", "channel": channel} for reader in spec.read_by}
    return senders | receivers


def _message(name: str) -> dict[str, Any]:
    event = EVENT_BY_TYPE[f"bimer.{name}"]
    return {
        "name": f"bimer.{name}",
        "summary": (event.__doc__ or "").strip(),
        "headers": _context(f"bimer.{name}"),
        "payload": {"$ref": f"json/{name}.json"},
    }


def _context(ce_type: str) -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "required": ["ce_specversion", "ce_id", "ce_type", "ce_source", "ce_time", "ce_subject"],
        "properties": {
            "ce_specversion": {"const": "1.0"},
            "ce_id": {"type": "string", "format": "uuid"},
            "ce_type": {"const": ce_type},
            "ce_source": text,
            "ce_time": {"type": "string", "format": "date-time"},
            "ce_subject": {"type": "string", "format": "uuid", "description": "application_id"},
            "ce_causationid": text,
            "ce_sequence": text,
            "traceparent": text,
        },
    }
