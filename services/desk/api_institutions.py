"""What can programs ask about institutions?"""

from dataclasses import dataclass

from fastapi import APIRouter

from domain.identifiers import InstitutionId
from services.desk.callers import ByCaller, InOffice
from services.desk.filters import AmongInstitutions
from services.desk.institution_view import InstitutionItem, InstitutionView, view_institution
from services.desk.problems import ProblemCode, problem

router = APIRouter(prefix="/v1/institutions")


@dataclass(frozen=True, slots=True)
class InstitutionPage:
    """Institutions found, the best first."""

    items: list[InstitutionItem]


@router.get("")
async def institutions(office: InOffice, caller: ByCaller, wanted: AmongInstitutions) -> InstitutionPage:
    """Find institutions by the beginnings of words of their names, in any Turkish spelling."""
    del caller
    return InstitutionPage(list(office.institutions(wanted)))


@router.get("/{institution_id}")
async def institution(office: InOffice, caller: ByCaller, institution_id: str) -> InstitutionView:
    """Show one institution with whom it answers to, who coordinates it, and who stands below it."""
    registry = office.feed.registry
    view = view_institution(InstitutionId(institution_id), registry, office.reading.today, office.gazetteer)
    if view is None:
        raise problem(ProblemCode.INSTITUTION_NOT_FOUND, caller.language)
    return view
