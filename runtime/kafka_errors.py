"""Which fate has each error that aiokafka can raise?

Closed lists: a test names every class of `aiokafka.errors` that stands in none of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from aiokafka import errors as e

from runtime.errors import FatalFault, Fault, Fenced, RejectedRecord, TransientFault

TRANSIENT: frozenset[type[Exception]] = frozenset(
    {
        e.BrokerNotAvailableError,
        e.BrokerResponseError,
        e.Cancelled,
        e.CommitFailedError,
        e.ConcurrentTransactions,
        e.ConsumerStoppedError,
        e.CoordinatorLoadInProgressError,
        e.CoordinatorNotAvailableError,
        e.CorrelationIdError,
        e.CorruptRecordException,
        e.DuplicateSequenceNumber,
        e.FetchSessionIdNotFound,
        e.IllegalGenerationError,
        e.IllegalOperation,
        e.IllegalStateError,
        e.InvalidFetchSessionEpoch,
        e.InvalidProducerIdMapping,
        e.InvalidTxnState,
        e.KafkaConnectionError,
        e.KafkaError,
        e.KafkaProtocolError,
        e.KafkaStorageError,
        e.KafkaTimeoutError,
        e.KafkaUnavailableError,
        e.LeaderNotAvailableError,
        e.LogDirNotFound,
        e.MemberIdRequired,
        e.MetadataEmptyBrokerList,
        e.NoBrokersAvailable,
        e.NodeNotReadyError,
        e.NonEmptyGroup,
        e.NotControllerError,
        e.NotCoordinatorError,
        e.NotEnoughReplicasAfterAppendError,
        e.NotEnoughReplicasError,
        e.NotLeaderForPartitionError,
        e.OperationNotAttempted,
        e.OutOfOrderSequenceNumber,
        e.ProducerClosed,
        e.QuotaViolationError,
        e.ReassignmentInProgress,
        e.RebalanceInProgressError,
        e.ReplicaNotAvailableError,
        e.RequestTimedOutError,
        e.StaleControllerEpochError,
        e.StaleLeaderEpochCodeError,
        e.StaleMetadata,
        e.TooManyInFlightRequests,
        e.TransactionCoordinatorFenced,
        e.UnknownError,
        e.UnknownMemberIdError,
        e.UnknownProducerId,
        e.UnknownTopicOrPartitionError,
    }
)

FENCED: frozenset[type[Exception]] = frozenset({e.InvalidProducerEpoch, e.ProducerFenced})

REJECTED: dict[type[Exception], str] = {
    e.InvalidTimestampError: "kafka_invalid_timestamp",
    e.MessageSizeTooLargeError: "record_too_large",
    e.RecordListTooLargeError: "record_too_large",
    e.RecordTooLargeError: "record_too_large",
}

FATAL: frozenset[type[Exception]] = frozenset(
    {
        e.AuthenticationFailedError,
        e.AuthenticationMethodNotSupported,
        e.ClusterAuthorizationFailedError,
        e.DelegationTokenAuthDisabled,
        e.DelegationTokenAuthorizationFailed,
        e.DelegationTokenExpired,
        e.DelegationTokenNotFound,
        e.DelegationTokenOwnerMismatch,
        e.DelegationTokenRequestNotAllowed,
        e.GroupAuthorizationFailedError,
        e.GroupIdNotFound,
        e.IllegalArgumentError,
        e.IllegalSaslStateError,
        e.IncompatibleBrokerVersion,
        e.InconsistentGroupProtocolError,
        e.InvalidCommitOffsetSizeError,
        e.InvalidConfigurationError,
        e.InvalidFetchRequestError,
        e.InvalidGroupIdError,
        e.InvalidPartitionsError,
        e.InvalidPrincipalType,
        e.InvalidReplicationAssignmentError,
        e.InvalidReplicationFactorError,
        e.InvalidRequestError,
        e.InvalidRequiredAcksError,
        e.InvalidSessionTimeoutError,
        e.InvalidTopicError,
        e.InvalidTransactionTimeout,
        e.KafkaConfigurationError,
        e.ListenerNotFound,
        e.NoError,
        e.NoOffsetForPartitionError,
        e.OffsetMetadataTooLargeError,
        e.OffsetOutOfRangeError,
        e.PolicyViolationError,
        e.SaslAuthenticationFailed,
        e.SecurityDisabled,
        e.TopicAlreadyExistsError,
        e.TopicAuthorizationFailedError,
        e.TransactionalIdAuthorizationFailed,
        e.UnrecognizedBrokerVersion,
        e.UnsupportedCodecError,
        e.UnsupportedForMessageFormatError,
        e.UnsupportedSaslMechanismError,
        e.UnsupportedVersionError,
    }
)


def fate_of(error: Exception) -> Fault:
    """Translate an error of aiokafka into its fate; a class that no list names is fatal."""
    said = f"{type(error).__name__}: {error}"
    if type(error) in FENCED:
        return Fenced(said)
    if type(error) in TRANSIENT:
        return TransientFault(said)
    if type(error) in REJECTED:
        return RejectedRecord(REJECTED[type(error)], said)
    return FatalFault(said)


@contextmanager
def kafka_errors_translated() -> Iterator[None]:
    """Raise the fate of whatever aiokafka raises inside."""
    try:
        yield
    except (e.KafkaError, e.ConsumerStoppedError, e.IllegalOperation, AssertionError) as error:
        # aiokafka's transaction state machine is made of asserts: after a fatal error any call may raise one.
        raise (TransientFault("aiokafka's state") if isinstance(error, AssertionError) else fate_of(error)) from error
    except (TimeoutError, OSError) as error:
        raise TransientFault(f"{type(error).__name__}: {error}") from error
