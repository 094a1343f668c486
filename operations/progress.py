"""How does a person see that something is going on while they wait?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(stderr=True, highlight=False)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Show a spinner while the step runs, then one line with its seconds; on a failure say which step it was."""
    started = time.monotonic()
    try:
        with console.status(f"{what} ..."):
            yield
    except BaseException:
        console.print(f"[red]✗[/red] {what} ({time.monotonic() - started:.1f} s)")
        raise
    console.print(f"[green]✓[/green] {what} ({time.monotonic() - started:.1f} s)")
