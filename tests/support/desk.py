"""How does a test stand before the desk as an officer does, with a real router behind it?"""

import asyncio
import itertools
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

import httpx

from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import ApplicationSubmitted, Input, Role, SealedApplicant
from domain.institution import Branch, Institution, InstitutionKind
from operations.machine import free_ports
from runtime.kafka import OutgoingRecord, topic
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.tokens import issue
from schemas.registry_records import InstitutionRecordV1
from tests.support.builders import ANKARA, GOVERNORATE, HEALTH_DIRECTORATE, a_submission, institution
from tests.support.line import Line
from tests.support.service_process import RunningService, running

T = TypeVar("T")
_names = itertools.count()


def eventually(look: Callable[[], T | None], seconds: float = 20.0) -> T:
    """Look again and again until there is something to see."""
    until = time.monotonic() + seconds
    while (seen := look()) is None:
        assert time.monotonic() < until, "it never became true"
        time.sleep(0.05)
    return seen


@dataclass
class DeskUnderTest:
    """Desk and router as processes of their own over a real log and store."""

    settings: Settings
    http: httpx.Client
    desk: RunningService
    router: RunningService
    keys: Keys = field(init=False)

    def __post_init__(self) -> None:
        self.keys = Keys.load(self.settings, "operations")

    def officer(
        self, institution: InstitutionId = HEALTH_DIRECTORATE, role: Role = Role.OFFICER, name: str = "ayla"
    ) -> "Officer":
        """Give an officer at his screen, with a token of his institution."""
        return Officer(self.http, issue(self.keys, institution, role, name))

    def happen(self, *inputs: Input) -> None:
        """Put inputs on the log as the other services would."""
        asyncio.run(self._happen(inputs))

    async def _happen(self, inputs: tuple[Input, ...]) -> None:
        line = Line(self.settings)
        await line.ask(*inputs)
        await line.close()

    def submitted(self, **changes: Any) -> ApplicationId:
        """Let a citizen apply; returns when the application is in somebody's hands."""
        submission = self.submission(**changes)
        self.happen(submission)
        holder = changes.get("institution_id", HEALTH_DIRECTORATE)
        watcher = self.officer(InstitutionId("10000016"), Role.CENTRE) if holder is None else self.officer(holder)
        self.until_seen(watcher, submission.application_id)
        return submission.application_id

    def until_seen(self, officer: "Officer", application_id: ApplicationId) -> None:
        """Return when an officer may read an application."""
        eventually(lambda: officer.get(f"/v1/applications/{application_id}").status_code == 200 or None)

    def closed_institution(self) -> InstitutionId:
        """Let the registry know an institution that was closed, in the province of the others."""
        closed = InstitutionId("10000082")
        asyncio.run(self._close(closed))
        officer = self.officer()
        eventually(lambda: officer.get(f"/v1/institutions/{closed}").status_code == 200 or None)
        return closed

    def review_board(self) -> InstitutionId:
        """Let the registry know the board that decides appeals."""
        board = InstitutionId("10000123")
        branch = Branch.INFORMATION_REVIEW_BOARD
        asyncio.run(self._write(institution(board, InstitutionKind.PRIME_MINISTRY_UNIT, branch=branch)))
        return board

    async def _close(self, institution_id: InstitutionId) -> None:
        said = {"province": ANKARA, "coordinator_id": GOVERNORATE, "valid_to": date(2020, 1, 1)}
        await self._write(institution(institution_id, InstitutionKind.PROVINCIAL_DIRECTORATE, **said))

    async def _write(self, version: Institution) -> None:
        value = InstitutionRecordV1.of_versions([version]).to_json()
        line = Line(self.settings)
        await line.write(OutgoingRecord(topic(self.settings, "registry"), version.institution_id.encode(), value))
        await line.close()

    def submission(self, **changes: Any) -> ApplicationSubmitted:
        """Make an application that no other test has, of a person who made no other."""
        said, person = f"desk {next(_names)} {uuid.uuid4()}", SealedApplicant("sealed", "sealed", uuid.uuid4().hex)
        return a_submission(**{"said": said, "applicant": person, **changes})


@dataclass(frozen=True)
class Officer:
    """One officer's screen."""

    http: httpx.Client
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """Say who asks; nothing without a token."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str, **query: Any) -> httpx.Response:
        """Read."""
        return self.http.get(path, params=query, headers=self.headers)

    def application(self, application_id: ApplicationId) -> dict[str, Any]:
        """Read an application that must be there."""
        answer = self.get(f"/v1/applications/{application_id}")
        assert answer.status_code == 200, answer.text
        read: dict[str, Any] = answer.json()
        return read

    def asks(
        self, application_id: ApplicationId, action: str, *, version: Any = None, key: str | None = None, **fields: Any
    ) -> httpx.Response:
        """Ask for an action, at the version the officer sees unless another is said."""
        if version is None:
            version = self.application(application_id)["task_version"] or 0
        seen = version if version == "*" else f'"{version}"'
        headers = {**self.headers, "If-Match": seen, "Idempotency-Key": key or uuid.uuid4().hex}
        return self.http.post(
            f"/v1/applications/{application_id}/actions", json={"action": action, **fields}, headers=headers
        )

    def ids(self, path: str, **query: Any) -> list[str]:
        """Read the ids of a list, all its pages."""
        found: list[str] = []
        cursor = None
        while True:
            page = self.get(path, **query, **({"cursor": cursor} if cursor else {})).json()
            found += [item["application_id"] for item in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                return found


@contextmanager
def desk_running(settings: Settings) -> Iterator[DeskUnderTest]:
    """Prepare a stack, and run router and desk until the block ends."""
    asyncio.run(_prepare(settings))
    port = free_ports(1)[0]
    settings = Settings(**{**settings.model_dump(exclude_unset=True), "desk_port": port})
    with running("services.router", settings) as router, running("services.desk", settings) as desk:
        router.wait_until_ready()
        desk.wait_until_ready()
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
            yield DeskUnderTest(settings, http, desk, router)


async def _prepare(settings: Settings) -> None:
    line = await Line(settings).prepare()
    await line.close()
