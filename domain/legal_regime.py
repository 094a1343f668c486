"""Under which law does an application stand, and what periods does that law give?

Rulebook 1.1 (kinds), 2.1 (periods D1, D4, D5, D9, D14). The tables below are the law; everything else looks up.
"""

from datetime import date
from enum import StrEnum

from domain.business_calendar import BusinessCalendar
from domain.deadline import DueDate, Period, PeriodUnit, due_on
from domain.errors import DomainError


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
    LegalRegime.PETITION: Period(30, PeriodUnit.CALENDAR_DAYS, "3071 sayılı Kanun, m. 7"),
    LegalRegime.RIGHT_TO_INFORMATION: Period(15, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11"),
    LegalRegime.ETHICS: Period(3, PeriodUnit.MONTHS, "5176 sayılı Kanun, m. 5"),
    # No law sets a period for the human rights boards: the one for petitions is applied by analogy.
    LegalRegime.HUMAN_RIGHTS: Period(30, PeriodUnit.CALENDAR_DAYS, "3071 sayılı Kanun, m. 7, kıyasen"),
}

_EXTENDED_ANSWER_PERIODS = {
    LegalRegime.RIGHT_TO_INFORMATION: Period(30, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11, uzatılmış süre"),
}

LAW_7331_IN_FORCE_ON = date(2021, 7, 14)

_DEEMED_REFUSAL_PERIOD = Period(30, PeriodUnit.CALENDAR_DAYS, "2577 sayılı Kanun, m. 10")
_DEEMED_REFUSAL_PERIOD_BEFORE_LAW_7331 = Period(
    60, PeriodUnit.CALENDAR_DAYS, "2577 sayılı Kanun, m. 10, 7331 sayılı Kanun'dan önceki hâli"
)


def regime_of(kind: ApplicationKind) -> LegalRegime:
    """Name the law under which this kind of application stands."""
    return _REGIMES[kind]


def answer_period(regime: LegalRegime, extended: bool = False) -> Period:
    """Give the time within which an institution must answer; an extended period is counted from the same day zero.

    The extension is for information alone: 30 working days in all, not 15 and 30 (Law 4982, art. 11).
    Raises ExtensionNotProvided for every other law.
    """
    if not extended:
        return _ANSWER_PERIODS[regime]
    if regime not in _EXTENDED_ANSWER_PERIODS:
        raise ExtensionNotProvided(f"no extension under {regime}")
    return _EXTENDED_ANSWER_PERIODS[regime]


def deemed_refusal_on(received_on: date, calendar: BusinessCalendar) -> DueDate:
    """Find the last day of silence; once it has passed, the application counts as refused (Law 2577, art. 10).

    30 days for applications received from 14.07.2021 on (Law 7331), 60 days before.
    """
    if received_on < LAW_7331_IN_FORCE_ON:
        return due_on(received_on, _DEEMED_REFUSAL_PERIOD_BEFORE_LAW_7331, calendar)
    return due_on(received_on, _DEEMED_REFUSAL_PERIOD, calendar)
