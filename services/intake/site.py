"""What is intake made of? Its parts put together, and the one ASGI application that both faces share."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import httpx
from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from data.loaders import load_gazetteer
from runtime.clock import LegalClock
from runtime.kafka import InputProducer
from runtime.keys import Keys
from runtime.registry_feed import RegistryFeed
from runtime.settings import Settings
from runtime.signing import Signer
from runtime.store import Store, connect
from runtime.vault import Macs
from runtime.web.headers import GuardedAnswers
from runtime.web.pages import serve_static
from runtime.web.problem import answer_problems, unforeseen
from schemas.catalogue import Writer
from services.intake.api import Counter, api_of, described_requests
from services.intake.key_reuse import KeyRegister
from services.intake.log_gate import LogGate
from services.intake.mail_drafts import DraftKeys
from services.intake.mail_office import MailOffice
from services.intake.mail_pages import MailPages
from services.intake.mail_relay import MailRelay
from services.intake.open_data import OpenDataShelf, open_data_of
from services.intake.pages import CitizenPages
from services.intake.places import PlaceNames
from services.intake.population_registry import PopulationRegistry, registry_at
from services.intake.problems import http_problem
from services.intake.rate_limits import RateLimits
from services.intake.registering import Boxes
from services.intake.registrar import Registrar
from services.intake.showing import Showing
from services.intake.tracker import Tracker
from services.intake.tracking_pages import TrackingPages
from services.intake.verification import MAILED_CODE_SECONDS, AddressVerification, email_check, mobile_check
from services.intake.verifier import Verifier

LOG_PATIENCE_SECONDS = 5.0
"""How long a citizen waits for the log before he is told to try again."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything that must be started and stopped."""

    settings: Settings
    feed: RegistryFeed
    producer: InputProducer
    store: Store
    key_register: KeyRegister
    provider: httpx.AsyncClient
    population: PopulationRegistry
    counter: Counter
    gate: LogGate
    open_data: OpenDataShelf
    mails: MailOffice

    @classmethod
    def of(cls, settings: Settings) -> "Intake":
        """Put the parts together; connects to nothing yet. Raises FatalFault for a missing key."""
        keys = Keys.load(settings, "intake")
        clock, macs = LegalClock.of(settings), Macs.of(keys)
        producer = InputProducer(settings, Signer.of(keys, Writer.INTAKE), patience_seconds=LOG_PATIENCE_SECONDS)
        feed, store, gate = RegistryFeed(settings), connect(settings), LogGate(producer)
        key_register = KeyRegister(store.idempotency_keys, settings.key_patience_seconds)
        provider = httpx.AsyncClient(base_url=settings.sms_url, timeout=5.0)
        population = registry_at(settings.population_registry_url)
        limits = RateLimits(settings.rate_limits)
        mobiles = AddressVerification(keys.secret("mac-verification"))
        emails = AddressVerification(keys.secret("mac-verification"), MAILED_CODE_SECONDS)
        registrar = Registrar(
            clock=clock,
            keys=keys,
            macs=macs,
            boxes=Boxes(keys.secret("contact.pub"), keys.secret("vault.pub")),
            feed=feed,
            places=PlaceNames(load_gazetteer()),
            gate=gate,
            key_register=key_register,
            mobile_check=mobile_check(mobiles, settings.require_mobile_verification),
            email_check=email_check(emails, settings.require_email_verification),
            limits=limits,
            population=population,
        )
        tracker = Tracker(store, macs, feed, gate, clock, limits)
        counter = Counter(registrar, tracker, Verifier(mobiles, emails, provider, MailRelay.of(settings), limits))
        mails = MailOffice.of(settings, DraftKeys.of(keys), store, clock, limits)
        shelf = OpenDataShelf(store, clock, tuple(province.plate for province in load_gazetteer().provinces()))
        return cls(settings, feed, producer, store, key_register, provider, population, counter, gate, shelf, mails)

    async def stop(self) -> None:
        """Let go of everything."""
        await self.mails.listener.stop()
        await self.key_register.stop()
        await self.producer.stop()
        await self.feed.stop()
        await self.provider.aclose()
        await self.population.stop()
        await self.store.close()


def site_of(intake: Intake) -> GuardedAnswers:
    """Make the ASGI application: the API, the pages, and guarding headers on every answer."""
    site = FastAPI(title="BİMER intake", version="1", docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    answer_problems(site)
    showing = Showing()
    pages = CitizenPages(intake.counter, showing)
    site.include_router(api_of(intake.counter))
    site.include_router(open_data_of(intake.open_data))
    site.include_router(pages.routes())
    site.include_router(TrackingPages(intake.counter, showing).routes())
    site.include_router(MailPages(intake.counter.registrar, intake.mails.drafts, showing).routes())
    serve_static(site)
    site.mount("/static-intake", StaticFiles(directory=Path(__file__).parent / "static"), name="static-intake")
    _answer_people_with_pages(site, pages)
    _describe_requests(site)
    return GuardedAnswers(site)


def _answer_people_with_pages(site: FastAPI, pages: CitizenPages) -> None:
    """Where there is nothing, programs get problem details and people a page."""

    async def nothing_here(request: Request, error: Exception) -> Response:
        status = cast("HTTPException", error).status_code
        return http_problem(status).response() if _is_for_programs(request) else pages.not_here(request, status)

    async def unforeseen_here(request: Request, error: Exception) -> Response:
        wrong = unforeseen(error)
        return wrong.response() if _is_for_programs(request) else pages.not_here(request, wrong.status)

    site.add_exception_handler(HTTPException, nothing_here)
    site.add_exception_handler(Exception, unforeseen_here)


def _is_for_programs(request: Request) -> bool:
    return request.url.path.startswith("/v1/")


def _describe_requests(site: FastAPI) -> None:
    generated = site.openapi

    def with_requests() -> dict[str, Any]:
        description = generated()
        description.setdefault("components", {}).setdefault("schemas", {}).update(described_requests())
        return description

    site.openapi = with_requests  # type: ignore[method-assign]
