"""How does a real Apache Kafka run on this machine without any installation but Java and Maven?

Jars come through Maven into the user's cache; N nodes run in KRaft mode, each broker and controller at once.
"""

import base64
import os
import shutil
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from confluent_kafka import KafkaException
from confluent_kafka.admin import AdminClient

from operations.errors import StackError
from operations.machine import LOOPBACK, PROJECT_ROOT, cache_directory, exclusive, find_java, find_maven, free_ports
from operations.machine import is_listening as port_answers
from operations.progress import step
from operations.server_process import ServerProcess, wait_until

KAFKA_VERSION = "4.3.1"
START_SECONDS = 60.0
HEAP = (
    "-Xms64m",
    "-Xmx320m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:MaxDirectMemorySize=192m",
    "-Xss512k",
)
# For the short-lived tool that formats a directory, starting fast is all.
TOOL_FLAGS = ("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

LOGGING = """\
status=error
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d{ISO8601} %-5p %c{1} %m%n
rootLogger.level=warn
rootLogger.appenderRef.console.ref=console
# Says at every start that a local directory is no replica; says nothing we act on.
logger.quorum.name=org.apache.kafka.raft
logger.quorum.level=error
"""


@dataclass(frozen=True, slots=True)
class KafkaNode:
    """One broker-and-controller: its number, its two ports and its directory."""

    node_id: int
    port: int
    controller_port: int
    directory: Path

    @property
    def settings_file(self) -> Path:
        return self.directory / "server.properties"

    @property
    def data_directory(self) -> Path:
        return self.directory / "data"

    @property
    def is_formatted(self) -> bool:
        return (self.data_directory / "meta.properties").exists()


class LocalKafka:
    """N local nodes under one directory. `prepare` once, then run `command(node)` yourself or `start` and `stop`."""

    def __init__(self, directory: Path, *, ports: list[int] | None = None, brokers: int = 1) -> None:
        ports = ports or free_ports(brokers)
        controller_ports = free_ports(len(ports))
        self.nodes = tuple(
            KafkaNode(number, port, controller_port, directory / f"node-{number}")
            for number, (port, controller_port) in enumerate(zip(ports, controller_ports, strict=True), start=1)
        )
        self._running: list[ServerProcess] = []

    @property
    def bootstrap_servers(self) -> str:
        return ",".join(f"{LOOPBACK}:{node.port}" for node in self.nodes)

    @property
    def pids(self) -> tuple[int, ...]:
        return tuple(process.pid for process in self._running)

    def prepare(self) -> None:
        """Bring the jars, write each node's settings and format what is not formatted yet."""
        find_java()
        jars = bring_jars()
        cluster_id = new_cluster_id()
        for node in self.nodes:
            node.data_directory.mkdir(parents=True, exist_ok=True)
            node.settings_file.write_text(server_properties(node, self.nodes))
            (node.directory / "log4j2.properties").write_text(LOGGING)
        format_directories([node for node in self.nodes if not node.is_formatted], cluster_id, jars)

    def command(self, node: KafkaNode) -> list[str]:
        """Return the command line that runs this node in the foreground."""
        logging = f"-Dlog4j2.configurationFile={node.directory / 'log4j2.properties'}"
        main = ["kafka.Kafka", str(node.settings_file)]
        return [str(find_java()), *HEAP, logging, "-cp", f"{jar_directory()}/*", *main]

    def start(self) -> Self:
        """Prepare, start every node as a child of this process and return when the cluster answers."""
        self.prepare()
        for node in self.nodes:
            self._running.append(ServerProcess(self.command(node), log=node.directory / "server.log"))
        try:
            self.wait_until_answering()
        except BaseException:
            self.stop()
            raise
        return self

    def wait_until_answering(self) -> None:
        """Return when every node takes part; NotAnswering quotes the first node's log."""
        wait_until(
            lambda: answers(self.bootstrap_servers, brokers=len(self.nodes)),
            "Kafka",
            seconds=START_SECONDS,
            is_alive=lambda: all(process.is_running() for process in self._running),
            log=self.nodes[0].directory / "server.log",
        )

    def stop(self) -> None:
        """End every node that `start` started, all at once: a lone last node would wait for a quorum."""
        for process in self._running:
            process.ask_to_stop()
        for process in self._running:
            process.stop()
        self._running.clear()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()


def jar_directory() -> Path:
    """Return the folder of the cache in which Kafka's jars stand or will stand."""
    return cache_directory(f"kafka-{KAFKA_VERSION}") / "jars"


def bring_jars() -> Path:
    """Return the folder with Kafka's jars, brought by Maven the first time (44 MB)."""
    jars = jar_directory()
    with exclusive(jars.parent):
        if not jars.exists():
            arriving = jars.with_name(f"arriving-{os.getpid()}")
            with step("Bringing Apache Kafka's jars through Maven"):
                copy_dependencies(arriving)
            arriving.rename(jars)
    return jars


def copy_dependencies(target: Path) -> None:
    """Have Maven copy what pom.xml names into a folder; StackError quotes Maven's own words."""
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={target}"]
    command = [str(find_maven()), "--quiet", "--batch-mode", "--file", str(PROJECT_ROOT / "pom.xml"), *goal]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        shutil.rmtree(target, ignore_errors=True)
        raise StackError(f"Maven could not bring Kafka's jars:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")


def format_directories(nodes: list[KafkaNode], cluster_id: str, jars: Path) -> None:
    """Format the nodes' data directories side by side for one cluster."""
    storage_tool = [str(find_java()), *TOOL_FLAGS, "-cp", f"{jars}/*", "kafka.tools.StorageTool"]
    running = []
    for node in nodes:
        logging = f"-Dlog4j2.configurationFile={node.directory / 'log4j2.properties'}"
        arguments = ["format", "--cluster-id", cluster_id, "--config", str(node.settings_file)]
        command = [storage_tool[0], logging, *storage_tool[1:], *arguments]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    outputs = [process.communicate()[0] for process in running]
    for process, output in zip(running, outputs, strict=True):
        if process.returncode != 0:
            raise StackError(f"Kafka's storage could not be formatted:\n{output}")


def new_cluster_id() -> str:
    """Make a random id in Kafka's form: 22 letters of URL-safe base64, never led by a dash."""
    while (text := base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")).startswith("-"):
        continue
    return text


def server_properties(node: KafkaNode, nodes: tuple[KafkaNode, ...]) -> str:
    """Write one node's settings: small, quick to start, and as strict about topics as the nation's cluster."""
    copies = min(3, len(nodes))
    in_sync = max(1, copies - 1)
    settings = {
        "process.roles": "broker,controller",
        "node.id": node.node_id,
        "controller.quorum.voters": ",".join(f"{one.node_id}@{LOOPBACK}:{one.controller_port}" for one in nodes),
        "listeners": f"PLAINTEXT://{LOOPBACK}:{node.port},CONTROLLER://{LOOPBACK}:{node.controller_port}",
        "advertised.listeners": f"PLAINTEXT://{LOOPBACK}:{node.port}",
        "controller.listener.names": "CONTROLLER",
        "log.dirs": node.data_directory,
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": 0,
        "default.replication.factor": copies,
        "min.insync.replicas": in_sync,
        "offsets.topic.replication.factor": copies,
        "offsets.topic.num.partitions": 8,
        "transaction.state.log.replication.factor": copies,
        "transaction.state.log.min.isr": in_sync,
        "transaction.state.log.num.partitions": 8,
        "share.coordinator.state.topic.replication.factor": copies,
        "share.coordinator.state.topic.min.isr": in_sync,
        "log.cleaner.dedupe.buffer.size": 16_777_216,
        "log.index.size.max.bytes": 1_048_576,
        "num.network.threads": 2,
        "num.io.threads": 4,
    }
    return "".join(f"{key}={value}\n" for key, value in settings.items())


def answers(bootstrap_servers: str, *, brokers: int = 1) -> bool:
    """Tell whether a Kafka with so many brokers answers at these addresses."""
    ports = [int(address.rpartition(":")[2]) for address in bootstrap_servers.split(",")]
    if not all(port_answers(port) for port in ports):
        return False
    admin = AdminClient({"bootstrap.servers": bootstrap_servers, "log_level": 0})
    try:
        return len(admin.list_topics(timeout=2).brokers) == brokers
    except KafkaException:
        return False
