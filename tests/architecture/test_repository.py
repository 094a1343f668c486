"""Does the project speak of itself alone? No machine, no registry, no secret, no dead promise."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = {
    "a registry's address": re.compile(
        r"(pypi\.org|pythonhosted\.org|registry\.npmjs|repo1?\.maven|crates\.io/)", re.I
    ),
    "a path of one machine": re.compile(r"(?<![\w.])/(root|home|work)/[\w.]"),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
}
TEXT_SUFFIXES = {".py", ".md", ".txt", ".toml", ".yaml", ".yml", ".json", ".xml", ".html", ".css", ".cfg", ".sh", ".j2"}


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def found_in(text: str) -> list[str]:
    """Name what must not stand in a file of the repository."""
    return [name for name, pattern in FORBIDDEN.items() if pattern.search(text)]


def test_no_tracked_file_names_a_machine_a_registry_or_a_secret():
    files = [path for path in _tracked() if path.suffix in TEXT_SUFFIXES and path != Path(__file__) and path.exists()]
    assert {str(path.relative_to(ROOT)): found for path in files if (found := found_in(path.read_text()))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "--index-url https://pypi.org/simple",
        "cache = '/root/.cache'",
        "-----BEGIN PRIVATE KEY-----",
    ],  # what must be found
)
def test_a_planted_address_path_or_key_is_found(text: str):
    assert found_in(text)


def _make_targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text(), re.M))


def test_every_make_command_in_the_readme_exists():
    promised = set(re.findall(r"`make ([a-z-]+)", (ROOT / "README.md").read_text()))
    assert promised
    assert promised <= _make_targets()


def test_every_file_the_pages_point_to_exists():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, to) for page in pages for to in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())]
    assert [f"{page.relative_to(ROOT)} -> {to}" for page, to in links if not (page.parent / to).exists()] == []


def test_every_dependency_is_locked_with_hashes():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        pins = re.split(r"\n(?=[a-z0-9])", lock.read_text().strip(), flags=re.I)
        assert [pin.split()[0] for pin in pins if not pin.startswith("#") and "--hash=sha256:" not in pin] == []
