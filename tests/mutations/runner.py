"""Does its named test notice a broken rule? One mutation at a time, in a copy of the project, in a process of its own.

Only a failed assertion counts as noticed: an error at import, in a fixture or in the test's own words would be noticed
whatever the test asserts.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from time import monotonic
from xml.etree import ElementTree

from tests.mutations.catalogue import Mutation, mutated

PATIENCE_SECONDS = 180.0

_PYTEST = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "pytest_asyncio.plugin", "-p", "no:cacheprovider")
"""The one plugin that tests need; to load them all takes longer than most tests."""

_ASSERTED = re.compile(
    r"assert\b|AssertionError|Failed: DID NOT RAISE|ExceptionGroup: Hypothesis found"
    r"|ValueError: (?:not enough|too many) values to unpack"
)
"""How a test says that something is not so; `(fact,) = facts` asserts, too, that there is one."""

_LATER_SECONDS = 60


class Verdict(StrEnum):
    """What a mutation and its test came to."""

    NOTICED = "noticed"
    SURVIVED = "survived"
    FAILED_OTHERWISE = "failed otherwise"


@dataclass(frozen=True, slots=True)
class Trial:
    """One mutation tried: what came of it, and the test's words where it did not end as it should."""

    mutation: Mutation
    verdict: Verdict
    seconds: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class TestRun:
    """What pytest reported: its exit status and counts, the messages of failed tests, and all it printed."""

    __test__ = False

    status: int
    passed: int
    errors: int
    failures: tuple[str, ...]
    output: str

    @property
    def green(self) -> bool:
        """Tell whether tests ran and all of them passed, none skipped."""
        return self.status == 0 and self.passed > 0

    @property
    def asserted(self) -> bool:
        """Tell whether the tests ran and an assertion failed, and nothing else did."""
        failed_by_assertion = [message for message in self.failures if _ASSERTED.match(message)]
        return self.status == 1 and not self.errors and 0 < len(failed_by_assertion) == len(self.failures)


def copy_project(root: Path, folder: Path) -> None:
    """Copy what belongs to the project, and nothing that was built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)


def run_tests(folder: Path, tests: Sequence[str], *, compiled: bool) -> TestRun:
    """Run tests in a copy; `compiled` leaves compiled modules there, which a broken module must never do."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(folder), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    if not compiled:
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        try:
            done = subprocess.run(
                [*_PYTEST, f"--junitxml={report.name}", *tests],
                cwd=folder, env=environment, check=False, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            return TestRun(-1, 0, 0, (), f"no end after {PATIENCE_SECONDS:.0f} s")
        return _read(done, Path(report.name).read_text(encoding="utf-8"))


def _read(done: "subprocess.CompletedProcess[str]", report: str) -> TestRun:
    output = done.stdout + done.stderr
    if not report:
        return TestRun(done.returncode, 0, 0, (), output)
    cases = list(ElementTree.fromstring(report).iter("testcase"))  # noqa: S314 (pytest's own)
    failures = tuple(failure.get("message", "") for case in cases for failure in case.findall("failure"))
    errors = sum(len(case.findall("error")) for case in cases)
    passed = sum(len(case) == 0 or all(part.tag == "properties" for part in case) for case in cases)
    skipped = sum(len(case.findall("skipped")) for case in cases)
    return TestRun(done.returncode, 0 if skipped else passed, errors, failures, output)


def tried(mutation: Mutation, folder: Path) -> Trial:
    """Break one rule in a copy, run the named test, and mend the copy again."""
    path = folder / mutation.file
    whole, times = path.read_bytes(), path.stat()
    begun = monotonic()
    path.write_text(mutated(mutation, folder), encoding="utf-8")
    # A compiled module is taken for current while size and second of its source are the same.
    os.utime(path, (times.st_atime, times.st_mtime + _LATER_SECONDS))
    try:
        run = run_tests(folder, [mutation.test], compiled=False)
    finally:
        path.write_bytes(whole)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    verdict = _verdict(run)
    words = "" if verdict is Verdict.NOTICED else run.output
    return Trial(mutation, verdict, monotonic() - begun, words)


def _verdict(run: TestRun) -> Verdict:
    if run.asserted:
        return Verdict.NOTICED
    return Verdict.SURVIVED if run.status == 0 else Verdict.FAILED_OTHERWISE


def try_all(mutations: Sequence[Mutation], folders: Iterable[Path]) -> Iterator[Trial]:
    """Try every mutation, one at a time in each copy, and give the trials as they end."""
    free: SimpleQueue[Path] = SimpleQueue()
    for folder in folders:
        free.put(folder)

    def in_a_free_copy(mutation: Mutation) -> Trial:
        folder = free.get()
        try:
            return tried(mutation, folder)
        finally:
            free.put(folder)

    with ThreadPoolExecutor(free.qsize()) as pool:
        yield from (done.result() for done in as_completed([pool.submit(in_a_free_copy, each) for each in mutations]))
