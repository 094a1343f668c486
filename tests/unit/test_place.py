"""Does the gazetteer know which places exist?"""

import pytest

from data.loaders import load_gazetteer
from domain.place import District, Place

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(
    ("place", "exists"),
    [
        pytest.param(Place("06", "Çankaya"), True, id="a district of its province"),
        pytest.param(Place("06"), True, id="a whole province"),
        pytest.param(Place("01", "Çankaya"), False, id="a district of another province"),
        pytest.param(Place("82"), False, id="no such plate"),
        pytest.param(Place("82", "Çankaya"), False, id="no such plate, with a district"),
        pytest.param(Place("14", "Merkez"), True, id="the central district of a province"),
        pytest.param(Place("06", "Merkez"), False, id="a metropolitan province has no central district"),
        pytest.param(Place("37", "Pınarbaşı"), True, id="a name of two provinces, in Kastamonu"),
        pytest.param(Place("38", "Pınarbaşı"), True, id="the same name in Kayseri"),
    ],
)
def test_a_place_exists_by_plate_and_name_together(place: Place, exists: bool) -> None:
    assert (place in GAZETTEER) is exists


def test_the_central_district_is_known_as_such() -> None:
    assert GAZETTEER.district(Place("14", "Merkez")) == District("14", "Merkez", central=True)
    assert GAZETTEER.district(Place("14", "Gerede")) == District("14", "Gerede", central=False)
    assert GAZETTEER.district(Place("14")) is None


def test_districts_are_listed_by_province() -> None:
    assert len(GAZETTEER.districts_of("34")) == 39
    assert GAZETTEER.districts_of("82") == ()
    assert GAZETTEER.province("82") is None
