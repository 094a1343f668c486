"""What does a person see who must place applications that no rule could place?"""

from dataclasses import asdict, dataclass

from domain.inputs import IdentityCheck
from domain.routing_decision import ScreeningReason
from domain.routing_reason import RoutingReason
from domain.visibility import Viewer
from runtime.application_documents import ledger_of
from services.desk.application_view import Surroundings, proposal_views, screening_request_for
from services.desk.labels import label
from services.desk.reading import Row
from services.desk.related_view import DuplicateView, view_related
from services.desk.view_models import Item, item_of, own_task
from services.desk.view_shapes import ProposalView
from services.desk.wording import Language
from services.desk.work_view import elements_in_words


@dataclass(frozen=True, slots=True)
class ScreeningItem(Item):
    """One row of a screening queue: why it waits, and where it might go, the best first."""

    because: str
    because_text: str
    explanation: tuple[RoutingReason, ...]
    proposals: tuple[ProposalView, ...]
    identity_check: IdentityCheck
    identity_check_text: str
    elements_missing_text: tuple[str, ...]
    duplicates: tuple[DuplicateView, ...]


def screening_item(row: Row, viewer: Viewer, around: Surroundings) -> ScreeningItem:
    """Show one application that waits in a screening queue."""
    item = item_of(row.application_id, row.application, viewer, around.today, around.gazetteer)
    facts = [fact for fact, _ in ledger_of(row.document)]
    requested = screening_request_for(own_task(row.application, viewer), facts)
    return ScreeningItem(
        **asdict(item),
        because="" if requested is None else requested.because,
        because_text="" if requested is None else _in_words(requested.because, around.language),
        explanation=() if requested is None else requested.explanation,
        proposals=proposal_views(requested, around),
        identity_check=row.application.identity_check,
        identity_check_text=label(row.application.identity_check).say(around.language),
        elements_missing_text=elements_in_words(row.application.elements_missing, around.language),
        duplicates=view_related(row.application, facts, {}).duplicates,
    )


def _in_words(because: str, language: Language) -> str:
    return label(ScreeningReason(because)).say(language)
