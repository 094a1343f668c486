"""How does a test read the letters that an application's life causes? A story that keeps what notices need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from data.calendar_table import load_calendar_days
from domain.business_calendar import BusinessCalendar, CalendarDay, DayKind
from domain.decision import Applied, Decision, OtherApplication
from domain.facts import ActionRefused, Fact
from domain.grounds import AppealOutcome, BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason
from domain.identifiers import ApplicationId, FactId, InstitutionId, TrackingNumber
from domain.inputs import (
    Action,
    AnsweredTogether,
    AppealReported,
    AppealStep,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    AskApplicant,
    CalendarChanged,
    DeclineToProcess,
    Enclosure,
    ExtendTask,
    Input,
    InstitutionSucceeded,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    MergeTask,
    NoticeKind,
    RecordDecision,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    Role,
    TaskPurpose,
)
from domain.institution import Registry
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, Channel, regime_of
from domain.notice import notice_channel_of
from services.notifier.content import Stored, Surroundings, greeting, said_in
from services.notifier.letters import Letter, written
from services.notifier.notice import Notice, Told
from tests.support.builders import (
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    REVIEW_BOARD,
    Story,
    a_submission,
    noon,
    turkey,
    wider_registry,
)

TRACKING_URL = "https://bimer.example/takip"
AROUND = Surroundings(wider_registry(), turkey(), TRACKING_URL)
ANSWER = "Randevu sisteminiz düzeltildi.\n\n<b>Bilginize</b> sunulur."
INFORMATION: dict[str, Any] = {"kind": ApplicationKind.INFORMATION_REQUEST}
FIRST_DAY = date(2026, 3, 2)


def named(institution_id: InstitutionId) -> str:
    """Name an institution as letters do."""
    return AROUND.name_of(institution_id)


def told_of(fact: Fact | ActionRefused, at: datetime) -> Told:
    """Tell a fact as if it had been read from the log."""
    fact_id = FactId(str(uuid5(NAMESPACE_URL, repr(fact))))
    return Told(fact_id, ApplicationId("application"), fact, at, datetime.now(UTC))


@dataclass
class Tale(Story):
    """A story that keeps its texts, too, and the legal time of each fact."""

    registry: Registry = field(default_factory=wider_registry)
    texts: dict[str, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    numbers: dict[ApplicationId, TrackingNumber] = field(default_factory=dict)

    def happens(self, said: Input, at: datetime) -> Decision:
        """Decide one input, and keep its texts and times."""
        decision = super().happens(said, at)
        assert isinstance(decision, Applied), decision
        self.texts |= decision.texts
        self.told += [told_of(fact, at) for fact in decision.facts]
        return decision

    def does(self, action: Action, **how: Any) -> "Tale":
        """An officer acts."""
        self.asks(action, **how)
        return self

    def notices(self) -> list[Notice]:
        """List the notices that were caused so far."""
        secret = self.now.identity_confidential
        channel = notice_channel_of(self.now.answer_by, identity_confidential=secret)
        made = [Notice.of(told, channel) for told in self.told]
        return [notice for notice in made if notice is not None]

    def notice(self) -> Notice:
        """The newest notice."""
        return self.notices()[-1]

    def said(self, notice: Notice) -> Mapping[str, Any]:
        """What a notice's template is given."""
        return said_in(notice, Stored(self.now, self.texts, self.numbers), AROUND)

    def letter(self, kind: NoticeKind | None = None) -> Letter:
        """The newest notice in words, or the newest of a kind."""
        notice = [notice for notice in self.notices() if kind in (None, notice.kind)][-1]
        return written(notice.kind, {**self.said(notice), "greeting": greeting("Ayşe Yılmaz")})


def begun(**changes: Any) -> Tale:
    """A citizen applied."""
    tale = Tale()
    tale.submitted(**changes)
    return tale


def referred(*, keep: bool = False, **changes: Any) -> Tale:
    """The holder sent the application on."""
    return begun(**changes).does(ReferTask(GOVERNORATE, TaskPurpose.ACTION, "Konu valiliğin görevidir.", keep=keep))


def succeeded() -> Tale:
    """The holder was closed."""
    tale = begun()
    closed = {"institution_id": HEALTH_DIRECTORATE, "successor_id": EDUCATION_DIRECTORATE}
    tale.hears(InstitutionSucceeded, noon(date(2026, 3, 9)), **closed)
    return tale


def interim(**changes: Any) -> Tale:
    """The holder told the state of the work."""
    return begun(**changes).does(IssueInterimResponse("İnceleme sürüyor."))


def answered(outcome: ResponseOutcome = ResponseOutcome.NEGATIVE, **changes: Any) -> Tale:
    """The holder answered."""
    return begun(**changes).does(IssueResponse(outcome, ANSWER), at=noon(date(2026, 3, 5)))


def answered_in_part(outcome: ResponseOutcome = ResponseOutcome.POSITIVE, **changes: Any) -> Tale:
    """One of two institutions answered."""
    tale = referred(keep=True, **changes)
    tale.answers(outcome, by=HEALTH_DIRECTORATE, at=noon(date(2026, 3, 4)))
    return tale


def answered_by_two(**changes: Any) -> Tale:
    """The other one answered, too, and differently."""
    tale = answered_in_part(**changes)
    tale.answers(ResponseOutcome.NEGATIVE, by=GOVERNORATE, at=noon(date(2026, 3, 5)))
    return tale


def silent(**changes: Any) -> Tale:
    """Nobody answered in time."""
    tale = begun(**changes)
    tale.falls_due(Stage.DEEMED_REFUSAL, noon(tale.now.deemed_refusal_on + timedelta(days=1)))
    return tale


def withdrawn() -> Tale:
    """The applicant wanted it no more."""
    tale = begun()
    tale.hears(ApplicationWithdrawn, noon(date(2026, 3, 5)), reason=None)
    return tale


def fee_asked() -> Tale:
    """The holder asked the cost of twenty pages."""
    fee = RequestFee(pages=20, amount=9560, how_to_pay="Ziraat Bankası, TR00 0000.")
    return begun(**INFORMATION).does(fee)


def unpaid() -> Tale:
    """The fee was not paid in time."""
    tale = fee_asked()
    pay_by = tale.now.tasks[0].clock
    assert pay_by is not None
    tale.falls_due(Stage.PAYMENT_MISSED, noon(pay_by.due_on + timedelta(days=1)))
    return tale


def payment_ending() -> Tale:
    """The time to pay is nearly over."""
    tale = fee_asked()
    clock = tale.now.tasks[0].clock
    assert clock is not None
    (stage,) = (stage for stage in clock.stages if stage.stage is Stage.PAYMENT_ENDING)
    tale.falls_due(Stage.PAYMENT_ENDING, stage.at)
    return tale


def right_ending(stage: Stage = Stage.APPEAL_RIGHT_ENDING) -> Tale:
    """A request for information stayed unanswered, and a right that arose from it is nearly over."""
    tale = silent(**INFORMATION)
    clock = tale.now.tasks[0].clock
    assert clock is not None
    (scheduled,) = (each for each in clock.stages if each.stage is stage)
    tale.falls_due(stage, scheduled.at)
    return tale


def extended(ground: ExtensionGround = ExtensionGround.OPINION_NEEDED) -> Tale:
    """The holder took the long period."""
    return begun(**INFORMATION).does(ExtendTask(ground, "Bakanlığın görüşü soruldu."))


def questioned() -> Tale:
    """The holder asked the applicant something."""
    return begun().does(AskApplicant("Hangi poliklinikten randevu istediniz?"))


def not_processed(reason: NotProcessedReason = NotProcessedReason.NO_DEFINITE_SUBJECT, **changes: Any) -> Tale:
    """An officer found that it cannot be processed."""
    return begun(**changes).does(DeclineToProcess(reason, "Metinde istek bulunmuyor."), at=noon(date(2026, 3, 5)))


def invalid(reason: InvalidReason = InvalidReason.CONTACT_WRONG) -> Tale:
    """An officer found it invalid."""
    return begun().does(MarkInvalid(reason, "Mektup geri geldi."), at=noon(date(2026, 3, 5)))


def reopened() -> Tale:
    """The holder took up again what it had answered."""
    return answered().does(Reopen("Cevapta bir konu eksik kalmış."), at=noon(date(2026, 3, 9)), role=Role.COORDINATOR)


def other_of(other: ApplicationSubmitted, **known: Any) -> dict[ApplicationId, OtherApplication]:
    """What rules and letters know of another application of the same applicant."""
    fields: dict[str, Any] = {
        "same_applicant": True,
        "kind": other.kind,
        "legal_regime": regime_of(other.kind),
        "channel": other.channel,
        "received_on": FIRST_DAY,
        "open": True,
    }
    return {other.application_id: OtherApplication(other.application_id, other.tracking_number, **(fields | known))}


def merged() -> Tale:
    """An officer found that it is one matter with an earlier one."""
    tale, earlier = begun(), a_submission("earlier")
    tale.others = other_of(earlier)
    tale.numbers = {earlier.application_id: earlier.tracking_number}
    return tale.does(MergeTask(earlier.application_id))


def answered_together() -> Tale:
    """The earlier one was answered, and this one with it."""
    tale, earlier = merged(), a_submission("earlier")
    answer = {"institution_id": HEALTH_DIRECTORATE, "outcome": ResponseOutcome.NEGATIVE, "body": ANSWER}
    tale.hears(AnsweredTogether, noon(date(2026, 3, 9)), into_application_id=earlier.application_id, **answer)
    return tale


def appealed(**changes: Any) -> Tale:
    """An appeal came by letter, with its copies."""
    first = a_submission("first information", **INFORMATION)
    tale = Tale(others=other_of(first, open=False, outcome=ResponseOutcome.NEGATIVE))
    letter = {
        **INFORMATION,
        "channel": Channel.LETTER,
        "enclosures": (Enclosure.APPLICATION_COPY, Enclosure.ANSWER_COPY),
        "appeal_of": first.application_id,
        "institution_id": None,
    }
    tale.submitted(said="the appeal", **(letter | changes))
    return tale


def decided(decision: BoardDecision = BoardDecision.REJECTED) -> Tale:
    """The Board decided about the appeal."""
    return appealed().does(RecordDecision(decision, "Kurul oybirliğiyle karar verdi."), by=REVIEW_BOARD)


def upheld() -> Tale:
    """What the institution had refused must be answered anew: its appeal was upheld."""
    tale = answered(**INFORMATION)
    appeal_id = a_submission("the appeal").application_id
    at = noon(date(2026, 4, 6))
    tale.hears(AppealReported, noon(date(2026, 3, 12)), appeal_id=appeal_id, step=AppealStep.LODGED)
    tale.hears(AppealReported, at, appeal_id=appeal_id, step=AppealStep.DECIDED, decision=AppealOutcome.UPHELD)
    return tale


def calendar_changed(tale: Tale | None = None) -> Tale:
    """The first two days of April became holidays after the registration."""
    told = tale or begun()
    days = [CalendarDay(date(2026, 4, day), DayKind.FULL, "Olağanüstü tatil", "test") for day in (1, 2)]
    told.calendar = BusinessCalendar([*load_calendar_days(), *days], 2026, 2027)
    told.hears(CalendarChanged, noon(date(2026, 3, 5)), revision=2)
    return told
