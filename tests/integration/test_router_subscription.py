"""What does an institution's own system see, written with another client and nothing of ours?"""

import json
from typing import cast

import pytest
from confluent_kafka import Consumer

from tests.support.builders import GOVERNORATE, HEALTH_DIRECTORATE
from tests.support.faults import STEPS, PlantedFault, with_fault
from tests.support.line import Line, router
from tests.support.lives import in_turn, lives
from tests.support.service_process import running

pytestmark = pytest.mark.integration


def subscription(bootstrap_servers: str, topic: str, group: str) -> list[tuple[str, str, str, int, dict[str, object]]]:
    """Read a topic as its owner would, from the beginning until nothing more comes; key, type, id, number, value."""
    consumer = Consumer(
        {
            "bootstrap.servers": bootstrap_servers,
            "group.id": group,
            "isolation.level": "read_committed",
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
        }
    )
    consumer.subscribe([topic])
    seen = []
    silent = 0
    while silent < 4:
        message = consumer.poll(1.0)
        if message is None:
            silent += 1
            continue
        assert message.error() is None
        silent = 0
        found = cast("list[tuple[str, bytes]]", message.headers())
        headers = {name: value.decode() for name, value in found}
        key, value = (message.key() or b"").decode(), json.loads(message.value() or b"")
        seen.append((key, headers["ce_type"], headers["ce_id"], int(headers.get("ce_sequence", 0)), value))
    consumer.close()
    return seen


@pytest.mark.requirement("R-A13")
async def test_an_institution_sees_each_fact_that_concerns_it_once_and_in_order(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some transactions are aborted on the way, so that their records stand on the topic without counting."""
    step = STEPS["after the offsets"]
    planted = PlantedFault()
    monkeypatch.setattr(step.owner, step.method, with_fault(step, planted, times=3))
    inputs = in_turn(lives(6))
    await line.ask(*inputs)
    async with router(line.settings):
        await line.until_read(len(inputs))
    assert planted.times == 3
    prefix = line.settings.topic_prefix

    seen = subscription(
        line.settings.kafka_bootstrap_servers,
        f"{prefix}institution.{HEALTH_DIRECTORATE}",
        f"{prefix}institution-{HEALTH_DIRECTORATE}.reader",
    )

    assert len({fact_id for _, _, fact_id, _, _ in seen}) == len(seen)
    for application in {key for key, *_ in seen}:
        numbers = [number for key, _, _, number, _ in seen if key == application and number]
        assert numbers == sorted(numbers)
    routed = [value for _, ce_type, _, _, value in seen if ce_type == "bimer.application.routed.v1"]
    assert len(routed) == 6
    assert all(value["content"]["text"] == "Hastanede üç haftadır randevu verilmiyor." for value in routed)  # type: ignore[index]
    assert all(value["institution_id"] == HEALTH_DIRECTORATE for value in routed)
    assert {one[1] for one in seen} >= {"bimer.clock.set.v1", "bimer.application.returned.v1"}
    assert GOVERNORATE not in {value["institution_id"] for _, ce_type, *_, value in seen if ".routed" in ce_type}


@pytest.mark.requirement("R-A14")
async def test_the_router_counts_what_it_did(line: Line) -> None:
    inputs = in_turn(lives(4))
    with running("services.router", line.settings) as one:
        one.wait_until_ready()
        await line.ask(*inputs)
        await line.until_read(len(inputs))
        assert one.metric("bimer_inputs_total") == len(inputs)
        assert one.metric("bimer_accept_to_routed_seconds_count") == 4
        assert one.metric("bimer_accept_to_delivered_seconds_count") == 4
        assert one.metric("bimer_escalation_lateness_seconds_count") == 6
        assert one.metric("bimer_consumer_lag_records") == 0
        assert one.metric("bimer_parked_applications") == 0
