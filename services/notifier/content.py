"""What does a notice have to say? The words and dates that its template needs, taken from what is stored.

Nothing here is about the person: the greeting is added where the notice leaves the house.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.application import Application, Response, TaskStatus, combined
from domain.business_calendar import BusinessCalendar, local_date
from domain.clocks import longest_wait
from domain.facts import (
    ApplicantReminded,
    ClockPurpose,
    Closed,
    DeemedRefused,
    DueDateChanged,
    FeeRequested,
    FoundInvalid,
    InterimResponseIssued,
    Merged,
    NotProcessed,
    PeriodExtended,
    QuestionAsked,
    Referred,
    Registered,
    Reopened,
    ResponseIssued,
    Routed,
    TaskSucceeded,
    TextRef,
)
from domain.grounds import NotProcessedReason
from domain.identifiers import ApplicationId, InstitutionId, TaskId, TrackingNumber
from domain.inputs import NoticeChannel, NoticeKind, RemedyOffered, ResponseOutcome, TaskPurpose
from domain.institution import Registry
from domain.ladder import Stage
from domain.legal_regime import ApplicationKind, LegalRegime
from domain.period_changes import FREE_PAGES
from domain.refusals import served_on
from domain.remedy import remedies_after_deemed_refusal, remedies_after_response, remedies_served_on
from services.notifier.notice import Notice
from services.notifier.reasons import DECISIONS, ELEMENTS, EXTENSION_GROUNDS, INVALID_REASONS, NOT_PROCESSED_REASONS

KINDS = {
    ApplicationKind.SERVICE_REQUEST: "Talep",
    ApplicationKind.COMPLAINT: "Şikâyet",
    ApplicationKind.TIP_OFF: "İhbar",
    ApplicationKind.OPINION: "Görüş",
    ApplicationKind.SUGGESTION: "Öneri",
    ApplicationKind.INFORMATION_REQUEST: "Bilgi edinme başvurusu",
    ApplicationKind.ETHICS_COMPLAINT: "Etik başvurusu",
    ApplicationKind.HUMAN_RIGHTS_COMPLAINT: "İnsan hakları başvurusu",
}
LAWS = {
    LegalRegime.PETITION: "3071 sayılı Dilekçe Hakkının Kullanılmasına Dair Kanun",
    LegalRegime.RIGHT_TO_INFORMATION: "4982 sayılı Bilgi Edinme Hakkı Kanunu",
    LegalRegime.ETHICS: "5176 sayılı Kamu Görevlileri Etik Kurulu Kurulması Hakkında Kanun",
    LegalRegime.HUMAN_RIGHTS: "İnsan hakları kurullarının kuruluşuna ilişkin yönetmelik ve 3071 sayılı Kanun",
}
OUTCOMES = {
    ResponseOutcome.POSITIVE: "olumlu",
    ResponseOutcome.PARTIAL: "kısmen olumlu",
    ResponseOutcome.NEGATIVE: "olumsuz",
}
RIGHTS = {Stage.PAYMENT_ENDING: "payment", Stage.APPEAL_RIGHT_ENDING: "appeal", Stage.SUIT_RIGHT_ENDING: "suit"}
UNKNOWN_INSTITUTION = "ilgili kurum"
_FIRST_ANSWER = "ilk başvurunuza verilen cevabın"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What wording needs besides the application: names, the calendar, and where applicants look things up."""

    registry: Registry
    calendar: BusinessCalendar
    tracking_url: str

    def name_of(self, institution_id: InstitutionId | None) -> str:
        """Name an institution for people."""
        known = None if institution_id is None else self.registry.get(institution_id)
        return UNKNOWN_INSTITUTION if known is None else known.name


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of an application, and the numbers of others that its notice names."""

    application: Application
    texts: Mapping[str, str]
    numbers: Mapping[ApplicationId, TrackingNumber] = field(default_factory=dict)

    def text(self, reference: TextRef | None) -> str | None:
        """Read a text; raises KeyError where it is not stored."""
        return None if reference is None else self.texts[reference.text_id]


def said_in(notice: Notice, stored: Stored, around: Surroundings) -> dict[str, Any]:
    """Gather what the notice's template says, the greeting excepted; raises KeyError where a text is not stored."""
    application, holder = stored.application, stored.application.holder
    common = {
        "number": application.tracking_number,
        "received_on": application.received_on,
        "due_on": application.due_on,
        "told_on": local_date(notice.told.at),
        "application_kind": KINDS[application.kind],
        "law": LAWS[application.legal_regime],
        "holder": None if holder is None else around.name_of(holder.institution_id),
        "tracking_url": around.tracking_url,
        "identity_confidential": application.identity_confidential,
        "of_an_appeal": application.appeal_of is not None,
    }
    return common | _said_of_fact(notice, stored, around)


def _said_of_fact(notice: Notice, stored: Stored, around: Surroundings) -> dict[str, Any]:
    match notice.told.fact:
        case Registered():
            return _said_of_receipt(stored.application)
        case Referred() | TaskSucceeded() as moved:
            return {
                "from_institution": around.name_of(moved.from_institution_id),
                "institution": around.name_of(moved.institution_id),
                "due_on": _due_on_of(stored.application, moved.task_id),
                "succeeded": isinstance(moved, TaskSucceeded),
                "kept": isinstance(moved, Referred) and moved.keep,
            }
        case Routed() as placed if notice.kind is NoticeKind.REFERRED:
            return {
                "from_institution": around.name_of(_returned_last(stored.application)),
                "institution": around.name_of(placed.institution_id),
                "due_on": _due_on_of(stored.application, placed.task_id),
                "succeeded": False,
                "kept": False,
            }
        case Routed() | Reopened() as taken_up:
            return {
                "institution": around.name_of(taken_up.institution_id),
                "due_on": _due_on_of(stored.application, taken_up.task_id),
                "text": stored.text(taken_up.reason) if isinstance(taken_up, Reopened) else None,
            }
        case InterimResponseIssued() as interim:
            return {
                "institution": around.name_of(interim.institution_id),
                "text": stored.text(interim.text),
                "due_on": _due_on_of(stored.application, interim.task_id),
                "longest_wait_on": longest_wait(stored.application, around.calendar).on,
            }
        case ResponseIssued() as response:
            return _said_of_response(notice, response, stored, around)
        case NotProcessed() | FoundInvalid() as ended:
            return _said_of_refusal(notice, ended, stored, around)
        case Closed() as closed:
            return {"because": closed.because.value}
        case Merged() as merged:
            return {"other_number": merged.into_tracking_number, "institution": around.name_of(merged.institution_id)}
        case _:
            return _said_of_period(notice, stored, around)


def _returned_last(application: Application) -> InstitutionId:
    """Name who gave the application back last: from there it went on to another institution."""
    return next(task.institution_id for task in reversed(application.tasks) if task.status is TaskStatus.RETURNED)


def _said_of_period(notice: Notice, stored: Stored, around: Surroundings) -> dict[str, Any]:
    """Gather what is said of facts that give, move or end a period."""
    application = stored.application
    match notice.told.fact:
        case DeemedRefused() as silence:
            regime, until = application.legal_regime, silence.deemed_refusal_on
            return {
                "institution": around.name_of(silence.institution_id),
                "deemed_refusal_on": until,
                **_remedies_said(application, remedies_after_deemed_refusal(regime, until, around.calendar)),
            }
        case PeriodExtended() as extended:
            return {
                "institution": around.name_of(extended.institution_id),
                "ground": EXTENSION_GROUNDS[extended.ground],
                "text": stored.text(extended.reason),
                "due_on_before": extended.due_on_before,
                "due_on": extended.due_on,
            }
        case FeeRequested() as fee:
            return {
                "institution": around.name_of(fee.institution_id),
                "pages": fee.pages,
                "free_pages": FREE_PAGES,
                "amount": fee.amount,
                "text": stored.text(fee.how_to_pay),
                "pay_by": fee.pay_by,
            }
        case QuestionAsked() as question:
            return {
                "institution": around.name_of(question.institution_id),
                "text": stored.text(question.text),
                "due_on": _due_on_of(application, question.task_id),
            }
        case DueDateChanged() as changed:
            return {
                "institution": around.name_of(changed.institution_id),
                "purpose": _purpose_of(application, changed).value,
                "due_on_before": changed.due_on_before,
                "due_on": changed.due_on,
            }
        case ApplicantReminded() as reminded:
            task = application.task(reminded.task_id)
            return {
                "institution": around.name_of(reminded.institution_id),
                "right": RIGHTS[reminded.stage],
                "until_on": reminded.until_on,
                "fee": None if task is None else task.fee,
                "answered": bool(application.responses) or application.ended_unanswered is not None,
            }
        case _:
            return {}


def _said_of_receipt(application: Application) -> dict[str, Any]:
    filed_as, ended = application.filed_as, application.ended_unanswered
    return {
        "filed_as": None if filed_as is None else KINDS[filed_as],
        "ended_at_once": ended is not None and ended.institution_id is None,
    }


def _said_of_response(notice: Notice, response: ResponseIssued, stored: Stored, around: Surroundings) -> dict[str, Any]:
    application = stored.application
    told = _answers_told(response, application)
    outcome = combined(told) or response.outcome
    told_on = local_date(notice.told.at)
    new = tuple(answer for answer in told[:-1] if not _refusal_told_before(answer, application, told_on)) + told[-1:]
    offered = tuple(dict.fromkeys(remedy for answer in new for remedy in answer.remedies)) or response.remedies
    waiting = (task for task in application.tasks_to_act_on if task.purpose is TaskPurpose.ACTION)
    together = None if response.together_with is None else stored.numbers.get(response.together_with)
    return {
        "answers": tuple(_answers_said(told, stored, around)),
        "outcome": OUTCOMES[outcome],
        "decision": None if response.decision is None else DECISIONS[response.decision],
        "upheld": response.decision is not None and response.outcome is not ResponseOutcome.NEGATIVE,
        "together_with": together,
        "refusals_told_before": len(new) < len(told),
        "waiting": tuple(around.name_of(task.institution_id) for task in waiting),
        **_remedies_of_refusal(notice, application, combined(new) or outcome, offered, around, told_in="cevabın"),
    }


def _answers_told(response: ResponseIssued, application: Application) -> tuple[Response, ...]:
    """List the answers that a notice of this one tells: itself, and where it is the last one all that belong to it."""
    texts = [(answer.task_id, answer.text) for answer in application.responses]
    upto = application.responses[: texts.index((response.task_id, response.text)) + 1]
    return application.told_together(upto) if response.completes else upto[-1:]


def _refusal_told_before(answer: Response, application: Application, told_on: date) -> bool:
    """Tell whether an answer was refused and served on its own: against it the periods run from that day."""
    day = None if answer.outcome is ResponseOutcome.POSITIVE else served_on(application, answer)
    return day is not None and day <= told_on


def _answers_said(told: tuple[Response, ...], stored: Stored, around: Surroundings) -> Iterator[dict[str, str | None]]:
    """Yield each answer once: one that spares several institutions the work stands there for each of them."""
    for answer in {answer.text.text_id: answer for answer in told}.values():
        yield {
            "institution": around.name_of(answer.institution_id),
            "outcome": OUTCOMES[answer.outcome],
            "text": stored.text(answer.text),
        }


def _said_of_refusal(
    notice: Notice, ended: NotProcessed | FoundInvalid, stored: Stored, around: Surroundings
) -> dict[str, Any]:
    application = stored.application
    if isinstance(ended, NotProcessed):
        reason = NOT_PROCESSED_REASONS[ended.reason]
        lacking = application.elements_missing if ended.reason is NotProcessedReason.ELEMENTS_MISSING else ()
    else:
        reason, lacking = INVALID_REASONS[ended.reason], ()
    return {
        "institution": None if ended.institution_id is None else around.name_of(ended.institution_id),
        "why": reason.why,
        "mend": reason.mend,
        "missing": tuple(ELEMENTS[name] for name in lacking if name in ELEMENTS),
        "text": stored.text(ended.text),
        **_remedies_after_ending(notice, application, ended, around),
    }


def _remedies_after_ending(
    notice: Notice, application: Application, ended: NotProcessed | FoundInvalid, around: Surroundings
) -> dict[str, Any]:
    """Gather the remedies; an appeal that never reached the Board stopped no period, so the first ones run on."""
    negative = ResponseOutcome.NEGATIVE
    counted = application.appeal_of is None or bool(application.held_by())
    if counted:
        remedies = _remedies_of_refusal(notice, application, negative, (), around, told_in="bu yazının")
    else:
        first = remedies_after_response(application.legal_regime, negative, (), told_in=_FIRST_ANSWER)
        remedies = {"remedies": first, "counted_from": None, "may_appeal": True}
    return {**remedies, "appeal_not_counted": not counted}


def _remedies_of_refusal(
    notice: Notice,
    application: Application,
    outcome: ResponseOutcome,
    offered: tuple[RemedyOffered, ...],
    around: Surroundings,
    *,
    told_in: str,
) -> dict[str, Any]:
    """Gather the remedies: with last days where the notice arrives as it leaves, else from the day it arrives."""
    regime, appeal = application.legal_regime, application.appeal_of is not None
    remedies = remedies_after_response(regime, outcome, offered, of_an_appeal=appeal, told_in=told_in)
    arrives_at_once = notice.channel is NoticeChannel.EMAIL
    if not remedies or offered or appeal or not arrives_at_once:
        return _remedies_said(application, remedies)
    told_on = local_date(notice.told.at)
    dated = remedies_served_on(regime, told_on, around.calendar)
    return _remedies_said(application, dated, counted_from=told_on)


def _remedies_said(
    application: Application, remedies: tuple[RemedyOffered, ...], counted_from: date | None = None
) -> dict[str, Any]:
    information = application.legal_regime is LegalRegime.RIGHT_TO_INFORMATION
    return {
        "remedies": remedies,
        "counted_from": counted_from,
        "may_appeal": bool(remedies) and information and application.appeal_of is None,
    }


def _purpose_of(application: Application, changed: DueDateChanged) -> ClockPurpose:
    """Tell for what the changed clock runs, as long as it is the one the task still has."""
    task = application.task(changed.task_id)
    return ClockPurpose.ANSWER if task is None or task.clock is None else task.clock.purpose


def _due_on_of(application: Application, task_id: TaskId) -> date:
    """Tell the due date of the task that a fact is about, which a later referral does not move."""
    task = application.task(task_id)
    return application.due_on if task is None or task.due_on is None else task.due_on


def greeting(name: str | None) -> str:
    """Address the applicant by name, or as everybody where the letter is kept in a queue of ours."""
    return f"Sayın {name}," if name else "Sayın Başvuru Sahibi,"
