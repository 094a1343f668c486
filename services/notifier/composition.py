"""What goes out, and to whom? The notice's words from the application, the address from the sealed box.

The box is opened in memory, for one attempt; neither address nor name is kept or logged.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from domain.facts import ResponseIssued
from domain.identifiers import ApplicationId, NoticeId, TrackingNumber
from domain.inputs import NoticeKind
from runtime.application_documents import state_of
from runtime.errors import RejectedRecord
from runtime.store import Document, Store
from runtime.vault import open_box
from schemas.contact import ContactV1
from services.notifier.attempts import Postponed, Refused
from services.notifier.content import Stored, Surroundings, said_in
from services.notifier.notice import Notice

_CARRY_A_TEXT = frozenset(
    {
        NoticeKind.RESPONSE,
        NoticeKind.PART_RESPONSE,
        NoticeKind.INTERIM_RESPONSE,
        NoticeKind.INVALID,
        NoticeKind.NOT_PROCESSED,
        NoticeKind.EXTENDED,
        NoticeKind.FEE,
        NoticeKind.QUESTION,
        NoticeKind.REOPENED,
    }
)
_STATE = {"state": 1}
_STATE_AND_TEXTS = {"state": 1, "texts": 1}


@dataclass(frozen=True, slots=True)
class Parcel:
    """One notice ready to go: what it says, and where to."""

    notice: Notice
    said: Mapping[str, Any]
    contact: ContactV1 = field(repr=False)


class Composition:
    """Reads what notices need."""

    def __init__(self, store: Store, contact_key: bytes, around: Callable[[], Surroundings]) -> None:
        self._applications = store.applications
        self._vault = store.vault
        self._contact_key = contact_key
        self._around = around

    async def parcels(self, notices: Sequence[Notice]) -> dict[NoticeId, Parcel | Postponed | Refused]:
        """Make every notice ready, or say why it is not. Raises TransientFault when the store is away."""
        documents = await self._documents(notices)
        boxes = await self._boxes(notices)
        numbers = await self._numbers(notices)
        return {notice.notice_id: self._parcel(notice, documents, boxes, numbers) for notice in notices}

    async def _documents(self, notices: Sequence[Notice]) -> dict[str, Document]:
        found: dict[str, Document] = {}
        for show, wanted in (
            (_STATE, _applications_of(notices, carrying_a_text=False)),
            (_STATE_AND_TEXTS, _applications_of(notices, carrying_a_text=True)),
        ):
            if wanted:
                rows = await self._applications.find({"_id": {"$in": wanted}}, show=show)
                found |= {row["_id"]: row for row in rows}
        return found

    async def _boxes(self, notices: Sequence[Notice]) -> dict[str, str | None]:
        wanted = list({notice.told.application_id for notice in notices})
        rows = await self._vault.find({"_id": {"$in": wanted}}, show={"contact": 1})
        return {row["_id"]: row["contact"] for row in rows}

    async def _numbers(self, notices: Sequence[Notice]) -> dict[ApplicationId, TrackingNumber]:
        """Look up the numbers of the applications together with which others were answered."""
        facts = [notice.told.fact for notice in notices]
        wanted = list({f.together_with for f in facts if isinstance(f, ResponseIssued) and f.together_with is not None})
        if not wanted:
            return {}
        rows = await self._applications.find({"_id": {"$in": wanted}}, show={"tracking_number": 1})
        return {ApplicationId(row["_id"]): TrackingNumber(row["tracking_number"]) for row in rows}

    def _parcel(
        self,
        notice: Notice,
        documents: Mapping[str, Document],
        boxes: Mapping[str, str | None],
        numbers: Mapping[ApplicationId, TrackingNumber],
    ) -> Parcel | Postponed | Refused:
        document, box = documents.get(notice.told.application_id), boxes.get(notice.told.application_id)
        if document is None:
            return Postponed("application_not_stored")
        if box is None:
            return Refused("no_contact")
        try:
            contact = ContactV1.model_validate(open_box(self._contact_key, box))
            stored = Stored(state_of(document), document.get("texts", {}), numbers)
            said = said_in(notice, stored, self._around())
        except RejectedRecord as rejected:
            return Refused(rejected.code)
        except ValidationError:
            return Refused("contact_does_not_fit")
        except KeyError:
            return Refused("text_not_stored")
        return Parcel(notice, said, contact)


def _applications_of(notices: Sequence[Notice], *, carrying_a_text: bool) -> list[ApplicationId]:
    return list({n.told.application_id for n in notices if (n.kind in _CARRY_A_TEXT) is carrying_a_text})
