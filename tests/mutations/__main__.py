"""Break every rule of law once: does its test notice? `python -m tests.mutations [--only R-C9 ...]`."""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.mutations.catalogue import Mutation, faults, load_mutations
from tests.mutations.runner import Trial, Verdict, copy_project, run_tests, try_all
from tests.traceability.markers import marks_in_folder

ROOT = Path(__file__).parents[2]
AT_ONCE = 2


def main(arguments: list[str]) -> int:
    """Try the mutations and print what became of each; 1 when one was not noticed or cannot be tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="ID", help="only those that break these requirements")
    only = parser.parse_args(arguments).only
    mutations = [each for each in load_mutations() if not only or set(only) & set(each.requirements)]
    unfit = faults(mutations, marks_in_folder(ROOT / "tests", ROOT), ROOT)
    for fault in unfit:
        print(fault, file=sys.stderr)
    return 1 if unfit else _try(mutations)


def _try(mutations: Sequence[Mutation]) -> int:
    with tempfile.TemporaryDirectory() as temporary:
        first, *others = (Path(temporary) / str(number) for number in range(AT_ONCE))
        copy_project(ROOT, first)
        tests = sorted({each.test for each in mutations})
        print(f"{len(mutations)} mutations, noticed by {len(tests)} tests")
        whole = run_tests(first, tests, compiled=True)
        if not whole.green:
            print(f"the tests do not pass while every rule stands:\n{whole.output}", file=sys.stderr)
            return 1
        for other in others:
            shutil.copytree(first, other)
        trials = [_told(trial) for trial in try_all(mutations, (first, *others))]
    counts = Counter(trial.verdict for trial in trials)
    print(", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict))
    return 0 if counts[Verdict.NOTICED] == len(mutations) else 1


def _told(trial: Trial) -> Trial:
    mutation = trial.mutation
    ids = " ".join(mutation.requirements)
    print(f"{trial.verdict:<16} {ids:<14} {trial.seconds:5.1f} s  {mutation.file:<34} {mutation.says}", flush=True)
    if trial.words:
        print(trial.words, file=sys.stderr)
    return trial


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
