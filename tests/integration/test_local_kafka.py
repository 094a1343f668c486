"""Does the local Kafka behave as the cluster that the services are written for?"""

import socket
from pathlib import Path

import aiokafka
import pytest
from confluent_kafka.admin import AdminClient
from confluent_kafka.cimpl import NewTopic

from operations.errors import NotAnswering
from operations.local_kafka import LocalKafka, answers, new_cluster_id, server_properties
from operations.machine import free_ports
from operations.server_process import wait_until

pytestmark = pytest.mark.integration


def create_topic(bootstrap_servers: str, name: str, *, partitions: int = 1) -> None:
    admin = AdminClient({"bootstrap.servers": bootstrap_servers})
    for future in admin.create_topics([NewTopic(name, num_partitions=partitions, replication_factor=1)]).values():
        future.result(10)


async def test_a_committed_transaction_is_read_and_an_aborted_one_is_not(kafka: str, topic_prefix: str) -> None:
    topic = f"{topic_prefix}transactions"
    create_topic(kafka, topic)
    async with aiokafka.AIOKafkaProducer(bootstrap_servers=kafka, transactional_id=f"{topic}-writer") as producer:
        await producer.begin_transaction()
        await producer.send_and_wait(topic, b"aborted")
        await producer.abort_transaction()
        async with producer.transaction():
            await producer.send_and_wait(topic, b"committed")

    reader = aiokafka.AIOKafkaConsumer(
        topic, bootstrap_servers=kafka, isolation_level="read_committed", auto_offset_reset="earliest"
    )
    async with reader:
        record = await reader.getone()

    assert record.value == b"committed"


def test_a_topic_nobody_created_is_not_created_by_asking_for_it(kafka: str, topic_prefix: str) -> None:
    admin = AdminClient({"bootstrap.servers": kafka})

    admin.list_topics(f"{topic_prefix}unknown", timeout=10)

    assert f"{topic_prefix}unknown" not in admin.list_topics(timeout=10).topics


def test_what_was_written_is_there_after_a_new_start_on_other_ports(tmp_path: Path) -> None:
    with LocalKafka(tmp_path) as cluster:
        create_topic(cluster.bootstrap_servers, "kept", partitions=3)

    with LocalKafka(tmp_path) as cluster:
        topics = AdminClient({"bootstrap.servers": cluster.bootstrap_servers}).list_topics(timeout=10).topics

    assert len(topics["kept"].partitions) == 3


def test_a_stopped_node_leaves_no_process_and_answers_no_more(tmp_path: Path) -> None:
    cluster = LocalKafka(tmp_path).start()
    (pid,) = cluster.pids

    cluster.stop()

    assert not Path(f"/proc/{pid}").exists()
    assert not answers(cluster.bootstrap_servers)


def test_three_nodes_make_one_cluster_with_copies(tmp_path: Path) -> None:
    with LocalKafka(tmp_path, brokers=3) as cluster:
        admin = AdminClient({"bootstrap.servers": cluster.bootstrap_servers, "log_level": 0})
        admin.create_topics([NewTopic("copied", num_partitions=1)])["copied"].result(20)

        def copies() -> list[int]:
            partitions = admin.list_topics("copied", timeout=10).topics["copied"].partitions
            return [len(partition.replicas) for partition in partitions.values()]

        # The node asked may learn of the topic a moment after the controller has made it.
        wait_until(lambda: copies() == [3], "The copied topic", seconds=10)


def test_a_single_node_asks_no_copies_that_it_could_not_make(tmp_path: Path) -> None:
    (node,) = LocalKafka(tmp_path).nodes

    settings = dict(line.split("=", 1) for line in server_properties(node, (node,)).splitlines())

    assert settings["min.insync.replicas"] == "1"
    assert {value for key, value in settings.items() if key.endswith("replication.factor")} == {"1"}


def test_a_taken_port_is_reported_with_kafkas_own_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        cluster = LocalKafka(tmp_path, ports=[taken.getsockname()[1]])

        with pytest.raises(NotAnswering, match=r"(?s)ended while it was starting.*Address already in use"):
            cluster.start()


def test_cluster_ids_never_look_like_an_option() -> None:
    ids = [new_cluster_id() for _ in range(500)]

    assert all(len(one) == 22 and not one.startswith("-") for one in ids)
    assert len(set(ids)) == 500


def test_nothing_answers_where_nothing_runs() -> None:
    assert not answers(f"127.0.0.1:{free_ports(1)[0]}")
