"""How is the applicant hidden in what he wrote?

The text leaves intake masked, whoever the applicant is; the original is sealed. What is hidden is his own name, his
numbers and his e-mail address, and nothing else: the street, the official, the neighbour are what it is about.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from domain.spoken_digits import digit_runs
from domain.turkish_text import fold, is_chain_of_endings

NAME_MASK = "[ad gizli]"
NUMBER_MASK = "[numara gizli]"
EMAIL_MASK = "[e-posta gizli]"

Span: TypeAlias = tuple[int, int, str]
"""Where a mask goes: start, end, the mask."""

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = frozenset("'’‘`´")
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"']+@[^\s@<>()\[\],;:\"']*[^\W_]")
_NOT_A_SIGN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_KEPT_CONTROLS = frozenset("\n\t")
_SHORT_PART = 2
_LONG_NUMBER = 10
_KIN = re.compile(r"gil(?:ler)?")
"""Yılmazgil, Yılmazgiller: the family of that name."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What must not be read in a published text; a mobile's number without its country's prefix."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


def clean_text(text: str) -> str:
    """Write a text in one way: composed letters, plain line ends, no invisible signs, no blanks around it."""
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in _NOT_A_SIGN)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)  # last: an invisible sign may have stood between letter and accent
    return text.strip()


def mask(text: str, identity: Identity) -> str:
    """Hide the applicant's own identity in what he wrote.

    Names in any case and with Turkish endings ("Yılmaz'ın", "yılmazlara"); numbers however they are grouped or spelled
    out; e-mail addresses that are his or hold his name. A part of a name of two letters ("Su") counts only with a
    capital or an apostrophe: the waters of a whole district would vanish otherwise.
    """
    text = clean_text(text)
    folded = aligned_fold(text)
    parts = _name_parts(identity.names)
    spans = [
        *_emails(text, folded, identity, parts),
        *_numbers(folded, identity.numbers),
        *_names(text, folded, parts),
    ]
    return _covered(text, spans)


def mask_all_numbers_and_emails(text: str) -> str:
    """Hide whatever could tell a person in a text whose writer's name is not at hand."""
    text = clean_text(text)
    emails = [(*found.span(), EMAIL_MASK) for found in _EMAIL.finditer(text)]
    numbers = [
        (run.start, run.end, NUMBER_MASK) for run in digit_runs(aligned_fold(text)) if len(run.digits) >= _LONG_NUMBER
    ]
    return _covered(text, [*emails, *numbers])


def aligned_fold(text: str) -> str:
    """Fold a text letter by letter, so that a place in the folded text is the same place in the text."""
    return text.lower() if text.isascii() else "".join(map(_folded_letter, text))


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    return fold(letter)[:1] or letter


def _covered(text: str, spans: Iterable[Span]) -> str:
    """Put a mask over each span; equal masks side by side become one."""
    pieces: list[str] = []
    position, last_mask = 0, ""
    for start, end, sign in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end <= position:
            continue
        between = text[position:start]
        if last_mask != sign or between.strip():
            pieces += [between, sign]
        position, last_mask = end, sign
    return "".join((*pieces, text[position:])) if pieces else text


def _emails(text: str, folded: str, identity: Identity, parts: tuple[str, ...]) -> Iterator[Span]:
    if "@" not in text:
        return
    telling = (
        *(fold(email) for email in identity.emails),
        *(part for part in parts if len(part) > _SHORT_PART),
        *identity.numbers,
    )
    for found in _EMAIL.finditer(text):
        address = folded[found.start() : found.end()]
        if any(sign in address for sign in telling):
            yield *found.span(), EMAIL_MASK


def _numbers(folded: str, numbers: tuple[str, ...]) -> Iterator[Span]:
    if not numbers:
        return
    for run in digit_runs(folded):
        for number in numbers:
            for span in run.spans_of(number):
                yield *span, NUMBER_MASK


def _names(text: str, folded: str, parts: tuple[str, ...]) -> Iterator[Span]:
    initials = frozenset(part[0] for part in parts)
    for found in _WORD.finditer(text):
        start, end = found.span()
        if folded[start] not in initials:
            continue
        short_counts = text[start].isupper() or text[end : end + 1] in _APOSTROPHES
        if _is_name(folded[start:end], parts, short_counts):
            yield start, end, NAME_MASK


def _is_name(word: str, parts: tuple[str, ...], short_counts: bool) -> bool:
    return any(
        _may_follow_a_name(word[len(part) :], part, parts)
        for part in parts
        if word.startswith(part) and (short_counts or len(part) > _SHORT_PART)
    )


def _may_follow_a_name(rest: str, part: str, parts: tuple[str, ...]) -> bool:
    """Tell whether what follows a part of the name is endings, a number, or another part of it."""
    if is_chain_of_endings(rest) or rest.isdigit():
        return True
    kin = _KIN.match(rest)
    if kin is not None and is_chain_of_endings(rest[kin.end() :]):
        return True
    return any(other != part and rest.startswith(other) for other in parts)


def _name_parts(names: tuple[str, ...]) -> tuple[str, ...]:
    words = (word for name in names for word in _WORD.findall(unicodedata.normalize("NFC", name)))
    return tuple(dict.fromkeys(fold(word) for word in words if len(word) >= _SHORT_PART))
