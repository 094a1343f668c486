"""What follows when an institution answers, asks, or finds that it must not answer?

Everything that judges what was written is decided here by a person, with a reason that the applicant is told.
"""

from domain.accused import is_involved
from domain.application import Application, Task
from domain.clocks import INTERIM_SUFFICES, Running, clear_all_clocks, clear_clock, clock, longest_wait
from domain.decision import Applied, Asking, Decision, Ignored, IgnoredBecause, Refused, World, folded, text_of
from domain.facts import (
    ClockClearedBecause,
    Closed,
    ClosedBecause,
    Fact,
    FoundInvalid,
    InterimResponseIssued,
    NoteAdded,
    NotProcessed,
    QuestionAnswered,
    QuestionAsked,
    RefusalCode,
    ResponseDrafted,
    ResponseIssued,
)
from domain.grounds import BoardDecision, NotProcessedReason
from domain.inputs import (
    ActionRequested,
    AnswerBy,
    AnsweredTogether,
    DeclineToProcess,
    DraftResponse,
    IssueResponse,
    MarkInvalid,
    QuestionAnsweredByApplicant,
    RecordDecision,
    ResponseOutcome,
    Role,
)
from domain.institution_kind import Branch
from domain.legal_regime import LegalRegime
from domain.period_changes import in_step
from domain.periods import PeriodName
from domain.status import ApplicationStatus

BOARDS = frozenset(
    {Branch.ETHICS_BOARD, Branch.DISCIPLINARY_BOARD, Branch.INFORMATION_REVIEW_BOARD, Branch.HUMAN_RIGHTS}
)

OUTCOME_OF: dict[BoardDecision, ResponseOutcome] = {
    BoardDecision.UPHELD: ResponseOutcome.POSITIVE,
    BoardDecision.PARTLY_UPHELD: ResponseOutcome.PARTIAL,
    BoardDecision.REJECTED: ResponseOutcome.NEGATIVE,
    BoardDecision.DISMISSED: ResponseOutcome.NEGATIVE,
}

_R = NotProcessedReason
_OF_ONE_REGIME: dict[LegalRegime, frozenset[NotProcessedReason]] = {
    LegalRegime.RIGHT_TO_INFORMATION: frozenset(
        {_R.ALREADY_PUBLISHED, _R.SEPARATE_WORK_NEEDED, _R.OPINION_ASKED, _R.EXEMPT_INFORMATION, _R.PRIVACY_OF_OTHERS}
    ),
    LegalRegime.ETHICS: frozenset({_R.ETHICS_OUT_OF_SCOPE, _R.ETHICS_OLDER_THAN_TWO_YEARS, _R.ETHICS_IN_COURT}),
    LegalRegime.HUMAN_RIGHTS: frozenset({_R.NO_VIOLATION_ALLEGED}),
}
_OF_THE_UNNAMED = frozenset({_R.ABSTRACT_ANONYMOUS, _R.ANONYMOUS_TERROR_ALLEGATION})


def decide_response(asking: Asking, response: IssueResponse) -> Decision:
    """Answer and stop the clock; where nobody can be told, the application closes with the last answer (R-F2)."""
    if asking.application.appeal_of is not None:
        return Refused(RefusalCode.BOARD_RECORDS_A_DECISION)
    if waits_for_payment(asking.task, response.outcome):
        return Refused(RefusalCode.AWAITING_PAYMENT)
    text, texts = text_of(asking.input_id, "response", response.body)
    task = asking.task
    completes = _completes(asking)
    issued = ResponseIssued(task.task_id, task.institution_id, response.outcome, text, response.remedies, completes)
    return Applied(_with_answer(asking, issued), texts)


def decide_draft(asking: Asking, draft: DraftResponse) -> Decision:
    """Keep an answer for a superior to approve; the clock runs on."""
    text, texts = text_of(asking.input_id, "draft", draft.body)
    task = asking.task
    drafted = ResponseDrafted(
        task.task_id, task.institution_id, draft.outcome, text, draft.remedies, asking.asked.officer
    )
    return Applied((drafted,), texts)


def decide_approval(asking: Asking) -> Decision:
    """Answer with the draft as it stands."""
    draft, task = asking.task.draft, asking.task
    if draft is None:
        return Refused(RefusalCode.NO_DRAFT)
    if asking.application.appeal_of is not None:
        return Refused(RefusalCode.BOARD_RECORDS_A_DECISION)
    if waits_for_payment(task, draft.outcome):
        return Refused(RefusalCode.AWAITING_PAYMENT)
    completes = _completes(asking)
    issued = ResponseIssued(task.task_id, task.institution_id, draft.outcome, draft.text, draft.remedies, completes)
    return Applied(_with_answer(asking, issued))


def waits_for_payment(task: Task, outcome: ResponseOutcome) -> bool:
    """Tell whether an answer waits for a fee: full access is given after the payment (Law 4982, art. 10).

    A refusal, be it of a part, needs none: what is given besides may be the pages that are free.
    """
    return task.awaits_payment and outcome is ResponseOutcome.POSITIVE


def decide_board_decision(asking: Asking, recorded: RecordDecision) -> Decision:
    """Record what a board decided: it is the answer, and the applicant is told (R-H3, R-H4)."""
    task = asking.task
    institution = asking.world.registry.get(task.institution_id)
    if institution is None or institution.branch not in BOARDS:
        return Refused(RefusalCode.NOT_A_BOARD)
    if waits_for_payment(task, OUTCOME_OF[recorded.decision]):
        return Refused(RefusalCode.AWAITING_PAYMENT)
    text, texts = text_of(asking.input_id, "response", recorded.body)
    issued = ResponseIssued(
        task_id=task.task_id,
        institution_id=task.institution_id,
        outcome=OUTCOME_OF[recorded.decision],
        text=text,
        remedies=(),
        completes=_completes(asking),
        decision=recorded.decision,
    )
    return Applied(_with_answer(asking, issued), texts)


def decide_interim_response(asking: Asking, body: str) -> Decision:
    """Tell the state of the work.

    Under Law 3071, art. 7 that keeps the period, and the result is told separately: the clock is set for a follow-up,
    again and again until the longest wait of Law 2577, art. 10 is over. Information must be given or refused in time.
    """
    application, task, world = asking.application, asking.task, asking.world
    text, texts = text_of(asking.input_id, "interim_response", body)
    issued = InterimResponseIssued(task.task_id, task.institution_id, text)
    if application.legal_regime not in INTERIM_SUFFICES or task.clock is None:
        return Applied((issued,), texts)
    after = folded(application, (issued,), world)
    follow_up = clock(after, Running.again(task, world.today, PeriodName.FOLLOW_UP, recounts_silence=True), world)
    moves = task.clock.due_on < follow_up.due_on and task.clock.due_on < longest_wait(after, world.calendar).on
    return Applied(in_step(application, (issued, follow_up), world) if moves else (issued,), texts)


def decide_question(asking: Asking, body: str) -> Decision:
    """Ask the applicant something; he answers by number and secret, so an unnamed one can be asked too."""
    text, texts = text_of(asking.input_id, "question", body)
    task = asking.task
    return Applied((QuestionAsked(task.task_id, task.institution_id, text.text_id, text),), texts)


def decide_applicants_answer(
    application: Application | None, answered: QuestionAnsweredByApplicant, world: World
) -> Decision:
    """File what the applicant answered; the holder's version moves, since it may change what it decides."""
    del world
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    question = application.open_question(answered.question_id)
    if question is None or not application.open:
        return Ignored(IgnoredBecause.NO_SUCH_QUESTION)
    text, texts = text_of(answered.input_id, "answer", answered.body)
    return Applied((QuestionAnswered(question.task_id, question.institution_id, question.question_id, text),), texts)


def decide_note(asking: Asking, body: str) -> Decision:
    """Write something down; nobody outside the institutions that hold the application reads it."""
    text, texts = text_of(asking.input_id, "note", body)
    task = asking.task
    return Applied((NoteAdded(task.task_id, task.institution_id, asking.asked.officer, text),), texts)


def decide_not_processed(asking: Asking, declined: DeclineToProcess) -> Decision:
    """Refuse to process, for a reason that fits the application's law; every clock stops.

    What one institution answered since it was last taken up is answered to the end.
    """
    application = asking.application
    if not reason_fits(application, declined.reason):
        return Refused(RefusalCode.REASON_NOT_FOR_THIS_KIND)
    if application.answered_meanwhile:
        return Refused(RefusalCode.ANSWERED_IN_PART)
    return _not_processed(application, asking.asked, declined, asking)


def reason_fits(application: Application, reason: NotProcessedReason) -> bool:
    """Tell whether a person may give this reason for this application: exceptions belong to one law each."""
    if reason in _OF_THE_UNNAMED:
        return application.anonymous
    regimes = [regime for regime, reasons in _OF_ONE_REGIME.items() if reason in reasons]
    return not regimes or application.legal_regime in regimes


def may_void(application: Application, asked: ActionRequested, declined: DeclineToProcess) -> bool:
    """Tell whether an answered application may still be treated as never made: false statements found afterwards."""
    ended = application.status in (ApplicationStatus.ANSWERED, ApplicationStatus.CLOSED)
    if declined.reason is not NotProcessedReason.FALSE_STATEMENT or not ended:
        return False
    return asked.role is Role.CENTRE or asked.institution_id in application.held_by()


def voided(application: Application, asked: ActionRequested, declined: DeclineToProcess) -> Applied:
    """Treat an answered application as never made (rulebook 1.7)."""
    return _not_processed(application, asked, declined, None)


def decide_invalid(asking: Asking, marked: MarkInvalid) -> Decision:
    """Find an application invalid (R-D2); the applicant is told what to mend and may apply again."""
    if asking.application.answered_meanwhile:
        return Refused(RefusalCode.ANSWERED_IN_PART)
    text, texts = text_of(asking.input_id, "reason", marked.body)
    cleared = clear_all_clocks(asking.application, ClockClearedBecause.NOT_PROCESSED)
    task = asking.task
    return Applied((*cleared, FoundInvalid(marked.reason, text, task.task_id, task.institution_id)), texts)


def decide_answered_together(application: Application | None, answer: AnsweredTogether, world: World) -> Decision:
    """Answer a merged application with the answer of the one it was merged into: each gets its own legal answer.

    What the one complained of answered is no answer to the complaint: its own holder still owes one.
    """
    if application is None:
        return Ignored(IgnoredBecause.UNKNOWN_APPLICATION)
    answering = world.registry.get(answer.institution_id)
    if answering is not None and is_involved(answering, application.accused_institution_id, world.registry):
        return Ignored(IgnoredBecause.ANSWERED_BY_THE_ACCUSED)
    if application.merged_into != answer.into_application_id or not application.open:
        return Ignored(IgnoredBecause.ALREADY_ANSWERED)
    text, texts = text_of(answer.input_id, "response", answer.body)
    waiting = application.tasks_to_act_on
    facts: list[Fact] = []
    for ordinal, task in enumerate(waiting):
        facts += clear_clock(task, ClockClearedBecause.ANSWERED)
        facts.append(
            ResponseIssued(
                task_id=task.task_id,
                institution_id=answer.institution_id,
                outcome=answer.outcome,
                text=text,
                remedies=answer.remedies,
                completes=ordinal == len(waiting) - 1,
                together_with=answer.into_application_id,
            )
        )
    return Applied((*facts, *_closing(application)), texts)


def _not_processed(
    application: Application, asked: ActionRequested, declined: DeclineToProcess, asking: Asking | None
) -> Applied:
    text, texts = text_of(asked.input_id, "reason", declined.body)
    cleared = clear_all_clocks(application, ClockClearedBecause.NOT_PROCESSED)
    task_id = None if asking is None else asking.task.task_id
    return Applied((*cleared, NotProcessed(declined.reason, text, task_id, asked.institution_id)), texts)


def _completes(asking: Asking) -> bool:
    """Tell whether nobody else still has to answer."""
    return all(task.task_id == asking.task.task_id for task in asking.application.tasks_to_act_on)


def _with_answer(asking: Asking, issued: ResponseIssued) -> tuple[Fact, ...]:
    cleared = clear_clock(asking.task, ClockClearedBecause.ANSWERED)
    return (*cleared, issued, *(_closing(asking.application) if issued.completes else ()))


def _closing(application: Application) -> tuple[Closed, ...]:
    """Close at once what nobody can be told of; else its service closes it (R-G14)."""
    unreachable = application.answer_by is AnswerBy.NONE
    return (Closed(ClosedBecause.ANSWER_CANNOT_BE_SERVED),) if unreachable else ()
