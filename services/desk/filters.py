"""Which rows does a request want? The same parameters for the API's lists and the pages' forms."""

from datetime import date
from typing import Annotated, TypeAlias

from fastapi import Depends, Query, Request
from pydantic import StringConstraints

from domain.identifiers import InstitutionId
from domain.institution import InstitutionKind
from domain.status import ApplicationStatus
from services.desk.asked import EmptyIsAbsent, OptionalPlate, OptionalSubject, cursor_in, language_of
from services.desk.cursors import Cursor
from services.desk.queries import InboxFilter, SearchFilter

PAGE = 50
INSTITUTIONS_FOUND = 20

OptionalStatus: TypeAlias = Annotated[ApplicationStatus | None, EmptyIsAbsent]
OptionalDay: TypeAlias = Annotated[date | None, EmptyIsAbsent]
OptionalWord: TypeAlias = Annotated[Annotated[str, StringConstraints(max_length=40)] | None, EmptyIsAbsent]
OptionalWords: TypeAlias = Annotated[Annotated[str, StringConstraints(max_length=200)] | None, EmptyIsAbsent]
"""The length is the text's alone: a field left empty has none to be measured."""


def _inbox_filter(
    status: OptionalStatus = None,
    overdue: Annotated[bool | None, EmptyIsAbsent] = None,
    subject_code: OptionalSubject = None,
) -> InboxFilter:
    return InboxFilter(status, overdue, subject_code)


def _search_filter(
    tracking_number: OptionalWord = None,
    institution_id: OptionalWord = None,
    province: OptionalPlate = None,
    status: OptionalStatus = None,
    from_on: OptionalDay = None,
    to_on: OptionalDay = None,
    q: OptionalWords = None,
) -> SearchFilter:
    institution = None if institution_id is None else InstitutionId(institution_id)
    number = None if tracking_number is None else without_blanks(tracking_number)
    return SearchFilter(number, institution, province, status, from_on, to_on, q)


def without_blanks(number: str) -> str:
    """Take a number as people write and read it out, in groups of digits."""
    return "".join(number.split())


class InstitutionFilter:
    """Which institutions are looked for: by the beginnings of words of their names."""

    def __init__(
        self,
        q: OptionalWords = None,
        province: OptionalPlate = None,
        kind: Annotated[InstitutionKind | None, EmptyIsAbsent] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = INSTITUTIONS_FOUND,
    ) -> None:
        self.words = q or ""
        self.province = province
        self.kind = kind
        self.limit = limit

    @property
    def given(self) -> bool:
        """Tell whether anything at all was asked for."""
        return bool(self.words or self.province or self.kind)


class PageWanted:
    """Where a list goes on, and how much of it is wanted; raises Problem 400 for a cursor that is none."""

    def __init__(
        self, request: Request, cursor: str | None = None, limit: Annotated[int, Query(ge=1, le=200)] = PAGE
    ) -> None:
        self.after: Cursor | None = cursor_in(cursor, language_of(request))
        self.limit = limit


InInbox: TypeAlias = Annotated[InboxFilter, Depends(_inbox_filter)]
InSearch: TypeAlias = Annotated[SearchFilter, Depends(_search_filter)]
AmongInstitutions: TypeAlias = Annotated[InstitutionFilter, Depends()]
OnPage: TypeAlias = Annotated[PageWanted, Depends()]
