"""Does a newcomer hear what the machine lacks, and does root on Debian get it installed?"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from operations.machine import PROJECT_ROOT

NEEDED = ("sh", "dirname", "sed", "timeout", "mktemp", "date", "rm", "cat", "sleep")
PYTHON = "#!/bin/sh\nexit 0\n"
JAVA = "#!/bin/sh\necho 'openjdk version \"{major}.0.15\" 2025-04-15' >&2\n"


class Machine:
    """A machine with chosen programs on its PATH; its apt-get only writes down what it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "programs"
        self.programs.mkdir()
        self.asked = folder / "asked-of-apt"
        for name in NEEDED:
            (self.programs / name).symlink_to(shutil.which(name) or "")
        self.has("python3", PYTHON).has("java", JAVA.format(major=17)).has("mvn").is_user(1000)

    def has(self, name: str, text: str = "#!/bin/sh\nexit 0\n") -> "Machine":
        (self.programs / name).write_text(text)
        (self.programs / name).chmod(0o755)
        return self

    def lacks(self, name: str) -> "Machine":
        (self.programs / name).unlink()
        return self

    def is_user(self, number: int) -> "Machine":
        return self.has("id", f"#!/bin/sh\necho {number}\n")

    def is_debian(self) -> "Machine":
        return self.has("apt-get", f'#!/bin/sh\necho "$@" >> {self.asked}\n')

    def bootstrap(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(PROJECT_ROOT / "deploy/bootstrap.sh")],
            env={"PATH": str(self.programs), "TMPDIR": os.environ.get("TMPDIR", "/tmp"), **environment},  # noqa: S108
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_with_everything_hears_nothing(machine: Machine) -> None:
    done = machine.bootstrap()

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_user_hears_what_to_install(machine: Machine) -> None:
    done = machine.lacks("java").lacks("mvn").is_debian().bootstrap()

    assert done.returncode == 1
    assert "Java 17 or later (Debian: apt-get install default-jre-headless)" in done.stderr
    assert "Maven (Debian: apt-get install maven)" in done.stderr
    assert not machine.asked.exists()


def test_root_on_debian_gets_it_installed(machine: Machine) -> None:
    done = machine.lacks("mvn").is_user(0).is_debian().bootstrap()

    assert done.returncode == 0
    assert machine.asked.read_text().splitlines() == ["update", "install --yes --no-install-recommends maven"]


def test_root_elsewhere_hears_what_to_install(machine: Machine) -> None:
    done = machine.lacks("mvn").is_user(0).bootstrap()

    assert done.returncode == 1
    assert "Install it, then run the same command again." in done.stderr


def test_an_old_java_is_as_good_as_none(machine: Machine) -> None:
    done = machine.has("java", JAVA.format(major=11)).bootstrap()

    assert done.returncode == 1
    assert "Java 17 or later" in done.stderr


def test_a_python_without_venv_is_named(machine: Machine) -> None:
    no_venv = '#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\n'

    done = machine.has("python3", no_venv).is_user(0).is_debian().bootstrap()

    assert done.returncode == 0
    assert machine.asked.read_text().endswith("--no-install-recommends python3-venv\n")


@pytest.mark.parametrize(
    ("environment", "docker"),
    [
        pytest.param({"BIMER_KAFKA_BOOTSTRAP_SERVERS": "kafka:9092"}, False, id="a given Kafka"),
        pytest.param({}, True, id="a Docker engine that answers"),
    ],
)
def test_java_and_maven_are_not_asked_for_beside(environment: dict[str, str], docker: bool, machine: Machine) -> None:
    machine.lacks("java").lacks("mvn")
    if docker:
        machine.has("docker")

    assert machine.bootstrap(**environment).returncode == 0
