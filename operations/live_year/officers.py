"""What do the institutions of a year do at the desk? Each deed as itself, with a token, on the task as it stands."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from domain.facts import RefusalCode
from operations.live_year.cases import Case
from operations.live_year.record import YearRecord
from operations.live_year.requests import action_request
from operations.simulation.doors import Badges, Door, Reply
from operations.simulation.replies import LOOKS_AGAIN_SECONDS, REFUSES, verdict_on
from operations.year.deeds import Deeds
from operations.year.intents import Intent
from runtime.clock import LegalClock

TRIES = 25


@dataclass(slots=True)
class Officers:
    """Every institution of one year."""

    desk: Door
    badges: Badges
    deeds: Deeds
    clock: LegalClock
    record: YearRecord
    plan: Callable[[Intent], None]
    """Remembers what is done instead of something refused."""

    async def do(self, intent: Intent, case: Case) -> None:
        """Do it; while somebody was quicker, look again and do it as things stand then."""
        for attempt in range(TRIES):
            asked = self.deeds.asked(intent, case.scene(self.clock.now()))
            if asked is None:
                return
            badge = self.badges(asked.institution_id, asked.role)
            key = f"{intent.task_id}-{intent.deed}-{intent.at:%Y%m%d%H%M%S%f}-{attempt}"
            headers = {**badge, "If-Match": f'"{asked.expected_task_version}"', "Idempotency-Key": key}
            where = f"/v1/applications/{intent.application_id}/actions"
            sent = await self.desk.ask("POST", where, action_request(asked), headers)
            reply = await verdict_on(self.desk, sent, badge)
            code = str(reply.content.get("code") or reply.status)
            if reply.content.get("applied"):
                self.record.confirmed[reply.content["action_id"]] = intent.application_id
                return
            if reply.status != 412 and code != RefusalCode.STALE_TASK_VERSION:
                self._refused(intent, reply, code)
                return
            await asyncio.sleep(LOOKS_AGAIN_SECONDS)
        self.record.find(f"{intent.application_id}: {intent.deed} came too soon {TRIES} times")

    def _refused(self, intent: Intent, reply: Reply, code: str) -> None:
        if reply.status not in REFUSES:
            self.record.find(f"{intent.application_id}: {intent.deed} could not be asked: {reply.status} {code}")
            return
        self.record.asked_in_vain[code] += 1
        if intent.instead is not None:
            self.plan(replace(intent, deed=intent.instead, instead=None))
