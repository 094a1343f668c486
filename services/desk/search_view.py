"""Which filters does a search apply, in words? All that are given, together: nothing typed is silently left out."""

from collections.abc import Sequence

from domain.status import ApplicationStatus
from services.desk.page_words import PageWords
from services.desk.queries import SearchFilter


def filters_told(
    wanted: SearchFilter, words: PageWords, provinces: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """Name each filter that is given, with what it asks for."""
    told = {
        "search.number": wanted.tracking_number,
        "search.words": wanted.words,
        "institution.number": wanted.institution_id,
        "find.province": dict(provinces).get(wanted.province or "", wanted.province),
        "filter.status": wanted.status and words.label(ApplicationStatus(wanted.status)),
        "search.from": wanted.from_on and words.short_day(wanted.from_on),
        "search.to": wanted.to_on and words.short_day(wanted.to_on),
    }
    return tuple((words.say(name), value) for name, value in told.items() if value)
