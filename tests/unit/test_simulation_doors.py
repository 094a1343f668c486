"""Do people outside have patience with what is away, and do they ask again with the very same words?"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from operations.errors import NotAnswering
from operations.machine import LOOPBACK, free_ports
from operations.simulation.doors import Door

Handler = Callable[[web.Request], Awaitable[web.Response]]


@asynccontextmanager
async def served(handler: Handler, *, patience: float = 5.0) -> AsyncIterator[Door]:
    """A door to a server that answers everything with one handler."""
    service = web.Application()
    service.router.add_route("*", "/{path:.*}", handler)
    server = TestServer(service)
    await server.start_server()
    try:
        async with Door(f"http://{server.host}:{server.port}", patience_seconds=patience) as door:
            yield door
    finally:
        await server.close()


async def test_an_answer_comes_with_its_content_and_its_version():
    async def answer(request: web.Request) -> web.Response:
        return web.json_response({"asked": await request.json()}, status=201, headers={"ETag": '"3"'})

    async with served(answer) as door:
        reply = await door.ask("POST", "/v1/applications", {"kind": "complaint"})
    assert (reply.status, reply.etag) == (201, '"3"')
    assert reply.content == {"asked": {"kind": "complaint"}}


async def test_who_is_away_is_asked_again_with_the_same_words_and_key():
    asked = []

    async def away_twice(request: web.Request) -> web.Response:
        asked.append((await request.text(), request.headers["Idempotency-Key"]))
        return web.json_response({"code": "log_down"}, status=503 if len(asked) < 3 else 201)

    async with served(away_twice) as door:
        reply = await door.ask("POST", "/", {"a": 1}, {"Idempotency-Key": "key"})
    assert reply.status == 201
    assert asked == [('{"a":1}', "key")] * 3
    assert door.tried_again == 2


@pytest.mark.parametrize("status", [400, 404, 409, 412, 422])
async def test_a_refusal_is_an_answer(status: int):
    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"code": "no"}, status=status)

    async with served(refuse) as door:
        assert (await door.ask("GET", "/")).status == status
        assert door.tried_again == 0


async def test_patience_ends():
    async def away(_: web.Request) -> web.Response:
        return web.json_response({"code": "log_down"}, status=503)

    async with served(away, patience=0.3) as door:
        with pytest.raises(NotAnswering, match="answered 503 log_down"):
            await door.ask("GET", "/")


async def test_a_door_nobody_opens_is_knocked_at_until_patience_ends():
    async with Door(f"http://{LOOPBACK}:{free_ports(1)[0]}", patience_seconds=0.3) as door:
        with pytest.raises(NotAnswering, match="answered nothing"):
            await door.ask("GET", "/")
    assert door.tried_again > 0
