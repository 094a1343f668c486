"""Which periods does the law give, by name?

A clock remembers the name of its period: a changed calendar can count it anew, and a report can say which law it was.
Rulebook 2.1, by its numbers D1 to D14; what no law gives is named so.
"""

from datetime import date
from enum import StrEnum

from domain.deadline import Period, PeriodUnit


class PeriodName(StrEnum):
    """What a clock counts."""

    PETITION = "petition"
    INFORMATION = "information"
    INFORMATION_EXTENDED = "information_extended"
    ETHICS = "ethics"
    HUMAN_RIGHTS = "human_rights"
    FOLLOW_UP = "follow_up"
    PAYMENT = "payment"
    REVIEW_BOARD = "review_board"
    DISPUTE = "dispute"
    APPEAL = "appeal"
    SUIT = "suit"


PERIODS: dict[PeriodName, Period] = {
    PeriodName.PETITION: Period(30, PeriodUnit.CALENDAR_DAYS, "3071 sayılı Kanun, m. 7"),
    PeriodName.INFORMATION: Period(15, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11"),
    PeriodName.INFORMATION_EXTENDED: Period(30, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 11, uzatılmış süre"),
    PeriodName.ETHICS: Period(3, PeriodUnit.MONTHS, "5176 sayılı Kanun, m. 5"),
    # No law sets a period for the human rights boards: the one for petitions is applied by analogy.
    PeriodName.HUMAN_RIGHTS: Period(30, PeriodUnit.CALENDAR_DAYS, "3071 sayılı Kanun, m. 7, kıyasen"),
    # Law 3071 wants the result told after a notice on the state of the work and names no day: 30 more (D2).
    PeriodName.FOLLOW_UP: Period(30, PeriodUnit.CALENDAR_DAYS, "3071 sayılı Kanun, m. 7, ara cevaptan sonra"),
    PeriodName.PAYMENT: Period(15, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 10-11, ücretin ödenmesi"),
    PeriodName.REVIEW_BOARD: Period(30, PeriodUnit.WORKING_DAYS, "4982 sayılı Kanun, m. 13"),
    # No law: institutions that send an application to each other have a person decide within three working days.
    PeriodName.DISPUTE: Period(3, PeriodUnit.WORKING_DAYS, "görev uyuşmazlığının giderilmesi"),
    PeriodName.APPEAL: Period(15, PeriodUnit.CALENDAR_DAYS, "4982 sayılı Kanun, m. 13"),
    PeriodName.SUIT: Period(60, PeriodUnit.CALENDAR_DAYS, "2577 sayılı Kanun, m. 7"),
}

LAW_7331_IN_FORCE_ON = date(2021, 7, 14)

_SILENCE = Period(30, PeriodUnit.CALENDAR_DAYS, "2577 sayılı Kanun, m. 10")
_SILENCE_BEFORE_LAW_7331 = Period(
    60, PeriodUnit.CALENDAR_DAYS, "2577 sayılı Kanun, m. 10, 7331 sayılı Kanun'dan önceki hâli"
)
_NO_FINAL_ANSWER = Period(4, PeriodUnit.MONTHS, "2577 sayılı Kanun, m. 10, kesin olmayan cevap")
_NO_FINAL_ANSWER_BEFORE_LAW_7331 = Period(
    6, PeriodUnit.MONTHS, "2577 sayılı Kanun, m. 10, kesin olmayan cevap, 7331 sayılı Kanun'dan önceki hâli"
)


def silence_period(received_on: date) -> Period:
    """Give the silence that counts as refusal: 30 days since Law 7331, 60 for applications before it (D9)."""
    return _SILENCE if received_on >= LAW_7331_IN_FORCE_ON else _SILENCE_BEFORE_LAW_7331


def wait_after_interim_period(received_on: date) -> Period:
    """Give how long an applicant may wait for a final answer, from the application: four months, six before (D10)."""
    return _NO_FINAL_ANSWER if received_on >= LAW_7331_IN_FORCE_ON else _NO_FINAL_ANSWER_BEFORE_LAW_7331
