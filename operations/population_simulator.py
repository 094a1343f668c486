"""Who knows the citizens on a machine without a state? The registries of persons and of taxpayers, simulated.

POST /persons/check and /legal-persons/check compare what is asked with the record, letters folded the Turkish way, and
answer `{"answer": "matched"}` or `{"answer": "mismatched", "fields": [...]}`. They know the people of `data/samples`,
whom the simulation invents, and of everybody else what they are told to say. POST /faults `{"status", "delay_seconds",
"times"}` makes the next answers fail or take long.
"""

import asyncio
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from data.person_table import LegalPersonRecord, PersonRecord, load_legal_persons, load_persons
from domain.turkish_text import fold
from operations.simulation.people import invented_legal_person, invented_person
from runtime.settings import Settings

LOOPBACK = "127.0.0.1"
USUAL_PORT: Final = 8026


class Registries:
    """Both registries' books, and their moods."""

    def __init__(self, unknown: str) -> None:
        self._knows_everybody = unknown == "match"
        self._faults_left = 0
        self._fault_status = 200
        self._fault_delay = 0.0

    async def check_person(self, request: Request) -> Response:
        """Compare a natural person."""
        asked = await request.json()
        number = _number(asked, "national_id")
        if number is None:
            return JSONResponse({"error": "needed: national_id"}, status_code=422)
        return await self._answer(asked, _of_person(load_persons().get(number) or invented_person(number)))

    async def check_legal_person(self, request: Request) -> Response:
        """Compare a legal person."""
        asked = await request.json()
        number = _number(asked, "tax_number")
        if number is None:
            return JSONResponse({"error": "needed: tax_number"}, status_code=422)
        record = load_legal_persons().get(number) or invented_legal_person(number)
        return await self._answer(asked, _of_legal_person(record))

    async def fail(self, request: Request) -> Response:
        """Make the next `times` answers be `status`, or come after `delay_seconds`."""
        told = await request.json()
        self._fault_status, self._faults_left = int(told.get("status", 200)), int(told["times"])
        self._fault_delay = float(told.get("delay_seconds", 0))
        return Response(status_code=204)

    async def _answer(self, asked: Mapping[str, Any], record: Mapping[str, str] | None) -> Response:
        if self._faults_left:
            self._faults_left -= 1
            await asyncio.sleep(self._fault_delay)
            if self._fault_status != 200:
                return JSONResponse({"error": "told to fail"}, status_code=self._fault_status)
        return JSONResponse(self._verdict(asked, record))

    def _verdict(self, asked: Mapping[str, Any], record: Mapping[str, str] | None) -> dict[str, Any]:
        if record is None:
            return {"answer": "matched"} if self._knows_everybody else {"answer": "mismatched", "fields": ["number"]}
        differing = sorted(
            name for name, value in record.items() if name in asked and compared(asked[name]) != compared(value)
        )
        return {"answer": "mismatched", "fields": differing} if differing else {"answer": "matched"}


def compared(text: Any) -> str:
    """Write a name as it is compared: folded, without what stands between its words."""
    return "".join(letter for letter in fold(str(text)) if letter.isalnum())


def _number(asked: Any, name: str) -> str | None:
    number = asked.get(name) if isinstance(asked, dict) else None
    return number if isinstance(number, str) else None


def _of_person(record: PersonRecord | None) -> dict[str, str] | None:
    if record is None:
        return None
    mother = record.mother_maiden_name
    return {
        "given_name": record.given_name,
        "family_name": record.family_name,
        "mother_maiden_name": mother,
        "mother_maiden_letters": mother[0] + mother[-1],
    }


def _of_legal_person(record: LegalPersonRecord | None) -> dict[str, str] | None:
    return None if record is None else {"title": record.title, "signatory": record.signatory}


def registries_service(unknown: str) -> Starlette:
    """Build the HTTP service of both registries; `unknown` is what they say of who is in no book."""
    registries = Registries(unknown)
    return Starlette(
        routes=[
            Route("/persons/check", registries.check_person, methods=["POST"]),
            Route("/legal-persons/check", registries.check_legal_person, methods=["POST"]),
            Route("/faults", registries.fail, methods=["POST"]),
        ]
    )


def main(settings: Settings) -> None:
    """Serve until stopped."""
    port = urlsplit(settings.population_registry_url).port or USUAL_PORT
    service = registries_service(settings.population_unknown)
    uvicorn.run(service, host=LOOPBACK, port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main(Settings())
