"""Where do the provinces, districts and towns come from? `import_places.py` writes their tables, this reads them."""

from pathlib import Path

from data.table_file import read_rows
from domain.place import District, Gazetteer, Place, Province

PROVINCE_FILE = Path(__file__).with_name("provinces.csv")
DISTRICT_FILE = Path(__file__).with_name("districts.csv")
TOWN_FILE = Path(__file__).with_name("towns.csv")


def load_provinces() -> tuple[Province, ...]:
    """Read the 81 provinces by plate."""
    return tuple(Province(row["plate"], row["name"], row["metropolitan"] == "1") for row in read_rows(PROVINCE_FILE))


def load_districts() -> tuple[District, ...]:
    """Read the 973 districts by plate and name."""
    return tuple(District(row["province"], row["name"], row["central"] == "1") for row in read_rows(DISTRICT_FILE))


def load_gazetteer() -> Gazetteer:
    """Read all places of the country."""
    return Gazetteer(load_provinces(), load_districts())


def load_populations() -> dict[Place, int]:
    """Read how many people live in each province and in each district."""
    provinces = {Place(row["plate"]): int(row["population"]) for row in read_rows(PROVINCE_FILE)}
    districts = {Place(row["province"], row["name"]): int(row["population"]) for row in read_rows(DISTRICT_FILE)}
    return provinces | districts
