"""Does any clock move for anything but what the law names?"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeAlias, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.application import Application
from domain.facts import ClockPurpose, ClockSet
from domain.grounds import BoardDecision, ExtensionGround, InvalidReason, NotProcessedReason
from domain.identifiers import InstitutionId
from domain.inputs import (
    Action,
    AddNote,
    AppealReported,
    AppealStep,
    ApplicationJoined,
    ApplicationWithdrawn,
    ApproveDraft,
    AskApplicant,
    AssignTask,
    DeclineToProcess,
    DraftResponse,
    ExtendTask,
    IssueInterimResponse,
    IssueResponse,
    MarkInvalid,
    NoticeKind,
    OpenTask,
    PlaceTask,
    QuestionAnsweredByApplicant,
    RecordDecision,
    RecordPayment,
    ReferTask,
    Reopen,
    RequestFee,
    ResponseOutcome,
    ReturnTask,
    Role,
    TaskPurpose,
    WithdrawOnBehalf,
)
from domain.ladder import Stage, opening
from domain.legal_regime import ApplicationKind
from tests.support.builders import (
    CENTRE,
    EDUCATION_DIRECTORATE,
    GOVERNORATE,
    HEALTH_DIRECTORATE,
    MUNICIPALITY,
    Story,
    noon,
    wider_registry,
)

Step: TypeAlias = Callable[[Story, datetime], object]
HOLDERS = (HEALTH_DIRECTORATE, EDUCATION_DIRECTORATE, MUNICIPALITY, GOVERNORATE, CENTRE)


def _asked(action: Action, role: Role = Role.OFFICER) -> Step:
    def step(story: Story, at: datetime) -> object:
        by = _holder(story)
        return story.asks(action, by=by, role=role, at=at)

    return step


def _holder(story: Story) -> InstitutionId:
    held = story.now.holder or (story.now.tasks[-1] if story.now.tasks else None)
    return CENTRE if held is None else held.institution_id


def _heard(told: type, **said: object) -> Step:
    return lambda story, at: story.hears(told, at, **said)


def _answered_question(story: Story, at: datetime) -> object:
    asked = [question.question_id for question in story.now.questions if question.answer is None]
    return story.hears(
        QuestionAnsweredByApplicant, at, question_id=asked[0] if asked else "none", body="2025 yılının kayıtları."
    )


def _fell_due(stage: Stage) -> Step:
    def step(story: Story, at: datetime) -> object:
        holder = story.now.holder
        return story.falls_due(stage, at) if holder is not None and holder.clock is not None else None

    return step


OTHER = "7f0f2a55-4cf4-5a4f-8b52-0d3f6c6a0009"
STANDS_STILL: dict[str, Step] = {
    "open": _asked(OpenTask()),
    "assign": _asked(AssignTask("memur-2")),
    "note": _asked(AddNote("Görüşüldü.")),
    "ask": _asked(AskApplicant("Hangi yıl?")),
    "answer a question": _answered_question,
    "draft": _asked(DraftResponse(ResponseOutcome.POSITIVE, "Ekte.")),
    "inform": _asked(ReferTask(MUNICIPALITY, TaskPurpose.INFORMATION, "Bilginize.")),
    "serve a receipt": lambda story, at: story.served(NoticeKind.RECEIPT, at.date()),
    "join": _heard(ApplicationJoined, joined_application_id=OTHER),
    "lodge an appeal": _heard(AppealReported, appeal_id=OTHER, step=AppealStep.LODGED),
    "half of the period": _fell_due(Stage.HALF_OF_PERIOD),
    "due day": _fell_due(Stage.DUE_DAY),
    "coordinator": _fell_due(Stage.COORDINATOR),
    "centre": _fell_due(Stage.CENTRE),
    "deemed refusal": _fell_due(Stage.DEEMED_REFUSAL),
}
MAY_MOVE: dict[str, Step] = {
    "extend": _asked(ExtendTask(ExtensionGround.OTHER_UNIT, "Gerekçe.")),
    "fee": _asked(RequestFee(40, 28_680, "Hesaba.")),
    "pay": _asked(RecordPayment(date(2026, 3, 2))),
    "interim": _asked(IssueInterimResponse("Sürüyor.")),
    "refer": _asked(ReferTask(EDUCATION_DIRECTORATE, TaskPurpose.ACTION, "Onların işi.")),
    "share": _asked(ReferTask(MUNICIPALITY, TaskPurpose.ACTION, "İkimizin işi.", keep=True)),
    "return": _asked(ReturnTask("Görevimiz değil.")),
    "place": _asked(PlaceTask(HEALTH_DIRECTORATE, also_to=(MUNICIPALITY,)), Role.CENTRE),
    "respond": _asked(IssueResponse(ResponseOutcome.PARTIAL, "Kısmen.")),
    "approve": _asked(ApproveDraft(), Role.APPROVER),
    "decide": _asked(RecordDecision(BoardDecision.REJECTED, "Ret.")),
    "refuse": _asked(DeclineToProcess(NotProcessedReason.ABSTRACT, "Soyut.")),
    "invalid": _asked(MarkInvalid(InvalidReason.CONTACT_WRONG, "Adres yok.")),
    "withdraw": _heard(ApplicationWithdrawn, reason=None),
    "withdraw for": _asked(WithdrawOnBehalf("Aradı."), Role.OPERATOR),
    "reopen": _asked(Reopen("Yeniden."), Role.CENTRE),
    "serve an answer": lambda story, at: story.served(NoticeKind.RESPONSE, at.date()),
}
STEPS = STANDS_STILL | MAY_MOVE
KINDS = [ApplicationKind.INFORMATION_REQUEST, ApplicationKind.COMPLAINT, ApplicationKind.SERVICE_REQUEST]


def _dates(application: Application) -> dict[str, tuple[object, ...]]:
    """Tell what every clock that runs counts to, and when silence refuses."""
    clocks: dict[str, tuple[object, ...]] = {
        task.task_id: (task.clock.version, task.clock.due_on, task.due_on, task.clock.stages)
        for task in application.tasks
        if task.clock is not None
    }
    return {**clocks, "application": (application.due_on, application.deemed_refusal_on, application.received_on)}


def _lived(kind: ApplicationKind, names: list[str], days: list[int]) -> Story:
    story = Story(registry=wider_registry()).submitted(kind=kind)
    at = noon(date(2026, 3, 2))
    for name, wait in zip(names, days, strict=False):
        at += timedelta(days=wait)
        STEPS[name](story, at)
    return story


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    before=st.lists(st.sampled_from(sorted(STEPS)), max_size=6),
    days=st.lists(st.integers(0, 20), min_size=7, max_size=7),
    last=st.sampled_from(sorted(STANDS_STILL)),
)
def test_no_clock_moves_for_what_the_law_does_not_name(kind, before, days, last):
    story = _lived(kind, before, days)
    was = _dates(story.now)
    STANDS_STILL[last](story, noon(date(2026, 3, 2)) + timedelta(days=sum(days)))
    assert _dates(story.now) == was


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    names=st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=10),
    days=st.lists(st.integers(0, 15), min_size=10, max_size=10),
)
def test_a_clock_that_moved_was_moved_by_a_fact_that_says_so(kind, names, days):
    story = _lived(kind, names, days)
    rebuilt = Story(registry=story.registry, facts=list(story.facts), application=story.now)
    for task in rebuilt.now.tasks:
        if task.clock is None:
            continue
        told = [fact for fact in story.facts_of(ClockSet) if fact.task_id == task.task_id]
        assert [fact.clock_version for fact in told] == list(range(1, len(told) + 1))
        assert (task.clock.version, task.clock.due_on) == (told[-1].clock_version, told[-1].due_on)


@settings(max_examples=200, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    names=st.lists(st.sampled_from(sorted(STEPS)), min_size=1, max_size=12),
    days=st.lists(st.integers(0, 15), min_size=12, max_size=12),
)
def test_whatever_happens_an_open_application_has_a_running_clock_and_an_ended_one_owes_nothing(kind, names, days):
    story = _lived(kind, names, days)
    owed = [task for task in story.now.tasks if task.clock is not None and task.clock.running]
    if story.now.open:
        acting = {task.task_id for task in story.now.tasks_to_act_on}
        assert acting <= {task.task_id for task in owed}
    else:
        assert {task.clock.purpose for task in owed if task.clock} <= {ClockPurpose.RIGHT}


@settings(max_examples=300, deadline=None)
@given(
    kind=st.sampled_from(KINDS),
    names=st.lists(st.sampled_from(sorted({*MAY_MOVE, "deemed refusal"})), min_size=2, max_size=12),
    days=st.lists(st.integers(0, 8), min_size=12, max_size=12),
)
def test_whatever_happens_silence_refuses_on_one_day_for_all_who_act(kind, names, days):
    now = _lived(kind, ["share", *names], days).now
    waiting = {
        stage.at
        for task in now.tasks_to_act_on
        if task.clock is not None
        for stage in task.clock.stages
        if stage.stage is Stage.DEEMED_REFUSAL and stage.stage not in task.clock.reached
    }
    assert now.deemed_refused or waiting <= {opening(now.deemed_refusal_on + timedelta(days=1))}


def test_every_action_of_an_officer_is_tried():
    tried = {type(cell.cell_contents) for step in STEPS.values() for cell in (step.__closure__ or ())}
    untried = {"MergeTask"}
    assert {action.__name__ for action in get_args(Action)} - {each.__name__ for each in tried} == untried
