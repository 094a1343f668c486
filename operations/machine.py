"""What does this machine offer: programs, free ports, a cache, a Docker engine?"""

import fcntl
import functools
import os
import random
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from operations.errors import MissingPiece

PROJECT_ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"
# Below the kernel's range for outgoing connections, so that no client of ours takes a port we have just found free.
FREE_PORT_RANGE = range(15_000, 32_000)


def cache_directory(name: str) -> Path:
    """Return (and make) the folder of this name in the user's cache, outside the project's tree."""
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    directory = root / "bimer" / name
    directory.mkdir(parents=True, exist_ok=True)
    return directory


@contextmanager
def exclusive(directory: Path) -> Iterator[None]:
    """Hold the folder's lock, so that two starts at once fill a cache once."""
    with (directory / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def free_ports(count: int) -> list[int]:
    """Find `count` different ports of the loopback address on which nobody listens."""
    found: list[int] = []
    with ExitStack() as held:
        while len(found) < count:
            listener = held.enter_context(socket.socket())
            port = random.choice(FREE_PORT_RANGE)
            try:
                listener.bind((LOOPBACK, port))
            except OSError:
                continue
            found.append(port)
    return found


def is_listening(port: int) -> bool:
    """Tell whether somebody accepts connections on this port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex((LOOPBACK, port)) == 0


def find_java() -> Path:
    """Find Java 17 or later in JAVA_HOME or on the PATH; MissingPiece says what to install."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if java is None:
        raise MissingPiece("Java 17 or later is missing. On Debian: apt-get install default-jre-headless")
    major = java_major_version(java)
    if major < 17:
        raise MissingPiece(f"Java {major} is too old for Kafka. On Debian: apt-get install default-jre-headless")
    return Path(java)


def java_major_version(java: str) -> int:
    """Ask a java program for its major version; 0 when it does not say one."""
    answer = subprocess.run([java, "-version"], capture_output=True, text=True, check=False, timeout=30)
    version = re.search(r'version "(\d+)', answer.stderr)
    return int(version[1]) if version else 0


def find_maven() -> Path:
    """Find Maven on the PATH; MissingPiece says what to install."""
    maven = shutil.which("mvn")
    if maven is None:
        raise MissingPiece("Maven is missing; it brings Kafka's jars. On Debian: apt-get install maven")
    return Path(maven)


@functools.cache
def docker_answers() -> bool:
    """Tell whether a Docker engine answers within two seconds."""
    import docker
    from docker.errors import DockerException

    # The client leaves its socket open when nobody listens there; so it is asked only where somebody may.
    address = os.environ.get("DOCKER_HOST") or "unix:///var/run/docker.sock"
    if address.startswith("unix://") and not Path(address.removeprefix("unix://")).is_socket():
        return False
    try:
        return bool(docker.from_env(timeout=2).ping())
    except DockerException:
        return False
