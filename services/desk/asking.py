"""How does an officer's wish become a verdict?

Filed in `actions` first, so that GET /v1/actions can tell later; then put on the log; then the router's verdict is
awaited for a few seconds. The same Idempotency-Key names the same action: what was decided is told again.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.facts import RefusalCode
from domain.identifiers import ApplicationId, InputId, action_id_of
from domain.inputs import Action, ActionRequested
from domain.status import ApplicationStatus
from domain.visibility import Viewer
from runtime.application_documents import state_of
from runtime.clock import LegalClock, wall_now
from runtime.kafka import InputProducer
from runtime.store import Document, Store
from runtime.tokens import Principal
from schemas.catalogue import to_wire
from services.desk.verdicts import VerdictBoard
from services.desk.view_models import own_task

PATIENCE_SECONDS = 3.0


class IdempotencyKeyReused(Exception):
    """The key already names another wish of this institution."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an officer wants done, about which application, under which key."""

    principal: Principal
    application_id: ApplicationId
    expected_task_version: int
    idempotency_key: str
    action: Action

    @property
    def action_id(self) -> InputId:
        """Name the action: one an institution and key."""
        return action_id_of(self.principal.institution_id, self.idempotency_key)

    def to_input(self) -> ActionRequested:
        """Write it as the input that the router reads."""
        return ActionRequested(
            input_id=self.action_id,
            application_id=self.application_id,
            institution_id=self.principal.institution_id,
            role=self.principal.role,
            officer=self.principal.officer,
            expected_task_version=self.expected_task_version,
            action=self.action,
        )


@dataclass(frozen=True, slots=True)
class ActionOutcome:
    """What became of an action; `applied` is None while the router has not decided."""

    action_id: InputId
    application_id: ApplicationId
    applied: bool | None
    refusal: RefusalCode | None = None
    task_version: int | None = None
    status: ApplicationStatus | None = None


class Asking:
    """Carries wishes to the router and its verdicts back."""

    def __init__(
        self,
        store: Store,
        producer: InputProducer,
        board: VerdictBoard,
        clock: LegalClock,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._store = store
        self._producer = producer
        self._board = board
        self._clock = clock
        self._patience = patience_seconds

    async def ask(self, wish: Wish) -> ActionOutcome:
        """Ask for an action and wait for its verdict, a few seconds at most.

        Raises IdempotencyKeyReused; TransientFault when the store or the log does not take it.
        """
        event = to_wire(wish.to_input())
        known = await self._filed(wish, event.to_json())
        if known:
            outcome = await self._outcome(wish.principal, wish.action_id, wish.application_id)
            if outcome.applied is not None:
                return outcome
        with self._board.awaited(wish.action_id) as decided:
            await self._producer.publish(
                event, input_id=wish.action_id, application_id=wish.application_id, at=self._clock.now()
            )
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(decided.wait(), self._patience)
        return await self._outcome(wish.principal, wish.action_id, wish.application_id)

    async def outcome_of(self, principal: Principal, action_id: InputId) -> ActionOutcome | None:
        """Tell later what became of an action; None for one that this institution never asked for."""
        row = await self._store.actions.get(action_id)
        if row is None or row["institution_id"] != principal.institution_id:
            return None
        return await self._outcome(principal, action_id, row["application_id"])

    async def _filed(self, wish: Wish, event: bytes) -> bool:
        """File the action; True when the same one was filed before."""
        digest = hashlib.sha256(wish.application_id.encode() + b"|" + event).hexdigest()
        row: Document = {
            "_id": wish.action_id,
            "application_id": wish.application_id,
            "institution_id": wish.principal.institution_id,
            "digest": digest,
            "at": wall_now(),
        }
        if await self._store.actions.insert(row):
            return False
        standing = await self._store.actions.get(wish.action_id)
        if standing is not None and standing["digest"] != digest:
            raise IdempotencyKeyReused
        return True

    async def _outcome(self, principal: Principal, action_id: InputId, application_id: ApplicationId) -> ActionOutcome:
        """Ask the store: an applied action is the cause of a ledger entry, a refused one has a verdict row."""
        document = await self._store.applications.get(application_id, show=_with_entry_caused_by(action_id))
        if document is not None and document.get("ledger"):
            return _applied(principal, action_id, document)
        row = await self._store.verdicts.get(action_id)
        if row is None:
            return ActionOutcome(action_id, application_id, applied=None)
        return ActionOutcome(action_id, application_id, applied=False, refusal=RefusalCode(row["code"]))


def _with_entry_caused_by(action_id: InputId) -> Mapping[str, Any]:
    """Show the state, and of the ledger the first entry that this action caused, if there is one."""
    return {"state": 1, "ledger": {"$elemMatch": {"cause": action_id}}}


def _applied(principal: Principal, action_id: InputId, document: Mapping[str, Any]) -> ActionOutcome:
    application = state_of(document)
    task = own_task(application, Viewer(principal.institution_id, principal.role))
    return ActionOutcome(
        action_id=action_id,
        application_id=document["_id"],
        applied=True,
        task_version=None if task is None else task.task_version,
        status=application.status,
    )
