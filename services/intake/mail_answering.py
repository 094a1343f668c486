"""Who writes back to the sender of a mail, and when? Every draft is answered once, as soon as the mail server takes it.

What must be answered stands in the drafts themselves, so a process that ends forgets nothing; one that dies between
sending and noting it sends the same mail again, under the same Message-ID.
"""

import asyncio
import contextlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from runtime.errors import Fault, RejectedRecord
from runtime.log import logger
from runtime.metrics import INTAKE_MAIL_ANSWERS, INTAKE_MAILS_UNANSWERED
from services.intake.mail_drafts import Draft, MailDrafts
from services.intake.mail_relay import AddressRefused, MailRelay, RelayAway
from services.intake.mail_texts import SUBJECT, answer_text

POLL_SECONDS: Final = 2.0
AT_ONCE: Final = 8
FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(minutes=5)

_log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Answering:
    """Writes to the senders of drafts."""

    drafts: MailDrafts
    relay: MailRelay
    page_url: str
    """Where the page of a draft stands, up to its token."""
    _woken: asyncio.Event = field(default_factory=asyncio.Event)

    def wake(self) -> None:
        """Say that there is a new draft."""
        self._woken.set()

    async def run(self) -> None:
        """Answer until cancelled; a store that is away is asked again."""
        while True:
            self._woken.clear()
            try:
                more = await self.answer_some()
            except Fault as fault:
                _log.warning("mails cannot be answered now", error=str(fault))
                INTAKE_MAILS_UNANSWERED.set(float("nan"))
                more = False
            if not more:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), POLL_SECONDS)

    async def answer_some(self) -> bool:
        """Answer what is due, a few at once; tells whether there may be more."""
        due = await self.drafts.unanswered(AT_ONCE)
        await asyncio.gather(*map(self._answer, due))
        INTAKE_MAILS_UNANSWERED.set(await self.drafts.count_unanswered())
        return len(due) == AT_ONCE

    async def _answer(self, draft_id: str) -> None:
        try:
            taken = await self.drafts.take(draft_id)
        except RejectedRecord:  # locked with another key: an operator must give the right one back
            await self.drafts.postpone(draft_id, LONGEST_WAIT)
            INTAKE_MAIL_ANSWERS.labels("unreadable").inc()
            return
        if taken is None:
            return
        draft, attempt = taken
        try:
            await self._send(draft)
        except RelayAway:
            await self.drafts.postpone(draft_id, wait_after(attempt))
            INTAKE_MAIL_ANSWERS.labels("postponed").inc()
        except AddressRefused:
            await self.drafts.forget(draft_id)
            INTAKE_MAIL_ANSWERS.labels("refused").inc()
        else:
            await self.drafts.answered(draft_id)
            INTAKE_MAIL_ANSWERS.labels("sent").inc()

    async def _send(self, draft: Draft) -> None:
        link = self.page_url + self.drafts.keys.token_of(draft.draft_id)
        await self.relay.send(
            to=draft.email,
            name=f"mail-{draft.draft_id}",
            subject=SUBJECT,
            text=answer_text(draft, link),
            answers=draft.message_id,
        )


def wait_after(attempt: int) -> timedelta:
    """Return how long to wait after an attempt: twice as long each time, five minutes at most."""
    return min(FIRST_WAIT * (1 << min(attempt - 1, 16)), LONGEST_WAIT)
