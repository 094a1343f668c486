"""Under which law does an application stand, and what periods does that law give?

Rulebook 1.1 (kinds); the periods themselves stand in `periods`. The tables below are the law; everything else looks up.
"""

from datetime import date
from enum import StrEnum

from domain.business_calendar import BusinessCalendar
from domain.deadline import DueDate, Period, due_on
from domain.errors import DomainError
from domain.periods import PERIODS, PeriodName, silence_period


class ExtensionNotProvided(DomainError):
    """The law of this application knows no extension of its answer period."""

    code = "extension_not_provided"


class LegalRegime(StrEnum):
    """The law that gives an application its form, its period and its remedies."""

    PETITION = "petition"
    RIGHT_TO_INFORMATION = "right_to_information"
    ETHICS = "ethics"
    HUMAN_RIGHTS = "human_rights"


class ApplicationKind(StrEnum):
    """What the applicant wants."""

    SERVICE_REQUEST = "service_request"
    COMPLAINT = "complaint"
    TIP_OFF = "tip_off"
    OPINION = "opinion"
    SUGGESTION = "suggestion"
    INFORMATION_REQUEST = "information_request"
    ETHICS_COMPLAINT = "ethics_complaint"
    HUMAN_RIGHTS_COMPLAINT = "human_rights_complaint"


class Channel(StrEnum):
    """By which way an application came in."""

    WEB = "web"
    PHONE = "phone"
    LETTER = "letter"
    EMAIL = "email"
    FAX = "fax"
    IN_PERSON = "in_person"


_REGIMES = {
    ApplicationKind.SERVICE_REQUEST: LegalRegime.PETITION,
    ApplicationKind.COMPLAINT: LegalRegime.PETITION,
    ApplicationKind.TIP_OFF: LegalRegime.PETITION,
    ApplicationKind.OPINION: LegalRegime.PETITION,
    ApplicationKind.SUGGESTION: LegalRegime.PETITION,
    ApplicationKind.INFORMATION_REQUEST: LegalRegime.RIGHT_TO_INFORMATION,
    ApplicationKind.ETHICS_COMPLAINT: LegalRegime.ETHICS,
    ApplicationKind.HUMAN_RIGHTS_COMPLAINT: LegalRegime.HUMAN_RIGHTS,
}

_ANSWER_PERIODS = {
    LegalRegime.PETITION: PeriodName.PETITION,
    LegalRegime.RIGHT_TO_INFORMATION: PeriodName.INFORMATION,
    LegalRegime.ETHICS: PeriodName.ETHICS,
    LegalRegime.HUMAN_RIGHTS: PeriodName.HUMAN_RIGHTS,
}

_EXTENDED_ANSWER_PERIODS = {LegalRegime.RIGHT_TO_INFORMATION: PeriodName.INFORMATION_EXTENDED}


def regime_of(kind: ApplicationKind) -> LegalRegime:
    """Name the law under which this kind of application stands."""
    return _REGIMES[kind]


def answer_period(regime: LegalRegime, extended: bool = False) -> Period:
    """Give the time within which an institution must answer; see `answer_period_name`."""
    return PERIODS[answer_period_name(regime, extended)]


def answer_period_name(regime: LegalRegime, extended: bool = False, *, of_an_appeal: bool = False) -> PeriodName:
    """Name the time within which an institution must answer; an extended period is counted from the same day zero.

    The Review Board has a time of its own for appeals (Law 4982, art. 13). The extension is for information alone: 30
    working days in all, not 15 and 30 (art. 11). Raises ExtensionNotProvided for every other law.
    """
    if of_an_appeal:
        return PeriodName.REVIEW_BOARD
    if not extended:
        return _ANSWER_PERIODS[regime]
    if regime not in _EXTENDED_ANSWER_PERIODS:
        raise ExtensionNotProvided(f"no extension under {regime}")
    return _EXTENDED_ANSWER_PERIODS[regime]


def deemed_refusal_on(received_on: date, calendar: BusinessCalendar) -> DueDate:
    """Find the last day of silence; once it has passed, the application counts as refused (Law 2577, art. 10)."""
    return due_on(received_on, silence_period(received_on), calendar)
