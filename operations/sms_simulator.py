"""Who takes the short messages on a machine without a telephone network? A provider's HTTP API, simulated.

POST /messages `{"reference", "to", "text"}` answers 202 and keeps one JSON line a message in
`<state>/sms/messages.jsonl`. POST /faults `{"status", "times"}` makes the next requests fail, as providers do.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runtime.settings import Settings

LOOPBACK = "127.0.0.1"
REQUIRED = ("reference", "to", "text")


class Provider:
    """The provider's books."""

    def __init__(self, messages: Path) -> None:
        messages.parent.mkdir(parents=True, exist_ok=True)
        self._messages = messages
        self._faults_left = 0
        self._fault_status = 503

    async def take(self, request: Request) -> Response:
        """Take one message, or fail as told."""
        if self._faults_left:
            self._faults_left -= 1
            return JSONResponse({"error": "told to fail"}, status_code=self._fault_status)
        message: Any = await request.json()
        if not isinstance(message, dict) or not all(isinstance(message.get(name), str) for name in REQUIRED):
            return JSONResponse({"error": f"needed: {', '.join(REQUIRED)}"}, status_code=422)
        with self._messages.open("a") as book:
            book.write(json.dumps({name: message[name] for name in REQUIRED}, ensure_ascii=False) + "\n")
        return JSONResponse({"reference": message["reference"]}, status_code=202)

    async def fail(self, request: Request) -> Response:
        """Make the next `times` requests answer `status`."""
        told = await request.json()
        self._fault_status, self._faults_left = int(told["status"]), int(told["times"])
        return Response(status_code=204)


def provider_service(messages: Path) -> Starlette:
    """Build the provider's HTTP service around its book of messages."""
    provider = Provider(messages)
    return Starlette(
        routes=[
            Route("/messages", provider.take, methods=["POST"]),
            Route("/faults", provider.fail, methods=["POST"]),
        ]
    )


def main(settings: Settings) -> None:
    """Serve until stopped."""
    port = urlsplit(settings.sms_url).port or 8025
    service = provider_service(settings.state_directory / "sms" / "messages.jsonl")
    uvicorn.run(service, host=LOOPBACK, port=port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main(Settings())
