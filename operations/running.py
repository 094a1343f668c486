"""How does a command that runs a stack of its own leave nothing behind, however it ends?"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from operations.local_stack import LocalStack

INTERRUPTED = 130
"""The shell's exit code for Ctrl-C."""


@contextmanager
def running(stack: LocalStack, exit_code: int) -> Iterator[None]:
    """Start the stack and stop it again, whatever happens, Ctrl-C included."""
    with ended_by_a_signal(exit_code):
        stack.up()
        try:
            yield
        finally:
            with _undisturbed():
                stack.down()


@contextmanager
def ended_by_a_signal(exit_code: int) -> Iterator[None]:
    """Treat SIGTERM as Ctrl-C, and Ctrl-C as an orderly end with this exit code."""

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        raise typer.Exit(exit_code) from None
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nobody's second Ctrl-C interrupt the tidying up."""
    before = {number: signal.signal(number, signal.SIG_IGN) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
