"""Who may read whose report?"""

from typing import Any

import pytest

from data.loaders import load_institutions
from domain.identifiers import InstitutionId
from domain.inputs import Role
from domain.institution import Branch, Institution, InstitutionKind, Registry
from domain.report_readers import may_read_report
from domain.visibility import Viewer


@pytest.fixture(scope="module")
def state() -> Registry:
    """The whole state as it is checked in."""
    return Registry(load_institutions())


def one(state: Registry, kind: InstitutionKind, **said: Any) -> Institution:
    return next(
        each
        for each in state
        if each.kind is kind and all(getattr(each, name) == value for name, value in said.items())
    )


@pytest.mark.requirement("R-G13", "R-J9")
def test_the_coordination_office_of_the_interior_ministry_reads_every_governorate_and_the_nation(state: Registry):
    office = one(state, InstitutionKind.MINISTRY_UNIT, branch=Branch.PROVINCIAL_ADMINISTRATION)
    viewer = Viewer(office.institution_id, Role.COORDINATOR)
    governorates = [each for each in state if each.kind is InstitutionKind.GOVERNORATE]
    assert len(governorates) == 81
    assert all(may_read_report(viewer, each.institution_id, state) for each in governorates)
    assert may_read_report(viewer, None, state)
    health = one(state, InstitutionKind.MINISTRY, branch=Branch.HEALTH)
    assert not may_read_report(viewer, health.institution_id, state)


@pytest.mark.requirement("R-J9")
@pytest.mark.parametrize("kind", [InstitutionKind.MINISTRY, InstitutionKind.GOVERNORATE])
def test_the_nations_report_goes_to_every_ministry_and_governorate(state: Registry, kind: InstitutionKind):
    readers = [each for each in state if each.kind is kind]
    assert all(may_read_report(Viewer(each.institution_id, Role.COORDINATOR), None, state) for each in readers)
    assert not any(may_read_report(Viewer(each.institution_id, Role.OFFICER), None, state) for each in readers)


@pytest.mark.parametrize("role", Role)
def test_an_institution_reads_its_own_in_any_role_and_so_does_the_centre(state: Registry, role: Role):
    hospital = one(state, InstitutionKind.LOCAL_OFFICE)
    assert may_read_report(Viewer(hospital.institution_id, role), hospital.institution_id, state)
    assert may_read_report(Viewer(state.centre.institution_id, role), None, state)


def test_the_centres_role_without_the_centre_reads_no_more_than_a_coordinator(state: Registry):
    hospital = one(state, InstitutionKind.LOCAL_OFFICE)
    ministry = one(state, InstitutionKind.MINISTRY)
    assert not may_read_report(Viewer(hospital.institution_id, Role.CENTRE), ministry.institution_id, state)
    assert not may_read_report(Viewer(hospital.institution_id, Role.CENTRE), None, state)


def test_an_institution_that_nobody_knows_reads_nothing(state: Registry):
    stranger = InstitutionId("99999999")
    assert not may_read_report(Viewer(stranger, Role.AUDITOR), stranger, state)
