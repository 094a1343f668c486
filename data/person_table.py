"""Whom does the local registry of persons know by name? Invented people and companies, for tests and first tries."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.table_file import read_rows

PERSON_FILE = Path(__file__).parent / "samples" / "persons.csv"
LEGAL_PERSON_FILE = Path(__file__).parent / "samples" / "legal_persons.csv"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What a registry of persons keeps of a natural person, as far as it is compared."""

    given_name: str
    family_name: str
    mother_maiden_name: str


@dataclass(frozen=True, slots=True)
class LegalPersonRecord:
    """What a tax registry keeps of a legal person, as far as it is compared."""

    title: str
    signatory: str


@cache
def load_persons() -> dict[str, PersonRecord]:
    """Read the people by national id."""
    return {
        row["national_id"]: PersonRecord(row["given_name"], row["family_name"], row["mother_maiden_name"])
        for row in read_rows(PERSON_FILE)
    }


@cache
def load_legal_persons() -> dict[str, LegalPersonRecord]:
    """Read the companies by tax number."""
    return {
        row["tax_number"]: LegalPersonRecord(row["title"], row["signatory"]) for row in read_rows(LEGAL_PERSON_FILE)
    }
