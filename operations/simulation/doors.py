"""How does anybody outside talk to the two HTTP faces? With patience: what is away comes back."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import TracebackType
from typing import Any

import aiohttp
import orjson

from domain.identifiers import InstitutionId
from domain.inputs import Role
from operations.errors import NotAnswering
from runtime import tokens
from runtime.keys import Keys

TRIED_AGAIN = frozenset({500, 502, 503, 504})
ONE_TRY_SECONDS = 15.0
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 2.0
CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Reply:
    """What a face answered in the end."""

    status: int
    content: dict[str, Any]
    etag: str | None = None


class Door:
    """One face of the system. A request that finds nobody in is repeated, unchanged, until patience ends."""

    def __init__(self, address: str, *, patience_seconds: float = 60.0) -> None:
        self._address = address
        self._patience = patience_seconds
        self._session: aiohttp.ClientSession | None = None
        self.tried_again = 0

    async def ask(
        self, method: str, path: str, content: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """Ask and return the answer; raises NotAnswering when nobody gave one for too long."""
        data = None if content is None else orjson.dumps(content)
        sent = {**(headers or {}), **({"Content-Type": "application/json"} if data else {})}
        give_up_at = time.monotonic() + self._patience
        pause = FIRST_PAUSE_SECONDS
        while True:
            reply = await self._try(method, path, data, sent)
            if reply is not None and reply.status not in TRIED_AGAIN:
                return reply
            if time.monotonic() > give_up_at:
                said = "nothing" if reply is None else f"{reply.status} {reply.content.get('code', '')}"
                raise NotAnswering(f"{self._address}{path} answered {said} for {self._patience:.0f} s")
            self.tried_again += 1
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _try(self, method: str, path: str, data: bytes | None, headers: Mapping[str, str]) -> Reply | None:
        if self._session is None:
            raise RuntimeError("a door is used inside its `async with`")
        try:
            async with self._session.request(method, self._address + path, data=data, headers=headers) as response:
                return Reply(response.status, _read(await response.read()), response.headers.get("ETag"))
        except (aiohttp.ClientError, TimeoutError):
            return None

    async def __aenter__(self) -> "Door":
        connector = aiohttp.TCPConnector(limit=CONNECTIONS)
        timeout = aiohttp.ClientTimeout(total=ONE_TRY_SECONDS)
        self._session = aiohttp.ClientSession(connector=connector, timeout=timeout)
        return self

    async def __aexit__(
        self, error_type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()


def _read(raw: bytes) -> dict[str, Any]:
    try:
        content = orjson.loads(raw)
    except orjson.JSONDecodeError:
        return {}
    return content if isinstance(content, dict) else {}


Badges = Callable[[InstitutionId, Role], dict[str, str]]
"""Gives the header with which somebody of an institution acts in a role."""


def badges_from(keys: Keys) -> Badges:
    """Issue tokens with the operator's own key, one an institution and role."""

    @cache
    def badge(institution_id: InstitutionId, role: Role) -> dict[str, str]:
        token = tokens.issue(keys, institution_id, role, f"{role.value}-1")
        return {"Authorization": f"Bearer {token}"}

    return badge
