"""What can programs ask of intake? The public HTTP API (http-api.md): JSON in, JSON or problem details out."""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import orjson
from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic.json_schema import models_json_schema

from runtime.metrics import INTAKE_ACCEPT_SECONDS
from schemas.envelope import rfc3339
from services.intake.content import content_of
from services.intake.counting import counted
from services.intake.problems import problem
from services.intake.reading import SentT, Unreadable, shape
from services.intake.registrar import Receipt, Registrar
from services.intake.sent import (
    AnswerSent,
    AppealSent,
    ApplicationSent,
    ConfirmationSent,
    Sent,
    TrackingSent,
    VerificationSent,
    WithdrawalSent,
)
from services.intake.tracker import Tracker
from services.intake.tracking_json import appeal_json, tracking_json
from services.intake.verifier import Verifier
from services.intake.words import language_named

TRACKING_PATH: Final = "/v1/tracking"
_REFERENCE: Final = "#/components/schemas/{model}"


@dataclass(frozen=True, slots=True)
class Counter:
    """What both faces stand before."""

    registrar: Registrar
    tracker: Tracker
    verifier: Verifier


def api_of(counter: Counter) -> APIRouter:
    """Make the routes of the API."""
    router = APIRouter()

    async def submit(request: Request) -> Response:
        started = time.perf_counter()
        with counted("accepted"):
            headers = request.headers
            receipt = await counter.registrar.register(
                await content_of(request), headers.get("idempotency-key"), headers.get("authorization")
            )
        INTAKE_ACCEPT_SECONDS.observe(time.perf_counter() - started)
        return answer(receipt_json(receipt), 201)

    async def track(request: Request) -> Response:
        language = language_named(request.query_params.get("lang"))
        with counted("tracked"):
            view = await counter.tracker.find(await sent_in(request, TrackingSent), language)
        return answer(tracking_json(view))

    async def withdraw(request: Request) -> Response:
        with counted("withdrawal_requested"):
            number = await counter.tracker.withdraw(await sent_in(request, WithdrawalSent))
        return answer({"tracking_number": number, "requested": "withdrawal"}, 202)

    async def reply(request: Request) -> Response:
        with counted("question_answered"):
            number = await counter.tracker.answer(await sent_in(request, AnswerSent))
        return answer({"tracking_number": number, "requested": "answer"}, 202)

    async def appeal(request: Request) -> Response:
        with counted("appeal_prepared"):
            paper = await counter.tracker.appeal(await sent_in(request, AppealSent))
        return answer(appeal_json(paper))

    async def verify(request: Request) -> Response:
        with counted("code_sent"):
            await counter.verifier.send(await sent_in(request, VerificationSent))
        return answer({"requested": "verification"}, 202)

    async def confirm(request: Request) -> Response:
        with counted("address_confirmed"):
            proof = counter.verifier.confirm(await sent_in(request, ConfirmationSent))
        return answer({"verification": proof})

    for path, handler, model, status in (
        ("/v1/applications", submit, ApplicationSent, 201),
        (TRACKING_PATH, track, TrackingSent, 200),
        (f"{TRACKING_PATH}/withdrawal", withdraw, WithdrawalSent, 202),
        (f"{TRACKING_PATH}/answers", reply, AnswerSent, 202),
        (f"{TRACKING_PATH}/appeal", appeal, AppealSent, 200),
        ("/v1/verifications", verify, VerificationSent, 202),
        ("/v1/verifications/confirm", confirm, ConfirmationSent, 200),
    ):
        router.add_api_route(
            path,
            handler,
            methods=["POST"],
            status_code=status,
            name=handler.__name__,
            summary=model.__doc__,
            openapi_extra=_described(model),
        )
    return router


async def sent_in(request: Request, model: type[SentT]) -> SentT:
    """Read a small request as far as it can be read; what cannot is missing. Raises Problem 400 for no JSON."""
    try:
        return shape(await content_of(request), model).sent
    except Unreadable as unreadable:
        raise problem(unreadable.code) from None


def answer(content: Any, status: int = 200) -> Response:
    """Answer with JSON; moments in UTC."""
    written = orjson.dumps(content, default=_plain, option=orjson.OPT_PASSTHROUGH_DATETIME)
    return Response(written, status, media_type="application/json")


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """Write a receipt as the API returns it."""
    return {
        "application_id": receipt.application_id,
        "tracking_number": receipt.tracking_number,
        "tracking_secret": receipt.tracking_secret,
        "status": "registered",
        "kind": receipt.kind,
        "legal_regime": receipt.legal_regime,
        "received_at": receipt.received_at,
        "due_on": receipt.due_on,
        "links": {"self": TRACKING_PATH},
    }


def _plain(value: Any) -> str:
    return rfc3339(value) if isinstance(value, datetime) else str(value)


def _described(model: type[Sent]) -> dict[str, Any]:
    """Describe a request for /openapi.json: it is read from its bytes, so FastAPI cannot see its model."""
    schema = {"$ref": _REFERENCE.format(model=model.__name__)}
    described: dict[str, Any] = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
    if model is ApplicationSent:
        key = {"type": "string", "minLength": 1, "maxLength": 128}
        described["parameters"] = [{"name": "Idempotency-Key", "in": "header", "required": True, "schema": key}]
    return described


def described_requests() -> dict[str, Any]:
    """Return the schemas of all requests, for the components of /openapi.json."""
    models = (
        ApplicationSent,
        TrackingSent,
        WithdrawalSent,
        AnswerSent,
        AppealSent,
        VerificationSent,
        ConfirmationSent,
    )
    _, schemas = models_json_schema([(model, "validation") for model in models], ref_template=_REFERENCE)
    defined: dict[str, Any] = schemas["$defs"]
    return defined
