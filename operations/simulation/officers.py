"""What do institutions do? They learn of tasks as any subscriber does and act on them over HTTP, each as itself."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from domain.business_calendar import ISTANBUL, local_date
from domain.facts import RefusalCode
from domain.identifiers import ApplicationId, InstitutionId, TaskId
from domain.inputs import Role, TaskPurpose
from domain.institution import Registry
from domain.legal_regime import LegalRegime
from operations.observed import ENDS_WAITING, GIVES_TASK, ObservedFact
from operations.simulation.behaviour import Deed, GivenTask, Habits, Step, conduct
from operations.simulation.colleagues import Colleagues
from operations.simulation.doors import Badges, Door, Reply
from operations.simulation.record import Record
from operations.simulation.replies import LOOKS_AGAIN_SECONDS, REFUSES, verdict_on
from runtime.clock import LegalClock

ANSWERS = (
    ("positive", "Başvurunuz incelenmiş, talebiniz uygun görülerek gereği yapılmıştır. Bilgilerinize sunarız."),
    ("positive", "Bildirdiğiniz sorun ekiplerimizce yerinde görülmüş ve giderilmiştir. İlginiz için teşekkür ederiz."),
    ("partial", "Talebinizin bir kısmı karşılanmış, kalan kısmı gelecek yılın programına alınmıştır."),
    ("negative", "Başvurunuz incelenmiş, ilgili mevzuat gereğince talebinizin karşılanması mümkün görülmemiştir."),
)
MEANWHILE = "Başvurunuz incelenmektedir; yerinde inceleme tamamlandığında sonucu ayrıca bildireceğiz."
NOT_OURS = "Konu kurumumuzun görev alanına girmemektedir."
KEEPS_IT_AFTER_REFUSAL = {Deed.REFER: Deed.RESPOND, Deed.RETURN: Deed.RESPOND, Deed.PLACE: Deed.PLACE}
"""Who may not pass it on answers it; a queue that may not place it elsewhere places it with itself."""
TRIES = 8


@dataclass(slots=True)
class _Case:
    """What subscribers know of one application."""

    legal_regime: LegalRegime = LegalRegime.PETITION
    held_by: list[InstitutionId] = field(default_factory=list)
    hops: int = 0
    waiting: dict[TaskId, tuple[InstitutionId, TaskPurpose]] = field(default_factory=dict)
    """Tasks whose clock was not seen yet."""
    holder: TaskId | None = None
    proposed: list[InstitutionId] = field(default_factory=list)
    ended: bool = False


@dataclass
class Officers:
    """Every institution of one run; `refused` counts the refusals they met by code."""

    desk: Door
    badges: Badges
    registry: Registry
    clock: LegalClock
    habits: Habits
    seed: int
    record: Record
    start: Callable[[Coroutine[Any, Any, None]], None]
    """Starts a coroutine that ends with the run."""
    refused: Counter[str] = field(default_factory=Counter)
    _cases: dict[str, _Case] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._colleagues = Colleagues(self.registry)

    def on_fact(self, fact: ObservedFact) -> None:
        """Learn of a fact; a task whose clock runs is somebody's work from now on."""
        case = self._cases.setdefault(fact.application_id, _Case())
        if fact.event_type == "application.registered.v1":
            case.legal_regime = LegalRegime(str(fact.value["legal_regime"]))
        elif fact.event_type in GIVES_TASK:
            self._given(case, fact.event_type, fact.value)
        elif fact.event_type == "clock.set.v1":
            self._clock_set(case, fact)
        elif fact.event_type in ENDS_WAITING:
            case.ended = True

    def _given(self, case: _Case, event_type: str, value: Mapping[str, Any]) -> None:
        screening = event_type == "application.screening_requested.v1"
        purpose = TaskPurpose.SCREENING if screening else TaskPurpose(value["purpose"])
        if purpose is TaskPurpose.INFORMATION:
            return
        institution_id = InstitutionId(value["institution_id"])
        case.waiting[TaskId(value["task_id"])] = (institution_id, purpose)
        case.hops += case.holder is not None and purpose is TaskPurpose.ACTION
        case.holder = TaskId(value["task_id"])
        if purpose is TaskPurpose.ACTION:
            case.held_by.append(institution_id)
        else:
            case.proposed = [InstitutionId(proposal["institution_id"]) for proposal in value["proposals"]]

    def _clock_set(self, case: _Case, fact: ObservedFact) -> None:
        task_id = TaskId(str(fact.value["task_id"]))
        given = case.waiting.pop(task_id, None)
        if given is None:
            return
        task = GivenTask(
            application_id=ApplicationId(fact.application_id),
            task_id=task_id,
            institution_id=given[0],
            purpose=given[1],
            legal_regime=case.legal_regime,
            given_at=datetime.fromisoformat(fact.legal_at),
            ends_at=end_of(date.fromisoformat(str(fact.value["due_on"]))),
            hops=case.hops,
        )
        steps = conduct(task, self.habits, self.seed)
        if steps:
            self.start(self._work_on(case, task, steps))

    async def _work_on(self, case: _Case, task: GivenTask, steps: tuple[Step, ...]) -> None:
        for step in steps:
            await asyncio.sleep((self.clock.wall_at(step.at) - self.clock.wall()).total_seconds())
            if case.ended or case.holder != task.task_id:
                return
            refusal = await self._act(task, step.deed, self._action(case, task, step.deed))
            if refusal and step.deed in KEEPS_IT_AFTER_REFUSAL and not case.ended:
                kept = KEEPS_IT_AFTER_REFUSAL[step.deed]
                await self._act(task, kept, self._action(_Case(proposed=[task.institution_id]), task, kept))

    def _action(self, case: _Case, task: GivenTask, deed: Deed) -> dict[str, Any]:
        rng = random.Random(f"{self.seed}|{task.task_id}|{deed}")
        match deed:
            case Deed.OPEN:
                return {"action": "open"}
            case Deed.INTERIM_RESPONSE:
                return {"action": "interim_response", "body": MEANWHILE}
            case Deed.RETURN:
                return {"action": "return", "reason": NOT_OURS}
            case Deed.PLACE:
                to = self._colleagues.place_for(task.institution_id, case.proposed, rng)
                return {"action": "place", "to_institution_id": to}
            case Deed.REFER if (beside := self._beside(case, task, rng)) is not None:
                return {"action": "refer", "to_institution_id": beside, "for": "action", "reason": NOT_OURS}
            case _:
                outcome, body = rng.choice(ANSWERS)
                return {"action": "respond", "outcome": outcome, "body": body}

    def _beside(self, case: _Case, task: GivenTask, rng: random.Random) -> InstitutionId | None:
        return self._colleagues.beside(task.institution_id, case.held_by, local_date(self.clock.now()), rng)

    async def _act(self, task: GivenTask, deed: Deed, action: Mapping[str, Any]) -> str | None:
        """Do it with the version just read, again when somebody was quicker; return the refusal's code, if any."""
        badge = self.badges(task.institution_id, self._role(task))
        where = f"/v1/applications/{task.application_id}"
        for attempt in range(TRIES):
            seen = await self.desk.ask("GET", where, headers=badge)
            if seen.status != 200 or seen.etag is None:
                await asyncio.sleep(LOOKS_AGAIN_SECONDS)
                continue
            key = f"{task.task_id}-{deed}-{action['action']}-{attempt}"
            headers = {**badge, "If-Match": seen.etag, "Idempotency-Key": key}
            sent = await self.desk.ask("POST", f"{where}/actions", action, headers)
            reply = await verdict_on(self.desk, sent, badge)
            if reply.status == 412 or reply.content.get("code") == RefusalCode.STALE_TASK_VERSION:
                continue
            if reply.content.get("applied"):
                if action["action"] == "respond":
                    self.record.applied_answers.append(task.application_id)
                return None
            return self._refusal(task, deed, reply)
        self.record.find(f"{task.application_id}: {task.institution_id} could not {deed}: {seen.status}")
        return "unreadable"

    def _refusal(self, task: GivenTask, deed: Deed, reply: Reply) -> str:
        code = str(reply.content.get("code") or reply.status)
        self.refused[code] += 1
        if reply.status not in REFUSES:
            self.record.find(f"{task.application_id}: {task.institution_id} could not {deed}: {reply.status} {code}")
        return code

    def _role(self, task: GivenTask) -> Role:
        if task.purpose is not TaskPurpose.SCREENING:
            return Role.OFFICER
        return Role.CENTRE if task.institution_id == self.registry.centre.institution_id else Role.COORDINATOR


def end_of(day: date) -> datetime:
    """Name the moment at which a day ends in Istanbul."""
    return datetime.combine(day + timedelta(days=1), time(), ISTANBUL)
