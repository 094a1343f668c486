"""Is a copy with some fields changed the same as the standard library's?"""

import dataclasses
from datetime import UTC, datetime

import pytest

from domain.application import Task, TaskStatus
from domain.copying import replace
from domain.identifiers import InstitutionId, TaskId
from domain.inputs import TaskPurpose

TASK = Task(
    TaskId("t"), InstitutionId("i"), TaskPurpose.ACTION, TaskStatus.WAITING, 1, datetime(2026, 3, 2, tzinfo=UTC)
)


def test_only_the_named_fields_change_and_the_record_itself_stays() -> None:
    copy = replace(TASK, status=TaskStatus.OPENED, officer="memur-1")

    assert copy == dataclasses.replace(TASK, status=TaskStatus.OPENED, officer="memur-1")
    assert TASK.status is TaskStatus.WAITING


def test_a_field_that_a_record_does_not_have_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        replace(TASK, stauts=TaskStatus.OPENED)  # type: ignore[call-arg]


def test_a_copy_is_as_frozen_as_its_record() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        replace(TASK).officer = "memur-1"  # type: ignore[misc]
