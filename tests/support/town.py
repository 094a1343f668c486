"""Who applies before a notifier in a test, and what do institutions do about it? Seen from a real router and log."""

import asyncio
from typing import Any

from domain.facts import NoticeRecorded
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import (
    Action,
    ActionRequested,
    AnswerBy,
    ApplicationSubmitted,
    IssueResponse,
    ResponseOutcome,
    Role,
    SealedApplicant,
)
from domain.status import ApplicationStatus
from runtime.application_documents import ledger_of, state_of
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.store import Document
from runtime.vault import seal
from tests.support.builders import HEALTH_DIRECTORATE, a_submission, input_id
from tests.support.line import Line

PERSON = {"name": "Ayşe Yılmaz-Kanarya", "email": "kanarya@example.org", "mobile": "+905321234567"}
ADDRESS = {"line": "Kanarya Sokak 7", "province": "06", "district": "Çankaya"}
ANSWER = "Randevu sistemi düzeltildi."


class Town:
    """A stack with a router and applicants, seen from the notifier."""

    def __init__(self, line: Line, settings: Settings) -> None:
        self.line = line
        self.settings = settings

    async def applies(self, said: str, *, answer_by: AnswerBy, **changes: Any) -> ApplicationSubmitted:
        """A citizen applies and wants to be answered so."""
        contact = seal(Keys.load(self.settings, "operations").secret("contact.pub"), {**PERSON, "address": ADDRESS})
        sealed = SealedApplicant(contact=contact, identity="sealed", person_mac=f"mac of {said}")
        submission = a_submission(said, answer_by=answer_by, **{"applicant": sealed, **changes})
        await self.line.ask(submission)
        await self._document(submission.application_id)
        return submission

    async def _document(self, application_id: ApplicationId) -> Document:
        """Wait until the router stored the application."""
        async with asyncio.timeout(20):
            while (found := await self.line.store.applications.get(application_id)) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return found

    async def answers(self, submission: ApplicationSubmitted) -> None:
        """The institution answers."""
        document = await self.line.document(submission.application_id)
        (task,) = state_of(document).open_tasks
        await self.line.ask(
            ActionRequested(
                input_id=input_id(f"answer to {submission.input_id}"),
                application_id=submission.application_id,
                institution_id=HEALTH_DIRECTORATE,
                role=Role.OFFICER,
                officer="memur-1",
                expected_task_version=task.task_version,
                action=IssueResponse(ResponseOutcome.NEGATIVE, ANSWER),
            )
        )

    async def acts(
        self,
        submission: ApplicationSubmitted,
        action: Action,
        *,
        by: InstitutionId = HEALTH_DIRECTORATE,
        role: Role = Role.OFFICER,
    ) -> None:
        """An officer acts about his institution's own task, and it takes effect."""
        before = await self.line.document(submission.application_id)
        (task,) = (task for task in state_of(before).open_tasks if task.institution_id == by)
        await self.line.ask(
            ActionRequested(
                input_id=input_id(f"{type(action).__name__} by {by} about {submission.input_id}"),
                application_id=submission.application_id,
                institution_id=by,
                role=role,
                officer="memur-1",
                expected_task_version=task.task_version,
                action=action,
            )
        )
        await self.until_changed(submission.application_id, before["version"])

    async def until_changed(self, application_id: ApplicationId, version: int) -> None:
        """Wait until the router stored a later version of the application."""
        async with asyncio.timeout(20):
            while (await self.line.document(application_id))["version"] <= version:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def listed(self, count: int = 1) -> list[Document]:
        """Wait until so many letters and calls wait for their day of service, and return their rows."""
        async with asyncio.timeout(30):
            while len(rows := await self.line.store.notices.find({"status": "listed"})) < count:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return rows

    async def recorded(self, application_id: ApplicationId, count: int = 1) -> list[NoticeRecorded]:
        """Wait until so many notices stand in the ledger, and return them."""
        found: list[NoticeRecorded] = []
        for _ in range(600):
            facts = [fact for fact, _ in ledger_of(await self.line.document(application_id))]
            found = [fact for fact in facts if isinstance(fact, NoticeRecorded)]
            if len(found) >= count:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"{len(found)} of {count} notices recorded")

    async def status(self, application_id: ApplicationId) -> ApplicationStatus:
        return state_of(await self.line.document(application_id)).status
