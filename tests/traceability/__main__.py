"""Is docs/requirements.md current? `python -m tests.traceability` writes it; `--check` says whether it is."""

import sys
from pathlib import Path

from tests.traceability.markers import marks_in_folder
from tests.traceability.page import requirements_page
from tests.traceability.table import load_conflicts, load_requirements

ROOT = Path(__file__).parents[2]


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Write the page, or with `--check` tell whether it is current."""
    path = root / "docs" / "requirements.md"
    page = requirements_page(load_requirements(), load_conflicts(), marks_in_folder(root / "tests", root))
    current = path.exists() and path.read_text(encoding="utf-8") == page
    if "--check" in arguments:
        if not current:
            print(f"not current: {path.relative_to(root)} (run `make docs`)", file=sys.stderr)
        return 0 if current else 1
    if not current:
        path.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
