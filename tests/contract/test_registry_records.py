"""Do institutions and calendar travel over their topics unharmed?"""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from data.loaders import load_calendar_days, load_institutions
from schemas.registry_records import CalendarYearV1, InstitutionRecordV1, ManifestV1, digest_of
from tests.support.builders import HEALTH_DIRECTORATE, small_registry


def test_every_institution_comes_back_as_it_was() -> None:
    for one in load_institutions():
        value = InstitutionRecordV1.of_versions([one]).to_json()
        assert InstitutionRecordV1.model_validate_json(value).to_domain() == (one,)


def test_versions_stand_in_the_order_of_time() -> None:
    first = small_registry()[HEALTH_DIRECTORATE]
    second = replace(first, name="Yeni ad", valid_from=date(2020, 1, 1))
    record = InstitutionRecordV1.of_versions([second, first])
    assert [version.name for version in record.to_domain()] == [first.name, "Yeni ad"]


def test_versions_of_two_institutions_do_not_fit_one_record() -> None:
    with pytest.raises(ValueError, match="unpack"):
        InstitutionRecordV1.of_versions(small_registry())


@pytest.mark.parametrize("wrong", [b"{}", b'{"institution_id":"12","versions":[]}', b"nonsense"])
def test_a_record_that_does_not_fit_is_refused(wrong: bytes) -> None:
    with pytest.raises(ValidationError):
        InstitutionRecordV1.model_validate_json(wrong)


def test_every_day_of_every_year_comes_back_as_it_was() -> None:
    days = load_calendar_days()
    years = [CalendarYearV1.of_days(year, days) for year in sorted({day.on.year for day in days})]
    read = [day for year in years for day in CalendarYearV1.model_validate_json(year.to_json()).to_domain()]
    assert read == list(days)


def test_the_manifest_counts_the_keys_and_knows_every_value() -> None:
    values = {"a": b"1", "b": b"2"}
    assert ManifestV1.of_values(values) == ManifestV1(count=2, digest=digest_of(dict(reversed(values.items()))))
    assert digest_of({"a": b"1", "b": b"3"}) != digest_of(values) != digest_of({"a": b"1"})
