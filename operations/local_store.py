"""How does a MongoDB-protocol server run on this machine?

`mongod` when it is on the PATH; else SecantusDB's Rust build when `make store` has built it; else SecantusDB's Python
server from the virtual environment (slow: for looking around, not for load).
"""

import enum
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Self

from operations.errors import MissingPiece, StackError
from operations.machine import LOOPBACK, cache_directory, exclusive, free_ports, is_listening
from operations.progress import step
from operations.server_process import ServerProcess, wait_until
from runtime.store_probe import takes_writes

RUST_STORE_VERSION = "0.5.3-beta.196"
START_SECONDS = 60.0
REPLICA_SET = "bimer"


class StoreKind(enum.StrEnum):
    """Which server speaks the MongoDB protocol here."""

    MONGOD = "mongod"
    SECANTUS_RUST = "secantusd-rs"
    SECANTUS_PYTHON = "secantusd-py"


class LocalStore:
    """One local server under one directory. `prepare` once, then run `command` yourself or `start` and `stop`."""

    def __init__(self, directory: Path, *, port: int | None = None) -> None:
        self.directory = directory
        self.port = port or free_ports(1)[0]
        self.kind, self._program = find_store()
        self._running: ServerProcess | None = None

    @property
    def uri(self) -> str:
        return f"mongodb://{LOOPBACK}:{self.port}/?directConnection=true"

    @property
    def pids(self) -> tuple[int, ...]:
        return (self._running.pid,) if self._running else ()

    def prepare(self) -> None:
        """Make the data directory."""
        (self.directory / "data").mkdir(parents=True, exist_ok=True)

    def command(self) -> list[str]:
        """Return the command line that runs the server in the foreground."""
        data = str(self.directory / "data")
        if self.kind is StoreKind.MONGOD:
            address = ["--bind_ip", LOOPBACK, "--port", str(self.port)]
            return [str(self._program), "--dbpath", data, *address, "--replSet", REPLICA_SET, "--quiet"]
        address = ["--host", LOOPBACK, "--port", str(self.port)]
        command = [str(self._program), *address, "--storage-path", data, "--log-level", "WARNING"]
        if self.kind is StoreKind.SECANTUS_RUST:
            # Without the last flag a kill -9 loses what was acknowledged with j:true (27 and 39 of 28,000 writes).
            command += ["--cache-size", "256M", "--log-file-max", "32MB", "--sync-on-commit"]
        return command

    def start(self) -> Self:
        """Prepare, start the server as a child of this process and return when it answers."""
        self.prepare()
        self._running = ServerProcess(self.command(), log=self.directory / "server.log")
        try:
            self.wait_until_answering()
        except BaseException:
            self.stop()
            raise
        return self

    def wait_until_answering(self) -> None:
        """Return when the server takes writes; NotAnswering quotes its log."""
        initiate = REPLICA_SET if self.kind is StoreKind.MONGOD else None
        wait_until(
            lambda: is_listening(self.port) and takes_writes(self.uri, initiate=initiate),
            f"The store ({self.kind})",
            seconds=START_SECONDS,
            is_alive=lambda: self._running is None or self._running.is_running(),
            log=self.directory / "server.log",
        )

    def kill(self) -> None:
        """End the server as a crash would, with no time to put anything in order."""
        if self._running:
            self._running.kill()
            self._running = None

    def stop(self) -> None:
        """End the server that `start` started."""
        if self._running:
            self._running.stop()
            self._running = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def find_store() -> tuple[StoreKind, Path]:
    """Choose the best server this machine has; MissingPiece says what to build or install."""
    candidates = {
        StoreKind.MONGOD: shutil.which("mongod"),
        StoreKind.SECANTUS_RUST: shutil.which("secantusd-rs", path=str(rust_store_root() / "bin")),
        StoreKind.SECANTUS_PYTHON: shutil.which("secantusd-py", path=str(Path(sys.executable).parent)),
    }
    for kind, program in candidates.items():
        if program:
            return kind, Path(program)
    raise MissingPiece("No store is here. Run `make store` (needs Rust's cargo), or install MongoDB's mongod.")


def rust_store_root() -> Path:
    """Return the folder of the cache in which the Rust store stands or will stand."""
    return cache_directory(f"secantus-{RUST_STORE_VERSION}")


def build_rust_store() -> Path:
    """Build the Rust store into the cache unless it stands there (about 4 minutes on 2 cores)."""
    root = rust_store_root()
    program = root / "bin" / "secantusd-rs"
    with exclusive(root):
        if not program.exists():
            cargo = shutil.which("cargo")
            if cargo is None:
                raise MissingPiece(
                    "Rust's cargo is missing; it builds the store. Install it with rustup: Debian's is too old."
                )
            with step("Building the store (secantusd-rs), about 4 minutes"):
                install_with_cargo(cargo, root)
    return program


def install_with_cargo(cargo: str, root: Path) -> None:
    """Run cargo install for the pinned version; StackError quotes the end of cargo's output."""
    pinned = ["secantus-mdb", "--version", RUST_STORE_VERSION, "--locked", "--ignore-rust-version"]
    log = root / "build.log"
    with log.open("wb") as output:
        done = subprocess.run(
            [cargo, "install", *pinned, "--root", str(root)],
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, "CARGO_TERM_COLOR": "never"},
            check=False,
        )
    if done.returncode != 0:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-20:])
        raise StackError(f"cargo could not build the store:\n{tail}")
