"""Which number does an institution get, so that nothing added later renumbers it?

Seven digits and a check digit (ISO 7064 MOD 11,10). The first digit is the block, the others are numbers that stand in
the tables themselves (a plate, the number of a district, of a ministry, of a kind of directorate) and are never given
twice. No number comes from counting rows.
"""

from domain.identifiers import InstitutionId, check_digit

PRIME_MINISTRY_NUMBER = 0


def central_id(ministry: int, unit: int = 0) -> InstitutionId:
    """Number the Prime Ministry (0), a ministry or a unit of theirs."""
    return _numbered("1", (ministry, 2), (unit, 2), (0, 2))


def affiliated_id(affiliated: int, unit: int = 0) -> InstitutionId:
    """Number an affiliated body or a unit of it."""
    return _numbered("2", (affiliated, 3), (unit, 2), (0, 1))


def university_id(university: int, unit: int = 0) -> InstitutionId:
    """Number a university or a unit of it."""
    return _numbered("3", (university, 3), (unit, 2), (0, 1))


def provincial_id(plate: str, number: int = 0) -> InstitutionId:
    """Number a governorate (0) or what stands beside it in its province."""
    return _numbered("4", (int(plate), 2), (number, 2), (0, 2))


def regional_id(network: int, ordinal: int) -> InstitutionId:
    """Number a regional directorate by its network and its place in it."""
    return _numbered("5", (network, 2), (ordinal, 2), (0, 2))


def district_id(plate: str, district: int, number: int = 0) -> InstitutionId:
    """Number a district governorate (0) or what stands beside it in its district."""
    return _numbered("6", (int(plate), 2), (district, 2), (number, 2))


def municipal_id(plate: str, district: int = 0, number: int = 0) -> InstitutionId:
    """Number a metropolitan municipality (district 0), its departments, a municipality (number 0) or a town."""
    return _numbered("7", (int(plate), 2), (district, 2), (number, 2))


def local_office_id(plate: str, district: int, number: int) -> InstitutionId:
    """Number a local office; district 0 serves the whole province."""
    return _numbered("8", (int(plate), 2), (district, 2), (number, 2))


def _numbered(block: str, *fields: tuple[int, int]) -> InstitutionId:
    serial = block + "".join(f"{value:0{width}d}" for value, width in fields)
    if len(serial) != 7:
        raise ValueError(f"a number does not fit its field: block {block}, fields {fields}")
    return InstitutionId(serial + check_digit(serial))
