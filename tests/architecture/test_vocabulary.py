"""Is every identifier in the words of the glossary? One word a thing, and the words that mislead are banned."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("domain", "schemas", "runtime", "services", "operations", "data", "bench")

BANNED = {
    "app": "software is a service or a worker; what a citizen files is an application",
    "agency": "institution",
    "late": "overdue",
    "delayed": "overdue",
    "ticket": "application",
    "complainant": "applicant",
    "citizenid": "national_id",
    "ref": "reference, unless it is a TextRef",
    "basvuru": "Turkish is for what people read",
    "kurum": "Turkish is for what people read",
    "sevk": "refer",
    "iade": "return_application",
    "itiraz": "appeal",
    "cevap": "official response",
}
"""Words that may not occur in an identifier, with the word that should stand there."""

FOREIGN = {("services/deadline_watcher", "app"), ("schemas", "ref"), ("domain/facts.py", "ref")}
"""Where a library or the contract itself uses the word: faust's App, JSON Schema's $ref, TextRef."""


def _identifiers(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def _words(identifier: str) -> list[str]:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", identifier)
    return [word for word in spaced.lower().split("_") if word]


def banned_words(source: str, where: str) -> list[str]:
    """List the banned words in a source, with line and identifier."""
    found = []
    for identifier, line in _identifiers(ast.parse(source)):
        for word in _words(identifier):
            allowed = any(where.startswith(place) and word == each for place, each in FOREIGN)
            if (word in BANNED and not allowed) or not identifier.isascii():
                found.append(f"{where}:{line}: {identifier} ({BANNED.get(word, 'not ASCII')})")
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_every_identifier_speaks_the_glossary(package: str):
    files = sorted((ROOT / package).rglob("*.py"))
    assert [f for file in files for f in banned_words(file.read_text(), str(file.relative_to(ROOT)))] == []


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("def find_app(): ...", id="a function"),
        pytest.param("class DelayedTask: ...", id="a class"),
        pytest.param("def f(agency): ...", id="a parameter"),
        pytest.param("for late in ():\n    pass", id="a variable"),
        pytest.param("def başvuru(): ...", id="a Turkish word"),
    ],
)
def test_a_banned_word_is_found(source: str):
    assert banned_words(source, "somewhere.py")
