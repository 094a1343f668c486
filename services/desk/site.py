"""What is the desk made of? Its parts put together, and the one ASGI application that API and pages share."""

from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
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
from runtime.web.problem import answer_problems
from schemas.catalogue import Writer
from schemas.input_events import DOMAIN_ACTIONS
from services.desk import api, api_institutions
from services.desk.asked import language_of
from services.desk.asking import Asking
from services.desk.content_limit import ContentTooLarge, LimitedContent
from services.desk.field_wordings import field_errors
from services.desk.office import Office
from services.desk.problems import ProblemCode, problem
from services.desk.reading import Reading
from services.desk.request_count import CountedRequests
from services.desk.verdicts import VerdictBoard

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
        office = Office(
            reading=Reading(store, feed, clock),
            asking=Asking(store, producer, board, clock),
            feed=feed,
            gazetteer=load_gazetteer(),
            keys=keys,
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
        await self.store.close()


def site_of(office: Office) -> ASGIApp:
    """Make the ASGI application: the API, the pages, and guards around every request."""
    site = FastAPI(title="BİMER desk", version="1", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    site.state.office = office
    answer_problems(site)
    site.add_exception_handler(RequestValidationError, _not_acceptable)
    site.add_exception_handler(ContentTooLarge, _too_large)
    site.include_router(api.router)
    site.include_router(api_institutions.router)
    serve_static(site)
    return GuardedAnswers(CountedRequests(LimitedContent(site)))


async def _not_acceptable(request: Request, wrong: Exception) -> Response:
    assert isinstance(wrong, RequestValidationError)  # noqa: S101
    language = language_of(request)
    if any(error["type"] == "json_invalid" for error in wrong.errors()):
        return problem(ProblemCode.NOT_JSON, language).response()
    errors = field_errors(wrong.errors(), language, tuple(DOMAIN_ACTIONS))
    return problem(ProblemCode.NOT_ACCEPTABLE, language, errors).response()


async def _too_large(request: Request, _: Exception) -> Response:
    return problem(ProblemCode.CONTENT_TOO_LARGE, language_of(request)).response()
