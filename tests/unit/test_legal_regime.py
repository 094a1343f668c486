"""Under which law does an application stand, and which periods does it give?"""

from datetime import date, timedelta

import pytest
from hypothesis import given

from domain.deadline import PeriodUnit
from domain.legal_regime import (
    ApplicationKind,
    ExtensionNotProvided,
    LegalRegime,
    answer_period,
    deemed_refusal_on,
    regime_of,
)
from tests.unit.turkey import TURKEY, dates

d = date


@pytest.mark.requirement("R-A4", "R-A6", "R-B1")
@pytest.mark.parametrize(
    ("kind", "regime"),
    [
        (ApplicationKind.SERVICE_REQUEST, LegalRegime.PETITION),
        (ApplicationKind.COMPLAINT, LegalRegime.PETITION),
        (ApplicationKind.TIP_OFF, LegalRegime.PETITION),
        (ApplicationKind.OPINION, LegalRegime.PETITION),
        (ApplicationKind.SUGGESTION, LegalRegime.PETITION),
        (ApplicationKind.INFORMATION_REQUEST, LegalRegime.RIGHT_TO_INFORMATION),
        (ApplicationKind.ETHICS_COMPLAINT, LegalRegime.ETHICS),
        (ApplicationKind.HUMAN_RIGHTS_COMPLAINT, LegalRegime.HUMAN_RIGHTS),
    ],
)
def test_each_kind_stands_under_one_law(kind: ApplicationKind, regime: LegalRegime) -> None:
    assert regime_of(kind) is regime


@pytest.mark.parametrize("kind", ApplicationKind)
def test_no_kind_is_without_law_and_no_law_without_period(kind: ApplicationKind) -> None:
    assert answer_period(regime_of(kind)).length > 0


@pytest.mark.requirement("R-I1", "R-I2")
@pytest.mark.parametrize(
    ("regime", "length", "unit", "law"),
    [
        (LegalRegime.PETITION, 30, PeriodUnit.CALENDAR_DAYS, "3071"),
        (LegalRegime.RIGHT_TO_INFORMATION, 15, PeriodUnit.WORKING_DAYS, "4982"),
        (LegalRegime.ETHICS, 3, PeriodUnit.MONTHS, "5176"),
        (LegalRegime.HUMAN_RIGHTS, 30, PeriodUnit.CALENDAR_DAYS, "kıyasen"),
    ],
)
def test_an_institution_must_answer_within_the_period_of_the_law(
    regime: LegalRegime, length: int, unit: PeriodUnit, law: str
) -> None:
    period = answer_period(regime)
    assert (period.length, period.unit) == (length, unit)
    assert law in period.law


def test_an_extended_information_request_has_thirty_working_days_in_all() -> None:
    period = answer_period(LegalRegime.RIGHT_TO_INFORMATION, extended=True)
    assert (period.length, period.unit) == (30, PeriodUnit.WORKING_DAYS)


@pytest.mark.parametrize("regime", [each for each in LegalRegime if each is not LegalRegime.RIGHT_TO_INFORMATION])
def test_no_other_law_knows_an_extension(regime: LegalRegime) -> None:
    with pytest.raises(ExtensionNotProvided):
        answer_period(regime, extended=True)


@pytest.mark.requirement("R-I6")
@pytest.mark.conflict(8)
@pytest.mark.parametrize(
    ("received_on", "silence_ends_on", "law"),
    [
        pytest.param(d(2006, 2, 24), d(2006, 4, 25), "önceki", id="the first day of BİMER: 60 days"),
        pytest.param(d(2021, 7, 12), d(2021, 9, 10), "önceki", id="two days before Law 7331: 60 days"),
        pytest.param(
            d(2021, 7, 13), d(2021, 9, 13), "önceki", id="the day before Law 7331: 60 days, end on a Saturday"
        ),
        pytest.param(d(2021, 7, 14), d(2021, 8, 13), "m. 10", id="the day of Law 7331: 30 days"),
        pytest.param(d(2021, 7, 15), d(2021, 8, 16), "m. 10", id="a holiday after it: 30 days, end on a Saturday"),
        pytest.param(d(2026, 11, 22), d(2026, 12, 22), "m. 10", id="today's law: 30 days"),
    ],
)
def test_silence_is_a_refusal_after_sixty_days_and_after_thirty_since_law_7331(
    received_on: date, silence_ends_on: date, law: str
) -> None:
    refusal = deemed_refusal_on(received_on, TURKEY)
    assert refusal.on == silence_ends_on
    assert law in refusal.period.law
    assert ("önceki" in refusal.period.law) is (received_on < d(2021, 7, 14))


@given(dates)
def test_silence_is_never_a_refusal_before_its_thirty_days_are_over(received_on: date) -> None:
    assert deemed_refusal_on(received_on, TURKEY).on >= received_on + timedelta(days=30)
