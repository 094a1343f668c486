"""How do services reach Kafka? One door; each thing behind it stands in a module of its own."""

from runtime.fact_reader import FactReader as FactReader
from runtime.fact_reader import FactRecord as FactRecord
from runtime.input_producer import InputProducer as InputProducer
from runtime.kafka_connection import connection as connection
from runtime.kafka_connection import group as group
from runtime.kafka_connection import institution_topic as institution_topic
from runtime.kafka_connection import patiently as patiently
from runtime.kafka_connection import topic as topic
from runtime.record_producer import RecordProducer as RecordProducer
from runtime.records import OutgoingRecord as OutgoingRecord
from runtime.records import RawRecord as RawRecord
from runtime.topic_maker import TopicMaker as TopicMaker
