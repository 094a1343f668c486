"""Which rows does a request want? The same parameters for the API's lists and the pages' forms."""

from datetime import date
from typing import Annotated, TypeAlias

from fastapi import Depends, Query, Request

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
OptionalWord: TypeAlias = Annotated[str | None, EmptyIsAbsent, Query(max_length=40)]
OptionalWords: TypeAlias = Annotated[str | None, EmptyIsAbsent, Query(max_length=200)]


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
    return SearchFilter(tracking_number, institution, province, status, from_on, to_on, q)


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
