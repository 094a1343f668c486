"""Which version of a template went out, and may its words still be what that version said?

A template's first line names its version. `templates/versions.json` keeps, for each, the fingerprint of everything it
says: itself, what it includes, and the sentences it takes from tables. Change the words and the version together, then
write the file anew with `python -m services.notifier.versions`.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

from domain.inputs import NoticeKind
from services.notifier import reasons

TEMPLATES = Path(__file__).parent / "templates"
KEPT = TEMPLATES / "versions.json"
_VERSION = re.compile(r"\{# version (\d+) #\}\n")
_INCLUDED = re.compile(r'\{% include "([a-z_.0-9]+)" %\}')

_TABLES: dict[NoticeKind, tuple[Mapping[Any, Any], ...]] = {
    NoticeKind.NOT_PROCESSED: (reasons.NOT_PROCESSED_REASONS, reasons.ELEMENTS),
    NoticeKind.INVALID: (reasons.INVALID_REASONS,),
    NoticeKind.EXTENDED: (reasons.EXTENSION_GROUNDS,),
    NoticeKind.RESPONSE: (reasons.DECISIONS,),
    NoticeKind.PART_RESPONSE: (reasons.DECISIONS,),
}


@cache
def version_of(kind: NoticeKind) -> int:
    """Read the version that the template of this kind names."""
    found = _VERSION.match(_source(f"{kind}.txt.j2"))
    if found is None:
        raise ValueError(f"the template of {kind} names no version in its first line")
    return int(found[1])


def fingerprint_of(kind: NoticeKind) -> str:
    """Compute the SHA-256 of all that the template of this kind says."""
    tables = json.dumps([_plain(table) for table in _TABLES.get(kind, ())], ensure_ascii=False)
    return hashlib.sha256((_whole(f"{kind}.txt.j2") + tables).encode()).hexdigest()


def versions_now() -> dict[str, dict[str, Any]]:
    """List every kind's version and fingerprint as they stand."""
    return {kind.value: {"version": version_of(kind), "sha256": fingerprint_of(kind)} for kind in NoticeKind}


def versions_kept() -> dict[str, dict[str, Any]]:
    """Read what was written down last."""
    kept: dict[str, dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return kept


def changed_without_a_version(kept: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Name the templates whose words changed while their version did not go up."""
    return [
        name
        for name, said in now.items()
        if name in kept and said["sha256"] != kept[name]["sha256"] and said["version"] <= kept[name]["version"]
    ]


def main() -> None:
    """Write down the versions as they stand; refuse where words changed and their version did not."""
    now = versions_now()
    stale = changed_without_a_version(versions_kept() if KEPT.exists() else {}, now)
    if stale:
        raise SystemExit(f"Raise the version in the first line of: {', '.join(stale)}")
    KEPT.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")


def _source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _whole(name: str) -> str:
    """Return a template with what it includes in its place."""
    return _INCLUDED.sub(lambda found: _whole(found[1]), _source(name))


def _plain(table: Mapping[Any, Any]) -> dict[str, Any]:
    return {
        str(key): asdict(said) if is_dataclass(said) and not isinstance(said, type) else said
        for key, said in table.items()
    }


if __name__ == "__main__":
    main()
