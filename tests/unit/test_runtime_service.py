"""Does every service start, tell its health, and end as its supervisor expects?"""

import asyncio
import signal
import threading
from collections.abc import Awaitable, Callable

import httpx
import pytest
from prometheus_client.metrics import MetricWrapperBase

from runtime import service as service_module
from runtime.errors import FatalFault
from runtime.health import HealthServer
from runtime.http_server import HttpServer
from runtime.metrics import METRICS
from runtime.service import Service
from runtime.settings import Settings
from runtime.watchdog import Watchdog

SETTINGS = Settings(metrics_port=0)
Main = Callable[[Service], Awaitable[None]]


@pytest.fixture(autouse=True)
def any_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a service under test take whatever port is free."""
    monkeypatch.setattr(Settings, "metrics_port_of", lambda *_: 0)


async def ended(main: Main) -> int:
    return await service_module._run("router", main, SETTINGS)


async def test_a_service_that_is_asked_to_stop_ends_with_zero() -> None:
    done: list[str] = []

    async def main(service: Service) -> None:
        asyncio.get_running_loop().call_soon(signal.raise_signal, signal.SIGTERM)
        await service.until_stopped()
        done.append("cleaned up")

    assert await ended(main) == 0
    assert done == ["cleaned up"]


@pytest.mark.parametrize("error", [FatalFault("offset out of range"), ValueError("a mistake")])
async def test_a_fault_that_nobody_handles_ends_it_with_one(error: Exception) -> None:
    async def main(service: Service) -> None:
        raise error

    assert await ended(main) == 1


async def test_work_beside_main_that_fails_ends_the_service() -> None:
    async def fails() -> None:
        raise FatalFault("the feed broke")

    async def main(service: Service) -> None:
        service.spawn(fails(), "feed")
        await service.until_stopped()

    assert await ended(main) == 1


async def test_a_service_that_still_starts_is_stopped_at_once() -> None:
    async def main(service: Service) -> None:
        service.stop()
        await asyncio.sleep(60)

    async with asyncio.timeout(5):
        assert await ended(main) == 0


async def test_one_that_does_not_end_in_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_module, "STOP_SECONDS", 0.1)

    async def main(service: Service) -> None:
        service.stop()
        await service.until_stopped()
        await asyncio.sleep(60)

    async with asyncio.timeout(5):
        assert await ended(main) == 0


async def asked(server: HttpServer, path: str) -> httpx.Response:
    async with httpx.AsyncClient() as client:
        return await client.get(f"http://127.0.0.1:{server.port}{path}")


async def test_readiness_names_what_is_missing_and_liveness_does_not_care() -> None:
    answers: dict[str, bool | str] = {"registry": "12 of 27299 read", "store": True}
    server = HealthServer(0, {name: lambda name=name: answers[name] for name in answers})  # type: ignore[misc]
    await server.start()
    try:
        refused = await asked(server, "/readyz")
        assert (refused.status_code, refused.json()["not_ready"]) == (503, {"registry": "12 of 27299 read"})
        assert (await asked(server, "/livez")).status_code == 200
        answers["registry"] = True
        assert (await asked(server, "/readyz")).status_code == 200
        assert "bimer_dead_letters" in (await asked(server, "/metrics")).text
    finally:
        await server.stop()


async def test_a_service_that_has_no_check_yet_is_not_ready() -> None:
    server = HealthServer(0, {})
    await server.start()
    try:
        assert (await asked(server, "/readyz")).status_code == 503
    finally:
        await server.stop()


async def test_a_taken_port_is_told_in_words() -> None:
    first = HealthServer(0, {})
    await first.start()
    try:
        with pytest.raises(FatalFault, match=f"port {first.port} cannot be used: Address already in use"):
            await HealthServer(first.port, {}).start()
    finally:
        await first.stop()


def watched(limit: float) -> tuple[Watchdog, list[str], threading.Event]:
    stuck: list[str] = []
    noticed = threading.Event()

    def note(what: str, _: float) -> None:
        stuck.append(what)
        noticed.set()

    return Watchdog(limit, note), stuck, noticed


def test_a_loop_that_stands_still_is_noticed_and_one_that_turns_is_not() -> None:
    watchdog, stuck, noticed = watched(0.2)
    watchdog.beat("stands")
    watchdog.beat("given up")
    watchdog.forget("given up")
    watchdog.start()
    while not noticed.wait(0.02):
        watchdog.beat("turns")
    watchdog.stop()
    assert stuck == ["stands"]


def names(metrics: tuple[MetricWrapperBase, ...]) -> list[str]:
    return [metric._name for metric in metrics]


def test_every_metric_has_our_prefix_a_base_unit_and_a_sentence() -> None:
    assert all(name.startswith("bimer_") for name in names(METRICS))
    assert len(set(names(METRICS))) == len(METRICS)
    assert [metric._name for metric in METRICS if not metric._documentation.endswith(".")] == []
    assert not any(unit in name for name in names(METRICS) for unit in ("_ms", "_minutes", "milli"))


def test_no_metric_is_labelled_by_institution() -> None:
    assert [metric._name for metric in METRICS if any("institution" in label for label in metric._labelnames)] == []
