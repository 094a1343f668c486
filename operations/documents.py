"""Which pages are made from the code? Metrics, settings and the command line.

`python -m operations.documents` writes them; `--check` says which are not current.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer
from pydantic_core import PydanticUndefined

from operations.cli import cli
from operations.machine import PROJECT_ROOT
from runtime.metrics import METRICS
from runtime.settings import Settings

SAMPLE_SUFFIX = {"counter": "_total"}


def metrics_page() -> str:
    """Write docs/metrics.md."""
    lines = [
        "# Metrics",
        "",
        "Made from `runtime/metrics.py` by `make docs`. Every service serves them at `/metrics` on its own port;",
        "no label ever names an institution.",
        "",
        "| name | kind | labels | meaning |",
        "|---|---|---|---|",
        *sorted(_metric_row(metric) for metric in METRICS),
    ]
    return "\n".join(lines) + "\n"


def _metric_row(metric: Any) -> str:
    (described,) = metric.describe()
    labels = ", ".join(f"`{label}`" for label in metric._labelnames)
    name = described.name + SAMPLE_SUFFIX.get(described.type, "")
    return f"| `{name}` | {described.type} | {labels} | {described.documentation} |"


def settings_page() -> str:
    """Write docs/settings.md."""
    lines = [
        "# Settings",
        "",
        "Made from `runtime/settings.py` by `make docs`. Each is an environment variable; what is not set has its",
        "default.",
        "",
        "| variable | default | meaning |",
        "|---|---|---|",
        *(_setting_row(name, field) for name, field in Settings.model_fields.items()),
    ]
    return "\n".join(lines) + "\n"


def _setting_row(name: str, field: Any) -> str:
    default = "" if field.default in (None, PydanticUndefined, "") else f"`{field.default}`"
    return f"| `BIMER_{name.upper()}` | {default} | {field.description} |"


def commands_page() -> str:
    """Write docs/commands.md."""
    lines = ["# Command line", "", "Made from `operations/commands/` by `make docs`. The command is `.venv/bin/bimer`."]
    for name, command in _commands(typer.main.get_command(cli), "bimer"):
        lines += ["", f"## {name}", "", (command.help or "").strip()]
        rows = [row for parameter in command.params if (row := _parameter_row(parameter))]
        if rows:
            lines += ["", "| option | default | meaning |", "|---|---|---|", *rows]
    return "\n".join(lines) + "\n"


def _commands(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for word, child in below.items():
        yield from _commands(child, f"{name} {word}")


def _parameter_row(parameter: Any) -> str | None:
    if parameter.name == "help":
        return None
    names = (
        " ".join(f"`{name}`" for name in parameter.opts)
        if parameter.param_type_name == "option"
        else f"`{parameter.name.upper()}`"
    )
    default = "" if parameter.default in (None, False) or parameter.required else f"`{parameter.default}`"
    return f"| {names} | {default} | {parameter.help or ''} |"


PAGES: dict[Path, Callable[[], str]] = {
    PROJECT_ROOT / "docs" / "metrics.md": metrics_page,
    PROJECT_ROOT / "docs" / "settings.md": settings_page,
    PROJECT_ROOT / "docs" / "commands.md": commands_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` tell which are not current."""
    differing = [path for path, page in PAGES.items() if not path.exists() or path.read_text() != page()]
    if "--check" in arguments:
        for path in differing:
            print(f"not current: {path.relative_to(PROJECT_ROOT)} (run `make docs`)", file=sys.stderr)
        return 1 if differing else 0
    for path in differing:
        path.parent.mkdir(exist_ok=True)
        path.write_text(PAGES[path]())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
