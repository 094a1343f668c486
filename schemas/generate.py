"""Which files are made from the contract? JSON Schemas, the AsyncAPI document and docs/topics.md.

`python -m schemas.generate` writes them; `--check` says which are not current. A schema that would break a reader of
the kept version is not written over: it needs a new major version.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from schemas.asyncapi import asyncapi_document
from schemas.base import Event
from schemas.catalogue import EVENT_BY_TYPE, WRITER_OF_TYPE, ce_type_of
from schemas.compatibility import breaking_changes
from schemas.topics import TopicSpec, topic_specs

ROOT = Path(__file__).parent.parent
JSON_DIRECTORY = ROOT / "schemas" / "json"


def json_schema_of(event: type[Event]) -> dict[str, Any]:
    """Export the JSON Schema of an event's value as it is written."""
    schema = event.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": ce_type_of(event), **schema}


def _as_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def generated_files() -> Iterator[tuple[Path, str]]:
    """Yield every generated file with the text it must have."""
    for ce_type, event in EVENT_BY_TYPE.items():
        yield JSON_DIRECTORY / f"{ce_type.removeprefix('bimer.')}.json", _as_json(json_schema_of(event))
    yield ROOT / "schemas" / "asyncapi.json", _as_json(asyncapi_document())
    yield ROOT / "docs" / "topics.md", topics_page()


def broken_promises(directory: Path = JSON_DIRECTORY) -> list[str]:
    """List the changes that would break readers of the kept schemas in `directory`."""
    found = []
    now = {f"{ce_type.removeprefix('bimer.')}.json": event for ce_type, event in EVENT_BY_TYPE.items()}
    for kept in sorted(directory.glob("*.json")):
        if kept.name not in now:
            found.append(f"{kept.name}: the event is gone")
            continue
        changes = breaking_changes(json.loads(kept.read_text()), json_schema_of(now[kept.name]))
        found += [f"{kept.name}: {change}" for change in changes]
    return found


def topics_page() -> str:
    """Write docs/topics.md."""
    lines = [
        "# Topics",
        "",
        "Made from `schemas/topics/*.yaml` by `make docs`. Every name is preceded by the prefix `bimer.`.",
        "",
    ]
    for spec in topic_specs().values():
        lines += _topic_section(spec)
    return "\n".join(lines).rstrip() + "\n"


def _topic_section(spec: TopicSpec) -> list[str]:
    kept = "for ever, the newest record a key" if spec.compacted else f"{spec.retention_days} days"
    rows = [
        ("key", spec.key),
        ("written by", ", ".join(spec.written_by)),
        ("read by", ", ".join(spec.read_by)),
        ("partitions", str(spec.partitions)),
        ("kept", kept),
    ]
    table = ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows), ""]
    return [f"## {spec.name}", "", spec.purpose, "", *table, *_events_list(spec)]


def _events_list(spec: TopicSpec) -> list[str]:
    if not spec.events:
        return []
    rows = []
    for name in spec.events:
        event = EVENT_BY_TYPE[f"bimer.{name}"]
        writer = WRITER_OF_TYPE.get(f"bimer.{name}")
        signed = f" Signed by {writer}." if writer else ""
        rows.append(f"- [`{name}`](../schemas/json/{name}.json): {(event.__doc__ or '').strip()}{signed}")
    return [*rows, ""]


def main(arguments: list[str]) -> int:
    """Write the generated files, or with `--check` tell which are not current."""
    broken = broken_promises()
    for promise in broken:
        print(f"breaking change: {promise}", file=sys.stderr)  # noqa: T201
    if broken:
        return 1
    differing = [path for path, text in generated_files() if not path.exists() or path.read_text() != text]
    if "--check" in arguments:
        for path in differing:
            print(f"not current: {path.relative_to(ROOT)} (run `make docs`)", file=sys.stderr)  # noqa: T201
        return 1 if differing else 0
    for path, text in generated_files():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
