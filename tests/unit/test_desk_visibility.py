"""Which applications may an institution see?"""

import pytest

from domain.identifiers import InstitutionId
from domain.inputs import (
    AboutOfficial,
    IssueResponse,
    OfficialRank,
    ReferTask,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
)
from domain.visibility import Viewer, institutions_seen, may_find_by_number, may_see, sees_everything
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    INTERIOR,
    MUNICIPALITY,
    OTHER_GOVERNORATE,
    PRIME_MINISTRY,
    Story,
    small_registry,
)

REGISTRY = small_registry()


def sees(story: Story, by: InstitutionId, role: Role = Role.OFFICER) -> bool:
    return may_see(Viewer(by, role), story.now, REGISTRY)


@pytest.mark.parametrize(
    ("by", "role", "seen"),
    [
        pytest.param(HEALTH_DIRECTORATE, Role.OFFICER, True, id="the holder"),
        pytest.param(EDUCATION_DIRECTORATE, Role.OFFICER, False, id="its neighbour"),
        pytest.param(EDUCATION_DIRECTORATE, Role.COORDINATOR, False, id="its neighbour as coordinator"),
        pytest.param(EDUCATION_DIRECTORATE, Role.CENTRE, False, id="its neighbour with a role that is not its own"),
        pytest.param(GOVERNORATE, Role.OFFICER, False, id="an officer of the governorate"),
        pytest.param(
            GOVERNORATE,
            Role.COORDINATOR,
            True,
            id="the governorate that coordinates it",
            marks=pytest.mark.requirement("R-G9"),
        ),
        pytest.param(GOVERNORATE, Role.AUDITOR, True, id="the governorate's auditor"),
        pytest.param(
            OTHER_GOVERNORATE, Role.COORDINATOR, False, id="another governorate", marks=pytest.mark.requirement("R-G9")
        ),
        pytest.param(
            CENTRE,
            Role.CENTRE,
            True,
            id="the centre",
            marks=[pytest.mark.requirement("R-G11", "R-G12"), pytest.mark.conflict(10)],
        ),
        pytest.param(CENTRE, Role.OFFICER, False, id="an officer of the centre"),
        pytest.param(
            PRIME_MINISTRY,
            Role.COORDINATOR,
            True,
            id="the Prime Ministry, above all coordinators",
            marks=pytest.mark.requirement("R-G12"),
        ),
        pytest.param(InstitutionId("99999999"), Role.COORDINATOR, False, id="an institution nobody knows"),
    ],
)
def test_an_application_is_seen_by_holder_coordinators_and_centre(by: InstitutionId, role: Role, seen: bool):
    assert sees(Story().submitted(), by, role) is seen


def test_who_had_it_still_sees_it_and_who_was_told_too():
    story = Story().submitted()
    story.asks(ReferTask(MUNICIPALITY, TaskPurpose.INFORMATION, "Bilginize"))
    story.asks(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Sizin"))
    assert sees(story, HEALTH_DIRECTORATE)
    assert sees(story, EDUCATION_DIRECTORATE)
    assert sees(story, MUNICIPALITY)


def about(institution_id: InstitutionId) -> AboutOfficial:
    return AboutOfficial("Ali Veli", "Müdür", institution_id, OfficialRank.BELOW)


def test_a_coordinator_does_not_see_a_complaint_about_its_own_official():
    story = Story().submitted(about_official=about(GOVERNORATE), institution_id=HEALTH_DIRECTORATE)
    assert not sees(story, GOVERNORATE, Role.COORDINATOR)
    assert sees(story, CENTRE, Role.CENTRE)


def test_who_is_involved_sees_what_it_was_given_to_decide():
    story = Story().submitted(institution_id=HEALTH_DIRECTORATE)
    story.asks(ReturnTask("Bizim değil"))
    assert sees(story, GOVERNORATE)


@pytest.mark.requirement("R-A14", "R-G11", "R-G12")
def test_the_centres_role_sees_everything_at_the_centre_alone():
    assert sees_everything(Viewer(CENTRE, Role.CENTRE), REGISTRY)
    assert not sees_everything(Viewer(GOVERNORATE, Role.CENTRE), REGISTRY)
    assert not sees_everything(Viewer(CENTRE, Role.COORDINATOR), REGISTRY)


@pytest.mark.requirement("R-G9", "R-G12")
@pytest.mark.parametrize("institution", list(REGISTRY), ids=lambda institution: institution.kind)
@pytest.mark.parametrize("role", Role)
def test_a_search_reaches_exactly_what_may_be_seen(institution: object, role: Role):
    viewer = Viewer(institution.institution_id, role)  # type: ignore[attr-defined]
    if sees_everything(viewer, REGISTRY):
        return
    reached = set(institutions_seen(viewer, REGISTRY))
    for holder in (HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY, GOVERNORATE, INTERIOR, OTHER_GOVERNORATE):
        story = Story().submitted(institution_id=holder)
        assert story.now.tasks[0].institution_id == holder
        assert may_see(viewer, story.now, REGISTRY) is (holder in reached), holder


@pytest.mark.requirement("R-J4")
@pytest.mark.parametrize(
    ("by", "role", "found"),
    [
        pytest.param(OTHER_GOVERNORATE, Role.OPERATOR, True, id="an operator anywhere, who was told the number"),
        pytest.param(OTHER_GOVERNORATE, Role.OFFICER, False, id="an officer who only knows the number"),
        pytest.param(EDUCATION_DIRECTORATE, Role.OPERATOR, False, id="the institution complained of"),
        pytest.param(InstitutionId("99999999"), Role.OPERATOR, False, id="an institution nobody knows"),
    ],
)
def test_an_operator_finds_what_a_caller_quotes_unless_involved(by: InstitutionId, role: Role, found: bool):
    story = Story().submitted(about_official=about(EDUCATION_DIRECTORATE), institution_id=HEALTH_DIRECTORATE)
    assert may_find_by_number(Viewer(by, role), story.now, REGISTRY) is found


@pytest.mark.requirement("R-G15", "R-G11")
def test_the_result_comes_back_to_the_centre() -> None:
    story = Story().submitted()
    story.asks(IssueResponse(ResponseOutcome.POSITIVE, "Randevu açıldı."))
    assert story.now.response is not None
    assert sees(story, CENTRE, Role.CENTRE)
