"""What is the desk made of? Its parts put together, and the one ASGI application that API and pages share."""

from dataclasses import dataclass

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from data.loaders import load_gazetteer
from runtime.clock import LegalClock
from runtime.kafka import FactReader, InputProducer
from runtime.keys import Keys
from runtime.registry_feed import RegistryFeed
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.store import Store, connect
from runtime.web.headers import GuardedAnswers
from runtime.web.pages import serve_static
from schemas.catalogue import Writer
from services.desk import (
    api,
    api_follow_up,
    api_institutions,
    api_reports,
    page_actions,
    page_login,
    page_reports,
    page_withdrawal,
    pages,
)
from services.desk.asking import Asking
from services.desk.content_limit import LimitedContent
from services.desk.follow_up import FollowingUp, SignIns
from services.desk.office import Office
from services.desk.reading import Reading
from services.desk.request_count import CountedRequests
from services.desk.screen import HERE, STATIC, desk_pages
from services.desk.verdicts import VerdictBoard
from services.desk.wrong_turns import answer_wrong_turns

LOG_PATIENCE_SECONDS = 5.0
"""How long an officer waits for the log before he is told to try again."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that must be started and stopped."""

    settings: Settings
    feed: RegistryFeed
    producer: InputProducer
    facts: FactReader
    board: VerdictBoard
    store: Store
    office: Office

    @classmethod
    def of(cls, settings: Settings) -> "Desk":
        """Put the parts together; connects to nothing yet. Raises FatalFault for a missing key."""
        keys, clock = Keys.load(settings, "desk"), LegalClock.of(settings)
        producer = InputProducer(settings, Signer.of(keys, Writer.DESK), patience_seconds=LOG_PATIENCE_SECONDS)
        facts = FactReader(settings, None, consumer="desk")
        feed, store, board = RegistryFeed(settings), connect(settings), VerdictBoard()
        sign_ins = SignIns(store, clock)
        office = Office(
            reading=Reading(store, feed, clock),
            asking=Asking(store, producer, board, clock),
            feed=feed,
            gazetteer=load_gazetteer(),
            keys=keys,
            sign_ins=sign_ins,
            following_up=FollowingUp(store, feed, clock, sign_ins),
            store=store,
        )
        return cls(settings, feed, producer, facts, board, store, office)

    async def follow_registry(self) -> None:
        """Read the institutions, and go on reading what changes."""
        await self.feed.start()
        await self.feed.follow()

    async def follow_facts(self) -> None:
        """Read what becomes true from now on, and wake those who wait for it."""
        await self.facts.start()
        await self.facts.run(self.board.on_facts)

    async def stop(self) -> None:
        """Let go of everything."""
        await self.producer.stop()
        await self.facts.stop()
        await self.feed.stop()
        await self.office.sign_ins.settled()
        await self.store.close()


def site_of(office: Office) -> ASGIApp:
    """Make the ASGI application: the API, the pages, and guards around every request."""
    site = FastAPI(title="BİMER desk", version="1", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    site.state.office, site.state.pages = office, desk_pages()
    answer_wrong_turns(site)
    for part in (
        api,
        api_institutions,
        api_follow_up,
        api_reports,
        page_login,
        pages,
        page_reports,
        page_actions,
        page_withdrawal,
    ):
        site.include_router(part.router)
    serve_static(site)
    site.mount(STATIC, StaticFiles(directory=HERE / "static"), name="static-desk")
    return GuardedAnswers(CountedRequests(LimitedContent(site)))
