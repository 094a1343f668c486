"""In which of the forms that are offered does a caller want the answer (RFC 9110, 12.5.1)?"""

from collections.abc import Iterator, Sequence


def wanted_of(accept: str | None, offered: Sequence[str]) -> str | None:
    """Choose among the media types offered, the first where the caller has no wish; None when none will do.

    The most exact range that names a type tells how much it is wanted; among equals the one offered first wins.
    """
    ranges = list(_ranges(accept or "*/*"))
    weights = {media_type: _weight(media_type, ranges) for media_type in offered}
    best = max(offered, key=lambda media_type: weights[media_type])
    return best if weights[best] > 0 else None


def _ranges(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media_range, *parameters = (word.strip().lower() for word in part.split(";"))
        quality = next((word[2:] for word in parameters if word.startswith("q=")), "1")
        yield media_range, _number(quality)


def _number(word: str) -> float:
    """Read a weight; one that cannot be read is none at all."""
    try:
        return float(word)
    except ValueError:
        return 0.0


def _weight(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    weights = dict(ranges)
    whole = f"{media_type.split('/')[0]}/*"
    return next((weights[each] for each in (media_type, whole, "*/*") if each in weights), 0.0)
