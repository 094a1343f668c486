"""How does an application stand in the store?

One document: `state` is the whole truth of the domain, `ledger` how it came about, `texts` what was written, and the
fields beside them exist for lists and searches only. The router alone writes it; everybody may read it through here.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter

from domain.application import Application, Task
from domain.facts import Fact
from domain.inputs import ApplicationSubmitted
from domain.turkish_text import telling_words
from runtime.ledger import Entry, fact_of_entry
from schemas.envelope import rfc3339

WITHOUT_HISTORY = {"ledger": 0, "texts": 0, "search": 0}
"""The projection for lists and inboxes: no ledger, no texts."""

_APPLICATION: TypeAdapter[Application] = TypeAdapter(Application)


def state_of(document: Mapping[str, Any]) -> Application:
    """Read the application from its document."""
    return _APPLICATION.validate_python(document["state"])


def ledger_of(document: Mapping[str, Any]) -> list[tuple[Fact, datetime]]:
    """Read the ledger as facts with their legal times, in order."""
    return [fact_of_entry(entry) for entry in document["ledger"]]


def text_of(document: Mapping[str, Any], text_id: str) -> str | None:
    """Return one of the application's texts, None for an unknown id."""
    text: str | None = document.get("texts", {}).get(text_id)
    return text


def new_document(
    submitted: ApplicationSubmitted, application: Application, entries: Sequence[Entry], texts: Mapping[str, str]
) -> dict[str, Any]:
    """Make the document of an application that was registered just now."""
    return {
        "_id": submitted.application_id,
        "version": 1,
        "tracking_factor": submitted.tracking_factor,
        "tracking_number": submitted.tracking_number,
        "about_official": _about_official(submitted),
        "search": search_words(submitted.body),
        "texts": dict(texts),
        "texts_bytes": bytes_of(texts),
        "ledger": list(entries),
        **fields_of(application, entries[-1]["hash"]),
    }


def changes_of(application: Application, entries: Sequence[Entry], texts: Mapping[str, str]) -> dict[str, Any]:
    """Make MongoDB's update of a document whose application went on by these entries."""
    fields = fields_of(application, entries[-1]["hash"]) | {f"texts.{key}": text for key, text in texts.items()}
    grown = {"version": 1, "texts_bytes": bytes_of(texts)}
    return {"$set": fields, "$inc": grown, "$push": {"ledger": {"$each": list(entries)}}}


def bytes_of(texts: Mapping[str, str]) -> int:
    """Measure texts."""
    return sum(len(text.encode()) for text in texts.values())


def fields_of(application: Application, ledger_hash: str) -> dict[str, Any]:
    """Make every field that follows from the state."""
    place = application.place
    next_stage_at = application.next_stage_at
    return {
        "state": _APPLICATION.dump_python(application, mode="json"),
        "ledger_hash": ledger_hash,
        "open": application.open,
        "status": application.status.value,
        "province": None if place is None else place.province,
        "district": None if place is None else place.district,
        "kind": application.kind.value,
        "subject_code": application.subject_code,
        "received_on": application.received_on.isoformat(),
        "due_on": application.due_on.isoformat(),
        "overdue": application.overdue,
        "next_stage_at": None if next_stage_at is None else seconds(next_stage_at),
        "tasks": [_task_fields(task) for task in application.tasks],
    }


def _task_fields(task: Task) -> dict[str, Any]:
    return {
        "task_id": task.task_id,
        "institution_id": task.institution_id,
        "purpose": task.purpose.value,
        "status": task.status.value,
        "open": task.open,
        "task_version": task.task_version,
        "due_on": None if task.due_on is None else task.due_on.isoformat(),
        "overdue": task.overdue,
        "given_at": rfc3339(task.given_at),
    }


def vault_row(submitted: ApplicationSubmitted, application: Application) -> dict[str, Any] | None:
    """Make the sealed row of the applicant, None for an anonymous application."""
    applicant = submitted.applicant
    if applicant is None:
        return None
    return {
        "_id": submitted.application_id,
        "contact": applicant.contact,
        "identity": applicant.identity,
        "person_mac": applicant.person_mac,
        "received_on": application.received_on.isoformat(),
    }


def search_words(text: str) -> list[str]:
    """List the folded words of a text by which it can be found, the first ones of a long text."""
    return list(telling_words(text))


def seconds(at: datetime) -> str:
    """Write a moment so that texts sort as moments do: `2026-03-02T06:00:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _about_official(submitted: ApplicationSubmitted) -> dict[str, Any] | None:
    accused = submitted.about_official
    if accused is None:
        return None
    return {
        "name": accused.name,
        "title": accused.title,
        "institution_id": accused.institution_id,
        "rank": accused.rank.value,
    }
