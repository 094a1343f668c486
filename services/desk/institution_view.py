"""What is shown of institutions: as rows to choose from, and one with who stands above and below it?"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind, Registry
from domain.place import Gazetteer, Place
from services.desk.view_models import place_name

MOST_CHILDREN = 500


@dataclass(frozen=True, slots=True)
class InstitutionItem:
    """One row of a search for institutions; `open` says whether it can be given anything today."""

    institution_id: str
    name: str
    kind: InstitutionKind
    branch: Branch | None
    province: str | None
    district: str | None
    place: str
    open: bool


@dataclass(frozen=True, slots=True)
class InstitutionView(InstitutionItem):
    """One institution between its two parents and its children."""

    line_parent: InstitutionItem | None
    coordinator: InstitutionItem | None
    children: tuple[InstitutionItem, ...]
    children_total: int


def institution_item(institution: Institution, today: date, gazetteer: Gazetteer) -> InstitutionItem:
    """Show an institution as a row."""
    where = None if institution.province is None else Place(institution.province, institution.district)
    return InstitutionItem(
        institution_id=institution.institution_id,
        name=institution.name,
        kind=institution.kind,
        branch=institution.branch,
        province=institution.province,
        district=institution.district,
        place=place_name(where, gazetteer),
        open=institution.is_valid_on(today),
    )


def institution_items(
    institutions: Iterable[Institution], today: date, gazetteer: Gazetteer
) -> tuple[InstitutionItem, ...]:
    """Show institutions as rows, in the order given."""
    return tuple(institution_item(institution, today, gazetteer) for institution in institutions)


def view_institution(
    institution_id: InstitutionId, registry: Registry, today: date, gazetteer: Gazetteer
) -> InstitutionView | None:
    """Show one institution, None for an unknown number; of very many children the first by name."""
    institution = registry.get(institution_id)
    if institution is None:
        return None

    def item(parent_id: InstitutionId | None) -> InstitutionItem | None:
        parent = None if parent_id is None else registry.get(parent_id)
        return None if parent is None else institution_item(parent, today, gazetteer)

    children = sorted(registry.children_of(institution_id), key=lambda child: (child.name, child.institution_id))
    return InstitutionView(
        **asdict(institution_item(institution, today, gazetteer)),
        line_parent=item(institution.line_parent_id),
        coordinator=item(institution.coordinator_id),
        children=institution_items(children[:MOST_CHILDREN], today, gazetteer),
        children_total=len(children),
    )
