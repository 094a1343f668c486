"""Has every error that a library can raise its fate?"""

import inspect
from types import ModuleType

import pytest
from aiokafka import errors as kafka
from bson import errors as bson
from pymongo import errors as pymongo

from runtime import kafka_errors, store_errors
from runtime.errors import FatalFault, Fault, Fenced, RejectedRecord, TransientFault


def classes_of(*modules: ModuleType) -> set[type[Exception]]:
    """List the exceptions that these modules define."""
    return {
        thing
        for module in modules
        for thing in vars(module).values()
        if inspect.isclass(thing)
        and issubclass(thing, Exception)
        and thing.__module__ in ("aiokafka.errors", "pymongo.errors", "bson.errors")
    }


def unmapped(raised: set[type[Exception]], *lists: object) -> set[str]:
    """Name the classes that stand in no list, or in more than one."""
    mapped = [one for names in lists for one in names]  # type: ignore[attr-defined]
    return {one.__name__ for one in raised if mapped.count(one) != 1}


KAFKA_LISTS = (kafka_errors.TRANSIENT, kafka_errors.FENCED, kafka_errors.REJECTED, kafka_errors.FATAL)
STORE_LISTS = (store_errors.TRANSIENT, store_errors.REJECTED, store_errors.FATAL)


def test_every_error_of_aiokafka_has_one_fate() -> None:
    assert unmapped(classes_of(kafka), *KAFKA_LISTS) == set()


def test_every_error_of_the_stores_drivers_has_one_fate() -> None:
    assert unmapped(classes_of(pymongo, bson), *STORE_LISTS) == set()


def test_an_error_in_no_list_is_found() -> None:
    class NewInTheNextVersion(Exception):
        pass

    known = classes_of(kafka)
    assert unmapped({*known, NewInTheNextVersion}, *KAFKA_LISTS) == {"NewInTheNextVersion"}


@pytest.mark.parametrize(
    ("raised", "fate"),
    [
        pytest.param(kafka.NotEnoughReplicasError(), TransientFault, id="too few replicas pass"),
        pytest.param(kafka.ProducerFenced(), Fenced, id="fenced"),
        pytest.param(kafka.OffsetOutOfRangeError(), FatalFault, id="records were deleted before they were read"),
        pytest.param(kafka.MessageSizeTooLargeError(), RejectedRecord, id="too large"),
        pytest.param(AssertionError(), TransientFault, id="aiokafka's state machine"),
        pytest.param(ConnectionRefusedError(), TransientFault, id="nobody listens"),
    ],
)
def test_kafkas_errors_are_translated_where_it_is_used(raised: Exception, fate: type[Fault]) -> None:
    with pytest.raises(fate), kafka_errors.kafka_errors_translated():
        raise raised


@pytest.mark.parametrize(
    ("raised", "fate"),
    [
        pytest.param(pymongo.ServerSelectionTimeoutError(), TransientFault, id="away"),
        pytest.param(pymongo.OperationFailure("not authorized", 13), FatalFault, id="not authorised"),
        pytest.param(bson.InvalidDocument("x"), RejectedRecord, id="cannot be stored"),
        pytest.param(pymongo.ConfigurationError(), FatalFault, id="wrong settings"),
        pytest.param(pymongo.DocumentTooLarge("x"), RejectedRecord, id="too large for the driver"),
        pytest.param(pymongo.WriteError("too large", 17419), RejectedRecord, id="too large once updated"),
        pytest.param(pymongo.OperationFailure("too large", 10334), RejectedRecord, id="too large for the store"),
        pytest.param(
            pymongo.BulkWriteError({"writeErrors": [{"index": 0, "code": 17419}]}),
            RejectedRecord,
            id="too large among others",
        ),
        pytest.param(pymongo.BulkWriteError({"writeErrors": [{"index": 0, "code": 91}]}), TransientFault, id="ends"),
    ],
)
def test_the_stores_errors_are_translated_where_it_is_used(raised: Exception, fate: type[Fault]) -> None:
    with pytest.raises(fate), store_errors.store_errors_translated():
        raise raised


def test_a_drivers_words_are_not_repeated_for_they_may_quote_a_document() -> None:
    with pytest.raises(RejectedRecord) as caught, store_errors.store_errors_translated():
        raise pymongo.DuplicateKeyError("dup key: { national_id: '10000000146' }", 11000)
    assert "10000000146" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_an_unknown_class_is_fatal() -> None:
    class Unheard(kafka.KafkaError):  # type: ignore[misc]
        pass

    assert isinstance(kafka_errors.fate_of(Unheard()), FatalFault)
