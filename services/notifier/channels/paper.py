"""How does a notice reach who wants a letter or a call? People print and people call: it waits for them in a list.

The row has the words and no address: whoever prints the envelope, or dials, opens the contact box for that.
"""

from runtime.clock import wall_now
from runtime.store import Collection, Store
from schemas.contact import ContactV1
from services.notifier.attempts import Attempt, Listed, Refused
from services.notifier.composition import Parcel
from services.notifier.content import greeting
from services.notifier.letters import written


class ListChannel:
    """Puts notices on a list of the store, each once."""

    at_once = 16

    def __init__(self, rows: Collection, needed: str) -> None:
        """Take the list, and the field of the contact without which nobody could act on a row."""
        self._rows = rows
        self._needed = needed

    @classmethod
    def print_queue(cls, store: Store) -> "ListChannel":
        """Letters to be printed and posted."""
        return cls(store.print_queue, "address")

    @classmethod
    def call_list(cls, store: Store) -> "ListChannel":
        """Calls to be made."""
        return cls(store.collection("call_list"), "mobile")

    async def hand_over(self, parcel: Parcel) -> Attempt:
        """Put the notice's letter on the list; it is served when somebody reports the day."""
        if not _has(parcel.contact, self._needed):
            return Refused("no_address")
        notice = parcel.notice
        letter = written(notice.kind, {**parcel.said, "greeting": greeting(None)})
        await self._rows.insert(
            {
                "_id": notice.notice_id,
                "application_id": notice.told.application_id,
                "kind": notice.kind.value,
                "subject": letter.subject,
                "text": letter.text,
                "template": letter.template,
                "listed_at": wall_now(),
            }
        )
        return Listed(letter.template)

    async def close(self) -> None:
        """There is nothing to let go of."""


def _has(contact: ContactV1, needed: str) -> bool:
    return bool(getattr(contact, needed))
