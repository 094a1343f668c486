"""What can a decision be, and what may it look at?

Expected outcomes are values: an input is applied, refused with a code, or ignored with a reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import TypeAlias

from domain.accused import acting_for_the_centre, is_involved
from domain.application import Application, Task
from domain.business_calendar import BusinessCalendar, local_date
from domain.evolution import evolve
from domain.facts import Fact, RefusalCode, TextRef
from domain.identifiers import ApplicationId, InputId, InstitutionId, TaskId, TrackingNumber, part_id_of
from domain.inputs import ActionRequested, ResponseOutcome
from domain.institution import Registry
from domain.legal_regime import ApplicationKind, Channel, LegalRegime


@dataclass(frozen=True, slots=True)
class OtherApplication:
    """What may be known about another application: one of the same applicant, or the one appealed against.

    `words` are those by which its text is found.
    """

    application_id: ApplicationId
    tracking_number: TrackingNumber
    same_applicant: bool
    kind: ApplicationKind
    legal_regime: LegalRegime
    channel: Channel
    received_on: date
    open: bool
    words: frozenset[str] = frozenset()
    subject_code: str | None = None
    institution_id: InstitutionId | None = None
    outcome: ResponseOutcome | None = None
    deemed_refused: bool = False
    merged: bool = False
    is_appeal: bool = False
    ended_unanswered: bool = False

    def by_the_same_applicant(self) -> "OtherApplication":
        """Say that it is the same applicant's."""
        return replace(self, same_applicant=True)


@dataclass(frozen=True, slots=True)
class World:
    """What rules may look at besides the application: the institutions, the calendar and the legal time.

    `others` are applications that the input has to do with: those of the same applicant when he applies or when an
    officer merges, and the one appealed against. `web_applications_a_day` is how many of one person on one day are
    routed by rule; those beyond go through a person's hands (0: no limit).
    """

    registry: Registry
    calendar: BusinessCalendar
    now: datetime
    others: Mapping[ApplicationId, OtherApplication] = field(default_factory=dict)
    web_applications_a_day: int = 0

    @property
    def today(self) -> date:
        """Name the legal date in Istanbul."""
        return local_date(self.now)


@dataclass(frozen=True, slots=True)
class Applied:
    """The input took effect: these facts, in this order, and the texts they refer to by id."""

    facts: tuple[Fact, ...]
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """An officer's wish was judged and not applied."""

    code: RefusalCode


class IgnoredBecause(StrEnum):
    """Why an input has no effect and leaves no trace under its id."""

    STALE_CLOCK = "stale_clock"
    STAGE_ALREADY_REACHED = "stage_already_reached"
    EARLY = "early"
    UNKNOWN_APPLICATION = "unknown_application"
    ALREADY_REGISTERED = "already_registered"
    NOTHING_TO_WITHDRAW = "nothing_to_withdraw"
    LEDGER_FULL = "ledger_full"
    NO_SUCH_QUESTION = "no_such_question"
    NOTHING_MOVED = "nothing_moved"
    NOT_THE_HOLDER = "not_the_holder"
    ALREADY_KNOWN = "already_known"
    ALREADY_ANSWERED = "already_answered"
    ANSWERED_BY_THE_ACCUSED = "answered_by_the_accused"
    MERGED_INTO_IT = "merged_into_it"


@dataclass(frozen=True, slots=True)
class Ignored:
    """The input came too early, too often or too late to matter."""

    because: IgnoredBecause


Decision: TypeAlias = Applied | Refused | Ignored


@dataclass(frozen=True, slots=True)
class Asking:
    """An officer's wish that may be judged: he holds this task, at the version he saw."""

    application: Application
    task: Task
    asked: ActionRequested
    world: World

    @property
    def input_id(self) -> InputId:
        """Name the input from whose id what follows gets its own."""
        return self.asked.input_id


def task_id_of(input_id: InputId, ordinal: int = 0) -> TaskId:
    """Name the nth task that an input gives, the same each time the input is decided."""
    return TaskId(part_id_of(input_id, f"task:{ordinal}"))


def standing_or_centre(institution_id: InstitutionId, application: Application, world: World) -> InstitutionId:
    """Name who acts for an institution today: itself, its successor once closed, where there is none the centre.

    A successor that is complained of does not act: what was kept from it does not come with the inheritance. For a
    centre that is complained of the one above it acts.
    """
    registry, accused = world.registry, application.accused_institution_id
    standing = registry.standing_for(institution_id, world.today)
    if standing is None or is_involved(standing, accused, registry):
        return acting_for_the_centre(accused, registry, world.today).institution_id
    return standing.institution_id


def text_of(input_id: InputId, name: str, text: str) -> tuple[TextRef, dict[str, str]]:
    """File a text under an id derived from its input; return the reference and the entry to store."""
    text_id = part_id_of(input_id, f"text:{name}")
    return TextRef.of(text_id, text), {text_id: text}


def folded(application: Application, facts: Iterable[Fact], world: World) -> Application:
    """Say what the application will be after these facts, for a rule that goes on from there."""
    return reduce(lambda state, fact: evolve(state, fact, world.now), facts, application)
