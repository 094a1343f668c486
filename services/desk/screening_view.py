"""What does a person see who must place applications that no rule could place?"""

from dataclasses import asdict, dataclass

from domain.routing import RoutingReason
from domain.visibility import Viewer
from runtime.application_documents import ledger_of
from services.desk.application_view import Surroundings, proposal_views, screening_request_for
from services.desk.reading import Row
from services.desk.view_models import Item, item_of, own_task
from services.desk.view_shapes import ProposalView


@dataclass(frozen=True, slots=True)
class ScreeningItem(Item):
    """One row of a screening queue: why it waits, and where it might go, the best first."""

    because: str
    explanation: tuple[RoutingReason, ...]
    proposals: tuple[ProposalView, ...]


def screening_item(row: Row, viewer: Viewer, around: Surroundings) -> ScreeningItem:
    """Show one application that waits in a screening queue."""
    item = item_of(row.application_id, row.application, viewer, around.today, around.gazetteer)
    facts = [fact for fact, _ in ledger_of(row.document)]
    requested = screening_request_for(own_task(row.application, viewer), facts)
    return ScreeningItem(
        **asdict(item),
        because="" if requested is None else requested.because,
        explanation=() if requested is None else requested.explanation,
        proposals=proposal_views(requested, around),
    )
