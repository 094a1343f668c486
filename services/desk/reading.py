"""What does the store say, and may this viewer see it? Every read of an application by the desk goes through here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.application import Application
from domain.business_calendar import local_date
from domain.identifiers import ApplicationId, InstitutionId
from domain.visibility import Viewer, institutions_seen, may_see, sees_everything
from runtime.application_documents import WITHOUT_HISTORY, state_of
from runtime.clock import LegalClock
from runtime.registry_feed import RegistryFeed
from runtime.store import Document, Store
from services.desk.cursors import Cursor
from services.desk.queries import Filter, InboxFilter, SearchFilter, inbox_rows, screening_rows, search_rows

WITHOUT_TEXTS = {"texts": 0, "search": 0}
SOONEST_FIRST = (("due_on", 1), ("_id", 1))
NEWEST_FIRST = (("received_on", -1), ("_id", -1))


@dataclass(frozen=True, slots=True)
class Row:
    """One application of a list, with its document."""

    application_id: ApplicationId
    application: Application
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """One page of a list; `following` is where the next page begins, None on the last."""

    rows: tuple[Row, ...]
    following: Cursor | None


class Reading:
    """Reads applications for viewers, each as far as it may see."""

    def __init__(self, store: Store, feed: RegistryFeed, clock: LegalClock) -> None:
        self._applications = store.applications
        self._feed = feed
        self._clock = clock

    @property
    def today(self) -> date:
        """Name the legal date."""
        return local_date(self._clock.now())

    async def application(self, viewer: Viewer, application_id: ApplicationId) -> Document | None:
        """Return a whole document, None where there is none or the viewer may not see it."""
        document = await self._applications.get(application_id)
        return document if document is not None and self._sees(viewer, state_of(document)) else None

    async def may_see(self, viewer: Viewer, application_id: ApplicationId) -> bool:
        """Tell whether there is such an application and the viewer may see it."""
        document = await self._applications.get(application_id, show=WITHOUT_HISTORY)
        return document is not None and self._sees(viewer, state_of(document))

    async def inbox(self, viewer: Viewer, wanted: InboxFilter, after: Cursor | None, limit: int) -> Rows:
        """Return the viewer's own tasks, the earliest due first."""
        found_by = inbox_rows(viewer.institution_id, wanted, self.today, after)
        return await self._rows(viewer, found_by, SOONEST_FIRST, limit)

    async def screening(self, viewer: Viewer, queue: InstitutionId, after: Cursor | None, limit: int) -> Rows:
        """Return what waits to be placed in one queue, with its ledger: the proposals stand there."""
        return await self._rows(viewer, screening_rows(queue, after), SOONEST_FIRST, limit, show=WITHOUT_TEXTS)

    async def search(self, viewer: Viewer, wanted: SearchFilter, after: Cursor | None, limit: int) -> Rows:
        """Return what is looked for among all that the viewer may see, the newest first."""
        registry = self._feed.registry
        seen = None if sees_everything(viewer, registry) else institutions_seen(viewer, registry)
        return await self._rows(viewer, search_rows(wanted, seen, after), NEWEST_FIRST, limit)

    async def _rows(
        self,
        viewer: Viewer,
        found_by: Filter,
        order: tuple[tuple[str, int], ...],
        limit: int,
        *,
        show: Mapping[str, Any] = WITHOUT_HISTORY,
    ) -> Rows:
        documents = await self._applications.find(found_by, show=show, order=order, limit=limit + 1)
        page = documents[:limit]
        rows = (Row(ApplicationId(document["_id"]), state_of(document), document) for document in page)
        following = None
        if len(documents) > limit:
            last = page[-1]
            following = Cursor(last[order[0][0]], ApplicationId(last["_id"]))
        return Rows(tuple(row for row in rows if self._sees(viewer, row.application)), following)

    def _sees(self, viewer: Viewer, application: Application) -> bool:
        return may_see(viewer, application, self._feed.registry)
