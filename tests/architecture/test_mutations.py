"""Can every checked-in mutation be tried as it is written, and does the runner tell noticed from unnoticed?"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.mutations.catalogue import Mutation, faults, load_mutations
from tests.mutations.runner import Verdict, run_tests, try_all
from tests.traceability.markers import Mark, Proof, marks_in_folder

ROOT = Path(__file__).parents[2]

RULE = "def may_ask(by_phone: bool) -> bool:\n    return not by_phone\n"
TESTS = """
from rule import may_ask

def test_never_by_phone():
    assert not may_ask(True)

def test_in_writing():
    assert may_ask(False)

def test_something_else():
    assert may_ask is not None
"""
MUTATION = Mutation(("R-C9",), "by phone, too", "rule.py", "not by_phone", "True", "test_rule.py::test_never_by_phone")
MARKS = [
    Mark("requirement", "R-C9", Proof("test_rule.py", "test_never_by_phone")),
    Mark("requirement", "R-C9", Proof("test_rule.py", "test_channels", "by phone")),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one rule and its tests."""
    (tmp_path / "rule.py").write_text(RULE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_rule.py").write_text("import rule")
    (tmp_path / "test_rule.py").write_text(TESTS)
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_default_fixture_loop_scope = function\n")
    return tmp_path


def test_every_mutation_can_be_tried_as_it_is_written():
    assert faults(load_mutations(), marks_in_folder(ROOT / "tests", ROOT), ROOT) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param({"old": "by_phone"}, "its old text stands 2 times in rule.py", id="a text that stands twice"),
        pytest.param({"old": "by_fax"}, "its old text stands 0 times in rule.py", id="a text that is gone"),
        pytest.param({"file": "gone.py"}, "its old text stands 0 times in gone.py", id="a file that is gone"),
        pytest.param({"new": "not by_phone"}, "it changes nothing", id="no change"),
        pytest.param({"file": "tests/test_rule.py", "old": "rule"}, "it changes a test and no rule", id="no rule"),
        pytest.param({"new": "not"}, "it leaves rule.py without a meaning", id="no Python any more"),
        pytest.param(
            {"test": "test_rule.py::test_in_writing"},
            "test_rule.py::test_in_writing does not say that it proves R-C9",
            id="a test of something else",
        ),
        pytest.param(
            {"requirements": ("R-C9", "R-C10")},
            "test_rule.py::test_never_by_phone does not say that it proves R-C10",
            id="a test of one of two",
        ),
        pytest.param(
            {"test": "test_rule.py::test_channels"},
            "test_rule.py::test_channels does not say that it proves R-C9",
            id="a table whose rows alone prove it",
        ),
    ],
)
def test_a_mutation_that_cannot_be_tried_is_found(change: dict[str, Any], fault: str, project: Path):
    assert faults([replace(MUTATION, **change)], MARKS, project) == [f"by phone, too: {fault}"]


def test_a_mutation_that_can_be_tried_has_no_fault(project: Path):
    of_a_row = replace(MUTATION, test="test_rule.py::test_channels[by phone]")
    assert faults([MUTATION, of_a_row], MARKS, project) == []


def test_only_a_failed_assertion_counts_as_noticed_and_the_rule_stands_again_afterwards(project: Path):
    assert run_tests(project, [MUTATION.test, "test_rule.py::test_something_else"], compiled=True).green
    expected = {
        MUTATION: Verdict.NOTICED,
        replace(MUTATION, test="test_rule.py::test_something_else"): Verdict.SURVIVED,
        replace(MUTATION, old="return", new="raise RuntimeError"): Verdict.FAILED_OTHERWISE,
        replace(MUTATION, old="def may_ask", new="def may_not_ask"): Verdict.FAILED_OTHERWISE,
        replace(MUTATION, test="test_rule.py::test_that_is_gone"): Verdict.FAILED_OTHERWISE,
    }

    assert {trial.mutation: trial.verdict for trial in try_all(list(expected), [project])} == expected
    assert (project / "rule.py").read_text() == RULE
    assert run_tests(project, [MUTATION.test], compiled=True).green
