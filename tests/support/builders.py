"""How does a test say only what matters to it? Builders with everything else filled in."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, reduce
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from data.calendar_table import load_calendar_days
from domain.application import Application
from domain.business_calendar import BusinessCalendar, CalendarDay, DayKind
from domain.decide import decide
from domain.decision import Applied, Decision, OtherApplication, World
from domain.evolution import evolve
from domain.facts import Fact
from domain.identifiers import (
    ApplicationId,
    InputId,
    InstitutionId,
    TrackingNumber,
    application_id_of,
    tracking_number_of,
)
from domain.inputs import (
    Action,
    ActionRequested,
    AnswerBy,
    ApplicationSubmitted,
    ClockFellDue,
    Eye,
    Input,
    IssueResponse,
    NoticeChannel,
    NoticeConcluded,
    NoticeKind,
    NoticeOutcome,
    ResponseOutcome,
    Role,
    SealedApplicant,
    TaskPurpose,
)
from domain.institution import Branch, Institution, InstitutionKind, Registry
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind, Channel
from domain.place import Place

PRIME_MINISTRY = InstitutionId("10000008")
CENTRE = InstitutionId("10000016")
INTERIOR = InstitutionId("10000024")
GOVERNORATE = InstitutionId("10000032")
HEALTH_DIRECTORATE = InstitutionId("10000040")
EDUCATION_DIRECTORATE = InstitutionId("10000058")
MUNICIPALITY = InstitutionId("10000066")
OTHER_GOVERNORATE = InstitutionId("10000074")
ANKARA, ADANA = "06", "01"


@cache
def turkey() -> BusinessCalendar:
    """The checked-in calendar."""
    return BusinessCalendar.from_table(load_calendar_days())


def special(on: date, kind: DayKind = DayKind.FULL) -> CalendarDay:
    """One more row of the calendar's table."""
    return CalendarDay(on, kind, "Resmî tatil" if kind is DayKind.FULL else "İdari izin", "Resmî Gazete")


def changed_table(*added: CalendarDay, without: Collection[date] = ()) -> list[CalendarDay]:
    """The checked-in table with days added and others taken out."""
    return [*(day for day in load_calendar_days() if day.on not in without), *added]


def institution(institution_id: InstitutionId, kind: InstitutionKind, **said: Any) -> Institution:
    """One institution that has been there since BİMER began."""
    defaults: dict[str, Any] = {
        "branch": None,
        "name": f"Kurum {institution_id}",
        "line_parent_id": PRIME_MINISTRY,
        "coordinator_id": CENTRE,
        "province": None,
        "district": None,
        "covers": (),
        "valid_from": date(2006, 1, 1),
        "valid_to": None,
        "user_places": 1,
    }
    return Institution(institution_id=institution_id, kind=kind, **(defaults | said))


def small_registry() -> Registry:
    """A state of eight institutions: enough for one province's hierarchy."""
    kind = InstitutionKind
    in_ankara = {"province": ANKARA, "coordinator_id": GOVERNORATE, "line_parent_id": GOVERNORATE}
    return Registry(
        [
            institution(PRIME_MINISTRY, kind.PRIME_MINISTRY, line_parent_id=None, coordinator_id=None),
            institution(
                CENTRE, kind.PRIME_MINISTRY_UNIT, branch=Branch.PUBLIC_RELATIONS, coordinator_id=PRIME_MINISTRY
            ),
            institution(INTERIOR, kind.MINISTRY, branch=Branch.INTERIOR),
            institution(GOVERNORATE, kind.GOVERNORATE, province=ANKARA, line_parent_id=INTERIOR),
            institution(OTHER_GOVERNORATE, kind.GOVERNORATE, province=ADANA, line_parent_id=INTERIOR),
            institution(HEALTH_DIRECTORATE, kind.PROVINCIAL_DIRECTORATE, branch=Branch.HEALTH, **in_ankara),
            institution(
                EDUCATION_DIRECTORATE, kind.PROVINCIAL_DIRECTORATE, branch=Branch.NATIONAL_EDUCATION, **in_ankara
            ),
            institution(MUNICIPALITY, kind.MUNICIPALITY, district="Çankaya", **in_ankara),
        ]
    )


REVIEW_BOARD = InstitutionId("10000082")
ETHICS_BOARD = InstitutionId("10000090")
ADANA_HEALTH = InstitutionId("10000107")
DISTRICT_GOVERNORATE = InstitutionId("10000115")


def wider_registry() -> Registry:
    """The small state with two boards, another province's health directorate and a district's governorate."""
    kind = InstitutionKind
    registry = small_registry()
    for each in (
        institution(REVIEW_BOARD, kind.PRIME_MINISTRY_UNIT, branch=Branch.INFORMATION_REVIEW_BOARD),
        institution(ETHICS_BOARD, kind.PRIME_MINISTRY_UNIT, branch=Branch.ETHICS_BOARD),
        institution(
            ADANA_HEALTH,
            kind.PROVINCIAL_DIRECTORATE,
            branch=Branch.HEALTH,
            province=ADANA,
            coordinator_id=OTHER_GOVERNORATE,
            line_parent_id=OTHER_GOVERNORATE,
        ),
        institution(
            DISTRICT_GOVERNORATE,
            kind.DISTRICT_GOVERNORATE,
            province=ANKARA,
            district="Çankaya",
            coordinator_id=GOVERNORATE,
            line_parent_id=GOVERNORATE,
        ),
    ):
        registry.apply([each])
    return registry


def noon(day: date) -> datetime:
    """Noon in Istanbul."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def input_id(name: str) -> InputId:
    """A fixed input id for a name."""
    return InputId(str(uuid5(NAMESPACE_URL, name)))


def a_submission(said: str = "first", **changes: Any) -> ApplicationSubmitted:
    """A complaint about a hospital in Ankara, to the health directorate, answered by e-mail; each name is a person."""
    number: TrackingNumber = tracking_number_of(uuid5(NAMESPACE_URL, said).bytes * 2)
    application_id: ApplicationId = application_id_of(number)
    defaults: dict[str, Any] = {
        "input_id": input_id(f"submission {said}"),
        "application_id": application_id,
        "tracking_number": number,
        "kind": ApplicationKind.COMPLAINT,
        "channel": Channel.WEB,
        "body": "Hastanede üç haftadır randevu verilmiyor.",
        "received_at": noon(date(2026, 3, 2)),
        "answer_by": AnswerBy.EMAIL,
        "content_hash": "a" * 64,
        "tracking_factor": "factor",
        "institution_id": HEALTH_DIRECTORATE,
        "event_place": Place(ANKARA, "Çankaya"),
        "applicant": SealedApplicant(contact="sealed", identity="sealed", person_mac=f"person of {said}"),
    }
    return ApplicationSubmitted(**(defaults | changes))


@dataclass
class Story:
    """One application told input by input against the real rules; keeps every fact it was given."""

    registry: Registry = field(default_factory=small_registry)
    calendar: BusinessCalendar = field(default_factory=turkey)
    application: Application | None = None
    facts: list[Fact] = field(default_factory=list)
    asked: int = 0
    submission: ApplicationSubmitted | None = None
    last: Input | None = None
    """What was asked or reported last."""
    others: dict[ApplicationId, OtherApplication] = field(default_factory=dict)
    """What the rules are told of other applications."""
    web_applications_a_day: int = 0

    def happens(self, said: Input, at: datetime) -> Decision:
        """Decide one input at a legal time and fold what follows."""
        if isinstance(said, ApplicationSubmitted):
            self.submission = said
        self.last = said
        decision = decide(
            self.application, said, World(self.registry, self.calendar, at, self.others, self.web_applications_a_day)
        )
        if isinstance(decision, Applied):
            self.facts += decision.facts
            self.application = reduce(lambda state, fact: evolve(state, fact, at), decision.facts, self.application)
        return decision

    @property
    def now(self) -> Application:
        """The application as it stands."""
        assert self.application is not None
        return self.application

    def submitted(self, **changes: Any) -> "Story":
        """Tell the story's beginning."""
        submission = a_submission(**changes)
        self.happens(submission, submission.received_at)
        return self

    def asks(
        self,
        action: Action,
        *,
        by: InstitutionId = HEALTH_DIRECTORATE,
        at: datetime | None = None,
        role: Role = Role.OFFICER,
        version: int | None = None,
    ) -> Decision:
        """An officer asks, with the version of the task as it stands unless another is said."""
        self.asked += 1
        assert self.submission is not None
        mine = [task for task in self.now.open_tasks if task.institution_id == by]
        held = min(mine, key=lambda task: task.purpose is TaskPurpose.INFORMATION, default=None)
        if held is None and role is Role.CENTRE:
            held = self.now.holder
        return self.happens(
            ActionRequested(
                input_id=input_id(f"{self.submission.input_id} action {self.asked}"),
                application_id=self.submission.application_id,
                institution_id=by,
                role=role,
                officer="memur-1",
                expected_task_version=version if version is not None else (held.task_version if held else 0),
                action=action,
            ),
            at or noon(date(2026, 3, 3)),
        )

    def falls_due(self, stage: Stage, at: datetime, **changes: Any) -> Decision:
        """The watcher reports a stage of the holder's clock."""
        holder = self.now.holder
        assert self.submission is not None
        assert holder is not None
        assert holder.clock is not None
        reported = ClockFellDue(
            input_id=input_id(f"{holder.task_id} {stage} {at}"),
            application_id=self.submission.application_id,
            task_id=holder.task_id,
            clock_version=holder.clock.version,
            stage=stage,
            eye=Eye.LOG,
        )
        return self.happens(replace(reported, **changes), at)

    def right_falls_due(self, stage: Stage, on: date) -> Decision:
        """The watcher reports, when offices open, a stage of a clock that runs for the applicant's rights."""
        task = next(task for task in self.now.tasks if task.clock is not None and task.clock.running)
        assert self.submission is not None
        assert task.clock is not None
        reported = ClockFellDue(
            input_id=input_id(f"{task.task_id} {stage} {on}"),
            application_id=self.submission.application_id,
            task_id=task.task_id,
            clock_version=task.clock.version,
            stage=stage,
            eye=Eye.LOG,
        )
        return self.happens(reported, opening(on))

    def answers(
        self,
        outcome: ResponseOutcome = ResponseOutcome.POSITIVE,
        *,
        by: InstitutionId = HEALTH_DIRECTORATE,
        at: datetime | None = None,
    ) -> Decision:
        """An institution answers."""
        return self.asks(IssueResponse(outcome, f"{by} cevap verdi."), by=by, at=at)

    def hears(self, told: type[Any], at: datetime, **said: Any) -> Decision:
        """An input about this application that no officer sent, under an id of its own."""
        assert self.submission is not None
        self.asked += 1
        named = input_id(f"{self.submission.input_id} input {self.asked}")
        return self.happens(told(input_id=named, application_id=self.submission.application_id, **said), at)

    def served(self, kind: NoticeKind, on: date, **said: Any) -> Decision:
        """The notifier reports that the notice of the last fact was served."""
        return self.hears(
            NoticeConcluded,
            noon(on),
            notice_id=str(uuid5(NAMESPACE_URL, f"notice {self.asked}")),
            fact_id=str(uuid5(NAMESPACE_URL, f"fact {self.asked}")),
            kind=kind,
            channel=NoticeChannel.EMAIL,
            outcome=NoticeOutcome.SERVED,
            concluded_at=noon(on),
            **said,
        )

    def facts_of(self, *kinds: type[Any]) -> list[Any]:
        """List the facts of some kinds, in order."""
        return [fact for fact in self.facts if isinstance(fact, kinds)]


def names_of(facts: Iterable[Fact]) -> list[str]:
    """Name the kinds of facts, in order."""
    return [type(fact).__name__ for fact in facts]
