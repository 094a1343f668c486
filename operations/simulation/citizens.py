"""What do citizens do? They apply, some of them twice by mistake, some withdraw, some look where it stands."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from domain.inputs import Role
from operations.observed import Receipt
from operations.simulation.doors import Badges, Door, Reply
from operations.simulation.filings import Filing
from operations.simulation.record import Record

ONE_IN_LOOKS = 5
LOOKS_AGAIN_SECONDS = 0.5
PATIENCE_SECONDS = 60.0


@dataclass(slots=True)
class Citizens:
    """Everybody who applies in one run."""

    intake: Door
    badges: Badges
    record: Record
    on_receipt: Callable[[Receipt], None]
    sleep: Callable[[timedelta], Awaitable[None]]
    """Sleeps for a legal duration."""
    start: Callable[[Coroutine[Any, Any, None]], None]
    """Starts a coroutine that ends with the run."""
    _curious: dict[str, tuple[Receipt, str]] = field(default_factory=dict)
    """Those who look at their answer themselves, and the secrets that open their tracking pages."""

    async def apply(self, filing: Filing) -> None:
        """Hand in an application and live with it."""
        reply = await self._send(filing)
        if reply.status != 201:
            self.record.find(f"an application was refused: {reply.status} {_reasons(reply)}")
            return
        receipt = receipt_of(reply.content, filing)
        self.record.receipts[receipt.application_id] = receipt
        if len(self.record.receipts) % ONE_IN_LOOKS == 0:
            self._curious[receipt.application_id] = (receipt, str(reply.content["tracking_secret"]))
        self.on_receipt(receipt)
        if filing.sent_twice:
            await self._send_again(filing, reply)
        if filing.withdrawn_after is not None:
            self.start(self._withdraw(reply.content, filing.withdrawn_after))

    async def _send(self, filing: Filing) -> Reply:
        badge = {} if filing.operator_of is None else self.badges(filing.operator_of, Role.OPERATOR)
        headers = {"Idempotency-Key": filing.idempotency_key, **badge}
        return await self.intake.ask("POST", "/v1/applications", filing.request, headers)

    async def _send_again(self, filing: Filing, first: Reply) -> None:
        second = await self._send(filing)
        same = ("application_id", "tracking_number", "tracking_secret")
        if second.status != 201 or any(second.content[name] != first.content[name] for name in same):
            self.record.find(f"{first.content['application_id']}: sent twice, the second receipt differs")

    async def _withdraw(self, receipt: Mapping[str, Any], after: timedelta) -> None:
        await self.sleep(after)
        said = {**_pair(receipt["tracking_number"], receipt["tracking_secret"]), "reason": "Sorun çözüldü."}
        reply = await self._ask_until_known("/v1/tracking/withdrawal", said)
        if reply.status == 202:
            self.record.confirmed_withdrawals.append(receipt["application_id"])
        elif reply.status != 409:
            self.record.find(f"{receipt['application_id']}: a withdrawal was refused: {reply.status} {_reasons(reply)}")

    async def _ask_until_known(self, path: str, said: Mapping[str, Any]) -> Reply:
        """Ask again while the number is unknown: the receipt says that it may take a minute."""
        waited = 0.0
        while (reply := await self.intake.ask("POST", path, said)).status == 404 and waited < PATIENCE_SECONDS:
            await asyncio.sleep(LOOKS_AGAIN_SECONDS)
            waited += LOOKS_AGAIN_SECONDS
        return reply

    async def look_for_answer(self, application_id: str) -> None:
        """Open the tracking page after being told of an answer: it must stand there. Most never look."""
        if application_id not in self._curious:
            return
        receipt, secret = self._curious.pop(application_id)
        reply = await self._ask_until_known("/v1/tracking", _pair(receipt.tracking_number, secret))
        if (reply.content.get("response") or {}).get("body"):
            self.record.looked += 1
        else:
            self.record.find(f"{application_id}: told of an answer that tracking does not show: {reply.status}")


def receipt_of(content: Mapping[str, Any], filing: Filing) -> Receipt:
    """Read what a 201 says."""
    return Receipt(
        application_id=content["application_id"],
        tracking_number=content["tracking_number"],
        received_at=datetime.fromisoformat(content["received_at"]),
        due_on=content["due_on"],
        kind=content["kind"],
        reachable=filing.reachable,
    )


def _pair(number: str, secret: str) -> dict[str, str]:
    return {"tracking_number": number, "tracking_secret": secret}


def _reasons(reply: Reply) -> str:
    fields = [f"{error.get('field')}: {error.get('code')}" for error in reply.content.get("errors") or ()]
    return "; ".join([str(reply.content.get("code", "")), *fields])
