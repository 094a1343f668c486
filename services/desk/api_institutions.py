"""What can programs ask about institutions?"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter

from domain.identifiers import InstitutionId
from domain.institution import InstitutionKind
from services.desk.asked import EmptyIsAbsent, Limit, OptionalPlate, Words
from services.desk.callers import ByCaller, InOffice
from services.desk.institution_view import InstitutionItem, InstitutionView, institution_items, view_institution
from services.desk.problems import ProblemCode, problem

FOUND_AT_ONCE = 20

router = APIRouter(prefix="/v1/institutions")


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """Institutions found, the best first."""

    items: list[InstitutionItem]


@router.get("")
async def institutions(
    office: InOffice,
    caller: ByCaller,
    q: Words = None,
    province: OptionalPlate = None,
    kind: Annotated[InstitutionKind | None, EmptyIsAbsent] = None,
    limit: Limit = FOUND_AT_ONCE,
) -> InstitutionPage:
    """Find institutions by the beginnings of words of their names, in any Turkish spelling."""
    del caller
    found = office.feed.registry.search(q or "", province=province, kind=kind, limit=limit)
    return InstitutionPage(list(institution_items(found, office.reading.today, office.gazetteer)))


@router.get("/{institution_id}")
async def institution(office: InOffice, caller: ByCaller, institution_id: str) -> InstitutionView:
    """Show one institution with whom it answers to, who coordinates it, and who stands below it."""
    registry = office.feed.registry
    view = view_institution(InstitutionId(institution_id), registry, office.reading.today, office.gazetteer)
    if view is None:
        raise problem(ProblemCode.INSTITUTION_NOT_FOUND, caller.language)
    return view
