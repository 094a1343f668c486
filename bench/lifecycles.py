"""How many whole lives of an application pass in a second, and how long does each step take?

One life: submitted over HTTP, routed, delivered on the institution's topic, read and answered over the desk's HTTP, the
answer mailed, tracked by the citizen as closed.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import aiohttp

from bench.facts import Arrivals
from operations.simulation.people import Person, Population

TEXT = (
    "Mahallemizdeki aile sağlığı merkezinde üç haftadır randevu verilmiyor, sistem sürekli doluluk gösteriyor. "
    "Yaşlı annemin ilaç raporunun yenilenmesi gerekiyor. Hekim sayısının artırılmasını ve randevu sisteminin "
    "düzeltilmesini, sonucun tarafıma bildirilmesini talep ediyorum."
)


@dataclass(frozen=True, slots=True)
class Holder:
    """An institution that answers, and its token."""

    institution_id: str
    token: str


@dataclass(slots=True)
class Measured:
    """Seconds of each step, and what went wrong."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)
    finished_at: list[float] = field(default_factory=list)

    def summary(self) -> dict[str, dict[str, float]]:
        """Give count, p50 and p99 of each step in milliseconds."""
        return {step: _percentiles(times) for step, times in self.seconds.items() if len(times) > 1}


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {"count": len(seconds), "p50_ms": round(cuts[49] * 1e3, 1), "p99_ms": round(cuts[98] * 1e3, 1)}


class Lifecycles:
    """Runs lives against a running stack."""

    def __init__(
        self, status: dict[str, Any], holders: Sequence[Holder], people: Population, arrivals: Arrivals
    ) -> None:
        self._intake, self._desk = status["intake"], status["desk"]
        self._holders = holders
        self._people = people
        self._arrivals = arrivals
        self._begun = 0
        self.measured = Measured()
        self._http = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0))

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    async def keep_busy(self, concurrency: int, seconds: float) -> None:
        """Let `concurrency` citizens apply one after the other for a time (closed loop)."""
        until = time.perf_counter() + seconds

        async def one_after_the_other() -> None:
            while time.perf_counter() < until:
                await self._one_life()

        await asyncio.gather(*(one_after_the_other() for _ in range(concurrency)))

    async def at_rate(self, rate: float, seconds: float) -> None:
        """Begin `rate` lives a second, however long each takes (open loop)."""
        start = time.perf_counter()
        lives = []
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, start + number / rate - time.perf_counter()))
            lives.append(asyncio.create_task(self._one_life()))
        await asyncio.gather(*lives)

    async def submit_only(self) -> None:
        """Submit one application and wait until it is routed."""
        self._begun += 1
        receipt = await self._submit(self._people.somebody(), self._holders[self._begun % len(self._holders)])
        await self._arrivals.of(receipt["application_id"], "routings application.routed.v1")

    async def _one_life(self) -> None:
        try:
            await self._live()
        except (TimeoutError, aiohttp.ClientError, _Unexpected) as failure:
            self.measured.failures.append(f"{type(failure).__name__}: {failure}")

    async def _live(self) -> None:
        took = self.measured.seconds
        begun = time.perf_counter()
        self._begun += 1
        holder = self._holders[self._begun % len(self._holders)]
        person = self._people.somebody()
        receipt = await self._submit(person, holder)
        accepted = time.perf_counter()
        took["accept"].append(accepted - begun)
        application_id = receipt["application_id"]
        routed = await self._arrivals.of(application_id, "routings application.routed.v1")
        took["accepted to routed"].append(max(0.0, routed - accepted))
        delivered = await self._arrivals.of(application_id, "institution application.routed.v1")
        took["accepted to delivered"].append(max(0.0, delivered - accepted))
        await self._respond(application_id, holder)
        answered = time.perf_counter()
        await self._arrivals.of(application_id, "routings application.closed.v1")
        told = time.perf_counter()
        took["answered to told"].append(told - answered)
        await self._track(receipt)
        done = time.perf_counter()
        took["whole life"].append(done - begun)
        self.measured.finished_at.append(done)

    async def _submit(self, person: Person, holder: Holder) -> dict[str, Any]:
        address = {"line": person.address_line, "province": person.residence.province}
        application = {
            "kind": "complaint",
            "channel": "web",
            "body": TEXT,
            "institution_id": holder.institution_id,
            "applicant": {
                "national_id": person.national_id,
                "given_name": person.given_name,
                "family_name": person.family_name,
                "mother_maiden_name": person.mother_maiden_name,
                "mobile": person.mobile,
                "email": person.email,
                "address": {**address, "district": person.residence.district},
                "answer_by": "email",
            },
        }
        headers = {"Idempotency-Key": f"bench-{person.national_id}"}
        return await self._call("POST", f"{self._intake}/v1/applications", 201, json=application, headers=headers)

    async def _respond(self, application_id: str, holder: Holder) -> None:
        began = time.perf_counter()
        authorization = {"Authorization": f"Bearer {holder.token}"}
        url = f"{self._desk}/v1/applications/{application_id}"
        async with self._http.get(url, headers=authorization) as answer:
            await answer.read()
            if answer.status != 200:
                raise _Unexpected(f"reading answered {answer.status}")
            etag = answer.headers["ETag"]
        self.measured.seconds["read"].append(time.perf_counter() - began)
        headers = {**authorization, "If-Match": etag, "Idempotency-Key": f"bench-{application_id}"}
        action = {"action": "respond", "outcome": "positive", "body": "Randevu kapasitesi artırıldı."}
        began = time.perf_counter()
        await self._call("POST", f"{url}/actions", 200, json=action, headers=headers)
        self.measured.seconds["respond"].append(time.perf_counter() - began)

    async def _track(self, receipt: dict[str, Any]) -> None:
        began = time.perf_counter()
        pair = {name: receipt[name] for name in ("tracking_number", "tracking_secret")}
        seen = await self._call("POST", f"{self._intake}/v1/tracking", 200, json=pair)
        self.measured.seconds["track"].append(time.perf_counter() - began)
        if seen["status"] != "closed":
            raise _Unexpected(f"tracked as {seen['status']}")

    async def _call(self, method: str, url: str, status: int, **said: Any) -> dict[str, Any]:
        async with self._http.request(method, url, **said) as answer:
            body = await answer.read()
            if answer.status != status:
                raise _Unexpected(f"{url.rpartition('/v1/')[2]} answered {answer.status}: {body[:200]!r}")
            read: dict[str, Any] = await answer.json()
            return read


class _Unexpected(Exception):
    """An answer that a healthy stack does not give."""
