"""Which long numbers stand in a text, however they are grouped or spelled out?

"0532 123 45 67", "0532.1234567" and "sıfır beş yüz otuz iki yüz yirmi üç kırk beş altmış yedi" are one number.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST_NUMBER = 7
"""Digits: the shortest number that could tell a person."""

_LONGEST_GAP = 4
"""Signs that may stand between two groups of one number: "532) - 123"."""

_PREFIXES = frozenset({"0", "90", "0090"})

_UNITS = {
    word: value
    for value, word in enumerate(("sifir", "bir", "iki", "uc", "dort", "bes", "alti", "yedi", "sekiz", "dokuz"))
}
_TENS = {
    word: value
    for value, word in enumerate(("on", "yirmi", "otuz", "kirk", "elli", "altmis", "yetmis", "seksen", "doksan"), 1)
}
_HUNDRED = "yuz"
_NUMERAL = "|".join(sorted((*_UNITS, *_TENS, _HUNDRED), key=len, reverse=True))
_PIECE = re.compile(rf"\d+|(?<![^\W\d_])(?:{_NUMERAL})+(?![^\W\d_])")
_NUMERALS = re.compile(_NUMERAL)
_WORD_SIGN = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class DigitRun:
    """Digits that follow one another, each with the stretch of text it was read from."""

    digits: str
    stretches: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Tell where the run begins in the text."""
        return self.stretches[0][0]

    @property
    def end(self) -> int:
        """Tell where the run ends in the text."""
        return self.stretches[-1][1]

    def spans_of(self, number: str) -> Iterator[tuple[int, int]]:
        """Find each place of the text where this number stands, with a telephone's prefix if it begins the run."""
        at = self.digits.find(number)
        while at >= 0:
            last = at + len(number) - 1
            first = 0 if self.digits[:at] in _PREFIXES else at
            yield self.stretches[first][0], self.stretches[last][1]
            at = self.digits.find(number, last + 1)


def digit_runs(folded: str) -> Iterator[DigitRun]:
    """List the long numbers of a folded text, in order."""
    pieces: list[re.Match[str]] = []
    for piece in _PIECE.finditer(folded):
        if pieces and not _joined(folded, pieces[-1].end(), piece.start()):
            yield from _run(pieces)
            pieces = []
        pieces.append(piece)
    yield from _run(pieces)


def _joined(folded: str, end: int, start: int) -> bool:
    return start - end <= _LONGEST_GAP and _WORD_SIGN.search(folded, end, start) is None


def _run(pieces: list[re.Match[str]]) -> Iterator[DigitRun]:
    if not pieces or pieces[-1].end() - pieces[0].start() < SHORTEST_NUMBER:
        return
    digits: list[str] = []
    stretches: list[tuple[int, int]] = []
    group = _SpokenGroup()
    for piece in pieces:
        if piece[0].isdecimal():
            group.close(digits, stretches)
            digits.extend(str(int(digit)) for digit in piece[0])
            stretches.extend((at, at + 1) for at in range(*piece.span()))
            continue
        for word in _NUMERALS.findall(piece[0]):
            if not group.takes(word):
                group.close(digits, stretches)
            group.add(word, piece.span())
    group.close(digits, stretches)
    if len(digits) >= SHORTEST_NUMBER:
        yield DigitRun("".join(digits), tuple(stretches))


class _SpokenGroup:
    """One number below a thousand as it is spoken: "beş yüz otuz iki"."""

    def __init__(self) -> None:
        self._clear()

    def _clear(self) -> None:
        self.hundreds: int | None = None
        self.tens: int | None = None
        self.units: int | None = None
        self.span: tuple[int, int] | None = None

    def takes(self, word: str) -> bool:
        """Tell whether the word still belongs to this number."""
        if self.units == 0:
            return False
        if word == _HUNDRED:
            return self.hundreds is None and self.tens is None
        if word in _TENS:
            return self.tens is None and self.units is None
        return self.units is None and (_UNITS[word] > 0 or self.span is None)

    def add(self, word: str, span: tuple[int, int]) -> None:
        """Take the word in."""
        if word == _HUNDRED:
            self.hundreds, self.units = self.units or 1, None
        elif word in _TENS:
            self.tens = _TENS[word]
        else:
            self.units = _UNITS[word]
        self.span = (self.span[0] if self.span else span[0], span[1])

    def close(self, digits: list[str], stretches: list[tuple[int, int]]) -> None:
        """Write the number's digits down and begin anew."""
        if self.span is None:
            return
        if self.hundreds is not None:
            written = f"{self.hundreds}{self.tens or 0}{self.units or 0}"
        elif self.tens is not None:
            written = f"{self.tens}{self.units or 0}"
        else:
            written = str(self.units)
        digits.extend(written)
        stretches.extend([self.span] * len(written))
        self._clear()
