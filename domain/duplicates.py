"""Did the same applicant write nearly the same before?

Likeness only proposes; a person decides whether it is one matter (R-E11, rulebook 1.3, step 9).
"""

from collections.abc import Iterable, Iterator

from domain.decision import OtherApplication
from domain.facts import DuplicateProposed
from domain.turkish_text import telling_words

LIKE_ENOUGH = 60
"""Per cent of the words of both texts together that stand in both."""

MOST_PROPOSED = 3


def words_of(text: str) -> frozenset[str]:
    """List the words by which a text is compared, in no order."""
    return frozenset(telling_words(text))


def proposals(text: str, others: Iterable[OtherApplication]) -> tuple[DuplicateProposed, ...]:
    """Name the likest earlier applications of the same applicant, the likest first."""
    mine = [other for other in others if other.same_applicant and not other.is_appeal]
    if not mine:
        return ()
    found = sorted(_alike(words_of(text), mine), key=lambda one: (-one.likeness, one.other_application_id))
    return tuple(found[:MOST_PROPOSED])


def likeness(words: frozenset[str], other_words: frozenset[str]) -> int:
    """Measure how alike two texts are: the share of common words in all, in per cent; 0 where one has none."""
    together = words | other_words
    return round(100 * len(words & other_words) / len(together)) if words and other_words else 0


def _alike(words: frozenset[str], others: Iterable[OtherApplication]) -> Iterator[DuplicateProposed]:
    for other in others:
        per_cent = likeness(words, other.words)
        if per_cent >= LIKE_ENOUGH:
            yield DuplicateProposed(other.application_id, other.tracking_number, per_cent)
