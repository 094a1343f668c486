"""What does the state consist of? The tables of `structure/` and of the places, as the composition reads them."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from data.place_table import DISTRICT_FILE, PROVINCE_FILE, TOWN_FILE
from data.table_file import read_rows
from domain.institution_kind import Branch, InstitutionKind

STRUCTURE = Path(__file__).parent.parent / "structure"
EVERY_MINISTRY = "*"


class Unit(NamedTuple):
    """A row of most tables: a number that is never given twice, the service, the name or its pattern."""

    number: int
    branch: Branch | None
    name: str


class Affiliated(NamedTuple):
    """An affiliated body and the ministry it stands under; None is the Prime Ministry."""

    number: int
    branch: Branch | None
    name: str
    ministry: Branch | None


class Directorate(NamedTuple):
    """A kind of directorate that every province or district has, and whom it answers to."""

    number: int
    branch: Branch
    name: str
    line_kind: InstitutionKind
    line_branch: Branch | None


class Network(NamedTuple):
    """The regional directorates of one service; each seat is written `plate[:label][@covered+plates]`."""

    number: int
    branch: Branch
    name: str
    line_kind: InstitutionKind
    line_branch: Branch
    coverage: str
    seats: tuple[str, ...]


class ProvinceRow(NamedTuple):
    """A province with what the composition needs beyond its name."""

    plate: str
    name: str
    metropolitan: bool
    population: int
    statistical_region: str
    latitude: float
    longitude: float


class DistrictRow(NamedTuple):
    """A district with its number in the province."""

    province: str
    number: int
    name: str
    central: bool
    population: int


class TownRow(NamedTuple):
    """A town (belde) with its number in the district."""

    province: str
    district: str
    number: int
    name: str
    population: int


@cache
def units(table: str) -> tuple[Unit, ...]:
    """Read a table of numbered units."""
    return tuple(_unit(row) for row in _structure(table))


@cache
def units_of_ministry(ministry: Branch) -> tuple[Unit, ...]:
    """Read the units of one ministry: its own rows, and the common ones whose numbers it has not taken."""
    rows = list(_structure("ministry_units"))
    common = {int(row["number"]): _unit(row) for row in rows if row["ministry"] == EVERY_MINISTRY}
    own = {int(row["number"]): _unit(row) for row in rows if row["ministry"] == ministry}
    return tuple((common | own)[number] for number in sorted(common | own))


@cache
def affiliated_bodies() -> tuple[Affiliated, ...]:
    """Read the affiliated bodies."""
    return tuple(
        Affiliated(*_unit(row), None if row["line"] == InstitutionKind.PRIME_MINISTRY else Branch(row["line"]))
        for row in _structure("affiliated_bodies")
    )


@cache
def provincial_directorates() -> tuple[Directorate, ...]:
    """Read the kinds of provincial directorate."""
    return tuple(
        Directorate(
            int(row["number"]),
            Branch(row["branch"]),
            row["name"],
            InstitutionKind(row["line_kind"]),
            _branch(row["line_branch"]),
        )
        for row in _structure("provincial_directorates")
    )


@cache
def district_directorates() -> tuple[Directorate, ...]:
    """Read the kinds of district directorate; each answers to a directorate of its province."""
    return tuple(
        Directorate(
            int(row["number"]),
            Branch(row["branch"]),
            row["name"],
            InstitutionKind.PROVINCIAL_DIRECTORATE,
            Branch(row["line_branch"]),
        )
        for row in _structure("district_directorates")
    )


@cache
def networks() -> tuple[Network, ...]:
    """Read the regional networks."""
    return tuple(
        Network(
            int(row["number"]),
            Branch(row["branch"]),
            row["name"],
            InstitutionKind(row["line_kind"]),
            Branch(row["line_branch"]),
            row["coverage"],
            tuple(row["seats"].split()),
        )
        for row in _structure("regional_networks")
    )


@cache
def universities() -> tuple[tuple[int, str, str], ...]:
    """Read number, plate and name of the universities."""
    return tuple((int(row["number"]), row["province"], row["name"]) for row in _structure("universities"))


@cache
def water_authority_names() -> dict[str, str]:
    """Read the short name of each metropolitan water authority by plate."""
    return {row["province"]: row["name"] for row in _structure("water_authorities")}


@cache
def provinces() -> tuple[ProvinceRow, ...]:
    """Read the provinces."""
    return tuple(
        ProvinceRow(
            row["plate"],
            row["name"],
            row["metropolitan"] == "1",
            int(row["population"]),
            row["statistical_region"],
            float(row["latitude"]),
            float(row["longitude"]),
        )
        for row in read_rows(PROVINCE_FILE)
    )


@cache
def districts() -> tuple[DistrictRow, ...]:
    """Read the districts."""
    return tuple(
        DistrictRow(row["province"], int(row["number"]), row["name"], row["central"] == "1", int(row["population"]))
        for row in read_rows(DISTRICT_FILE)
    )


@cache
def towns() -> tuple[TownRow, ...]:
    """Read the towns."""
    return tuple(
        TownRow(row["province"], row["district"], int(row["number"]), row["name"], int(row["population"]))
        for row in read_rows(TOWN_FILE)
    )


def _structure(table: str) -> Iterator[dict[str, str]]:
    return read_rows(STRUCTURE / f"{table}.csv")


def _unit(row: dict[str, str]) -> Unit:
    return Unit(int(row["number"]), _branch(row["branch"]), row["name"])


def _branch(text: str) -> Branch | None:
    return Branch(text) if text else None
