"""On what was it measured, and how much of it did each process use?"""

import os
import platform
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from operations.local_kafka import KAFKA_VERSION

LIBRARIES = ("aiokafka", "confluent-kafka", "fastapi", "faust-streaming", "motor", "pydantic", "pymongo", "uvloop")


def description() -> dict[str, object]:
    """Name the hardware, the system and the versions that decide a figure."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "load_before": round(os.getloadavg()[0], 1),
        "processor": _processor(),
        "memory_gib": round(memory / 2**30, 1),
        "system": platform.platform(),
        "python": platform.python_version(),
        "kafka": KAFKA_VERSION,
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def processor_seconds(pids: Mapping[str, int]) -> dict[str, float]:
    """Read how long each process has computed, user and system together; one that has ended is left out."""
    found = {}
    for name, pid in pids.items():
        with suppress(FileNotFoundError):
            found[name] = _seconds(pid)
    return found


def resident_mebibytes(pids: Mapping[str, int]) -> dict[str, float]:
    """Read how much memory each process holds; one that has ended is left out."""
    found = {}
    for name, pid in pids.items():
        with suppress(FileNotFoundError):
            found[name] = round(_resident(pid) / 2**20, 1)
    return found


def _seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
