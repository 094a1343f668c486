"""How does a page of rows become what API and pages show?"""

from domain.identifiers import InstitutionId
from domain.inputs import Role
from services.desk.callers import Caller
from services.desk.filters import PageWanted
from services.desk.follow_up import FollowUpItem
from services.desk.office import Office
from services.desk.problems import ProblemCode, problem
from services.desk.reading import Rows
from services.desk.screening_view import ScreeningItem, screening_item
from services.desk.view_models import Item, item_of

SCREENING_ROLES = frozenset({Role.COORDINATOR, Role.CENTRE})


def items_of(rows: Rows, office: Office, caller: Caller) -> list[Item]:
    """Show rows to a caller."""
    today = office.reading.today
    return [item_of(row.application_id, row.application, caller.viewer, today, office.gazetteer) for row in rows.rows]


def screening_items_of(rows: Rows, office: Office, caller: Caller) -> list[ScreeningItem]:
    """Show rows of a screening queue to a caller."""
    around = office.around(caller.language)
    return [screening_item(row, caller.viewer, around) for row in rows.rows]


async def screening_rows_for(
    office: Office, caller: Caller, page: PageWanted, institution_id: str | None = None
) -> Rows:
    """Read the caller's own screening queue, or the one named; raises Problem 403 for who places nothing."""
    if caller.viewer.role not in SCREENING_ROLES:
        raise problem(ProblemCode.SCREENING_NOT_ALLOWED, caller.language)
    queue = InstitutionId(institution_id or caller.viewer.institution_id)
    return await office.reading.screening(caller.viewer, queue, page.after, page.limit)


async def follow_up_for(office: Office, caller: Caller) -> list[FollowUpItem]:
    """Read who below the caller does not keep up; raises Problem 403 for who coordinates nobody."""
    if caller.viewer.role not in SCREENING_ROLES:
        raise problem(ProblemCode.FOLLOW_UP_NOT_ALLOWED, caller.language)
    return await office.following_up.behind(caller.viewer)


def word_of(rows: Rows) -> str | None:
    """Write where the next page begins."""
    return None if rows.following is None else rows.following.encode()
