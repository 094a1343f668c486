"""What does a face's answer say, and how is waited for what it cannot say yet? The same for everybody outside."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from operations.observed import Receipt
from operations.simulation.doors import Door, Reply

LOOKS_AGAIN_SECONDS = 0.2
PATIENCE_SECONDS = 60.0
REFUSES = (200, 409)
"""How the desk tells a refusal: 409 at once, 200 with `applied: false` to who asks afterwards."""


def receipt_of(content: Mapping[str, Any], *, reachable: bool) -> Receipt:
    """Read what a 201 says."""
    return Receipt(
        application_id=content["application_id"],
        tracking_number=content["tracking_number"],
        received_at=datetime.fromisoformat(content["received_at"]),
        due_on=content["due_on"],
        kind=content["kind"],
        reachable=reachable,
    )


def opened_by(number: str, secret: str) -> dict[str, str]:
    """Say what opens an application to its applicant."""
    return {"tracking_number": number, "tracking_secret": secret}


def in_words(reply: Reply) -> str:
    """Write a refusal for the record: its status and its codes, those of its fields too."""
    fields = [f"{error.get('field')}: {error.get('code')}" for error in reply.content.get("errors") or ()]
    return "; ".join([f"{reply.status} {reply.content.get('code', '')}", *fields])


async def until_known(intake: Door, path: str, said: Mapping[str, Any]) -> Reply:
    """Ask again while the number is unknown: the receipt says that it may take a minute."""
    waited = 0.0
    while (reply := await intake.ask("POST", path, said)).status == 404 and waited < PATIENCE_SECONDS:
        await asyncio.sleep(LOOKS_AGAIN_SECONDS)
        waited += LOOKS_AGAIN_SECONDS
    return reply


async def verdict_on(desk: Door, reply: Reply, badge: Mapping[str, str]) -> Reply:
    """Wait for the router's verdict on an action where the desk could not."""
    waited, where = 0.0, f"/v1/actions/{reply.content.get('action_id')}"
    while reply.status in (200, 202) and reply.content.get("applied") is None and waited < PATIENCE_SECONDS:
        await asyncio.sleep(LOOKS_AGAIN_SECONDS)
        waited += LOOKS_AGAIN_SECONDS
        asked = await desk.ask("GET", where, headers=badge)
        reply = asked if asked.status != 404 else reply
    return reply
