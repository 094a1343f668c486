"""How does one fact change what is true of an application?

`evolve` folds facts and decides nothing: rebuilding an application from its ledger gives the same state.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from typing import TypeAlias

from domain.application import (
    Anew,
    Appeal,
    Application,
    Clock,
    Draft,
    EndedUnanswered,
    Fee,
    OwnSilence,
    Question,
    Response,
    Task,
    TaskStatus,
    bound_by,
)
from domain.business_calendar import local_date
from domain.copying import replace
from domain.errors import ImpossibleInput
from domain.facts import (
    AppealRecorded,
    ApplicantReminded,
    ClockCleared,
    ClockClearedBecause,
    ClockPurpose,
    ClockSet,
    Closed,
    ClosedBecause,
    DeadlineMissed,
    DeemedRefused,
    DueDateChanged,
    DuplicateProposed,
    Escalated,
    EscalationTakenBack,
    Fact,
    FeePaid,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    Joined,
    Merged,
    NoteAdded,
    NoticeRecorded,
    NotProcessed,
    PaymentMissed,
    PeriodExtended,
    QuestionAnswered,
    QuestionAsked,
    Referred,
    Registered,
    Reminded,
    Reopened,
    ResponseDrafted,
    ResponseIssued,
    Returned,
    Routed,
    ScreeningRequested,
    StagePassedOver,
    TaskAssigned,
    TaskOpened,
    TaskSucceeded,
)
from domain.identifiers import ApplicationId, TaskId
from domain.inputs import AppealStep, NoticeKind, NoticeOutcome, TaskPurpose
from domain.ladder import Stage
from domain.routing_reason import ReasonCode
from domain.status import ApplicationStatus, assert_may_become

StageReached: TypeAlias = Reminded | Escalated | DeemedRefused | ApplicantReminded | PaymentMissed | StagePassedOver
"""The facts by which a clock's stage counts as reached."""


def rebuild(facts: Iterable[tuple[Fact, datetime]]) -> Application | None:
    """Fold a ledger into the application it describes."""
    start: Application | None = None
    return reduce(lambda state, entry: evolve(state, entry[0], entry[1]), facts, start)


def evolve(application: Application | None, fact: Fact, at: datetime) -> Application:
    """Say what is true after one more fact.

    Raises ImpossibleInput when a fact comes before the registration or a second registration comes.
    """
    if isinstance(fact, Registered):
        if application is not None:
            raise ImpossibleInput("an application is registered once")
        return _registered(fact)
    if application is None:
        raise ImpossibleInput(f"{type(fact).__name__} before the registration")
    changed = _after(application, fact, at)
    if not isinstance(fact, Returned):
        changed = _with_one_silence(changed)
    tasks, status = _with_ends_dated(changed.tasks, at), _status_after(changed, fact)
    assert_may_become(application.status, status)
    if tasks is changed.tasks and status is changed.status:
        return changed
    return replace(changed, tasks=tasks, status=status)


def _registered(fact: Registered) -> Application:
    return Application(
        tracking_number=fact.tracking_number,
        kind=fact.kind,
        legal_regime=fact.legal_regime,
        channel=fact.channel,
        subject_code=fact.subject_code,
        place=fact.place,
        received_at=fact.received_at,
        received_on=fact.received_on,
        due_on=fact.due_on,
        due_rule=fact.due_rule,
        due_derivation=fact.due_derivation,
        deemed_refusal_on=fact.deemed_refusal_on,
        identity_confidential=fact.identity_confidential,
        anonymous=fact.anonymous,
        answer_by=fact.answer_by,
        about_an_official=fact.about_an_official,
        content=fact.content,
        content_hash=fact.content_hash,
        accused_institution_id=fact.accused_institution_id,
        filed_as=fact.filed_as,
        appeal_of=fact.appeal_of,
        identity_check=fact.identity_check,
        elements_missing=fact.elements_missing,
        bureau_institution_id=fact.bureau_institution_id,
    )


def _after(application: Application, fact: Fact, at: datetime) -> Application:
    match fact:
        case Routed() | ScreeningRequested() | Referred() | Returned() | TaskSucceeded() | Reopened():
            return _after_changing_hands(application, fact, at)
        case ClockSet():
            return _with_clock_set(application, fact, at)
        case ClockCleared():
            return _with_clock_cleared(application, fact)
        case Reminded() | Escalated() | DeemedRefused() | ApplicantReminded() | PaymentMissed() | StagePassedOver():
            return _with_stage_reached(application, fact, at)
        case DeadlineMissed():
            return _changed(application, fact.task_id, overdue=True, missed_on=fact.due_on)
        case EscalationTakenBack():
            return _ended(application, fact.to_task_id, TaskStatus.CLOSED)
        case ResponseIssued():
            return _responded(application, fact, at)
        case InterimResponseIssued():
            return replace(application, interim_responses=(*application.interim_responses, fact.text))
        case Closed() | NotProcessed() | FoundInvalid():
            return _after_ending(application, fact, at)
        case NoticeRecorded():
            return _with_service(application, fact)
        case AppealRecorded():
            return replace(application, appeals=_appeals_after(application, fact, at))
        case DuplicateProposed():
            proposed = (*application.duplicates_proposed, fact.other_application_id)
            return replace(application, duplicates_proposed=proposed)
        case Merged():
            return replace(application, merged_into=fact.into_application_id)
        case Joined():
            return _with_joined(application, fact.joined_application_id)
        case NoteAdded() | DueDateChanged():
            return application
        case Registered():  # pragma: no cover
            raise ImpossibleInput("an application is registered once")
        case _:
            return _after_work(application, fact, at)


_Work: TypeAlias = (
    TaskOpened
    | TaskAssigned
    | ResponseDrafted
    | PeriodExtended
    | FeeRequested
    | FeePaid
    | QuestionAsked
    | QuestionAnswered
)


def _after_work(application: Application, fact: _Work, at: datetime) -> Application:
    """Fold what a holder does about its task without giving it away."""
    match fact:
        case TaskOpened():
            return _changed(application, fact.task_id, status=TaskStatus.OPENED, officer=fact.officer)
        case TaskAssigned():
            return _changed(application, fact.task_id, officer=fact.officer)
        case ResponseDrafted():
            draft = Draft(fact.outcome, fact.text, fact.remedies, fact.officer)
            return _changed(application, fact.task_id, draft=draft)
        case PeriodExtended():
            return _changed(application, fact.task_id, extended=True)
        case FeeRequested():
            fee = Fee(fact.pages, fact.amount, fact.pay_by, fact.how_to_pay)
            return _changed(application, fact.task_id, fee=fee)
        case FeePaid():
            return _with_fee_paid(application, fact)
        case QuestionAsked():
            asked = Question(fact.question_id, fact.task_id, fact.institution_id, fact.text, at)
            return replace(application, questions=(*application.questions, asked))
        case QuestionAnswered():
            return _with_answer(application, fact, at)


def _with_fee_paid(application: Application, fact: FeePaid) -> Application:
    task = application.task(fact.task_id)
    if task is None or task.fee is None:
        raise ImpossibleInput("a fee is paid that nobody asked")
    waited = task.clock is not None and task.clock.purpose is ClockPurpose.PAYMENT
    paid = replace(task.fee, paid_on=fact.paid_on, period_ran_anew=waited)
    fee, *others = _unpaid_first((paid, *task.other_fees))
    return _changed(application, fact.task_id, fee=fee, other_fees=tuple(others))


def _unpaid_first(fees: Iterable[Fee]) -> list[Fee]:
    return sorted(fees, key=lambda fee: fee.paid_on is not None)


def _with_answer(application: Application, fact: QuestionAnswered, at: datetime) -> Application:
    """Note the applicant's words, and let the version of all who act move: they may change what they decide."""
    questions = tuple(
        replace(question, answer=fact.text, answered_at=at) if question.question_id == fact.question_id else question
        for question in application.questions
    )
    acting = {task.task_id for task in application.tasks_to_act_on}
    tasks = tuple(
        replace(task, task_version=task.task_version + 1) if task.task_id in acting else task
        for task in application.tasks
    )
    return replace(application, questions=questions, tasks=tasks)


_HandChange: TypeAlias = Routed | ScreeningRequested | Referred | Returned | TaskSucceeded | Reopened


def _after_changing_hands(application: Application, fact: _HandChange, at: datetime) -> Application:
    match fact:
        case Routed():
            begun = bool(application.tasks) or application.ended_unanswered is not None
            ended = begun and not application.open
            anew = application.taken_up_again(local_date(at)) if ended else application
            placed = _ended(anew, fact.placed_from_task_id, TaskStatus.PLACED)
            given = _answering_anew(_with_task(placed, fact, fact.purpose, at), fact, at)
            if (given.subject_code, given.sub_subject_code) == (fact.subject_code, fact.sub_subject_code):
                return given
            return replace(given, subject_code=fact.subject_code, sub_subject_code=fact.sub_subject_code)
        case ScreeningRequested():
            return _with_task(application, fact, TaskPurpose.SCREENING, at)
        case Referred():
            left = application
            if fact.purpose is TaskPurpose.ACTION and not fact.keep:
                left = _ended(application, fact.from_task_id, TaskStatus.REFERRED)
            if fact.subject_code is not None:
                left = replace(left, subject_code=fact.subject_code, sub_subject_code=fact.sub_subject_code)
            return _with_task(left, fact, fact.purpose, at)
        case Returned():
            return _ended(application, fact.task_id, TaskStatus.RETURNED)
        case TaskSucceeded():
            return _after_succession(application, fact)
        case Reopened():
            again = _with_task(application.taken_up_again(local_date(at)), fact, fact.purpose, at)
            return _changed(again, fact.task_id, anew=Anew(at))


def _after_succession(application: Application, fact: TaskSucceeded) -> Application:
    """Let the task go on at the successor with all that was done about it: extension, fee, questions, rungs climbed.

    Where the successor acts already, its own task takes it in.
    """
    held, standing = application.task(fact.from_task_id), application.task(fact.task_id)
    if held is None:
        raise ImpossibleInput("a task is succeeded that was never given")
    given = _inherited(held, fact) if standing is None else _taking_in(standing, held)
    tasks = tuple(
        replace(task, escalation_of=fact.task_id) if task.escalation_of == held.task_id else task
        for task in _ended(application, held.task_id, TaskStatus.SUCCEEDED).tasks
    )
    questions = tuple(
        replace(question, task_id=fact.task_id, institution_id=fact.institution_id)
        if question.task_id == held.task_id and question.answer is None
        else question
        for question in application.questions
    )
    grown = tuple(given if task.task_id == given.task_id else task for task in tasks)
    return replace(application, tasks=grown if standing is not None else (*tasks, given), questions=questions)


def _inherited(held: Task, fact: TaskSucceeded) -> Task:
    return replace(
        held,
        task_id=fact.task_id,
        institution_id=fact.institution_id,
        status=TaskStatus.WAITING,
        task_version=1,
        officer=None,
        clock=None,
        draft=None,
    )


def _taking_in(standing: Task, held: Task) -> Task:
    extended = bound_by(standing, held).extended
    fees = _unpaid_first((*standing.fees, *held.fees))
    return replace(
        standing,
        extended=extended,
        fee=fees[0] if fees else None,
        other_fees=tuple(fees[1:]),
        task_version=standing.task_version + 1,
    )


def _with_task(
    application: Application,
    fact: Routed | ScreeningRequested | Referred | Reopened,
    purpose: TaskPurpose,
    at: datetime,
) -> Application:
    if application.task(fact.task_id) is not None:
        return _with_more_to_do(application, fact.task_id)
    given = Task(fact.task_id, fact.institution_id, purpose, TaskStatus.WAITING, 1, at)
    before = _task_before(application, fact, at)
    if before is not None and purpose is not TaskPurpose.INFORMATION:
        given = replace(given, silence=before.silence, anew=before.anew)
    return replace(application, tasks=(*application.tasks, given))


def _task_before(
    application: Application, fact: Routed | ScreeningRequested | Referred | Reopened, at: datetime
) -> Task | None:
    """Find the task that goes on in this one; several institutions that one person found take over the same."""
    match fact:
        case Referred(from_task_id=task_id) | ScreeningRequested(returned_from_task_id=str() as task_id):
            return application.task(task_id)
        case Routed(placed_from_task_id=str() as task_id):
            return application.task(task_id)
        case Routed():
            placed = (task for task in application.tasks if task.status is TaskStatus.PLACED and task.ended_at == at)
            return next(placed, None)
        case _:
            return None


def _answering_anew(application: Application, fact: Routed, at: datetime) -> Application:
    """Count the silence of who must answer anew from that day, where it is not counted from there for all."""
    if all(reason.code != ReasonCode.APPEAL_UPHELD for reason in fact.because):
        return application
    day = local_date(at)
    silence = None if application.counted_from == day else OwnSilence(day)
    return _changed(application, fact.task_id, silence=silence, anew=Anew(at, fact.institution_id))


def _with_one_silence(application: Application) -> Application:
    """Let the silence of those who answer anew be that of the application, where nobody else still has to act.

    What was returned a person is about to have: it is somebody else's still.
    """
    acting = application.tasks_to_act_on
    (silence, *others) = dict.fromkeys(task.silence for task in acting) or (None,)
    if silence is None or others:
        return application
    shared = tuple(task if task.silence is None else replace(task, silence=None) for task in application.tasks)
    return replace(application, tasks=shared).counting_silence_as(silence)


def _with_more_to_do(application: Application, task_id: TaskId) -> Application:
    """Let the task of who acts already grow: its version moves, since it decides about more."""
    tasks = tuple(
        replace(task, task_version=task.task_version + 1) if task.task_id == task_id else task
        for task in application.tasks
    )
    return replace(application, tasks=tasks)


_HOLDER_MAY_DECIDE = frozenset({"status", "due_on", "institution_id"})
"""What moves a task's version: only what changes the holder's decision, never officers, clocks or reads (ADR 2)."""


def _changed(application: Application, task_id: TaskId, **changes: object) -> Application:
    return replace(application, tasks=_tasks_changed(application, task_id, **changes))


def _tasks_changed(application: Application, task_id: TaskId, **changes: object) -> tuple[Task, ...]:
    def change(task: Task) -> Task:
        if task.task_id != task_id:
            return task
        moves = any(getattr(task, name) != value for name, value in changes.items() if name in _HOLDER_MAY_DECIDE)
        return replace(task, **changes, task_version=task.task_version + moves)  # type: ignore[arg-type]

    return tuple(change(task) for task in application.tasks)


def _ended(application: Application, task_id: TaskId | None, status: TaskStatus) -> Application:
    return application if task_id is None else _changed(application, task_id, status=status, overdue=False)


def _with_clock_set(application: Application, fact: ClockSet, at: datetime) -> Application:
    """Let a clock run; only one for an answer says when the application is due."""
    clock = Clock(
        version=fact.clock_version,
        due_on=fact.due_on,
        stages=fact.stages,
        purpose=fact.purpose,
        started_on=fact.received_on,
        period=fact.period,
        reached=_reached_before(application, fact),
    )
    if fact.purpose is ClockPurpose.RIGHT:
        return _changed(_with_a_task_for(application, fact, at), fact.task_id, clock=clock)
    silence = _silence_after(application, fact)
    tasks = _tasks_changed(
        application,
        fact.task_id,
        clock=clock,
        due_on=fact.due_on,
        other_due_on=fact.other_due_on,
        overdue=fact.due_on < local_date(at),
        fee=_fee_after(application, fact),
        silence=silence,
    )
    moved_to = None if silence is not None else fact.deemed_refusal_on
    refusal_on = moved_to or application.deemed_refusal_on
    if fact.purpose is not ClockPurpose.ANSWER:
        return replace(application, tasks=tasks, deemed_refusal_on=refusal_on)
    moves = _moves_the_period(application, fact)
    return replace(
        application,
        tasks=tasks,
        deemed_refusal_on=refusal_on,
        period=fact.period if moves else application.period,
        period_began_on=fact.received_on if moves else application.period_began_on,
        due_on=fact.due_on,
        due_rule=fact.due_rule,
        due_derivation=fact.due_derivation,
    )


def _reached_before(application: Application, fact: ClockSet) -> tuple[Stage, ...]:
    """Keep what was reached where a clock is only laid out anew, to the same day: a rung stays climbed."""
    task = application.task(fact.task_id)
    before = None if task is None else task.clock
    if before is None or (before.purpose, before.due_on) != (fact.purpose, fact.due_on):
        return ()
    laid_out = {stage.stage for stage in fact.stages}
    return tuple(stage for stage in before.reached if stage not in laid_out)


def _with_a_task_for(application: Application, fact: ClockSet, at: datetime) -> Application:
    """Keep the clock of a right against what the rules alone refused by a task that nobody ever had to do."""
    if application.task(fact.task_id) is not None:
        return application
    nobodys = Task(fact.task_id, fact.institution_id, TaskPurpose.INFORMATION, TaskStatus.CLOSED, 1, at, ended_at=at)
    return replace(application, tasks=(*application.tasks, nobodys))


def _fee_after(application: Application, fact: ClockSet) -> Fee | None:
    """Let the day until which a fee may be paid be that of its clock, wherever a changed calendar moves it."""
    task = application.task(fact.task_id)
    fee = None if task is None else task.fee
    if fee is None or fact.purpose is not ClockPurpose.PAYMENT:
        return fee
    return replace(fee, pay_by=fact.due_on)


def _silence_after(application: Application, fact: ClockSet) -> OwnSilence | None:
    task = application.task(fact.task_id)
    silence = None if task is None else task.silence
    if silence is None or fact.deemed_refusal_on is None:
        return silence
    return replace(silence, ends_on=fact.deemed_refusal_on)


def _moves_the_period(application: Application, fact: ClockSet) -> bool:
    """Tell whether a clock runs for another period than the one its task, or the whole application, had before.

    The clock of another's part, which a task took in, is no period of the applicant's.
    """
    task = application.task(fact.task_id)
    if task is not None and task.silence is not None:
        return False
    before = None if task is None else task.clock
    if before is None:
        return fact.deemed_refusal_on is not None
    return not before.handed_over and (before.period, before.started_on) != (fact.period, fact.received_on)


def _with_clock_cleared(application: Application, fact: ClockCleared) -> Application:
    task = application.task(fact.task_id)
    if task is None or task.clock is None:
        raise ImpossibleInput("a clock is cleared that was never set")
    handed_over = fact.because is ClockClearedBecause.HANDED_OVER
    return _changed(application, fact.task_id, clock=replace(task.clock, running=False, handed_over=handed_over))


def _with_stage_reached(application: Application, fact: StageReached, at: datetime) -> Application:
    task = application.task(fact.task_id)
    if task is None or task.clock is None:
        raise ImpossibleInput("a stage is reached of a clock that was never set")
    stage = Stage.DEEMED_REFUSAL if isinstance(fact, DeemedRefused) else fact.stage
    clock = replace(task.clock, reached=(*task.clock.reached, stage))
    changed = _changed(application, fact.task_id, clock=clock)
    if isinstance(fact, PaymentMissed):
        return _ended(changed, fact.task_id, TaskStatus.CLOSED)
    if isinstance(fact, DeemedRefused) and task.silence is not None:
        refused = _changed(changed, fact.task_id, silence=replace(task.silence, refused=True))
        return replace(refused, deemed_refused_on=fact.deemed_refusal_on)
    if isinstance(fact, DeemedRefused):
        return replace(changed, deemed_refused=True, deemed_refused_on=fact.deemed_refusal_on)
    if isinstance(fact, Escalated):
        told = Task(
            task_id=fact.to_task_id,
            institution_id=fact.to_institution_id,
            purpose=TaskPurpose.INFORMATION,
            status=TaskStatus.WAITING,
            task_version=1,
            given_at=at,
            escalation_of=fact.task_id,
            escalation_stage=fact.stage,
        )
        return replace(changed, tasks=(*changed.tasks, told))
    return changed


def _responded(application: Application, fact: ResponseIssued, at: datetime) -> Application:
    response = Response(
        outcome=fact.outcome,
        text=fact.text,
        remedies=fact.remedies,
        institution_id=fact.institution_id,
        issued_at=at,
        task_id=fact.task_id,
        decision=fact.decision,
        together_with=fact.together_with,
        completes=fact.completes,
    )
    answered = _tasks_changed(application, fact.task_id, status=TaskStatus.RESPONDED, overdue=False)
    return replace(application, tasks=answered, responses=(*application.responses, response))


def _appeals_after(application: Application, fact: AppealRecorded, at: datetime) -> tuple[Appeal, ...]:
    """Add an appeal, end it, take it up again, or take it back: one that was none stopped nothing and used no right."""
    appeals = application.appeals
    match fact.step:
        case AppealStep.LODGED if any(appeal.appeal_id == fact.appeal_id for appeal in appeals):
            return _appeal_changed(appeals, fact, None)
        case AppealStep.LODGED:
            return (*appeals, Appeal(fact.appeal_id, fact.lodged_at or at))
        case AppealStep.VOID:
            return tuple(appeal for appeal in appeals if appeal.appeal_id != fact.appeal_id)
        case AppealStep.DECIDED:
            return _appeal_changed(appeals, fact, fact.ended_at or at)


def _with_joined(application: Application, joined: ApplicationId) -> Application:
    """Note who is answered together with it; if it had been merged into that very one itself, this no longer counts."""
    merged_into = None if application.merged_into == joined else application.merged_into
    return replace(application, joined=(*application.joined, joined), merged_into=merged_into)


def _appeal_changed(appeals: tuple[Appeal, ...], fact: AppealRecorded, ended_at: datetime | None) -> tuple[Appeal, ...]:
    return tuple(
        replace(appeal, decision=fact.decision, ended_at=ended_at) if appeal.appeal_id == fact.appeal_id else appeal
        for appeal in appeals
    )


_ENDS_UNANSWERED = frozenset({NoticeKind.NOT_PROCESSED, NoticeKind.INVALID})
_ANSWERS = frozenset({NoticeKind.RESPONSE, NoticeKind.PART_RESPONSE})


def _with_service(application: Application, fact: NoticeRecorded) -> Application:
    """Note the first day on which a refusal or an answer reached the applicant, in whatever order it is reported."""
    if fact.outcome is not NoticeOutcome.SERVED:
        return application
    day = local_date(fact.concluded_at)
    if fact.kind in _ANSWERS:
        return replace(application, responses=_responses_served(application, fact, day))
    ended = application.ended_unanswered
    if fact.kind not in _ENDS_UNANSWERED or ended is None or not _tells_of(fact, ended, application, day):
        return application
    return replace(application, ended_unanswered=replace(ended, served_on=_earlier(ended.served_on, day)))


def _tells_of(fact: NoticeRecorded, ended: EndedUnanswered, application: Application, day: date) -> bool:
    """Tell whether a notice told this ending: one of an earlier ending, taken up again since, did not."""
    since = application.counted_from if ended.ended_at is None else local_date(ended.ended_at)
    return day >= since and fact.task_id in (None, ended.task_id)


def _responses_served(application: Application, fact: NoticeRecorded, day: date) -> tuple[Response, ...]:
    """Note the service of an answer, and of those that its letter repeats because it is the last of its round."""
    responses = application.responses
    place = _place_told(responses, fact, day)
    if place is None:
        return responses
    upto = responses[: place + 1]
    told = application.told_together(upto) if responses[place].completes else upto[-1:]
    return tuple(
        replace(response, served_on=_earlier(response.served_on, day)) if response in told else response
        for response in responses
    )


def _place_told(responses: tuple[Response, ...], fact: NoticeRecorded, day: date) -> int | None:
    """Find the answer that a notice told; one that does not say it told the newest that ended the application then."""
    newest_first = reversed(tuple(enumerate(responses)))
    if fact.task_id is not None:
        return next((place for place, response in newest_first if response.task_id == fact.task_id), None)
    if fact.kind is not NoticeKind.RESPONSE:
        return None
    told = (place for place, each in newest_first if each.completes and local_date(each.issued_at) <= day)
    return next(told, None)


def _earlier(known: date | None, day: date) -> date:
    return day if known is None else min(known, day)


def _after_ending(application: Application, fact: Closed | NotProcessed | FoundInvalid, at: datetime) -> Application:
    closed = application
    for task in application.open_tasks:
        closed = _ended(closed, task.task_id, TaskStatus.CLOSED)
    if isinstance(fact, Closed):
        return closed
    ended = EndedUnanswered(fact.reason, fact.text, fact.institution_id, fact.task_id, at)
    return replace(closed, ended_unanswered=ended)


def _with_ends_dated(tasks: tuple[Task, ...], at: datetime) -> tuple[Task, ...]:
    """Date the end of what ended just now, whatever ended it; what is open again has no end."""
    if all(task.open is (task.ended_at is None) for task in tasks):
        return tasks
    return tuple(replace(task, ended_at=None if task.open else task.ended_at or at) for task in tasks)


def _status_after(application: Application, fact: Fact) -> ApplicationStatus:
    """Derive the status from the tasks; only an ending says it outright."""
    match fact:
        case Closed(because=ClosedBecause.WITHDRAWN):
            return ApplicationStatus.WITHDRAWN
        case Closed(because=ClosedBecause.UNPAID) if not application.answered_in_part:
            return ApplicationStatus.WITHDRAWN
        case Closed():
            return ApplicationStatus.CLOSED
        case NotProcessed():
            return ApplicationStatus.NOT_PROCESSED
        case FoundInvalid():
            return ApplicationStatus.INVALID
    holder = application.holder
    if holder is None:
        answered = isinstance(fact, ResponseIssued) or (
            isinstance(fact, PaymentMissed) and application.answered_in_part
        )
        return ApplicationStatus.ANSWERED if answered else application.status
    return _status_in_hand(application, holder)


def _status_in_hand(application: Application, holder: Task) -> ApplicationStatus:
    if holder.purpose is TaskPurpose.SCREENING:
        return ApplicationStatus.SCREENING
    if holder.awaits_payment:
        return ApplicationStatus.AWAITING_PAYMENT
    if any(q.answer is None and q.task_id == holder.task_id for q in application.questions):
        return ApplicationStatus.AWAITING_APPLICANT
    return ApplicationStatus.IN_PROGRESS if holder.status is TaskStatus.OPENED else ApplicationStatus.ROUTED
