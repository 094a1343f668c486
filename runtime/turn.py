"""What follows from a batch of inputs, one after the other, before anything is written?

No input or output of its own: `batch.py` loads what it needs and writes what it made, and may throw a turn away and
begin anew when a document had moved on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias

from domain.application import Application
from domain.decision import Applied, Decision, Ignored, Refused, World
from domain.errors import DomainError
from domain.facts import ActionRefused, RefusalCode
from domain.identifiers import ApplicationId, InputId, InstitutionId
from domain.inputs import ActionRequested, Input
from runtime.dead_letter import dead_letter
from runtime.errors import FatalFault, RejectedRecord
from runtime.incoming import Incoming
from runtime.ledger import Occasion
from runtime.log import logger
from runtime.outcomes import Became, Outcome
from runtime.parking import ParkingLot
from runtime.publication import Publisher
from runtime.records import OutgoingRecord
from runtime.work import Told, Work, told_before
from schemas.envelope import rfc3339

_log = logger(__name__)

Judge: TypeAlias = Callable[[Application | None, Input, World, int], Decision]
"""Decides one input; the number is how many entries the application's ledger has. Pure."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a turn stands on and does not change."""

    judge: Judge
    world: World
    wall_now: datetime
    publisher: Publisher
    dead_letter_topic: str


@dataclass(slots=True)
class Turn:
    """One pass over a batch."""

    ground: Ground
    lot: ParkingLot
    works: dict[ApplicationId, Work]
    verdicts: Mapping[InputId, Mapping[str, Any]] = field(default_factory=dict)
    histories: Mapping[ApplicationId, Mapping[str, Any]] = field(default_factory=dict)
    """Whole documents of those applications whose inputs were read before."""
    new_verdicts: dict[InputId, dict[str, Any]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    letters: list[OutgoingRecord] = field(default_factory=list)
    _numbered: list[tuple[int, list[OutgoingRecord]]] = field(default_factory=list)

    def take(self, incoming: Incoming) -> None:
        """Decide one input; whatever is wrong with it, the next one can be taken."""
        if not incoming.is_signed:
            self._put_aside(incoming, incoming.fault or RejectedRecord("unsigned"))
            return
        where = (incoming.application_id, incoming.coordinates)
        if not self._was_read_before(incoming):
            if self.lot.must_wait(*where, incoming.source):
                self.lot.park(*where)
                self._put_aside(incoming, RejectedRecord("parked"))
                return
            try:
                self._decide(incoming)
            except RejectedRecord as fault:
                self.lot.park(*where)
                self._put_aside(incoming, fault)
                return
        self.lot.concluded(*where, incoming.source)

    def records(self) -> list[OutgoingRecord]:
        """Return what is to be published: of each application in the order of its ledger, then the dead letters."""
        ordered = sorted(self._numbered, key=lambda numbered: numbered[0])
        return [record for _, records in ordered for record in records] + self.letters

    def _was_read_before(self, incoming: Incoming) -> bool:
        """Tell again what the same record made true; drop the same input from another place."""
        input_id = incoming.input_id
        source = self.works[incoming.application_id].sources.get(input_id)
        verdict = self.verdicts.get(input_id) or self.new_verdicts.get(input_id)
        if source is None and verdict is None:
            return False
        if source == incoming.source:
            self._tell(told_before(self.histories[incoming.application_id], input_id))
            self._note(incoming, Became.AGAIN)
        elif source is None and verdict is not None and verdict["src"] == incoming.source:
            self._tell_refusal(incoming, verdict)
            self._note(incoming, Became.AGAIN)
        else:
            self._note(incoming, Became.DUPLICATE)
        return True

    def _decide(self, incoming: Incoming) -> None:
        if incoming.fault is not None or incoming.asked is None:
            raise incoming.fault or RejectedRecord("value_does_not_fit")
        work = self.works[incoming.application_id]
        occasion = Occasion(incoming.input_id, incoming.source, self.ground.world.now, self.ground.wall_now)
        try:
            decision = self.ground.judge(work.application, incoming.asked, self.ground.world, work.length)
            told = work.apply(incoming.asked, decision, occasion) if isinstance(decision, Applied) else []
        except (RejectedRecord, FatalFault):
            raise
        except DomainError as broken:
            raise RejectedRecord(broken.code, str(broken)) from broken
        except Exception as mistake:
            # The rules are pure: trying again would fail again and hold up everybody else in this partition.
            _log.exception("a rule failed", type=incoming.type_label, source=incoming.source)
            raise RejectedRecord("decision_failed", type(mistake).__name__) from mistake
        match decision:
            case Applied(facts):
                self._tell(told)
                self._note(incoming, Became.APPLIED, facts=facts)
            case Refused(code):
                self._refuse(incoming, incoming.asked, code)
            case Ignored(because):
                self._note(incoming, Became.IGNORED, because)

    def _refuse(self, incoming: Incoming, asked: Input, code: RefusalCode) -> None:
        if not isinstance(asked, ActionRequested):
            raise RejectedRecord("refused_without_an_action", type(asked).__name__)
        verdict = {
            "_id": incoming.input_id,
            "application_id": incoming.application_id,
            "institution_id": asked.institution_id,
            "code": code.value,
            "src": incoming.source,
            "at": rfc3339(self.ground.world.now),
            "decided_at": self.ground.wall_now,
        }
        self.new_verdicts[incoming.input_id] = verdict
        self._tell_refusal(incoming, verdict)
        self._note(incoming, Became.REFUSED, code)

    def _tell(self, told: list[Told]) -> None:
        self._numbered += [(one.entry["seq"], self.ground.publisher.told(one)) for one in told]

    def _tell_refusal(self, incoming: Incoming, verdict: Mapping[str, Any]) -> None:
        refused = ActionRefused(
            incoming.input_id, InstitutionId(verdict["institution_id"]), RefusalCode(verdict["code"])
        )
        at = datetime.fromisoformat(verdict["at"])
        self._numbered.append((0, self.ground.publisher.refused(incoming.application_id, refused, at)))

    def _put_aside(self, incoming: Incoming, fault: RejectedRecord) -> None:
        letter = dead_letter(
            incoming.raw, self.ground.dead_letter_topic, fault.code, fault.detail, self.ground.wall_now
        )
        self.letters.append(letter)
        self._note(incoming, Became.DEAD_LETTER, fault.code)

    def _note(self, incoming: Incoming, became: Became, why: str = "", facts: Any = ()) -> None:
        self.outcomes.append(Outcome(incoming, became, why, facts))
