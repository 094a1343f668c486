"""Which inputs does an application live through? Every kind of input, in an order that the rules allow."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, zip_longest
from typing import Any

from domain.decision import task_id_of
from domain.identifiers import clock_input_id, fact_id_of, notice_id_of
from domain.inputs import (
    Action,
    ActionRequested,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    AssignTask,
    ClockFellDue,
    Eye,
    Input,
    IssueInterimResponse,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    OpenTask,
    PlaceTask,
    ReferTask,
    ResponseOutcome,
    ReturnTask,
    Role,
    SealedApplicant,
    TaskPurpose,
)
from domain.ladder import Stage
from tests.support.builders import EDUCATION_DIRECTORATE, GOVERNORATE, HEALTH_DIRECTORATE, a_submission, input_id, noon


def action(submission: ApplicationSubmitted, name: str, what: Action, **said: Any) -> ActionRequested:
    """An officer of the health directorate asks, of version 2, unless something else is said."""
    fields: dict[str, Any] = {
        "input_id": input_id(f"{submission.input_id} {name}"),
        "application_id": submission.application_id,
        "institution_id": HEALTH_DIRECTORATE,
        "role": Role.OFFICER,
        "officer": "memur-1",
        "expected_task_version": 2,
        "action": what,
    }
    return ActionRequested(**(fields | said))


def of_somebody(said: str, **changes: Any) -> ApplicationSubmitted:
    """Somebody applies who did not apply before."""
    return a_submission(said, applicant=SealedApplicant("sealed", "sealed", f"mac of {said}"), **changes)


def an_answered_life(said: str) -> list[Input]:
    """Registered, worked on, returned, placed anew, answered, told: with one refused action on the way."""
    came = of_somebody(said)
    answer = action(
        came,
        "answer",
        IssueResponse(ResponseOutcome.POSITIVE, "Randevunuz açıldı."),
        institution_id=EDUCATION_DIRECTORATE,
    )
    answer_fact = fact_id_of(answer.input_id, 1)
    return [
        came,
        action(came, "open", OpenTask()),
        action(came, "assign", AssignTask("memur-2"), expected_task_version=3),
        action(came, "inform", ReferTask(GOVERNORATE, TaskPurpose.INFORMATION, "Bilginize."), expected_task_version=3),
        action(came, "stale", ReturnTask("Geç kaldı."), expected_task_version=1),
        action(came, "interim", IssueInterimResponse("Çalışıyoruz."), expected_task_version=3),
        action(came, "return", ReturnTask("Görevimiz değil."), expected_task_version=3),
        action(came, "place", PlaceTask(EDUCATION_DIRECTORATE), institution_id=GOVERNORATE, role=Role.COORDINATOR),
        answer,
        NoticeConcluded(
            input_id=input_id(f"{came.input_id} notice"),
            application_id=came.application_id,
            notice_id=notice_id_of(answer_fact, "email"),
            fact_id=answer_fact,
            kind=NoticeKind.RESPONSE,
            channel=NoticeChannel.EMAIL,
            outcome=NoticeOutcome.SERVED,
            concluded_at=noon(date(2026, 3, 3)),
        ),
    ]


def fell_due(came: ApplicationSubmitted, stage: Stage, version: int = 1) -> ClockFellDue:
    """The watcher reports a stage of the first task's clock."""
    task_id = task_id_of(came.input_id)
    return ClockFellDue(clock_input_id(task_id, version, stage), came.application_id, task_id, version, stage, Eye.LOG)


def an_overdue_life(said: str) -> list[Input]:
    """Registered long ago, escalated twice, refused by silence, withdrawn; the watcher reports one stage twice."""
    came = of_somebody(said, received_at=noon(date(2025, 12, 1)))
    coordinator = fell_due(came, Stage.COORDINATOR)
    return [
        came,
        coordinator,
        fell_due(came, Stage.CENTRE),
        coordinator,
        fell_due(came, Stage.DEEMED_REFUSAL),
        ApplicationWithdrawn(input_id(f"{came.input_id} withdrawn"), came.application_id, "Vazgeçtim."),
    ]


def lives(count: int, called: str = "life") -> list[list[Input]]:
    """Make so many lives, of both kinds in turn."""
    return [(an_answered_life if number % 2 else an_overdue_life)(f"{called} {number}") for number in range(count)]


def in_turn(several: Sequence[Iterable[Input]]) -> list[Input]:
    """Take one input of each life after the other, as they would stand on the log."""
    return [asked for asked in chain.from_iterable(zip_longest(*several)) if asked is not None]
