"""Where may an applicant turn who got no answer, or not the one hoped for?

Every refusal names its remedies and their periods (Constitution, art. 40/2). Law 4982 gives an objection to the Review
Board, in writing, within 15 days, before the suit that Law 2577 gives everybody within 60 (rulebook D11, D13).
"""

from datetime import date

from domain.business_calendar import BusinessCalendar
from domain.deadline import Period, due_on
from domain.inputs import RemedyOffered, ResponseOutcome
from domain.legal_regime import LegalRegime
from domain.periods import PERIODS, PeriodName

_SUIT_TO = "İdare mahkemesinde dava"
_APPEAL_TO = "Bilgi Edinme Değerlendirme Kuruluna yazılı itiraz"
_SUIT_AFTER_APPEAL = (
    f"{_SUIT_TO}: itirazınızla duran 60 günlük süre, bu kararın size ulaştığı günü izleyen günden başlayarak kaldığı "
    "yerden işler (4982 sayılı Kanun, m. 13; 2577 sayılı Kanun, m. 7)"
)


def remedies_after_response(
    regime: LegalRegime,
    outcome: ResponseOutcome,
    offered: tuple[RemedyOffered, ...],
    *,
    of_an_appeal: bool = False,
    told_in: str = "cevabın",
) -> tuple[RemedyOffered, ...]:
    """Name the remedies against an answer: those its author gave, else the law's; none against a positive one.

    The law's periods run from the day the answer reaches the applicant, so they have no date yet; `told_in` names, in
    the genitive, what reaches him. Against the Review Board's own decision only the suit is left, whose period the
    appeal stopped (R-I9).
    """
    if offered or outcome is ResponseOutcome.POSITIVE:
        return offered
    if of_an_appeal:
        return (RemedyOffered(_SUIT_AFTER_APPEAL),)
    return tuple(
        RemedyOffered(
            f"{to}: {told_in} size ulaştığı günü izleyen günden başlayarak {period.length} gün ({period.law})"
        )
        for to, period in _remedies(regime)
    )


def remedies_served_on(regime: LegalRegime, served_on: date, calendar: BusinessCalendar) -> tuple[RemedyOffered, ...]:
    """Name the law's remedies against a refusal that reached the applicant on a known day, with their last days."""
    return tuple(
        RemedyOffered(f"{to}, {period.length} gün ({period.law})", due_on(served_on, period, calendar).on.isoformat())
        for to, period in _remedies(regime)
    )


def remedies_after_deemed_refusal(
    regime: LegalRegime, deemed_refusal_on: date, calendar: BusinessCalendar
) -> tuple[RemedyOffered, ...]:
    """Name the remedies against silence and their last days, counted from the last day of silence (2577, art. 10).

    The objection runs from the day the period for the suit begins (R-I7).
    """
    return tuple(
        RemedyOffered(f"{to} ({period.law})", due_on(deemed_refusal_on, period, calendar).on.isoformat())
        for to, period in _remedies(regime)
    )


def _remedies(regime: LegalRegime) -> tuple[tuple[str, Period], ...]:
    appeal = ((_APPEAL_TO, PERIODS[PeriodName.APPEAL]),) if regime is LegalRegime.RIGHT_TO_INFORMATION else ()
    return (*appeal, (_SUIT_TO, PERIODS[PeriodName.SUIT]))
