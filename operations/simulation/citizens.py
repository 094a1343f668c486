"""What do citizens do? They apply, some of them twice by mistake, some withdraw, some look where it stands."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from domain.inputs import Role
from operations.observed import Receipt
from operations.simulation.doors import Badges, Door, Reply
from operations.simulation.filings import Filing
from operations.simulation.record import Record
from operations.simulation.replies import in_words, opened_by, receipt_of, until_known

ONE_IN_LOOKS = 5


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
            self.record.find(f"an application was refused: {in_words(reply)}")
            return
        receipt = receipt_of(reply.content, reachable=filing.reachable)
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
        said = {**opened_by(receipt["tracking_number"], receipt["tracking_secret"]), "reason": "Sorun çözüldü."}
        reply = await until_known(self.intake, "/v1/tracking/withdrawal", said)
        if reply.status == 202:
            self.record.confirmed_withdrawals.append(receipt["application_id"])
        elif reply.status != 409:
            self.record.find(f"{receipt['application_id']}: a withdrawal was refused: {in_words(reply)}")

    async def look_for_answer(self, application_id: str) -> None:
        """Open the tracking page after being told of an answer: it must stand there. Most never look."""
        if application_id not in self._curious:
            return
        receipt, secret = self._curious.pop(application_id)
        reply = await until_known(self.intake, "/v1/tracking", opened_by(receipt.tracking_number, secret))
        if (reply.content.get("response") or {}).get("body"):
            self.record.looked += 1
        else:
            self.record.find(f"{application_id}: told of an answer that tracking does not show: {reply.status}")
