"""Which fate has each error that PyMongo (and motor, which raises the same) can raise?

Three closed lists: a test names every class of `pymongo.errors` and `bson.errors` that stands in none of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bson import errors as b
from pymongo import errors as e

from runtime.errors import FatalFault, Fault, RejectedRecord, TransientFault

DUPLICATE_KEY = 11000
_AUTHORIZATION = frozenset({13, 18, 8000})
"""Server codes: not authorised, authentication failed (twice): no retry heals them."""
_TOO_LARGE = frozenset({10334, 17419})
"""Server codes of a document that is, or by an update would become, larger than the store can hold."""

TRANSIENT: frozenset[type[Exception]] = frozenset(
    {
        e.AutoReconnect,
        e.BulkWriteError,
        e.ClientBulkWriteException,
        e.ConnectionFailure,
        e.CursorNotFound,
        e.ExecutionTimeout,
        e.NetworkTimeout,
        e.NotPrimaryError,
        e.OperationFailure,
        e.ProtocolError,
        e.PyMongoError,
        e.ServerSelectionTimeoutError,
        e.WaitQueueTimeoutError,
        e.WriteConcernError,
        e.WriteError,
        e.WTimeoutError,
        e._OperationCancelled,
    }
)

REJECTED: dict[type[Exception], str] = {
    e.DocumentTooLarge: "document_too_large",
    e.DuplicateKeyError: "duplicate_key",
    b.InvalidDocument: "document_not_storable",
    b.InvalidStringData: "document_not_storable",
}

FATAL: frozenset[type[Exception]] = frozenset(
    {
        e.CollectionInvalid,
        e.ConfigurationError,
        e.EncryptedCollectionError,
        e.EncryptionError,
        e.InvalidName,
        e.InvalidOperation,
        e.InvalidURI,
        b.BSONError,
        b.InvalidBSON,
        b.InvalidId,
    }
)


def fate_of(error: Exception) -> Fault:
    """Translate an error of the store's driver into its fate; a class that no list names is fatal.

    The driver's own text can quote a document, so only class and code go on.
    """
    code = getattr(error, "code", None)
    said = type(error).__name__ if code is None else f"{type(error).__name__} {code}"
    if code in _AUTHORIZATION:
        return FatalFault(said)
    if not _TOO_LARGE.isdisjoint(_codes_of(error)):
        return RejectedRecord("document_too_large", said)
    if type(error) in TRANSIENT:
        return TransientFault(said)
    if type(error) in REJECTED:
        return RejectedRecord(REJECTED[type(error)], said)
    return FatalFault(said)


def _codes_of(error: Exception) -> set[object]:
    """List the server's codes: the error's own and, of a bulk, those of its writes."""
    details = getattr(error, "details", None) or {}
    return {getattr(error, "code", None), *(one.get("code") for one in details.get("writeErrors", ()))}


@contextmanager
def store_errors_translated() -> Iterator[None]:
    """Raise the fate of whatever the store's driver raises inside."""
    try:
        yield
    except (e.PyMongoError, b.BSONError) as error:
        raise fate_of(error) from None
