"""Which rights has the applicant today against a refusal, and until when?

Against each refusal on its own: an answer that did not grant all, not processing, or silence. A right runs from the day
the refusal was served (R-I4), against silence from its last day (R-I7). What the words for people are: `remedy`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from domain.application import Appeal, Application
from domain.business_calendar import BusinessCalendar, local_date
from domain.deadline import due_on
from domain.facts import Fact, NoticeRecorded, NotProcessed, ResponseIssued
from domain.grounds import AppealOutcome
from domain.identifiers import FactId, InstitutionId
from domain.inputs import NoticeOutcome, ResponseOutcome
from domain.legal_regime import LegalRegime
from domain.periods import PERIODS, PeriodName
from domain.status import ApplicationStatus


class Right(StrEnum):
    """What may be done against a refusal."""

    APPEAL = "appeal"
    SUIT = "suit"


_PERIOD_OF = {Right.APPEAL: PeriodName.APPEAL, Right.SUIT: PeriodName.SUIT}


class RightState(StrEnum):
    """How a right stands today."""

    OPEN = "open"
    STOPPED = "stopped"
    USED = "used"
    ENDED = "ended"


class RefusedBy(StrEnum):
    """In which of the three ways it was refused."""

    ANSWER = "answer"
    NOT_PROCESSED = "not_processed"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class ServiceDays:
    """On which day each answer, in order, and the notice of not processing reached the applicant; None: not yet."""

    answers: tuple[date | None, ...] = ()
    not_processed: date | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refusal; `day_zero` is None while it has not reached the applicant, `answer` its place among the answers."""

    by: RefusedBy
    institution_id: InstitutionId | None
    day_zero: date | None
    arose_at: datetime | None = None
    answer: int | None = None


@dataclass(frozen=True, slots=True)
class HeldRight:
    """One right against one refusal.

    `until_on` is None while no day can be named: nothing was served, or the period stands still. `days_left` is what
    remains of a period that an appeal stopped; it runs on from the day the Board's decision is served (R-I9), or from
    the day the appeal was withdrawn, which is known.
    """

    right: Right
    against: Refusal
    state: RightState
    until_on: date | None = None
    days_left: int | None = None

    @property
    def usable(self) -> bool:
        """Tell whether it may still be used, now or when its period runs on."""
        return self.state in (RightState.OPEN, RightState.STOPPED)


def service_days(ledger: Iterable[tuple[FactId, Fact]]) -> ServiceDays:
    """Read off a ledger when what was refused reached the applicant: the first service of each counts."""
    answers: list[FactId] = []
    not_processed: FactId | None = None
    served: dict[FactId, date] = {}
    for fact_id, fact in ledger:
        match fact:
            case ResponseIssued():
                answers.append(fact_id)
            case NotProcessed():
                not_processed = fact_id
            case NoticeRecorded(outcome=NoticeOutcome.SERVED):
                served.setdefault(fact.fact_id, local_date(fact.concluded_at))
            case _:
                pass
    ended = None if not_processed is None else served.get(not_processed)
    return ServiceDays(tuple(served.get(fact_id) for fact_id in answers), ended)


def rights_of(
    application: Application, served: ServiceDays, today: date, calendar: BusinessCalendar
) -> tuple[HeldRight, ...]:
    """List the rights against all that was refused, those included that have ended, each with its last day.

    Nothing against what the Board annulled: the institution answers anew. Raises CalendarHorizonPassed.
    """
    return tuple(
        _held(right, refusal, _appeal_against(application, refusal), today, calendar)
        for refusal in refusals_of(application, served, today)
        if not _annulled(application, refusal)
        for right in _given_by_law(application)
    )


def appeal_pending(application: Application) -> Appeal | None:
    """Find the appeal that the Board has not decided yet."""
    return next((appeal for appeal in application.appeals if appeal.decision is None), None)


def board_decides_by(appeal: Appeal, calendar: BusinessCalendar) -> date:
    """Find the last of the 30 working days in which the Board decides (R-I8)."""
    return due_on(local_date(appeal.lodged_at), PERIODS[PeriodName.REVIEW_BOARD], calendar).on


def refusals_of(application: Application, served: ServiceDays, today: date) -> tuple[Refusal, ...]:
    """List what was refused and not answered anew since; what the applicant gave up was not refused."""
    if application.status is ApplicationStatus.WITHDRAWN:
        return ()
    if application.status is ApplicationStatus.NOT_PROCESSED:
        ended = application.ended_unanswered
        by = None if ended is None else ended.institution_id
        return (Refusal(RefusedBy.NOT_PROCESSED, by, served.not_processed),)
    return (*_refusing_answers(application, served), *_refusing_silence(application, today))


def _refusing_answers(application: Application, served: ServiceDays) -> Iterator[Refusal]:
    newest = {response.institution_id: place for place, response in enumerate(application.responses)}
    for institution_id, place in newest.items():
        response = application.responses[place]
        if response.outcome is not ResponseOutcome.POSITIVE:
            day_zero = served.answers[place] if place < len(served.answers) else None
            yield Refusal(RefusedBy.ANSWER, institution_id, day_zero, response.issued_at, place)


def _refusing_silence(application: Application, today: date) -> Iterator[Refusal]:
    """Silence refuses until somebody answers; a matter taken up again has a new day of its own."""
    holder = application.holder
    if holder is not None and application.deemed_refused and today > application.deemed_refusal_on:
        yield Refusal(RefusedBy.SILENCE, holder.institution_id, application.deemed_refusal_on)


def _given_by_law(application: Application) -> tuple[Right, ...]:
    """Name the rights of a law: the Board hears nobody twice, so its own decision can only be taken to court."""
    to_the_board = application.legal_regime is LegalRegime.RIGHT_TO_INFORMATION and application.appeal_of is None
    return (Right.APPEAL, Right.SUIT) if to_the_board else (Right.SUIT,)


def _appeal_against(application: Application, refusal: Refusal) -> Appeal | None:
    """Find the newest appeal that came after the refusal, and so against it."""
    return next((appeal for appeal in reversed(application.appeals) if _came_after(appeal, refusal)), None)


def _came_after(appeal: Appeal, refusal: Refusal) -> bool:
    if refusal.by is RefusedBy.SILENCE and refusal.day_zero is not None:
        return local_date(appeal.lodged_at) > refusal.day_zero
    return refusal.arose_at is None or appeal.lodged_at >= refusal.arose_at


def _annulled(application: Application, refusal: Refusal) -> bool:
    appeal = _appeal_against(application, refusal)
    return appeal is not None and appeal.decision is AppealOutcome.UPHELD


def _held(right: Right, refusal: Refusal, appeal: Appeal | None, today: date, calendar: BusinessCalendar) -> HeldRight:
    if appeal is None:
        return _running(right, refusal, today, calendar)
    if right is Right.APPEAL:
        return HeldRight(right, refusal, RightState.USED)
    left = _days_left(refusal, appeal)
    if left < 1:
        return HeldRight(right, refusal, RightState.ENDED)
    if appeal.decision is AppealOutcome.WITHDRAWN and appeal.ended_at is not None:
        rest = replace(PERIODS[PeriodName.SUIT], length=left)
        return _until(right, refusal, due_on(local_date(appeal.ended_at), rest, calendar).on, today, left)
    stopped = RightState.STOPPED if appeal.decision is None else RightState.OPEN
    return HeldRight(right, refusal, stopped, days_left=left)


def _until(right: Right, refusal: Refusal, until_on: date, today: date, days_left: int | None = None) -> HeldRight:
    state = RightState.OPEN if today <= until_on else RightState.ENDED
    return HeldRight(right, refusal, state, until_on, days_left)


def _running(right: Right, refusal: Refusal, today: date, calendar: BusinessCalendar) -> HeldRight:
    if refusal.day_zero is None:
        return HeldRight(right, refusal, RightState.OPEN)
    return _until(right, refusal, due_on(refusal.day_zero, PERIODS[_PERIOD_OF[right]], calendar).on, today)


def _days_left(refusal: Refusal, appeal: Appeal) -> int:
    """Count what is left of the suit's period; the day of the appeal counts as used, which is the safe side."""
    whole = PERIODS[PeriodName.SUIT].length
    if refusal.day_zero is None:
        return whole
    return whole - max((local_date(appeal.lodged_at) - refusal.day_zero).days, 0)
