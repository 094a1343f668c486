"""Where do the institutions come from, and how are they written down?

`institutions.csv` is the record and `generate_institutions.py` writes it. At run time the services read the registry
topic, never this file: it is what an operator loads into the topic.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from sys import intern

from data.table_file import read_rows, table_text
from domain.identifiers import InstitutionId
from domain.institution import Branch, Institution, InstitutionKind

INSTITUTION_FILE = Path(__file__).with_name("institutions.csv")

_COLUMNS = (
    "institution_id", "kind", "branch", "name", "line_parent_id", "coordinator_id", "province", "district", "covers",
    "valid_from", "valid_to", "user_places",
)  # fmt: skip


def load_institutions(path: Path = INSTITUTION_FILE) -> Iterator[Institution]:
    """Read the institutions one by one; repeated texts are shared, so that all of them stay small in memory.

    A table may have a column `successor_id` at the end; the project's own, in which none is closed, has none.
    """
    for row in read_rows(path):
        yield Institution(
            _id(row["institution_id"]),
            InstitutionKind(row["kind"]),
            Branch(row["branch"]) if row["branch"] else None,
            row["name"],
            _id(row["line_parent_id"]) if row["line_parent_id"] else None,
            _id(row["coordinator_id"]) if row["coordinator_id"] else None,
            intern(row["province"]) if row["province"] else None,
            intern(row["district"]) if row["district"] else None,
            tuple(intern(plate) for plate in row["covers"].split()),
            _day(row["valid_from"]),
            _day(row["valid_to"]) if row["valid_to"] else None,
            int(row["user_places"]),
            _id(row["successor_id"]) if row.get("successor_id") else None,
        )


def institutions_csv(institutions: Iterable[Institution]) -> str:
    """Write institutions as the text of the table."""
    return table_text(
        _COLUMNS,
        (
            (
                each.institution_id,
                each.kind,
                each.branch,
                each.name,
                each.line_parent_id,
                each.coordinator_id,
                each.province,
                each.district,
                " ".join(each.covers),
                each.valid_from,
                each.valid_to,
                each.user_places,
            )
            for each in institutions
        ),
    )


def _id(text: str) -> InstitutionId:
    return InstitutionId(intern(text))


@cache
def _day(text: str) -> date:
    return date.fromisoformat(text)
