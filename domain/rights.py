"""Which rights has the applicant today against a refusal, and until when?

Against each refusal on its own (`refusals`): an answer that did not grant all, not processing, or silence. A right runs
from the day the refusal was served (R-I4), against silence from its last day (R-I7). What the words for people are:
`remedy`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.application import Appeal, Application
from domain.business_calendar import BusinessCalendar, local_date
from domain.deadline import DueDate, Period, due_on
from domain.facts import Fact, NoticeRecorded, NotProcessed, ResponseIssued
from domain.grounds import AppealOutcome
from domain.identifiers import FactId
from domain.inputs import NoticeOutcome
from domain.legal_regime import LegalRegime
from domain.periods import PERIODS, PeriodName
from domain.refusals import Refusal, refusals_of


class Right(StrEnum):
    """What may be done against a refusal."""

    APPEAL = "appeal"
    SUIT = "suit"


PERIOD_OF = {Right.APPEAL: PeriodName.APPEAL, Right.SUIT: PeriodName.SUIT}


class RightState(StrEnum):
    """How a right stands today."""

    OPEN = "open"
    STOPPED = "stopped"
    USED = "used"
    ENDED = "ended"


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


def with_service_days(application: Application, ledger: Iterable[tuple[FactId, Fact]]) -> Application:
    """Fill in from its ledger when what was refused reached the applicant, where the state does not tell it."""
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
                day = local_date(fact.concluded_at)
                served[fact.fact_id] = min(day, served.get(fact.fact_id, day))
            case _:
                pass
    responses = tuple(
        replace(response, served_on=response.served_on or served.get(fact_id))
        for response, fact_id in zip(application.responses, answers, strict=True)
    )
    ended = application.ended_unanswered
    if ended is not None and not_processed is not None:
        ended = replace(ended, served_on=ended.served_on or served.get(not_processed))
    return replace(application, responses=responses, ended_unanswered=ended)


def rights_of(application: Application, today: date, calendar: BusinessCalendar) -> tuple[HeldRight, ...]:
    """List the rights against all that was refused, those included that have ended, each with its last day.

    Nothing against what the Board annulled: the institution answers anew. Raises CalendarHorizonPassed.
    """
    return tuple(
        held
        for refusal in refusals_of(application, today)
        for held in rights_against(application, refusal, today, calendar)
    )


def rights_against(
    application: Application, refusal: Refusal, today: date, calendar: BusinessCalendar
) -> tuple[HeldRight, ...]:
    """List the rights against one refusal; raises CalendarHorizonPassed."""
    if refusal.annulled:
        return ()
    return tuple(_held(right, refusal, today, calendar) for right in _given_by_law(application))


def counted_right(right: Right, refusal: Refusal, calendar: BusinessCalendar) -> DueDate | None:
    """Count a right to its last day; None while no day can be named, or where it is used or its days are.

    After a withdrawn appeal the rest of the suit's period runs from that day, or from the service that came later.
    """
    if refusal.day_zero is None or refusal.annulled or refusal.before_the_board:
        return None
    if not refusal.appeals:
        return due_on(refusal.day_zero, PERIODS[PERIOD_OF[right]], calendar)
    last, left = _ended_last(refusal), _days_left(refusal)
    if right is Right.APPEAL or left < 1 or last.decision is not AppealOutcome.WITHDRAWN or last.ended_at is None:
        return None
    return due_on(max(refusal.day_zero, local_date(last.ended_at)), _rest(left), calendar)


def counted_rights(application: Application, refusal: Refusal, calendar: BusinessCalendar) -> dict[Right, DueDate]:
    """Count the rights against one refusal whose last day is known."""
    counted = ((right, counted_right(right, refusal, calendar)) for right in _given_by_law(application))
    return {right: due for right, due in counted if due is not None}


def appeal_pending(application: Application) -> Appeal | None:
    """Find the appeal that the Board has not decided yet."""
    return next((appeal for appeal in application.appeals if appeal.decision is None), None)


def board_decides_by(appeal: Appeal, calendar: BusinessCalendar) -> date:
    """Find the last of the 30 working days in which the Board decides (R-I8)."""
    return due_on(local_date(appeal.lodged_at), PERIODS[PeriodName.REVIEW_BOARD], calendar).on


def _given_by_law(application: Application) -> tuple[Right, ...]:
    """Name the rights of a law: the Board hears nobody twice, so its own decision can only be taken to court."""
    to_the_board = application.legal_regime is LegalRegime.RIGHT_TO_INFORMATION and application.appeal_of is None
    return (Right.APPEAL, Right.SUIT) if to_the_board else (Right.SUIT,)


def _held(right: Right, refusal: Refusal, today: date, calendar: BusinessCalendar) -> HeldRight:
    counted = counted_right(right, refusal, calendar)
    left = _days_left(refusal) if refusal.appeals and right is Right.SUIT else None
    if counted is not None:
        state = RightState.OPEN if today <= counted.on else RightState.ENDED
        return HeldRight(right, refusal, state, counted.on, left)
    if right is Right.APPEAL and refusal.appeals:
        return HeldRight(right, refusal, RightState.USED)
    if left is not None and left < 1:
        return HeldRight(right, refusal, RightState.ENDED)
    stopped = RightState.STOPPED if refusal.before_the_board else RightState.OPEN
    return HeldRight(right, refusal, stopped, days_left=left)


def _rest(left: int) -> Period:
    return replace(PERIODS[PeriodName.SUIT], length=left)


def _ended_last(refusal: Refusal) -> Appeal:
    """Find the appeal from whose end the suit runs on."""
    return max(refusal.appeals, key=lambda appeal: appeal.ended_at or appeal.lodged_at)


def _days_left(refusal: Refusal) -> int:
    """Count what is left of the suit's period; the day of an appeal counts as used, which is the safe side.

    The days between two appeals are used, too; none from the day of one that the Board has not decided.
    """
    whole = PERIODS[PeriodName.SUIT].length
    if refusal.day_zero is None:
        return whole
    runs_from, used = refusal.day_zero, 0
    for appeal in sorted(refusal.appeals, key=lambda appeal: appeal.lodged_at):
        used += max((local_date(appeal.lodged_at) - runs_from).days, 0)
        if appeal.decision is None:
            break
        runs_from = max(runs_from, local_date(appeal.ended_at or appeal.lodged_at))
    return whole - used
