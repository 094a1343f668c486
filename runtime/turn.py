"""What follows from a batch of inputs, one after the other, before anything is written?

No input or output of its own: `batch.py` loads what it needs and writes what it made, and may throw a turn away and
begin anew when a document had moved on.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeAlias

from domain.application import Application
from domain.decision import Applied, Decision, Ignored, IgnoredBecause, Refused, World
from domain.errors import DomainError
from domain.facts import ActionRefused, RefusalCode
from domain.identifiers import ApplicationId, InputId, InstitutionId
from domain.inputs import ActionRequested, ApplicationSubmitted, Input
from runtime.dead_letter import dead_letter
from runtime.errors import FatalFault, RejectedRecord
from runtime.incoming import Incoming
from runtime.ledger import Occasion
from runtime.log import logger
from runtime.others import Others
from runtime.outcomes import Became, Outcome
from runtime.parking import ParkingLot, Waiting
from runtime.publication import Publisher
from runtime.records import OutgoingRecord
from runtime.work import Told, Work, told_before
from schemas.envelope import REPLAY_OF, rfc3339

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
    others: Others = field(default_factory=Others)
    verdicts: Mapping[InputId, Mapping[str, Any]] = field(default_factory=dict)
    histories: Mapping[ApplicationId, Mapping[str, Any]] = field(default_factory=dict)
    """Whole documents of those applications whose inputs were read before."""
    new_verdicts: dict[InputId, dict[str, Any]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    letters: list[OutgoingRecord] = field(default_factory=list)
    _folded: dict[ApplicationId, Mapping[InputId, list[Told]]] = field(default_factory=dict)
    _numbered: list[tuple[int, list[OutgoingRecord]]] = field(default_factory=list)

    def take(self, incoming: Incoming) -> None:
        """Decide one input; whatever is wrong with it, the next one can be taken."""
        try:
            self._take(incoming)
        except RejectedRecord as fault:
            self.give_up(incoming, fault)
        except FatalFault:
            raise
        except DomainError as broken:
            self.give_up(incoming, RejectedRecord(broken.code, str(broken)))
        except Exception as mistake:
            # The rules are pure: trying again would fail again and hold up everybody else in this partition.
            _log.exception("a rule failed", type=incoming.type_label, source=incoming.source)
            self.give_up(incoming, RejectedRecord("decision_failed", type(mistake).__name__))

    def give_up(self, incoming: Incoming, fault: RejectedRecord) -> None:
        """Put an input aside; if its rightful writer signed it, later ones of its application wait behind it."""
        place = None
        if incoming.is_signed:
            waiting = self._waiting(incoming)
            place = waiting.place
            self.lot.park(incoming.application_id, waiting)
        letters, at = self.ground.dead_letter_topic, self.ground.wall_now
        self.letters.append(dead_letter(incoming.raw, letters, fault.code, fault.detail, at, place=place))
        self._note(incoming, Became.DEAD_LETTER, fault.code)

    def _take(self, incoming: Incoming) -> None:
        if not incoming.is_signed:
            raise incoming.fault or RejectedRecord("unsigned")
        if incoming.is_discard:
            self._discard(incoming)
            return
        application_id, waiting = incoming.application_id, self._waiting(incoming)
        work, first = self.works[application_id], self.lot.first(application_id)
        if self.lot.place_of(application_id, incoming.input_id) not in (None, waiting.place):
            self._note(incoming, Became.DUPLICATE)
            return
        if not work.is_readable:
            raise RejectedRecord("document_unreadable")
        must_wait = self.lot.must_wait(application_id, waiting.place)
        if must_wait and first is not None and first.input_id in work.sources:
            raise RejectedRecord("parked")  # what the first one made true is stored, and still to be told
        if not self._was_read_before(incoming, waiting.place):
            if must_wait:
                raise RejectedRecord("parked")
            self._decide(incoming)
        self.lot.concluded(application_id, waiting)

    def _discard(self, incoming: Incoming) -> None:
        place = self.lot.place_of(incoming.application_id, incoming.input_id)
        if place is None:
            self._note(incoming, Became.DUPLICATE)
            return
        self.lot.concluded(incoming.application_id, Waiting(place, incoming.input_id))
        self._note(incoming, Became.DISCARDED)

    def _waiting(self, incoming: Incoming) -> Waiting:
        """Say where an input first stood: a replay is believed only if that very input waits there."""
        place = self.lot.place_of(incoming.application_id, incoming.input_id)
        if place is None or incoming.raw.header(REPLAY_OF) != place:
            place = incoming.source
        return Waiting(place, incoming.input_id)

    def records(self) -> list[OutgoingRecord]:
        """Return what is to be published: of each application in the order of its ledger, then the dead letters."""
        ordered = sorted(self._numbered, key=lambda numbered: numbered[0])
        return [record for _, records in ordered for record in records] + self.letters

    def _was_read_before(self, incoming: Incoming, place: str) -> bool:
        """Tell again what the same record, or the one it replays, made true; drop the same input from elsewhere."""
        input_id = incoming.input_id
        source = self.works[incoming.application_id].sources.get(input_id)
        verdict = self.verdicts.get(input_id) or self.new_verdicts.get(input_id)
        if source is None and verdict is None:
            return False
        if source in (incoming.source, place):
            self.works[incoming.application_id].told_again = True
            self._tell(self._history(incoming.application_id)[input_id])
            self._note(incoming, Became.AGAIN)
        elif source is None and verdict is not None and verdict["src"] in (incoming.source, place):
            self._tell_refusal(incoming, verdict)
            self._note(incoming, Became.AGAIN)
        else:
            self._note(incoming, Became.DUPLICATE)
        return True

    def _history(self, application_id: ApplicationId) -> Mapping[InputId, list[Told]]:
        if application_id not in self._folded:
            self._folded[application_id] = told_before(self.histories[application_id])
        return self._folded[application_id]

    def _decide(self, incoming: Incoming) -> None:
        if incoming.fault is not None or incoming.asked is None:
            raise incoming.fault or RejectedRecord("value_does_not_fit")
        work = self.works[incoming.application_id]
        occasion = Occasion(incoming.input_id, incoming.source, self.ground.world.now, self.ground.wall_now)
        others = self.others.about(incoming.asked)
        world = replace(self.ground.world, others=others) if others else self.ground.world
        decision = self.ground.judge(work.application, incoming.asked, world, work.length)
        if isinstance(decision, Applied) and not work.has_room_for(incoming.asked, decision):
            is_action = isinstance(incoming.asked, ActionRequested)
            decision = Refused(RefusalCode.LEDGER_FULL) if is_action else Ignored(IgnoredBecause.LEDGER_FULL)
        match decision:
            case Applied(facts):
                told = work.foresee(incoming.asked, decision, occasion)
                self._tell(told)
                work.accept(incoming.asked, decision, told)
                if isinstance(incoming.asked, ApplicationSubmitted):
                    self.others.note(incoming.asked, told[-1].after)
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
        self._tell_refusal(incoming, verdict)
        self.new_verdicts[incoming.input_id] = verdict
        self._note(incoming, Became.REFUSED, code)

    def _tell(self, told: list[Told]) -> None:
        self._numbered += [(one.entry["seq"], self.ground.publisher.told(one)) for one in told]

    def _tell_refusal(self, incoming: Incoming, verdict: Mapping[str, Any]) -> None:
        refused = ActionRefused(
            incoming.input_id, InstitutionId(verdict["institution_id"]), RefusalCode(verdict["code"])
        )
        at = datetime.fromisoformat(verdict["at"])
        self._numbered.append((0, self.ground.publisher.refused(incoming.application_id, refused, at)))

    def _note(self, incoming: Incoming, became: Became, why: str = "", facts: Any = ()) -> None:
        self.outcomes.append(Outcome(incoming, became, why, facts))
