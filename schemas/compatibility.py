"""Would a reader or writer of the last kept version break on this one?

The kept version is the checked-in JSON Schema. Within one major version a field may be added with a default and an
open list may grow for facts; nothing may disappear, change its type or become required. Anything else is a new `.vN`.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def breaking_changes(kept: Schema, now: Schema) -> list[str]:
    """List, in words, what would break a reader or a writer of the kept version."""
    return list(_objects(_Pair(kept, now, kept, now), "$"))


class _Pair:
    """Two schemas side by side, each with the document its references point into."""

    def __init__(self, kept: Schema, now: Schema, kept_root: Schema, now_root: Schema) -> None:
        self.kept = _resolved(kept, kept_root)
        self.now = _resolved(now, now_root)
        self.roots = (kept_root, now_root)

    def at(self, kept: Schema, now: Schema) -> "_Pair":
        return _Pair(kept, now, *self.roots)


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    return root["$defs"][reference.rsplit("/", 1)[-1]] if reference else schema


def _objects(pair: _Pair, where: str) -> Iterator[str]:
    yield from _type_changes(pair, where)
    yield from _field_changes(pair, where)
    yield from _branch_changes(pair, where)
    for part in ("items", "additionalProperties"):
        if isinstance(pair.kept.get(part), dict) and isinstance(pair.now.get(part), dict):
            yield from _objects(pair.at(pair.kept[part], pair.now[part]), f"{where}[]")


def _type_changes(pair: _Pair, where: str) -> Iterator[str]:
    for word in ("type", "format", "const", "pattern"):
        if pair.kept.get(word) != pair.now.get(word):
            yield f"{where}: {word} was {pair.kept.get(word)!r}, is {pair.now.get(word)!r}"
    gone = set(map(str, pair.kept.get("enum", ()))) - set(map(str, pair.now.get("enum", ())))
    if gone:
        yield f"{where}: values gone: {', '.join(sorted(gone))}"
    longest_kept, longest_now = pair.kept.get("maxLength"), pair.now.get("maxLength")
    if longest_now is not None and (longest_kept is None or longest_now < longest_kept):
        yield f"{where}: maxLength was {longest_kept}, is {longest_now}"


def _field_changes(pair: _Pair, where: str) -> Iterator[str]:
    kept, now = pair.kept.get("properties", {}), pair.now.get("properties", {})
    for name in sorted(set(kept) - set(now)):
        yield f"{where}.{name}: gone"
    for name in sorted(set(pair.now.get("required", ())) - set(pair.kept.get("required", ()))):
        yield f"{where}.{name}: became required"
    for name in sorted(set(pair.kept.get("required", ())) - set(pair.now.get("required", ()))):
        yield f"{where}.{name}: is no longer always there"
    for name in sorted(set(kept) & set(now)):
        yield from _objects(pair.at(kept[name], now[name]), f"{where}.{name}")


def _branch_changes(pair: _Pair, where: str) -> Iterator[str]:
    """Compare unions branch by branch, in order; a branch may be added at the end."""
    for word in ("anyOf", "oneOf"):
        kept, now = pair.kept.get(word, []), pair.now.get(word, [])
        if len(now) < len(kept):
            yield f"{where}: an alternative is gone"
        for ordinal, (before, after) in enumerate(zip(kept, now, strict=False)):
            yield from _objects(pair.at(before, after), f"{where}({ordinal})")
