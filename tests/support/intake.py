"""How does a test stand before intake as a citizen or an operator does?"""

import asyncio
import copy
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx

from domain.identifiers import InstitutionId
from domain.inputs import Role
from operations.machine import free_ports
from operations.topic_records import kafka_of, read_records
from runtime.kafka import RawRecord, topic
from runtime.keys import Keys
from runtime.settings import Settings
from runtime.tokens import issue
from tests.support.line import Line
from tests.support.service_process import RunningService, running

COMPLAINT: dict[str, Any] = {
    "kind": "complaint",
    "channel": "web",
    "body": "Sokağımızda iki haftadır çöp toplanmıyor, belediyeye üç kez yazdık.",
    "subject_code": None,
    "institution_id": None,
    "event_place": {"province": "06", "district": "Çankaya"},
    "about_official": None,
    "identity_confidential": False,
    "applicant": {
        "national_id": "10000000146",
        "given_name": "Ayşe",
        "family_name": "Yılmaz",
        "mother_maiden_name": "Demir",
        "mobile": "+905321234567",
        "email": "ayse@example.org",
        "address": {"line": "Atatürk Cad. 12/3", "province": "06", "district": "Çankaya"},
        "answer_by": "email",
    },
}


FORM = {
    "kind": "complaint",
    "body": "Ben Ayşe Yılmaz. Hastanede üç haftadır randevu verilmiyor, sağlık müdürlüğüne yazdım.",
    "subject_code": "10",
    "event_place.province": "06",
    "event_place.district": "cankaya",
    "applicant.national_id": "100 000 001 46",
    "applicant.given_name": "Ayşe",
    "applicant.family_name": "Yılmaz",
    "applicant.mother_maiden_name": "Demir",
    "applicant.mobile": "0532 123 45 67",
    "applicant.email": "ayse@example.org",
    "applicant.answer_by": "email",
    "applicant.address.line": "Atatürk Cad. 12/3",
    "applicant.address.province": "06",
    "applicant.address.district": "Çankaya",
}
"""The same, filled into the web form."""


def changed(request: dict[str, Any] = COMPLAINT, /, **fields: Any) -> dict[str, Any]:
    """Copy a request with other fields; `applicant__email=None` reaches inside."""
    copied = copy.deepcopy(request)
    for path, value in fields.items():
        *above, name = path.split("__")
        within = copied
        for step in above:
            within = within[step]
        within[name] = value
    return copied


def fresh_key() -> str:
    """An Idempotency-Key that nobody used."""
    return uuid.uuid4().hex


def form_key(page: str) -> str:
    """Read the key hidden in the form."""
    return page.split('name="form_key" value="')[1].split('"')[0]


def number_in(page: str) -> str:
    """Read the tracking number off a receipt."""
    shown = page.split('id="tracking-number">')[1].split("</dd>")[0]
    return re.sub(r"<[^>]+>|\s", "", shown)


@dataclass(frozen=True)
class IntakeUnderTest:
    """Intake as a process of its own, and the log behind it."""

    settings: Settings
    service: RunningService
    http: httpx.Client

    def submit(self, request: Any, key: str | None = None, **headers: str) -> httpx.Response:
        """Send an application."""
        return self.http.post(
            "/v1/applications", json=request, headers={"Idempotency-Key": key or fresh_key(), **headers}
        )

    def token(self, role: Role = Role.OPERATOR, institution: str = "10000032") -> dict[str, str]:
        """Make the header of an officer."""
        keys = Keys.load(self.settings, "operations")
        return {"Authorization": f"Bearer {issue(keys, InstitutionId(institution), role, 'ayla')}"}

    def inputs(self) -> list[RawRecord]:
        """Read all inputs on the log."""
        return list(read_records(kafka_of(self.settings), [topic(self.settings, "applications")]))

    def input_of(self, application_id: str) -> RawRecord:
        """Read the first input of one application."""
        return next(record for record in self.inputs() if record.key == application_id.encode())


def prepared(settings: Settings) -> Settings:
    """Make topics, keys, a small registry and the calendar."""

    async def prepare() -> None:
        line = Line(settings)
        try:
            await line.prepare()
        finally:
            await line.close()

    asyncio.run(prepare())
    return settings


@contextmanager
def intake_running(settings: Settings) -> Iterator[IntakeUnderTest]:
    """Run intake until the block ends."""
    port, mail_port = free_ports(2)
    listening = {"intake_port": port, "intake_url": f"http://127.0.0.1:{port}", "mail_in_port": mail_port}
    settings = Settings(**{**settings.model_dump(exclude_unset=True), **listening})
    with running("services.intake", settings) as service:
        service.wait_until_ready()
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
            _until_it_serves(http)
            yield IntakeUnderTest(settings, service, http)


def _until_it_serves(http: httpx.Client) -> None:
    for _ in range(100):
        try:
            http.get("/openapi.json")
        except httpx.HTTPError:
            time.sleep(0.05)
        else:
            return
