"""Do legal time and the settings mean the same in every process?"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from runtime.clock import LegalClock, wall_now
from runtime.settings import METRICS_PORTS, Settings

WALL = datetime(2026, 11, 22, 12, tzinfo=UTC)
LEGAL = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_without_origins_legal_time_is_the_walls() -> None:
    clock = LegalClock.of(Settings())
    assert abs(clock.now() - wall_now()) < timedelta(seconds=1)
    assert clock.wall_at(LEGAL) == LEGAL


def test_thirty_legal_days_pass_in_two_minutes_at_the_demonstrations_scale() -> None:
    clock = LegalClock(WALL, LEGAL, 21_600.0, wall=lambda: WALL + timedelta(minutes=2))
    assert clock.now() == LEGAL + timedelta(days=30)
    assert clock.wall_at(LEGAL + timedelta(days=30)) == WALL + timedelta(minutes=2)


@pytest.mark.parametrize("scale", [1.0, 7.5, 21_600.0])
def test_the_wall_moment_of_a_legal_moment_leads_back_to_it(scale: float) -> None:
    clock = LegalClock(WALL, LEGAL, scale)
    moment = LEGAL + timedelta(days=3, hours=5)
    assert abs(clock.legal_at(clock.wall_at(moment)) - moment) < timedelta(seconds=0.1)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param({"clock_scale": 2.0}, id="a scale without origins: each process would begin elsewhere"),
        pytest.param({"clock_origin_wall": WALL}, id="half a pair"),
        pytest.param({"clock_origin_wall": WALL.replace(tzinfo=None), "clock_origin_legal": LEGAL}, id="no zone"),
        pytest.param({"clock_scale": 0}, id="time that stands"),
        pytest.param({"mongodb_driver": "mongoengine"}, id="an unknown driver"),
        pytest.param({"sabotage": "everything"}, id="an unknown sabotage"),
    ],
)
def test_settings_that_make_no_sense_are_refused(said: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Settings(**said)  # type: ignore[arg-type]


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIMER_TOPIC_PREFIX", "x.")
    monkeypatch.setenv("BIMER_RATE_LIMITS", "0")
    monkeypatch.setenv("BIMER_CLOCK_ORIGIN_WALL", "2026-11-22T12:00:00Z")
    monkeypatch.setenv("BIMER_CLOCK_ORIGIN_LEGAL", "2026-03-02T12:00:00+03:00")
    said = Settings()
    assert (said.topic_prefix, said.rate_limits, said.clock_origin_wall) == ("x.", False, WALL)
    assert LegalClock.of(said).legal_at(WALL) == LEGAL


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_keys_stand_beside_the_rest_unless_told_otherwise() -> None:
    assert Settings(state_directory=Path("/x")).keys_path == Path("/x/keys")
    assert Settings(keys_directory=Path("/k")).keys_path == Path("/k")


def test_each_service_has_its_own_port_for_metrics() -> None:
    assert len(set(METRICS_PORTS.values())) == len(METRICS_PORTS)
    assert Settings().metrics_port_of("router") == 9102
    assert Settings(metrics_port=1).metrics_port_of("router") == 1
