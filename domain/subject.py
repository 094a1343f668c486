"""What is a citizen's text about?

A first classifier: it adds up the cue words found (`subject_cues`), rare and specific ones counting most, and says how
sure it is. It is sure when one subject is well supported and no other comes near; a tie lowers its confidence.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from domain.legal_regime import ApplicationKind
from domain.subject_cues import CUES
from domain.subject_table import INFORMATION_REQUESTED, OFFICIAL_COMPLAINED_OF, OVERLAYS, SUBJECTS, Subject, Target
from domain.turkish_text import begins_with_stem, spellings, tokens

__all__ = ["CONFIDENT", "SUBJECTS", "Classification", "Subject", "Target", "classify", "subject_of", "target_of"]

CONFIDENT = 0.46
"""Below this a person decides (rulebook 7, routing order 6)."""

_WEIGHTS = {"decisive": 4.0, "usual": 2.0, "slight": 0.5}
_SPECIFIC = 1.5
"""What a cue of several words counts against a single word of its tier: it is the rarer."""

_DOUBT = 2.5
"""Support that a subject must outweigh even without a rival: one usual word is no subject."""

_OVERLAY_SUPPORT = 4.0
"""What an overlay needs to lie over the matter: one decisive cue."""

_SHORTEST_VERB_STEM = 2
"""A later word of a cue with more letters may be a verb's stem: anything may follow it."""

_WORDS_READ = 1_000
"""A text says early what it is about; nobody's 64 KiB may hold up the applications behind it."""

_TEXTS_REMEMBERED = 256
"""Form letters and campaigns bring the same text again and again: it is read once."""

_LONGEST_GAP = 2
"""How many words may stand between two words of one cue ("sular her gün kesiliyor")."""


@dataclass(frozen=True, slots=True)
class Classification:
    """The best subject, how sure, and what spoke for it; `matter_code` is what an overlay lies over."""

    subject_code: str | None
    confidence: float
    cues_found: tuple[str, ...] = ()
    matter_code: str | None = None
    runners_up: tuple[str, ...] = ()

    @property
    def matter(self) -> str | None:
        """Name the service the text is surely about, whatever lies over it."""
        if self.subject_code in OVERLAYS:
            return self.matter_code
        return self.subject_code if self.confident else None

    @property
    def confident(self) -> bool:
        """Tell whether no person need look at it first."""
        return self.subject_code is not None and self.confidence >= CONFIDENT


@dataclass(frozen=True, slots=True)
class _Cue:
    words: tuple[str, ...]
    text: str
    code: str
    weight: float


_SUBJECT_BY_CODE = {subject.code: subject for subject in SUBJECTS}


def subject_of(code: str) -> Subject | None:
    """Give the subject with this code, None when there is none."""
    return _SUBJECT_BY_CODE.get(code)


def target_of(subject: Subject, text: str) -> Target | None:
    """Choose among the subject's targets the first whose own cues the text has, else the plain one."""
    return next((target for target in subject.targets if _is_said(target.when_said, text)), None)


_OVERLAY_OF: dict[ApplicationKind, str] = {
    ApplicationKind.COMPLAINT: OFFICIAL_COMPLAINED_OF,
    ApplicationKind.TIP_OFF: OFFICIAL_COMPLAINED_OF,
    ApplicationKind.INFORMATION_REQUEST: INFORMATION_REQUESTED,
}
"""Whose text may be about an official or a document; in any other kind such words are beside the point."""


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def classify(text: str, kind: ApplicationKind) -> Classification:
    """Say what a text of this kind is about and how sure that is.

    An overlay (an official, a document) with enough support is the subject, and `matter_code` what it lies over.
    """
    support, cues = _support(_words(text), OVERLAYS - {_OVERLAY_OF.get(kind)})
    matter = _best({code: weight for code, weight in support.items() if code not in OVERLAYS}, cues)
    overlay = _best({code: weight for code, weight in support.items() if code in OVERLAYS}, cues)
    if overlay.subject_code is None or support[overlay.subject_code] < _OVERLAY_SUPPORT:
        return matter
    return Classification(
        subject_code=overlay.subject_code,
        confidence=overlay.confidence,
        cues_found=overlay.cues_found,
        matter_code=matter.matter,
        runners_up=tuple(code for code in (matter.subject_code, *matter.runners_up) if code is not None),
    )


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _words(text: str) -> tuple[str, ...]:
    return tokens(text)[:_WORDS_READ]


def _support(words: tuple[str, ...], leaving_out: frozenset[str]) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Add up each cue once, and what is part of a longer cue of the same subject not at all."""
    support: dict[str, float] = defaultdict(float)
    cues: dict[str, list[str]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    taken: set[tuple[str, int]] = set()
    for positions, cue in sorted(_cues_in(words), key=lambda found: (-found[1].weight, -len(found[0]))):
        if cue.code in leaving_out or (cue.code, cue.text) in seen or (cue.code, positions[0]) in taken:
            continue
        seen.add((cue.code, cue.text))
        taken.update((cue.code, position) for position in positions)
        support[cue.code] += cue.weight
        cues[cue.code].append(cue.text)
    return support, cues


def _best(support: dict[str, float], cues: dict[str, list[str]]) -> Classification:
    ranked = sorted(support, key=lambda code: (-support[code], code))
    if not ranked:
        return Classification(None, 0.0)
    first = support[ranked[0]]
    second = support[ranked[1]] if len(ranked) > 1 else 0.0
    return Classification(
        subject_code=ranked[0],
        confidence=round(first / (first + second + _DOUBT), 3),
        cues_found=tuple(cues[ranked[0]]),
        runners_up=tuple(ranked[1:3]),
    )


def _cues_in(words: tuple[str, ...]) -> Iterator[tuple[tuple[int, ...], _Cue]]:
    for position, word in enumerate(words):
        for cue in _cues_beginning(word):
            positions = _positions(cue, words, position)
            if positions:
                yield positions, cue


def _cues_beginning(word: str) -> Iterator[_Cue]:
    index = _index()
    for length in range(2, min(len(word), _longest_stem()) + 1):
        stem = word[:length]
        if stem in index and begins_with_stem(word, stem):
            yield from index[stem]


def _positions(cue: _Cue, words: tuple[str, ...], start: int) -> tuple[int, ...]:
    """Say where the cue's words stand when its first stands at `start`; nowhere when one is missing."""
    positions = [start]
    for stem in cue.words[1:]:
        after = positions[-1] + 1
        near = range(after, min(after + _LONGEST_GAP + 1, len(words)))
        found = next((place for place in near if _follows(words[place], stem)), None)
        if found is None:
            return ()
        positions.append(found)
    return tuple(positions)


def _follows(word: str, stem: str) -> bool:
    """Match a later word of a cue: the first word has narrowed the sense, so a verb's stem of three letters will do."""
    if len(stem) > _SHORTEST_VERB_STEM:
        return any(word.startswith(spelling) for spelling in spellings(stem))
    return begins_with_stem(word, stem)


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def _is_said(cues: str, text: str) -> bool:
    """Tell whether a text has one of these cues; no cues are always said."""
    stems, words = _stems(cues), _words(text)
    return not stems or any(_stands_in(words, each) for each in stems)


def _stands_in(words: tuple[str, ...], stems: tuple[str, ...]) -> bool:
    cue = _Cue(stems, "", "", 0.0)
    return any(
        begins_with_stem(word, spelling) and _positions(cue, words, position)
        for position, word in enumerate(words)
        for spelling in spellings(stems[0])
    )


@cache
def _stems(cues: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tokens(cue) for cue in cues.split(",") if cue.strip())


@cache
def _index() -> dict[str, list[_Cue]]:
    """Index the table by the first stem of each cue, in both spellings."""
    index: dict[str, list[_Cue]] = defaultdict(list)
    for code, row in CUES.items():
        for tier, weight in _WEIGHTS.items():
            for cue in getattr(row, tier).split(","):
                words = tokens(cue)
                if not words:
                    continue
                counted = weight * (_SPECIFIC if len(words) > 1 else 1.0)
                for spelling in spellings(words[0]):
                    index[spelling].append(_Cue(words, cue.strip(), code, counted))
    return dict(index)


@cache
def _longest_stem() -> int:
    return max(len(stem) for stem in _index())
