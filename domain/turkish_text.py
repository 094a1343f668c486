"""How does one compare Turkish texts without stumbling over İ/ı, accents and suffixes?

Turkish is agglutinative: a word of the table meets the citizen's text with endings on it ("okulumuzun", "sokağında").
A stem therefore matches at the start of a token; a short one only when what follows is a chain of endings, so that
"sel" is found in "selden" and not in "selam".
"""

import re
import unicodedata

_FOLDED = str.maketrans(
    {
        "ı": "i", "İ": "i", "I": "i", "ş": "s", "Ş": "s", "ç": "c", "Ç": "c", "ğ": "g", "Ğ": "g",
        "ö": "o", "Ö": "o", "ü": "u", "Ü": "u", "â": "a", "Â": "a", "î": "i", "Î": "i", "û": "u", "Û": "u",
    }
)  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+(?:['’`´][a-z0-9]+)?")
_APOSTROPHE = re.compile(r"['’`´]")

SHORT_STEM = 4
"""A stem of at most so many letters is matched only before a chain of endings."""

SHORTEST_TELLING_WORD = 3
_MOST_TELLING_WORDS = 64

_ENDINGS = re.compile(
    r"""
    (?: l[ae]r )?                                                       # plural
    (?: l[iu][kg]? | s[iu]z(?:l[iu][kg])? | c[iu](?:l[iu][kg])? )?      # with, without, -er, -ness
    (?: l[ae]r )?
    (?: y?[iu][mn](?:[iu]z)? | [mn](?:[iu]z)? | [ys]?[iu] )?            # my, your, his, our
    (?: [yn]?[iuae] | n?[dt][ae](?:n|k[iu](?:l[ae]r)?)? | n?[iu]n(?:k[iu])? | [yi]?l[ae] | n?c[ae] )?   # case
    (?: y?[dt][iu][rmk]?(?:l[ae]r)? | y?s[ae] | y?m[iu]s )?             # to be
    """,
    re.VERBOSE,
)
_SOFTENED = {"k": "g", "p": "b"}
"""Final t softens in few words (yurt, yurdu) and would turn konut into konuda: the tables list those words twice."""


def fold(text: str) -> str:
    """Fold case and accents the Turkish way, so that "İĞDIR", "Iğdır" and "ığdır" are one string."""
    folded = text.translate(_FOLDED).lower()
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_FOLDED)


def tokens(text: str) -> tuple[str, ...]:
    """Split a text into folded words; what follows the apostrophe of a proper name ("Ankara'da") is dropped."""
    return tuple(_APOSTROPHE.split(word, maxsplit=1)[0] for word in _WORD.findall(fold(text)))


def telling_words(text: str) -> tuple[str, ...]:
    """List the words by which a text is found and compared: the first 64 different ones of three letters or more."""
    found = dict.fromkeys(word for word in tokens(text) if len(word) >= SHORTEST_TELLING_WORD)
    return tuple(found)[:_MOST_TELLING_WORDS]


def spellings(stem: str) -> tuple[str, ...]:
    """List a folded stem and the form its last consonant takes before a vowel: köpek, köpeği."""
    softened = _SOFTENED.get(stem[-1:])
    return (stem,) if softened is None or len(stem) <= 2 else (stem, stem[:-1] + softened)


def begins_with_stem(token: str, stem: str) -> bool:
    """Tell whether a folded token is the folded stem with endings on it."""
    if not token.startswith(stem):
        return False
    return len(stem) > SHORT_STEM or is_chain_of_endings(token[len(stem) :])


def is_chain_of_endings(rest: str) -> bool:
    """Tell whether a folded remainder can be nominal endings: plural, possessive, case, to be."""
    return _ENDINGS.fullmatch(rest) is not None
