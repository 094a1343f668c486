"""Is every requirement proven or stated, every conflict between the sources decided, and would a gap be noticed?"""

import re
from pathlib import Path

import pytest

from tests.mutations.catalogue import load_mutations
from tests.traceability import __main__ as generator
from tests.traceability.gaps import gaps
from tests.traceability.markers import Mark, Proof, UnreadableMarker, marks_in, marks_in_folder
from tests.traceability.not_yet import NOT_YET
from tests.traceability.page import requirements_page
from tests.traceability.table import (
    Conflict,
    Requirement,
    Source,
    load_conflicts,
    load_requirements,
)

ROOT = Path(__file__).parents[2]
REQUIREMENTS, CONFLICTS = load_requirements(), load_conflicts()
MARKS = marks_in_folder(ROOT / "tests", ROOT)
BROKEN = {requirement for mutation in load_mutations() for requirement in mutation.requirements}
FOUND = gaps(REQUIREMENTS, CONFLICTS, MARKS, BROKEN, ROOT)

A_RULE = Requirement("R-C9", Source.FORUM, None, "Never by telephone.")
A_FACT = Requirement("R-A2", Source.MAGAZINE, "docs/history.md", "It began in 2006.")
A_CONFLICT = Conflict(4, "One says this, another that.", "That.")
PROOF = Proof("tests/unit/test_channels.py", "test_never_by_telephone")
PROVEN = [Mark("requirement", "R-C9", PROOF), Mark("conflict", 4, PROOF)]


def test_there_are_the_113_requirements_of_the_rulebook():
    sizes = {"A": 14, "B": 8, "C": 11, "D": 14, "E": 16, "F": 7, "G": 15, "H": 4, "I": 11, "J": 13}
    assert [each.id for each in REQUIREMENTS] == [
        f"R-{part}{number}" for part, size in sizes.items() for number in range(1, size + 1)
    ]
    assert [each.number for each in CONFLICTS] == list(range(1, 11))


def test_only_facts_of_history_have_a_page_instead_of_a_test():
    assert [each.id for each in REQUIREMENTS if each.page] == ["R-A2", "R-A3", "R-A5", "R-J12", "R-J13"]


def test_every_requirement_is_proven_or_stated_and_every_conflict_decided():
    assert [gap for about, gap in FOUND.items() if about not in NOT_YET] == []


def test_nothing_is_excused_that_lacks_nothing():
    assert NOT_YET - set(FOUND) == frozenset()


def test_the_page_of_the_requirements_is_current():
    assert generator.main(["--check"]) == 0


@pytest.mark.parametrize(
    ("marks", "broken", "gap"),
    [
        pytest.param(PROVEN[1:], {"R-C9"}, "R-C9 has no test", id="a rule without a test"),
        pytest.param(PROVEN, {"R-C8"}, "R-C9 is broken by no mutation", id="a rule without a mutation"),
        pytest.param(PROVEN[:1], {"R-C9"}, "conflict 4 has no test", id="a conflict without a test"),
        pytest.param(
            [*PROVEN, Mark("requirement", "R-C99", PROOF)], {"R-C9"}, "R-C99 is no requirement", id="an unknown id"
        ),
        pytest.param([*PROVEN, Mark("conflict", 11, PROOF)], {"R-C9"}, "11 is no conflict", id="an unknown number"),
    ],
)
def test_a_planted_gap_is_found(marks: list[Mark], broken: set[str], gap: str, tmp_path: Path):
    assert list(gaps([A_RULE], [A_CONFLICT], marks, broken, tmp_path).values()) == [gap]


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        pytest.param("- **R-A2** It began.", {}, id="it is stated"),
        pytest.param("- **R-A20** Another.", {"R-A2": "R-A2 is not stated in docs/history.md"}, id="it is not"),
    ],
)
def test_a_fact_of_history_needs_its_page(stated: str, found: dict[str, str], tmp_path: Path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "history.md").write_text(stated)
    assert gaps([A_RULE, A_FACT], [A_CONFLICT], PROVEN, {"R-C9"}, tmp_path) == found


MODULE = """
import pytest
pytestmark = [pytest.mark.integration, pytest.mark.requirement("R-A1")]
ethics = pytest.mark.requirement("R-H1")
ROWS = [pytest.param(1, marks=pytest.mark.requirement("R-C9"), id="a row of a named table")]
COLUMNS = ("x",)

@ethics
@pytest.mark.conflict(8)
def test_one(): ...

@pytest.mark.parametrize(COLUMNS, ROWS)
async def test_two(x): ...

@pytest.mark.parametrize("x", [pytest.param(1, marks=[pytest.mark.slow, pytest.mark.requirement("R-B1", "R-B2")])])
def test_three(x): ...

@pytest.mark.requirement("R-E1")
def no_test(): ...
"""


def test_a_marker_counts_on_a_test_its_module_and_its_rows():
    found = {(mark.value, mark.proof.test, mark.proof.row) for mark in marks_in(MODULE, "test_module.py")}
    assert found == {
        *(("R-A1", test, None) for test in ("test_one", "test_two", "test_three")),
        ("R-H1", "test_one", None),
        (8, "test_one", None),
        ("R-C9", "test_two", "a row of a named table"),
        ("R-B1", "test_three", None),
        ("R-B2", "test_three", None),
    }


def test_a_marker_that_names_nothing_is_noticed():
    source = "import pytest\nID = 'R-C9'\n@pytest.mark.requirement(ID)\ndef test_one(): ..."
    with pytest.raises(UnreadableMarker, match=r"test_module\.py:3: ID"):
        marks_in(source, "test_module.py")


def test_a_page_names_each_proof_as_a_sentence():
    page = requirements_page((A_RULE, A_FACT), (A_CONFLICT,), PROVEN)
    assert "- [unit/test_channels.py](../tests/unit/test_channels.py): never by telephone\n" in page
    assert "- stated in [docs/history.md](history.md)\n" in page
    assert "no proof yet" not in page


def test_a_page_that_is_not_current_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "docs").mkdir()
    assert generator.main(["--check"], tmp_path) == 1
    assert "not current: docs/requirements.md" in capsys.readouterr().err
    assert generator.main([], tmp_path) == 0
    assert generator.main(["--check"], tmp_path) == 0


@pytest.mark.conflict(9)
def test_the_table_of_the_magazine_is_too_small_to_be_the_nations():
    page = (ROOT / "docs" / "history.md").read_text()
    table = {int(year): int(count.replace(",", "")) for year, count in re.findall(r"\| (\d{4}) \| ([\d,]+) \|", page)}
    first_years = sum(table[year] for year in range(2006, 2011))
    assert (first_years, sum(table.values())) == (60_706, 418_140)
    assert first_years < 2_192_590 / 36
    assert all(f"{figure:,}" in page for figure in (60_706, 418_140, 2_192_590))
