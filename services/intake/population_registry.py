"""Is the applicant whom the state knows by this number? The registries of persons and of taxpayers are asked.

They compare, and say yes or no. Which field differs is not even read: nobody is told, lest identities be guessed field
by field. Registering never depends on them: who cannot be asked within 0.8 s is not waited for.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

import aiohttp
import orjson
from pydantic import BaseModel, ValidationError

from domain.applicant import ClaimedApplicant
from domain.inputs import IdentityCheck
from runtime.log import logger
from runtime.metrics import IDENTITY_CHECKS

PATIENCE_SECONDS: Final = 0.8
FAILURES_ALLOWED: Final = 3
"""So many in a row, and the registry is left alone..."""

QUIET_SECONDS: Final = 5.0
"""...for so long; then one question a while tries whether it is back."""

PERSONS: Final = "/persons/check"
LEGAL_PERSONS: Final = "/legal-persons/check"

_SERVER_ERRORS: Final = 500
_TOO_MANY_REQUESTS: Final = 429
_JSON: Final = {"Content-Type": "application/json"}
_KEPT_ALIVE_SECONDS: Final = 3.0
"""Shorter than servers keep a connection, so that no question runs into one that is just being closed."""

_log = logger(__name__)


class PopulationRegistry(Protocol):
    """Whoever can be asked."""

    async def check(self, claim: ClaimedApplicant | None) -> IdentityCheck:
        """Say whether the number and the names belong together; never raises, never takes long."""
        ...

    async def stop(self) -> None:
        """Let go of the connections."""
        ...


class NoRegistry:
    """There is nobody to ask."""

    async def check(self, claim: ClaimedApplicant | None) -> IdentityCheck:
        """Ask nobody."""
        del claim
        return IdentityCheck.NOT_ASKED

    async def stop(self) -> None:
        """Hold nothing."""


@dataclass(slots=True)
class Circuit:
    """Tells when a server that fails is to be left alone."""

    now: Callable[[], float] = time.monotonic
    _failures: int = 0
    _quiet_until: float = 0.0

    def lets_through(self) -> bool:
        """Tell whether to ask; the one who asks after a quiet time tries for all others."""
        if self._failures < FAILURES_ALLOWED:
            return True
        if self.now() < self._quiet_until:
            return False
        self._quiet_until = self.now() + QUIET_SECONDS
        return True

    def answered(self) -> None:
        """Note that the server is there."""
        self._failures = 0

    def failed(self) -> None:
        """Note that it is not."""
        self._failures += 1
        self._quiet_until = self.now() + QUIET_SECONDS


class _Verdict(BaseModel):
    answer: Literal["matched", "mismatched"]


@dataclass(slots=True)
class HttpPopulationRegistry:
    """Asks over HTTP; what is asked stands in the content of a POST, in no address and in no log.

    Every application passes here: aiohttp takes a sixth of httpx's time for it.
    """

    http: aiohttp.ClientSession
    circuit: Circuit = field(default_factory=Circuit)

    @classmethod
    def at(cls, url: str) -> "HttpPopulationRegistry":
        """Make the adapter for a registry's address, in a running loop; connects to nothing yet."""
        connector = aiohttp.TCPConnector(keepalive_timeout=_KEPT_ALIVE_SECONDS)
        timeout = aiohttp.ClientTimeout(total=PATIENCE_SECONDS)
        return cls(aiohttp.ClientSession(url, connector=connector, timeout=timeout))

    async def check(self, claim: ClaimedApplicant | None) -> IdentityCheck:
        """Ask about whoever gave a number."""
        if claim is None or not claim.person_number:
            return IdentityCheck.NOT_ASKED
        check = await self._asked(claim) if self.circuit.lets_through() else IdentityCheck.UNAVAILABLE
        IDENTITY_CHECKS.labels(check).inc()
        return check

    async def stop(self) -> None:
        """Close the connections."""
        await self.http.close()

    async def _asked(self, claim: ClaimedApplicant) -> IdentityCheck:
        path, question = _question(claim)
        try:
            async with self.http.post(path, data=orjson.dumps(question), headers=_JSON) as answer:
                status, said = answer.status, await answer.read()
        except (aiohttp.ClientError, TimeoutError) as failure:
            return self._unavailable(type(failure).__name__)
        if status >= _SERVER_ERRORS or status == _TOO_MANY_REQUESTS:
            return self._unavailable(str(status))
        self.circuit.answered()
        try:
            return IdentityCheck(_Verdict.model_validate_json(said).answer)
        except ValidationError:
            _log.warning("the registry of persons gave no verdict", status=status)
            return IdentityCheck.UNAVAILABLE

    def _unavailable(self, why: str) -> IdentityCheck:
        self.circuit.failed()
        _log.warning("the registry of persons cannot be asked", why=why)
        return IdentityCheck.UNAVAILABLE


def _question(claim: ClaimedApplicant) -> tuple[str, dict[str, str]]:
    """Write what is asked, and where: the full maiden name from the web, its two letters from a call (R-D1, R-D4)."""
    legal = claim.legal_person
    if legal is not None:
        said = {"tax_number": legal.tax_number, "title": legal.title, "signatory": legal.signatory}
        return LEGAL_PERSONS, {name: value for name, value in said.items() if value}
    said = {
        "national_id": claim.national_id,
        "given_name": claim.given_name,
        "family_name": claim.family_name,
        "mother_maiden_name": claim.mother_maiden_name,
        "mother_maiden_letters": claim.mother_maiden_letters,
    }
    return PERSONS, {name: value for name, value in said.items() if value}


def registry_at(url: str) -> PopulationRegistry:
    """Return who answers at an address; nobody where there is none."""
    return HttpPopulationRegistry.at(url) if url else NoRegistry()
