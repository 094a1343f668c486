"""How is a checked-in table read and written? CSV in UTF-8, one header line, "\\n" at the end of each line."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a table by column name."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def table_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write rows as the text of a table."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(columns)
    table.writerows(rows)
    return text.getvalue()
