"""Who sees which institutions leave arrivals lying, and is it noted who was here?"""

import re
from datetime import date

import pytest

from domain.inputs import Role
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    noon,
)
from tests.support.desk import DeskUnderTest, eventually

pytestmark = [pytest.mark.integration, pytest.mark.requirement("R-J7")]

LEGAL_TODAY = date(2026, 3, 2)
LONG_AGO = noon(date(2025, 12, 1))


def followed(desk: DeskUnderTest, by: str = GOVERNORATE, role: Role = Role.COORDINATOR) -> dict[str, dict[str, object]]:
    """Read the list, by institution."""
    answer = desk.officer(by, role).get("/v1/follow-up")  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return {item["institution_id"]: item for item in answer.json()["items"]}


def test_who_is_behind_is_listed_to_its_coordinator_and_to_the_centre_alone(desk: DeskUnderTest):
    desk.submitted(institution_id=EDUCATION_DIRECTORATE, received_at=LONG_AGO)
    for by, role in ((GOVERNORATE, Role.COORDINATOR), (CENTRE, Role.CENTRE)):
        row = eventually(lambda by=by, role=role: followed(desk, by, role).get(EDUCATION_DIRECTORATE))
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
