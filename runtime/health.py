"""Is the service alive, is it ready, and what does it measure?

`/livez` asks the event loop alone: with the store in it, an outage of the store would become a storm of restarts.
"""

from collections.abc import Callable, Mapping

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from runtime.http_server import HttpServer

Check = Callable[[], bool | str]
"""True when all is well; False or a sentence says that, or why, it is not."""


class HealthServer(HttpServer):
    """Serves `/livez`, `/readyz` and `/metrics`; `checks` may grow while it runs."""

    def __init__(self, port: int, checks: Mapping[str, Check]) -> None:
        routes = [Route("/livez", _livez), Route("/readyz", _readyz), Route("/metrics", _metrics)]
        asgi = Starlette(routes=routes)
        asgi.state.checks = checks
        super().__init__(asgi, port)


async def _livez(_: Request) -> JSONResponse:
    return JSONResponse({"alive": True})


async def _readyz(request: Request) -> JSONResponse:
    checks: Mapping[str, Check] = request.app.state.checks or {"start": lambda: "no check is registered yet"}
    answers = {name: check() for name, check in checks.items()}
    wrong = {name: answer for name, answer in answers.items() if answer is not True}
    return JSONResponse({"ready": not wrong, "not_ready": wrong}, status_code=503 if wrong else 200)


async def _metrics(_: Request) -> Response:
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
