"""How does a notice go as a short message? By the provider's HTTP API; its reference is the notice's id."""

import logging

import httpx

from runtime.settings import Settings
from services.notifier.attempts import Accepted, Attempt, Postponed, Refused
from services.notifier.composition import Parcel
from services.notifier.content import greeting
from services.notifier.letters import written

REQUESTS_AT_ONCE = 8
TIMEOUT_SECONDS = 10.0
ALREADY_TAKEN = 409
_PASSING = frozenset({408, 425, 429})

logging.getLogger("httpx").setLevel(logging.WARNING)  # says every request, once a notice


def fate_of(status: int) -> Attempt:
    """Say what an answer of the provider means; that it knows the reference already is as good as yes."""
    if 200 <= status < 300 or status == ALREADY_TAKEN:
        return Accepted()
    if 400 <= status < 500 and status not in _PASSING:
        return Refused(f"sms_{status}")
    return Postponed(f"sms_{status}")


class SmsChannel:
    """Hands short messages to the provider."""

    at_once = REQUESTS_AT_ONCE

    def __init__(self, settings: Settings) -> None:
        self._http = httpx.AsyncClient(base_url=settings.sms_url, timeout=TIMEOUT_SECONDS)

    async def hand_over(self, parcel: Parcel) -> Attempt:
        """Send the notice's short form."""
        if not parcel.contact.mobile:
            return Refused("no_address")
        letter = written(parcel.notice.kind, {**parcel.said, "greeting": greeting(None)})
        message = {"reference": parcel.notice.notice_id, "to": parcel.contact.mobile, "text": letter.short}
        try:
            answer = await self._http.post("/messages", json=message)
        except httpx.HTTPError:
            return Postponed("sms_unreachable", provider_away=True)
        fate = fate_of(answer.status_code)
        return Accepted(letter.template) if isinstance(fate, Accepted) else fate

    async def close(self) -> None:
        """Drop the connections."""
        await self._http.aclose()
