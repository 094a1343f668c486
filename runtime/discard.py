"""How does operations give up a parked input that can never be right, so that those behind it may come back?

By a record of its own on `applications`: its id is the input's, its subject the application, its value the reason, and
operations signed it. The router takes the input from the queue; the record remains as evidence.
"""

from runtime.records import OutgoingRecord
from runtime.signing import DISCARDED, Signer
from schemas.envelope import REPLAY_OF, Envelope


def discarding(input_id: str, application_id: str, place: str, reason: str, at: str, signer: Signer) -> OutgoingRecord:
    """Make the record that gives up the input which first stood at `place`."""
    unsigned = Envelope(input_id, DISCARDED, "bimer/operations", at, application_id, reason.encode())
    envelope = signer.sign(unsigned)
    headers = [*envelope.headers(), (REPLAY_OF, place.encode())]
    return OutgoingRecord(place.rsplit(":", 2)[0], envelope.key, envelope.value, headers)
