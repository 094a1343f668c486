"""What can programs ask about how institutions keep up with what arrives (R-J7)?"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from services.desk.callers import ByCaller, InOffice
from services.desk.follow_up import FollowUpItem
from services.desk.lists import follow_up_for

MOST_LISTED = 1_000

router = APIRouter(prefix="/v1/follow-up")


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    """The institutions that do not keep up, the worst first; `total` counts also those beyond `limit`."""

    items: list[FollowUpItem]
    total: int


@router.get("")
async def follow_up(
    office: InOffice, caller: ByCaller, limit: Annotated[int, Query(ge=1, le=MOST_LISTED)] = MOST_LISTED
) -> FollowUpPage:
    """List which institutions below this one left arrivals unopened, are overdue, or have been silent for long."""
    found = await follow_up_for(office, caller)
    return FollowUpPage(found[:limit], len(found))
