"""What does the store say, and may this viewer see it? Every read of an application by the desk goes through here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.application import Application
from domain.business_calendar import local_date
from domain.identifiers import ApplicationId, InstitutionId
from domain.inputs import Role
from domain.visibility import Viewer, institutions_seen, may_find_by_number, may_see, sees_everything
from runtime.application_documents import WITHOUT_HISTORY, state_of
from runtime.clock import LegalClock
from runtime.registry_feed import RegistryFeed
from runtime.store import Document, Store
from services.desk.cursors import Cursor
from services.desk.queries import Filter, InboxFilter, SearchFilter, inbox_rows, screening_rows, search_rows
from services.desk.related_view import Related, related_to

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

    async def seen(
        self, viewer: Viewer, application_id: ApplicationId, *, by_number: bool = False
    ) -> Application | None:
        """Return an application without its history, None where there is none or the viewer may not see it.

        `by_number` lets an operator in, to whom the applicant quoted the number.
        """
        document = await self._applications.get(application_id, show=WITHOUT_HISTORY)
        if document is None:
            return None
        application = state_of(document)
        return application if self._sees(viewer, application, by_number) else None

    async def related(self, viewer: Viewer, application: Application) -> Related:
        """Name, of the applications that this one has to do with, those that the viewer may see."""
        named = related_to(application)
        if not named:
            return {}
        documents = await self._applications.find({"_id": {"$in": list(named)}}, show=WITHOUT_HISTORY)
        read = ((ApplicationId(document["_id"]), state_of(document)) for document in documents)
        return {found_id: found.tracking_number for found_id, found in read if self._sees(viewer, found)}

    async def inbox(self, viewer: Viewer, wanted: InboxFilter, after: Cursor | None, limit: int) -> Rows:
        """Return the viewer's own tasks, the earliest due first."""
        found_by = inbox_rows(viewer.institution_id, wanted, self.today, after)
        return await self._rows(viewer, found_by, SOONEST_FIRST, limit)

    async def screening(self, viewer: Viewer, queue: InstitutionId, after: Cursor | None, limit: int) -> Rows:
        """Return what waits to be placed in one queue, with its ledger: the proposals stand there."""
        return await self._rows(viewer, screening_rows(queue, after), SOONEST_FIRST, limit, show=WITHOUT_TEXTS)

    async def search(self, viewer: Viewer, wanted: SearchFilter, after: Cursor | None, limit: int) -> Rows:
        """Return what is looked for among all that the viewer may see, the newest first.

        An operator finds by its whole number what an applicant quotes.
        """
        registry = self._feed.registry
        if viewer.role is Role.OPERATOR and wanted.tracking_number is not None:
            found_by = search_rows(wanted, None, after)
            return await self._rows(viewer, found_by, NEWEST_FIRST, limit, by_number=True)
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
        by_number: bool = False,
    ) -> Rows:
        documents = await self._applications.find(found_by, show=show, order=order, limit=limit + 1)
        page = documents[:limit]
        rows = (Row(ApplicationId(document["_id"]), state_of(document), document) for document in page)
        following = None
        if len(documents) > limit:
            last = page[-1]
            following = Cursor(last[order[0][0]], ApplicationId(last["_id"]))
        return Rows(tuple(row for row in rows if self._sees(viewer, row.application, by_number)), following)

    def _sees(self, viewer: Viewer, application: Application, by_number: bool = False) -> bool:
        registry = self._feed.registry
        return may_see(viewer, application, registry) or (
            by_number and may_find_by_number(viewer, application, registry)
        )
