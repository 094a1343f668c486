"""What does an officer see of applications? Pure functions, the same for pages and API."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.actions import task_held
from domain.application import Application, Task
from domain.confidentiality import redact_for
from domain.identifiers import ApplicationId
from domain.inputs import TaskPurpose
from domain.legal_regime import ApplicationKind
from domain.place import Gazetteer, Place
from domain.status import ApplicationStatus
from domain.subject import subject_of
from domain.visibility import Viewer
from services.desk.due import Due
from services.desk.labels import NO_SUBJECT


@dataclass(frozen=True, slots=True)
class Item:
    """One row of an inbox or of a search; `task_version` is that of the viewer's own task, None where it has none."""

    application_id: str
    tracking_number: str
    kind: ApplicationKind
    subject_code: str | None
    status: ApplicationStatus
    purpose: TaskPurpose | None
    due_on: date
    days_left: int
    overdue: bool
    task_version: int | None
    received_at: datetime
    summary: str
    awaits_approval: bool
    """Whether the viewer's own task has a draft that nobody approved yet."""


def item_of(
    application_id: ApplicationId, application: Application, viewer: Viewer, today: date, gazetteer: Gazetteer
) -> Item:
    """Show one application as a row; no text of the citizen is in it, only what it is about and where."""
    shown = redact_for(viewer.role, viewer.institution_id, application).application
    task = own_task(application, viewer)
    due = due_of(application, task, today)
    return Item(
        application_id=application_id,
        tracking_number=shown.tracking_number,
        kind=shown.kind,
        subject_code=shown.subject_code,
        status=shown.status,
        purpose=None if task is None else task.purpose,
        due_on=due.on,
        days_left=due.days_left,
        overdue=is_overdue(application, task, today),
        task_version=None if task is None else task.task_version,
        received_at=shown.received_at,
        summary=summary_of(shown, gazetteer),
        awaits_approval=task is not None and task.open and task.draft is not None and _is_of(task, viewer),
    )


def own_task(application: Application, viewer: Viewer) -> Task | None:
    """Choose the viewer's task: the open one it may act on, else the last it had."""
    held = task_held(application, viewer.institution_id, viewer.role)
    if held is not None:
        return held
    past = [task for task in application.tasks if task.institution_id == viewer.institution_id]
    return past[-1] if past else None


def _is_of(task: Task, viewer: Viewer) -> bool:
    return task.institution_id == viewer.institution_id


def due_of(application: Application, task: Task | None, today: date) -> Due:
    """Count to the task's own last day; a task for information has none, so the application's is shown."""
    own = None if task is None else task.due_on
    return Due.seen(own or application.due_on, today)


def is_overdue(application: Application, task: Task | None, today: date) -> bool:
    """Tell whether somebody still owes an answer whose last day has passed."""
    return application.open and due_of(application, task, today).days_left < 0


def summary_of(application: Application, gazetteer: Gazetteer) -> str:
    """Say in one line what an application is about, and where."""
    subject = None if application.subject_code is None else subject_of(application.subject_code)
    about = NO_SUBJECT.turkish if subject is None else subject.name
    where = place_name(application.place, gazetteer)
    return f"{about} · {where}" if where else about


def place_name(place: Place | None, gazetteer: Gazetteer) -> str:
    """Write a place for people: Çankaya, Ankara; empty where none is known."""
    if place is None:
        return ""
    province = gazetteer.province(place.province)
    name = place.province if province is None else province.name
    return f"{place.district}, {name}" if place.district else name


def decides(application: Application, viewer: Viewer) -> bool:
    """Tell whether the viewer has, or had, to decide about it: only then the official complained of is shown."""
    return any(
        task.institution_id == viewer.institution_id and task.purpose is not TaskPurpose.INFORMATION
        for task in application.tasks
    )
