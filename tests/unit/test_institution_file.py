"""Can an operator write down institutions in either form, and is a mistake named with its line?"""

import json
from pathlib import Path

import pytest

from data.institution_table import institutions_csv
from data.loaders import load_institutions
from operations.institution_file import UnreadableFile, read_institutions
from schemas.registry_records import InstitutionRecordV1

FIRST, SECOND = (institution for institution, _ in zip(load_institutions(), range(2), strict=False))


def a_line(**changes: object) -> str:
    record = json.loads(InstitutionRecordV1.of_versions([FIRST]).to_json())
    return json.dumps({"institution_id": FIRST.institution_id, **record["versions"][0], **changes})


def test_csv_is_read_as_the_projects_own_table_is(tmp_path: Path):
    file = tmp_path / "changes.csv"
    file.write_text(institutions_csv([FIRST, SECOND]))
    assert list(read_institutions(file)) == [FIRST, SECOND]


def test_a_json_line_is_one_version_or_a_whole_record(tmp_path: Path):
    file = tmp_path / "changes.jsonl"
    file.write_text(a_line() + "\n\n" + InstitutionRecordV1.of_versions([SECOND]).to_json().decode() + "\n")
    assert list(read_institutions(file)) == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("{", "line 1", id="no JSON"),
        pytest.param(a_line() + "\n" + a_line(kind="castle"), "line 2: kind", id="an unknown kind"),
        pytest.param(a_line(valid_from="yesterday"), "line 1: valid_from", id="no date"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, says: str):
    file = tmp_path / "changes.jsonl"
    file.write_text(text)
    with pytest.raises(UnreadableFile, match=says):
        list(read_institutions(file))


def test_a_wrong_row_is_named(tmp_path: Path):
    file = tmp_path / "changes.csv"
    file.write_text(institutions_csv([FIRST, SECOND]).replace(SECOND.kind, "castle"))
    with pytest.raises(UnreadableFile, match="castle"):
        list(read_institutions(file))
