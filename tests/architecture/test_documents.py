"""Are the pages that are made from the code current, and would anybody notice if they were not?"""

from pathlib import Path

import pytest

from operations import documents
from runtime.metrics import METRICS
from runtime.settings import Settings


def test_the_pages_made_from_the_code_are_current():
    assert documents.main(["--check"]) == 0


def test_a_page_that_is_not_current_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    page = tmp_path / "settings.md"
    page.write_text(documents.settings_page() + "\n")
    monkeypatch.setattr(documents, "PROJECT_ROOT", tmp_path)
    monkeypatch.setattr(documents, "PAGES", {page: documents.settings_page})
    assert documents.main(["--check"]) == 1
    assert "not current: settings.md" in capsys.readouterr().err
    assert documents.main([]) == 0
    assert documents.main(["--check"]) == 0


def test_every_metric_and_every_setting_has_its_row():
    metrics, settings = documents.metrics_page(), documents.settings_page()
    assert all(f"`{described.name}" in metrics for metric in METRICS for described in metric.describe())
    assert all(f"`BIMER_{name.upper()}`" in settings for name in Settings.model_fields)


def test_every_command_has_its_section():
    commands = documents.commands_page()
    for name in ("up", "demo", "simulate", "tokens issue", "dead-letters replay", "registry apply"):
        assert f"## bimer {name}\n" in commands
