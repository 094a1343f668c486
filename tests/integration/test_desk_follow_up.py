"""Who sees which institutions leave arrivals lying, and is it noted who was here?"""

import re
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.business_calendar import BusinessCalendar
from domain.decision import Applied
from domain.identifiers import InstitutionId
from domain.inputs import Action, IssueInterimResponse, IssueResponse, OpenTask, ResponseOutcome, Role
from domain.visibility import Viewer
from runtime.clock import LegalClock, wall_now
from runtime.registry_feed import RegistryFeed
from runtime.settings import Settings
from runtime.store import Store, connect
from runtime.store_indexes import ensure_indexes
from services.desk.follow_up import FollowingUp, FollowUpItem, SignIns
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    noon,
    small_registry,
    turkey,
)
from tests.support.desk import DeskUnderTest, eventually
from tests.support.desk_facts import Filed

pytestmark = [pytest.mark.integration, pytest.mark.requirement("R-J7")]

LEGAL_TODAY = date(2026, 3, 2)
LONG_AGO = noon(date(2025, 12, 1))


def followed(desk: DeskUnderTest, by: str = GOVERNORATE, role: Role = Role.COORDINATOR) -> dict[str, dict[str, object]]:
    """Read the list, by institution."""
    answer = desk.officer(by, role).get("/v1/follow-up")  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return {item["institution_id"]: item for item in answer.json()["items"]}


def _row_of_education(desk: DeskUnderTest, by: str, role: Role) -> dict[str, object] | None:
    return followed(desk, by, role).get(EDUCATION_DIRECTORATE)


def test_who_is_behind_is_listed_to_its_coordinator_and_to_the_centre_alone(desk: DeskUnderTest):
    desk.submitted(institution_id=EDUCATION_DIRECTORATE, received_at=LONG_AGO)
    for by, role in ((GOVERNORATE, Role.COORDINATOR), (CENTRE, Role.CENTRE)):
        row = eventually(partial(_row_of_education, desk, by, role))
        assert int(str(row["overdue"])) >= 1
    assert EDUCATION_DIRECTORATE not in followed(desk, OTHER_GOVERNORATE)


def test_what_came_today_is_left_lying_by_nobody(desk: DeskUnderTest):
    desk.submitted(institution_id=MUNICIPALITY)
    assert followed(desk).get(MUNICIPALITY, {}).get("unopened", 0) == 0


@pytest.mark.parametrize("role", [Role.OFFICER, Role.OPERATOR, Role.AUDITOR])
def test_who_coordinates_nobody_sees_no_list(desk: DeskUnderTest, role: Role):
    answer = desk.officer(GOVERNORATE, role).get("/v1/follow-up")
    assert (answer.status_code, answer.json()["code"]) == (403, "follow_up_not_allowed")


def test_the_day_an_institution_was_here_is_noted_once(desk: DeskUnderTest):
    desk.submitted(institution_id=HEALTH_DIRECTORATE, received_at=LONG_AGO)
    for _ in range(3):
        assert desk.officer().get("/v1/inbox").status_code == 200
    row = eventually(lambda: (followed(desk).get(HEALTH_DIRECTORATE) or {}).get("last_seen_on"))
    assert row == LEGAL_TODAY.isoformat()


def test_the_page_shows_the_list_in_both_languages(desk: DeskUnderTest):
    desk.submitted(institution_id=EDUCATION_DIRECTORATE, received_at=LONG_AGO)
    coordinator = desk.officer(GOVERNORATE, Role.COORDINATOR)
    eventually(lambda: followed(desk).get(EDUCATION_DIRECTORATE))
    for language, title in (("tr", "Takip listesi"), ("en", "Follow-up")):
        page = coordinator.get("/takip-listesi", lang=language)
        assert page.status_code == 200
        assert f"<h1>{title}</h1>" in page.text
        assert re.search(rf'href="/kurumlar/{EDUCATION_DIRECTORATE}', page.text)
    assert desk.officer().get("/takip-listesi").status_code == 403


@pytest.fixture
async def store(store_uri: str, database: str, tmp_path: Path) -> AsyncIterator[Store]:
    """A store of its own, with the indexes."""
    settings = Settings(state_directory=tmp_path, mongodb_uri=store_uri, mongodb_database=database)
    store = connect(settings)
    await ensure_indexes(store)
    yield store
    await store.close()


class KnownInstitutions(RegistryFeed):
    """A feed that has read a small registry and the checked-in calendar."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.registry = small_registry()

    @property
    def calendar(self) -> BusinessCalendar:
        return turkey()


def a_story(said: str, *actions: Action, given: datetime, to: InstitutionId = HEALTH_DIRECTORATE) -> dict[str, Any]:
    """Tell what an institution did on the very day about an application it was given then."""
    story = Filed()
    story.submitted(said=said, received_at=given, institution_id=to)
    for action in actions:
        assert isinstance(story.asks(action, by=to, at=given), Applied)
    return story.document


async def test_unopened_overdue_and_silent_tasks_are_counted_for_each_institution(store: Store, tmp_path: Path):
    monday, friday, today = noon(date(2026, 3, 2)), noon(date(2026, 3, 6)), noon(date(2026, 3, 9))
    february, january = noon(date(2026, 2, 10)), noon(date(2026, 1, 5))
    answered = IssueResponse(ResponseOutcome.POSITIVE, "Açıldı.")
    for document in (
        a_story("left lying on Monday", given=monday),
        a_story("left lying on Tuesday", given=monday + timedelta(days=1)),
        a_story("came on Friday", given=friday),
        a_story("opened at once", OpenTask(), given=monday),
        a_story("answered", answered, given=january),
        a_story("overdue and unopened", given=january, to=EDUCATION_DIRECTORATE),
        a_story("opened and silent", OpenTask(), given=february, to=MUNICIPALITY),
        a_story("opened and told", OpenTask(), IssueInterimResponse("Bakıyoruz."), given=february, to=MUNICIPALITY),
        a_story("elsewhere", given=january, to=OTHER_GOVERNORATE),
    ):
        await store.applications.insert(document)
    settings = Settings(state_directory=tmp_path)
    clock = LegalClock(wall_now(), today)
    sign_ins = SignIns(store, clock)
    for _ in range(2):
        sign_ins.note(HEALTH_DIRECTORATE)
    await sign_ins.settled()

    behind = await FollowingUp(store, KnownInstitutions(settings), clock, sign_ins).behind(
        Viewer(GOVERNORATE, Role.COORDINATOR)
    )

    assert behind == [
        FollowUpItem(HEALTH_DIRECTORATE, f"Kurum {HEALTH_DIRECTORATE}", 2, date(2026, 3, 2), 0, 0, date(2026, 3, 9)),
        FollowUpItem(EDUCATION_DIRECTORATE, f"Kurum {EDUCATION_DIRECTORATE}", 1, date(2026, 1, 5), 1, 0, None),
        FollowUpItem(MUNICIPALITY, f"Kurum {MUNICIPALITY}", 0, None, 0, 1, None),
    ]
    assert await store.sign_ins.count({}) == 1
