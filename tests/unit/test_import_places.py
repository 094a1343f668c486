"""Are the tables of places made so that nothing given once is ever given again?"""

from typing import Any

import pytest

from data.import_places import Row, district_rows, province_rows, town_rows, turkish_lower

DISTRICTS = [{"provinceId": 14, "name": name, "population": 100} for name in ("Gerede", "Merkez", "Dörtdivan")]


def a_province(plate: int, *, metropolitan: bool) -> dict[str, Any]:
    return {
        "id": plate,
        "isMetropolitan": metropolitan,
        "population": 1,
        "areaCode": [212, 216],
        "nuts": {"nuts2": {"code": "TR10"}},
        "coordinates": {"latitude": 41.0, "longitude": 28.9},
    }


def test_a_new_district_gets_the_next_number_and_renumbers_nobody() -> None:
    first = list(district_rows({"14": ["Gerede", "Merkez"]}, DISTRICTS, {}))
    given: dict[Row, int] = {(row[0], row[2]): int(str(row[1])) for row in first}
    second = list(district_rows({"14": ["Dörtdivan", "Gerede", "Merkez"]}, DISTRICTS, given))
    assert second == [("14", 3, "Dörtdivan", 0, 100), ("14", 1, "Gerede", 0, 100), ("14", 2, "Merkez", 1, 100)]


def test_a_new_town_gets_the_next_number_and_renumbers_nobody() -> None:
    towns = [{"provinceId": 50, "district": "Merkez", "name": name, "population": 9} for name in ("Nar", "Göre")]
    rows = list(town_rows(towns, {("50", "Merkez", "Nar"): 1}))
    assert rows == [("50", "Merkez", 2, "Göre", 9), ("50", "Merkez", 1, "Nar", 9)]


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        pytest.param("Pinarbaşi", "Pınarbaşı", id="I had become i"),
        pytest.param("Seydi̇ler", "Seydiler", id="İ had become i with a second dot"),
        pytest.param("Sarii̇dri̇s", "Sarıidris", id="both in one name"),
        pytest.param("İnli̇ce", "İnlice", id="the first letter was right"),
        pytest.param("Göreme", "Göreme", id="nothing to put right"),
    ],
)
def test_lower_casing_without_turkish_is_undone(broken: str, right: str) -> None:
    assert turkish_lower(broken) == right


def test_kayseri_is_metropolitan_though_the_source_forgets_it() -> None:
    names = {"38": "Kayseri", "34": "İstanbul", "14": "Bolu"}
    provinces = [
        a_province(38, metropolitan=False),
        a_province(34, metropolitan=True),
        a_province(14, metropolitan=False),
    ]
    assert {row[1]: row[2] for row in province_rows(names, provinces)} == {"Bolu": 0, "İstanbul": 1, "Kayseri": 1}
