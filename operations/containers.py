"""How do Kafka and the store run in Docker when its engine answers?

A container listens on the same port inside and outside, so that the address it advertises is the one clients use.
`python -m operations.containers kafka|store PORT` runs one in the foreground until it is told to stop.
"""

import signal
import sys

from testcontainers.core.container import DockerContainer

from operations.local_kafka import KAFKA_VERSION
from operations.local_kafka import answers as kafka_answers
from operations.local_store import REPLICA_SET
from operations.machine import LOOPBACK
from operations.server_process import wait_until
from runtime.store_probe import takes_writes

KAFKA_IMAGE = f"apache/kafka:{KAFKA_VERSION}"
STORE_IMAGE = "mongo:8"
START_SECONDS = 120.0


def kafka_container(port: int) -> DockerContainer:
    """Describe one Kafka node that clients reach on this port of the loopback address."""
    settings = {
        "NODE_ID": "1",
        "PROCESS_ROLES": "broker,controller",
        "CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "LISTENERS": f"PLAINTEXT://:{port},CONTROLLER://:9093",
        "ADVERTISED_LISTENERS": f"PLAINTEXT://{LOOPBACK}:{port}",
        "LISTENER_SECURITY_PROTOCOL_MAP": "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "AUTO_CREATE_TOPICS_ENABLE": "false",
        "GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "OFFSETS_TOPIC_NUM_PARTITIONS": "8",
        "TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "TRANSACTION_STATE_LOG_NUM_PARTITIONS": "8",
    }
    environment = {f"KAFKA_{name}": value for name, value in settings.items()}
    return DockerContainer(KAFKA_IMAGE, env=environment).with_bind_ports(port, port)


def store_container(port: int) -> DockerContainer:
    """Describe one mongod, a replica set of one, that clients reach on this port of the loopback address."""
    command = f"--port {port} --replSet {REPLICA_SET} --bind_ip_all"
    return DockerContainer(STORE_IMAGE).with_command(command).with_bind_ports(port, port)


def wait_for_kafka(port: int) -> str:
    """Return the bootstrap servers of the started container when it answers there."""
    address = f"{LOOPBACK}:{port}"
    wait_until(lambda: kafka_answers(address), "The Kafka container", seconds=START_SECONDS)
    return address


def wait_for_store(port: int) -> str:
    """Return the URI of the started container when it takes writes there."""
    uri = f"mongodb://{LOOPBACK}:{port}/?directConnection=true"
    wait_until(lambda: takes_writes(uri, initiate=REPLICA_SET), "The store's container", seconds=START_SECONDS)
    return uri


def run_until_told(container: DockerContainer) -> None:
    """Run the container until this process is asked to end."""
    with container:
        signal.sigwait({signal.SIGTERM, signal.SIGINT})


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    which, port_text = sys.argv[1:]
    run_until_told({"kafka": kafka_container, "store": store_container}[which](int(port_text)))
