"""Which institutions does an operator's file tell of? CSV as `data/institutions.csv`, or one JSON object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from data.loaders import load_institutions
from domain.institution import Institution
from operations.errors import StackError
from schemas.registry_records import InstitutionRecordV1

_INSTITUTION: TypeAdapter[Institution] = TypeAdapter(Institution)


class UnreadableFile(StackError):
    """The file does not tell of institutions; the message names the line."""


def read_institutions(path: Path) -> Iterator[Institution]:
    """Read versions of institutions; a JSON line is one version, or a record with all versions of one institution."""
    if path.suffix == ".csv":
        yield from _rows(path)
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            yield from _line(line, f"{path.name}, line {number}")


def _rows(path: Path) -> Iterator[Institution]:
    read = 0
    try:
        for institution in load_institutions(path):
            read += 1
            yield institution
    except (ValueError, KeyError) as wrong:
        raise UnreadableFile(f"{path.name}, row {read + 1}: {wrong}") from wrong


def _line(line: str, where: str) -> tuple[Institution, ...]:
    try:
        content: Any = json.loads(line)
        if isinstance(content, dict) and "versions" in content:
            return InstitutionRecordV1.model_validate(content).to_domain()
        return (_INSTITUTION.validate_json(line),)
    except ValidationError as wrong:
        said = "; ".join(f"{'.'.join(map(str, error['loc']))}: {error['msg']}" for error in wrong.errors())
        raise UnreadableFile(f"{where}: {said}") from wrong
    except ValueError as wrong:
        raise UnreadableFile(f"{where}: {wrong}") from wrong
